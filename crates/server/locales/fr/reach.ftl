# Égalité d'accès
reach-title = Qui a pu se positionner
reach-lead = { $reached ->
    [0] Personne ne s’est encore positionné depuis un an, sur { $people } personnes.
    [one] Une personne sur { $people } s’est positionnée depuis un an ({ $share } %).
   *[other] { $reached } personnes sur { $people } se sont positionnées depuis un an ({ $share } %).
}
reach-method = Il s’agit de participation, jamais de résultats. Un groupe est « en retrait » quand sa part est plus basse que celle de tous, plus que le hasard ne l’explique (intervalle à 95 %). Le trait vertical est la part de tous.
reach-establishments = Par établissement
reach-establishment = Établissement
reach-units = Par service ou groupe
reach-unit = Service ou groupe
reach-trades = Par métier
reach-trade = Métier
reach-share = Part
reach-missing = Encore à toucher
reach-behind = en retrait
reach-begin = Par où commencer : { $name }, où { $missing ->
    [one] une personne reste
   *[other] { $missing } personnes restent
} à toucher.
reach-even = Aucun groupe n’est nettement en retrait.
reach-index = Égalité d’accès : { $index } sur 100 (100 : chaque groupe a sa juste part).
reach-percent = { $reached } sur { $people } : { $share } % (de { $low } à { $high } %)
reach-none = Non renseigné
reach-nobody = Personne ne s’est encore positionné : l’égalité se mesurera aux premiers résultats.
reach-empty = Vous n’avez encore ajouté personne. Commencez par la liste de vos équipes ou de vos promotions.
reach-empty-do = Ajouter des personnes

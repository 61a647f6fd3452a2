# Résultats d’une campagne et d’un établissement
results-tabs = Résultats de la campagne
results-tab-all = Ensemble
results-tab-unit = Par service
results-tab-trade = Par métier
results-tab-questions = Questions
results-of = Résultats · { $title }
results-title = Résultats
results-everybody = tout le monde
results-no-unit = service non précisé
results-no-trade = métier non précisé
results-lead = { $people ->
    [one] Une personne.
   *[other] { $people } personnes.
  } À travailler d’abord : { $domain }, où { $share } n’ont pas encore le niveau { $level }.
results-lead-plain = { $people ->
    [one] Une personne.
   *[other] { $people } personnes.
  }
results-nobody = Personne n’a encore terminé. Les résultats paraîtront ici à partir de dix personnes.
results-too-few = { $finished ->
    [one] Une personne a terminé.
   *[other] { $finished } personnes ont terminé.
  } Rien n’est encore montré : les résultats paraissent par groupes d’au moins dix, pour que personne ne soit reconnaissable.
results-over-too-few = La campagne est terminée et { $finished ->
    [one] une seule personne l’a achevée
   *[other] { $finished } personnes l’ont achevée
  }. Moins de dix résultats : ils ne sont pas montrés, pour que personne ne soit reconnaissable.
results-hidden-group = Moins de dix résultats parus : ce groupe n’est pas montré à part. Ses résultats comptent dans l’ensemble.
results-standing = { $shown } résultats parus sur { $finished } terminés.
results-last = Dernière parution le { $date }.
results-waiting = { $waiting ->
    [one] Un résultat attend
   *[other] { $waiting } résultats attendent
  } de former, avec d’autres, un groupe d’au moins dix.
results-waiting-over = { $waiting ->
    [one] Un résultat ne paraîtra pas
   *[other] { $waiting } résultats ne paraîtront pas
  } tant qu’il n’y en a pas dix ensemble : on pourrait reconnaître quelqu’un.
results-show-now = Montrer ce qui attend
results-levels = Niveaux par domaine
results-picture = Part des personnes à chaque niveau, domaine par domaine, et part qui a au moins le niveau { $level }
results-picture-note = À droite : la part des personnes qui ont au moins le niveau { $level }.
results-key-interval = limite du niveau visé, connue à { $share }
results-table = Niveaux par domaine, en chiffres
results-table-show = Voir les chiffres
results-at = { $level } ou plus
results-between = entre { $low } et { $high }
results-needs = À former d’abord
results-needs-group = Par où commencer
results-needs-text = Du besoin le plus sûr au moins sûr. Un service ou un métier n’est nommé que là où il s’écarte nettement de l’ensemble.
results-need = Pas encore au niveau { $level } : { $share } (entre { $low } et { $high }), sur { $people } personnes.
results-need-first = Commencer par :
results-changes = Depuis « { $title } »
results-changes-text = La campagne d’avant comptait { $people } personnes. Ce ne sont pas forcément les mêmes : une différence peut venir de qui a participé.
results-change-rose = { $before } → { $after } : en progrès
results-change-fell = { $before } → { $after } : en recul
results-change-same = { $before } → { $after } : pas de changement net
results-change-points = ({ $points } points, entre { $low } et { $high })
results-competences = Compétences
results-competences-text = Part des personnes au niveau { $level } ou plus. Peu de questions portent sur chaque compétence : l’intervalle est large.
results-competence = Compétence
results-answers = Réponses
results-not-asked = aucune question posée
results-not-assessed = non évalué
results-promise = Vous voyez des sommes sur dix personnes au moins, jamais le résultat de quelqu’un, sauf si cette personne a choisi de vous le montrer.
results-by-unit = Par service
results-by-trade = Par métier
results-head-unit = Service
results-head-trade = Métier
results-head-child = Établissement
results-count = Personnes
results-groups-lead = Part des personnes qui ont au moins le niveau { $level }, dans chaque domaine.
results-groups-empty = Aucun résultat n’est encore paru. Chaque groupe paraît à partir de dix personnes.
results-heat-note = Plus la case est foncée, plus grande est la part au niveau { $level } ou plus.
results-unsaid = { $people ->
    [one] Une personne n’est pas montrée à part
   *[other] { $people } personnes ne sont pas montrées à part
  } : leur groupe compte moins de dix résultats. Elles comptent dans l’ensemble.
results-questions = Questions les plus manquées
results-questions-lead = { $total ->
    [one] Une question a
   *[other] { $total } questions ont
  } au moins dix réponses. La plus sûrement manquée vient d’abord.
results-questions-empty = Aucune question n’a encore dix réponses parues.
results-missed = Manquée par { $share } (entre { $low } et { $high }), { $answers } réponses
results-given = Ce qui a été répondu, et pourquoi
results-given-right = la réponse attendue
results-given-idea = une erreur prévue par l’auteur
results-given-other = une autre réponse
results-given-is-right = juste
results-given-unknown = « Je ne sais pas »
results-why = Pourquoi.
results-question-gone = Le texte de cette question n’est plus lisible ici.
results-page = Page { $page } sur { $pages }
results-page-before = Page précédente
results-page-after = Page suivante
results-show-lead = { $told } résultats sur { $waiting } peuvent paraître maintenant. Voici ce que cela coûte en détail, une fois pour toutes.
results-cost-whole = { $people ->
    [one] personne paraît avec son service et son métier
   *[other] personnes paraissent avec leur service et leur métier
  }
results-cost-without-trade = { $people ->
    [one] personne paraît dans son service, sans son métier
   *[other] personnes paraissent dans leur service, sans leur métier
  }
results-cost-without-unit = { $people ->
    [one] personne paraît dans son métier, sans son service
   *[other] personnes paraissent dans leur métier, sans leur service
  }
results-cost-without-both = { $people ->
    [one] personne paraît dans l’ensemble seulement
   *[other] personnes paraissent dans l’ensemble seulement
  }
results-cost-held = { $people ->
    [one] personne continue d’attendre
   *[other] personnes continuent d’attendre
  } : elles sont moins de dix
results-show-why = Si vous attendez que d’autres terminent, davantage de résultats paraîtront avec leur service et leur métier. À la fin de la campagne, tout ce qui peut paraître paraît de lui-même.
results-show-do = Montrer maintenant
results-show-wait = Attendre
results-show-back = Revenir aux résultats
results-show-none = Rien ne peut paraître maintenant : { $waiting ->
    [0] aucun résultat n’attend.
    [one] un seul résultat attend, et il en faut dix.
   *[other] { $waiting } résultats attendent, et il en faut dix qu’on ne puisse pas distinguer.
  }
notice-results-released = Les résultats qui attendaient sont parus.
results-overview-title = Résultats de l’établissement
results-period = Période
results-period-12 = 12 derniers mois
results-period-24 = 24 derniers mois
results-period-all = Depuis le début
results-overview-lead = { $people ->
    [one] Un résultat paru
   *[other] { $people } résultats parus
  } dans { $campaigns ->
    [one] une campagne
   *[other] { $campaigns } campagnes
  }. Qui a participé deux fois compte deux fois.
results-overview-empty = Aucun résultat n’est paru sur cette période. Ils paraissent campagne par campagne, à partir de dix personnes.
results-children = Par établissement
results-campaigns = Campagnes
results-people = { $people ->
    [one] une personne
   *[other] { $people } personnes
  }
results-reach = Qui a participé, et qui reste à joindre
results-shared-title = Résultats que leur auteur vous montre
results-shared-lead = Chaque personne a choisi de montrer le sien, et peut le reprendre à tout moment.
results-shared-empty = Personne ne montre son résultat. C’est un choix de chacun : il ne se demande pas.
results-shared-finished = terminé le { $date }
results-shared-link = { $count ->
    [one] Une personne vous montre son résultat
   *[other] { $count } personnes vous montrent leur résultat
  }
results-one-since = Cette personne vous montre son résultat depuis le { $date }. Elle peut le reprendre à tout moment.
results-one-promise = Vous voyez ce que cette personne a vu avant d’accepter, et rien de plus. Ce résultat sert à l’aider à se former : il n’est pas fait pour juger.

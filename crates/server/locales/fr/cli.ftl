# La ligne de commande
cli-serving = Socle est prêt : { $url } (en { $ms } ms)
cli-demo = Compte de démonstration : { $email }   mot de passe : { $password }
cli-checked = { $items ->
    [one] 1 question lue
   *[other] { $items } questions lues
}, { $defects ->
    [0] aucun défaut
    [one] 1 défaut
   *[other] { $defects } défauts
}.
cli-content-defects = Le contenu a { $defects } défauts : lancez d’abord « socle content check ».
cli-imported = Référentiel « { $version } » chargé : { $official } objectifs officiels. Le serveur le prend à son prochain démarrage.
cli-nothing-written = Rien n’a été écrit.
cli-simulated = { $people } personnes simulées sur { $items } questions, longueur moyenne { $length }.
cli-simulate-domain = Domaine
cli-simulate-bias = biais
cli-simulate-rmse = RMSE
cli-simulate-error = err. type
cli-simulate-coverage = couv. 95 %
cli-simulate-level = niveau juste
cli-simulate-random = RMSE hasard
cli-simulate-separate = RMSE séparé
cli-simulate-exposure = expos. max.
cli-simulate-never = jamais vues
cli-simulate-against-random = Choix adaptatif contre choix au hasard : RMSE { $own } contre { $other }, soit { $gain } de moins.
cli-simulate-against-separate = Cinq capacités corrélées contre cinq échelles séparées : RMSE { $own } contre { $other }, soit { $gain } de moins.
cli-replay-exact = { $answers } réponses rejouées : le résultat est le même, au bit près.
cli-replay-open = { $answers } réponses rejouées sans écart ; la session n’est pas terminée.
cli-replay-differs = { $answers } réponses rejouées : le résultat diffère de celui qui est enregistré.
cli-migrated = Le schéma de la base est à jour.
cli-backed-up = Copie vérifiée : { $file }
cli-restored = { $file } est remis en place.
cli-restore-postgres = Une base PostgreSQL se restaure avec pg_restore : deploy/restore-postgres.sh le fait et le prouve.
cli-copied = { $rows ->
    [one] Une ligne copiée, relue dans la cible et comparée.
   *[other] { $rows } lignes copiées, relues dans la cible et comparées, table par table.
}
cli-copied-unchanged = La source n’a pas changé entre-temps : vous pouvez passer à la nouvelle base.
cli-copied-changed = La source a changé depuis le début de la copie : { $tables }. La copie est juste, mais elle date. Arrêtez le serveur, puis recopiez avec --replace avant de passer à la nouvelle base.
cli-copy-cancelled = Copie arrêtée. La base cible est comme avant ; recommencez quand vous voulez.
cli-copy-not-empty = Rien n’a été copié : la base cible contient déjà des lignes (table { $table }). Donnez une base vide, ou --replace pour remplacer tout ce qu’elle contient.
cli-copy-unfit = Rien n’a été copié : une valeur ne peut pas l’être. { $what }. Corrigez cette ligne dans la source, puis recommencez.
cli-copy-differs = La base cible ne contient pas ce qui lui a été envoyé : { $what }. Quelqu’un d’autre y écrit, ou son disque est abîmé. Ne l’utilisez pas ; recopiez avec --replace.
cli-copy-not-verified = Tout est écrit dans la base cible, mais n’a pas pu être comparé : { $why }. Recommencez avec --replace avant de l’utiliser.
cli-copy-store = Rien n’a été copié : { $error }
cli-irt-unanswered = { $persons ->
    [one] 1 personne n’a répondu à rien
   *[other] { $persons } personnes n’ont répondu à rien
} : voyez la colonne « flag ».
cli-irt-simulated = { $persons ->
    [one] 1 personne simulée
   *[other] { $persons } personnes simulées
} sur { $items ->
    [one] 1 item
   *[other] { $items } items
}, graine { $seed }.
cli-irt-groups = Groupe de référence : { $reference } ; comparé à lui : { $focal }.
cli-irt-flagged = { $items ->
    [one] 1 item éprouvé
   *[other] { $items } items éprouvés
}, { $flagged ->
    [0] aucun signalé
    [one] 1 signalé
   *[other] { $flagged } signalés
}{ $rounds ->
    [0] {""}
    [one] , 1 tour de purification
   *[other] , { $rounds } tours de purification
}.
cli-irt-not-settled = La purification ne s’est pas stabilisée : donnez plus de tours, ou elle tourne en rond.
cli-irt-complete = { $complete } personnes sur { $persons } ont répondu à tout : S-X2 et M2 portent sur elles.
cli-irt-calibrated = { $items ->
    [one] 1 item calibré
   *[other] { $items } items calibrés
} sur { $persons ->
    [one] 1 personne
   *[other] { $persons } personnes
}, { $parameters } paramètres, log-vraisemblance { $likelihood }.
cli-irt-group = Capacités ({ $group }) : moyenne { $mean }, écart-type { $sd }.
cli-irt-not-converged = La recherche n’est pas arrivée en { $steps } pas : les nombres sont ceux qu’elle avait atteints.
cli-irt-linked = { $items } items communs : capacité × { $slope } + { $intercept }.
cli-irt-administered = Tests adaptatifs : longueur moyenne { $length }, biais { $bias }, RMSE { $rmse }, erreur type moyenne { $error }.
cli-irt-priors = Moins de la moitié des cellules sont remplies : des lois a priori faibles ont été employées (--priors none s’en passe).
cli-audit-lines = { $lines ->
    [0] Aucune ligne.
    [one] 1 ligne.
   *[other] { $lines } lignes.
}
cli-audit-nobody = Personne n’a cette adresse.
cli-audit-since = « { $since } » n’est ni une date (2026-11-22), ni un instant (2026-11-22T08:00:00Z), ni une durée (90m, 12h, 7d).

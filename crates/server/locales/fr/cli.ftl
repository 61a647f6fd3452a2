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
cli-demo-rate = { $rate } réponses/s
cli-demo-others = Cette base contient d’autres personnes que celles d’une démonstration : rien n’a été écrit. Donnez une base vide (--data), ou ajoutez --also pour les mêler à celles qui y sont.
cli-demo-grown = { $visits } passages et { $answers } réponses ajoutés en { $time } ({ $rate } réponses/s).
cli-demo-interrupted = Arrêté après { $visits } passages et { $answers } réponses : la base est saine. Pour continuer : { $again }
cli-archive-month = { $month } : { $rows } réponses écrites et relues
cli-archive-exported = { $months } mois archivés : { $rows } réponses, { $size } Mo.
cli-archive-removed = { $rows } réponses archivées ont quitté la base ; leurs sessions et leurs résultats y restent.
cli-archive-imported = { $rows } réponses sont de nouveau dans la base ; { $there } y étaient déjà, { $erased } étaient de sessions effacées depuis.
cli-archive-to-scrub = { $rows } réponses de { $sessions } sessions effacées sont encore dans l’archive ; { $kept } restent. Avec --rewrite, elles en sortent.
cli-archive-scrubbed = { $rows } réponses de { $sessions } sessions effacées sont sorties de l’archive ; { $kept } y restent.
cli-archive-left-out = { $rows } réponses de sessions effacées ont été laissées de côté : « socle archive scrub --rewrite » les sort de l’archive.
cli-archive-where = « { $word } » n’est pas compris : écrivez month=2025-11, session=…, item=… ou item_hash=….
cli-archive-absent = Il n’y a pas d’archive dans { $folder } : le fichier manifest.json manque.
cli-archive-other = Cette archive vient d’une autre base : rien n’a été lu ni écrit. Donnez la base dont elle vient (--data ou --database-url).
cli-archive-too-early = Le mois qui précède { $month } n’est pas fini depuis un jour : donnez un mois plus ancien.
cli-archive-differs = { $file } n’est pas le fichier que décrit le manifeste : rien n’a été retiré de la base. Reprenez-le d’une copie.
cli-archive-session = La base contient d’autres réponses que l’archive pour la session { $session } : elles n’ont pas été touchées.
cli-content-imported = { $items ->
    [one] 1 brouillon écrit
   *[other] { $items } brouillons écrits
}, { $refused ->
    [0] rien n’est refusé
    [one] 1 refus
   *[other] { $refused } refus
}.
cli-content-drafts = Les brouillons sont dans { $folder }, ce rapport dans { $report }. Complétez chacun avant de le mettre dans la banque.
cli-content-origin = Importé : « { $origin } » de { $file }
cli-content-to-complete = À compléter ou à corriger :
cli-content-exported = { $items ->
    [one] 1 question écrite
   *[other] { $items } questions écrites
} dans { $file }, { $refused ->
    [0] aucune refusée
    [one] 1 refusée
   *[other] { $refused } refusées
}.
cli-content-one-item = Un fichier .xml contient une seule question : nommez-la, ou donnez un nom en .zip pour un paquet.
cli-content-unknown-item = Il n’y a pas de question « { $detail } » dans la banque.
cli-content-file-there = { $file } existe déjà : il n’est pas remplacé. Donnez un autre nom.
cli-content-test-title = Questions de Socle
cli-stats-items = { $items } questions, dont { $simulators } simulateurs ; { $reviewed } relues par des experts.
cli-stats-domain = Domaine
cli-stats-count = quest.
cli-stats-simulators = simul.
cli-stats-very-easy = très fac.
cli-stats-easy = facile
cli-stats-medium = moyen
cli-stats-hard = difficile
cli-stats-very-hard = très diff.
cli-stats-objective = Objectif
cli-stats-wording = Énoncé
cli-stats-marks = « ! » : sous ce qu’il faut ({ $domain } questions par domaine, { $objective } par objectif, une information de { $information } à chaque capacité, selon les paramètres des auteurs).
cli-stats-kinds = Genres
cli-stats-trades = Métiers
cli-stats-settings = Lieux
cli-stats-languages = Langues
cli-stats-stale = { $count ->
    [0] Aucune source n’a passé sa date de relecture.
    [one] 1 source a passé sa date de relecture :
   *[other] { $count } sources ont passé leur date de relecture :
}
cli-xlsx-column-kind = Genre
cli-xlsx-column-id = Identifiant
cli-xlsx-column-title = Titre
cli-xlsx-column-objective = Objectif
cli-xlsx-column-trades = Métiers (séparés par des espaces)
cli-xlsx-column-setting = Lieu
cli-xlsx-column-language = Langue (fr, en)
cli-xlsx-column-difficulty = Difficulté (-3 à 3)
cli-xlsx-column-time = Temps (secondes)
cli-xlsx-column-points = Points (1 à 4)
cli-xlsx-column-situation = Situation
cli-xlsx-column-question = Question
cli-xlsx-column-text = Texte à trous ou à marquer
cli-xlsx-column-answer = Réponses acceptées (une par ligne) ou nombre
cli-xlsx-column-tolerance = Marge, ou fautes tolérées
cli-xlsx-column-unit = Unité
cli-xlsx-column-units = Unités proposées (jours = 24)
cli-xlsx-column-placeholder = Mot dans le champ vide
cli-xlsx-column-shuffle = Mélanger (oui, non)
cli-xlsx-column-feedback = Retour si c’est faux
cli-xlsx-column-entry-text = Entrée
cli-xlsx-column-entry-key = Clé
cli-xlsx-column-entry-feedback = Retour
cli-xlsx-column-spare = Réponses ou catégories (une par ligne)
cli-xlsx-column-explanation = À retenir
cli-xlsx-column-source-title = Source : titre
cli-xlsx-column-source-publisher = Source : éditeur
cli-xlsx-column-source-date = Source : date (AAAA-MM)
cli-xlsx-column-source-url = Source : adresse
cli-xlsx-column-source-checked = Source relue le (AAAA-MM)
cli-xlsx-column-source-review-by = Source à relire avant la fin de (AAAA-MM ; vide : un an après)
cli-xlsx-column-review = Relecture (not-reviewed, reviewed)
cli-xlsx-column-enemies = Questions qui donnent la réponse
cli-xlsx-column-version = Version
cli-xlsx-column-translates = Traduction de la question
cli-xlsx-kind-single-choice = Une seule bonne réponse
cli-xlsx-kind-multiple-choice = Plusieurs bonnes réponses
cli-xlsx-kind-ordering = Remettre dans l’ordre
cli-xlsx-kind-matching = Associer
cli-xlsx-kind-categorise = Ranger
cli-xlsx-kind-gaps = Texte à trous
cli-xlsx-kind-short-answer = Réponse courte écrite
cli-xlsx-kind-number = Nombre avec son unité
cli-xlsx-kind-hot-text = Marquer des passages
cli-xlsx-sheet-items = Questions
cli-xlsx-sheet-help = Mode d’emploi
cli-xlsx-sheet-lists = Listes
cli-xlsx-help =
    Une ligne est une question. Ne changez pas la première ligne : elle nomme les colonnes pour l’import. La deuxième dit ce qu’elles contiennent.
    Choix : une entrée par option, « x » en clé pour chaque bonne réponse, et pour chaque option le retour qui dit pourquoi.
    Ordre : une entrée par étape, dans le bon ordre. Le retour de la question dit pourquoi cet ordre.
    Associer et ranger : une entrée par ligne ou élément ; en clé, le texte exact de sa réponse ou de sa catégorie. La colonne des réponses dit leur ordre, et celles en trop.
    Texte à trous : écrivez {"{"}1{"}"}, {"{"}2{"}"}… dans le texte. Dans l’entrée, les options une par ligne et la bonne en clé ; sans option, les réponses acceptées en clé, une par ligne.
    Réponse courte et nombre : la bonne réponse dans sa colonne ; chaque entrée est une idée fausse attendue, avec son retour.
    Marquer : écrivez [[1:ces mots]] dans le texte ; « x » en clé pour les passages à marquer.
    Pour importer : socle content import classeur.xlsx --to brouillons
cli-people-granted = { $email } a désormais ce rôle : { $role }.
cli-people-had = { $email } avait déjà ce rôle : { $role }. Rien n’a changé.
cli-people-revoked = { $email } n’a plus ce rôle : { $role }.
cli-people-had-not = { $email } n’avait pas ce rôle : { $role }. Rien n’a changé.
cli-people-count = { $people ->
    [0] Personne n’a encore de rôle. Pour nommer la première personne : socle people grant ADRESSE administrator
    [one] Une personne a un rôle.
   *[other] { $people } personnes ont un rôle.
}
cli-demo-proposer = Organisme de démonstration, qui propose des formations : { $email }   mot de passe : { $password }
cli-demo-team = Atelier de démonstration, { $role } : { $email }   mot de passe : { $password }
cli-simulate-unknown = Aucune compétence n’a le code { $code }. `socle content check` lit le référentiel ; les codes sont dans framework.toml.
cli-simulate-competence = Compétence
cli-simulate-questions = Questions

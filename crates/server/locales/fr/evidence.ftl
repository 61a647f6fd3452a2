# Ce que les réponses disent des questions, et le calibrage.

evidence-wrong-key-suspected = Les meilleures réponses viennent des personnes les moins avancées : la clé est peut-être fausse.
evidence-favours-group = À niveau égal, un groupe réussit nettement moins bien, ou mieux, que les autres : le texte suppose peut-être un métier ou un lieu.
evidence-drift = La question est devenue plus facile ou plus difficile avec le temps : elle circule peut-être, ou la pratique a changé.
evidence-misfit = Les réponses ne suivent aucune courbe habituelle : relisez la question, elle mesure peut-être autre chose.
evidence-too-hard = Presque personne n’y répond juste : vérifiez la clé, puis si la question attend trop.
evidence-too-easy = Presque tout le monde y répond juste : elle n’apprend plus rien du niveau des personnes.
evidence-too-slow = On y passe plus de deux fois le temps annoncé : raccourcissez le texte, ou corrigez le temps.
evidence-dead-option = Personne, ou presque, ne choisit cette proposition : remplacez-la par une erreur que l’on fait vraiment.

calibration-left-never-answered = Personne n’y a encore répondu.
calibration-left-too-few-answers = Trop peu de réponses pour en apprendre plus que ce qu’en dit son auteur.
calibration-left-suspected-key = Les points ne montent pas avec le niveau : regardez d’abord sa clé.
calibration-left-too-far-from-author = Ce que disent les réponses est trop loin de ce qu’en attendait son auteur pour être une simple erreur : relisez-la d’abord.

calibration-status-running = En cours
calibration-status-interrupted = Interrompu : le serveur s’est arrêté, relancez-le
calibration-status-proposed = En attente de décision
calibration-status-approved = Approuvé
calibration-status-refused = Refusé
calibration-status-cancelled = Arrêté
calibration-status-failed = En échec

cli-bank-waiting = { $sessions ->
    [one] Une session terminée n’est pas encore comptée : le serveur l’ajoute de lui-même, ou lancez « socle bank count ».
   *[other] { $sessions } sessions terminées ne sont pas encore comptées : le serveur les ajoute de lui-même, ou lancez « socle bank count ».
}
cli-bank-counted = { $sessions } sessions ajoutées ({ $answers } réponses), { $micros } µs par session.
cli-bank-nothing = Rien à regarder parmi les { $judged } questions jugées (50 réponses au moins), sur { $items }.
cli-bank-to-look-at = { $findings } choses à regarder, parmi { $judged } questions jugées (50 réponses au moins), sur { $items } :
cli-bank-unknown-item = Aucune question de la banque actuelle ne s’appelle « { $item } ».
cli-bank-item = { $item }, version { $version } : { $answers } réponses, { $score } des points gagnés.
cli-bank-fitted = Les réponses disent : pente { $slope }, difficulté { $difficulty } ; en usage : pente { $oldslope }, difficulté { $olddifficulty }.
cli-bank-proposal = { $sessions } sessions, { $answers } réponses, { $rounds } tours. { $changed } questions changeraient, { $left } restent comme elles sont.
cli-bank-not-settled = Attention : la recherche s’est arrêtée avant de se stabiliser.
cli-bank-level = { $domain } : sur { $sessions } sessions, { $up } monteraient d’un niveau, { $down } descendraient.
cli-bank-correlation = { $first } et { $second } : corrélation { $value }.
cli-bank-kept = Proposition { $id } enregistrée. Une personne qui administre l’atelier doit l’approuver avant qu’elle ne serve.
cli-bank-dry = Rien n’a été enregistré (--dry-run).
cli-bank-no-calibration = Aucun calibrage n’a encore été lancé.
cli-bank-calibration = { $id }  { $at }  { $status }  { $note }

# L’équipe.
role-author = auteur ou autrice
role-reviewer = relecteur ou relectrice
role-administrator = administrateur ou administratrice
mail-role-subject = Votre rôle dans l’atelier de Socle a changé
mail-role-hello = Bonjour,
mail-role-given = Vous avez désormais un rôle de plus dans l’atelier où s’écrivent les questions de Socle : { $role }.
mail-role-taken = Vous n’avez plus ce rôle dans l’atelier où s’écrivent les questions de Socle : { $role }. Vos textes restent, avec votre nom.
mail-role-why = Ce changement vient de quelqu’un qui administre l’atelier. S’il vous étonne, écrivez-nous : { $contact }.
mail-role-button = Ouvrir l’atelier

# Le courrier de l’atelier.
mail-news-subject = Du nouveau dans l’atelier de Socle
mail-news-hello = Bonjour,
mail-news-text = Voici ce qui s’est passé autour des questions que vous écrivez ou relisez.
mail-news-approved = « { $title } » est approuvée.
mail-news-changes = « { $title } » : des changements sont demandés.
mail-news-remark = « { $title } » : une nouvelle remarque.
mail-news-to-review = « { $title } » attend une relecture.
mail-news-more = et { $count ->
    [one] une autre nouvelle
   *[other] { $count } autres nouvelles
} dans l’atelier
mail-news-why = Vous recevez au plus un message de ce genre par jour. Pour ne plus en recevoir : { $account }, rubrique « Mails de l’atelier ».
account-workshop = Mails de l’atelier
account-workshop-text = Un message par jour au plus, quand un de vos textes est jugé ou commenté, ou quand une relecture est demandée.
account-workshop-on = Vous les recevez.
account-workshop-off = Vous ne les recevez pas.
account-workshop-start = Les recevoir
account-workshop-stop = Ne plus les recevoir

# La page de l’équipe.
team-title = L’équipe
team-text = Qui écrit les questions, qui les relit, qui décide de ce que la banque contient. Un texte est toujours jugé par une autre personne que celle qui l’a écrit.
role-text-author = Écrit des questions et demande leur relecture.
role-text-reviewer = Juge les textes des autres, répond aux signalements, suspend une question fausse.
role-text-administrator = Publie la banque, retire des questions, approuve les calibrages, compose l’équipe. Peut aussi écrire et relire.
team-give = Donner un rôle
team-email = Adresse du compte
team-email-hint = La personne s’est déjà connectée une fois. Elle reçoit un mail.
team-role = Rôle
team-give-button = Donner ce rôle
team-members = { $count ->
    [one] Une personne
   *[other] { $count } personnes
}
team-search = Chercher une adresse
team-search-button = Chercher
team-me = (vous)
team-take-back = Retirer
team-pages = Pages de l’équipe
team-before = Page précédente
team-after = Page suivante
team-none = Personne ne correspond à cette recherche.
team-all = Voir toute l’équipe
take-back-title = Retirer un rôle
take-back-text = <strong>{ $email }</strong> n’aura plus ce rôle : <strong>{ $role }</strong>.
take-back-after = Ses textes, ses remarques et ses avis restent. La personne reçoit un mail. Vous pourrez lui redonner ce rôle.
take-back-me = C’est votre propre rôle : vous ne pourrez pas vous le redonner. Vos textes, vos remarques et vos avis restent.
take-back-button = Retirer ce rôle
take-back-cancel = Ne rien changer

# La relecture.
nobody-any-more = quelqu’un qui n’est plus là
review-title = Relire : { $title }
review-changed = Le texte a changé pendant que vous lisiez
review-changed-text = Voici ce qui diffère du texte que vous aviez sous les yeux. Votre explication est gardée plus bas : relisez, puis donnez votre avis.
review-text = Le texte n° { $number }, avec sa clé
review-text-shipped = Le texte d’origine, avec sa clé
review-note = Ce qui change, selon son auteur :
review-try = L’essayer comme un apprenant
review-key = Bonne réponse
review-difficulty = difficulté { $value }
review-time = { $seconds } s
review-unreadable = Ce texte n’est pas encore lisible par Socle : il manque une partie, ou une ligne est mal écrite. Il peut être complété dans l’onglet « Texte ».
review-verdict = Votre avis
review-checks = Ce que vous avez vérifié
review-reason = Votre explication
review-reason-hint = Obligatoire pour demander des changements. Elle part telle quelle à la personne qui a écrit.
review-approve = Approuver
review-changes = Demander des changements
judging-own = Vous avez écrit une partie de ce texte : une autre personne doit le juger.
judging-defects = Ce texte a des défauts que Socle voit lui-même (onglet « Texte »). Il pourra être jugé quand ils seront corrigés.
judging-not-reviewer = Votre rôle permet de lire et de discuter ce texte. Pour le juger, il faut le rôle de relecture.
judging-draft = Ce texte est un brouillon : son auteur n’a pas encore demandé de relecture.
judging-approved = Ce texte est approuvé. S’il change, il redeviendra un brouillon.
judging-shipped = Ce texte est arrivé avec Socle. Pour le discuter ou le changer, proposez une correction dans l’onglet « Texte ».
check-list-source = Le fait est exact, et j’ai relu la source.
check-list-one-best = Une seule réponse est la meilleure, même pour quelqu’un de pointilleux.
check-list-situation = La situation est réelle : elle arrive à de vraies personnes, dans leur métier.
check-list-wrong-answers = Chaque mauvaise réponse est une vraie erreur, avec son propre commentaire.
check-list-guessable = La réponse ne se devine pas à la forme : longueur, ton, mots absolus.
check-list-words = Les mots sont simples, chaleureux, exacts, et n’excluent personne.
check-list-accessible = Tout se comprend sans l’image, sans la couleur et sans la souris.
check-list-short-source = source
check-list-short-one-best = une seule meilleure réponse
check-list-short-situation = situation réelle
check-list-short-wrong-answers = mauvaises réponses
check-list-short-guessable = pas d’indice de forme
check-list-short-words = mots
check-list-short-accessible = accessibilité
verdict-approve = Approuvé
verdict-changes = Changements demandés
verdict-of = texte n° { $number }
verdict-checked = Vérifié :
discussion-title = { $count ->
    [0] Discussion
    [one] Discussion : une remarque en attente
   *[other] Discussion : { $count } remarques en attente
}
discussion-empty = Personne n’a encore rien dit de cette question.
remark-on = texte n° { $number }
remark-settled = Réglée par { $who }
remark-settle = Marquer comme réglée
remark-reopen = Rouvrir
remark-label = Votre remarque
remark-button = Publier la remarque

# Où en est une question, et ce qu’on peut décider.
state-none = Pas encore dans la banque
state-pretest = À l’essai
state-provisional = En service
state-calibrated = En service, calibrée
state-suspended = Suspendue
state-retired = Retirée
state-text-none = Personne ne rencontre cette question. Une fois son texte approuvé, elle peut être mise à l’essai.
state-text-pretest = Des apprenants la rencontrent, mais elle ne compte pas dans leur résultat tant qu’on en sait trop peu.
state-text-provisional = Elle compte, avec la difficulté estimée par son auteur.
state-text-calibrated = Elle compte, avec la difficulté apprise des réponses.
state-text-suspended = Plus personne ne la reçoit pour le moment. Les positionnements commencés avant la gardent.
state-text-retired = Plus personne ne la reçoit. Les anciens résultats qui la contiennent restent valables.
state-waits = Cette décision attend la prochaine publication.
state-decided = Décidé par { $who }, { $date }.
way-try-out = Mettre à l’essai
way-replace = Remplacer le texte
way-suspend = Suspendre
way-restore = Remettre en service
way-retire = Retirer
way-text-try-out = Le texte approuvé est proposé à des apprenants sans compter dans leur résultat, le temps d’apprendre sa difficulté.
way-text-replace = Le texte approuvé, qui dit la même chose en mieux, prend la place de celui que les apprenants rencontrent. La question compte toujours.
way-text-suspend = Personne ne reçoit plus cette question, tout de suite, jusqu’à nouvel ordre.
way-text-restore = La question revient telle qu’elle était avant d’être suspendue.
way-text-retire = La question quitte la banque pour de bon. Seul un nouvel essai pourrait l’y ramener.
decide-try-out = Mettre cette question à l’essai ?
decide-replace = Remplacer le texte de cette question ?
decide-suspend = Suspendre cette question ?
decide-restore = Remettre cette question en service ?
decide-retire = Retirer cette question ?
decide-now = Cela prend effet tout de suite : la banque est republiée sans elle. Les positionnements en cours ne changent pas.
decide-later = Cela prendra effet à la prochaine publication de la banque. D’ici là, vous pouvez encore décider autrement.
decide-reason = Pourquoi la suspendre ?
decide-note = Pourquoi ? (facultatif)
decide-reason-hint = Pour la personne qui lira l’historique.

# L’historique.
texts-title = Historique : { $title }
texts-texts = Les textes de cette question
texts-number = Texte n° { $number }
texts-newest = Le plus récent
texts-published = En service
texts-no-author = texte d’origine
change-first = premier texte
change-wording = mieux dit
change-substance = autre question sur le fond
texts-see = Ce qui a changé
texts-restore = Reprendre ce texte
texts-compare = Du texte n° { $from } au texte n° { $to }
texts-from = De
texts-to = À
texts-compare-button = Comparer
texts-none = Personne n’a touché à cette question depuis qu’elle est arrivée avec Socle.
texts-propose = Proposer une correction
texts-outdated = Un autre texte a été enregistré entre-temps : rien n’a été repris. Voici la liste à jour.
notice-restored-note = Reprise du texte n° { $number }.
compare-count = { $parts ->
    [one] Une partie diffère
   *[other] { $parts } parties diffèrent
}, { $same ->
    [one] une est identique
   *[other] { $same } sont identiques
}.
compare-before = Avant
compare-after = Après
compare-absent = N’existait pas.
compare-gone = N’existe plus.
compare-removed = supprimé :
compare-added = ajouté :
compare-nothing = Ces deux textes disent exactement la même chose.

# Publier.
publish-title = Publier la banque
publish-text = Publier fige la banque telle que les décisions la font. Les nouveaux positionnements commencent avec elle ; ceux qui sont en cours gardent la leur.
publish-changes = { $count ->
    [0] Rien ne changerait
    [one] Une question changerait
   *[other] { $count } questions changeraient
}
publish-sizes = { $today } questions aujourd’hui, { $then } ensuite.
publish-becomes = devient
publish-gone = hors de la banque
publish-new-text = nouveau texte
publish-differences = Voir les différences
publish-nothing = Aucune décision n’attend : la banque que rencontrent les apprenants est à jour.
publish-warnings = À savoir avant de publier
publish-warnings-text = Rien de ceci n’empêche de publier.
publish-note = Pourquoi cette publication ?
publish-note-hint = Une phrase, pour l’historique.
publish-button = Publier
publish-past = Publications
publish-number = Publication n° { $number }
publish-current = En cours
publish-changed = { $count ->
    [0] aucune question changée
    [one] une question changée
   *[other] { $count } questions changées
}
publish-go-back = Y revenir
publish-past-none = La banque est encore celle qui est arrivée avec Socle.
go-back-title = Revenir à la publication n° { $number } ?
go-back-text = La banque redeviendra ce qu’elle était le { $date }, comme une nouvelle publication : l’historique garde tout.
go-back-after = Les décisions prises depuis sont remplacées par celles d’alors. Les textes, eux, restent dans l’atelier.
go-back-button = Revenir à cette publication
notice-published = La banque est publiée. Les nouveaux positionnements commencent avec elle.
warning-published-meanwhile = Quelqu’un d’autre a publié entre-temps : rien n’a été publié une seconde fois. Relisez ce qui changerait maintenant, puis recommencez.
warning-thin-domain = { $domain } : { $count } questions comptées ; il en faut 60 pour que deux personnes ne reçoivent pas les mêmes.
warning-thin-objective = Objectif { $code } : { $count } questions comptées ; il en faut 4.
warning-uninformed = { $domain } : au niveau { $ability }, la banque mesure mal (information { $information }, il faudrait 5).
warning-enemy-missing = { $item } nomme une question voisine que la banque n’a pas : { $enemy }.
warning-expired = { $item } : la source doit être relue.

# Les parties d’un texte.
part-text = texte
part-title = Titre
part-situation = Situation
part-question = Question posée
part-explanation = Ce qu’il faut retenir
part-source = Source
part-publisher = éditeur
part-date = date
part-url = adresse
part-checked = relue le
part-review_by = à relire avant
part-objective = Objectif
part-trades = Métiers
part-setting = Lieu
part-language = Langue
part-difficulty = Difficulté
part-time = Temps
part-review = Relecture par des experts
part-enemies = Questions voisines
part-version = Version
part-options = Réponses proposées
part-correct = bonne réponse
part-feedback = commentaire
part-steps = Étapes
part-order = ordre
part-answers = Réponses
part-answer = réponse
part-prompts = Énoncés
part-elements = Éléments
part-categories = Catégories
part-category = catégorie
part-gaps = Trous
part-accept = Aussi accepté
part-wrong = Erreurs prévues
part-wrong-idea = Erreur prévue : { $what }
part-value = valeur
part-values = valeurs
part-unit = unité
part-units = Unités
part-tolerance = tolérance
part-spots = Passages
part-messages = Messages
part-subject = objet
part-from = expéditeur
part-body = corps
part-clue = indice
part-expect = attendu
part-points = Points
part-shuffle = ordre tiré au sort
part-kind = forme
part-panels = Écrans
part-blocks = contenu
part-rules = Règles
part-right = juste
part-label = intitulé

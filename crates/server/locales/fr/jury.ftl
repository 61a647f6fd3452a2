# Le jury : sessions à juger, décisions, propositions.
jury-title = Sessions à juger
jury-exam = Session { $number }
jury-sittings = { $count ->
    [one] un passage
   *[other] { $count } passages
 }
jury-reports-count = { $count ->
    [one] un procès-verbal
   *[other] { $count } procès-verbaux
 }
jury-status-finished = Terminée
jury-status-finalised = À juger
jury-status-decided = Jugée, à publier
jury-status-published = Publiée
jury-waits-appeals = { $count ->
    [one] Un recours attend une réponse
   *[other] { $count } recours attendent une réponse
 }
jury-waits-study = Votre avis est attendu : { $title }
jury-proposals = À décider à deux
jury-proposals-text = Chaque proposition attend quelqu’un d’autre que la personne qui l’a faite.
jury-to-decide = À juger
jury-to-decide-none = Aucune session n’attend le jury. Une session arrive ici quand son centre l’a envoyée, avec ses procès-verbaux.
jury-to-publish = Jugées, à publier
jury-awaited = Terminées, pas encore envoyées
jury-awaited-text = Leur centre complète encore les procès-verbaux.
jury-published = Publiées
jury-counts = Certifiés : { $certified }. Non certifiés : { $refused }. Sans effet : { $void }.
jury-questions = Questions posées
jury-minutes-csv = Procès-verbal (tableur)
jury-minutes-pdf = Procès-verbal (PDF)
jury-confirm-title = Confirmer les décisions
jury-confirm-text = Tout ce qui demandait un regard l’a reçu. Confirmer arrête les décisions ci-dessous ; elles pourront être publiées.
jury-confirm = Confirmer toutes les décisions
jury-missing = Avant de confirmer, il reste :
jury-missing-undecided = { $count ->
    [one] un passage que la règle n’a pas encore jugé
   *[other] { $count } passages que la règle n’a pas encore jugés
 }
jury-missing-close = { $count ->
    [one] un résultat proche du seuil, que personne n’a regardé
   *[other] { $count } résultats proches du seuil, que personne n’a regardés
 }
jury-missing-frauds = { $count ->
    [one] un procès-verbal de fraude à examiner
   *[other] { $count } procès-verbaux de fraude à examiner
 }
jury-missing-proposals = { $count ->
    [one] une proposition qui attend une seconde personne
   *[other] { $count } propositions qui attendent une seconde personne
 }
jury-publish-title = Publier les résultats
jury-publish-text = { $count ->
    [0] Aucun certificat ne sera délivré. Chaque personne recevra un message et lira son résultat avec son explication, au même moment.
    [one] Un certificat sera délivré. Chaque personne recevra un message et lira son résultat avec son explication, au même moment.
   *[other] { $count } certificats seront délivrés. Chaque personne recevra un message et lira son résultat avec son explication, au même moment.
 }
jury-publish-certifier = La publication revient au certificateur.
jury-publish = Publier
jury-reopen = Reprendre le jugement
jury-not-sent = Le centre n’a pas encore envoyé cette session : rien n’est à décider pour l’instant.
jury-cases = Passages
jury-cases-text = Les passages portent un numéro tiré au sort : le jury ne voit aucun nom.
jury-cases-none = Personne n’a passé cette session.
jury-case = Passage
jury-case-number = Passage n° { $number }
jury-ruling = Décision
jury-probability = Probabilité du niveau requis
jury-signs = À savoir
jury-undecided = Pas encore jugé
ruling-certified = Certifié, niveau { $level }
ruling-refused = Non certifié
ruling-void = Sans effet
ruling-legend = Décision demandée
ruling-ask-certified = Certifier
ruling-ask-refused = Ne pas certifier
ruling-ask-void = Sans effet : le passage ne compte pas comme une tentative
ruling-ask-level = Niveau, si certifié
decision-kind-rule = selon la règle
decision-kind-jury = confirmé par le jury
decision-kind-rescoring = recalculé après une neutralisation
decision-kind-appeal = après recours
decision-yours = avec vous
sign-close-waits = Proche du seuil, à regarder
sign-close = Proche du seuil
sign-proposed = Autre décision proposée
sign-frauds = { $count ->
    [one] Fraude signalée
   *[other] { $count } fraudes signalées
 }
sign-incidents = { $count ->
    [one] Un incident
   *[other] { $count } incidents
 }
sign-alerts = { $count ->
    [one] Un signalement
   *[other] { $count } signalements
 }
jury-reports = Procès-verbaux
jury-report-incident = Incident
jury-report-fraud = Fraude
jury-report-all = Toute la session
jury-report-by = Écrit par { $name }
jury-report-outcome = Examen du jury :
jury-report-words = Ce que le jury en retient
jury-report-button = Marquer comme examiné
jury-out = Questions neutralisées
jury-out-here = dans cette session
jury-out-everywhere = dans toutes les sessions
jury-reason = Motif
jury-reason-hint = La seconde personne, puis la personne concernée, le liront tel quel. Ne nommez personne.

# Un passage.
case-numbers = Ce que disent les réponses
case-numbers-none = Ce passage n’a aucune réponse.
case-events = Ce qui s’est passé
case-events-none = Rien n’a été noté pendant ce passage.
case-alerts = Signalements de la personne candidate
case-alert = Question { $seq } :
alert-status-open = sans suite donnée
alert-status-frozen = question mise de côté
alert-status-kept = question maintenue
alert-status-withdrawn = retiré
case-look = Ce résultat est proche du seuil
case-look-text = Regardez ce qui s’est passé. Si rien ne met le résultat en cause, laissez-le à la règle ; sinon, proposez une autre décision.
case-look-words = Ce que vous avez regardé
case-look-button = Laisser à la règle
case-propose = Proposer une autre décision
case-propose-text = Un autre membre du jury l’adoptera ou la refusera. Rien ne change avant.
case-propose-button = Proposer
case-history = Décisions successives

# Les nombres d’une décision.
numbers-estimate = Capacité d’ensemble estimée à { $value }, entre { $low } et { $high } (intervalle à 95 %).
numbers-close = Le seuil du niveau requis est dans cet intervalle.
numbers-steps = La règle, niveau par niveau
numbers-level = Niveau
numbers-cut = Seuil
numbers-probability = Probabilité d’être au moins à ce niveau
numbers-wanted = Probabilité demandée
numbers-reached = Atteint
numbers-yes = oui
numbers-no = non
numbers-domains = Les domaines, par bandes
numbers-band = Bande
numbers-answered = Questions comptées
numbers-below = { $domain } : minimum atteint avec une probabilité de { $probability }, { $wanted } demandés.
numbers-enough = { $counted } questions répondues, { $least } au moins pour décider.
numbers-besides = À l’essai, sans effet : { $tried }. Mises de côté : { $aside }. Neutralisées : { $out }.
band-none = Pas assez de questions pour le dire
band-one = { $level } (probabilité { $probability })
band-two = De { $low } à { $high } (probabilité { $probability })

# Ce qui se décide à deux.
matter-decision = Autre décision
matter-neutralisation = Neutralisation d’une question
matter-rules = Règles des sessions
proposal-by-you = proposé par vous le { $date }
proposal-by-somebody = proposé par un autre membre le { $date }
proposal-what-decision = Passage n° { $number } : { $ruling }
proposal-what-appeal = Recours sur le passage n° { $number } : { $ruling }
proposal-what-here = Ne plus compter la question { $item } dans une session
proposal-what-everywhere = Ne plus compter la question { $item }, dans toutes les sessions
proposal-what-rules = D’autres règles pour les sessions à venir
proposal-status-open = En attente
proposal-status-adopted = Adoptée
proposal-status-refused = Refusée
proposal-status-withdrawn = Retirée
proposal-look-decision = Regarder ce passage
proposal-look-neutralisation = Regarder cette question
proposal-look-rules = Regarder les règles en vigueur
proposal-losses = Les personnes qui y perdraient perdront.
proposal-no-losses = Personne n’y perd : qui y perdrait garde sa décision.
proposal-rules = Ce qui changerait
proposal-rule = Règle
proposal-rule-now = Aujourd’hui
proposal-rule-then = Ensuite
proposal-settle = Votre avis
proposal-own = Vous l’avez proposée : un autre membre la tranchera.
proposal-withdraw = Retirer ma proposition
proposal-settle-decision = L’adopter change la décision aussitôt.
proposal-settle-neutralisation = L’adopter recalcule aussitôt tous les passages concernés ; les certificats publiés suivent.
proposal-settle-rules = L’adopter vaut pour les sessions qui commenceront ensuite. Les passages en cours gardent leurs règles.
proposal-note = Votre mot
proposal-note-hint = Facultatif pour adopter, nécessaire pour refuser.
proposal-adopt = Adopter
proposal-refuse = Refuser
effects-title = Ce que cela change
effects-met = { $count ->
    [0] Personne n’a eu cette question.
    [one] Une personne a eu cette question.
   *[other] { $count } personnes ont eu cette question.
 }
effects-changes = Y gagnent : { $gain }. Y perdraient selon la règle seule : { $lose }.
effects-before = Aujourd’hui
effects-rule = Selon la règle
effects-after = Ensuite
effects-case = Session { $exam }, passage n° { $number }
effects-kept = garde sa décision

# Neutraliser une question.
questions-title = Questions posées
questions-text = D’abord celles que des personnes ont signalées, puis les moins réussies.
questions-question = Question
questions-answered = Réponses
questions-right = Justes
questions-aside = Mises de côté
questions-alerts = Signalements
questions-none = Aucune question n’a été posée dans cette session.
questions-trial = à l’essai
questions-out = neutralisée
neutralise-title = Question : { $title }
neutralise-facts = Réponses : { $answered }, dont justes : { $right }. Mises de côté : { $aside }. Signalements : { $alerts }.
neutralise-said = Ce qu’en ont dit les personnes candidates
neutralise-out = Cette question ne compte déjà plus pour personne ici.
neutralise-here = Si elle ne comptait plus dans cette session
neutralise-everywhere = Si elle ne comptait plus nulle part
neutralise-ask = Proposer de la neutraliser
neutralise-ask-text = Une seconde personne verra les mêmes effets avant d’adopter.
neutralise-scope = Où ?
neutralise-scope-here = Dans cette session
neutralise-scope-everywhere = Partout où elle a été posée
neutralise-losses = Les personnes qui y perdraient perdent aussi leur certificat. Sans cette case, elles le gardent.
neutralise-button = Proposer la neutralisation

# Les recours, côté jury.
appeals-text = Une personne candidate peut demander un nouveau regard. Répond quelqu’un qui n’a pas pris part à la décision.
appeals-open = En attente
appeals-open-none = Aucun recours n’attend de réponse.
appeals-answered = Répondus
appeal-title = Recours
appeal-outcome-upheld = décision changée
appeal-outcome-dismissed = décision maintenue
appeal-answer = Réponse
appeal-proposed = Une autre décision est proposée : elle attend une seconde personne.
appeal-dismiss = Maintenir la décision
appeal-dismiss-text = La personne lira votre réponse telle quelle. Dites ce que vous avez regardé et pourquoi la décision tient.
appeal-words = Réponse à la personne
appeal-dismiss-button = Répondre et maintenir
appeal-uphold = Changer la décision
appeal-uphold-text = Une seconde personne, qui n’a pas non plus pris part à la décision, l’adoptera ou la refusera. Le motif sera la réponse au recours.

# Le procès-verbal du jury.
minutes-title = Procès-verbal du jury, session { $number }
minutes-kind = Procès-verbal du jury
minutes-held = Session tenue le
minutes-decided = Décisions confirmées le
minutes-published = Résultats publiés le
minutes-not-yet = Pas encore
minutes-summary = Passages examinés : { $count }. Décisions prises à deux : { $two }. Les autres suivent la règle publiée.
minutes-cases = Décisions
minutes-column-case = Passage
minutes-column-ruling = Décision
minutes-column-probability = Probabilité du niveau requis
minutes-column-kind = Origine
minutes-column-reason = Motif
minutes-column-reports = Procès-verbaux examinés
minutes-out-none = Aucune.
minutes-sign = Signatures
minutes-sign-text = Nom, qualité et signature des membres du jury :

# Le résultat, pour la personne candidate.
own-title = Votre certification
own-facts = Session { $number } du { $date }, { $centre }
own-state-before = Votre session n’a pas encore eu lieu. Votre convocation dit où et quand vous êtes attendu·e.
own-state-absent = Aucun passage n’est enregistré à votre nom pour cette session. Si c’est une erreur, écrivez à votre centre.
own-state-jury = Votre passage est terminé. Le jury l’examine ; vous recevrez un message dès que les résultats seront publiés.
own-state-cancelled = Cette session a été annulée. Votre centre vous proposera une autre date.
own-certified = Vous êtes certifié·e, niveau { $level }
own-refused = Vous n’êtes pas certifié·e cette fois
own-void = Votre passage ne compte pas
own-incomplete = Trop peu de réponses pour décider
own-certified-text = D’après vos réponses, vous êtes au niveau { $level } ou au-dessus avec une probabilité de { $probability }.
own-refused-text = D’après vos réponses, la probabilité que vous soyez au niveau { $level } ou au-dessus est de { $probability }. Ce n’est pas assez pour certifier ; vous pouvez vous représenter.
own-incomplete-text = Vous avez répondu à trop peu de questions pour qu’une décision soit possible. Vous pouvez vous représenter.
own-void-text = Un incident technique a touché votre passage. Il ne compte pas comme une tentative : vous pouvez vous représenter.
own-rescored = Une question a été neutralisée après coup : votre résultat a été recalculé sans elle.
own-appealed = Cette décision répond à votre recours.
own-reason = Le motif
own-certificate = Télécharger le certificat
own-verify = Page de vérification
own-badge = Badge numérique (Open Badges)
own-domains = Domaine par domaine
own-domains-text = Chaque bande donne les niveaux les plus probables. Elle aide à progresser ; la décision porte sur l’ensemble.
own-evidence = Ce que vos réponses ont montré
own-evidence-text = Des indices, pas des notes : quelques questions ne disent pas tout d’une compétence.
own-held = Vu et acquis
own-not-held = Vu, à consolider
own-not-enough = { $count ->
    [one] Une compétence n’a pas été assez vue pour en parler.
   *[other] { $count } compétences n’ont pas été assez vues pour en parler.
 }
own-why = Pourquoi cette décision
own-why-text = La règle était publiée avant votre session : elle regarde l’ensemble de vos réponses, et donne le plus haut niveau atteint avec la probabilité demandée. Un jury a confirmé la décision.
own-close = Votre résultat était proche du seuil : un membre du jury a regardé votre passage en particulier.
own-numbers = Tous les nombres
own-rules = Règles appliquées : { $rules }.
own-method = Comment se décide la certification
own-appeal = Demander un nouveau regard
own-appeal-text = Vous pouvez faire un recours jusqu’au { $date }. Quelqu’un qui n’a pas pris part à la décision vous répondra avec ses raisons.
own-appeal-words = Ce que vous demandez, et pourquoi
own-appeal-hint = Une question qui ne s’affichait pas, un incident, une décision que vous ne comprenez pas : dites-le simplement.
own-appeal-button = Envoyer le recours
own-appeal-late = Le délai de recours est passé depuis le { $date }.
own-appeal-made = Votre recours du { $date }
own-appeal-waits = Le jury ne vous a pas encore répondu. Vous recevrez un message.
own-appeal-upheld = Le { $date }, le jury a changé la décision
own-appeal-dismissed = Le { $date }, le jury a maintenu la décision
own-appeal-after = C’est le dernier mot du jury. Si vous le contestez encore, le tribunal administratif peut être saisi dans les deux mois.

# Les règles et les seuils.
rules-text = La décision d’une session suit des règles publiées. Les changer demande deux personnes, et ne vaut que pour les sessions qui commencent ensuite.
rules-now = En vigueur
rules-cut-of = Seuil du niveau { $level }
rules-pass = Niveau certifié à partir de
rules-certainty = Probabilité demandée
rules-certainty-percent = Probabilité demandée, en %
rules-minimum-title = Minimum par domaine
rules-minimum = { $level } dans chaque domaine, avec une probabilité de { $certainty }
rules-no-minimum = Aucun : l’ensemble décide
rules-minimum-percent = Probabilité du minimum, en %
rules-least = Réponses nécessaires pour décider
rules-source = D’où viennent les seuils
rules-from-study = Étude « { $title } », juges : { $count }
rules-proposed = D’autres règles sont proposées : elles attendent une seconde personne.
rules-propose = Proposer d’autres règles
rules-propose-text = Une seconde personne les adoptera ou les refusera. Les seuils se placent d’habitude par une étude avec des juges.
rules-propose-button = Proposer ces règles
rules-past = Règles adoptées
rules-number = Règles n° { $number }
minimum-title = Ce que ferait un minimum par domaine
minimum-text = Simulé sur cette édition, avec des personnes dont le vrai niveau est connu. Un domaine se mesure avec six questions environ : un minimum écarte aussi des personnes qui ont le niveau.
minimum-none = L’effet d’un minimum est en train d’être simulé sur les règles et les questions d’aujourd’hui. Rechargez cette page dans une minute.
minimum-certified = Certifiés
minimum-wrongly-certified = Certifiés à tort
minimum-wrongly-refused = Refusés à tort
minimum-though-whole = Refusés malgré l’ensemble
minimum-consistency = Même décision deux fois

# Les études de seuils.
studies-title = Études
studies-text = Un groupe de juges dit où passent les seuils, question par question, en plusieurs tours.
studies-none = Aucune étude n’a encore été faite.
study-new = Nouvelle étude
study-new-text = Les questions sont tirées de l’édition des sessions d’aujourd’hui, de la plus facile à la plus difficile dans chaque domaine.
study-title = Nom de l’étude
study-method = Méthode
study-method-angoff = Angoff
study-method-bookmark = Marque-page (Bookmark)
study-method-text-angoff = Chaque juge dit, pour chaque question, avec quelle probabilité une personne tout juste au niveau y répond bien.
study-method-text-bookmark = Chaque juge place une marque dans un livret de questions rangées de la plus facile à la plus difficile.
study-items = Questions (10 à 60)
study-rounds-count = Tours
study-borders = Qui est tout juste au niveau ?
study-borders-text = Ces portraits guident les juges : ce que sait faire, et ne sait pas encore faire, une personne tout juste au niveau.
study-border-of = Tout juste { $level }
study-make = Créer l’étude
study-fault-title = Donnez un nom à l’étude.
study-fault-items = Choisissez une méthode, 10 à 60 questions et 1 à 3 tours.
study-fault-borders = Décrivez les trois niveaux : sans eux, chaque juge en imaginerait un autre.
study-fault-judge = Aucun compte à cette adresse n’est certificateur ou membre du jury. Demandez d’abord ce rôle à l’administration du site.
study-fault-twice = Cette personne est déjà juge de l’étude.
study-fault-rating = Donnez des nombres de 0 à 100.
study-fault-marks = Donnez trois pages du livret, dans l’ordre : une marque ne recule pas.
study-status-draft = En préparation
study-status-open = En cours
study-status-closed = Terminée
study-status-adopted = Adoptée
study-items-count = { $count ->
    [one] une question
   *[other] { $count } questions
 }
study-round = Tour { $round } sur { $rounds }
study-judge = Donner mon avis
study-cuts = Seuils du groupe
study-cuts-text = L’erreur type dit de combien le seuil changerait avec un autre groupe d’autant de juges.
study-error = Erreur type
study-rounds = Tours (seuil, écart entre juges)
study-above = Population au-dessus
study-spread = ± { $value }
study-converged = Les juges se sont rapprochés.
study-diverged = Les juges se sont éloignés.
study-dependability = Accord sur les questions difficiles : { $value }
study-judges-cuts = Le seuil de chaque juge
study-unknown = hors d’échelle
study-far = loin des autres
study-propose = Proposer ces seuils
study-judges = Juges
study-judges-none = Personne n’est encore juge. Il en faut deux au moins, une dizaine de préférence.
study-finished = tour { $round } rendu
study-not-finished = rien rendu
study-remove = Retirer
study-judge-email = Adresse du ou de la juge
study-judge-hint = Une personne qui a le rôle de certificateur ou de membre du jury.
study-judge-name = Nom et métier, pour le rapport
study-invite = Ajouter
study-next = La suite
study-next-open = Ouvrir le premier tour : les juges pourront donner leur avis.
study-next-round = { $count ->
    [one] Un juge a rendu ce tour. Le clore montre au groupe où il en est et ouvre le tour suivant.
   *[other] { $count } juges ont rendu ce tour. Le clore montre au groupe où il en est et ouvre le tour suivant.
 }
study-next-close = { $count ->
    [one] Un juge a rendu ce dernier tour. Le clore fixe les seuils du groupe.
   *[other] { $count } juges ont rendu ce dernier tour. Le clore fixe les seuils du groupe.
 }
study-open = Ouvrir le premier tour
study-advance = Clore ce tour
study-close = Clore l’étude
study-delete = Supprimer l’étude
judge-text-angoff = Pour chaque question, dites sur cent personnes tout juste au niveau combien répondraient bien.
judge-text-bookmark = Lisez le livret de la première à la dernière question. Pour chaque niveau, marquez la première question qu’une personne tout juste au niveau ne réussirait pas deux fois sur trois.
judge-done = Vous avez rendu ce tour. Le suivant s’ouvrira quand le groupe aura fini.
judge-before = Où en est le groupe
judge-questions = Les questions
judge-missing = à dire
judge-marks = Vos trois marques
judge-marks-text = Le numéro de la question dans le livret ; { $last } si une personne tout juste au niveau les réussirait toutes.
judge-marks-keep = Garder ces marques
judge-hand-in = Rendre ce tour
judge-owed = { $count ->
    [one] Il manque un avis.
   *[other] Il manque { $count } avis.
 }
judge-hand-in-text = Tout y est. Une fois rendu, ce tour ne change plus.
judge-hand-in-button = Rendre mon avis
rate-number = Question { $number } sur { $count }
rate-key = Voir ce qui est attendu
rate-title = Votre avis
rate-of = Sur cent personnes tout juste { $level }, combien répondent bien ?
rate-before = Au tour précédent : de { $low } à { $high }, { $middle } au milieu.
rate-next = Garder et continuer
rate-last = Garder

# Ce qui vient d’être fait, et les refus.
notice-proposed = Votre proposition attend une seconde personne.
notice-adopted = C’est adopté, et fait.
notice-turned-down = La proposition est refusée : rien ne change.
notice-proposal-withdrawn = Votre proposition est retirée.
notice-exam-decided = Les décisions sont confirmées. Il reste à publier.
notice-exam-reopened = La session est de nouveau devant le jury.
notice-exam-published = Les résultats sont publiés, et les certificats délivrés.
notice-appealed = Votre recours est envoyé. Vous recevrez un message dès que le jury aura répondu.
notice-handed-in = Votre tour est rendu. Merci.
refusal-own-proposal = Vous avez fait cette proposition : une autre personne doit la trancher. Prévenez un autre membre du jury.
refusal-proposal-settled = Cette proposition a déjà été tranchée ou retirée. Voici où elle en est.
refusal-proposal-open = Une proposition sur le même sujet attend déjà une seconde personne. Tranchez-la d’abord, ou demandez qu’elle soit retirée.
refusal-nothing-changes = C’est déjà ce qui est décidé : rien ne changerait. Choisissez autre chose.
refusal-decisions-missing = Quelque chose attend encore le jury, ou vient d’être proposé. La page dit ce qui manque.
refusal-exam-elsewhere = La session n’en est pas là : quelqu’un d’autre a agi, ou une étape manque. Voici où elle en est.
refusal-nothing-to-neutralise = Personne n’a de réponse comptée à cette question, ou elle ne compte déjà plus.
refusal-appeal-late = Le délai de recours est passé. Votre centre peut encore vous expliquer votre résultat.
refusal-appeal-made = Vous avez déjà fait un recours sur ce passage. Sa réponse est, ou sera, sur cette page.
refusal-appeal-settled = Quelqu’un a déjà répondu à ce recours. Voici la réponse.
refusal-own-decision = Vous avez pris part à la décision contestée : quelqu’un d’autre doit répondre.
refusal-panel-too-small = Il faut au moins deux juges qui ont tout rendu. Attendez-les, ou ajoutez-en.
refusal-ratings-missing = Il manque des avis. Donnez-les tous, puis recommencez.
refusal-cut-out-of-reach = Le groupe demande ce qu’aucune capacité ne donne (tout juste partout, ou presque rien). Revoyez les avis à un prochain tour.
refusal-study-elsewhere = L’étude n’en est pas là : ce tour est rendu ou clos. Rechargez la page.
refusal-cuts-not-rising = Les trois seuils doivent être des nombres qui montent : Socle, puis Avancé, puis Expert.
mail-exam-result-subject = Votre certification en santé numérique
mail-exam-result-hello = Bonjour { $name },
mail-exam-result-published = Les résultats de la session du { $date } ({ $centre }) sont publiés. Votre résultat et son explication vous attendent.
mail-exam-result-changed = Une question de la session du { $date } ({ $centre }) a été neutralisée, et la décision qui vous concerne a changé. Vous trouverez l’explication sur votre page.
mail-exam-result-appeal-upheld = Le jury a répondu à votre recours sur la session du { $date } ({ $centre }), et a changé sa décision. Ses raisons sont sur votre page.
mail-exam-result-appeal-dismissed = Le jury a répondu à votre recours sur la session du { $date } ({ $centre }). Sa décision et ses raisons sont sur votre page.
mail-exam-result-button = Lire mon résultat
mail-exam-result-where = Connectez-vous avec le compte lié à votre convocation. Ce message ne dit rien du résultat lui-même.

# L’examen vu par la personne candidate et par qui surveille.
time-of-day = { $hour } h { $minute }
exam-session = Session { $number }
exam-left-minutes = { $minutes } min restantes
exam-left-last = moins d’une minute
exam-left-over = Le temps est écoulé.
exam-left-stands = Le temps est arrêté.
exam-of = sur { $of }
exam-no-way-back = Chaque réponse validée est enregistrée. On ne revient pas en arrière.
exam-aside = Autres possibilités
exam-alert-link = Cette question ne fonctionne pas
exam-hand-in-link = Rendre ma copie

exam-enter-title = Entrer dans la salle d’examen
exam-enter-lead = Deux codes figurent sur votre convocation. Personne ne peut entrer à votre place une fois votre identité vérifiée.
exam-enter-number = Numéro de la session
exam-enter-number-hint = Six lettres, par exemple BCD FGH.
exam-enter-code = Votre code
exam-enter-code-hint = Quatre lettres et quatre chiffres, par exemple KMPX 3479.
exam-enter-button = Entrer
exam-enter-lost = Il vous manque un code ? La personne qui surveille la session les a sous les yeux.

exam-wait-title = Avant de commencer
exam-wait-lead = { $questions } questions, { $minutes } minutes.
exam-wait-extra = Vos { $minutes } minutes supplémentaires sont comptées.
exam-wait-steps = Ce qui reste à faire
exam-step-identity = Présentez votre pièce d’identité à la personne qui surveille.
exam-step-identity-done = Votre identité est vérifiée.
exam-step-open = La session va bientôt être ouverte. Installez-vous.
exam-step-open-done = La session est ouverte.
exam-wait-refresh = Cette page se met à jour d’elle-même.
exam-wait-refresh-link = Actualiser
exam-start-label = Code affiché dans la salle
exam-start-hint = Quatre lettres, données par la personne qui surveille.
exam-start-button = Commencer l’examen
exam-start-fine = Le temps démarre à la première question.
exam-rules-title = Comment cela se passe
exam-rule-order = Les questions viennent une à une et s’adaptent à vos réponses. On ne revient pas sur une question validée.
exam-rule-saved = Chaque réponse est enregistrée aussitôt. Si le poste ou le réseau s’arrête, rien n’est perdu.
exam-rule-trial = Quelques questions sont à l’essai : elles ne comptent pas, et rien ne les distingue.
exam-rule-broken = Une question ne s’affiche pas ? Signalez-le : votre temps s’arrête jusqu’à ce que quelqu’un vienne.
exam-rule-leave = Restez sur cette page. Quand une autre fenêtre passe devant, c’est noté, avec l’heure.
exam-rule-machine = Un seul poste à la fois. Pour en changer, demandez à la personne qui surveille.

exam-question-title = Question { $number } sur { $of }
exam-halt-paused-title = Le temps est arrêté
exam-halt-paused-lead = La personne qui surveille a mis l’examen en pause. Vos réponses sont enregistrées, et votre temps ne court plus.
exam-halt-paused-kept = La personne qui surveille a mis l’examen en pause. Ce que vous avez saisi reste là, et votre temps ne court plus.
exam-halt-alert-title = Votre signalement est parti
exam-halt-alert-lead = La personne qui surveille le voit et va venir. Votre temps ne court plus.
exam-halt-asking-title = Ce poste attend un accord
exam-halt-asking-lead = Votre examen est ouvert sur un autre poste. Dites à la personne qui surveille que vous continuez ici : vous reprendrez à la même question.
exam-halt-left = Il vous restera { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}.
exam-halt-refresh = L’examen reprendra ici de lui-même.
exam-alert-title = Question { $number } : que se passe-t-il ?
exam-alert-lead = Votre temps s’arrêtera dès l’envoi, et la question sera cachée jusqu’à ce que quelqu’un vienne.
exam-alert-kind = Le problème
exam-alert-kind-display = La question ou une image ne s’affiche pas.
exam-alert-kind-simulator = L’outil de la question ne répond pas.
exam-alert-kind-wording = La question est impossible à comprendre.
exam-alert-kind-other = Autre chose.
exam-alert-words = Précisez si vous voulez
exam-alert-button = Prévenir la personne qui surveille
exam-alert-back = Revenir à la question
exam-alert-withdraw = C’est revenu : reprendre la question
exam-hand-in-title = Rendre votre copie maintenant ?
exam-hand-in-lead = { $answered ->
    [0] Aucune réponse n’est encore enregistrée
    [one] Une réponse est enregistrée
   *[other] { $answered } réponses sont enregistrées
}, et { $left ->
    [one] une question reste
   *[other] { $left } questions restent
} à poser.
exam-hand-in-text = Une fois la copie rendue, l’examen est terminé : aucune autre question ne sera posée. Avec trop peu de réponses, aucun niveau ne peut être décidé.
exam-hand-in-back = Continuer l’examen
exam-hand-in-button = Rendre ma copie
exam-end-title-complete = C’est terminé
exam-end-lead-complete = Vos { $answered } réponses sont enregistrées. Merci.
exam-end-title-time = Le temps est écoulé
exam-end-lead-time = { $answered ->
    [0] Aucune réponse n’a été donnée.
    [one] Votre réponse est enregistrée.
   *[other] Vos { $answered } réponses sont enregistrées.
}
exam-end-title-candidate = Votre copie est rendue
exam-end-lead-candidate = { $answered ->
    [0] Aucune réponse n’a été donnée.
    [one] Votre réponse est enregistrée.
   *[other] Vos { $answered } réponses sont enregistrées.
}
exam-end-title-invigilator = L’examen a été arrêté
exam-end-lead-invigilator = La personne qui surveille y a mis fin et en a noté la raison. { $answered ->
    [0] Aucune réponse n’a été donnée.
    [one] Votre réponse est enregistrée.
   *[other] Vos { $answered } réponses sont enregistrées.
}
exam-end-title-technical = L’examen s’est arrêté sur une panne
exam-end-lead-technical = Vos { $answered } réponses sont enregistrées. Elles suffisent pour que le jury décide.
exam-end-title-void = Cette passation ne compte pas
exam-end-lead-void = Une panne l’a interrompue trop tôt. Elle ne vous coûte aucun essai.
exam-end-void-next = Voyez avec la personne qui surveille : vous pouvez repasser l’examen, aujourd’hui si l’heure le permet, ou à une autre session.
exam-end-next = Et maintenant
exam-end-next-1 = Le centre envoie la session au jury, avec ce qui s’est passé dans la salle.
exam-end-next-2 = Le jury décide, par des règles publiées d’avance.
exam-end-next-3 = Vous recevez par e-mail votre résultat et son explication, en même temps.
exam-end-leave = Quitter ce poste

watch-nav = Surveillance
watch-nav-board = La salle
watch-nav-reports = Procès-verbaux
watch-nav-leave = Quitter
watch-start-code = Code à écrire au tableau
watch-enter-title = Surveiller une session
watch-enter-lead = Le numéro et le code sont dans le dossier de la session.
watch-enter-centre = Vous entrez dans la session { $number } au nom de votre centre.
watch-enter-code = Code de surveillance
watch-enter-code-hint = Huit lettres, par exemple BCDF-GHJK.
watch-enter-name = Votre nom
watch-enter-name-hint = Il figurera sur ce que vous déciderez et signerez.
watch-enter-button = Entrer
watch-board-title = Surveillance de la session { $number }
watch-open-title = La session n’est pas encore ouverte
watch-open-text = Vérifiez les identités au fur et à mesure des arrivées. En ouvrant, un code à quatre lettres apparaît : écrivez-le au tableau, les personnes présentes pourront commencer.
watch-open-button = Ouvrir la session
watch-finished-title = La session est close
watch-finished-text = Les procès-verbaux peuvent encore être complétés jusqu’à ce que le centre envoie la session au jury.
watch-reopen-button = Close par erreur ? La rouvrir
watch-counts = { $expected ->
    [one] { $expected } personne attendue
   *[other] { $expected } personnes attendues
}, { $present ->
    [one] { $present } présente
   *[other] { $present } présentes
}, { $running } en cours, { $ended ->
    [one] { $ended } terminée
   *[other] { $ended } terminées
}
watch-as-of = À { $time }.
watch-live-again = à jour
watch-live-lost = Le serveur ne répond pas. Les candidates et candidats ne perdent rien ; nouvel essai dans quelques secondes.
watch-asks = { $count ->
    [one] Une personne vous attend
   *[other] { $count } personnes vous attendent
}
watch-asks-alert = signale un problème à la question { $number }.
watch-asks-device = demande à continuer sur un autre poste.
watch-go = Voir
watch-candidates = Candidates et candidats
watch-column-name = Nom
watch-column-state = Situation
watch-column-question = Question
watch-column-left = Temps
watch-column-machine = Poste
watch-nobody = Personne n’est inscrit à cette session. Le centre peut encore ajouter des candidatures.
watch-extra = temps en plus : { $percent } %
watch-question = { $number } sur { $of }
watch-minutes = { $minutes } min
watch-minutes-left = { $minutes } min restantes
watch-admit = Identité vérifiée
watch-document = Pièce présentée
watch-document-identity-card = Carte d’identité
watch-document-passport = Passeport
watch-document-residence-permit = Titre de séjour
watch-document-other = Autre pièce avec photo
watch-presence-here = connecté
watch-presence-away = autre fenêtre
watch-presence-silent = sans nouvelles
watch-since = depuis { $time }
watch-state-expected = attendu
watch-state-admitted = identité vérifiée
watch-state-waiting = sur la page d’attente
watch-state-running = en cours
watch-state-paused = en pause
watch-state-alert = signalement
watch-state-ended = terminé
watch-state-void = sans effet (panne)
watch-state-absent = absent
watch-state-withdrawn = désisté
watch-all-title = Pour toute la salle
watch-all-pause = Tout mettre en pause
watch-all-resume = Tout reprendre
watch-all-extend = Donner du temps à tout le monde
watch-extend-minutes = Minutes en plus
watch-extend-button = Donner ce temps
watch-reason = Raison
watch-close-link = Clore la session
watch-who = Surveillent cette session : { $names }.
watch-alert-title = Signalement à la question { $number }
watch-alert-text = Le temps est arrêté. Allez voir l’écran, puis choisissez. Une question gelée ne compte pas, une autre la remplace et son temps est rendu.
watch-alert-freeze = Geler la question
watch-alert-keep = La question fonctionne : reprendre
watch-device-title = Un autre poste demande à continuer
watch-device-text = { $device }. Vérifiez que la personne y est assise : le premier poste sera aussitôt fermé, l’examen reprendra à la même question.
watch-device-yes = Continuer sur ce poste
watch-device-no = Refuser
watch-identity = Vérifier l’identité
watch-identity-text = Comparez la pièce, la photo et la convocation. Date de naissance attendue : { $date }.
watch-code-title = Pour entrer
watch-code-text = Sur son poste, la personne ouvre <code>/examen</code> et tape <strong>{ $number }</strong> puis <strong>{ $code }</strong>.
watch-take-back = Annuler la vérification
watch-act-title = Agir
watch-act-text = La raison est notée et lue par le jury.
watch-pause = Arrêter le temps
watch-resume = Reprendre
watch-fail = Signaler une panne définitive
watch-fail-text = Le poste ou le réseau ne repartira pas. Avec trop peu de réponses, la passation ne compte pas et ne coûte aucun essai.
watch-end = Mettre fin à l’examen
watch-end-text = La personne ne pourra pas reprendre. Le jury lira la raison.
watch-ending-complete = Toutes les questions ont été posées.
watch-ending-time = Fin du temps.
watch-ending-candidate = Copie rendue.
watch-ending-invigilator = Arrêté par la surveillance.
watch-ending-technical = Panne.
watch-sheet = Fiche
watch-birth = Date de naissance
watch-candidate-code = Code de candidature
watch-needs = Aménagement
watch-history = Ce qui s’est passé
watch-by = par { $name }
watch-new-incident = Rédiger un PV d’incident
watch-new-fraud = Rédiger un PV de fraude
watch-close-title = Clore la session
watch-close-not-yet = La session ne peut pas encore être close.
watch-close-at-work = { $count ->
    [one] Une personne n’a pas fini :
   *[other] { $count } personnes n’ont pas fini :
}
watch-close-drafts = { $count ->
    [one] Un procès-verbal n’est pas signé.
   *[other] { $count } procès-verbaux ne sont pas signés.
}
watch-close-back = Revenir à la salle
watch-close-lead = { $ended ->
    [0] Aucune passation n’est terminée.
    [one] Une passation est terminée.
   *[other] { $ended } passations sont terminées.
} Plus personne ne pourra commencer.
watch-close-never = { $count ->
    [one] Une personne n’a pas commencé, ce qui ne lui coûte aucun essai :
   *[other] { $count } personnes n’ont pas commencé, ce qui ne leur coûte aucun essai :
}
watch-close-absent = { $count ->
    [one] Sera notée absente :
   *[other] Seront notées absentes :
}
watch-close-button = Clore la session
watch-reports-title = Procès-verbaux
watch-reports-lead = Deux documents distincts : l’un dit ce qui a dérangé l’examen, l’autre ce que quelqu’un aurait fait. Le jury lit les deux, chacun pour lui-même.
watch-incidents = Incidents
watch-incidents-none = Aucun incident n’est noté.
watch-frauds = Fraudes
watch-frauds-none = Aucune fraude n’est notée.
watch-report-incident = PV d’incident
watch-report-fraud = PV de fraude
watch-report-lead-incident = Ce qui a dérangé l’examen, pour que personne n’en soit pénalisé.
watch-report-lead-fraud = Des faits, sans conclusion : le jury décidera, après avoir entendu la personne.
watch-report-category = Nature
watch-report-whom = Personne concernée
watch-report-nobody-incident = Toute la salle
watch-report-nobody-fraud = Choisissez
watch-report-time = Heure
watch-report-body = Ce qui s’est passé
watch-report-body-hint-incident = Quand, combien de temps, ce qui a été fait.
watch-report-body-hint-fraud = Ce que vous avez vu et fait. Pas de supposition.
watch-report-file = Signer
watch-report-keep = Garder le brouillon
watch-report-discard = Jeter
watch-report-file-fine = Une fois signé par { $name }, le procès-verbal ne change plus.
watch-report-filed = Signé par { $name }, le { $time }.

exam-report-status-draft = brouillon
exam-report-status-filed = signé
exam-report-status-examined = examiné par le jury
exam-report-category-network = Réseau
exam-report-category-machine = Poste de travail
exam-report-category-power = Coupure de courant
exam-report-category-noise = Bruit ou dérangement
exam-report-category-health = Malaise ou santé
exam-report-category-evacuation = Évacuation
exam-report-category-late = Retard
exam-report-category-identity = Identité
exam-report-category-phone = Téléphone ou objet connecté
exam-report-category-help = Aide d’une autre personne
exam-report-category-documents = Documents
exam-report-category-copying = Copie de questions
exam-report-category-impersonation = Usurpation d’identité
exam-report-category-other = Autre

exam-event-entered = Entrée sur la page d’attente
exam-event-admitted = Identité vérifiée
exam-event-taken-back = Vérification annulée
exam-event-began = Début de l’examen
exam-event-left = Une autre fenêtre passe devant
exam-event-returned = Retour à l’examen
exam-event-device-asked = Un autre poste demande à continuer
exam-event-moved = Changement de poste
exam-event-device-refused = Changement de poste refusé
exam-event-paused = Temps arrêté
exam-event-resumed = Temps repris
exam-event-extended = Temps ajouté
exam-event-alerted = Signalement
exam-event-frozen = Question gelée
exam-event-kept = Question maintenue
exam-event-withdrawn = Signalement retiré
exam-event-ended = Fin
exam-said-question = Question { $number }
exam-said-away = { $seconds } s
exam-said-minutes = + { $minutes } min

notice-exam-begun = La session est ouverte. Écrivez le code au tableau.
notice-exam-closed = La session est close.
notice-exam-open-again = La session est rouverte.
notice-exam-done = C’est fait.
notice-exam-report-filed = Le procès-verbal est signé.
notice-exam-report-kept = Le brouillon est gardé.
notice-exam-report-gone = Le brouillon est jeté.
notice-exam-alert-gone = L’examen reprend.
notice-exam-left = Ce poste ne garde plus rien de l’examen.

refusal-exam-codes = Ces deux codes ne vont pas ensemble. Relisez-les sur votre convocation, ou demandez à la personne qui surveille.
refusal-exam-watch-codes = Ce numéro et ce code de surveillance ne vont pas ensemble. Relisez-les dans le dossier de la session, ou demandez au centre.
refusal-exam-not-open = La session n’est pas encore ouverte. Patientez dans la salle, la personne qui surveille va l’ouvrir.
refusal-exam-over = Cette session est terminée. Pour toute question, adressez-vous à votre centre.
refusal-exam-not-admitted = Votre identité n’est pas encore vérifiée. Présentez votre pièce à la personne qui surveille, puis réessayez.
refusal-exam-start-code = Ce n’est pas le code affiché dans la salle. Relisez les quatre lettres.
refusal-exam-not-begun = Rien n’a encore commencé pour cette personne ou cette session. Rechargez la page pour voir où elle en est.
refusal-sitting-begun = L’examen de cette personne a commencé : son identité ne se vérifie plus ici. S’il y a un doute, rédigez un procès-verbal.
refusal-sitting-over = Cet examen est terminé : il n’accepte plus rien. Les réponses données sont enregistrées.
refusal-exam-device-out = Cet examen continue sur un autre poste. Pour reprendre ici, entrez de nouveau vos codes et prévenez la personne qui surveille.
refusal-exam-document = La pièce présentée n’est pas choisie. Dites laquelle vous avez vue.
refusal-exam-minutes = Ce n’est pas un nombre de minutes. Écrivez un nombre entier, de 1 à 120.
refusal-exam-report-whom = Un procès-verbal de fraude concerne quelqu’un. Choisissez la personne dans la liste.

# Exam centres: what a centre, a candidate and the certifier read.
steer-nav-certification = Certification
centre-title = Certification
centre-text = Organisez des sessions d’examen surveillées : une salle, une date, des personnes convoquées. Le jury du certificateur décide ensuite des résultats.
centre-accredited = Centre habilité no { $number }, jusqu’au { $date }.
centre-standing-none = Pour tenir des sessions, votre établissement doit être habilité par le certificateur. Vous pouvez déjà préparer vos salles et une session.
centre-standing-asked = Votre demande d’habilitation est partie. Le certificateur vous répondra ; en attendant, vous pouvez préparer vos salles et vos sessions.
centre-standing-over = Votre habilitation est terminée. Demandez-la de nouveau pour ouvrir d’autres sessions.
centre-standing-refused = Le certificateur n’a pas accordé l’habilitation, et dit pourquoi :
centre-standing-suspended = Votre habilitation est suspendue : aucune session ne peut être ouverte. Le certificateur dit pourquoi :
centre-ask = Demander l’habilitation
centre-ask-again = Modifier la demande
centre-ask-manager = Une personne responsable de l’établissement peut faire la demande.
centre-rooms-count = { $count ->
    [one] Une salle
   *[other] { $count } salles
  }
centre-room-first = Décrire une première salle
centre-exams = Sessions
centre-exam-new = Préparer une session
centre-search-exam = Numéro, salle ou adresse
centre-exam-status = État
centre-any-status = Tous les états
centre-exams-count = { $total } sur { $all ->
    [one] une session
   *[other] { $all } sessions
  }
centre-csv = CSV
centre-number = no { $number }
centre-seats-taken = { $enrolled } sur { $seats } places
centre-present = { $count ->
    [one] une personne présente
   *[other] { $count } personnes présentes
  }
centre-exams-none-found = Aucune session ne correspond.
centre-exams-all = Voir toutes les sessions
centre-exams-none = Aucune session pour l’instant. Décrivez d’abord la salle, puis préparez la session : personne n’est prévenu avant que vous ne l’ouvriez.
centre-exam-draft = en préparation
centre-exam-open = convocations parties
centre-exam-running = en cours
centre-exam-finished = à envoyer au jury
centre-exam-finalised = chez le jury
centre-exam-decided = jugée
centre-exam-published = résultats publiés
centre-exam-cancelled = annulée

# Asking for an accreditation.
centre-ask-title = Demander l’habilitation
centre-ask-text = Dites au certificateur où et comment vous recevrez les personnes. Il vous répond par e-mail ou par téléphone, et sa réponse s’affiche ici.
centre-lead = Responsable des sessions
centre-lead-hint = La personne qui répond de leur bon déroulement : nom et fonction.
centre-contact = Adresse e-mail
centre-contact-hint = Celle à laquelle le certificateur vous écrit.
centre-ask-rooms = Salles et postes
centre-ask-rooms-hint = Combien de postes, fixes ou portables, quelle connexion, et que faites-vous si un poste tombe en panne ?
centre-ask-access = Accueil des personnes en situation de handicap
centre-ask-access-hint = Accès de plain-pied, salle à part, matériel adapté. Vous pouvez laisser vide.
centre-commit-title = Ce à quoi le centre s’engage
centre-commit-identity = Contrôler l’identité de chaque personne, sur un document avec photographie.
centre-commit-watch = Garder au moins une personne qui surveille dans la salle, du début à la fin.
centre-commit-silence = Ne copier, photographier ni raconter aucune question.
centre-commit-data = Ne rien garder des personnes inscrites au-delà de ce que demande la session.
centre-commit = Nous nous y engageons.
centre-ask-send = Envoyer la demande

# Rooms.
centre-rooms = Salles
centre-rooms-text = Ce que vous écrivez ici est imprimé sur les convocations.
centre-room-new = Ajouter une salle
centre-room-edit = Modifier la salle
centre-room-closed = plus utilisée
centre-room-close = Ne plus utiliser
centre-room-reopen = Utiliser à nouveau
centre-rooms-none = Aucune salle pour l’instant.
centre-seats = { $count ->
    [one] une place
   *[other] { $count } places
  }
centre-step-free = de plain-pied
centre-room-name = Nom de la salle
centre-room-name-hint = Comme on l’appelle sur place : Salle B12.
centre-room-address = Adresse
centre-room-address-hint = Bâtiment, rue, code postal et ville.
centre-room-seats = Places
centre-room-seats-hint = Combien de personnes peuvent y passer l’examen en même temps.
centre-room-step-free = On y entre en fauteuil roulant.
centre-room-note = À savoir
centre-room-note-hint = Pour vos collègues : où prendre le badge, qui prévenir.
centre-save = Enregistrer

# An exam.
centre-exam-edit = Modifier la session
centre-exam-back = Retour à la session
centre-exam-new-text = Personne n’est prévenu tant que vous n’ouvrez pas la session.
centre-exam-told = { $count ->
    [one] Une personne est convoquée. Si vous changez le lieu ou l’heure, elle reçoit aussitôt une nouvelle convocation.
   *[other] { $count } personnes sont convoquées. Si vous changez le lieu ou l’heure, elles reçoivent aussitôt une nouvelle convocation.
  }
centre-exam-no-room = Il faut d’abord une salle.
centre-room = Salle
centre-day = Jour
centre-hour = Heure
centre-seats-label = Places
centre-hour-hint = L’heure à laquelle les personnes sont attendues, heure de Paris. Comptez une heure d’examen, et une demi-heure autour.
centre-note = Pour les personnes qui surveillent
centre-note-hint = Imprimé sur leur kit : matériel, numéros à appeler. N’y écrivez rien sur la santé de quelqu’un.
centre-exam-of = Session du { $date }
centre-where = Lieu
centre-number-label = Numéro de session
centre-watch-code = Code de surveillance
centre-watch-show = Afficher le code
centre-watch-text = À taper avec le numéro de session sur { $address }. Ne le donnez qu’aux personnes qui surveillent.
centre-watch-renew = Changer le code de surveillance
centre-candidates = Personnes inscrites
centre-confirmed = { $count ->
    [one] une a confirmé
   *[other] { $count } ont confirmé
  }
centre-next-draft = La session se prépare
centre-next-open = La session est ouverte
centre-next-running = L’examen est en cours
centre-next-finished = L’examen est terminé
centre-next-finalised = Le jury a la session
centre-next-decided = Le jury a décidé
centre-next-published = Les résultats sont publiés
centre-next-cancelled = La session est annulée
centre-next-text-draft = Inscrivez les personnes, puis ouvrez la session : chacune reçoit sa convocation par e-mail.
centre-next-text-open = Toute personne inscrite est convoquée, et prévenue si le lieu ou l’heure change. Le jour venu, la personne qui surveille commence l’examen depuis son tableau.
centre-next-text-running = Tout se suit depuis le tableau de surveillance : arrivées, signalements, temps restant.
centre-next-text-finished = Envoyez la session au jury avec ses procès-verbaux. Les personnes qui ne sont pas venues sont notées absentes.
centre-next-text-finalised = Vous n’avez plus rien à faire : les personnes sont prévenues de leur résultat quand il est publié.
centre-next-text-decided = Les résultats seront publiés avec leur explication.
centre-next-text-published = Vous voyez ici qui est certifié. Les réponses et le détail ne sont connus que de la personne.
centre-next-text-cancelled = Les personnes convoquées ont été prévenues.
centre-not-accredited-then = Votre établissement n’est pas habilité pour ce jour : la session ne peut pas encore être ouverte.
centre-unsettled-sittings = { $count ->
    [one] Un passage n’est pas terminé.
   *[other] { $count } passages ne sont pas terminés.
  }
centre-unsettled-alerts = { $count ->
    [one] Un signalement attend une réponse.
   *[other] { $count } signalements attendent une réponse.
  }
centre-unsettled-reports = { $count ->
    [one] Un procès-verbal n’est pas signé.
   *[other] { $count } procès-verbaux ne sont pas signés.
  }
centre-due = { $count ->
    [one] Une convocation n’est pas partie.
   *[other] { $count } convocations ne sont pas parties.
  }
centre-due-print = { $count ->
    [one] Une personne n’a pas d’adresse e-mail : imprimez sa convocation.
   *[other] { $count } personnes n’ont pas d’adresse e-mail : imprimez leurs convocations.
  }
centre-open = Ouvrir la session
centre-convoke = Envoyer les convocations
centre-watch = Tableau de surveillance
centre-finalise = Envoyer au jury
centre-papers = À imprimer
centre-paper-sheet = Feuille d’émargement
centre-paper-kit = Kit de surveillance
centre-paper-kit-text = avec le code de surveillance : à remettre en main propre
centre-paper-convocations = Convocations
centre-paper-list-xlsx = Liste des personnes (.xlsx)
centre-add-learners = Inscrire des personnes de l’établissement
centre-add-file = Inscrire depuis un fichier
centre-add-one = Inscrire une personne
centre-search-candidate = Nom, numéro, code ou adresse
centre-col-name = Nom
centre-col-born = Naissance
centre-col-code = Code
centre-col-status = État
centre-col-convocation = Convocation
centre-extra = +{ $minutes } min
centre-certified = certifié·e
centre-not-certified = non certifié·e
centre-candidate-enrolled = inscrit·e
centre-candidate-confirmed = a confirmé
centre-candidate-present = présent·e
centre-candidate-absent = absent·e
centre-candidate-withdrawn = retiré·e de la liste
centre-convoked-told = partie
centre-convoked-due = à envoyer
centre-convoked-print = à imprimer
centre-convoked-waits = à l’ouverture
centre-convoked-none = aucune
centre-candidates-none-found = Personne ne correspond.
centre-candidates-all = Voir toute la liste
centre-candidates-none = Personne n’est encore inscrit.
centre-change = Modifier
centre-exam-delete = Supprimer cette préparation
centre-exam-cancel = Annuler la session

# Are you sure?
centre-ask-open = Ouvrir la session ?
centre-ask-text-open = { $count ->
    [0] Personne n’est encore inscrit. Chaque personne inscrite ensuite recevra aussitôt sa convocation.
    [one] Une personne reçoit sa convocation par e-mail, avec le lieu, l’heure et son code.
   *[other] { $count } personnes reçoivent leur convocation par e-mail, avec le lieu, l’heure et leur code.
  }
centre-do-open = Ouvrir et convoquer
centre-ask-cancel = Annuler la session ?
centre-ask-text-cancel = { $count ->
    [0] Personne n’a été convoqué. La session reste dans la liste, annulée.
    [one] La personne convoquée est prévenue par e-mail. Une session annulée ne se rouvre pas.
   *[other] Les { $count } personnes convoquées sont prévenues par e-mail. Une session annulée ne se rouvre pas.
  }
centre-do-cancel = Annuler la session
centre-ask-finalise = Envoyer la session au jury ?
centre-ask-text-finalise = { $count ->
    [one] Le jury reçoit la session avec ses procès-verbaux. Ensuite, rien n’y change plus.
   *[other] Le jury reçoit la session de { $count } personnes avec ses procès-verbaux. Ensuite, rien n’y change plus.
  }
centre-do-finalise = Envoyer au jury
centre-ask-delete = Supprimer cette préparation ?
centre-ask-text-delete = { $count ->
    [0] Rien n’était parti.
    [one] La personne inscrite est retirée avec elle. Personne n’avait été prévenu.
   *[other] Les { $count } personnes inscrites sont retirées avec elle. Personne n’avait été prévenu.
  }
centre-do-delete = Supprimer
centre-ask-withdraw = Retirer de la liste ?
centre-ask-text-withdraw = { $count ->
    [0] Cette personne n’a pas reçu d’e-mail : elle est simplement retirée.
   *[other] Cette personne reçoit un e-mail : elle n’est plus attendue.
  }
centre-do-withdraw = Retirer de la liste
centre-ask-print = { $count ->
    [one] Une personne n’a pas d’adresse e-mail : prévenez-la vous-même, une convocation s’imprime.
   *[other] { $count } personnes n’ont pas d’adresse e-mail : prévenez-les vous-même, leurs convocations s’impriment.
  }

# A candidate.
centre-candidate = Personne inscrite
centre-candidate-new = Inscrire une personne
centre-candidate-text = Écrivez les noms comme sur le document d’identité : c’est ce qui sera contrôlé, et imprimé sur le certificat.
centre-convoked-at = envoyée le { $date }
centre-convoked-not = pas envoyée
centre-convocation-print = Imprimer
centre-extra-time = Temps supplémentaire
centre-extra-minutes = { $minutes } minutes de plus
centre-extra-none = aucun
centre-extra-percent = { $percent } %
centre-accommodation = Aménagement
centre-identity = Identité
centre-family-name = Nom de naissance
centre-family-name-hint = Le nom en usage, s’il est différent, s’écrit plus bas.
centre-given-name = Premier prénom
centre-usual-name = Nom d’usage
centre-birth-date = Date de naissance
centre-email = Adresse e-mail
centre-email-hint = La convocation y part. Sans adresse, elle s’imprime.
centre-own-number = Numéro d’étudiant ou d’agent
centre-language = Langue de la convocation et de l’examen
centre-language-fr = français
centre-language-en = anglais
centre-civil = Pour la Caisse des Dépôts
centre-civil-hint = Seulement si la certification est financée par le compte personnel de formation. Vous pouvez compléter plus tard, avant la fin de l’examen.
centre-sex = Sexe à l’état civil
centre-sex-unsaid = non renseigné
centre-sex-f = féminin
centre-sex-m = masculin
centre-city = Commune de naissance
centre-postcode = Code postal
centre-insee = Code INSEE
centre-country = Pays de naissance
centre-enrol = Inscrire
centre-enrol-next = Inscrire, puis une autre
centre-withdraw = Retirer de la liste

# From the organisation, from a file.
centre-learners-text = Cochez les personnes à inscrire. La date de naissance est nécessaire : elle est contrôlée à l’entrée.
centre-seats-left = { $count ->
    [one] Une place libre.
   *[other] { $count } places libres.
  }
centre-learners-count = { $found ->
    [one] une personne
   *[other] { $found } personnes
  }
centre-on-list = déjà inscrit·e
centre-born-unknown = date de naissance inconnue
centre-born-complete = compléter
centre-enrol-chosen = Inscrire les personnes cochées
centre-first-page = Revenir au début
centre-learners-none-found = Personne ne correspond.
centre-learners-none = Votre établissement n’a encore personne dans sa liste. Inscrivez depuis un fichier, ou une par une.
centre-intake-text = Un tableau avec les noms, prénoms et dates de naissance. Rien n’est inscrit avant que vous n’ayez vu ce qu’il contient.
centre-intake-file-hint = .csv ou .xlsx. La première ligne nomme les colonnes.
centre-intake-model = Modèle vide
centre-intake-pix = Le fichier d’inscription des sessions Pix se lit tel quel. S’il contient plusieurs sessions, seules les lignes de ce jour et de cette heure sont inscrites.
centre-look-lead = { $new ->
    [one] Une personne peut être inscrite
   *[other] { $new } personnes peuvent être inscrites
  }{ $refused ->
    [0] .
    [one] {" "}; une ligne est à corriger.
   *[other] {" "}; { $refused } lignes sont à corriger.
  }
centre-look-none = Ce fichier n’inscrit personne de plus.
centre-look-without-email = { $count ->
    [one] Une personne n’a pas d’adresse e-mail : sa convocation sera à imprimer.
   *[other] { $count } personnes n’ont pas d’adresse e-mail : leurs convocations seront à imprimer.
  }
centre-look-ungranted = { $count ->
    [one] Le fichier demande du temps supplémentaire pour une personne. Une personne responsable de l’établissement doit l’accorder dans sa fiche : ici, il n’est pas repris.
   *[other] Le fichier demande du temps supplémentaire pour { $count } personnes. Une personne responsable de l’établissement doit l’accorder dans leurs fiches : ici, il n’est pas repris.
  }
centre-look-refused = { $count ->
    [one] Une ligne à corriger
   *[other] { $count } lignes à corriger
  }
centre-look-refused-text = Ces lignes ne sont pas inscrites. Corrigez le fichier et envoyez-le de nouveau : les personnes déjà inscrites ne le sont pas deux fois.
centre-look-people = { $count ->
    [one] Une personne
   *[other] { $count } personnes
  }
centre-look-write = { $count ->
    [one] Inscrire cette personne
   *[other] Inscrire ces { $count } personnes
  }
centre-look-other = Choisir un autre fichier
centre-accommodation-private = Ce qui est écrit ici parle de la santé de quelqu’un. Seules les personnes responsables de l’établissement et celles qui surveillent le lisent ; les autres ne voient que les minutes.
centre-extra-time-hint = En pourcentage du temps : 33 pour un tiers de temps. Vide pour aucun.
centre-granted-since = accordé le { $date }
centre-needs = Autres besoins
centre-needs-hint = Ce que la personne qui surveille doit préparer : une salle à part, des pauses, un écran plus grand. N’écrivez pas de diagnostic.
centre-decision = Décision
centre-decision-hint = Qui l’a accordé, et quand. Le document lui-même reste chez vous.

# Said outside of templates.
centre-said-room = { $name } ({ $count ->
    [one] une place
   *[other] { $count } places
  })
centre-said-commit = L’habilitation demande cet engagement. Cochez la case pour envoyer la demande.
centre-said-rooms-missing = Décrivez vos salles et vos postes en quelques mots : le certificateur en a besoin pour décider.
centre-said-no-heads = Aucune ligne ne nomme les colonnes : il faut au moins « Nom », « Prénom » et « Date de naissance ». Ajoutez cette ligne en tête du fichier.
centre-said-too-long = Ce fichier a plus de { $count } lignes, bien plus qu’une session n’a de places. Gardez celles de cette session.
centre-said-fault-sex = Ce n’est ni F ni M.
centre-said-cure-sex = Écrivez F ou M, ou videz la cellule.
centre-said-fault-extra = Ce temps supplémentaire ne se lit pas.
centre-said-cure-extra = Écrivez un pourcentage, par exemple 33 %, ou videz la cellule.
centre-said-fault-other-exam = Cette ligne est d’une autre session : le jour ou l’heure diffère.
centre-said-cure-other-exam = Envoyez le même fichier depuis l’autre session.
centre-said-fault-twice = La ligne { $line } inscrit la même personne.
centre-said-cure-twice = Gardez une seule des deux lignes.
centre-said-column-family-name = Nom de naissance
centre-said-column-given-name = Prénom
centre-said-column-usual-name = Nom d’usage
centre-said-column-birth-date = Date de naissance
centre-said-column-sex = Sexe
centre-said-column-insee = Code INSEE de la commune de naissance
centre-said-column-postcode = Code postal de la commune de naissance
centre-said-column-city = Nom de la commune de naissance
centre-said-column-country = Pays de naissance
centre-said-column-email = E-mail de convocation
centre-said-column-number = Identifiant externe
centre-said-column-extra = Temps majoré ?
centre-said-column-day = Date de début
centre-said-column-hour = Heure de début
centre-said-column-code = Code
centre-said-column-status = État
centre-said-column-minutes = Minutes en plus
centre-said-column-checked-in = Arrivée
centre-said-column-result = Résultat
centre-said-calendar-title = Certification au numérique en santé
centre-said-calendar-text = Numéro de session : { $number }. Votre code : { $code }. Apportez un document d’identité avec photographie.
export-exam-number = Numéro
export-exam-day = Jour
export-exam-hour = Heure
export-exam-place = Lieu
export-exam-status = État
export-exam-seats = Places
export-exam-enrolled = Inscrits
export-exam-present = Présents
export-exam-sheet = Personnes inscrites
notice-accreditation-asked = Votre demande est partie.
notice-centre-answered = Votre réponse est enregistrée.
notice-exam-opened = La session est ouverte, les convocations partent.
notice-exam-cancelled = La session est annulée, les personnes convoquées sont prévenues.
notice-exam-finalised = La session est chez le jury.
notice-convoked = Les convocations partent.
notice-candidate-added = La personne est inscrite.
notice-candidates-added = Les personnes sont inscrites.
notice-candidate-withdrawn = La personne est retirée de la liste.
notice-candidacy-confirmed = Merci, votre venue est notée.
notice-candidacy-bound = Cette candidature est rattachée à votre compte.

# Printed.
pdf-exam-title = Certification au numérique en santé
pdf-exam-sheet = Feuille d’émargement
pdf-exam-kit = Kit de surveillance
pdf-exam-convocation = Convocation
pdf-exam-centre = Centre
pdf-exam-when = Date et heure
pdf-exam-where = Lieu
pdf-exam-number = Numéro de session
pdf-exam-lasts = Durée de l’examen
pdf-exam-watch = Code de surveillance
pdf-exam-code = Votre code
pdf-exam-column-name = Nom et prénom
pdf-exam-column-born = Naissance
pdf-exam-column-signature = Signature
pdf-exam-column-code = Code
pdf-exam-column-extra = Temps
pdf-exam-sign = Nom et signature de la personne qui surveille
pdf-exam-nobody = Personne n’est inscrit.
pdf-exam-extra = +{ $minutes } min
pdf-exam-list = Personnes attendues ({ $count })
pdf-exam-steps = Le déroulement
pdf-exam-step-1 = Ouvrez { $address } sur votre poste. Tapez le numéro de session et le code de surveillance.
pdf-exam-step-2 = À l’entrée, contrôlez chaque personne sur un document d’identité avec photographie, puis notez-la présente sur le tableau. Faites signer la feuille d’émargement.
pdf-exam-step-3 = Téléphones éteints et rangés. Aucun document, sauf aménagement accordé.
pdf-exam-step-4 = Chaque personne ouvre la page de l’examen, tape le numéro de session et son code. Commencez quand tout le monde est prêt.
pdf-exam-step-5 = Une question ne s’affiche pas ? La personne la signale, vous répondez sur le tableau ; son temps ne court pas pendant ce temps.
pdf-exam-step-6 = Un poste tombe en panne ? Installez la personne ailleurs et autorisez le nouveau poste : elle reprend où elle en était.
pdf-exam-step-7 = À la fin, rédigez s’il le faut un procès-verbal d’incident ou de fraude, puis fermez la session sur le tableau. Ne gardez ni cette feuille ni le code.
pdf-exam-convocation-text = Né·e le { $date }. Vous êtes attendu·e pour l’examen ci-dessous.
pdf-exam-day = Le jour venu
pdf-exam-bring-1 = Apportez un document d’identité en cours de validité, avec photographie. Sans lui, vous ne pouvez pas entrer.
pdf-exam-bring-2 = Venez un quart d’heure avant l’heure.
pdf-exam-bring-3 = Apportez cette convocation : vous y lirez le numéro de session et votre code.
pdf-exam-bring-4 = Éteignez votre téléphone ; aucun document n’est autorisé.
pdf-exam-qr = Code à lire avec un téléphone : la page de votre candidature.
pdf-exam-link = Lisez ce code avec un téléphone pour confirmer votre venue, et pour retrouver plus tard votre résultat. Il est personnel : ne le montrez à personne.

# Mails.
mail-convocation-subject = Votre session de certification
mail-convocation-subject-convoked = Votre convocation à la certification
mail-convocation-subject-changed = Votre session de certification a changé
mail-convocation-subject-cancelled = Votre session de certification est annulée
mail-convocation-subject-withdrawn = Vous n’êtes plus inscrit·e à la certification
mail-convocation-hello = Bonjour { $name },
mail-convocation-text-convoked = { $centre } vous convoque à l’examen de certification au numérique en santé.
mail-convocation-text-changed = Le lieu ou l’heure de votre examen de certification a changé. Voici votre nouvelle convocation ; elle remplace la précédente.
mail-convocation-text-cancelled = { $centre } a dû annuler la session du { $date }. Vous n’avez rien à faire : le centre vous proposera une autre date. Cette session ne compte pas comme une tentative.
mail-convocation-text-withdrawn = { $centre } vous a retiré·e de la session du { $date } : vous n’y êtes plus attendu·e. Si cela vous étonne, écrivez au centre.
mail-convocation-when = Date et heure : { $date }.
mail-convocation-where = Lieu : { $place }.
mail-convocation-codes = Numéro de session : { $number }. Votre code : { $code }.
mail-convocation-bring = Apportez un document d’identité en cours de validité, avec photographie, et venez un quart d’heure avant l’heure.
mail-convocation-link-here = Sur votre page : confirmez votre venue, ajoutez l’examen à votre agenda, et rattachez-le à votre compte pour retrouver votre résultat.
mail-convocation-link-off = Pour retirer l’examen de votre agenda :
mail-convocation-button = Ouvrir ma page
mail-convocation-why = Ce lien est personnel. Vous recevez ce message parce que { $centre } vous a inscrit·e à une session de certification.

# What anybody reads of certification.
certification-title = La certification au numérique en santé
certification-lead = Un examen surveillé, dans un centre habilité : 32 questions en une heure, choisies pour vous au fil de vos réponses. Le jury décide, et le certificat se vérifie en ligne.
certification-mine = Vos sessions
certification-state-coming = à venir
certification-state-off = annulée
certification-state-absent = absence
certification-state-waiting = chez le jury
certification-state-published = résultat disponible
certification-none = Aucune session n’est rattachée à votre compte. Ouvrez le lien de votre convocation pour la rattacher.
certification-day-title = Le jour de l’examen
certification-day-text = Dans la salle, ouvrez la page de l’examen et tapez le numéro de session et le code de votre convocation.
certification-enter = Entrer dans l’examen
certification-sign-in = Me connecter pour voir mes sessions
certification-method-title = Comment le résultat est décidé
certification-method-exam = Toutes les personnes passent un examen de même longueur, qui couvre les cinq domaines ; les questions s’adaptent à leurs réponses.
certification-method-rule = Le niveau est attribué par une règle publiée avant l’examen, avec la probabilité que ce niveau soit atteint.
certification-method-jury = Un jury regarde chaque session, les incidents et les résultats proches d’un seuil. Toute décision peut être revue sur recours.
certification-method-chance = Une panne du matériel ne compte jamais comme une tentative.
candidacy-title = Votre candidature à la certification
candidacy-when = Date et heure
candidacy-where = Lieu
candidacy-lasts = Durée
candidacy-extra = dont { $minutes } minutes accordées en plus
candidacy-number = Numéro de session
candidacy-code = Votre code
candidacy-codes-text = Vous les taperez dans la salle. Votre code est personnel.
candidacy-confirm = Je serai là
candidacy-confirmed = Vous avez confirmé votre venue.
candidacy-calendar = Ajouter à mon agenda
candidacy-calendar-off = Retirer de mon agenda
candidacy-cancelled = { $centre } a dû annuler cette session. Elle ne compte pas comme une tentative ; le centre vous proposera une autre date.
candidacy-withdrawn = { $centre } vous a retiré·e de cette session. Si cela vous étonne, écrivez au centre.
candidacy-over = Cet examen est terminé.
candidacy-bring-title = Le jour venu
candidacy-bring-document = Apportez un document d’identité en cours de validité, avec photographie. Sans lui, vous ne pouvez pas entrer.
candidacy-bring-early = Venez un quart d’heure avant l’heure.
candidacy-bring-phone = Éteignez votre téléphone ; aucun document n’est autorisé.
candidacy-bring-needs = Il vous faut un aménagement ? Demandez-le au centre avant l’examen.
candidacy-account-title = Votre résultat
candidacy-account-mine = Cette candidature est rattachée à votre compte { $email } : votre résultat s’y affichera.
candidacy-account-all = Voir mes sessions
candidacy-account-another = Cette candidature est rattachée à un autre compte. Connectez-vous avec celui-là pour voir le résultat.
candidacy-account-free = Rattachez cette candidature à votre compte { $email } pour y retrouver votre résultat et votre certificat.
candidacy-account-bind = Rattacher à mon compte
candidacy-account-stranger = Connectez-vous pour rattacher cette candidature à votre compte : vous y retrouverez votre résultat et votre certificat.
candidacy-account-sign-in = Me connecter

# The certifier's list of centres.
centres-title = Centres
centres-text = Les établissements qui tiennent des sessions, ou qui l’ont demandé.
centres-waiting = { $count ->
    [one] Une demande attend votre réponse.
   *[other] { $count } demandes attendent votre réponse.
  }
centres-search = Nom, numéro ou FINESS
centres-standing = État
centres-any = Tous les états
centres-standing-asked = à examiner
centres-standing-granted = habilité
centres-standing-over = échu
centres-standing-refused = refusé
centres-standing-suspended = suspendu
centres-count = { $total } sur { $all ->
    [one] un centre
   *[other] { $all } centres
  }
centres-asked = demande du { $date }
centres-until = jusqu’au { $date }
centres-none-found = Aucun centre ne correspond.
centres-all = Voir tous les centres
centres-none = Aucun établissement n’a demandé d’habilitation.
centres-number = Numéro de centre
centres-said = Votre dernière réponse
centres-answer = Votre réponse
centres-answer-granted = Habiliter jusqu’au jour ci-dessous
centres-answer-refused = Ne pas habiliter
centres-answer-suspended = Suspendre
centres-until-label = Dernier jour de l’habilitation
centres-until-hint = Les sessions de ce jour peuvent encore avoir lieu.
centres-note = Raisons, comme le centre les lira
centres-note-hint = Nécessaires pour refuser ou suspendre.
centres-send = Enregistrer la réponse

# What the rules of exams refuse.
refusal-centre-not-accredited = Votre établissement n’est pas habilité pour ce jour. Demandez l’habilitation, ou choisissez une date avant sa fin.
refusal-exam-moved-on = La session a changé d’état entre-temps : cela n’est plus possible, ou ne l’est pas encore. Rien n’a été modifié ; regardez où elle en est.
refusal-exam-full = Il n’y a pas assez de places dans cette session. Personne n’a été inscrit : augmentez le nombre de places, ou choisissez moins de personnes.
refusal-exam-unsettled = La session ne peut pas encore être envoyée : un passage, un signalement ou un procès-verbal n’est pas terminé. Terminez-le sur le tableau de surveillance, puis recommencez.
refusal-exam-date = Cette date ou cette heure ne se lit pas, est passée, ou est à plus de deux ans. Corrigez-la.
refusal-seats-invalid = Ce nombre de places ne convient pas. Écrivez un nombre d’au moins 1, pas plus que la salle n’en a, et 500 au plus.
refusal-extra-time = Ce temps supplémentaire ne se lit pas. Écrivez un pourcentage, par exemple 33 pour un tiers de temps.
refusal-birth-date = La date de naissance manque ou ne se lit pas. Elle est contrôlée à l’entrée : écrivez-la comme sur le document d’identité.
refusal-candidate-enrolled = Une personne de ce nom et de cette date de naissance est déjà inscrite à cette session. Cherchez-la dans la liste.
refusal-candidate-sat = Cette personne s’est déjà présentée à l’examen : elle reste dans la liste.
refusal-candidacy-taken = Cette candidature est rattachée à un autre compte, ou votre compte en a déjà une dans cette session. Connectez-vous avec l’autre compte, ou écrivez au centre.

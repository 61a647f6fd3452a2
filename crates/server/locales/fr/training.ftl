# Les 28 heures : refus
refusal-training-title = Il manque un intitulé. Donnez-en un en quelques mots, par exemple « Mots de passe et messagerie ».
refusal-training-hours = Cette durée ne se lit pas. Écrivez-la par exemple « 1 h 30 », « 1,5 » ou « 90 min ».
refusal-training-split = Les heures par domaine sont à revoir : il en faut au moins une, et leur somme ne dépasse pas la durée. Corrigez la durée ou la répartition.
refusal-training-date = Cette date ne se lit pas, ou elle est trop loin d’aujourd’hui. Choisissez-la dans le calendrier, ou écrivez-la sous la forme 2026-11-22.
refusal-attendance-code = Ce code n’est pas le bon, ou son temps est écoulé. Relisez-le sur l’écran ou demandez à la personne qui anime la séance de l’afficher de nouveau.
refusal-attendance-stranger = Le code est bon, mais vous n’êtes pas sur la liste de cette séance sous le compte que vous utilisez. Dites-le à la personne qui anime : elle peut noter votre présence sur sa liste.
refusal-attendance-early = La séance n’a pas commencé : les présences s’enregistrent à partir d’une demi-heure avant. Revenez à ce moment-là.
refusal-lesson-closed = La liste de cette séance est close. Rouvrez-la si une présence manque.
refusal-lesson-attended = Des personnes ont été présentes à cette séance : ces heures sont les leurs, elle ne peut pas être supprimée. Retirez d’abord ces présences si elles sont fausses.
refusal-training-settled = Quelqu’un d’autre a déjà traité cette formation. Rechargez la page pour voir ce qui a été décidé.
refusal-hours-missing = Il manque encore des heures dans au moins un domaine : l’attestation ne peut pas être établie. Le registre montre ce qui manque.

# ~ Pages
duration-hours = { $hours } h
duration-minutes = { $minutes } min
duration-both = { $hours } h { $minutes }
# Rooms
hours-rooms = Les 28 heures
hours-room-registry = Registre
hours-room-lessons = Séances
hours-room-trainings = Formations suivies
hours-room-attestations = Attestations
hours-room-proofs = Preuves
hours-apply = Chercher
hours-cancel = Annuler
hours-cohort = Cohorte
hours-any-cohort = Toutes
hours-choose-cohort = Choisissez une cohorte
hours-unit = Service ou groupe
hours-any-unit = Tous
hours-name = Personne
hours-domain = Domaine
hours-by-domain = Par domaine
hours-counted = Heures comptées
hours-in-class = En séance
hours-elsewhere = Ailleurs
hours-required = À faire en tout
hours-missing = Il manque
hours-none-missing = Rien ne manque
hours-table = Heures par domaine
hours-until = jusqu’au { $date }
hours-credits = { $count } ECTS
hours-credits-are = Crédits : { $count } ECTS.
hours-of-target = sur { $hours }
# Registry
hours-registry-title = Registre des heures
hours-registry-text = Pour chaque personne, ce qui est enregistré des { $hours } que demande le texte, domaine par domaine. Les heures en plus dans un domaine n’en remplacent pas dans un autre.
hours-claimed = { $count ->
       [one] Une formation attend d’être acceptée ou refusée
       *[other] { $count } formations attendent d’être acceptées ou refusées
    }
hours-search-person = Nom ou numéro
hours-pace = Situation
hours-any-pace = Toutes
hours-order = Ordre
hours-order-nom = Par nom
hours-order-moins = Le moins d’heures d’abord
hours-order-plus = Le plus d’heures d’abord
hours-with-left = Montrer aussi les personnes parties
hours-pace-whole = Heures faites
hours-pace-on-time = Dans les temps
hours-pace-late = En retard
hours-pace-over = Délai dépassé
hours-pace-undated = Sans échéance
hours-tally-whole = { $count ->
       [one] a fait ses heures
       *[other] ont fait leurs heures
    }
hours-tally-on-time = dans les temps
hours-tally-late = en retard
hours-tally-over = hors délai
hours-tally-undated = sans échéance
hours-people-count = { $total ->
       [0] Personne ne correspond, sur { $all }.
       [one] Une personne, sur { $all }.
       *[other] { $total } personnes, sur { $all }.
    }
hours-everybody = Tout montrer
hours-has-left = parti·e
hours-waits = une formation à traiter
hours-attested = attestation établie
hours-bar-key = Chaque barre montre, de gauche à droite : { $domains }.
hours-csv = Télécharger cette liste (CSV)
hours-nobody-found = Personne ne correspond à cette recherche. Élargissez-la, ou vérifiez l’orthographe du nom.
hours-nobody = Il n’y a encore personne dans vos listes. Ajoutez des personnes : leur registre s’ouvre tout seul.
hours-add-people = Ajouter des personnes
hours-back-registry = Tout le registre
hours-sum = { $done } sur { $target }
hours-pace-text-whole = Chaque domaine a ses heures.
hours-pace-text-on-time = Au rythme qui mène au but à temps.
hours-pace-text-over = La date de fin de la cohorte est passée.
hours-pace-text-undated = Aucune cohorte ne donne de date de fin : donnez-en une dans les réglages pour suivre le rythme.
hours-behind = { $hours } de retard sur un rythme régulier.
hours-attestation = Attestation
hours-attestation-not-yet = Elle pourra être établie quand chaque domaine aura ses heures.
hours-attestation-can = Toutes les heures sont là. L’attestation dit ce qui est enregistré, porte un numéro vérifiable, et se signe à la main.
hours-attestation-ready-trainer = Toutes les heures sont là : une personne responsable de l’établissement peut établir l’attestation.
hours-issue-one = Établir l’attestation
hours-lessons-attended = { $count ->
       [0] Séances suivies
       [one] Une séance suivie
       *[other] { $count } séances suivies
    }
hours-no-lesson = Aucune présence enregistrée.
hours-trainings-elsewhere = { $count ->
       [0] Formations suivies ailleurs
       [one] Une formation suivie ailleurs
       *[other] { $count } formations suivies ailleurs
    }
hours-no-training = Rien n’est déclaré.
hours-how-code = par le code
hours-how-sheet = feuille signée
hours-how-trainer = noté par l’équipe
# Lessons
hours-lessons-title = Séances
hours-lessons-text = Ce qui se fait ensemble, en salle ou à distance. La présence se prend par un code affiché, ou sur votre liste.
hours-lesson-new = Nouvelle séance
hours-lesson-edit = Modifier la séance
hours-lesson-delete = Supprimer
hours-search-lesson = Intitulé, lieu ou formateur
hours-lessons-count = { $total ->
       [one] Une séance
       *[other] { $total } séances
    }{ $all ->
       [one] {""}
       *[other] , sur { $all }
    }.
hours-lessons-none-found = Aucune séance ne correspond.
hours-lessons-all = Toutes les séances
hours-lessons-none = Aucune séance pour le moment. Créez la première : la feuille d’émargement s’imprime aussitôt.
hours-list-closed = Liste close
hours-list-open = Présences à compléter
hours-to-come = À venir
hours-for-everybody = Toutes les personnes de l’établissement
hours-present = { $present ->
       [0] Personne n’est noté présent
       [one] Une personne présente
       *[other] { $present } personnes présentes
    } sur { $expected }
hours-lesson-edit-warning = { $count ->
       [one] Une personne a déjà suivi cette séance
       *[other] { $count } personnes ont déjà suivi cette séance
    } : changer les heures change leur registre. Les attestations déjà établies ne changent pas.
hours-lesson-title = Intitulé
hours-lesson-title-hint = Il paraît sur la feuille d’émargement et dans le registre de chacun.
hours-lesson-for = Pour qui
hours-lesson-for-hint = Seules ces personnes peuvent utiliser le code de présence.
hours-lesson-day = Jour
hours-lesson-hour = Heure de début
hours-lesson-duration = Durée
hours-duration-hint = Par exemple 3 h ou 1 h 30.
hours-split = Heures par domaine
hours-lesson-split-hint = Répartissez la durée entre les domaines abordés ; laissez vides les autres.
hours-split-hint = Ce qui a été fait dans chaque domaine ; laissez vides les autres.
hours-lesson-place = Lieu
hours-lesson-trainer = Animée par
hours-ects = Crédits ECTS
hours-ects-hint = Seulement si cette formation en donne par elle-même.
hours-lesson-save = Enregistrer la séance
hours-back-lessons = Toutes les séances
hours-when = Quand
hours-sheet-pdf = Feuille d’émargement (PDF)
hours-list-closed-text = { $present ->
       [0] Personne n’a été noté présent.
       [one] Une personne a été notée présente.
       *[other] { $present } personnes ont été notées présentes.
    } Plus aucun code ne fonctionne pour cette séance.
hours-reopen = Rouvrir la liste
hours-code-title = Code de présence
hours-code-text = Un code à afficher dans la salle : chacun le saisit sur son téléphone, connecté à son compte. Il s’arrête tout seul.
hours-code-for = Valable pendant
hours-code-start = Afficher un code
hours-code-runs = Un code est affiché jusqu’au { $time }.
hours-code-show-large = L’afficher en grand
hours-code-end = L’arrêter maintenant
hours-code-is = Le code est
hours-code-qr = Carré à scanner avec l’appareil photo du téléphone : il mène à la page de présence, code rempli.
hours-code-where = Scannez le carré, ou allez sur <strong>{ $address }</strong> et saisissez le code.
hours-code-until = Valable jusqu’au { $time }.
hours-code-refresh = Mettre le compte à jour
hours-code-back = Revenir à la séance
hours-not-begun = La séance n’a pas commencé : les présences s’enregistrent à partir d’une demi-heure avant.
hours-how-legend = Les présences que vous cochez viennent
hours-how-choose-sheet = de la feuille signée
hours-how-choose-trainer = de ce que vous avez vu
hours-save-presence = Enregistrer les présences
hours-close = Clore la liste
hours-close-text = Quand tout est noté, close, la liste n’accepte plus de code. Elle peut être rouverte.
hours-lesson-nobody = Personne ne correspond. Vérifiez la cohorte de la séance, ou ajoutez des personnes à vos listes.
# Trainings
hours-trainings-title = Formations suivies ailleurs
hours-trainings-text = Ce que les personnes déclarent avoir suivi, à accepter ou à refuser, et ce que vous enregistrez pour elles.
hours-training-record = Enregistrer pour une cohorte
hours-training-record-text = Une formation suivie par toute une cohorte ailleurs que dans vos séances : elle compte tout de suite pour chaque personne.
hours-training-whom = Pour quelle cohorte
hours-training-whom-hint = Toutes les personnes présentes dans la cohorte à cette date.
hours-training-no-cohort = Il faut d’abord une cohorte : elle se crée dans les réglages.
hours-cohort-size = { $name } ({ $count ->
       [one] une personne
       *[other] { $count } personnes
    })
hours-training-title = Intitulé
hours-training-kind = Nature
hours-kind-online = En ligne
hours-kind-course = Cours ou stage
hours-kind-workplace = Sur le lieu de travail
hours-kind-other = Autre
hours-training-provider = Organisme
hours-training-provider-hint = Qui donnait cette formation.
hours-training-day = Dernier jour
hours-training-proof = Justificatif
hours-training-proof-hint = Ce qui le prouve et où le trouver : attestation remise, adresse d’une page… N’écrivez rien sur un patient.
hours-training-save = Enregistrer pour toute la cohorte
hours-search-training = Intitulé, organisme ou personne
hours-status = État
hours-any-status = Toutes
hours-status-claimed = À traiter
hours-status-accepted = Acceptée
hours-status-refused = Refusée
hours-trainings-count = { $total ->
       [one] Une formation
       *[other] { $total } formations
    }, sur { $all }.
hours-trainings-none-found = Aucune formation ne correspond.
hours-trainings-all = Toutes les formations
hours-trainings-none = Rien pour le moment. Les personnes déclarent leurs formations depuis « Mes heures ».
hours-accept = Accepter
hours-refuse = Refuser…
hours-undo-accept = Revenir sur l’acceptation
hours-proof-is = Justificatif : { $proof }
hours-reason-is = Motif : { $reason }
hours-reason = Motif
hours-reason-hint = La personne le lira dans « Mes heures ».
# Questions
hours-ask-delete-lesson = Supprimer cette séance ?
hours-ask-text-delete-lesson = Elle disparaît de la liste. Une séance à laquelle quelqu’un était présent ne peut pas être supprimée.
hours-do-delete-lesson = Supprimer la séance
hours-ask-refuse-training = Refuser cette formation ?
hours-ask-text-refuse-training = Ses heures ne compteront pas. La personne voit le motif et peut la déclarer de nouveau.
hours-do-refuse-training = Refuser la formation
hours-ask-withdraw-attestation = Retirer cette attestation ?
hours-ask-text-withdraw-attestation = Son numéro dira désormais qu’elle a été retirée, et une nouvelle pourra être établie. Le papier déjà signé ne vaut plus.
hours-do-withdraw-attestation = Retirer l’attestation
# Attestations
hours-attestations-title = Attestations
hours-attestations-text = Une attestation dit ce qui est enregistré, rien d’autre. Imprimez-la, signez-la, tamponnez-la : son numéro se vérifie en ligne.
hours-search-attestation = Nom ou numéro
hours-ready = { $count ->
       [0] À établir
       [one] Une attestation à établir
       *[other] { $count } attestations à établir
    }
hours-ready-trainer = Seule une personne responsable de l’établissement peut les établir.
hours-ready-none = Personne n’a toutes ses heures sans avoir déjà son attestation.
hours-issue = Établir pour les personnes cochées
hours-made = { $count ->
       [0] Établies
       [one] Une attestation établie
       *[other] { $count } attestations établies
    }
hours-made-none = Aucune pour le moment.
hours-print-all = Imprimer toutes celles qui valent (PDF)
hours-issued = établie le { $date }
hours-withdrawn = Retirée
hours-withdrawn-on = retirée le { $date }
hours-withdraw = Retirer…
notice-attested = Les attestations sont établies. Il reste à les imprimer et à les signer.
notice-present = Votre présence est enregistrée.
notice-claimed = Votre formation est transmise. Elle comptera quand votre établissement l’aura acceptée.
notice-recorded-for-all = La formation est enregistrée pour toute la cohorte.
# Proofs
hours-proofs-title = Dossier de preuves
hours-proofs-text = Une archive à remettre à l’audit (Qualiopi) ou à votre tutelle, pour la période de votre choix.
hours-proofs-index = Un index en PDF : quel indicateur chaque fichier éclaire. Les numéros que nous n’avons pas lus dans une source sûre y portent « à vérifier ».
hours-proofs-sheets = Les relevés de présence de chaque séance, et le tableau de toutes les présences.
hours-proofs-ledgers = Le registre des heures de chaque personne, tel qu’il est aujourd’hui.
hours-proofs-trainings = Les formations suivies ailleurs, avec ce qui en a été décidé.
hours-proofs-attestations = La liste des attestations établies et retirées.
hours-proofs-digests = Les empreintes SHA-256 de tous les fichiers : elles montrent que rien n’a été changé depuis.
hours-proofs-get = Préparer l’archive
hours-proofs-care = Cette archive contient des données personnelles : gardez-la à l’abri et supprimez-la quand l’audit est fini.
hours-from = Du
hours-to = Au
# Mine
hours-mine-title = Mes heures
hours-mine-none = Aucun établissement ne vous connaît encore sous ce compte. Participez à une campagne, ou saisissez un code de présence en séance : vos heures paraîtront ici.
hours-mine-attestation = Mon attestation (PDF)
hours-mine-claim = Déclarer une formation suivie ailleurs
hours-mine-claim-text = Votre établissement l’accepte ou la refuse ; elle compte ensuite dans vos heures.
hours-mine-whom = Pour quel établissement
hours-mine-send = Transmettre
hours-mine-take-back = Reprendre cette déclaration
# Presence
hours-presence-title = Je suis en séance
hours-presence-text = Saisissez le code affiché dans la salle.
hours-presence-code = Code de présence
hours-presence-hint = Six lettres, majuscules ou minuscules.
hours-presence-send = Noter ma présence
hours-presence-done = Votre présence est notée
hours-presence-see = Voir mes heures
hours-presence-sign-in = Connectez-vous d’abord, avec l’adresse que votre établissement connaît : le code vous attendra.
# Check
hours-check-title = Vérifier une attestation
hours-check-text = Le numéro est imprimé en bas de l’attestation. Cette page dit si elle a bien été établie et si elle vaut toujours ; elle ne dit pas à qui elle appartient.
hours-check-number = Numéro
hours-check-hint = Douze lettres, par exemple BCDF-GHJK-LMNP.
hours-check-send = Vérifier
hours-check-unknown = Aucune attestation ne porte le numéro « { $number } ». Relisez-le sur le papier.
hours-check-valid = Cette attestation a bien été établie, et elle vaut toujours.
hours-check-withdrawn = Cette attestation a été retirée le { $date } : elle ne vaut plus.
hours-check-training = Formation
hours-check-organisation = Établie par
hours-check-issued = Le
hours-check-name-title = Est-ce bien la sienne ?
hours-check-name-text = Écrivez le prénom et le nom imprimés sur le papier : la page dira si c’est à cette personne que le numéro a été donné.
hours-check-name = Prénom et nom
hours-check-name-send = Comparer
hours-check-name-yes = Le nom « { $name } » est bien celui de cette attestation.
hours-check-name-no = Le nom « { $name } » n’est pas celui de cette attestation. Vérifiez l’orthographe ; si elle est juste, ce papier n’est pas à cette personne.
hours-check-another = Vérifier un autre numéro
# Tables that leave
pdf-hours-column-name = Nom
pdf-hours-column-given = Prénom
pdf-hours-column-number = Numéro
pdf-hours-column-cohort = Cohorte
pdf-hours-column-counted = Heures comptées
pdf-hours-column-required = Heures demandées
pdf-hours-column-credits = ECTS
pdf-hours-column-pace = Situation
pdf-hours-column-attestation = Attestation
pdf-hours-column-left = Parti·e le
pdf-hours-column-lesson = Séance
pdf-hours-column-day = Jour
pdf-hours-column-hour = Heure
pdf-hours-column-duration = Durée (h)
pdf-hours-column-place = Lieu
pdf-hours-column-trainer = Animée par
pdf-hours-column-present = Présents
pdf-hours-column-how = Preuve de présence
pdf-hours-column-recorded = Enregistrée le
pdf-hours-column-title = Intitulé
pdf-hours-column-kind = Nature
pdf-hours-column-provider = Organisme
pdf-hours-column-proof = Justificatif
pdf-hours-column-status = État
pdf-hours-column-note = Motif
pdf-hours-column-issued = Établie le
pdf-hours-column-withdrawn = Retirée le
# Sheets and attestations on paper
pdf-sheet-title = Feuille d’émargement
pdf-record-title = Relevé de présence
pdf-sheet-name = Nom et prénom
pdf-sheet-number = Numéro
pdf-sheet-signature = Signature
pdf-record-how = Présence
pdf-sheet-when = Quand
pdf-sheet-hours = Heures par domaine
pdf-sheet-for = Pour qui
pdf-sheet-place = Lieu
pdf-sheet-trainer = Animée par
pdf-sheet-sign = Signature de la personne qui anime
pdf-sheet-nobody = Personne n’a été noté présent.
pdf-record-line = { $how }, enregistrée le { $at }
pdf-attestation-title = Attestation de suivi de formation
pdf-attestation-intro = Je soussigné·e, ........................................................, agissant pour { $organisation }, atteste que
pdf-attestation-born = né·e le { $date }
pdf-attestation-followed = a suivi, du { $from } au { $to }, la formation « { $training } » ({ $text }, numéro NOR { $nor }), selon les heures enregistrées ci-dessous.
pdf-attestation-domain = Domaine
pdf-attestation-required = Heures prévues par le texte
pdf-attestation-done = Heures enregistrées
pdf-attestation-total = Total
pdf-attestation-sources = Dont { $lessons } en séance et { $trainings } suivies ailleurs, acceptées par l’établissement.
pdf-attestation-credits = Crédits : { $count } ECTS (système européen de transfert et d’accumulation de crédits).
pdf-attestation-cohort = Cohorte : { $name }.
pdf-attestation-place = Fait à ..............................., le ...............................
pdf-attestation-sign = Signature
pdf-attestation-stamp = Cachet de l’établissement
pdf-attestation-check = Numéro { $number }. Cette attestation se vérifie sur { $address }. Elle dit ce qui est enregistré au { $date } ; sans signature, elle ne vaut rien.
pdf-attestation-number = Attestation { $number }
pdf-attestation-many = { $count ->
       [one] Une attestation
       *[other] { $count } attestations
    }
pdf-attestation-withdrawn = Retirée le { $date }
pdf-attestation-qr = Carré à scanner pour vérifier cette attestation
# The pack
pdf-proofs-title = Dossier de preuves
pdf-proofs-subtitle = { $organisation } · du { $from } au { $to }
pdf-proofs-summary = Ce dossier rassemble ce que Socle a enregistré, sans rien y ajouter. Chaque fichier est daté par son contenu ; { $digests } donne l’empreinte SHA-256 de chacun.
pdf-proofs-indicator = Indicateur Qualiopi
pdf-proofs-what = Ce que montrent les fichiers
pdf-proofs-file = Fichier
pdf-proofs-check = numéro à vérifier
pdf-proofs-4 = 4 · Analyse du besoin
pdf-proofs-4-text = Le registre dit, par personne et par domaine, les heures qui manquent. Complétez avec les résultats de vos campagnes de positionnement.
pdf-proofs-5 = 5 · Objectifs
pdf-proofs-5-text = Chaque séance et chaque formation est rattachée aux domaines du référentiel, avec ses heures.
pdf-proofs-11 = 11 · Évaluation de l’atteinte des objectifs
pdf-proofs-11-text = Les attestations disent qui a suivi toutes les heures. L’évaluation des acquis se prouve par vos campagnes : joignez-en l’export.
pdf-proofs-12 = 12 · Engagement et assiduité
pdf-proofs-12-text = Les relevés de présence et le tableau des présences, avec la façon dont chacune a été recueillie et sa date.
pdf-proofs-missing = Ce dossier ne contient ni l’offre (indicateurs 1 à 3), ni la satisfaction et les réclamations (30 à 32, numéros à vérifier) : Socle ne les enregistre pas.
pdf-proofs-counts = { $lessons ->
       [0] Aucune séance
       [one] Une séance
       *[other] { $lessons } séances
    }, { $presences ->
       [0] aucune présence
       [one] une présence
       *[other] { $presences } présences
    }, { $people ->
       [0] personne
       [one] une personne
       *[other] { $people } personnes
    }, { $attestations ->
       [0] aucune attestation
       [one] une attestation
       *[other] { $attestations } attestations
    }.
pdf-proofs-file-registry = 1-registre-des-heures.csv
pdf-proofs-file-lessons = 2-seances.csv
pdf-proofs-file-attendance = 3-presences.csv
pdf-proofs-file-records = 4-releves-de-presence.pdf
pdf-proofs-file-trainings = 5-formations-suivies-ailleurs.csv
pdf-proofs-file-attestations = 6-attestations.csv
pdf-proofs-file-index = 0-index.pdf
pdf-proofs-name = preuves

# Le catalogue : la liste, une formation, la comparaison, qui paie, à qui demander, la couverture

check-funding-status = « { $detail } » ne dit pas pour qui il paie, ou nomme un statut inconnu.
check-funding-trade = « { $detail } » nomme un métier qui n’est pas dans la liste.
check-funding-source = « { $detail } » n’a pas de source.
check-funding-twice = « { $detail } » est là deux fois.

offers-title = Formations
offers-title-words = Formations : { $words }
offers-description = { $count } formations au numérique en santé, diplômantes ou non : pour qui, où, combien d’heures et de crédits, qui paie. Chaque fiche dit d’où elle vient.
offers-lead = { $count } formations au numérique en santé, lues dans des sources publiques. Chaque fiche dit d’où elle vient et si quelqu’un l’a vérifiée.
offers-ways = Autres façons de chercher
offers-way-funding = Qui paie pour moi ?
offers-way-contacts = À qui demander ?
offers-way-coverage = Où il en manque
offers-way-propose = Proposer une formation
offers-words = Que cherchez-vous ?
offers-words-hint = Un sujet, un sigle, une ville, un métier : « télésanté infirmier », « RGPD », « IA Lille ».
offers-search = Chercher
offers-narrow = Affiner
offers-apply = Voir les formations
offers-everybody-note = Une formation ouverte à tous les métiers compte pour chacun ; une formation nationale ou à distance compte dans chaque région. Celles dont le lieu n’est pas connu ne sont dans aucune.
offers-count = { $count ->
    [0] Aucune formation
    [one] Une formation
   *[other] { $count } formations
}
offers-everywhere = { $count ->
    [0] aucune n’est nationale
    [one] dont une nationale ou à distance
   *[other] dont { $count } nationales ou à distance
}
offers-sort = Trier par
offers-sort-do = Trier
offers-sort-pertinence = Pertinence
offers-sort-prix = Prix
offers-sort-heures = Durée
offers-sort-ects = Crédits ECTS
offers-sort-date = Date
offers-sort-avis = Avis
offers-sort-titre = Titre
offers-chosen = Ce que vous avez choisi
offers-chip = { $facet } : { $value }
offers-chip-remove = Retirer
offers-all = Tout effacer
offers-taken-for = Rien ne s’écrit ainsi ; voici ce qui s’en approche : { $words }.
offers-some-words = Aucune formation n’a les { $words } mots ; celles-ci en ont { $held }.
offers-nowhere = Nulle part : { $words }.
offers-compare-one = Comparer
offers-compare = Comparer les formations cochées
offers-compare-hint = Quatre au plus.
offers-keep = Garder et continuer à chercher
offers-none = Aucune formation connue ne répond à tout cela.
offers-loosen = Pour en voir davantage
offers-loosen-text = Retirez un critère : ce qui vous convient n’est peut-être pas décrit jusque-là dans sa source.
offers-loosen-way = { $count ->
    [one] Sans « { $name } » : une formation
   *[other] Sans « { $name } » : { $count } formations
}
offers-loosen-words = les mots { $words }
offers-pages = Pages de la liste
offers-page = Page { $page } sur { $pages }
offers-before = Précédentes
offers-after = Suivantes
offers-out = Emporter cette liste :
offers-feed = Fil RSS
offers-calendar = Agenda

offer-country = France entière
offer-everybody = tous les métiers
offer-free = Gratuite
offer-euros = { $euros } €
offer-ects = { $ects } ECTS
offer-hours = { $hours } h
offer-month = { $month } { $year }
offer-from = Début : { $from }
offer-to = Fin : { $to }
offer-from-to = { $from } – { $to }
offer-for = Pour { $trades }.
offer-generic = informatique générale
offer-mandatory = Obligatoire pour certains
offer-over = Terminée
offer-broken = Le lien ne répond plus
offer-in-english = En anglais
offer-is-checked = Vérifiée
offer-is-to-be-checked = À vérifier
offer-is-expired = À revérifier
offer-stars = { $mean } sur 5 ({ $count } avis)
offer-stars-name = Avis :
offer-standing-checked = Vérifiée le { $date } par l’équipe du référencement, en la comparant à sa source.
offer-standing-to-be-checked = À vérifier : lue dans une source publique, confirmée par personne.
offer-standing-expired = À revérifier : la dernière vérification date de plus d’un an ({ $date }).

facet-any = Sans préférence
facet-metier = Métier
facet-metier-students = Étudiants, quel que soit le métier
facet-region = Région
facet-domaine = Domaine
facet-diplome = Diplôme
facet-diplome-any = Avec diplôme ou certification
facet-diplome-none = Sans diplôme
facet-diplome-du = Diplôme d’université (DU)
facet-diplome-diu = Diplôme interuniversitaire (DIU)
facet-diplome-licence-pro = Licence professionnelle
facet-diplome-master = Master ou diplôme d’ingénieur
facet-diplome-certification = Certification
facet-diplome-open-badge = Open Badge
facet-ects = Crédits ECTS
facet-ects-yes = Nombre de crédits connu
facet-ects-unknown = Non précisé
facet-modalite = Modalité
facet-modalite-online = À distance
facet-modalite-classroom = En présence
facet-modalite-mixed = Mixte
facet-modalite-unknown = Non précisée
facet-financement = Financement
facet-financement-free = Gratuite
facet-financement-dpc = DPC (ANDPC)
facet-financement-anfh = ANFH
facet-financement-opco = OPCO
facet-financement-cpf = CPF
facet-financement-university = Cursus universitaire
facet-financement-unknown = Non précisé
facet-prix = Prix
facet-prix-free = Gratuite
facet-prix-under-500 = Moins de 500 €
facet-prix-under-2000 = De 500 à 2 000 €
facet-prix-above = 2 000 € et plus
facet-prix-unknown = Non précisé
facet-heures = Durée
facet-heures-under-7 = Moins de 7 heures
facet-heures-under-36 = De 7 à 35 heures
facet-heures-under-121 = De 36 à 120 heures
facet-heures-above = Plus de 120 heures
facet-heures-unknown = Non précisée
facet-dates = Calendrier
facet-dates-any-time = Quand on veut
facet-dates-soon = Commence dans les trois mois
facet-dates-later = Commence plus tard
facet-dates-begun = Déjà commencée
facet-dates-over = Terminée
facet-dates-unknown = Non précisé
facet-portee = Contenu
facet-portee-generic = Informatique générale
facet-portee-specific = Numérique en santé
facet-obligatoire = Obligatoire
facet-obligatoire-yes = Obligatoire pour au moins un métier
facet-organisme = Organisme
facet-organisme-university = Université, grande école
facet-organisme-public-body = Organisme public
facet-organisme-association = Association
facet-organisme-hospital = Établissement de soins
facet-organisme-company = Entreprise
facet-organisme-other = Autre
facet-langue = Langue
facet-langue-fr = Français
facet-langue-en = Anglais
facet-statut = Vérification
facet-statut-checked = Vérifiée
facet-statut-to-be-checked = À vérifier
facet-statut-expired = À revérifier

offer-everywhere = nationales ou à distance
offer-yes = Oui
offer-no = Non
offer-siret = SIRET { $number }
offer-nda = déclaration d’activité { $number }
offer-dpc-number = action de DPC { $number }
offer-qualiopi = certifié Qualiopi
offer-unsaid = non précisé
offer-sure-title = Ce que vaut cette fiche
offer-broken-since = Le lien ne répond plus depuis le { $date }. La formation existe peut-être encore : cherchez-la sur le site de l’organisme.
offer-over-text = Cette formation est terminée. La fiche reste là pour mémoire ; l’organisme en propose peut-être une suite.
offer-source = Source :
offer-read = Lue en { $date }.
offer-signal = Signaler une erreur
offer-go = Voir chez l’organisme
offer-go-source = Voir la source
offer-to-calendar = Ajouter à mon agenda
offer-facts = L’essentiel
offer-unknown = La source ne dit pas :
offer-objectives = Ce qu’elle fait travailler
offer-objectives-text = Objectifs du référentiel de compétences, tels que la source permet de les reconnaître.
offer-similar = Proches de celle-ci
offer-column-page = page sur ce site
offer-fact-organisation = Organisme
offer-fact-kind = Genre d’organisme
offer-fact-diploma = Diplôme
offer-fact-ects = Crédits ECTS
offer-fact-hours = Durée
offer-fact-modality = Modalité
offer-fact-dates = Calendrier
offer-fact-place = Lieu
offer-fact-price = Prix
offer-fact-funding = Financement
offer-fact-trades = Pour qui
offer-fact-students = Ouverte aux étudiants
offer-fact-mandatory = Obligatoire pour
offer-fact-domains = Domaines
offer-fact-scope = Contenu
offer-fact-language = Langue
offer-fact-accessibility = Accessibilité
offer-fact-numbers = Références
offer-fact-standing = Vérification

compare-title = Comparer des formations
compare-back = Retour à la liste
compare-one = Une seule formation est choisie.
compare-add = Ajouter une formation
compare-facts = Ce que l’on sait
compare-different = Ce qui les distingue
compare-same = Ce qu’elles ont en commun
compare-out = Emporter cette comparaison :
compare-share = L’adresse de cette page suffit pour la montrer à quelqu’un.
compare-none = Aucune formation n’est choisie.
compare-choose = Choisir des formations dans la liste

funding-description = Libéral, hôpital public, privé, médico-social, étudiant, sans emploi : qui peut payer votre formation au numérique en santé, comment le demander, et quand.
funding-lead = Trois questions, puis qui peut payer, quoi, et comment le demander. Rien n’est enregistré.
funding-status = Comment exercez-vous ?
funding-status-liberal = En libéral
funding-status-centre-de-sante = Salarié d’un centre de santé
funding-status-hopital-public = Agent d’un hôpital ou d’un établissement public
funding-status-prive = Salarié d’une clinique, d’un ESPIC, d’un cabinet, d’une officine, d’une association
funding-status-agent-public = Agent de l’État ou d’une collectivité
funding-status-etudiant = Étudiant
funding-status-sans-emploi = Sans emploi
funding-do = Voir qui peut payer
funding-answer = Qui peut payer : { $status }
funding-pays = Ce qu’il paie
funding-how = Comment demander
funding-when = Quand
funding-unconfirmed = À confirmer
funding-but = Ce qu’il ne paie pas
funding-site = Son site
funding-offers = { $count ->
    [one] Une formation du catalogue le mentionne
   *[other] { $count } formations du catalogue le mentionnent
}
funding-no-offers = Aucune formation du catalogue ne le mentionne pour vous : demandez à l’organisme, peu de sources le disent.
funding-nobody = Nous ne connaissons pas de financeur pour ce métier dans cette situation. Demandez à votre employeur, à votre université ou à France Travail.
funding-free = Ce qui ne coûte rien
funding-caveat = Les règles et les montants changent chaque année : vérifiez auprès du financeur avant de vous inscrire. La source de chaque phrase est sous elle, avec le mois où nous l’avons lue.
funding-other = Une autre question ? À qui demander
sources-count = { $count ->
    [one] Une source
   *[other] { $count } sources
}

contacts-description = Cyberattaque, données perdues, carte CPS, dossier informatisé, orientation d’un patient : à qui s’adresser entre l’ANS, l’ARS, le GRADeS, la CNSA, la CNIL.
contacts-lead = Entre l’ANS, l’ARS, le GRADeS, la CNSA et la CNIL, à qui s’adresser ? Partez de ce qui vous arrive.
contacts-index = Les questions
contacts-words = Autres mots :
contacts-other = Qui paie pour ma formation ?

coverage-title = Où il manque des formations
coverage-description = Formations au numérique en santé par métier, domaine et région, diplômantes ou non : qui est servi, qui ne l’est pas. Données ouvertes.
coverage-lead = Les { $count } formations en cours que connaît ce catalogue, par métier, domaine et région.
coverage-caveat = Ce que le catalogue connaît n’est pas tout ce qui existe : un zéro dit que nous n’avons rien trouvé dans une source publique, pas qu’il n’y a rien.
coverage-missing = Ce qui manque
coverage-unnamed = { $count ->
    [one] Un métier sur { $all } n’est nommé par aucune formation.
   *[other] { $count } métiers sur { $all } ne sont nommés par aucune formation.
}
coverage-which = Lesquels
coverage-empty-regions = { $count ->
    [one] Une région sur { $all } n’en accueille aucune :
   *[other] { $count } régions sur { $all } n’en accueillent aucune :
}
coverage-gaps = { $count ->
    [one] Un métier est servi dans certains domaines, et dans d’autres non.
   *[other] { $count } métiers sont servis dans certains domaines, et dans d’autres non.
}
coverage-gap = sans formation en { $domains }
coverage-least = Le domaine le moins couvert est « { $name } » : { $count } formations.
coverage-known = { $ects } formations sur { $all } disent leurs crédits ECTS, { $hours } leur nombre d’heures.
coverage-kinds = { $diploma } donnent un diplôme ou une certification, { $without } n’en donnent pas ; { $generic } portent sur l’informatique générale ; { $mandatory } sont obligatoires pour quelqu’un.
coverage-by-trade = Par métier
coverage-by-trade-text = Seules comptent ici les formations qui nomment le métier. { $count } autres sont ouvertes à tous les métiers : elles sont à la dernière ligne du tableau détaillé.
coverage-trades-caption = Formations par métier et par domaine
coverage-by-region = Par région
coverage-by-region-text = Seules comptent ici les formations qui ont lieu dans la région. { $count } sont nationales ou à distance : elles sont à la dernière ligne du tableau détaillé. Lieu inconnu : { $nowhere }.
coverage-regions-caption = Formations par région et par domaine
coverage-picture-rest = (suite)
coverage-trade = Métier
coverage-region = Région
coverage-legend = Ce que disent les cases
coverage-legend-0 = aucune formation
coverage-legend-1 = une ou deux
coverage-legend-2 = trois à cinq
coverage-legend-3 = six et plus
coverage-details-trades = Par métier : diplômes, crédits et heures
coverage-details-regions = Par région : diplômes, crédits et heures
coverage-links = Un nombre souligné ouvre la liste. Elle montre aussi ce qui est ouvert à tous les métiers, ou suivi de partout : elle peut être plus longue.
coverage-total = Tous domaines
coverage-diploma = Diplômantes
coverage-ects = ECTS connus
coverage-hours = Heures connues
coverage-mandatory = Obligatoires
coverage-data = Données ouvertes
coverage-data-text = Ces comptes, croisés par métier, domaine et région, au { $date }, sous Licence Ouverte 2.0 : citez ce site et la date. Une formation compte pour chaque métier et chaque domaine qu’elle nomme : ne faites pas la somme.
coverage-over = { $count ->
    [one] Une formation terminée n’est pas comptée.
   *[other] { $count } formations terminées ne sont pas comptées.
}
coverage-offers-csv = Toutes les formations

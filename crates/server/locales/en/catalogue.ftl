# The catalogue: the list, an offer, the comparison, who pays, who to ask, coverage

check-funding-status = "{ $detail }" does not say for whom it pays, or names an unknown status.
check-funding-trade = "{ $detail }" names a trade that is not in the list.
check-funding-source = "{ $detail }" has no source.
check-funding-twice = "{ $detail }" is there twice.

offers-title = Training
offers-title-words = Training: { $words }
offers-description = { $count } training offers in digital health, with or without a diploma: for whom, where, how many hours and credits, who pays. Each says where it was read.
offers-lead = { $count } training offers in digital health, read in public sources. Each says where it comes from and whether anybody checked it.
offers-ways = Other ways to look
offers-way-funding = Who pays for me?
offers-way-contacts = Who do I ask?
offers-way-coverage = Where some is missing
offers-way-propose = Propose an offer
offers-words = What are you looking for?
offers-words-hint = A subject, an acronym, a town, a trade: "télésanté infirmier", "RGPD", "IA Lille". Most offers are in French.
offers-search = Search
offers-narrow = Narrow down
offers-apply = Show the offers
offers-everybody-note = An offer for every trade counts for each of them; an offer for the whole country or at a distance counts in every region. Those whose place is not known are in none.
offers-count = { $count ->
    [0] No offer
    [one] One offer
   *[other] { $count } offers
}
offers-everywhere = { $count ->
    [0] none for the whole country
    [one] one of them for the whole country or at a distance
   *[other] { $count } of them for the whole country or at a distance
}
offers-sort = Sort by
offers-sort-do = Sort
offers-sort-pertinence = Relevance
offers-sort-prix = Price
offers-sort-heures = Length
offers-sort-ects = ECTS credits
offers-sort-date = Date
offers-sort-avis = Ratings
offers-sort-titre = Title
offers-chosen = What you chose
offers-chip = { $facet }: { $value }
offers-chip-remove = Remove
offers-all = Clear everything
offers-taken-for = Nothing is written so; here is what comes close: { $words }.
offers-some-words = No offer has all { $words } words; these have { $held }.
offers-nowhere = Nowhere: { $words }.
offers-compare-one = Compare
offers-compare = Compare the ticked offers
offers-compare-hint = Four at the most.
offers-keep = Keep them and go on searching
offers-none = No offer that we know answers all of this.
offers-loosen = To see more
offers-loosen-text = Take a condition away: what suits you may not be described that far in its source.
offers-loosen-way = { $count ->
    [one] Without "{ $name }": one offer
   *[other] Without "{ $name }": { $count } offers
}
offers-loosen-words = the words { $words }
offers-pages = Pages of the list
offers-page = Page { $page } of { $pages }
offers-before = Previous
offers-after = Next
offers-out = Take this list away:
offers-feed = RSS feed
offers-calendar = Calendar

offer-country = Whole of France
offer-everybody = every trade
offer-free = Free
offer-euros = €{ $euros }
offer-ects = { $ects } ECTS
offer-hours = { $hours } h
offer-month = { $month } { $year }
offer-from = From { $from }
offer-to = Until { $to }
offer-from-to = From { $from } to { $to }
offer-for = For { $trades }.
offer-generic = general computing
offer-mandatory = Mandatory for some
offer-over = Over
offer-broken = The link does not answer any more
offer-in-english = In English
offer-is-checked = Checked
offer-is-to-be-checked = To be checked
offer-is-expired = To be checked again
offer-stars = { $mean } out of 5 ({ $count } ratings)
offer-stars-name = Ratings:
offer-standing-checked = Checked on { $date } by the referencing team, against its source.
offer-standing-to-be-checked = To be checked: read in a public source, confirmed by nobody.
offer-standing-expired = To be checked again: the last check is more than a year old ({ $date }).

facet-any = Any
facet-metier = Trade
facet-metier-students = Students of any trade
facet-region = Region
facet-domaine = Domain
facet-diplome = Diploma
facet-diplome-any = With a diploma or certification
facet-diplome-none = No diploma
facet-diplome-du = University diploma (DU)
facet-diplome-diu = Inter-university diploma (DIU)
facet-diplome-licence-pro = Vocational bachelor
facet-diplome-master = Master or engineer's degree
facet-diplome-certification = Certification
facet-diplome-open-badge = Open Badge
facet-ects = ECTS credits
facet-ects-yes = Number of credits known
facet-ects-unknown = Not said
facet-modalite = How
facet-modalite-online = At a distance
facet-modalite-classroom = In a room
facet-modalite-mixed = Both
facet-modalite-unknown = Not said
facet-financement = Funding
facet-financement-free = Free
facet-financement-dpc = DPC (ANDPC)
facet-financement-anfh = ANFH
facet-financement-opco = OPCO
facet-financement-cpf = CPF
facet-financement-university = Part of a university course
facet-financement-unknown = Not said
facet-prix = Price
facet-prix-free = Free
facet-prix-under-500 = Less than €500
facet-prix-under-2000 = €500 to €2,000
facet-prix-above = €2,000 and more
facet-prix-unknown = Not said
facet-heures = Length
facet-heures-under-7 = Less than 7 hours
facet-heures-under-36 = 7 to 35 hours
facet-heures-under-121 = 36 to 120 hours
facet-heures-above = More than 120 hours
facet-heures-unknown = Not said
facet-dates = When
facet-dates-any-time = Whenever one likes
facet-dates-soon = Begins within three months
facet-dates-later = Begins later
facet-dates-begun = Has begun
facet-dates-over = Over
facet-dates-unknown = Not said
facet-portee = Content
facet-portee-generic = General computing
facet-portee-specific = Digital health
facet-obligatoire = Mandatory
facet-obligatoire-yes = Mandatory for one trade at least
facet-organisme = Organisation
facet-organisme-university = University or school of higher education
facet-organisme-public-body = Public body
facet-organisme-association = Association
facet-organisme-hospital = Place of care
facet-organisme-company = Company
facet-organisme-other = Other
facet-langue = Language
facet-langue-fr = French
facet-langue-en = English
facet-statut = Checking
facet-statut-checked = Checked
facet-statut-to-be-checked = To be checked
facet-statut-expired = To be checked again

offer-everywhere = whole country or at a distance
offer-yes = Yes
offer-no = No
offer-siret = SIRET { $number }
offer-nda = training body { $number }
offer-dpc-number = DPC action { $number }
offer-qualiopi = Qualiopi certified
offer-unsaid = not said
offer-sure-title = What this page is worth
offer-broken-since = The link has not answered since { $date }. The training may still exist: look for it on the organisation's site.
offer-over-text = This training is over. The page stays as a record; the organisation may offer another one.
offer-source = Source:
offer-read = Read in { $date }.
offer-signal = Report a mistake
offer-go = See it at the organisation
offer-go-source = See the source
offer-to-calendar = Add to my calendar
offer-facts = In short
offer-unknown = The source does not say:
offer-objectives = What it works on
offer-objectives-text = Objectives of the competence framework, as far as the source lets them be recognised.
offer-similar = Close to this one
offer-column-page = page on this site
offer-fact-organisation = Organisation
offer-fact-kind = Kind of organisation
offer-fact-diploma = Diploma
offer-fact-ects = ECTS credits
offer-fact-hours = Length
offer-fact-modality = How
offer-fact-dates = When
offer-fact-place = Place
offer-fact-price = Price
offer-fact-funding = Funding
offer-fact-trades = For whom
offer-fact-students = Open to students
offer-fact-mandatory = Mandatory for
offer-fact-domains = Domains
offer-fact-scope = Content
offer-fact-language = Language
offer-fact-accessibility = Accessibility
offer-fact-numbers = References
offer-fact-standing = Checking

compare-title = Compare training offers
compare-back = Back to the list
compare-one = Only one offer is chosen.
compare-add = Add an offer
compare-facts = What is known
compare-different = Where they differ
compare-same = What they have in common
compare-out = Take this comparison away:
compare-share = The address of this page is enough to show it to somebody.
compare-none = No offer is chosen.
compare-choose = Choose offers in the list

funding-description = Self-employed, public hospital, private, medico-social, student, out of work: who may pay for your training in digital health, how to ask, and when.
funding-lead = Three questions, then who may pay, what, and how to ask. Nothing is recorded. What follows holds for France and is said in French.
funding-status = How do you work?
funding-status-liberal = Self-employed
funding-status-centre-de-sante = Employed by a health centre
funding-status-hopital-public = Agent of a public hospital or institution
funding-status-prive = Employed by a clinic, a practice, a pharmacy, an association
funding-status-agent-public = Agent of the State or of a local authority
funding-status-etudiant = Student
funding-status-sans-emploi = Out of work
funding-do = See who may pay
funding-answer = Who may pay: { $status }
funding-pays = What it pays
funding-how = How to ask
funding-when = When
funding-unconfirmed = To be confirmed
funding-but = What it does not pay
funding-site = Its site
funding-offers = { $count ->
    [one] One offer of the catalogue says so
   *[other] { $count } offers of the catalogue say so
}
funding-no-offers = No offer of the catalogue says so for you: ask the organisation, few sources tell.
funding-nobody = We know of nobody who pays for this trade in this situation. Ask your employer, your university or France Travail.
funding-free = What costs nothing
funding-caveat = Rules and amounts change every year: check with whoever pays before you enrol. The source of each sentence stands below it, with the month in which we read it.
funding-other = Another question? Who to ask
sources-count = { $count ->
    [one] One source
   *[other] { $count } sources
}

contacts-description = A cyberattack, lost data, a CPS card, a computerised record, a patient to refer: who to ask among ANS, ARS, GRADeS, CNSA and CNIL.
contacts-lead = Among ANS, ARS, GRADeS, CNSA and CNIL, who do you ask? Begin with what happens to you. The answers hold for France and are in French.
contacts-index = The questions
contacts-words = Other words:
contacts-other = Who pays for my training?

coverage-title = Where training is missing
coverage-description = Training in digital health by trade, domain and region, with or without a diploma: who is served and who is not. Open data.
coverage-lead = The { $count } current offers that this catalogue knows, by trade, domain and region.
coverage-caveat = What the catalogue knows is not all there is: a zero says that we found nothing in a public source, not that there is nothing.
coverage-missing = What is missing
coverage-unnamed = { $count ->
    [one] One trade of { $all } is named by no offer.
   *[other] { $count } trades of { $all } are named by no offer.
}
coverage-which = Which
coverage-empty-regions = { $count ->
    [one] One region of { $all } holds none:
   *[other] { $count } regions of { $all } hold none:
}
coverage-gaps = { $count ->
    [one] One trade is served in some domains, and not in others.
   *[other] { $count } trades are served in some domains, and not in others.
}
coverage-gap = with none in { $domains }
coverage-least = The domain with the fewest is "{ $name }": { $count } offers.
coverage-known = { $ects } offers of { $all } say their ECTS credits, { $hours } their hours.
coverage-kinds = { $diploma } give a diploma or certification, { $without } do not; { $generic } are about general computing; { $mandatory } are mandatory for somebody.
coverage-by-trade = By trade
coverage-by-trade-text = Only offers that name the trade count here. { $count } others are for every trade: they are in the last line of the detailed table.
coverage-trades-caption = Offers by trade and domain
coverage-by-region = By region
coverage-by-region-text = Only offers that take place in the region count here. { $count } are for the whole country or at a distance: they are in the last line of the detailed table. Place unknown: { $nowhere }.
coverage-regions-caption = Offers by region and domain
coverage-picture-rest = (continued)
coverage-trade = Trade
coverage-region = Region
coverage-legend = What the squares say
coverage-legend-0 = no offer
coverage-legend-1 = one or two
coverage-legend-2 = three to five
coverage-legend-3 = six and more
coverage-details-trades = By trade: diplomas, credits and hours
coverage-details-regions = By region: diplomas, credits and hours
coverage-links = An underlined number opens the list. It also shows what is open to every trade, or followed from anywhere: it can be longer.
coverage-total = All domains
coverage-diploma = With diploma
coverage-ects = ECTS known
coverage-hours = Hours known
coverage-mandatory = Mandatory
coverage-data = Open data
coverage-data-text = These counts, by trade, domain and region, on { $date }, under the Licence Ouverte 2.0: name this site and the date. An offer counts for each trade and each domain that it names: do not add them up.
coverage-over = { $count ->
    [one] One offer that is over is not counted.
   *[other] { $count } offers that are over are not counted.
}
coverage-offers-csv = All the offers

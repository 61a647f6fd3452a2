# The kit: mails, posters, guide
kit-title = Launch kit
kit-text = What is needed to tell, explain and remind, ready to send or print.
kit-campaign = For the campaign
kit-show = Show
kit-no-campaign = No campaign is open: the texts lead to the page where one types a code.
kit-posters = Posters
kit-posters-text = One sheet of A4 with a QR code, for a break room or a lecture hall.
kit-poster-of = Poster: { $title }
kit-poster-any = Poster without a campaign
kit-mails = Ready mails
kit-mails-text = To copy into your mail program, in your own words if you like. Socle can also send the invitation and the reminders of a campaign for you.
kit-subject = Subject: { $subject }
kit-download = Download as .txt
kit-until = until { $date }
kit-until-open = from now on
kit-mail-announce = Announce the campaign
kit-mail-announce-subject = Where do you stand in digital health?
kit-mail-announce-body =
    Hello,

    { $organisation } offers you to take stock of your digital-health skills: patients’ data, cybersecurity, communication, tools, telehealth.

    It is neither an exam nor an appraisal of your work. The questions adapt to your answers, you can stop and go on later, and you receive a profile at once, with the next steps that are useful to you.

    To begin ({ $until }): { $link }

    Your organisation sees who took part and overall results, never below ten people. Your answers and your profile are yours: only you choose to show them.

    Thank you for taking part.
kit-mail-remind = Remind
kit-mail-remind-subject = There is still time to take stock
kit-mail-remind-body =
    Hello,

    The assessment campaign of { $organisation } is still open ({ $until }).

    If you have begun, you go on where you stopped. If not, a few minutes are enough for the first questions: { $link }

    The more of us take part, the better the training on offer will meet the real needs of each trade.

    Thank you to all who have answered already.
kit-mail-thank = Thank, and say what follows
kit-mail-thank-subject = Thank you, and what follows
kit-mail-thank-body =
    Hello,

    Thank you for taking part in the digital-health assessment of { $organisation }.

    Your profile stays in your account, with the steps that are advised. On our side, overall results help us choose which training to offer first, trade by trade.

    You could not take part? Write to us, or see whether a campaign is open: { $link }
kit-mail-team = Tell those who lead teams
kit-mail-team-subject = An assessment campaign begins: what to know
kit-mail-team-body =
    Hello,

    { $organisation } begins a digital-health assessment ({ $until }). Everybody answers on the computer, tablet or phone of their choice: { $link }

    What we ask of you: talk about it in your teams, and leave a moment to answer during working hours.

    What you will see: progress, then overall results of your unit from ten people on. Nobody sees somebody else’s results without their consent: please do not ask for them.
kit-guide = Director’s guide
kit-guide-text = Two pages for whoever leads and has no time: why, how to begin, what to read, what to keep as proof.
kit-guide-open = Open the guide
kit-print = Print this page, or save it as PDF: menu and buttons stay out.
kit-poster-title = Poster
kit-poster-question = Where do you stand in digital health?
kit-poster-lead = Take stock of your skills, and leave with a profile and advice.
kit-poster-qr = QR code that leads to the page to take part
kit-poster-code = Or at { $address }, with the code <br><strong>{ $code }</strong>
kit-poster-address = Or at <strong>{ $address }</strong>, with the code you were given
kit-poster-time = The questions adapt to your answers
kit-poster-pause = You can stop and go on later
kit-poster-private = Your results stay yours
kit-poster-until = Until { $date }
guide-title = Run an assessment in your organisation
guide-lead = What it takes to decide, begin and use the results, in two pages.
guide-why = Why
guide-why-text = Health professionals and students work every day with data, messages, records and tools at a distance. Needs differ from one trade and unit to the next. An assessment says where each group stands, how sure that is, and what to train first.
guide-before = Before
guide-before-text = 1. Add your organisation and invite a second manager: never depend on one person.
    2. Import your list, or do without: an open campaign is joined with a code.
    3. Tell those who lead teams and staff representatives: what the organisation sees, and what it does not.
guide-launch = Begin
guide-launch-text = Choose a template, a last day, and for whom it is. Open the campaign, then use this kit: the poster in the break room, the announcement, a word in a meeting. Plan working time to answer: nothing changes participation more.
guide-during = Meanwhile
guide-during-text = The page of the campaign shows who has begun and who has finished. One reminder half-way and another three days before the end are enough. An anonymous campaign shows numbers only.
guide-read = Read the results
guide-read-text = Begin with “what to train first, for whom”. Each level comes with its uncertainty: two groups whose intervals overlap are not different. Nothing is shown below ten people; results of small groups wait or join the whole. Compare with the campaign before, never person by person.
guide-prove = Keep the proof
guide-prove-text = For students, the register of the 28 hours brings together sessions in class, attendance and training done elsewhere, by domain. The attestation is signed when the count is complete. The evidence pack holds what an audit asks for.
guide-rights = Respect people
guide-rights-text = The organisation sees who took part and overall results. A person may choose to show their detailed result, and take it back at any time; do not ask for it, and let no decision depend on it. Everybody can take a copy of their data or erase their account.

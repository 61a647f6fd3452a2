# Exam centres: what a centre, a candidate and the certifier read.
steer-nav-certification = Certification
centre-title = Certification
centre-text = Hold supervised exams: a room, a date, people who are invited. The certifier’s jury then decides on the results.
centre-accredited = Accredited centre no. { $number }, until { $date }.
centre-standing-none = To hold exams, your organisation must be accredited by the certifier. You can already prepare your rooms and an exam.
centre-standing-asked = Your request has been sent. The certifier will answer; meanwhile you can prepare your rooms and exams.
centre-standing-over = Your accreditation has ended. Ask for it again to open more exams.
centre-standing-refused = The certifier did not grant the accreditation, and says why:
centre-standing-suspended = Your accreditation is suspended: no exam can be opened. The certifier says why:
centre-ask = Ask for accreditation
centre-ask-again = Change the request
centre-ask-manager = A manager of the organisation can make the request.
centre-rooms-count = { $count ->
    [one] One room
   *[other] { $count } rooms
  }
centre-room-first = Describe a first room
centre-exams = Exams
centre-exam-new = Prepare an exam
centre-search-exam = Number, room or address
centre-exam-status = Status
centre-any-status = Any status
centre-exams-count = { $total } of { $all ->
    [one] one exam
   *[other] { $all } exams
  }
centre-csv = CSV
centre-number = no. { $number }
centre-seats-taken = { $enrolled } of { $seats } seats
centre-present = { $count ->
    [one] one person present
   *[other] { $count } people present
  }
centre-exams-none-found = No exam fits.
centre-exams-all = See all exams
centre-exams-none = No exam yet. Describe the room first, then prepare the exam: nobody is told before you open it.
centre-exam-draft = in preparation
centre-exam-open = invitations sent
centre-exam-running = running
centre-exam-finished = to be sent to the jury
centre-exam-finalised = with the jury
centre-exam-decided = decided
centre-exam-published = results published
centre-exam-cancelled = cancelled
centre-ask-title = Ask for accreditation
centre-ask-text = Tell the certifier where and how you will receive people. The answer comes by e-mail or telephone, and is shown here.
centre-lead = Person in charge of exams
centre-lead-hint = Whoever answers for their running: name and position.
centre-contact = E-mail address
centre-contact-hint = Where the certifier writes to you.
centre-ask-rooms = Rooms and machines
centre-ask-rooms-hint = How many machines, fixed or portable, which connection, and what do you do when one breaks down?
centre-ask-access = Receiving people with disabilities
centre-ask-access-hint = Step-free access, a separate room, adapted equipment. You may leave this empty.
centre-commit-title = What the centre commits to
centre-commit-identity = Checking everybody’s identity on a document with a photograph.
centre-commit-watch = Keeping at least one invigilator in the room from beginning to end.
centre-commit-silence = Not copying, photographing or telling any question.
centre-commit-data = Keeping nothing about candidates beyond what the exam requires.
centre-commit = We commit to this.
centre-ask-send = Send the request
centre-rooms = Rooms
centre-rooms-text = What you write here is printed on invitations.
centre-room-new = Add a room
centre-room-edit = Change the room
centre-room-closed = no longer used
centre-room-close = Stop using
centre-room-reopen = Use again
centre-rooms-none = No room yet.
centre-seats = { $count ->
    [one] one seat
   *[other] { $count } seats
  }
centre-step-free = step-free
centre-room-name = Name of the room
centre-room-name-hint = As people call it there: Room B12.
centre-room-address = Address
centre-room-address-hint = Building, street, postal code and town.
centre-room-seats = Seats
centre-room-seats-hint = How many people can sit the exam at the same time.
centre-room-step-free = A wheelchair gets in.
centre-room-note = Good to know
centre-room-note-hint = For your colleagues: where the badge is, whom to call.
centre-save = Save
centre-exam-edit = Change the exam
centre-exam-back = Back to the exam
centre-exam-new-text = Nobody is told until you open the exam.
centre-exam-told = { $count ->
    [one] One person has been invited. If you change the place or the hour, they get a new invitation at once.
   *[other] { $count } people have been invited. If you change the place or the hour, they get a new invitation at once.
  }
centre-exam-no-room = A room is needed first.
centre-room = Room
centre-day = Day
centre-hour = Hour
centre-seats-label = Seats
centre-hour-hint = When people are expected, Paris time. Count one hour of exam, and half an hour around it.
centre-note = For the invigilators
centre-note-hint = Printed on their kit: equipment, numbers to call. Write nothing about anybody’s health.
centre-exam-of = Exam of { $date }
centre-where = Place
centre-number-label = Exam number
centre-watch-code = Invigilators’ code
centre-watch-show = Show the code
centre-watch-text = To be typed with the exam number at { $address }. Give it to invigilators only.
centre-watch-renew = Change the invigilators’ code
centre-candidates = Candidates
centre-confirmed = { $count ->
    [one] one has confirmed
   *[other] { $count } have confirmed
  }
centre-next-draft = The exam is being prepared
centre-next-open = The exam is open
centre-next-running = The exam is running
centre-next-finished = The exam is over
centre-next-finalised = The jury has the exam
centre-next-decided = The jury has decided
centre-next-published = The results are published
centre-next-cancelled = The exam is cancelled
centre-next-text-draft = Enrol people, then open the exam: each of them gets an invitation by e-mail.
centre-next-text-open = Whoever is enrolled is invited, and told when the place or hour changes. On the day, the invigilator begins the exam from the board.
centre-next-text-running = Everything is followed on the invigilators’ board: arrivals, alerts, time left.
centre-next-text-finished = Send the exam to the jury with its reports. Whoever did not come is noted absent.
centre-next-text-finalised = There is nothing more to do: people are told of their result when it is published.
centre-next-text-decided = The results will be published with their explanation.
centre-next-text-published = You see here who is certified. Answers and details are known to the person only.
centre-next-text-cancelled = The people who had been invited were told.
centre-not-accredited-then = Your organisation is not accredited for that day: the exam cannot be opened yet.
centre-unsettled-sittings = { $count ->
    [one] One sitting is not over.
   *[other] { $count } sittings are not over.
  }
centre-unsettled-alerts = { $count ->
    [one] One alert waits for an answer.
   *[other] { $count } alerts wait for an answer.
  }
centre-unsettled-reports = { $count ->
    [one] One report is not signed.
   *[other] { $count } reports are not signed.
  }
centre-due = { $count ->
    [one] One invitation has not been sent.
   *[other] { $count } invitations have not been sent.
  }
centre-due-print = { $count ->
    [one] One person has no e-mail address: print their invitation.
   *[other] { $count } people have no e-mail address: print their invitations.
  }
centre-open = Open the exam
centre-convoke = Send the invitations
centre-watch = Invigilators’ board
centre-finalise = Send to the jury
centre-papers = To print
centre-paper-sheet = Attendance sheet
centre-paper-kit = Invigilators’ kit
centre-paper-kit-text = with the invigilators’ code: to be handed over in person
centre-paper-convocations = Invitations
centre-paper-list-xlsx = List of candidates (.xlsx)
centre-add-learners = Enrol people of the organisation
centre-add-file = Enrol from a file
centre-add-one = Enrol one person
centre-search-candidate = Name, number, code or address
centre-col-name = Name
centre-col-born = Born
centre-col-code = Code
centre-col-status = Status
centre-col-convocation = Invitation
centre-extra = +{ $minutes } min
centre-certified = certified
centre-not-certified = not certified
centre-candidate-enrolled = enrolled
centre-candidate-confirmed = confirmed
centre-candidate-present = present
centre-candidate-absent = absent
centre-candidate-withdrawn = taken off the list
centre-convoked-told = sent
centre-convoked-due = to send
centre-convoked-print = to print
centre-convoked-waits = when opened
centre-convoked-none = none
centre-candidates-none-found = Nobody fits.
centre-candidates-all = See the whole list
centre-candidates-none = Nobody is enrolled yet.
centre-change = Change
centre-exam-delete = Delete this draft
centre-exam-cancel = Cancel the exam
centre-ask-open = Open the exam?
centre-ask-text-open = { $count ->
    [0] Nobody is enrolled yet. Whoever is enrolled later gets an invitation at once.
    [one] One person gets an invitation by e-mail, with the place, the hour and their code.
   *[other] { $count } people get an invitation by e-mail, with the place, the hour and their code.
  }
centre-do-open = Open and invite
centre-ask-cancel = Cancel the exam?
centre-ask-text-cancel = { $count ->
    [0] Nobody was invited. The exam stays in the list, cancelled.
    [one] The person who was invited is told by e-mail. A cancelled exam is not opened again.
   *[other] The { $count } people who were invited are told by e-mail. A cancelled exam is not opened again.
  }
centre-do-cancel = Cancel the exam
centre-ask-finalise = Send the exam to the jury?
centre-ask-text-finalise = { $count ->
    [one] The jury gets the exam with its reports. Nothing of it changes after that.
   *[other] The jury gets the exam of { $count } people with its reports. Nothing of it changes after that.
  }
centre-do-finalise = Send to the jury
centre-ask-delete = Delete this draft?
centre-ask-text-delete = { $count ->
    [0] Nothing had been sent.
    [one] The person who was enrolled goes with it. Nobody had been told.
   *[other] The { $count } people who were enrolled go with it. Nobody had been told.
  }
centre-do-delete = Delete
centre-ask-withdraw = Take off the list?
centre-ask-text-withdraw = { $count ->
    [0] This person has had no e-mail: they are simply taken off.
   *[other] This person gets an e-mail: they are expected no more.
  }
centre-do-withdraw = Take off the list
centre-ask-print = { $count ->
    [one] One person has no e-mail address: tell them yourself, an invitation can be printed.
   *[other] { $count } people have no e-mail address: tell them yourself, their invitations can be printed.
  }
centre-candidate = Candidate
centre-candidate-new = Enrol one person
centre-candidate-text = Write names as on the identity document: that is what will be checked, and printed on the certificate.
centre-convoked-at = sent on { $date }
centre-convoked-not = not sent
centre-convocation-print = Print
centre-extra-time = Extra time
centre-extra-minutes = { $minutes } minutes more
centre-extra-none = none
centre-extra-percent = { $percent }%
centre-accommodation = Accommodation
centre-identity = Identity
centre-family-name = Birth name
centre-family-name-hint = The name in use, where it is another, goes below.
centre-given-name = First given name
centre-usual-name = Name in use
centre-birth-date = Date of birth
centre-email = E-mail address
centre-email-hint = The invitation goes there. Without an address, it is printed.
centre-own-number = Student or staff number
centre-language = Language of the invitation and the exam
centre-language-fr = French
centre-language-en = English
centre-civil = For the Caisse des Dépôts
centre-civil-hint = Only where the certification is paid by a personal training account. You can complete this later, before the end of the exam.
centre-sex = Sex in the civil register
centre-sex-unsaid = not said
centre-sex-f = female
centre-sex-m = male
centre-city = Town of birth
centre-postcode = Postal code
centre-insee = INSEE code
centre-country = Country of birth
centre-enrol = Enrol
centre-enrol-next = Enrol, then another
centre-withdraw = Take off the list
centre-learners-text = Tick the people to enrol. The date of birth is needed: it is checked at the door.
centre-seats-left = { $count ->
    [one] One seat left.
   *[other] { $count } seats left.
  }
centre-learners-count = { $found ->
    [one] one person
   *[other] { $found } people
  }
centre-on-list = already enrolled
centre-born-unknown = date of birth unknown
centre-born-complete = complete
centre-enrol-chosen = Enrol the people ticked
centre-first-page = Back to the beginning
centre-learners-none-found = Nobody fits.
centre-learners-none = Your organisation has nobody in its list yet. Enrol from a file, or one by one.
centre-intake-text = A table with names, given names and dates of birth. Nobody is enrolled before you have seen what it holds.
centre-intake-file-hint = .csv or .xlsx. The first line names the columns.
centre-intake-model = Empty model
centre-intake-pix = The enrolment file of Pix exams is read as it is. If it holds several exams, only the lines of this day and hour are enrolled.
centre-look-lead = { $new ->
    [one] One person can be enrolled
   *[other] { $new } people can be enrolled
  }{ $refused ->
    [0] .
    [one] ; one line is to be corrected.
   *[other] ; { $refused } lines are to be corrected.
  }
centre-look-none = This file enrols nobody more.
centre-look-without-email = { $count ->
    [one] One person has no e-mail address: their invitation will have to be printed.
   *[other] { $count } people have no e-mail address: their invitations will have to be printed.
  }
centre-look-ungranted = { $count ->
    [one] The file asks for extra time for one person. A manager of the organisation must grant it on their page: it is not taken from here.
   *[other] The file asks for extra time for { $count } people. A manager of the organisation must grant it on their pages: it is not taken from here.
  }
centre-look-refused = { $count ->
    [one] One line to correct
   *[other] { $count } lines to correct
  }
centre-look-refused-text = These lines are not enrolled. Correct the file and send it again: people who are enrolled already are not enrolled twice.
centre-look-people = { $count ->
    [one] One person
   *[other] { $count } people
  }
centre-look-write = { $count ->
    [one] Enrol this person
   *[other] Enrol these { $count } people
  }
centre-look-other = Choose another file
centre-accommodation-private = What is written here tells of somebody’s health. Only managers of the organisation and invigilators read it; others see the minutes alone.
centre-extra-time-hint = In percent of the time: 33 for a third more. Empty for none.
centre-granted-since = granted on { $date }
centre-needs = Other needs
centre-needs-hint = What the invigilator has to prepare: a separate room, breaks, a larger screen. Write no diagnosis.
centre-decision = Decision
centre-decision-hint = Who granted it, and when. The document itself stays with you.
centre-said-room = { $name } ({ $count ->
    [one] one seat
   *[other] { $count } seats
  })
centre-said-commit = Accreditation needs this commitment. Tick the box to send the request.
centre-said-rooms-missing = Describe your rooms and machines in a few words: the certifier needs it to decide.
centre-said-no-heads = No line names the columns: “Last name”, “First name” and “Date of birth” are needed at least. Add that line at the top of the file.
centre-said-too-long = This file has more than { $count } lines, far more than an exam has seats. Keep those of this exam.
centre-said-fault-sex = This is neither F nor M.
centre-said-cure-sex = Write F or M, or empty the cell.
centre-said-fault-extra = This extra time cannot be read.
centre-said-cure-extra = Write a percentage, for example 33%, or empty the cell.
centre-said-fault-other-exam = This line is of another exam: the day or the hour differs.
centre-said-cure-other-exam = Send the same file from the other exam.
centre-said-fault-twice = Line { $line } enrols the same person.
centre-said-cure-twice = Keep one of the two lines.
centre-said-column-family-name = Birth name
centre-said-column-given-name = First name
centre-said-column-usual-name = Name in use
centre-said-column-birth-date = Date of birth
centre-said-column-sex = Sex
centre-said-column-insee = Code INSEE de la commune de naissance
centre-said-column-postcode = Code postal de la commune de naissance
centre-said-column-city = Place of birth
centre-said-column-country = Country of birth
centre-said-column-email = E-mail
centre-said-column-number = Student number
centre-said-column-extra = Extra time
centre-said-column-day = Date of exam
centre-said-column-hour = Hour of exam
centre-said-column-code = Code
centre-said-column-status = Status
centre-said-column-minutes = Minutes more
centre-said-column-checked-in = Arrival
centre-said-column-result = Result
centre-said-calendar-title = Digital health certification
centre-said-calendar-text = Exam number: { $number }. Your code: { $code }. Bring an identity document with a photograph.
export-exam-number = Number
export-exam-day = Day
export-exam-hour = Hour
export-exam-place = Place
export-exam-status = Status
export-exam-seats = Seats
export-exam-enrolled = Enrolled
export-exam-present = Present
export-exam-sheet = Candidates
notice-accreditation-asked = Your request has been sent.
notice-centre-answered = Your answer is saved.
notice-exam-opened = The exam is open, the invitations are leaving.
notice-exam-cancelled = The exam is cancelled, the people who were invited are told.
notice-exam-finalised = The exam is with the jury.
notice-convoked = The invitations are leaving.
notice-candidate-added = The person is enrolled.
notice-candidates-added = The people are enrolled.
notice-candidate-withdrawn = The person is off the list.
notice-candidacy-confirmed = Thank you, you are expected.
notice-candidacy-bound = This candidacy belongs to your account now.
pdf-exam-title = Digital health certification
pdf-exam-sheet = Attendance sheet
pdf-exam-kit = Invigilators’ kit
pdf-exam-convocation = Invitation to an exam
pdf-exam-centre = Centre
pdf-exam-when = Date and hour
pdf-exam-where = Place
pdf-exam-number = Exam number
pdf-exam-lasts = Duration of the exam
pdf-exam-watch = Invigilators’ code
pdf-exam-code = Your code
pdf-exam-column-name = Name
pdf-exam-column-born = Born
pdf-exam-column-signature = Signature
pdf-exam-column-code = Code
pdf-exam-column-extra = Time
pdf-exam-sign = Name and signature of the invigilator
pdf-exam-nobody = Nobody is enrolled.
pdf-exam-extra = +{ $minutes } min
pdf-exam-list = People expected ({ $count })
pdf-exam-steps = How it goes
pdf-exam-step-1 = Open { $address } on your machine. Type the exam number and the invigilators’ code.
pdf-exam-step-2 = At the door, check everybody on an identity document with a photograph, then note them present on the board. Have the attendance sheet signed.
pdf-exam-step-3 = Telephones off and put away. No documents, unless an accommodation says so.
pdf-exam-step-4 = Everybody opens the page of the exam, types the exam number and their code. Begin when all are ready.
pdf-exam-step-5 = A question does not display? The candidate reports it, you answer on the board; their time stands still meanwhile.
pdf-exam-step-6 = A machine breaks down? Seat the person elsewhere and let the new machine in: they go on where they were.
pdf-exam-step-7 = At the end, write an incident or fraud report if one is needed, then close the exam on the board. Keep neither this sheet nor the code.
pdf-exam-convocation-text = Born on { $date }. You are expected at the exam below.
pdf-exam-day = On the day
pdf-exam-bring-1 = Bring a valid identity document with a photograph. Without it you cannot come in.
pdf-exam-bring-2 = Come a quarter of an hour before.
pdf-exam-bring-3 = Bring this invitation: it has the exam number and your code.
pdf-exam-bring-4 = Switch your telephone off; no documents are allowed.
pdf-exam-qr = A code to read with a telephone: the page of your candidacy.
pdf-exam-link = Read this code with a telephone to confirm that you come, and to find your result later. It is personal: show it to nobody.
mail-convocation-subject = Your certification exam
mail-convocation-subject-convoked = Your invitation to the certification exam
mail-convocation-subject-changed = Your certification exam has changed
mail-convocation-subject-cancelled = Your certification exam is cancelled
mail-convocation-subject-withdrawn = You are no longer enrolled in the certification exam
mail-convocation-hello = Hello { $name },
mail-convocation-text-convoked = { $centre } invites you to the digital health certification exam.
mail-convocation-text-changed = The place or the hour of your certification exam has changed. Here is your new invitation; it replaces the one before.
mail-convocation-text-cancelled = { $centre } had to cancel the exam of { $date }. You need not do anything: the centre will offer you another date. This exam does not count as an attempt.
mail-convocation-text-withdrawn = { $centre } has taken you off the list of the exam of { $date }: you are expected no more. If this surprises you, write to the centre.
mail-convocation-when = Date and hour: { $date }.
mail-convocation-where = Place: { $place }.
mail-convocation-codes = Exam number: { $number }. Your code: { $code }.
mail-convocation-bring = Bring a valid identity document with a photograph, and come a quarter of an hour before.
mail-convocation-link-here = On your page: confirm that you come, add the exam to your calendar, and attach it to your account to find your result there.
mail-convocation-link-off = To take the exam out of your calendar:
mail-convocation-button = Open my page
mail-convocation-why = This link is personal. You receive this message because { $centre } enrolled you in a certification exam.
certification-title = Digital health certification
certification-lead = A supervised exam at an accredited centre: 32 questions in an hour, chosen for you as you answer. The jury decides, and the certificate can be verified online.
certification-mine = Your exams
certification-state-coming = to come
certification-state-off = cancelled
certification-state-absent = absent
certification-state-waiting = with the jury
certification-state-published = result available
certification-none = No exam is attached to your account. Open the link of your invitation to attach it.
certification-day-title = On the day of the exam
certification-day-text = In the room, open the page of the exam and type the exam number and the code of your invitation.
certification-enter = Enter the exam
certification-sign-in = Sign in to see my exams
certification-method-title = How the result is decided
certification-method-exam = Everybody sits an exam of the same length that covers the five domains; questions adapt to their answers.
certification-method-rule = The level is given by a rule published before the exam, with the probability that this level is reached.
certification-method-jury = A jury looks at every exam, at incidents and at results close to a cut score. Every decision can be reviewed on appeal.
certification-method-chance = A breakdown of equipment never counts as an attempt.
candidacy-title = Your certification exam
candidacy-when = Date and hour
candidacy-where = Place
candidacy-lasts = Duration
candidacy-extra = { $minutes } minutes of it granted in addition
candidacy-number = Exam number
candidacy-code = Your code
candidacy-codes-text = You will type them in the room. Your code is personal.
candidacy-confirm = I will be there
candidacy-confirmed = You have confirmed that you come.
candidacy-calendar = Add to my calendar
candidacy-calendar-off = Take out of my calendar
candidacy-cancelled = { $centre } had to cancel this exam. It does not count as an attempt; the centre will offer you another date.
candidacy-withdrawn = { $centre } has taken you off the list of this exam. If this surprises you, write to the centre.
candidacy-over = This exam is over.
candidacy-bring-title = On the day
candidacy-bring-document = Bring a valid identity document with a photograph. Without it you cannot come in.
candidacy-bring-early = Come a quarter of an hour before.
candidacy-bring-phone = Switch your telephone off; no documents are allowed.
candidacy-bring-needs = Do you need an accommodation? Ask the centre before the exam.
candidacy-account-title = Your result
candidacy-account-mine = This candidacy belongs to your account { $email }: your result will be shown there.
candidacy-account-all = See my exams
candidacy-account-another = This candidacy belongs to another account. Sign in with that one to see the result.
candidacy-account-free = Attach this candidacy to your account { $email } to find your result and your certificate there.
candidacy-account-bind = Attach to my account
candidacy-account-stranger = Sign in to attach this candidacy to your account: you will find your result and your certificate there.
candidacy-account-sign-in = Sign in
centres-title = Centres
centres-text = Organisations that hold exams, or have asked to.
centres-waiting = { $count ->
    [one] One request waits for your answer.
   *[other] { $count } requests wait for your answer.
  }
centres-search = Name, number or FINESS
centres-standing = Status
centres-any = Any status
centres-standing-asked = to examine
centres-standing-granted = accredited
centres-standing-over = ended
centres-standing-refused = refused
centres-standing-suspended = suspended
centres-count = { $total } of { $all ->
    [one] one centre
   *[other] { $all } centres
  }
centres-asked = asked on { $date }
centres-until = until { $date }
centres-none-found = No centre fits.
centres-all = See all centres
centres-none = No organisation has asked to be accredited.
centres-number = Number of the centre
centres-said = Your last answer
centres-answer = Your answer
centres-answer-granted = Accredit until the day below
centres-answer-refused = Do not accredit
centres-answer-suspended = Suspend
centres-until-label = Last day of the accreditation
centres-until-hint = Exams of that day can still take place.
centres-note = Reasons, as the centre will read them
centres-note-hint = Needed to refuse or suspend.
centres-send = Save the answer
refusal-centre-not-accredited = Your organisation is not accredited for that day. Ask for accreditation, or choose a date before it ends.
refusal-exam-moved-on = The exam has moved on meanwhile: this is no longer possible, or not yet. Nothing was changed; look at where it stands.
refusal-exam-full = There are not enough seats in this exam. Nobody was enrolled: raise the number of seats, or choose fewer people.
refusal-exam-unsettled = The exam cannot be sent yet: a sitting, an alert or a report is not finished. Finish it on the invigilators’ board, then try again.
refusal-exam-date = This date or hour cannot be read, is past, or is more than two years ahead. Correct it.
refusal-seats-invalid = This number of seats will not do. Write a number of at least 1, no more than the room has, and 500 at the most.
refusal-extra-time = This extra time cannot be read. Write a percentage, for example 33 for a third more.
refusal-birth-date = The date of birth is missing or cannot be read. It is checked at the door: write it as on the identity document.
refusal-candidate-enrolled = Somebody of this name and date of birth is enrolled in this exam already. Look for them in the list.
refusal-candidate-sat = This person has already come to the exam: they stay on the list.
refusal-candidacy-taken = This candidacy belongs to another account, or your account has another one in this exam. Sign in with the other account, or write to the centre.

# The 28 hours: refusals
refusal-training-title = There is no title. Give one in a few words, for instance “Passwords and mail”.
refusal-training-hours = This duration cannot be read. Write it for instance as “1 h 30”, “1.5” or “90 min”.
refusal-training-split = The hours by domain need another look: at least one is needed, and their sum cannot exceed the duration. Correct the duration or the split.
refusal-training-date = This date cannot be read, or is too far from today. Choose it in the calendar, or write it as 2026-11-22.
refusal-attendance-code = This code is not the right one, or its time is over. Read it again on the screen, or ask whoever leads the session to show it once more.
refusal-attendance-stranger = The code is right, but you are not on the list of this session under the account you are using. Tell whoever leads it: they can note your presence on their list.
refusal-attendance-early = The session has not begun: attendance is taken from half an hour before it. Come back then.
refusal-lesson-closed = The list of this session is closed. Reopen it if somebody is missing.
refusal-lesson-attended = People attended this session: these hours are theirs, so it cannot be deleted. Remove their attendance first if it is wrong.
refusal-training-settled = Somebody else has settled this training already. Reload the page to see what was decided.
refusal-hours-missing = Hours are still missing in at least one domain: the attestation cannot be made out. The ledger shows what is missing.

# ~ Pages
duration-hours = { $hours } h
duration-minutes = { $minutes } min
duration-both = { $hours } h { $minutes }
# Rooms
hours-rooms = The 28 hours
hours-room-registry = Ledgers
hours-room-lessons = Sessions
hours-room-trainings = Other training
hours-room-attestations = Attestations
hours-room-proofs = Evidence
hours-apply = Search
hours-cancel = Cancel
hours-cohort = Cohort
hours-any-cohort = All
hours-choose-cohort = Choose a cohort
hours-unit = Unit or group
hours-any-unit = All
hours-name = Person
hours-domain = Domain
hours-by-domain = By domain
hours-counted = Hours counted
hours-in-class = In class
hours-elsewhere = Elsewhere
hours-required = Required
hours-missing = Missing
hours-none-missing = Nothing is missing
hours-table = Hours by domain
hours-until = until { $date }
hours-credits = { $count } ECTS
hours-credits-are = Credits: { $count } ECTS.
hours-of-target = of { $hours }
# Registry
hours-registry-title = Ledger of hours
hours-registry-text = For each person, what is recorded of the { $hours } that the text requires, domain by domain. Extra hours in one domain do not stand for another.
hours-claimed = { $count ->
       [one] One training waits to be accepted or refused
       *[other] { $count } trainings wait to be accepted or refused
    }
hours-search-person = Name or number
hours-pace = Standing
hours-any-pace = All
hours-order = Order
hours-order-nom = By name
hours-order-moins = Fewest hours first
hours-order-plus = Most hours first
hours-with-left = Also show people who left
hours-pace-whole = Hours done
hours-pace-on-time = On time
hours-pace-late = Late
hours-pace-over = Overdue
hours-pace-undated = No deadline
hours-tally-whole = { $count ->
       [one] has done the hours
       *[other] have done the hours
    }
hours-tally-on-time = on time
hours-tally-late = late
hours-tally-over = overdue
hours-tally-undated = without a deadline
hours-people-count = { $total ->
       [0] Nobody matches, of { $all }.
       [one] One person, of { $all }.
       *[other] { $total } people, of { $all }.
    }
hours-everybody = Show everybody
hours-has-left = has left
hours-waits = a training to settle
hours-attested = attestation made out
hours-bar-key = Each bar shows, from left to right: { $domains }.
hours-csv = Download this list (CSV)
hours-nobody-found = Nobody matches this search. Widen it, or check the spelling of the name.
hours-nobody = There is nobody on your lists yet. Add people: their ledgers open by themselves.
hours-add-people = Add people
hours-back-registry = The whole ledger
hours-sum = { $done } of { $target }
hours-pace-text-whole = Every domain has its hours.
hours-pace-text-on-time = At a pace that gets there in time.
hours-pace-text-over = The last day of the cohort is over.
hours-pace-text-undated = No cohort gives a last day: give one in the settings to follow the pace.
hours-behind = { $hours } behind an even pace.
hours-attestation = Attestation
hours-attestation-not-yet = It can be made out once every domain has its hours.
hours-attestation-can = All hours are there. The attestation says what is recorded, carries a number that can be checked, and is signed by hand.
hours-attestation-ready-trainer = All hours are there: a manager of the institution can make the attestation out.
hours-issue-one = Make the attestation out
hours-lessons-attended = { $count ->
       [0] Sessions attended
       [one] One session attended
       *[other] { $count } sessions attended
    }
hours-no-lesson = No attendance recorded.
hours-trainings-elsewhere = { $count ->
       [0] Training elsewhere
       [one] One training elsewhere
       *[other] { $count } trainings elsewhere
    }
hours-no-training = Nothing is declared.
hours-how-code = by the code
hours-how-sheet = signed sheet
hours-how-trainer = noted by the team
# Lessons
hours-lessons-title = Sessions
hours-lessons-text = What is done together, in a room or online. Attendance is taken by a code on the screen, or on your list.
hours-lesson-new = New session
hours-lesson-edit = Edit the session
hours-lesson-delete = Delete
hours-search-lesson = Title, place or trainer
hours-lessons-count = { $total ->
       [one] One session
       *[other] { $total } sessions
    }{ $all ->
       [one] {""}
       *[other] , of { $all }
    }.
hours-lessons-none-found = No session matches.
hours-lessons-all = All sessions
hours-lessons-none = No session yet. Create the first: its attendance sheet can be printed at once.
hours-list-closed = List closed
hours-list-open = Attendance open
hours-to-come = To come
hours-for-everybody = Everybody in the institution
hours-present = { $present ->
       [0] Nobody noted as present
       [one] One person present
       *[other] { $present } people present
    } of { $expected }
hours-lesson-edit-warning = { $count ->
       [one] One person has already attended this session
       *[other] { $count } people have already attended this session
    }: changing the hours changes their ledgers. Attestations already made out do not change.
hours-lesson-title = Title
hours-lesson-title-hint = It appears on the attendance sheet and in everybody’s ledger.
hours-lesson-for = For whom
hours-lesson-for-hint = Only these people can use the attendance code.
hours-lesson-day = Day
hours-lesson-hour = Starts at
hours-lesson-duration = Duration
hours-duration-hint = For instance 3 h or 1 h 30.
hours-split = Hours by domain
hours-lesson-split-hint = Share the duration out between the domains covered; leave the others empty.
hours-split-hint = What was done in each domain; leave the others empty.
hours-lesson-place = Place
hours-lesson-trainer = Led by
hours-ects = ECTS credits
hours-ects-hint = Only if this gives credits by itself.
hours-lesson-save = Save the session
hours-back-lessons = All sessions
hours-when = When
hours-sheet-pdf = Attendance sheet (PDF)
hours-list-closed-text = { $present ->
       [0] Nobody was noted as present.
       [one] One person was noted as present.
       *[other] { $present } people were noted as present.
    } No code works for this session any more.
hours-reopen = Reopen the list
hours-code-title = Attendance code
hours-code-text = A code to show in the room: everybody types it on their phone, signed in to their account. It ends by itself.
hours-code-for = Valid for
hours-code-start = Show a code
hours-code-runs = A code is shown until { $time }.
hours-code-show-large = Show it large
hours-code-end = End it now
hours-code-is = The code is
hours-code-qr = Square to scan with the camera of a phone: it leads to the attendance page with the code filled in.
hours-code-where = Scan the square, or go to <strong>{ $address }</strong> and type the code.
hours-code-until = Valid until { $time }.
hours-code-refresh = Update the count
hours-code-back = Back to the session
hours-not-begun = The session has not begun: attendance is taken from half an hour before it.
hours-how-legend = The people you tick were present according to
hours-how-choose-sheet = the signed sheet
hours-how-choose-trainer = what you saw yourself
hours-save-presence = Save attendance
hours-close = Close the list
hours-close-text = Once everything is noted, a closed list takes no more codes. It can be reopened.
hours-lesson-nobody = Nobody matches. Check the cohort of the session, or add people to your lists.
# Trainings
hours-trainings-title = Training elsewhere
hours-trainings-text = What people declare to have followed, to be accepted or refused, and what you record for them.
hours-training-record = Record for a cohort
hours-training-record-text = A training that a whole cohort followed outside your sessions: it counts at once for each person.
hours-training-whom = For which cohort
hours-training-whom-hint = Everybody who was in the cohort on that day.
hours-training-no-cohort = A cohort is needed first: it is made in the settings.
hours-cohort-size = { $name } ({ $count ->
       [one] one person
       *[other] { $count } people
    })
hours-training-title = Title
hours-training-kind = Kind
hours-kind-online = Online
hours-kind-course = Course
hours-kind-workplace = At work
hours-kind-other = Other
hours-training-provider = Provider
hours-training-provider-hint = Who gave this training.
hours-training-day = Last day
hours-training-proof = Proof
hours-training-proof-hint = What proves it and where to find it: a certificate handed in, the address of a page… Write nothing about a patient.
hours-training-save = Record for the whole cohort
hours-search-training = Title, provider or person
hours-status = State
hours-any-status = All
hours-status-claimed = To settle
hours-status-accepted = Accepted
hours-status-refused = Refused
hours-trainings-count = { $total ->
       [one] One training
       *[other] { $total } trainings
    }, of { $all }.
hours-trainings-none-found = No training matches.
hours-trainings-all = All training
hours-trainings-none = Nothing yet. People declare their training from “My hours”.
hours-accept = Accept
hours-refuse = Refuse…
hours-undo-accept = Undo the acceptance
hours-proof-is = Proof: { $proof }
hours-reason-is = Reason: { $reason }
hours-reason = Reason
hours-reason-hint = The person reads it in “My hours”.
# Questions
hours-ask-delete-lesson = Delete this session?
hours-ask-text-delete-lesson = It disappears from the list. A session that somebody attended cannot be deleted.
hours-do-delete-lesson = Delete the session
hours-ask-refuse-training = Refuse this training?
hours-ask-text-refuse-training = Its hours will not count. The person sees the reason and can declare it again.
hours-do-refuse-training = Refuse the training
hours-ask-withdraw-attestation = Withdraw this attestation?
hours-ask-text-withdraw-attestation = Its number will say from now on that it was withdrawn, and another one can be made out. The paper already signed holds no more.
hours-do-withdraw-attestation = Withdraw the attestation
# Attestations
hours-attestations-title = Attestations
hours-attestations-text = An attestation says what is recorded and nothing else. Print it, sign it, stamp it: its number can be checked online.
hours-search-attestation = Name or number
hours-ready = { $count ->
       [0] To be made out
       [one] One attestation to be made out
       *[other] { $count } attestations to be made out
    }
hours-ready-trainer = Only a manager of the institution can make them out.
hours-ready-none = Nobody has all their hours without already having their attestation.
hours-issue = Make out for those ticked
hours-made = { $count ->
       [0] Made out
       [one] One attestation made out
       *[other] { $count } attestations made out
    }
hours-made-none = None yet.
hours-print-all = Print all that hold (PDF)
hours-issued = made out on { $date }
hours-withdrawn = Withdrawn
hours-withdrawn-on = withdrawn on { $date }
hours-withdraw = Withdraw…
notice-attested = The attestations are made out. They remain to be printed and signed.
notice-present = Your attendance is recorded.
notice-claimed = Your training has been sent. It will count once your institution has accepted it.
notice-recorded-for-all = The training is recorded for the whole cohort.
# Proofs
hours-proofs-title = Evidence pack
hours-proofs-text = An archive to hand to an audit (Qualiopi) or to your authority, for the period you choose.
hours-proofs-index = An index as a PDF: which indicator each file speaks to. Numbers that we have not read in a sure source are marked “to be checked”.
hours-proofs-sheets = The attendance record of each session, and the table of all attendance.
hours-proofs-ledgers = The ledger of hours of each person, as it is today.
hours-proofs-trainings = The trainings elsewhere, with what was decided of them.
hours-proofs-attestations = The list of attestations made out and withdrawn.
hours-proofs-digests = The SHA-256 digests of all files: they show that nothing was changed since.
hours-proofs-get = Prepare the archive
hours-proofs-care = This archive holds personal data: keep it safe and delete it when the audit is over.
hours-from = From
hours-to = To
# Mine
hours-mine-title = My hours
hours-mine-none = No institution knows you under this account yet. Take part in a campaign, or type an attendance code in a session: your hours will appear here.
hours-mine-attestation = My attestation (PDF)
hours-mine-claim = Declare a training followed elsewhere
hours-mine-claim-text = Your institution accepts or refuses it; then it counts in your hours.
hours-mine-whom = For which institution
hours-mine-send = Send
hours-mine-take-back = Take this declaration back
# Presence
hours-presence-title = I am in a session
hours-presence-text = Type the code shown in the room.
hours-presence-code = Attendance code
hours-presence-hint = Six letters, upper or lower case.
hours-presence-send = Note that I am here
hours-presence-done = Your attendance is noted
hours-presence-see = See my hours
hours-presence-sign-in = Sign in first, with the address that your institution knows: the code will wait for you.
# Check
hours-check-title = Check an attestation
hours-check-text = The number is printed at the foot of the attestation. This page says whether it was indeed made out and still holds; it does not say whose it is.
hours-check-number = Number
hours-check-hint = Twelve letters, for instance BCDF-GHJK-LMNP.
hours-check-send = Check
hours-check-unknown = No attestation has the number “{ $number }”. Read it again on the paper.
hours-check-valid = This attestation was indeed made out, and it still holds.
hours-check-withdrawn = This attestation was withdrawn on { $date }: it holds no more.
hours-check-training = Training
hours-check-organisation = Made out by
hours-check-issued = On
hours-check-name-title = Is it really theirs?
hours-check-name-text = Write the first and last name printed on the paper: the page will say whether the number was given to that person.
hours-check-name = First and last name
hours-check-name-send = Compare
hours-check-name-yes = The name “{ $name }” is indeed that of this attestation.
hours-check-name-no = The name “{ $name }” is not that of this attestation. Check the spelling; if it is right, this paper is not theirs.
hours-check-another = Check another number
# Tables that leave
pdf-hours-column-name = Last name
pdf-hours-column-given = First name
pdf-hours-column-number = Number
pdf-hours-column-cohort = Cohort
pdf-hours-column-counted = Hours counted
pdf-hours-column-required = Hours required
pdf-hours-column-credits = ECTS
pdf-hours-column-pace = Standing
pdf-hours-column-attestation = Attestation
pdf-hours-column-left = Left on
pdf-hours-column-lesson = Session
pdf-hours-column-day = Day
pdf-hours-column-hour = Time
pdf-hours-column-duration = Duration (h)
pdf-hours-column-place = Place
pdf-hours-column-trainer = Led by
pdf-hours-column-present = Present
pdf-hours-column-how = Proof of attendance
pdf-hours-column-recorded = Recorded on
pdf-hours-column-title = Title
pdf-hours-column-kind = Kind
pdf-hours-column-provider = Provider
pdf-hours-column-proof = Proof
pdf-hours-column-status = State
pdf-hours-column-note = Reason
pdf-hours-column-issued = Made out on
pdf-hours-column-withdrawn = Withdrawn on
# Sheets and attestations on paper
pdf-sheet-title = Attendance sheet
pdf-record-title = Attendance record
pdf-sheet-name = Last and first name
pdf-sheet-number = Number
pdf-sheet-signature = Signature
pdf-record-how = Attendance
pdf-sheet-when = When
pdf-sheet-hours = Hours by domain
pdf-sheet-for = For whom
pdf-sheet-place = Place
pdf-sheet-trainer = Led by
pdf-sheet-sign = Signature of whoever leads the session
pdf-sheet-nobody = Nobody was noted as present.
pdf-record-line = { $how }, recorded on { $at }
pdf-attestation-title = Attestation of training
pdf-attestation-intro = I, the undersigned, ........................................................, acting for { $organisation }, attest that
pdf-attestation-born = born on { $date }
pdf-attestation-followed = followed from { $from } to { $to } the training “{ $training }” ({ $text }, NOR number { $nor }), by the hours recorded below.
pdf-attestation-domain = Domain
pdf-attestation-required = Hours in the text
pdf-attestation-done = Hours recorded
pdf-attestation-total = Total
pdf-attestation-sources = Of which { $lessons } in class and { $trainings } elsewhere, accepted by the institution.
pdf-attestation-credits = Credits: { $count } ECTS (European Credit Transfer and Accumulation System).
pdf-attestation-cohort = Cohort: { $name }.
pdf-attestation-place = Done at ..............................., on ...............................
pdf-attestation-sign = Signature
pdf-attestation-stamp = Stamp of the institution
pdf-attestation-check = Number { $number }. This attestation can be checked at { $address }. It says what is recorded on { $date }; without a signature it is worth nothing.
pdf-attestation-number = Attestation { $number }
pdf-attestation-many = { $count ->
       [one] One attestation
       *[other] { $count } attestations
    }
pdf-attestation-withdrawn = Withdrawn on { $date }
pdf-attestation-qr = Square to scan to check this attestation
# The pack
pdf-proofs-title = Evidence pack
pdf-proofs-subtitle = { $organisation } · from { $from } to { $to }
pdf-proofs-summary = This pack gathers what Socle has recorded and adds nothing. Each file is dated by its content; { $digests } gives the SHA-256 digest of each.
pdf-proofs-indicator = Qualiopi indicator
pdf-proofs-what = What the files show
pdf-proofs-file = File
pdf-proofs-check = number to be checked
pdf-proofs-4 = 4 · Analysis of needs
pdf-proofs-4-text = The ledger says, by person and domain, which hours are missing. Complete it with the results of your assessment campaigns.
pdf-proofs-5 = 5 · Objectives
pdf-proofs-5-text = Each session and each training is tied to the domains of the framework, with its hours.
pdf-proofs-11 = 11 · Evaluation of learning
pdf-proofs-11-text = The attestations say who followed all hours. What was learned is shown by your campaigns: add their export.
pdf-proofs-12 = 12 · Engagement and attendance
pdf-proofs-12-text = The attendance records and the table of attendance, with the way each was taken and its date.
pdf-proofs-missing = This pack holds neither the offer (indicators 1 to 3) nor satisfaction and complaints (30 to 32, numbers to be checked): Socle does not record them.
pdf-proofs-counts = { $lessons ->
       [0] No session
       [one] One session
       *[other] { $lessons } sessions
    }, { $presences ->
       [0] no attendance
       [one] one attendance
       *[other] { $presences } attendances
    }, { $people ->
       [0] nobody
       [one] one person
       *[other] { $people } people
    }, { $attestations ->
       [0] no attestation
       [one] one attestation
       *[other] { $attestations } attestations
    }.
pdf-proofs-file-registry = 1-ledger-of-hours.csv
pdf-proofs-file-lessons = 2-sessions.csv
pdf-proofs-file-attendance = 3-attendance.csv
pdf-proofs-file-records = 4-attendance-records.pdf
pdf-proofs-file-trainings = 5-training-elsewhere.csv
pdf-proofs-file-attestations = 6-attestations.csv
pdf-proofs-file-index = 0-index.pdf
pdf-proofs-name = evidence

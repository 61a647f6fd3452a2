# The exam, as a candidate and as an invigilator see it.
time-of-day = { $hour }:{ $minute }
exam-session = Session { $number }
exam-left-minutes = { $minutes } min left
exam-left-last = less than a minute
exam-left-over = Time is up.
exam-left-stands = The clock is stopped.
exam-of = of { $of }
exam-no-way-back = Every answer you confirm is saved at once. There is no going back.
exam-aside = Other options
exam-alert-link = This question does not work
exam-hand-in-link = Hand in now

exam-enter-title = Enter the exam room
exam-enter-lead = Two codes are on your invitation. Nobody can come in for you once your identity has been checked.
exam-enter-number = Session number
exam-enter-number-hint = Six letters, such as BCD FGH.
exam-enter-code = Your code
exam-enter-code-hint = Four letters and four digits, such as KMPX 3479.
exam-enter-button = Enter
exam-enter-lost = A code is missing? The invigilator has them at hand.

exam-wait-title = Before you begin
exam-wait-lead = { $questions } questions, { $minutes } minutes.
exam-wait-extra = Your { $minutes } extra minutes are included.
exam-wait-steps = What is left to do
exam-step-identity = Show your identity document to the invigilator.
exam-step-identity-done = Your identity has been checked.
exam-step-open = The session will be opened soon. Make yourself comfortable.
exam-step-open-done = The session is open.
exam-wait-refresh = This page keeps itself up to date.
exam-wait-refresh-link = Refresh
exam-start-label = Code shown in the room
exam-start-hint = Four letters, given by the invigilator.
exam-start-button = Begin the exam
exam-start-fine = The clock starts with the first question.
exam-rules-title = How it works
exam-rule-order = Questions come one by one and adapt to your answers. You cannot return to a question once it is confirmed.
exam-rule-saved = Every answer is saved at once. If the computer or the network stops, nothing is lost.
exam-rule-trial = A few questions are being tried out: they do not count, and nothing sets them apart.
exam-rule-broken = A question does not show? Say so: your clock stops until somebody comes.
exam-rule-leave = Stay on this page. When another window comes in front, it is noted, with the time.
exam-rule-machine = One computer at a time. To change, ask the invigilator.

exam-question-title = Question { $number } of { $of }
exam-halt-paused-title = The clock is stopped
exam-halt-paused-lead = The invigilator has paused the exam. Your answers are saved, and your time is not running.
exam-halt-paused-kept = The invigilator has paused the exam. What you typed stays here, and your time is not running.
exam-halt-alert-title = Your alert has been sent
exam-halt-alert-lead = The invigilator sees it and will come. Your time is not running.
exam-halt-asking-title = This computer is waiting for approval
exam-halt-asking-lead = Your exam is open on another computer. Tell the invigilator that you are going on here: you will find the same question.
exam-halt-left = You will have { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} left.
exam-halt-refresh = The exam will go on here by itself.
exam-alert-title = Question { $number }: what is happening?
exam-alert-lead = Your clock stops as soon as you send this, and the question is hidden until somebody comes.
exam-alert-kind = The problem
exam-alert-kind-display = The question or a picture does not show.
exam-alert-kind-simulator = The tool in the question does not respond.
exam-alert-kind-wording = The question cannot be understood.
exam-alert-kind-other = Something else.
exam-alert-words = Add a word if you like
exam-alert-button = Call the invigilator
exam-alert-back = Back to the question
exam-alert-withdraw = It works again: back to the question
exam-hand-in-title = Hand in now?
exam-hand-in-lead = { $answered ->
    [0] No answer is saved yet
    [one] One answer is saved
   *[other] { $answered } answers are saved
}, and { $left ->
    [one] one question is
   *[other] { $left } questions are
} still to come.
exam-hand-in-text = Once you hand in, the exam is over: no other question will be asked. With too few answers, no level can be decided.
exam-hand-in-back = Go on with the exam
exam-hand-in-button = Hand in
exam-end-title-complete = You are done
exam-end-lead-complete = Your { $answered } answers are saved. Thank you.
exam-end-title-time = Time is up
exam-end-lead-time = { $answered ->
    [0] No answer was given.
    [one] Your answer is saved.
   *[other] Your { $answered } answers are saved.
}
exam-end-title-candidate = You have handed in
exam-end-lead-candidate = { $answered ->
    [0] No answer was given.
    [one] Your answer is saved.
   *[other] Your { $answered } answers are saved.
}
exam-end-title-invigilator = The exam was stopped
exam-end-lead-invigilator = The invigilator ended it and noted why. { $answered ->
    [0] No answer was given.
    [one] Your answer is saved.
   *[other] Your { $answered } answers are saved.
}
exam-end-title-technical = A breakdown ended the exam
exam-end-lead-technical = Your { $answered } answers are saved. They are enough for the jury to decide.
exam-end-title-void = This sitting does not count
exam-end-lead-void = A breakdown ended it too early. It costs you no attempt.
exam-end-void-next = Ask the invigilator: you can sit again, today if time allows, or at another session.
exam-end-next = What happens now
exam-end-next-1 = The centre sends the session to the jury, with what happened in the room.
exam-end-next-2 = The jury decides, by rules published beforehand.
exam-end-next-3 = You receive your result and its explanation by e-mail, together.
exam-end-leave = Leave this computer

watch-nav = Invigilation
watch-nav-board = The room
watch-nav-reports = Reports
watch-nav-leave = Leave
watch-start-code = Code to write on the board
watch-enter-title = Watch over a session
watch-enter-lead = Number and code are in the session’s folder.
watch-enter-centre = You are entering session { $number } for your centre.
watch-enter-code = Invigilators’ code
watch-enter-code-hint = Eight letters, such as BCDF-GHJK.
watch-enter-name = Your name
watch-enter-name-hint = It will stand on what you decide and sign.
watch-enter-button = Enter
watch-board-title = Invigilation of session { $number }
watch-open-title = The session is not open yet
watch-open-text = Check identities as people arrive. Opening shows a code of four letters: write it on the board, and those who are present can begin.
watch-open-button = Open the session
watch-finished-title = The session is closed
watch-finished-text = Reports can still be completed until the centre sends the session to the jury.
watch-reopen-button = Closed by mistake? Open it again
watch-counts = { $expected } expected, { $present } present, { $running } under way, { $ended } done
watch-as-of = At { $time }.
watch-live-again = up to date
watch-live-lost = The server does not answer. Candidates lose nothing; trying again in a few seconds.
watch-asks = { $count ->
    [one] One person is waiting for you
   *[other] { $count } people are waiting for you
}
watch-asks-alert = reports a problem with question { $number }.
watch-asks-device = asks to go on at another computer.
watch-go = See
watch-candidates = Candidates
watch-column-name = Name
watch-column-state = Where they are
watch-column-question = Question
watch-column-left = Time
watch-column-machine = Computer
watch-nobody = Nobody is enrolled in this session. The centre can still add candidates.
watch-extra = extra time: { $percent }%
watch-question = { $number } of { $of }
watch-minutes = { $minutes } min
watch-minutes-left = { $minutes } min left
watch-admit = Identity checked
watch-document = Document shown
watch-document-identity-card = Identity card
watch-document-passport = Passport
watch-document-residence-permit = Residence permit
watch-document-other = Other document with a photograph
watch-presence-here = connected
watch-presence-away = other window
watch-presence-silent = no sign
watch-since = since { $time }
watch-state-expected = expected
watch-state-admitted = identity checked
watch-state-waiting = on the waiting page
watch-state-running = under way
watch-state-paused = paused
watch-state-alert = alert
watch-state-ended = done
watch-state-void = no effect (breakdown)
watch-state-absent = absent
watch-state-withdrawn = withdrawn
watch-all-title = For the whole room
watch-all-pause = Pause everybody
watch-all-resume = Resume everybody
watch-all-extend = Give everybody more time
watch-extend-minutes = Extra minutes
watch-extend-button = Give this time
watch-reason = Reason
watch-close-link = Close the session
watch-who = Watching over this session: { $names }.
watch-alert-title = Alert at question { $number }
watch-alert-text = The clock is stopped. Look at the screen, then choose. A frozen question does not count, another takes its place and its time is given back.
watch-alert-freeze = Freeze the question
watch-alert-keep = The question works: go on
watch-device-title = Another computer asks to go on
watch-device-text = { $device }. Make sure the person sits there: the first computer will be closed at once, and the exam goes on at the same question.
watch-device-yes = Go on at this computer
watch-device-no = Refuse
watch-identity = Check the identity
watch-identity-text = Compare document, photograph and invitation. Expected date of birth: { $date }.
watch-code-title = To come in
watch-code-text = At their computer, the person opens <code>/examen</code> and types <strong>{ $number }</strong>, then <strong>{ $code }</strong>.
watch-take-back = Undo the check
watch-act-title = Act
watch-act-text = The reason is noted and read by the jury.
watch-pause = Stop the clock
watch-resume = Resume
watch-fail = Report a final breakdown
watch-fail-text = The computer or the network will not come back. With too few answers the sitting does not count and costs no attempt.
watch-end = End the exam
watch-end-text = The person cannot go on afterwards. The jury will read why.
watch-ending-complete = All questions were asked.
watch-ending-time = Time was up.
watch-ending-candidate = Handed in.
watch-ending-invigilator = Ended by an invigilator.
watch-ending-technical = Breakdown.
watch-sheet = Sheet
watch-birth = Date of birth
watch-candidate-code = Candidate’s code
watch-needs = Accommodation
watch-history = What happened
watch-by = by { $name }
watch-new-incident = Write an incident report
watch-new-fraud = Write a fraud report
watch-close-title = Close the session
watch-close-not-yet = The session cannot be closed yet.
watch-close-at-work = { $count ->
    [one] One person has not finished:
   *[other] { $count } people have not finished:
}
watch-close-drafts = { $count ->
    [one] One report is not signed.
   *[other] { $count } reports are not signed.
}
watch-close-back = Back to the room
watch-close-lead = { $ended ->
    [0] No sitting is done.
    [one] One sitting is done.
   *[other] { $ended } sittings are done.
} Nobody will be able to begin any more.
watch-close-never = { $count ->
    [one] One person did not begin, which costs no attempt:
   *[other] { $count } people did not begin, which costs no attempt:
}
watch-close-absent = { $count ->
    [one] Will be noted absent:
   *[other] Will be noted absent:
}
watch-close-button = Close the session
watch-reports-title = Reports
watch-reports-lead = Two separate documents: one tells what disturbed the exam, the other what somebody is thought to have done. The jury reads both, each for itself.
watch-incidents = Incidents
watch-incidents-none = No incident is noted.
watch-frauds = Frauds
watch-frauds-none = No fraud is noted.
watch-report-incident = Incident report
watch-report-fraud = Fraud report
watch-report-lead-incident = What disturbed the exam, so that nobody suffers for it.
watch-report-lead-fraud = Facts, and no conclusion: the jury will decide, after hearing the person.
watch-report-category = Kind
watch-report-whom = Person concerned
watch-report-nobody-incident = The whole room
watch-report-nobody-fraud = Choose
watch-report-time = Time
watch-report-body = What happened
watch-report-body-hint-incident = When, how long, what was done.
watch-report-body-hint-fraud = What you saw and did. No guesses.
watch-report-file = Sign
watch-report-keep = Keep the draft
watch-report-discard = Throw away
watch-report-file-fine = Once signed by { $name }, the report does not change any more.
watch-report-filed = Signed by { $name }, { $time }.

exam-report-status-draft = draft
exam-report-status-filed = signed
exam-report-status-examined = examined by the jury
exam-report-category-network = Network
exam-report-category-machine = Computer
exam-report-category-power = Power cut
exam-report-category-noise = Noise or disturbance
exam-report-category-health = Sickness
exam-report-category-evacuation = Evacuation
exam-report-category-late = Late arrival
exam-report-category-identity = Identity
exam-report-category-phone = Telephone or connected object
exam-report-category-help = Help from somebody else
exam-report-category-documents = Documents
exam-report-category-copying = Copying of questions
exam-report-category-impersonation = Impersonation
exam-report-category-other = Other

exam-event-entered = Came to the waiting page
exam-event-admitted = Identity checked
exam-event-taken-back = Check undone
exam-event-began = Exam begun
exam-event-left = Another window comes in front
exam-event-returned = Back to the exam
exam-event-device-asked = Another computer asks to go on
exam-event-moved = Changed computers
exam-event-device-refused = Change of computers refused
exam-event-paused = Clock stopped
exam-event-resumed = Clock running again
exam-event-extended = Time added
exam-event-alerted = Alert
exam-event-frozen = Question frozen
exam-event-kept = Question kept
exam-event-withdrawn = Alert taken back
exam-event-ended = End
exam-said-question = Question { $number }
exam-said-away = { $seconds } s
exam-said-minutes = + { $minutes } min

notice-exam-begun = The session is open. Write the code on the board.
notice-exam-closed = The session is closed.
notice-exam-open-again = The session is open again.
notice-exam-done = Done.
notice-exam-report-filed = The report is signed.
notice-exam-report-kept = The draft is kept.
notice-exam-report-gone = The draft is thrown away.
notice-exam-alert-gone = The exam goes on.
notice-exam-left = This computer keeps nothing of the exam any more.

refusal-exam-codes = These two codes do not belong together. Read them again on your invitation, or ask the invigilator.
refusal-exam-watch-codes = This number and this invigilators’ code do not belong together. Read them again in the session’s folder, or ask the centre.
refusal-exam-not-open = The session is not open yet. Wait in the room, the invigilator will open it.
refusal-exam-over = This session is over. If you have a question, ask your centre.
refusal-exam-not-admitted = Your identity has not been checked yet. Show your document to the invigilator, then try again.
refusal-exam-start-code = This is not the code shown in the room. Read the four letters again.
refusal-exam-not-begun = Nothing has begun yet for this person or this session. Reload the page to see where it stands.
refusal-sitting-begun = This person’s exam has begun: their identity is not checked here any more. If there is a doubt, write a report.
refusal-sitting-over = This exam is over: it takes nothing more. The answers that were given are saved.
refusal-exam-device-out = This exam goes on at another computer. To go on here, enter your codes again and tell the invigilator.
refusal-exam-document = The document shown was not chosen. Say which one you saw.
refusal-exam-minutes = This is not a number of minutes. Write a whole number, from 1 to 120.
refusal-exam-report-whom = A fraud report is about somebody. Choose the person from the list.

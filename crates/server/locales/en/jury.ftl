# The jury: exams to decide on, decisions, proposals.
jury-title = Exams to decide on
jury-exam = Exam { $number }
jury-sittings = { $count ->
    [one] one sitting
   *[other] { $count } sittings
 }
jury-reports-count = { $count ->
    [one] one report
   *[other] { $count } reports
 }
jury-status-finished = Over
jury-status-finalised = To decide
jury-status-decided = Decided, to publish
jury-status-published = Published
jury-waits-appeals = { $count ->
    [one] One appeal waits for an answer
   *[other] { $count } appeals wait for an answer
 }
jury-waits-study = Your judgement is awaited: { $title }
jury-proposals = For a second person
jury-proposals-text = Each proposal waits for somebody other than the person who made it.
jury-to-decide = To decide
jury-to-decide-none = No exam waits for the jury. An exam comes here once its centre has sent it with its reports.
jury-to-publish = Decided, to publish
jury-awaited = Over, not sent yet
jury-awaited-text = Their centre is still completing the reports.
jury-published = Published
jury-counts = Certified: { $certified }. Not certified: { $refused }. Without effect: { $void }.
jury-questions = Questions asked
jury-minutes-csv = Minutes (spreadsheet)
jury-minutes-pdf = Minutes (PDF)
jury-confirm-title = Confirm the decisions
jury-confirm-text = Everything that asked for a look has had it. Confirming settles the decisions below; they can then be published.
jury-confirm = Confirm all decisions
jury-missing = Before confirming, there remains:
jury-missing-undecided = { $count ->
    [one] one sitting that the rule has not decided yet
   *[other] { $count } sittings that the rule has not decided yet
 }
jury-missing-close = { $count ->
    [one] one result close to the border that nobody looked at
   *[other] { $count } results close to the border that nobody looked at
 }
jury-missing-frauds = { $count ->
    [one] one report of fraud to examine
   *[other] { $count } reports of fraud to examine
 }
jury-missing-proposals = { $count ->
    [one] one proposal that waits for a second person
   *[other] { $count } proposals that wait for a second person
 }
jury-publish-title = Publish the results
jury-publish-text = { $count ->
    [0] No certificate will be issued. Everybody will get a message and read their result with its explanation, at the same moment.
    [one] One certificate will be issued. Everybody will get a message and read their result with its explanation, at the same moment.
   *[other] { $count } certificates will be issued. Everybody will get a message and read their result with its explanation, at the same moment.
 }
jury-publish-certifier = Publishing is for the certifier.
jury-publish = Publish
jury-reopen = Take it back to the jury
jury-not-sent = The centre has not sent this exam yet: there is nothing to decide for now.
jury-cases = Sittings
jury-cases-text = Sittings have a number drawn by lot: the jury sees no name.
jury-cases-none = Nobody sat this exam.
jury-case = Sitting
jury-case-number = Sitting no. { $number }
jury-ruling = Decision
jury-probability = Probability of the level to reach
jury-signs = To know
jury-undecided = Not decided yet
ruling-certified = Certified, level { $level }
ruling-refused = Not certified
ruling-void = Without effect
ruling-legend = Decision asked for
ruling-ask-certified = Certify
ruling-ask-refused = Not certify
ruling-ask-void = Without effect: the sitting does not count as an attempt
ruling-ask-level = Level, if certified
decision-kind-rule = by the rule
decision-kind-jury = confirmed by the jury
decision-kind-rescoring = decided anew after a neutralisation
decision-kind-appeal = after an appeal
decision-yours = with you
sign-close-waits = Close to the border, to look at
sign-close = Close to the border
sign-proposed = Another decision proposed
sign-frauds = { $count ->
    [one] Fraud reported
   *[other] { $count } frauds reported
 }
sign-incidents = { $count ->
    [one] One incident
   *[other] { $count } incidents
 }
sign-alerts = { $count ->
    [one] One alert
   *[other] { $count } alerts
 }
jury-reports = Reports
jury-report-incident = Incident
jury-report-fraud = Fraud
jury-report-all = The whole exam
jury-report-by = Written by { $name }
jury-report-outcome = The jury’s finding:
jury-report-words = What the jury makes of it
jury-report-button = Mark as examined
jury-out = Neutralised questions
jury-out-here = in this exam
jury-out-everywhere = in every exam
jury-reason = Reason
jury-reason-hint = The second person, then the person concerned, will read it as it is. Name nobody.

# A sitting.
case-numbers = What the answers say
case-numbers-none = This sitting has no answer.
case-events = What happened
case-events-none = Nothing was noted during this sitting.
case-alerts = Alerts of the candidate
case-alert = Question { $seq }:
alert-status-open = not settled
alert-status-frozen = question set aside
alert-status-kept = question kept
alert-status-withdrawn = withdrawn
case-look = This result is close to the border
case-look-text = Look at what happened. If nothing casts doubt on the result, leave it to the rule; otherwise propose another decision.
case-look-words = What you looked at
case-look-button = Leave it to the rule
case-propose = Propose another decision
case-propose-text = Another member of the jury will adopt or refuse it. Nothing changes before.
case-propose-button = Propose
case-history = Decisions, one after another

# The numbers of a decision.
numbers-estimate = Overall ability estimated at { $value }, between { $low } and { $high } (95% interval).
numbers-close = The border of the level to reach lies within it.
numbers-steps = The rule, level by level
numbers-level = Level
numbers-cut = Cut score
numbers-probability = Probability of being at this level at least
numbers-wanted = Probability asked for
numbers-reached = Reached
numbers-yes = yes
numbers-no = no
numbers-domains = The domains, as bands
numbers-band = Band
numbers-answered = Questions counted
numbers-below = { $domain }: minimum reached with a probability of { $probability }, { $wanted } asked for.
numbers-enough = { $counted } questions answered, at least { $least } to decide.
numbers-besides = On trial, without effect: { $tried }. Set aside: { $aside }. Neutralised: { $out }.
band-none = Not enough questions to say
band-one = { $level } (probability { $probability })
band-two = From { $low } to { $high } (probability { $probability })

# What takes two people.
matter-decision = Another decision
matter-neutralisation = Neutralisation of a question
matter-rules = Rules of exams
proposal-by-you = proposed by you on { $date }
proposal-by-somebody = proposed by another member on { $date }
proposal-what-decision = Sitting no. { $number }: { $ruling }
proposal-what-appeal = Appeal on sitting no. { $number }: { $ruling }
proposal-what-here = No longer count the question { $item } in one exam
proposal-what-everywhere = No longer count the question { $item }, in every exam
proposal-what-rules = Other rules for exams to come
proposal-status-open = Waiting
proposal-status-adopted = Adopted
proposal-status-refused = Refused
proposal-status-withdrawn = Withdrawn
proposal-look-decision = Look at this sitting
proposal-look-neutralisation = Look at this question
proposal-look-rules = Look at the rules that hold
proposal-losses = Those who would lose by it lose.
proposal-no-losses = Nobody loses: whoever would lose keeps their decision.
proposal-rules = What would change
proposal-rule = Rule
proposal-rule-now = Today
proposal-rule-then = Then
proposal-settle = Your word
proposal-own = You proposed it: another member will settle it.
proposal-withdraw = Take my proposal back
proposal-settle-decision = Adopting it changes the decision at once.
proposal-settle-neutralisation = Adopting it decides all sittings concerned anew at once; published certificates follow.
proposal-settle-rules = Adopting it holds for exams that begin afterwards. Sittings under way keep their rules.
proposal-note = Your word
proposal-note-hint = Optional to adopt, necessary to refuse.
proposal-adopt = Adopt
proposal-refuse = Refuse
effects-title = What it changes
effects-met = { $count ->
    [0] Nobody met this question.
    [one] One person met this question.
   *[other] { $count } people met this question.
 }
effects-changes = Gain by it: { $gain }. Would lose by the rule alone: { $lose }.
effects-before = Today
effects-rule = By the rule
effects-after = Then
effects-case = Exam { $exam }, sitting no. { $number }
effects-kept = keeps their decision

# Neutralising a question.
questions-title = Questions asked
questions-text = First those that people said something of, then those that fewest got right.
questions-question = Question
questions-answered = Answers
questions-right = Right
questions-aside = Set aside
questions-alerts = Alerts
questions-none = No question was asked in this exam.
questions-trial = on trial
questions-out = neutralised
neutralise-title = Question: { $title }
neutralise-facts = Answers: { $answered }, of which right: { $right }. Set aside: { $aside }. Alerts: { $alerts }.
neutralise-said = What candidates said of it
neutralise-out = This question counts for nobody here already.
neutralise-here = If it no longer counted in this exam
neutralise-everywhere = If it no longer counted anywhere
neutralise-ask = Propose to neutralise it
neutralise-ask-text = A second person will see the same effects before adopting.
neutralise-scope = Where?
neutralise-scope-here = In this exam
neutralise-scope-everywhere = Wherever it was asked
neutralise-losses = Those who would lose by it lose their certificate too. Without this box they keep it.
neutralise-button = Propose the neutralisation

# Appeals, the jury’s side.
appeals-text = A candidate may ask for another look. Somebody who had no part in the decision answers.
appeals-open = Waiting
appeals-open-none = No appeal waits for an answer.
appeals-answered = Answered
appeal-title = Appeal
appeal-outcome-upheld = decision changed
appeal-outcome-dismissed = decision stands
appeal-answer = Answer
appeal-proposed = Another decision is proposed: it waits for a second person.
appeal-dismiss = Let the decision stand
appeal-dismiss-text = The person will read your answer as it is. Say what you looked at and why the decision holds.
appeal-words = Answer to the person
appeal-dismiss-button = Answer and let it stand
appeal-uphold = Change the decision
appeal-uphold-text = A second person, who had no part in the decision either, will adopt or refuse it. The reason will be the answer to the appeal.

# The minutes of the jury.
minutes-title = Minutes of the jury, exam { $number }
minutes-kind = Minutes of the jury
minutes-held = Exam held on
minutes-decided = Decisions confirmed on
minutes-published = Results published on
minutes-not-yet = Not yet
minutes-summary = Sittings examined: { $count }. Decisions taken by two people: { $two }. The others follow the published rule.
minutes-cases = Decisions
minutes-column-case = Sitting
minutes-column-ruling = Decision
minutes-column-probability = Probability of the level to reach
minutes-column-kind = From
minutes-column-reason = Reason
minutes-column-reports = Reports examined
minutes-out-none = None.
minutes-sign = Signatures
minutes-sign-text = Name, capacity and signature of the members of the jury:

# The result, for the candidate.
own-title = Your certification
own-facts = Exam { $number } of { $date }, { $centre }
own-state-before = Your exam has not taken place yet. Your convocation says where and when you are expected.
own-state-absent = No sitting is recorded in your name for this exam. If that is a mistake, write to your centre.
own-state-jury = Your sitting is over. The jury is examining it; you will get a message as soon as results are published.
own-state-cancelled = This exam was cancelled. Your centre will offer you another date.
own-certified = You are certified, level { $level }
own-refused = You are not certified this time
own-void = Your sitting does not count
own-incomplete = Too few answers to decide
own-certified-text = From your answers, you are at level { $level } or above with a probability of { $probability }.
own-refused-text = From your answers, the probability that you are at level { $level } or above is { $probability }. That is not enough to certify; you may sit again.
own-incomplete-text = You answered too few questions for a decision to be possible. You may sit again.
own-void-text = A technical incident touched your sitting. It does not count as an attempt: you may sit again.
own-rescored = A question was neutralised afterwards: your result was decided anew without it.
own-appealed = This decision answers your appeal.
own-reason = The reason
own-certificate = Download the certificate
own-verify = Verification page
own-badge = Digital badge (Open Badges)
own-domains = Domain by domain
own-domains-text = Each band gives the most probable levels. It helps you to progress; the decision is on the whole.
own-evidence = What your answers showed
own-evidence-text = Evidence, not marks: a few questions do not say all of a competence.
own-held = Seen and held
own-not-held = Seen, to consolidate
own-not-enough = { $count ->
    [one] One competence was not seen enough to speak of.
   *[other] { $count } competences were not seen enough to speak of.
 }
own-why = Why this decision
own-why-text = The rule was published before your exam: it looks at all your answers together, and gives the highest level reached with the probability asked for. A jury confirmed the decision.
own-close = Your result was close to the border: a member of the jury looked at your sitting in particular.
own-numbers = All the numbers
own-rules = Rules applied: { $rules }.
own-method = How certification is decided
own-appeal = Ask for another look
own-appeal-text = You may appeal until { $date }. Somebody who had no part in the decision will answer you with their reasons.
own-appeal-words = What you ask, and why
own-appeal-hint = A question that did not display, an incident, a decision that you do not understand: just say it.
own-appeal-button = Send the appeal
own-appeal-late = The time to appeal ended on { $date }.
own-appeal-made = Your appeal of { $date }
own-appeal-waits = The jury has not answered you yet. You will get a message.
own-appeal-upheld = On { $date } the jury changed the decision
own-appeal-dismissed = On { $date } the jury let the decision stand
own-appeal-after = This is the jury’s last word. If you still contest it, the administrative court can be seized within two months.

# Rules and cut scores.
rules-text = The decision on an exam follows published rules. Changing them takes two people, and holds only for exams that begin afterwards.
rules-now = In force
rules-cut-of = Cut score of level { $level }
rules-pass = Certified from level
rules-certainty = Probability asked for
rules-certainty-percent = Probability asked for, in %
rules-minimum-title = Minimum in each domain
rules-minimum = { $level } in each domain, with a probability of { $certainty }
rules-no-minimum = None: the whole decides
rules-minimum-percent = Probability of the minimum, in %
rules-least = Answers needed to decide
rules-source = Where the cut scores come from
rules-from-study = Study “{ $title }”, judges: { $count }
rules-proposed = Other rules are proposed: they wait for a second person.
rules-propose = Propose other rules
rules-propose-text = A second person will adopt or refuse them. Cut scores are usually set by a study with judges.
rules-propose-button = Propose these rules
rules-past = Rules adopted
rules-number = Rules no. { $number }
minimum-title = What a minimum in each domain would do
minimum-text = Simulated on this very edition, with people whose true level is known. A domain is measured with some six questions: a minimum also turns away people who have the level.
minimum-none = What a minimum would do is being simulated on the rules and questions of today. Reload this page in a minute.
minimum-certified = Certified
minimum-wrongly-certified = Wrongly certified
minimum-wrongly-refused = Wrongly refused
minimum-though-whole = Refused despite the whole
minimum-consistency = Same decision twice

# Studies of cut scores.
studies-title = Studies
studies-text = A panel of judges says where the borders lie, question by question, in several rounds.
studies-none = No study has been made yet.
study-new = New study
study-new-text = Questions are drawn from the edition of exams of today, from the easiest to the hardest in each domain.
study-title = Name of the study
study-method = Method
study-method-angoff = Angoff
study-method-bookmark = Bookmark
study-method-text-angoff = Each judge says for each question with what probability somebody just at the level answers it well.
study-method-text-bookmark = Each judge puts a mark in a booklet of questions ordered from the easiest to the hardest.
study-items = Questions (10 to 60)
study-rounds-count = Rounds
study-borders = Who is just at the level?
study-borders-text = These portraits guide the judges: what somebody just at the level can do, and cannot do yet.
study-border-of = Just { $level }
study-make = Make the study
study-fault-title = Give the study a name.
study-fault-items = Choose a method, 10 to 60 questions and 1 to 3 rounds.
study-fault-borders = Describe the three levels: without them each judge would imagine another.
study-fault-judge = No account of this address is a certifier or a juror. First ask the administrators of this site for that role.
study-fault-twice = This person is a judge of the study already.
study-fault-rating = Give numbers from 0 to 100.
study-fault-marks = Give three pages of the booklet, in order: a mark does not go backwards.
study-status-draft = In preparation
study-status-open = Under way
study-status-closed = Over
study-status-adopted = Adopted
study-items-count = { $count ->
    [one] one question
   *[other] { $count } questions
 }
study-round = Round { $round } of { $rounds }
study-judge = Give my judgement
study-cuts = Cut scores of the panel
study-cuts-text = The standard error says how much the cut would change with another panel of as many judges.
study-error = Standard error
study-rounds = Rounds (cut, spread between judges)
study-above = Population above
study-spread = ± { $value }
study-converged = The judges came closer.
study-diverged = The judges moved apart.
study-dependability = Agreement on hard questions: { $value }
study-judges-cuts = Each judge’s cut
study-unknown = off the scale
study-far = far from the others
study-propose = Propose these cut scores
study-judges = Judges
study-judges-none = Nobody is a judge yet. It takes two at least, ten or so preferably.
study-finished = round { $round } handed in
study-not-finished = nothing handed in
study-remove = Remove
study-judge-email = Address of the judge
study-judge-hint = Somebody with the role of certifier or juror.
study-judge-name = Name and trade, for the report
study-invite = Add
study-next = What comes next
study-next-open = Open the first round: judges can then give their judgement.
study-next-round = { $count ->
    [one] One judge has handed this round in. Closing it shows the panel where it stands and opens the next one.
   *[other] { $count } judges have handed this round in. Closing it shows the panel where it stands and opens the next one.
 }
study-next-close = { $count ->
    [one] One judge has handed this last round in. Closing it sets the panel’s cut scores.
   *[other] { $count } judges have handed this last round in. Closing it sets the panel’s cut scores.
 }
study-open = Open the first round
study-advance = Close this round
study-close = Close the study
study-delete = Delete the study
judge-text-angoff = For each question, say how many of a hundred people just at the level would answer well.
judge-text-bookmark = Read the booklet from the first question to the last. For each level, mark the first question that somebody just at the level would not get right two times in three.
judge-done = You have handed this round in. The next one opens when the panel is done.
judge-before = Where the panel stands
judge-questions = The questions
judge-missing = to say
judge-marks = Your three marks
judge-marks-text = The number of the question in the booklet; { $last } if somebody just at the level would get all of them right.
judge-marks-keep = Keep these marks
judge-hand-in = Hand this round in
judge-owed = { $count ->
    [one] One judgement is missing.
   *[other] { $count } judgements are missing.
 }
judge-hand-in-text = Everything is there. Once handed in, this round changes no more.
judge-hand-in-button = Hand in my judgement
rate-number = Question { $number } of { $count }
rate-key = See what is expected
rate-title = Your judgement
rate-of = Of a hundred people just { $level }, how many answer well?
rate-before = In the round before: from { $low } to { $high }, { $middle } in the middle.
rate-next = Keep and go on
rate-last = Keep

# What was just done, and refusals.
notice-proposed = Your proposal waits for a second person.
notice-adopted = It is adopted, and done.
notice-turned-down = The proposal is refused: nothing changes.
notice-proposal-withdrawn = Your proposal is taken back.
notice-exam-decided = The decisions are confirmed. They remain to be published.
notice-exam-reopened = The exam is before the jury again.
notice-exam-published = The results are published, and the certificates issued.
notice-appealed = Your appeal is sent. You will get a message as soon as the jury has answered.
notice-handed-in = Your round is handed in. Thank you.
refusal-own-proposal = You made this proposal: somebody else must settle it. Tell another member of the jury.
refusal-proposal-settled = This proposal was already settled or taken back. Here is where it stands.
refusal-proposal-open = A proposal on the same matter already waits for a second person. Settle it first, or ask for it to be taken back.
refusal-nothing-changes = That is what stands already: nothing would change. Choose something else.
refusal-decisions-missing = Something still waits for the jury, or was just proposed. The page says what is missing.
refusal-exam-elsewhere = The exam is not at that step: somebody else acted, or a step is missing. Here is where it stands.
refusal-nothing-to-neutralise = Nobody has an answer to this question that counts, or it no longer counts already.
refusal-appeal-late = The time to appeal is over. Your centre can still explain your result to you.
refusal-appeal-made = You have already appealed on this sitting. Its answer is, or will be, on this page.
refusal-appeal-settled = Somebody has already answered this appeal. Here is the answer.
refusal-own-decision = You had a part in the decision that is contested: somebody else must answer.
refusal-panel-too-small = It takes at least two judges who have handed everything in. Wait for them, or add some.
refusal-ratings-missing = Some judgements are missing. Give all of them, then try again.
refusal-cut-out-of-reach = The panel asks for what no ability gives (everything right everywhere, or hardly anything). Look at the judgements again in another round.
refusal-study-elsewhere = The study is not at that step: this round was handed in or closed. Reload the page.
refusal-cuts-not-rising = The three cut scores must be numbers that rise: Socle, then Avancé, then Expert.
mail-exam-result-subject = Your certification in digital health
mail-exam-result-hello = Hello { $name },
mail-exam-result-published = The results of the exam of { $date } ({ $centre }) are published. Your result and its explanation await you.
mail-exam-result-changed = A question of the exam of { $date } ({ $centre }) was neutralised, and the decision about you has changed. You will find the explanation on your page.
mail-exam-result-appeal-upheld = The jury has answered your appeal on the exam of { $date } ({ $centre }), and changed its decision. Its reasons are on your page.
mail-exam-result-appeal-dismissed = The jury has answered your appeal on the exam of { $date } ({ $centre }). Its decision and its reasons are on your page.
mail-exam-result-button = Read my result
mail-exam-result-where = Sign in with the account linked to your convocation. This message says nothing of the result itself.

# The bank at a glance.
bank-title = The bank
bank-text = { $items } questions in service, { $simulators } of them simulators. { $reviewed ->
    [0] None has been read by experts yet.
    [one] One has been read by experts.
   *[other] { $reviewed } have been read by experts.
}
bank-to-look-at = { $count ->
    [0] What the answers say
    [one] One question to look at
   *[other] { $count } questions to look at
}
bank-thin = Where the bank is thin
bank-thin-domain = { $name }: { $items } questions, { $needed } are needed.
bank-thin-low = { $name }: few questions for beginners (information { $least }, { $needed } is needed). Write easy ones.
bank-thin-middle = { $name }: few questions of medium level (information { $least }, { $needed } is needed).
bank-thin-high = { $name }: few questions for advanced people (information { $least }, { $needed } is needed). Write hard ones.
bank-thin-objective = { $items ->
    [0] No question: { $needed } are needed.
    [one] One question: { $needed } are needed.
   *[other] { $items } questions: { $needed } are needed.
}
bank-write = Write a question
bank-more-thin = { $count ->
    [one] One more objective is thin; it is marked in the tables below.
   *[other] { $count } more objectives are thin; they are marked in the tables below.
}
bank-not-thin = Nowhere: each domain has at least { $domain } questions, each objective at least { $objective }, and the information is above { $information } from −2 to 2.
bank-due = Sources to read again
bank-due-text = A question whose source is no longer certain leaves the drawing. Read these sources again, then note the new date in the question.
bank-due-over = out of date since { $date }
bank-due-until = trusted until { $date }
bank-domains = Domains
bank-domain-text = { $items } questions, { $simulators } of them simulators.
bank-ability = Level
bank-information = Information
bank-information-title = Information of the questions of { $domain } by the level of people
bank-information-text = The higher the curve, the more precise the positioning at that level. The dashed line marks what is needed: { $needed } from −2 to 2.
bank-information-table = Information in numbers, { $domain }
bank-under = too little
bank-map = Questions by objective and difficulty, { $domain }
bank-objective = Objective
bank-band-very-easy = Very easy
bank-band-easy = Easy
bank-band-medium = Medium
bank-band-hard = Hard
bank-band-very-hard = Very hard
bank-sum = Total
bank-counts = In numbers
bank-counts-kinds = By kind of question
bank-counts-trades = By trade
bank-counts-settings = By place of work
bank-counts-languages = By language
bank-counts-standings = By standing
bank-everybody = Everybody
bank-kind-single-choice = One right answer
bank-kind-multiple-choice = Several right answers
bank-kind-ordering = Put in order
bank-kind-matching = Match
bank-kind-categorise = Sort
bank-kind-gaps = Text with gaps
bank-kind-short-answer = Short written answer
bank-kind-number = Number with its unit
bank-kind-hot-text = Mark passages
bank-kind-mailbox = Mailbox
bank-kind-simulator = Simulator

# What the answers say.
look-at-title = Questions to look at
look-at-text = { $judged } of { $items } questions have enough answers to be judged. The most worrying come first; one in twenty at most is here by chance.
look-at-nothing = Nothing to report: the answers behave as expected.
look-at-new = Not enough answers yet. This page fills by itself as people take their positioning.
look-at-before = Page before
look-at-after = Next page
look-at-page = Page { $page } of { $pages }
measures-reports = { $count ->
    [one] One report awaits an answer
   *[other] { $count } reports await an answer
}
measures-none = This question is not drawn for the moment: nobody answers it. Its measures will appear here once it is tried out or in service.
measures-answers = { $count ->
    [0] No answer.
    [one] One answer.
   *[other] { $count } answers.
}
measures-score = On average { $value } of the points are won (between { $low } and { $high }).
measures-unknown = “I don’t know”: { $value }.
measures-few = That is too little to judge the question: { $enough } answers are needed. Come back later, there is nothing to do.
measures-sound = Nothing unusual: the answers behave as expected.
measures-curve = Success by level
measures-curve-title = Share of the points won by the level of people, with its interval, and what was expected
measures-curve-text = The points must rise from left to right: the more advanced, the more successful. Far from the dashed line, the question is easier or harder than expected.
measures-points = Points won
measures-believed = Expected
measures-fitted = Best curve
measures-observed = Observed
measures-interval = 95% interval
measures-people = Answers
measures-numbers = See the numbers
measures-difficulty = Difficulty
measures-difficulty-text = Its author put it at { $author }; the answers say { $now }. Zero is the average level, higher is harder.
measures-difficulty-flat = Success does not clearly rise with the level: no difficulty can be estimated. Look at the key first.
measures-author = Author
measures-in-use = In use
measures-now = By the answers
measures-slope = Slope
measures-choices = Who chooses what
measures-choices-text = The right answer must be chosen by the most advanced people; each wrong answer must tempt somebody.
measures-choice = Answer
measures-share = Share
measures-ability = Mean level
measures-under = fewer than { $smallest }
measures-months = Over the months
measures-months-title = Difficulty of each month against the whole
measures-months-text = Below the line, the question was easier in that month than usual; above it, harder.
measures-month = Month
measures-shift = Shift of difficulty
measures-groups = Is it the same for everybody?
measures-groups-text = At equal level, each group is compared with all others. A large difference means that the text perhaps assumes a trade or a place.
measures-group = Group
measures-class = Difference
measures-class-A = negligible (A)
measures-class-B = moderate (B)
measures-class-C = large (C)
measures-harder = harder for this group
measures-easier = easier for this group
measures-delta = Delta
measures-time = Time
measures-time-text = Half of the people answer in less than { $typical } s, nine in ten in less than { $slow } s; its author said { $author } s.

# Calibration.
calibration-title = Calibration
calibration-text = At first, the difficulty of a question is its author’s estimate. Calibration corrects it by the answers. Nothing changes before a second person has approved.
calibration-runs = A calibration is running.
calibration-watch = See how far it is
calibration-note = A note, if you like
calibration-note-hint = To find your way later: “after the autumn campaign”, for example.
calibration-start = Start a calibration
calibration-who = Administrators start calibrations. You can read what was proposed.
calibration-history = The calibrations
calibration-never = No calibration was started yet.
calibration-by-you = started by you
calibration-by-somebody = started by another member of the team
calibration-by-program = started on the command line
calibration-decided-you = decided by you on { $date }
calibration-decided-somebody = decided by another member of the team on { $date }
calibration-decided-program = decided on { $date } by somebody whose account was erased
calibration-one-title = A calibration
calibration-all = All calibrations
calibration-of = Calibration of { $date }
calibration-running-text = You can close this page: the work goes on at the server. It takes some minutes.
calibration-refresh = Refresh
calibration-stop = Stop this calibration
calibration-summary = { $sessions } positionings and { $answers } answers, from { $from } to { $until }.
calibration-counts = { $changed } questions would change their difficulty, { $left } would stay as they are.
calibration-promoted = { $count ->
    [one] One question that is tried out would count from now on.
   *[other] { $count } questions that are tried out would count from now on.
}
calibration-not-settled = The work stopped before it came to rest. Start it again rather than approve this proposal.
calibration-decide = Your decision
calibration-decide-text = If you approve, new positionings use these values at once. Those under way keep the old ones, and past results do not change.
calibration-approve = Approve and publish
calibration-refuse = Refuse
calibration-own = You started this calibration: another administrator of the workshop must decide.
calibration-levels = What it does to levels
calibration-levels-text = Real positionings, computed again with the new values: how many people would have had another level.
calibration-domain = Domain
calibration-sessions = Positionings
calibration-same = Same level
calibration-up = Higher
calibration-down = Lower
calibration-items = What it does to questions
calibration-shifts-title = Proposed difficulty against the difficulty in use, question by question, with its interval
calibration-shifts-text = Each point is a question. On the line it keeps its difficulty; above, it is harder than expected; below, easier.
calibration-old = Difficulty in use
calibration-new = Difficulty proposed
calibration-words = Name of the question
calibration-show = Show
calibration-show-changed = Those that change
calibration-show-left = Those that stay
calibration-show-all = All
calibration-sort = Sort by
calibration-sort-shift = Difference
calibration-sort-name = Name
calibration-sort-answers = Number of answers
calibration-found = { $count ->
    [0] No question.
    [one] One question.
   *[other] { $count } questions.
}
calibration-column-name = Question
calibration-column-answers = Answers
calibration-column-old = Difficulty in use
calibration-column-new = Difficulty proposed
calibration-column-error = Standard error
calibration-column-slope-old = Slope in use
calibration-column-slope-new = Slope proposed
calibration-column-left = Why it stays
calibration-correlations = How the domains go together
calibration-correlations-text = For information: these values do not change how profiles are computed.
calibration-pair = Domains
calibration-correlation = Correlation
notice-calibration-stopped = Calibration stopped. Nothing changed.
notice-calibration-approved = Calibration approved and published. New positionings use it.
notice-calibration-refused = Calibration refused. Nothing changed.

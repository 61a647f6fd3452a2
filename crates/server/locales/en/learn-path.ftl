# The path, practice, “I know this”, reminders, growth
learn-title = What next?
learn-description = Your next three steps in digital health, a few minutes each, chosen from your answers.
learn-lead = What follows is chosen from your answers, and changes as you go.
learn-lead-new = Modules of a few minutes, between two tasks. A positioning tells which will serve you most.
learn-lead-reached-measured = You hold { $level } everywhere, as surely as can be said. Aim higher, or keep what you know fresh.
learn-lead-reached-expected = With what you have followed since, you should hold the level { $level } everywhere. Only a new positioning can tell.
learn-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
learn-due = { $count ->
    [one] 1 card comes back today
   *[other] { $count } cards come back today
}
learn-due-text = Two minutes, just before you would forget.
learn-round-open = A round is under way
learn-round-resume = Pick up where you were
learn-practise-go = Practise for two minutes
learn-measure-title = First, find out where you stand
learn-measure-text = Some twenty questions, no account. Then we propose what counts most for you, and nothing that you know already.
learn-measure-go = Find out where I stand
learn-measure-resume = Go on with my positioning
learn-next = { $count ->
    [one] Your next step
   *[other] Your next { $count } steps
}
learn-next-text = What brings you closest to your goal, minute for minute.
learn-how = How it is chosen
learn-first = { $count ->
    [one] A good first module, to begin at once
   *[other] { $count } good first modules, to begin at once
}
learn-first-text = Chosen for your trade, knowing nothing of your answers yet.
learn-first-no-trade = Chosen for everybody, knowing nothing of your answers yet.
learn-trade-say = Say my trade
learn-module-go = Begin
learn-prove-go = Answer
learn-prove-title = Confirm what you know
learn-known = I know this
learn-why = Why
learn-not-reviewed = not yet reviewed by experts
learn-reason-gap = A skill of “{ $competence }”: about { $held } that you hold the level you aim at, from your answers and what you have followed; with this module, about { $then }.
learn-reason-gap-far = A skill of “{ $competence }”: { $held } that you hold the level you aim at there. It will take several modules; this is one of those that count most.
learn-reason-prepares = Prepares “{ $title }”.
learn-reason-changed = This module was rewritten since you followed it.
learn-reason-faded = { $months ->
    [one] You followed it a month ago.
   *[other] You followed it { $months } months ago.
}
learn-reason-trade = Written for your trade.
learn-reason-first = A good first module.
learn-reason-first-trade = A good first module for your trade.
learn-reason-fits = Fits the time you have.
learn-reason-claimed = You said that you know this: two or three questions confirm it.
learn-nothing-left = No module is left that would bring you closer to this goal. More are coming; until then, cards keep what you know fresh, and the catalogue of training goes further.
learn-standing = Where you stand, for { $level }
learn-standing-text = From your positioning of { $date }.
learn-standing-result = See the result
learn-growth-link = See my progress
learn-held = { $share } likely to hold { $level }
learn-aim-title = Your goal
learn-aim-level = Level to hold everywhere
learn-aim-minutes = Time you have
learn-aim-save = Save
learn-more = More ways to progress
learn-all-modules = { $count ->
    [one] The module
   *[other] All { $count } modules
}
learn-done = { $count ->
    [one] 1 followed
   *[other] { $count } followed
}
learn-practice-link = Practise
learn-practice-link-text = two minutes a day, if you like
learn-reminders-link = Reminders
learn-reminders-on = on
learn-reminders-off = none so far
learn-patients-link = For patients and those close to them
learn-trainers-link = For trainers
learn-private = What you do here is your business alone: no employer or school sees it, and nothing of it enters a result.
learn-today = today
learn-tomorrow = tomorrow
learn-in-days = { $count ->
    [one] in 1 day
   *[other] in { $count } days
}
learn-in-weeks = { $count ->
    [one] in a week
   *[other] in { $count } weeks
}
learn-in-months = { $count ->
    [one] in a month
   *[other] in { $count } months
}
learn-result-title = What now?
learn-result-all = My whole path
home-learn-next = Your next steps
home-learn = Rather learn right away?
home-learn-link = Modules of a few minutes
practice-title = Two minutes of practice
practice-open = A round is under way. Pick up where you were.
practice-due = { $count ->
    [one] 1 card or question comes back today.
   *[other] { $count } cards and questions come back today.
}
practice-new = { $count ->
    [one] 1 card or question that you met can be seen again.
   *[other] { $count } cards and questions that you met can be seen again.
}
practice-begin = Begin
practice-later = { $count ->
    [one] Nothing to see again today. 1 card or question will come back.
   *[other] Nothing to see again today. { $count } cards and questions will come back.
}
practice-next = The next one,
practice-elsewhere = See my next steps
practice-nothing = Nothing to see again for now. The cards of the modules you follow will come back here.
practice-modules = Choose a module
practice-how-title = How it works
practice-how = A card comes back just before you would forget it: the next day, then after some days, some weeks, some months. You say yourself whether you knew; nobody else sees it.
practice-no-guilt = You miss a day, a week? Nothing is lost: you pick up where you were.
round-place = { $number } of { $count }
round-think = Answer in your head, then turn the card.
round-turn = Turn the card
round-ask = Did you know?
round-keys = On a keyboard: 1, 2, 3, 4.
round-module = Read the module again
round-go-on = Go on
round-leave = Stop here: the rest will wait
grade-again = No
grade-hard = With an effort
grade-good = Yes
grade-easy = At once
round-end-title = Done for this time
round-end-lead = { $count ->
    [0] Nothing was left to see again.
    [one] 1 thing seen again.
   *[other] { $count } things seen again.
}
round-again = { $count ->
    [one] One more that comes back today
   *[other] Two more minutes ({ $count } come back today)
}
round-back-title = They will come back
round-remind = A mail can remind you, on the day when something comes back.
round-next-title = And if you still have a moment
claim-title = I know this
claim-text = Two or three questions, and the modules on this subject leave your path. “I don’t know” is an answer like any other.
claim-begin = Answer the questions
claim-resume = Go on with the questions
claim-again = Answer again
claim-rests = You can say so again from { $date } on: a second try right away would measure luck. Until then a few minutes of a module will teach you more.
claim-fine = This changes no result: it only saves your time.
claim-question = Question { $number }, two or three in all
claim-next = Next question
claim-held-title = You do know this
claim-held-text = Two right answers: the modules on this subject will no longer be proposed. They stay open if you feel like it.
claim-not-held-title = Not quite yet
claim-not-held-text = Two answers were not right: a few minutes would be well spent here, and we go on proposing this subject.
claim-on = See my next steps
claim-modules = Modules on this subject
reminders-title = Reminders
reminders-lead = One mail a day at the most, and only when something comes back. One click in the mail stops them.
reminders-address-title = We need an address
reminders-address-text = A link comes by mail; following it is enough, there is no password. What you did so far stays yours.
reminders-address-go = Send me the link
reminders-were-on = You stopped the reminders. You can take them up again here.
reminders-days = Days
reminders-hour = Hour
reminders-hour-hint = Paris time.
reminders-to = Reminders go to { $email }.
reminders-begin = Remind me
reminders-stop = Stop reminders
weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday
stop-title = Stop the reminders?
stop-text = You will get no more mails when a card comes back. Your cards stay.
stop-go = Stop reminders
stop-done = Reminders are stopped
stop-done-text = No more will leave. Your cards wait for you, without hurry.
stop-back = Take them up again after all
growth-title = My progress
growth-lead = Between your last two positionings: what can be said, and what is not known.
growth-rose = up
growth-fell = down
growth-unclear = it cannot be said
growth-rose-text = It is { $share } likely that you know more than before.
growth-fell-text = It is { $fell } likely that you know less than before: things are forgotten, and learnt again.
growth-unclear-text = Your answers do not settle it ({ $share } likely that it rose).
growth-picture = For each domain, the estimated change and its interval, around “no change”.
growth-no-change = no change
growth-caption = Right of the line, a rise. The bar is the 95% interval; where it crosses the line, chance alone may explain everything.
growth-table = The numbers
growth-change = Change (standard deviations)
growth-interval = 95% interval
growth-probability = Probability of a rise
growth-why-title = Why we do not just take one result from the other
growth-why = When a first result is very low, chance often had a part in it; the next one then rises by itself, even if nothing was learnt. We take that out before we speak of progress.
growth-unknown = What is not known: where progress comes from (modules, the ward, a colleague), and what will be left in six months.
growth-once = One positioning so far, on { $date }: it takes two to speak of progress. Wait for some weeks and some modules.
growth-never = Progress is read between two positionings. The first takes a quarter of an hour.
growth-practice-title = What practice suggests
growth-practice-text = { $count ->
    [one] One question answered since, while learning.
   *[other] { $count } questions answered since, while learning.
}
growth-practice-none = No question answered while learning since your last positioning.
growth-practice-fine = It is a sign, not a result: one learns with notes and colleagues, and a question that comes back is remembered by itself. None of it enters a measure.
growth-sign-up = rather up
growth-sign-down = rather down
growth-sign-same = no visible change
mail-learning-reminder-subject = Two minutes of practice?
mail-learning-reminder-hello = Hello,
mail-learning-reminder-text = { $count ->
    [one] 1 card or question comes back today. Two minutes are enough, whenever you like.
   *[other] { $count } cards and questions come back today. Two minutes are enough, whenever you like.
}
mail-learning-reminder-button = Practise
mail-learning-reminder-why = You asked for these reminders.
mail-learning-reminder-stop = Stop reminders with one click
mail-learning-reminder-change = Change hour or days
refusal-reminder-address = We need an address to write to you: give it first, then set your reminders.
refusal-reminder-hour = This hour cannot be read. Write it as 12:30.
refusal-reminder-days = No day is chosen, so no reminder would leave. Choose at least one.
refusal-claim-untestable = We do not have enough questions on this subject yet to confirm it. Simply go on with another module; this one is optional.
refusal-claim-rests = Two answers were not right: this subject rests for a month before another try. Until then, follow one of its modules.
method-path-title = The path
method-path-text = Your next steps are no standard course. We start from your answers: for each competence, how likely you already hold the level you aim at. A module is proposed when, for each minute, it raises most the probability that you hold everything. What is held is not proposed; what prepares something else comes first; two modules that are close are spaced.
method-path-assumed = What a module brings is assumed, not measured yet: half a standard deviation for what it teaches, from studies of online learning in the health professions (Cook and others, JAMA, 2008). We will replace this number by our own measurements.
method-path-practice = Cards come back by FSRS-6, a published model of memory. A question answered while learning refines the path with a smaller weight than one of a positioning, and enters no result.
cli-learning-assumed = Assumed of these people, and unknown to the path:
cli-learning-spread = objectives spread by { $spread } around their competence
cli-learning-effect = a module raises its objective by { $effect } × the probability of not holding it yet
cli-learning-takes = it takes with a probability of { $takes } (× { $unprepared } without what prepares it, × { $trade } when it speaks to other trades)
cli-learning-pace = one module every { $hours } hours, { $minutes } minutes at a time
cli-learning-modules = { $modules } modules, { $made } of them made up so that each objective has { $each }
cli-learning-believed = The path, for its part, believes that a module brings { $effect }.
cli-learning-target = { $people } people, { $below } below { $target }, { $compared } of whom reach it in every order
cli-learning-order = order
cli-learning-reached = reach it
cli-learning-minutes = minutes
cli-learning-median = median
cli-learning-count = modules
cli-learning-saved = saved
cli-learning-order-path = path
cli-learning-order-weakest-first = weakest first
cli-learning-order-fixed = fixed order
cli-learning-order-random = at random

# Modules, step by step
module-question-after = The answer comes right after. Your reply enters no result.
module-question-again = Try this question again, with nothing kept
module-question-try = You are trying this question again for yourself: nothing of it is kept.
module-question-no-trace = This try left no trace: your reviews go by your first answer.
module-question-title = A question
module-question-gone = This question is no longer asked: it was withdrawn after this module was written. You can go on.

module-list-title = Modules
module-list-lead = Three to eight minutes, one objective only: below each title, what you will be able to do. You go on where you were, on any device.
module-for-patients = For patients and those close to them
module-for-trainers = For those who train others
module-under-way = To go on with
module-words = Search
module-domain = Domain
module-every-domain = Every domain
module-more-filters = Length, trade, audience, order
module-time = Length
module-any-time = Any
module-at-most = { $count } minutes at most
module-trade = Trade
module-every-trade = Every trade
module-audience = Audience
module-every-audience = Everybody
module-audience-professionals = Professionals and students
module-audience-patients = Patients and families
module-audience-trainers = Trainers
module-progress = Where you are
module-every-progress = All
module-progress-new = Not begun yet
module-progress-open = Under way
module-progress-done = Finished
module-order = Order
module-order-domaine = By domain
module-order-duree = Shortest first
module-order-titre = By title
module-show = Show
module-found = { $count ->
    [0] No module
    [one] One module
   *[other] { $count } modules
}
module-see-all = { $count ->
    [one] See the module
   *[other] See all { $count } modules
}
module-none = No module fits all of this. Take away a word or a choice, or see every module.
module-pages = Pages of modules
module-page = page { $page } of { $pages }
module-previous-page = Previous page
module-next-page = Next page
module-export = Take this list away (CSV)
module-column-title = Title
module-column-promise = What one can do afterwards
module-column-domain = Domain
module-column-objective = Objective
module-column-minutes = Minutes
module-column-audience = Audience
module-column-trades = Trades
module-column-questions = Questions
module-column-cards = Cards
module-column-source = Source
module-column-url = Address of the source
module-column-address = Address of the module
module-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
module-has-film = with a film
module-state-open = under way, step { $step } of { $steps }
module-state-done = finished on { $date }
module-state-changed = finished, updated since

module-patients-title = Patients and families: digital health without jargon
module-patients-lead = Five minutes a subject: your record, your appointments on screen, your health card, what you are asked and why. No account needed.
module-patients-done = You have read everything. These modules stay here: come back whenever you like, or show them to somebody.
module-patients-foot = Nothing of what you do here is passed on to your doctor, your insurance or anybody else.
module-trainers-title = Training others in digital health
module-trainers-lead = For trainers, tutors and ward managers: begin with what people know, make a case speak, run twelve minutes at handover.
module-trainers-done = You have done them all. These modules stay here, with their versions to print.
module-trainers-foot = Every module can be printed: use them in class.
module-audience-facts = { $count ->
    [one] One module, { $minutes } minutes.
   *[other] { $count } modules, { $minutes } minutes in all. Each can be read by itself.
}
module-go-on = Go on
module-begin-first = Begin with the first

module-made-of = { $steps } steps, with { $questions ->
    [0] no question
    [one] one question
   *[other] { $questions } questions
}
module-begin = Begin
module-resume = Go on at step { $step }
module-again = Do it again
module-read-again = Read it again
module-see-end = See the end
module-from-start = Begin again from the start
module-from-start-text = You go back to the first step. The answers you gave still count; your place in the module is forgotten.
module-from-start-go = Go back to the first step
module-no-account = No account needed. You go on where you were.
module-changed-text = This module was updated after you finished it. What you did stays done; you can do it again.
module-gesture-kept = What you planned to do
module-gesture-proposed = Something you could do
module-before = { $count ->
    [one] This module comes better after this one
   *[other] This module comes better after these
}
module-about = Where this comes from
module-objective = The objective:
module-not-reviewed = Written from this source, not yet reviewed by experts.
module-print = Print

module-step-page-title = Step { $step } of { $steps }: { $title }
module-step = Step { $step } of { $steps }
module-minutes-left = { $count ->
    [one] · about a minute left
   *[other] · about { $count } minutes left
}
module-kind-situation = A situation
module-kind-lesson = To know
module-kind-diagram = In a diagram
module-kind-example = An example, move by move
module-kind-video = A film
module-kind-question = Your turn
module-kind-cards = Cards to remember
module-kind-summary = To keep
module-kind-practice = Tomorrow
module-diagram-words = The diagram in words
module-card = Card { $card } of { $cards }
module-card-how = Answer in your head, then turn the card.
module-card-turn = Turn the card
module-card-grade = Did you know it?
module-grade-again = Not at all
module-grade-hard = With effort
module-grade-good = Yes
module-grade-easy = At once
module-cards-done = The cards are done
module-cards-back = They will come back in your reviews, each at the right time.
module-summary-title = { $count ->
    [one] One thing to keep
    [2] Two things to keep
    [3] Three things to keep
   *[other] { $count } things to keep
}
module-practice-title = Tomorrow, in my practice
module-gesture-label = What I plan to do
module-gesture-hint = Keep this one, change it, or clear it. Only you see it: write no name.
module-gesture-long = That is a little long: { $longest } characters at most. Shorten your sentence, then finish.
module-finish = Finish
module-step-nav = From step to step
module-continue = Continue
module-next-step = Next step
module-previous = Previous step
module-previous-intro = About this module

module-end-page-title = Finished: { $title }
module-end-title = Finished
module-end-lead = { $minutes } minutes well spent.
module-end-answers = { $answered ->
    [one] { $right ->
        [0] The answer to the question lay elsewhere: it will come back in your reviews.
       *[other] You had the question right.
    }
   *[other] Of the { $answered } questions, { $right ->
        [0] none was all right: they will come back in your reviews.
        [one] one was all right. The others will come back sooner in your reviews.
       *[other] { $right } were all right.
    }
}
module-end-next = Next
module-end-cards = So as not to forget
module-end-card-back = { $count ->
    [one] One card comes back
   *[other] { $count } cards come back
} { $days ->
    [0] today
    [1] tomorrow
   *[other] on { $date }
}
module-end-review = Two minutes a day are enough
module-end-hours = You can declare these minutes to your organisation, for your 28 hours.
module-end-hours-link = My hours
module-end-keep = Keep what you did
module-end-keep-text = Without an address, this stays with this browser. With one, you find it anywhere, and the cards to review too.
module-end-keep-button = Sign in with an address
module-end-home-professionals = My next steps
module-end-home-patients = The other subjects
module-end-home-trainers = The other modules

module-print-page-title = To print: { $title }
module-print-back = Back to the module
module-print-cards = Cards to remember
module-print-foot = Version { $version }. Online, with the answers to the questions:

hours-modules-title = My modules
hours-modules-sum = { $count ->
    [one] One module finished:
   *[other] { $count } modules finished:
}
hours-modules-text = Only you see these minutes. They enter the 28 hours only if you declare them and your organisation accepts them. Each module counts once, for the time it announces.
hours-modules-declare = Declare { $time } to my organisation
hours-modules-all-declared = You have declared every module you finished.
hours-modules-list = See the list
hours-modules-declared = Self-study modules online

cli-stats-modules = Modules: { $modules }, { $minutes } minutes in all; { $questions } questions, { $cards } cards, { $films } with a film. For patients: { $patients }; for trainers: { $trainers }. Read by experts: { $reviewed }.
cli-stats-without = Objectives with a module: { $with }. Without: { $without }.

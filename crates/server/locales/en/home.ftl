home-page-title = Where do you stand in digital health?
home-description = About twenty questions from real practice to find out where you stand in digital health. No account, and every result comes with its uncertainty.
home-title = Where do you stand in digital health?
home-lead = About twenty questions from real practice, each chosen from your last answers. At the end, a profile by domain that also says what it does not know.
home-start-legend = How much time do you have?
home-start-again = Start a new positioning
pace-whole = About twenty minutes
pace-whole-text = In one go. You can always take a break.
pace-bites = Six minutes at a time
pace-bites-text = Between two shifts. You pick up where you left off.
home-start-button = Start
home-start-fine = No account, nothing to install. Your answers are shown to nobody.
home-resume-title = You have begun
home-resume-text = { $answered ->
    [0] No question answered yet. Begun on { $date }.
    [one] { $answered } question answered, out of about { $about }. Last answer on { $date }.
   *[other] { $answered } questions answered, out of about { $about }. Last answer on { $date }.
}
home-resume-button = Resume
home-latest = See your profile of { $date } again
home-picture-caption = An invented example of a profile. The point is our best estimate, the line says how far it may be wrong.

home-get-title = What you get
home-get-profile = A level per domain
home-get-profile-text = Discovery, Base, Advanced or Expert, each with its probability. “Base” is what everyone must hold.
home-get-steps = Three things to do next
home-get-steps-text = Each with its reason, drawn from your answers.
home-get-answers = The full corrected paper
home-get-answers-text = What was expected, why, and the dated source of every question.
home-get-yours = A result that stays yours
home-get-yours-text = Print it, share it with a link you can revoke, export it or erase it.

home-domains-title = Five domains, { $hours } hours
home-domains-text = They are those of the French basic training in digital health, set by the decree of 10 November 2022. Here, each stratum is as thick as its hours of training.

home-measure-title = Measured without pretence
home-measure-adaptive = Each question is chosen because it would tell us most about you. Saying “I don’t know” is an answer, not a fault.
home-measure-uncertain = Twenty questions do not say everything. So every result comes with its interval: the wider it is, the less we know.
home-measure-bank = The bank holds { $questions } questions. { $reviewed ->
    [0] None has been read by a panel of experts yet: this is a first edition, written from public, dated sources.
    [one] Only one has been read by experts; the others are marked in the corrected paper.
   *[other] Of these, { $reviewed } have been read by experts; the others are marked in the corrected paper.
}
home-measure-wording = Part of the framework is working wording, until we have the official annex. It is marked as such wherever it appears.
home-measure-link = How we measure

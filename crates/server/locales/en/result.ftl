result-page-title = Your profile of { $date }
result-title = Your profile
result-title-guest = A shared profile
result-facts = { $date } · { $answered ->
    [one] { $answered } question
   *[other] { $answered } questions
} · { $minutes } min
result-guest = Somebody shows you this profile through a private link. You see neither their name, nor their address, nor their answers. They can revoke this link at any time.
result-early = You finished early: this profile rests on few answers. Read the intervals before the levels.
result-corrected = See the corrected answers
result-pdf = PDF
result-print = Print

summary-sure = The Base is held in { $count ->
    [one] one domain
    [2] two domains
    [3] three domains
    [4] four domains
   *[other] all five domains
}: { $names }.
summary-likely = The Base is probably held in { $count ->
    [one] one domain
    [2] two domains
    [3] three domains
    [4] four domains
   *[other] all five domains
}: { $names }.
summary-open = We cannot tell yet in { $count ->
    [one] one domain
    [2] two domains
    [3] three domains
    [4] four domains
   *[other] all five domains
}: { $names }.
summary-build = The Base remains to be built in { $count ->
    [one] one domain
    [2] two domains
    [3] three domains
    [4] four domains
   *[other] all five domains
}: { $names }.

picture-title = Profile by domain, with its uncertainty
picture-row = { $name }: { $level }, between { $low } and { $high }.
picture-row-sure = { $name }: { $level }, without much doubt.
key-point = Our best estimate
key-interval = Where your level lies, with { $share } probability
key-density = What your answers make most likely
key-socle = The Base: what everyone must hold

next-title = { $count ->
    [one] What to do next
   *[other] What to do next, in this order
}
step-build-base = Lay the base
step-build-base-reason = { $missed } of your { $answered } answers there were not fully right, and the domain is below the Base. The probability that you hold this competence is { $probability }.
step-consolidate = Look again
step-consolidate-reason = { $missed ->
    [one] One of your { $answered } answers there was not fully right.
   *[other] { $missed } of your { $answered } answers there were not fully right.
} The probability that you hold this competence is { $probability }.
step-confirm = Find out more
step-confirm-reason = This is where we hesitate most: the most likely level is only { $probability } likely. A few more questions would settle it.
step-pass-on = Pass it on
step-pass-on-reason = You are at Advanced or above there, with { $probability } probability. Colleagues can count on you.
step-stretch = Aim higher
step-stretch-reason = All your answers there were right. Harder questions await you next time.
step-link = Read your answers again: { $domain }

domains-title = Domain by domain
domains-text = For each domain: the most likely level, how far it may reach, and the probability of the four levels.
reach-one = without much doubt
reach-two = between { $low } and { $high }
competences-title = Competences
competence-held = held at { $probability }
competence-answers = { $right } of { $answered } fully right
competence-not-asked = no question asked
change-up = Probable progress since last time ({ $probability })
change-down = Probable decline since last time ({ $probability })
change-none = No demonstrable change since last time

history-title = Over time
history-text = Each point is a positioning, each line its interval. When the lines overlap widely, the difference proves nothing.
history-table = Estimates over time
trend-title = { $name } over time
trend-point = { $date }: { $level }.

read-title = How to read this profile
read-level = The four levels divide one scale. Base is what every professional must hold; Expert means those whom others turn to.
read-interval = Given your answers, your true level lies in the interval with { $share } probability. An interval across two levels means that we cannot tell.
read-competences = Under each domain, a competence is said to be held or not held yet only if your answers allow it. Otherwise we say so. The estimate of a competence also leans on the rest of its domain.
read-use = This profile is made to guide you. It is neither a diploma nor a professional appraisal.

table-title = The exact values
table-text = The scale is in standard deviations of the assumed population: 0 is its mean. Base begins at { $low }, Advanced at { $middle }, Expert at { $high }.
table-domain = Domain
table-row = Domain and competences
table-estimate = Estimate
table-sd = Standard error
table-interval = { $share } interval
table-answers = Answers

keep-title = Keep this result
keep-text = For now it is tied to this browser only. With an e-mail address, you will find it everywhere and see your progress.
keep-button = Get my link
share-title = Share
share-text = A private link shows this profile, without your name, your address or your answers. You can revoke it whenever you like.
share-new = Your link, shown this once
share-made = Link made on { $date }
share-views = { $views ->
    [one] opened once, on { $date }
   *[other] opened { $views } times, last on { $date }
}
share-unseen = never opened
share-revoke = Revoke
share-button = Make a link
again-title = Do it again
again-text = A new positioning asks other questions and is added to this one. A few weeks apart make the comparison tell more.
again-button = New positioning
guest-title = And you?
guest-text = Twenty minutes, or six at a time, without an account.
guest-button = Find out where I stand

corrected-page-title = Corrected answers
corrected-title = Corrected answers
corrected-text = { $total ->
    [one] One question, { $right ->
        [0] not fully right.
       *[other] fully right.
    }
   *[other] { $total } questions, { $right ->
        [0] none of them fully right.
        [one] one of them fully right.
       *[other] { $right } of them fully right.
    }
}
corrected-back = Back to the profile
corrected-domain = Domain
corrected-all = All
corrected-missed = Only what was not fully right
corrected-filter = Filter
corrected-none = Nothing to show with this choice.
corrected-situation = Read the situation again
corrected-points = { $won } of { $points }
corrected-pretest = A question on trial: it does not count in your result
corrected-remember = To remember
corrected-checked = Checked in { $date }.
outcome-right = Right
outcome-partly = Partly right
outcome-wrong = Not right
outcome-not-known = You did not know
line-yours = your answer
line-awaited = expected
line-given = Your answer
line-expected = Expected
line-nothing = none

# The printed document
pdf-title = Your profile in digital health
pdf-picture = { $count ->
    [5] Your five domains
    [one] The domain assessed
   *[other] The domains assessed
}
pdf-level = Level
pdf-probability = Probability
pdf-level-probability = probability { $probability }
pdf-interval = { $low } to { $high }
pdf-competence = Competence
pdf-evidence = What your answers show
pdf-working-wording = Working wording of the Socle team, or taken from a third party, until the official text is loaded.
pdf-reference = Reference { $reference }
pdf-made = Document made on { $date }
pdf-unreviewed = The questions have not been reviewed by experts yet.
pdf-page = page
pdf-of = of
result-part = This assessment was about a part of the framework: { $names }. It says nothing of the rest.

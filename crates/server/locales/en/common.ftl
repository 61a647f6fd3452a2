# What surrounds every page.
brand = Socle
brand-home = Socle, home
skip-to-content = Skip to content
nav-main = Main navigation
nav-about = About
nav-framework = The framework
nav-method = The method
nav-account = My account
nav-sign-in = Sign in
nav-privacy = Personal data
nav-accessibility = Accessibility: not audited
nav-legal = Legal notice
nav-api = API
pref-theme = Display
pref-lang = Language
theme-auto = Automatic
theme-light = Light
theme-dark = Dark
lang-fr = Français
lang-en = English

# Numbers and dates.
percent = { $value }%
percent-above = over { $value }%
percent-below = under { $value }%
percent-above-short = >{ $value }%
percent-below-short = <{ $value }%
list-and = { $first } and { $last }
hours = { $hours } h
questions = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
date-day = { $day } { $month } { $year }
date-time = { $day } { $month } { $year }, { $hour }:{ $minute }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# Forms.
errors-title = { $count ->
    [one] One thing to correct
   *[other] { $count } things to correct
}
errors-in-title = Error:
error-prefix = Error:
choose = Choose
copy = Copy
copied = Copied
email-label = Your e-mail address
email-hint = To send you a link, nothing else.

# Levels, evidence, statuses.
level-decouverte = Discovery
level-socle = Base
level-avance = Advanced
level-expert = Expert
evidence-held = Held
evidence-not-held = Not held yet
evidence-not-enough = Not enough evidence
status-official = Official
status-secondary = Secondary source
status-working = Working wording
not-reviewed = Not yet reviewed by experts

# Certainty.
certainty-title = What we know already
certainty-text = At 0%, we know nothing about you. Every answer raises these figures, right or wrong. They never reach 100%.

# Notices.
notice-saved = Saved.
notice-email-sent = A link is on its way to your address. Open it to confirm.
notice-email-kept = Your address is confirmed: your results are kept.
notice-password-set = Your password is saved.
notice-signed-in = You are signed in.
notice-signed-out = You are signed out.
notice-device-out = That device is signed out.
notice-share-made = The link is ready. Copy it now: it will not be shown again.
notice-share-revoked = The link is revoked. It no longer shows anything.
notice-erased = Your data is erased.
notice-already-answered = That answer was already saved. Here is the next question.

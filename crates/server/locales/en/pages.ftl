framework-page-title = The framework
framework-title = The framework
framework-lead = Five domains and { $hours } hours: the French basic training in digital health.
framework-nor = (NOR { $nor })
framework-working = The official annex announces { $announced } capacities. We could not read all of it: we wrote { $objectives } objectives so that questions could be written, { $official ->
    [0] none
   *[other] { $official }
} of them in the official words. Each line says where it comes from. The framework is in French.
framework-contents = The domains
framework-questions = { $count ->
    [0] no question
    [one] { $count } question
   *[other] { $count } questions
}
framework-version = Version { $version }. { $questions } questions in the bank.
status-official-text = Read in the official text.
status-secondary-text = Taken from a named third party, not compared with the official text.
status-working-text = Written by the Socle team, to be replaced by the official text.
source = Source: { $source }

method-page-title = The method
method-title = How we measure
method-lead = In plain words, hiding nothing of what we do not know.
method-choose-title = Questions chosen for you
method-choose = After each answer, the program looks for the question that would most reduce its uncertainty, while taking care to visit the five domains, to vary the competences and not to overuse the same questions. It stops when the measurement is precise enough, or at about { $about } questions.
method-estimate-title = Five measurements that inform one another
method-estimate = Your abilities in the five domains are estimated together. Who is at ease in one often is in the others: so an answer in cybersecurity says a little about health data. The order of your answers does not matter. “I don’t know” counts as an answer without points.
method-levels-title = Four levels on one scale
method-levels = The scale is in standard deviations of an assumed population, 0 being its mean. Base begins at { $low }, Advanced at { $middle }, Expert at { $high }. The team set these cut scores; a panel of experts has yet to confirm them.
method-uncertainty-title = Never a point without its interval
method-uncertainty = Each result is a curve: what your answers allow us to believe. The interval shown holds 95% of it. It takes into account what we do not know yet about the difficulty of the questions.
method-competences-title = Competences, as evidence
method-competences = With one or two questions per competence, giving a mark would be dishonest. We say “held”, “not held yet” or “not enough evidence”, with the probability.
method-bank-title = The bank of questions
method-bank = The bank holds { $questions } questions. { $reviewed ->
    [0] None has been read by a panel of experts.
    [one] One has been read by experts.
   *[other] { $reviewed } have been read by experts.
} { $calibrated ->
    [0] The difficulty of all of them is an author’s estimate: none has received enough answers to be measured yet.
    [one] The difficulty of only one has been measured on real answers; for the others it is an author’s estimate.
   *[other] The difficulty of { $calibrated } of them has been measured on real answers; for the others it is an author’s estimate.
}
method-simulation = Before each edition, { $people } simulated people go through the very program you use.
method-length = Questions asked, on average
method-coverage = True values inside the 95% interval
method-accuracy = Levels rightly told
method-rmse = Mean error, in standard deviations
method-rmse-random = against { $value } with questions drawn at random
method-simulation-limits = A simulation checks the computation, not the rightness of the questions: it assumes that their difficulties are what we believe.
method-no-simulation = No simulation report is published for this edition.
method-limits-title = What this positioning is not
method-limit-1 = It is not a certification, nor an appraisal by your employer.
method-limit-2 = It does not measure what your hands do, but what you decide in situations described to you.
method-limit-3 = A difference between two positionings may be due to chance: we say when it can be demonstrated.
method-limit-4 = Whether the questions are equally fair to every profession could not be checked yet, for want of answers.

privacy-lead = As little as possible, for as long as needed, and for you alone.
privacy-what-title = What we keep
privacy-what-answers = Your answers, the time of each, the result computed, and what you report about a question.
privacy-what-profile = Your profession, workplace and region, if you gave them.
privacy-what-email = Your e-mail address and your hashed password, if you gave them.
privacy-what-device = The name of your browser, so that you can recognise your devices.
privacy-what-security = What concerns the safety of your account (sign-ins, failed tries, password, shares) and when, so that we can tell you what happened. The address of the network is there only in a form that cannot be read back.
privacy-why-title = Why
privacy-why = To give you your result, and to improve the questions from answers taken together. Your answers serve nothing else and are sold to nobody.
privacy-who-title = Who sees it
privacy-who = You, and the people to whom you give a share link. Neither your employer, nor your school, nor any other service. The team that writes the questions reads your reports without knowing whose they are. Nothing comes from another site, and no audience measurement is used.
privacy-long-title = For how long
privacy-long = Without an account, a positioning is erased after { $months } months without a visit. With an account, your data stay until you erase them: then all of it goes, at once, and your reports stay without your name. Mails that were sent are forgotten after 30 days. The security log is kept for a year; if you erase your account, its lines stay but no longer speak of anybody.
privacy-cookies-title = Cookies
privacy-cookies = Four, all necessary: one recognises you from page to page, two remember the language and the display you chose, the last carries a message such as “saved” to the next page, for a minute at most. None follows your visits elsewhere.
privacy-rights-title = Your rights
privacy-rights = See, correct, take away, erase: all of it is done from your account, without asking us.
privacy-contact = Controller: { $controller }. For any question: <strong>{ $contact }</strong>. You can also turn to the CNIL.

accessibility-page-title = Accessibility
accessibility-title = Accessibility statement
accessibility-lead = Socle is designed for everyone: by keyboard, with a screen reader, on a small screen, without JavaScript.
accessibility-state-title = Conformance
accessibility-state = This site has not been audited by a third party. We aim at RGAA 4.1 and WCAG 2.2 level AA, without being able to claim that we meet them entirely: under French law it is therefore not conformant until an audit has taken place.
accessibility-tests-title = What we check ourselves
accessibility-test-1 = At every version, the automatic check axe-core on all pages, light and dark: no violation is allowed.
accessibility-test-2 = A whole positioning by keyboard alone, and another without JavaScript.
accessibility-test-3 = The display at 320 pixels wide and the contrast of every colour.
accessibility-test-4 = Each chart comes with the same values in words and in a table.
accessibility-known-title = Known limits
accessibility-known-1 = We have not yet had the site tested by people who use a screen reader every day.
accessibility-known-2 = The framework and most of the questions exist in French only; the English version announces them as such.
accessibility-known-3 = The mailbox exercise takes longer to go through with a screen reader.
accessibility-contact-title = Something in your way?
accessibility-contact = Write to us: <strong>{ $contact }</strong>. Tell us the page and what stopped you; we will answer.
accessibility-defender = Without a satisfactory answer, you can turn to the French Defender of Rights.

legal-publisher = Publisher
legal-director = Responsible for publication
legal-host = Host
legal-contact = Contact
legal-version = Version of the program
legal-unset = to be completed by the operator
legal-licence-title = Licence
legal-licence = Socle is free software, under the EUPL-1.2 licence.
legal-credits = Typeface Atkinson Hyperlegible Next, by the Braille Institute (OFL licence). Lucide icons (ISC licence).
legal-content-title = Content
legal-content = The situations are invented. The people, institutions and addresses in them do not exist.

error-page-title = Error { $status }
error-status = Error { $status }
error-ours = The problem is on our side
error-missing = This page does not exist
error-refused = This could not be done
error-resume = Continue
error-home = Back to the home page
error-code = Code: { $code }.
error-incident = Reference to give us: { $incident }.

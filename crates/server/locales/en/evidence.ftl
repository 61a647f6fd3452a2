# What answers say of the questions, and calibration.

evidence-wrong-key-suspected = The right answers come from the least advanced people: the key may be wrong.
evidence-favours-group = At equal level, one group does clearly worse, or better, than the others: the text may assume a trade or a place of work.
evidence-drift = The question has become easier or harder over time: it may be going round, or practice has changed.
evidence-misfit = Answers follow no usual curve: read the question again, it may measure something else.
evidence-too-hard = Hardly anybody answers it right: check the key, then whether the question asks too much.
evidence-too-easy = Nearly everybody answers it right: it no longer tells people's levels apart.
evidence-too-slow = It takes more than twice the time announced: shorten the text, or correct the time.
evidence-dead-option = Hardly anybody chooses this option: replace it with a mistake that people really make.

calibration-left-never-answered = Nobody has answered it yet.
calibration-left-too-few-answers = Too few answers to learn more than its author says.
calibration-left-suspected-key = Points do not rise with the level: look at its key first.
calibration-left-too-far-from-author = What the answers say is too far from what its author expected to be a plain mistake: read it again first.

calibration-status-running = Running
calibration-status-interrupted = Interrupted: the server stopped, start it again
calibration-status-proposed = Waiting for a decision
calibration-status-approved = Approved
calibration-status-refused = Refused
calibration-status-cancelled = Stopped
calibration-status-failed = Failed

cli-bank-waiting = { $sessions ->
    [one] One finished session is not counted yet: the server adds it by itself, or run "socle bank count".
   *[other] { $sessions } finished sessions are not counted yet: the server adds them by itself, or run "socle bank count".
}
cli-bank-counted = { $sessions } sessions added ({ $answers } answers), { $micros } µs a session.
cli-bank-nothing = Nothing to look at among the { $judged } questions judged (50 answers at least), of { $items }.
cli-bank-to-look-at = { $findings } things to look at, among { $judged } questions judged (50 answers at least), of { $items }:
cli-bank-unknown-item = No question of today's bank is called "{ $item }".
cli-bank-item = { $item }, version { $version }: { $answers } answers, { $score } of the points won.
cli-bank-fitted = The answers say: slope { $slope }, difficulty { $difficulty }; in use: slope { $oldslope }, difficulty { $olddifficulty }.
cli-bank-proposal = { $sessions } sessions, { $answers } answers, { $rounds } rounds. { $changed } questions would change, { $left } stay as they are.
cli-bank-not-settled = Beware: the search ended before it settled.
cli-bank-level = { $domain }: of { $sessions } sessions, { $up } would rise by a level, { $down } would fall.
cli-bank-correlation = { $first } and { $second }: correlation { $value }.
cli-bank-kept = Proposal { $id } kept. An administrator of the workshop must approve it before it serves.
cli-bank-dry = Nothing was kept (--dry-run).
cli-bank-no-calibration = No calibration has been started yet.
cli-bank-calibration = { $id }  { $at }  { $status }  { $note }

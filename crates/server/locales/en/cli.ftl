# The command line
cli-serving = Socle is ready: { $url } (in { $ms } ms)
cli-demo = Demo account: { $email }   password: { $password }
cli-checked = { $items ->
    [one] 1 item read
   *[other] { $items } items read
}, { $defects ->
    [0] no defect
    [one] 1 defect
   *[other] { $defects } defects
}.
cli-content-defects = The content has { $defects } defects: run "socle content check" first.
cli-imported = Framework "{ $version }" loaded: { $official } official objectives. The server takes it at its next start.
cli-nothing-written = Nothing was written.
cli-simulated = { $people } simulated people over { $items } items, mean length { $length }.
cli-simulate-domain = Domain
cli-simulate-bias = bias
cli-simulate-rmse = RMSE
cli-simulate-error = std. error
cli-simulate-coverage = 95% cover
cli-simulate-level = right level
cli-simulate-random = RMSE random
cli-simulate-separate = RMSE separate
cli-simulate-exposure = max. expos.
cli-simulate-never = never seen
cli-simulate-against-random = Adaptive against random choice: RMSE { $own } against { $other }, { $gain } less.
cli-simulate-against-separate = Five correlated abilities against five separate scales: RMSE { $own } against { $other }, { $gain } less.
cli-replay-exact = { $answers } answers replayed: the result is the same, to the bit.
cli-replay-open = { $answers } answers replayed without a difference; the session is not over.
cli-replay-differs = { $answers } answers replayed: the result differs from the recorded one.
cli-migrated = The schema of the database is up to date.
cli-backed-up = Checked copy: { $file }
cli-restored = { $file } is back in place.
cli-restore-postgres = A PostgreSQL database is restored with pg_restore: deploy/restore-postgres.sh does it and proves it.
cli-copied = { $rows ->
    [one] One row copied, read back from the target and compared.
   *[other] { $rows } rows copied, read back from the target and compared, table by table.
}
cli-copied-unchanged = The source has not changed meanwhile: you can move to the new database.
cli-copied-changed = The source has changed since the copy began: { $tables }. The copy is right, and of that moment. Stop the server, then copy again with --replace before you move to the new database.
cli-copy-cancelled = Copy stopped. The target is as before; begin again whenever you like.
cli-copy-not-empty = Nothing was copied: the target holds rows already (table { $table }). Name an empty database, or give --replace to replace all that it holds.
cli-copy-unfit = Nothing was copied: a value cannot be. { $what }. Mend that row in the source, then begin again.
cli-copy-differs = The target does not hold what was sent to it: { $what }. Somebody else writes there, or its disk is damaged. Do not use it; copy again with --replace.
cli-copy-not-verified = Everything is written to the target, but could not be compared: { $why }. Begin again with --replace before you use it.
cli-copy-store = Nothing was copied: { $error }
cli-irt-unanswered = { $persons ->
    [one] 1 person answered nothing
   *[other] { $persons } persons answered nothing
}: see the flags.
cli-irt-simulated = { $persons ->
    [one] 1 person
   *[other] { $persons } persons
} simulated over { $items ->
    [one] 1 item
   *[other] { $items } items
}, seed { $seed }.
cli-irt-groups = Reference group: { $reference }; focal: { $focal }.
cli-irt-flagged = { $items ->
    [one] 1 item tested
   *[other] { $items } items tested
}, { $flagged } flagged{ $rounds ->
    [0] {""}
    [one] , 1 round of purification
   *[other] , { $rounds } rounds of purification
}.
cli-irt-not-settled = Purification did not settle: more rounds, or a circle.
cli-irt-complete = { $complete } of { $persons } persons answered everything: S-X2 and M2 are about them.
cli-irt-calibrated = { $items ->
    [one] 1 item
   *[other] { $items } items
} calibrated on { $persons ->
    [one] 1 person
   *[other] { $persons } persons
}, { $parameters } parameters, log-likelihood { $likelihood }.
cli-irt-group = Abilities ({ $group }): mean { $mean }, standard deviation { $sd }.
cli-irt-not-converged = The search did not arrive in { $steps } steps: the numbers are those it had reached.
cli-irt-linked = { $items } common items: ability × { $slope } + { $intercept }.
cli-irt-administered = Adaptive tests: mean length { $length }, bias { $bias }, RMSE { $rmse }, mean standard error { $error }.
cli-irt-priors = Fewer than half of the cells are filled: weak priors were used (--priors none does without).
cli-audit-lines = { $lines ->
    [0] No line.
    [one] 1 line.
   *[other] { $lines } lines.
}
cli-audit-nobody = Nobody has this address.
cli-audit-since = “{ $since }” is neither a date (2026-11-22), nor a moment (2026-11-22T08:00:00Z), nor a duration (90m, 12h, 7d).
cli-demo-rate = { $rate } answers/s
cli-demo-others = This database holds people other than those of a demonstration: nothing was written. Give an empty one (--data), or add --also to put ours among them.
cli-demo-grown = { $visits } visits and { $answers } answers added in { $time } ({ $rate } answers/s).
cli-demo-interrupted = Stopped after { $visits } visits and { $answers } answers: the database is sound. To go on: { $again }
cli-archive-month = { $month }: { $rows } answers written and read back
cli-archive-exported = { $months } months archived: { $rows } answers, { $size } MB.
cli-archive-removed = { $rows } archived answers have left the database; their sessions and results stay.
cli-archive-imported = { $rows } answers are in the database again; { $there } were there already, { $erased } were of sessions erased since.
cli-archive-to-scrub = { $rows } answers of { $sessions } erased sessions are still in the archive; { $kept } stay. With --rewrite they leave it.
cli-archive-scrubbed = { $rows } answers of { $sessions } erased sessions have left the archive; { $kept } stay.
cli-archive-left-out = { $rows } answers of erased sessions were left out: “socle archive scrub --rewrite” takes them out of the archive.
cli-archive-where = “{ $word }” is not understood: write month=2025-11, session=…, item=… or item_hash=….
cli-archive-absent = There is no archive in { $folder }: the file manifest.json is missing.
cli-archive-other = This archive comes from another database: nothing was read or written. Give the database it comes from (--data or --database-url).
cli-archive-too-early = The month before { $month } has not been over for a day: give an earlier one.
cli-archive-differs = { $file } is not the file the manifest describes: nothing was taken from the database. Put it back from a copy.
cli-archive-session = The database has other answers than the archive for session { $session }: they were not touched.
cli-content-imported = { $items ->
    [one] 1 draft written
   *[other] { $items } drafts written
}, { $refused ->
    [0] nothing refused
    [one] 1 refusal
   *[other] { $refused } refusals
}.
cli-content-drafts = The drafts are in { $folder }, this report in { $report }. Complete each before you put it into the bank.
cli-content-origin = Imported: “{ $origin }” from { $file }
cli-content-to-complete = To complete or mend:
cli-content-exported = { $items ->
    [one] 1 question written
   *[other] { $items } questions written
} into { $file }, { $refused ->
    [0] none refused
    [one] 1 refused
   *[other] { $refused } refused
}.
cli-content-one-item = A .xml file holds one question: name it, or give a name in .zip for a package.
cli-content-unknown-item = There is no question “{ $detail }” in the bank.
cli-content-file-there = { $file } is there already and is not replaced. Give another name.
cli-content-test-title = Questions of Socle
cli-stats-items = { $items } questions, { $simulators } of them simulators; { $reviewed } reviewed by experts.
cli-stats-domain = Domain
cli-stats-count = items
cli-stats-simulators = simul.
cli-stats-very-easy = very easy
cli-stats-easy = easy
cli-stats-medium = medium
cli-stats-hard = hard
cli-stats-very-hard = very hard
cli-stats-objective = Objective
cli-stats-wording = Wording
cli-stats-marks = “!”: below what is needed ({ $domain } questions a domain, { $objective } an objective, an information of { $information } at each ability, under the authors’ parameters).
cli-stats-kinds = Kinds
cli-stats-trades = Trades
cli-stats-settings = Places
cli-stats-languages = Languages
cli-stats-stale = { $count ->
    [0] No source has passed its review date.
    [one] 1 source has passed its review date:
   *[other] { $count } sources have passed their review date:
}
cli-xlsx-column-kind = Kind
cli-xlsx-column-id = Identifier
cli-xlsx-column-title = Title
cli-xlsx-column-objective = Objective
cli-xlsx-column-trades = Trades (separated by spaces)
cli-xlsx-column-setting = Place
cli-xlsx-column-language = Language (fr, en)
cli-xlsx-column-difficulty = Difficulty (-3 to 3)
cli-xlsx-column-time = Time (seconds)
cli-xlsx-column-points = Points (1 to 4)
cli-xlsx-column-situation = Situation
cli-xlsx-column-question = Question
cli-xlsx-column-text = Text with gaps or passages
cli-xlsx-column-answer = Accepted answers (one a line) or number
cli-xlsx-column-tolerance = Tolerance, or typing errors
cli-xlsx-column-unit = Unit
cli-xlsx-column-units = Units offered (days = 24)
cli-xlsx-column-placeholder = Word in the empty field
cli-xlsx-column-shuffle = Shuffle (yes, no)
cli-xlsx-column-feedback = Feedback when wrong
cli-xlsx-column-entry-text = Entry
cli-xlsx-column-entry-key = Key
cli-xlsx-column-entry-feedback = Feedback
cli-xlsx-column-spare = Answers or categories (one a line)
cli-xlsx-column-explanation = To remember
cli-xlsx-column-source-title = Source: title
cli-xlsx-column-source-publisher = Source: publisher
cli-xlsx-column-source-date = Source: date (YYYY-MM)
cli-xlsx-column-source-url = Source: address
cli-xlsx-column-source-checked = Source read on (YYYY-MM)
cli-xlsx-column-source-review-by = Source to be read again by the end of (YYYY-MM; empty: a year later)
cli-xlsx-column-review = Review (not-reviewed, reviewed)
cli-xlsx-column-enemies = Questions that give it away
cli-xlsx-column-version = Version
cli-xlsx-column-translates = Translation of the question
cli-xlsx-kind-single-choice = One right answer
cli-xlsx-kind-multiple-choice = Several right answers
cli-xlsx-kind-ordering = Put in order
cli-xlsx-kind-matching = Match
cli-xlsx-kind-categorise = Sort into categories
cli-xlsx-kind-gaps = Gaps
cli-xlsx-kind-short-answer = Short answer
cli-xlsx-kind-number = Number with its unit
cli-xlsx-kind-hot-text = Mark passages
cli-xlsx-sheet-items = Questions
cli-xlsx-sheet-help = Instructions
cli-xlsx-sheet-lists = Lists
cli-xlsx-help =
    A row is a question. Do not change the first row: it names the columns for the import. The second says what they hold.
    Choices: an entry for each option, “x” as key for each right one, and for each option the feedback that says why.
    Order: an entry for each step, in the right order. The feedback of the question says why.
    Matching and sorting: an entry for each line or element; as key, the exact text of its answer or category. The column of answers gives their order, and those nobody needs.
    Gaps: write {"{"}1{"}"}, {"{"}2{"}"}… in the text. In the entry the options one a line, and the right one as key; without options, the accepted answers as key, one a line.
    Short answer and number: the right answer in its column; each entry is a wrong idea, with its feedback.
    Passages: write [[1:these words]] in the text; “x” as key for those to be marked.
    To import: socle content import workbook.xlsx --to drafts
cli-people-granted = { $email } now has this role: { $role }.
cli-people-had = { $email } had this role already: { $role }. Nothing was changed.
cli-people-revoked = { $email } no longer has this role: { $role }.
cli-people-had-not = { $email } did not have this role: { $role }. Nothing was changed.
cli-people-count = { $people ->
    [0] Nobody has a role yet. To name the first person: socle people grant ADDRESS administrator
    [one] One person has a role.
   *[other] { $people } people have a role.
}
cli-demo-proposer = Demonstration organisation that proposes training: { $email }   password: { $password }
cli-demo-team = Demonstration workshop, { $role }: { $email }   password: { $password }
cli-simulate-unknown = No competence has the code { $code }. `socle content check` reads the framework; the codes are in framework.toml.
cli-simulate-competence = Competence
cli-simulate-questions = Questions

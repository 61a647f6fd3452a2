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

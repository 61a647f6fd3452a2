# Settings
cli-config-unreadable = { $file } cannot be read: { $error }. Check the path and the rights.
cli-config-empty = it is empty
cli-config-syntax = { $file }, line { $line }: this is not TOML ({ $error }). Write "key = value".
cli-config-shape = { $file }, line { $line }: "{ $key }" wants a text in quotes, a whole number, true or false.
cli-config-meant = { $file }, line { $line }: there is no setting "{ $key }". Did you mean "{ $nearest }"?
cli-config-unknown = { $file }, line { $line }: there is no setting "{ $key }". There are: { $known }.
cli-config-twice = { $one } and { $other } both say the same thing: keep one of them.
cli-config-unset = not set
cli-config-default = default
cli-config-line = line { $line }

# The examination of an installation: what is, then what to do
cli-health-ready = Ready: { $address }
cli-health-not = Not ready: { $address } ({ $word })
cli-doctor-content = Content: { $items ->
    [one] 1 item
   *[other] { $items } items
}, { $defects ->
    [0] no defect
    [one] 1 defect
   *[other] { $defects } defects
}
cli-doctor-content-do = Run "socle content check": each defect has its file and line there.
cli-doctor-assets = Style sheets and scripts inside the program
cli-doctor-assets-do = The program was built without them: run "npm run build" in assets/, then build it again.
cli-doctor-settings = Settings: nothing contradictory
cli-doctor-base-unreadable = The public address { $url } cannot be read
cli-doctor-base-unreadable-do = Give it whole: SOCLE_BASE_URL=https://socle.your-hospital.example
cli-doctor-base-nowhere = The public address { $url } leads nowhere: links in mails will not work
cli-doctor-base-nowhere-do = Give the address that people type: SOCLE_BASE_URL=https://…
cli-doctor-plain-public = { $url } is not encrypted: passwords and answers cross the Internet in clear
cli-doctor-plain-public-do = Put a reverse proxy with TLS before it (deploy/), then SOCLE_BASE_URL=https://…
cli-doctor-plain-private = { $url } is not encrypted: any computer of this network can read what passes
cli-doctor-plain-private-do = A certificate of your own authority will do: put a reverse proxy with TLS before it (deploy/).
cli-doctor-demo = The demonstration account is open on a public installation: everybody knows its password
cli-doctor-demo-do = Remove SOCLE_DEMO, and erase the account camille.roux@demo.socle.test from its own page.
cli-doctor-proxy-unsaid = The public address is https, so behind a reverse proxy, but Socle was not told: all visitors count as one machine
cli-doctor-proxy-unsaid-do = Set SOCLE_BEHIND_PROXY=1 if the proxy adds X-Forwarded-For.
cli-doctor-proxy-forged = Socle believes X-Forwarded-For and listens on { $listen }: whoever reaches it without the proxy writes the address they like
cli-doctor-proxy-forged-do = Listen on 127.0.0.1, or make sure that only the proxy reaches this port.
cli-doctor-figures-public = The figures are served on { $listen }, open to everybody
cli-doctor-figures-public-do = Serve them on 127.0.0.1 or on the network of your monitoring: SOCLE_METRICS_LISTEN=127.0.0.1:9464
cli-doctor-mail-from = The sender "{ $from }" is not an address: { $error }
cli-doctor-mail-from-do = For example: SOCLE_MAIL_FROM='Socle <socle@your-hospital.example>'
cli-doctor-mail-folder = No mail relay: sign-in links stay in the folder mail/ and reach nobody
cli-doctor-mail-folder-do = Set SOCLE_SMTP_URL, best from a file: SOCLE_SMTP_URL_FILE.
cli-doctor-mail-clear = Mails leave in clear for { $host }: their sign-in links can be read on the way
cli-doctor-mail-clear-do = Use smtps://, or add ?tls=required to the address.
cli-doctor-legal = The legal pages are those of a demonstration
cli-doctor-legal-do = Set SOCLE_PUBLISHER, SOCLE_HOST and SOCLE_CONTACT.
cli-doctor-data = Data folder: { $folder }
cli-doctor-data-missing = The data folder { $folder } does not exist
cli-doctor-data-missing-do = Start the server once, or correct SOCLE_DATA.
cli-doctor-data-unwritable = The data folder { $folder } cannot be written: { $error }
cli-doctor-data-unwritable-do = Run this command with the account of the server, or give the folder back to it (chown).
cli-doctor-data-open = The data folder { $folder } is open to other accounts of this machine (rights { $mode })
cli-doctor-data-open-do = chmod 700 { $folder }
cli-doctor-data-network = The database in { $folder } is on a network disk ({ $kind }): its locks do not hold there, it may be damaged
cli-doctor-data-network-do = Put the folder on a disk of this machine, or move to PostgreSQL.
cli-doctor-disk-full = Only { $left } MB are left on the disk: the next answers will be refused
cli-doctor-disk-full-do = Make room now: old copies (*.backup), logs.
cli-doctor-disk-low = Only { $left } MB are left on the disk: a copy of the database does not fit
cli-doctor-disk-low-do = Make room before the next upgrade, which copies the database before it changes it.
cli-doctor-database = Database: { $error }
cli-doctor-database-do = Check that it runs, its address, and the rights of the account that runs this command.
cli-doctor-integrity = Database: { $size } MB, whole (every page and every reference was checked)
cli-doctor-integrity-elsewhere = Database: { $size } MB; its pages are checked with pg_amcheck
cli-doctor-damaged = The database is damaged ({ $size } MB): { $problems }
cli-doctor-damaged-do = Stop the server and put the last copy back: socle db restore COPY. The damaged database is kept beside it.
cli-doctor-server = PostgreSQL { $version }: keeps what Socle promises
cli-doctor-fsync = PostgreSQL has fsync=off: a power cut may lose answers that were confirmed
cli-doctor-fsync-do = ALTER SYSTEM SET fsync = on; SELECT pg_reload_conf();
cli-doctor-full-page-writes = PostgreSQL has full_page_writes=off: a power cut may damage the database
cli-doctor-full-page-writes-do = ALTER SYSTEM SET full_page_writes = on; SELECT pg_reload_conf();
cli-doctor-synchronous-commit = PostgreSQL has synchronous_commit={ $value }: Socle raises it to "on" for itself, other programs do not
cli-doctor-synchronous-commit-do = ALTER SYSTEM SET synchronous_commit = on; SELECT pg_reload_conf();
cli-doctor-encoding = The database is in { $encoding }, not UTF8: some names will not fit
cli-doctor-encoding-do = Create another one: createdb --encoding=UTF8 --template=template0 socle, then copy the data.
cli-doctor-version = PostgreSQL { $version } is no longer maintained
cli-doctor-version-do = Move to a maintained version (15 or later).
cli-doctor-connections = PostgreSQL takes { $most } connections; each Socle server may hold { $held }
cli-doctor-connections-do = Raise max_connections: { $held } for each server, and some for yourself.
cli-doctor-clock = This machine and PostgreSQL do not have the same time: { $seconds } s apart
cli-doctor-clock-do = Set both by NTP (systemd-timesyncd, chrony).
cli-doctor-mails = Mails waiting: { $waiting }
cli-doctor-mails-do = See whether the relay answers, and the log: every failure is noted there.
cli-doctor-smtp = The relay { $address } answers
cli-doctor-smtp-silent = The relay { $address } will not do: { $error }
cli-doctor-smtp-silent-do = Check address, port and TLS: smtps:// for port 465, ?tls=required for STARTTLS (587).
cli-doctor-base = { $url } answers
cli-doctor-base-silent = { $url } does not answer: { $error }
cli-doctor-base-silent-do = Is the server running? Does the name lead to the proxy? Does a firewall stop this machine?
cli-doctor-base-other = { $url } answers, but it is not Socle (status { $status })
cli-doctor-base-other-do = Let /healthz pass to the server unchanged, or correct SOCLE_BASE_URL.
cli-doctor-base-tls = { $url }: the certificate is not recognised from here ({ $error })
cli-doctor-base-tls-do = A certificate of your own authority is normal if your computers know it; otherwise renew it.

# Copies, restorations and their proofs
cli-restored-kept = The former database is kept: { $kept }
cli-restore-refused = Nothing was changed. Take another copy, or add --anyway if you know why.
cli-backup-gone = Old copy removed: { $file }
cli-proved-in-use = The database in use
cli-proved = { $name }: whole, schema { $schema }, { $sessions ->
    [one] 1 session
   *[other] { $sessions } sessions
}, { $answers ->
    [one] 1 answer
   *[other] { $answers } answers
}; { $replayed ->
    [0] no session to replay
    [one] 1 session replayed ({ $again } answers), the same result to the bit
   *[other] { $replayed } sessions replayed ({ $again } answers), the same results to the bit
}.
cli-proved-different = { $name }: whole, schema { $schema }, { $sessions } sessions, { $answers } answers, { $replayed } replayed ({ $again } answers), but these sessions do not give what was recorded: { $different }

-- What a search for a report looks through, folded by the program, and the order in which reports are listed.
ALTER TABLE report ADD COLUMN search TEXT NOT NULL DEFAULT '';
CREATE INDEX report_at ON report (at, id);

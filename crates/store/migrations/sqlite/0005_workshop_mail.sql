-- What somebody of the workshop is told by mail, and when: nobody's row is wanted, never told, nothing to tell.
CREATE TABLE workshop_mail (
    person_id BLOB NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    wanted INTEGER NOT NULL,
    news_since INTEGER NOT NULL,
    sent_at INTEGER,
    due_at INTEGER
) STRICT;
CREATE INDEX workshop_mail_due ON workshop_mail (due_at) WHERE due_at IS NOT NULL;

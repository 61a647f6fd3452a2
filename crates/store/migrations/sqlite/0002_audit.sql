-- What happened that matters to safety: written beside the act, never changed, forgotten after its time. When a person goes,
-- the line stays without them.
CREATE TABLE audit (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    person_id BLOB REFERENCES person (id) ON DELETE SET NULL,
    object TEXT,
    place BLOB
) STRICT;
CREATE INDEX audit_at ON audit (at, id);
CREATE INDEX audit_person ON audit (person_id, at, id) WHERE person_id IS NOT NULL;

-- What happened that matters to safety: written beside the act, never changed, forgotten after its time. When a person goes,
-- the line stays without them.
CREATE TABLE audit (
    id UUID NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    person_id UUID REFERENCES person (id) ON DELETE SET NULL,
    object TEXT,
    place BYTEA
);
CREATE INDEX audit_at ON audit (at, id);
CREATE INDEX audit_person ON audit (person_id, at, id) WHERE person_id IS NOT NULL;

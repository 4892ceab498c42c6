CREATE TABLE department (
    row      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name     TEXT NOT NULL CHECK (name <> ''),
    position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE member (
    row        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name       TEXT NOT NULL CHECK (name <> ''),
    department INTEGER REFERENCES department (row),
    hours      TEXT NOT NULL DEFAULT '',                       -- "Mon-Fri 09:00-17:00 Europe/Amsterdam"; empty: not said
    is_me      INTEGER NOT NULL DEFAULT 0 CHECK (is_me IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX member_me ON member (is_me) WHERE is_me = 1;

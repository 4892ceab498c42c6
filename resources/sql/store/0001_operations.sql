-- One workspace, one file. What is 16 bytes is an id (UUID); *_at is UTC ms since 1970; a row is this desk's own.
CREATE TABLE workspace (
    row     INTEGER PRIMARY KEY CHECK (row = 1),
    id      BLOB NOT NULL CHECK (length(id) = 16),
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('desk', 'sample')),  -- a sample can never send
    desk    BLOB NOT NULL CHECK (length(desk) = 16),
    made_at INTEGER NOT NULL
) STRICT;

-- The one log: written in the transaction of the effect it tells of, never changed afterwards.
-- How hash is computed is written in core/operations/operation.h.
CREATE TABLE operation (
    row     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    desk    BLOB NOT NULL CHECK (length(desk) = 16),
    seq     INTEGER NOT NULL CHECK (seq > 0),                  -- counts up per desk, without gaps
    actor   BLOB NOT NULL CHECK (length(actor) = 16),
    hlc     INTEGER NOT NULL,                                  -- hybrid logical clock: ms << 16 | counter
    kind    TEXT NOT NULL,
    payload TEXT NOT NULL,                                     -- JSON, compact, keys sorted; never people's words
    undoes  BLOB,                                              -- the operation that this one takes back
    prev    BLOB NOT NULL CHECK (length(prev) = 32),
    hash    BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (desk, seq)
) STRICT;

-- Which acts of whom could be taken back, and which have been. Derived from operation; only for this desk's keyboard.
CREATE TABLE undo (
    operation INTEGER PRIMARY KEY REFERENCES operation (row),
    actor     BLOB NOT NULL,
    undone    INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX undo_next ON undo (actor, undone, operation);

-- What only one engine may do at a time; an OS lock beside the file guards it, this row says who and who would like to.
CREATE TABLE lease (
    row        INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    holder     TEXT NOT NULL DEFAULT '',
    wanted_by  TEXT NOT NULL DEFAULT '',
    changed_at INTEGER NOT NULL DEFAULT 0
) STRICT;

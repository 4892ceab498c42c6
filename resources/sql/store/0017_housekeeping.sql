-- What is kept how long, and who asked to be forgotten.

-- When the words of a mention were taken; null: they are here. What stays has an id, a time and a place in its thread.
ALTER TABLE mention ADD COLUMN erased_at INTEGER;

-- Who was erased, by computed id alone, whether a row of theirs is here or not: nothing brings them back.
CREATE TABLE erased_identity (
    row       INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    erased_at INTEGER NOT NULL,
    refused   INTEGER NOT NULL DEFAULT 0                       -- what came from them since and was not taken in
) STRICT;

-- How long words are kept. A rule is never edited: a change makes a new row and ends the old, so that undo can go back.
-- channel and label null: every one of them.
CREATE TABLE retention (
    row      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    channel  INTEGER REFERENCES channel (row),
    label    INTEGER REFERENCES label (row),
    days     INTEGER NOT NULL CHECK (days > 0),
    reason   TEXT NOT NULL CHECK (reason <> ''),
    salt     BLOB NOT NULL,
    is_on    INTEGER NOT NULL DEFAULT 0 CHECK (is_on IN (0, 1)),
    is_ended INTEGER NOT NULL DEFAULT 0 CHECK (is_ended IN (0, 1)),
    ran_at   INTEGER
) STRICT;

-- Words being taken, a lot at a time: of a person, or by a rule. A row that is not done goes on at the next start.
-- position: how far the step is; until: mention rows below it (by a rule).
CREATE TABLE erasing (
    row       INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    retention INTEGER REFERENCES retention (row),              -- null: a person is erased
    step      TEXT NOT NULL CHECK (step IN ('listing', 'words', 'conversations', 'index', 'settling', 'done')),
    position  INTEGER NOT NULL DEFAULT 0,
    until     INTEGER,
    mentions  INTEGER NOT NULL DEFAULT 0,
    kept      INTEGER NOT NULL DEFAULT 0,                      -- conversations that a rule left, since work goes on there
    begun_at  INTEGER NOT NULL,
    ended_at  INTEGER
) STRICT;

CREATE TABLE erasing_identity (
    row      INTEGER PRIMARY KEY,
    erasing  INTEGER NOT NULL REFERENCES erasing (row),
    identity INTEGER NOT NULL,
    position INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Conversations that an incident keeps as evidence: no rule touches them.
CREATE TABLE held_conversation (
    row          INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL UNIQUE,
    since        INTEGER NOT NULL
) STRICT;

-- Who has to agree, who did, and to exactly what.

-- What a member may do, beside who they are. belt: 0 none, 1 white … 6 black. roles: JSON list of words.
CREATE TABLE member_right (
    row          INTEGER PRIMARY KEY,
    member       INTEGER NOT NULL UNIQUE REFERENCES member (row),
    roles        TEXT NOT NULL DEFAULT '[]',
    belt         INTEGER NOT NULL DEFAULT 0 CHECK (belt BETWEEN 0 AND 6),
    suspended_at INTEGER,                                      -- from then on they sign nothing; null: not suspended
    suspended_why TEXT NOT NULL DEFAULT ''
) STRICT;

-- The key with which a member signs (Ed25519). The secret half is in the keyring, never here. An ended one still says
-- who signed before it ended.
CREATE TABLE signing_key (
    row        INTEGER PRIMARY KEY,
    member     INTEGER NOT NULL REFERENCES member (row),
    public_key BLOB NOT NULL UNIQUE CHECK (length(public_key) = 32),
    made_at    INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT;
CREATE UNIQUE INDEX signing_key_standing ON signing_key (member) WHERE ended_at IS NULL;

-- Versions of the graph of who answers and who signs; the highest number is in force. Never changed.
CREATE TABLE authority (
    row      INTEGER PRIMARY KEY,
    number   INTEGER NOT NULL UNIQUE CHECK (number > 0),
    document TEXT NOT NULL,                                    -- JSON of core/approval/authority.h
    why      TEXT NOT NULL CHECK (why <> ''),
    made_by  INTEGER NOT NULL REFERENCES member (row),
    made_at  INTEGER NOT NULL
) STRICT;

-- A revision before its gates. binding: the bytes that are signed (resources/formats/sign-off.md). gates: JSON of those
-- that it has to pass, as they were when it was submitted. Ended: recalled, or a later one came.
CREATE TABLE submission (
    row       INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    post      INTEGER NOT NULL REFERENCES post (row),
    revision  INTEGER NOT NULL REFERENCES revision (row),
    authority INTEGER NOT NULL REFERENCES authority (number),
    gates     TEXT NOT NULL,
    binding   BLOB NOT NULL,
    digest    BLOB NOT NULL CHECK (length(digest) = 32),
    authors   TEXT NOT NULL,                                   -- JSON list of member ids: none of them counts
    due_at    INTEGER,                                         -- UTC; null: no hour yet
    made_at   INTEGER NOT NULL,
    ended_at  INTEGER,
    ending    TEXT NOT NULL DEFAULT '' CHECK (ending = '' OR ending = 'recalled' OR ending = 'superseded')
) STRICT;
CREATE UNIQUE INDEX submission_open ON submission (post) WHERE ended_at IS NULL;
CREATE INDEX submission_post ON submission (post, row);
CREATE INDEX submission_due ON submission (due_at) WHERE ended_at IS NULL;
CREATE INDEX submission_revision ON submission (revision);

-- What somebody said of exactly one binding. statement: the bytes that are signed; the other columns are read from it
-- and count for nothing by themselves. note: the person's words; they go where a person is erased, the digest of them
-- in the statement stays.
CREATE TABLE sign_off (
    row        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    submission INTEGER NOT NULL REFERENCES submission (row),
    signer     INTEGER NOT NULL REFERENCES signing_key (row),
    sequence   INTEGER NOT NULL CHECK (sequence > 0),
    statement  BLOB NOT NULL,
    signature  BLOB NOT NULL CHECK (length(signature) = 64),
    note       TEXT NOT NULL DEFAULT '',
    kept_at    INTEGER NOT NULL,
    UNIQUE (signer, sequence)
) STRICT;
CREATE INDEX sign_off_submission ON sign_off (submission, row);

-- A right to sign, lent for a time; ended_at: taken back earlier.
CREATE TABLE delegation (
    row      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    lender   INTEGER NOT NULL REFERENCES member (row),
    borrower INTEGER NOT NULL REFERENCES member (row),
    gate     BLOB CHECK (length(gate) = 16),                   -- null: at every gate
    begins   INTEGER NOT NULL,
    ends     INTEGER NOT NULL CHECK (ends > begins),
    ended_at INTEGER
) STRICT;
CREATE INDEX delegation_borrower ON delegation (borrower, ends);

-- That a desk's log stood so: the hash of its entry seq, which holds the hashes of all before it, signed. What protects
-- something is signed as it is written; all else at least once a minute of work. See core/operations/heads.h.
CREATE TABLE log_head (
    row       INTEGER PRIMARY KEY,
    desk      BLOB NOT NULL CHECK (length(desk) = 16),
    seq       INTEGER NOT NULL CHECK (seq > 0),
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    signer    INTEGER NOT NULL REFERENCES signing_key (row),
    at        INTEGER NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    UNIQUE (desk, seq, signer)
) STRICT;

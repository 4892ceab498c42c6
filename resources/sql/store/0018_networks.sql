-- Accounts on networks that know who we are, and what they tell beside new messages.

-- Rebuilt, since a check cannot be changed: a network with people on it is asked oftener than a feed, and somebody may
-- be signed out. address: of a feed, or of the server whose interface is asked.
CREATE TABLE account_now (
    row           INTEGER PRIMARY KEY,
    channel       INTEGER NOT NULL UNIQUE REFERENCES channel (row),
    address       TEXT NOT NULL CHECK (address <> ''),         -- where it is asked now
    first_address TEXT NOT NULL,                               -- as it was added: names what came, wherever it moves
    typed         TEXT NOT NULL DEFAULT '',                    -- "host:port" that a person typed; may be private
    pace          INTEGER NOT NULL CHECK (pace >= 15),         -- seconds between two questions
    paused        INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    removed       INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    added_at      INTEGER NOT NULL,
    salt          BLOB NOT NULL,                               -- of the digests by which operations name the address
    global_name   TEXT NOT NULL DEFAULT '',                    -- ours there, never changing; empty: nobody signs in
    remote_id     TEXT NOT NULL DEFAULT '',                    -- ours in the network's interface
    can           TEXT NOT NULL DEFAULT '{}',                  -- JSON, the connector's notes on the server
    terms         TEXT NOT NULL DEFAULT '{}',                  -- JSON: what a person allowed and wants heard
    signed_in_at  INTEGER NOT NULL DEFAULT 0,                  -- when what lets us in was last renewed
    news_since    INTEGER                                      -- what was written before is history; null: as the page says
) STRICT;
INSERT INTO account_now (row, channel, address, first_address, typed, pace, paused, removed, added_at, salt)
    SELECT row, channel, address, first_address, typed, pace, paused, removed, added_at, salt FROM account;
CREATE TABLE account_fare_now (
    row         INTEGER PRIMARY KEY REFERENCES account_now (row),
    state       TEXT NOT NULL CHECK (state = 'fine' OR state = 'waiting' OR state = 'failing' OR state = 'gone'
                                     OR state = 'out'),        -- out: a person must sign in again
    since       INTEGER NOT NULL,                              -- when this state began
    asked_at    INTEGER NOT NULL,
    fine_at     INTEGER,                                       -- the last good answer; null: none yet
    not_before  INTEGER NOT NULL,                              -- it is not asked before
    failures    INTEGER NOT NULL DEFAULT 0,
    reason      TEXT NOT NULL DEFAULT '',                      -- a sentence for a person
    clock_ahead INTEGER,                                       -- seconds, of its clock against ours; null: not told
    refused     INTEGER NOT NULL DEFAULT 0,                    -- items that could not be read, in all
    refused_why TEXT NOT NULL DEFAULT ''                       -- the last of them: where, and why
) STRICT;
INSERT INTO account_fare_now (row, state, since, asked_at, fine_at, not_before, failures, reason, clock_ahead)
    SELECT row, state, since, asked_at, fine_at, not_before, failures, reason, clock_ahead FROM account_fare;
DROP TABLE account_fare;
DROP TABLE account;
ALTER TABLE account_now RENAME TO account;
ALTER TABLE account_fare_now RENAME TO account_fare;
CREATE INDEX account_address ON account (address);
CREATE INDEX account_first ON account (first_address);

-- What a network says of a message beside its words. A content warning stands in title.
ALTER TABLE mention ADD COLUMN remote_id TEXT;                          -- in the network's interface; null: it has none
ALTER TABLE mention ADD COLUMN audience TEXT NOT NULL DEFAULT 'public'; -- a word of core/networks/traffic.h
ALTER TABLE mention ADD COLUMN is_warned INTEGER NOT NULL DEFAULT 0;    -- the title is, or bears, a content warning
ALTER TABLE mention ADD COLUMN edited_at INTEGER;                       -- by its author, last; null: never
ALTER TABLE mention ADD COLUMN gone_at INTEGER;                         -- seen to be taken away there; null: it stands
ALTER TABLE mention ADD COLUMN moderation TEXT NOT NULL DEFAULT '';     -- "hold", "approved", "spam", "trash"
ALTER TABLE mention ADD COLUMN versions INTEGER NOT NULL DEFAULT 0;     -- how many mention_version has
CREATE INDEX mention_remote ON mention (channel, remote_id) WHERE remote_id IS NOT NULL;

-- What a message said before its author changed it; they go with its words.
CREATE TABLE mention_version (
    row      INTEGER PRIMARY KEY,
    mention  INTEGER NOT NULL REFERENCES mention (row),
    title    TEXT NOT NULL,
    text     TEXT NOT NULL,
    spans    TEXT,
    media    TEXT,
    until_at INTEGER NOT NULL                                  -- when we saw that it says something else
) STRICT;
CREATE INDEX mention_version_mention ON mention_version (mention, row);

-- Who liked, passed on or followed. about: the message's id, here or not; null for a follow.
CREATE TABLE response (
    row      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    channel  INTEGER NOT NULL REFERENCES channel (row),
    identity INTEGER NOT NULL REFERENCES identity (row),
    kind     TEXT NOT NULL CHECK (kind = 'favourite' OR kind = 'boost' OR kind = 'follow'),
    about    BLOB CHECK (length(about) = 16),
    at       INTEGER NOT NULL
) STRICT;
CREATE INDEX response_about ON response (about) WHERE about IS NOT NULL;
CREATE INDEX response_identity ON response (identity, at);

-- What we do to a message or a person there without words of ours: wished here, made there as soon as it can be.
-- id is the same at every try. was: how it stood before, where taking back needs it (moderation).
CREATE TABLE gesture (
    row        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    channel    INTEGER NOT NULL REFERENCES channel (row),
    kind       TEXT NOT NULL,                                  -- a word of core/networks/gesture.h
    mention    INTEGER REFERENCES mention (row),               -- null: done to a person alone
    identity   INTEGER REFERENCES identity (row),
    words      TEXT NOT NULL DEFAULT '',                       -- of a report
    was        TEXT NOT NULL DEFAULT '',
    wished_at  INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state = 'waiting' OR state = 'trying' OR state = 'done' OR state = 'refused'
                                    OR state = 'dropped'),
    tries      INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL DEFAULT 0,
    reason     TEXT NOT NULL DEFAULT '',                       -- why it is not done, for a person
    remote_id  TEXT NOT NULL DEFAULT '',                       -- what it made there
    ended_at   INTEGER
) STRICT;
CREATE INDEX gesture_due ON gesture (not_before) WHERE state = 'waiting' OR state = 'trying';
CREATE INDEX gesture_identity ON gesture (identity, channel) WHERE identity IS NOT NULL;
CREATE INDEX gesture_mention ON gesture (mention) WHERE mention IS NOT NULL;

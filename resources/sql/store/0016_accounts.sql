-- Where we listen: what a person decided about each channel that is asked over the network.
-- Removing keeps the row and all that came through it; undo brings it back.
CREATE TABLE account (
    row           INTEGER PRIMARY KEY,
    channel       INTEGER NOT NULL UNIQUE REFERENCES channel (row),
    address       TEXT NOT NULL CHECK (address <> ''),         -- where it is asked now
    first_address TEXT NOT NULL,                               -- as it was added: names what came, wherever it moves
    typed         TEXT NOT NULL DEFAULT '',                    -- "host:port" that a person typed; may be private
    pace          INTEGER NOT NULL CHECK (pace >= 300),        -- seconds between two questions
    paused        INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    removed       INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    added_at      INTEGER NOT NULL,
    salt          BLOB NOT NULL                                -- of the digests by which operations name the address
) STRICT;
CREATE INDEX account_address ON account (address);
CREATE INDEX account_first ON account (first_address);

-- How each account fares. Apart from what people decided, since it changes at every question.
CREATE TABLE account_fare (
    row         INTEGER PRIMARY KEY REFERENCES account (row),
    state       TEXT NOT NULL CHECK (state = 'fine' OR state = 'waiting' OR state = 'failing' OR state = 'gone'),
    since       INTEGER NOT NULL,                              -- when this state began
    asked_at    INTEGER NOT NULL,
    fine_at     INTEGER,                                       -- the last good answer; null: none yet
    not_before  INTEGER NOT NULL,                              -- it is not asked before
    failures    INTEGER NOT NULL DEFAULT 0,
    reason      TEXT NOT NULL DEFAULT '',                      -- a sentence for a person
    clock_ahead INTEGER                                        -- seconds, of its clock against ours; null: not told
) STRICT;

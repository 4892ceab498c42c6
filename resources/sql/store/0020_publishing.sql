-- What we say, when, and how it goes out: once, or visibly not at all.

CREATE TABLE campaign (
    row           INTEGER PRIMARY KEY,
    id            BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name          TEXT NOT NULL CHECK (name <> ''),
    embargo_until INTEGER,                                     -- nothing of it goes out before; null: no embargo
    removed       INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

-- Rebuilt, since a check cannot be changed: a post is planned now, part of a campaign, and says why it is written.
CREATE TABLE post_now (
    row          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    author       INTEGER NOT NULL REFERENCES member (row),
    state        TEXT NOT NULL CHECK (state = 'draft' OR state = 'submitted' OR state = 'discarded'),
    reply_to     BLOB CHECK (length(reply_to) = 16),           -- the mention's id
    conversation INTEGER REFERENCES conversation (row),
    campaign     INTEGER REFERENCES campaign (row),
    objective    TEXT NOT NULL DEFAULT '',
    made_at      INTEGER NOT NULL
) STRICT;
INSERT INTO post_now (row, id, author, state, reply_to, conversation, made_at)
    SELECT row, id, author, state, reply_to, conversation, made_at FROM post;
-- What is being written for one channel. text: of the first part; more: everything else, JSON of core/posts/content.h.
CREATE TABLE variant_now (
    row      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    post     INTEGER NOT NULL REFERENCES post_now (row),
    channel  INTEGER NOT NULL REFERENCES channel (row),
    text     TEXT NOT NULL,
    more     TEXT NOT NULL DEFAULT '{}',
    salt     BLOB NOT NULL,
    saved_at INTEGER NOT NULL,
    UNIQUE (post, channel)
) STRICT;
INSERT INTO variant_now (row, id, post, channel, text, salt, saved_at)
    SELECT row, id, post, channel, text, salt, saved_at FROM variant;
DROP TABLE variant;
DROP TABLE post;
ALTER TABLE post_now RENAME TO post;
ALTER TABLE variant_now RENAME TO variant;
CREATE INDEX post_conversation ON post (conversation) WHERE conversation IS NOT NULL;

-- What was submitted, never changed afterwards. digest: SHA-256, how it is computed stands in core/posts/canonical.h.
CREATE TABLE revision (
    row     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    post    INTEGER NOT NULL REFERENCES post (row),
    number  INTEGER NOT NULL CHECK (number > 0),
    author  INTEGER NOT NULL REFERENCES member (row),
    digest  BLOB NOT NULL CHECK (length(digest) = 32),
    made_at INTEGER NOT NULL,
    UNIQUE (post, number)
) STRICT;
-- content: the canonical bytes for one channel. They go where a person who is answered in them is erased.
CREATE TABLE revision_variant (
    row      INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL REFERENCES revision (row),
    channel  INTEGER NOT NULL REFERENCES channel (row),
    content  BLOB NOT NULL,
    digest   BLOB NOT NULL CHECK (length(digest) = 32),
    UNIQUE (revision, channel)
) STRICT;

-- One occurrence of one post to one account. occurrence: the wall time a series gave it; empty: the only one. round:
-- counts up where a person publishes it again on purpose. wall and zone are what was meant, due_at is reckoned from
-- them. fence counts up whenever it changes hands or mind: who holds an older one writes nothing.
CREATE TABLE delivery (
    row         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    post        INTEGER NOT NULL REFERENCES post (row),
    variant     INTEGER NOT NULL REFERENCES revision_variant (row),
    channel     INTEGER NOT NULL REFERENCES channel (row),
    occurrence  TEXT NOT NULL DEFAULT '',
    round       INTEGER NOT NULL DEFAULT 0,
    digest      BLOB NOT NULL CHECK (length(digest) = 32),     -- of the variant, as it was queued
    wall        TEXT NOT NULL,                                 -- as readWallTime() reads it, its zone with it
    zone        TEXT NOT NULL,                                 -- IANA
    due_at      INTEGER NOT NULL,
    state       TEXT NOT NULL
        CHECK (state = 'queued' OR state = 'claimed' OR state = 'intent' OR state = 'sent' OR state = 'rejected'
            OR state = 'unconfirmed' OR state = 'missed' OR state = 'held' OR state = 'withdrawn'),
    fence       INTEGER NOT NULL DEFAULT 0,
    owner       TEXT NOT NULL DEFAULT '',                      -- the process that claimed it, for people
    tries       INTEGER NOT NULL DEFAULT 0,
    looks       INTEGER NOT NULL DEFAULT 0,                    -- how often it was looked for since it is in doubt
    not_before  INTEGER NOT NULL DEFAULT 0,                    -- UTC ms; nothing is done about it before
    late_at     INTEGER,                                       -- when a person said: late as it is, send it
    reason      TEXT NOT NULL DEFAULT '',                      -- a sentence for a person
    made_at     INTEGER NOT NULL,
    ended_at    INTEGER,
    UNIQUE (post, channel, occurrence, round)
) STRICT;
CREATE INDEX delivery_due ON delivery (channel, due_at) WHERE state = 'queued';
CREATE INDEX delivery_doubt ON delivery (not_before) WHERE state = 'unconfirmed';
CREATE INDEX delivery_state ON delivery (state, due_at);
CREATE INDEX delivery_post ON delivery (post);

-- A thread goes out part by part. key is the same at every try. first_tried_at, reserved: chosen before the first.
CREATE TABLE delivery_part (
    row            INTEGER PRIMARY KEY,
    delivery       INTEGER NOT NULL REFERENCES delivery (row),
    number         INTEGER NOT NULL CHECK (number >= 0),
    key            BLOB NOT NULL CHECK (length(key) = 32),
    state          TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state = 'waiting' OR state = 'intent' OR state = 'sent' OR state = 'removed'),
    tries          INTEGER NOT NULL DEFAULT 0,
    first_tried_at INTEGER,
    last_tried_at  INTEGER,
    reserved       TEXT NOT NULL DEFAULT '',
    global_name    TEXT NOT NULL DEFAULT '',
    remote_id      TEXT NOT NULL DEFAULT '',
    url            TEXT NOT NULL DEFAULT '',
    sent_at        INTEGER,
    UNIQUE (delivery, number)
) STRICT;
CREATE INDEX delivery_part_name ON delivery_part (global_name) WHERE global_name <> '';
-- Pictures that are there already, where nobody sees them: a new try does not bring them again.
CREATE TABLE delivery_upload (
    row         INTEGER PRIMARY KEY,
    part        INTEGER NOT NULL REFERENCES delivery_part (row),
    number      INTEGER NOT NULL,
    handle      TEXT NOT NULL,
    uploaded_at INTEGER NOT NULL,
    UNIQUE (part, number)
) STRICT;

-- Nothing planned goes out while a hold stands; campaign null: all of it.
CREATE TABLE hold (
    row         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    campaign    INTEGER REFERENCES campaign (row),
    reason      TEXT NOT NULL,
    set_by      INTEGER NOT NULL REFERENCES member (row),
    set_at      INTEGER NOT NULL,
    released_at INTEGER
) STRICT;
CREATE INDEX hold_standing ON hold (campaign) WHERE released_at IS NULL;

-- What the team decided about publishing; missing: as core/publishing/terms.h says.
CREATE TABLE publishing_term (
    row   INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
) STRICT;

-- What a network said that it allows, JSON of core/networks/limitsbook.h; missing: what is usual there.
CREATE TABLE channel_limits (
    row      INTEGER PRIMARY KEY,
    channel  INTEGER NOT NULL UNIQUE REFERENCES channel (row),
    limits   TEXT NOT NULL,
    asked_at INTEGER NOT NULL
) STRICT;

-- What is to be done to something that is out there: said otherwise, or taken away. Safe to repeat.
CREATE TABLE amendment (
    row        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    delivery   INTEGER NOT NULL REFERENCES delivery (row),
    kind       TEXT NOT NULL CHECK (kind = 'change' OR kind = 'remove'),
    variant    INTEGER REFERENCES revision_variant (row),      -- what it says from then on; null: it is taken away
    state      TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state = 'waiting' OR state = 'done' OR state = 'refused' OR state = 'dropped'),
    tries      INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL DEFAULT 0,
    reason     TEXT NOT NULL DEFAULT '',
    wished_at  INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT;
CREATE INDEX amendment_waiting ON amendment (delivery) WHERE state = 'waiting';

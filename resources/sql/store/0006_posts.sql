-- What we say. Until publishing is built a post is a draft; a reply names the mention it answers.
CREATE TABLE post (
    row          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    author       INTEGER NOT NULL REFERENCES member (row),
    state        TEXT NOT NULL CHECK (state IN ('draft', 'discarded')),
    reply_to     BLOB CHECK (length(reply_to) = 16),           -- the mention's id
    conversation INTEGER REFERENCES conversation (row),
    made_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX post_conversation ON post (conversation) WHERE conversation IS NOT NULL;

CREATE TABLE variant (
    row      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    post     INTEGER NOT NULL REFERENCES post (row),
    channel  INTEGER NOT NULL REFERENCES channel (row),
    text     TEXT NOT NULL,
    salt     BLOB NOT NULL,
    saved_at INTEGER NOT NULL,
    UNIQUE (post, channel)
) STRICT;

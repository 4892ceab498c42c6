-- Who is who over networks, and what may be done for them.

-- A handle as it is compared over networks: no leading @, no server, no separators. Short ones tell nothing. Queries
-- must repeat the expression as it stands (core/people/handlekey.h).
CREATE INDEX identity_handle ON identity (
    replace(replace(replace(replace(lower(substr(ltrim(handle, '@'), 1, instr(ltrim(handle, '@') || '@', '@') - 1)),
        '.bsky.social', ''), '.', ''), '_', ''), '-', '')) WHERE length(handle) > 4;
-- A profile's address as it is compared: no scheme, no slash at the end.
CREATE INDEX identity_profile ON identity (
    lower(rtrim(replace(replace(profile_url, 'https://', ''), 'http://', ''), '/'))) WHERE profile_url <> '';

-- What a profile says of the person's other places. link and email are claims; what the network tested is verified.
CREATE TABLE trait (
    row      INTEGER PRIMARY KEY,
    identity INTEGER NOT NULL REFERENCES identity (row) ON DELETE CASCADE,
    kind     TEXT NOT NULL CHECK (kind IN ('email', 'link')),
    value    TEXT NOT NULL,                                    -- folded: an address, a link without its scheme
    verified INTEGER NOT NULL DEFAULT 0 CHECK (verified IN (0, 1)),
    UNIQUE (identity, kind, value)
) STRICT;
CREATE INDEX trait_value ON trait (kind, value);

-- Why an identity is with its contact, where a person said so; none: the contact began with it.
CREATE TABLE identity_match (
    row        INTEGER PRIMARY KEY,
    identity   INTEGER NOT NULL UNIQUE REFERENCES identity (row) ON DELETE CASCADE,
    reason     TEXT NOT NULL,                                  -- a word of core/people/matching.h
    matched_at INTEGER NOT NULL
) STRICT;
-- Two identities that somebody said are two people: not proposed again.
CREATE TABLE identity_refusal (
    row   INTEGER PRIMARY KEY,
    one   INTEGER NOT NULL REFERENCES identity (row) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES identity (row) ON DELETE CASCADE,
    CHECK (one < other),
    UNIQUE (one, other)
) STRICT;
CREATE INDEX identity_refusal_other ON identity_refusal (other);

-- Labels of a person. They follow the identity, and reach what it writes later; operation: the step that put it on.
CREATE TABLE author_label (
    row       INTEGER PRIMARY KEY,
    identity  INTEGER NOT NULL REFERENCES identity (row) ON DELETE CASCADE,
    label     INTEGER NOT NULL REFERENCES label (row),
    operation INTEGER NOT NULL REFERENCES operation (row),
    UNIQUE (identity, label)
) STRICT;
CREATE INDEX author_label_label ON author_label (label);

-- What somebody made, not how loud they are. Follows the identity.
CREATE TABLE evidence (
    row         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    identity    INTEGER NOT NULL REFERENCES identity (row) ON DELETE CASCADE,
    url         TEXT NOT NULL CHECK (url <> ''),
    kind        TEXT NOT NULL CHECK (kind IN ('article', 'project', 'product', 'talk', 'research', 'community', 'other')),
    verified_by INTEGER REFERENCES member (row),               -- null: nobody has looked yet
    salt        BLOB NOT NULL,
    added_at    INTEGER NOT NULL,
    removed     INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;
CREATE INDEX evidence_identity ON evidence (identity);

-- An exchange that cost somebody here more than work should. Follows the identity.
CREATE TABLE strain_mark (
    row       INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    identity  INTEGER NOT NULL REFERENCES identity (row) ON DELETE CASCADE,
    kind      TEXT NOT NULL CHECK (kind IN ('time', 'abuse', 'threat')),
    marked_at INTEGER NOT NULL,
    removed   INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;
CREATE INDEX strain_mark_identity ON strain_mark (identity, marked_at);

-- How much is borne from whom: what the team agreed on, each agreement kept with its reason. The newest stands that
-- was not taken back.
CREATE TABLE tolerance (
    row       INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    points    TEXT NOT NULL,                                   -- JSON [[influence, strain]…], 0..100
    ceiling   INTEGER NOT NULL CHECK (ceiling BETWEEN 1 AND 100),
    floor     INTEGER NOT NULL CHECK (floor BETWEEN 1 AND ceiling),
    why       TEXT NOT NULL CHECK (why <> ''),
    salt      BLOB NOT NULL,
    agreed_at INTEGER NOT NULL,
    removed   INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

-- A promise found in a reply of ours: confirmed it is due, refused it was none.
CREATE TABLE pledge (
    row     INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL UNIQUE REFERENCES mention (row) ON DELETE CASCADE,
    answer  TEXT NOT NULL CHECK (answer IN ('confirmed', 'refused')),
    due_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX pledge_due ON pledge (due_at) WHERE answer = 'confirmed';

-- What the lists and the plot show of a person, written again when something of theirs changes. strain: at strain_at;
-- it decays from there.
CREATE TABLE standing_figure (
    row       INTEGER PRIMARY KEY REFERENCES contact (row) ON DELETE CASCADE,
    influence INTEGER NOT NULL CHECK (influence BETWEEN 0 AND 100),
    strain    INTEGER NOT NULL DEFAULT 0,                       -- thousandths
    strain_at INTEGER NOT NULL
) STRICT;
CREATE INDEX standing_figure_strained ON standing_figure (influence) WHERE strain > 0;

-- Where else the same words stand: a bridge's copy, the feed of a blog. The copy lives in the conversation of the first
-- that came and asks nothing of us.
CREATE TABLE mention_copy (
    row     INTEGER PRIMARY KEY REFERENCES mention (row) ON DELETE CASCADE,
    copy_of INTEGER NOT NULL REFERENCES mention (row) ON DELETE CASCADE
) STRICT;
CREATE INDEX mention_copy_of ON mention_copy (copy_of);
-- The addresses under which a mention may be met again, as numbers: 63 bits of a digest of the address.
CREATE TABLE mention_place (
    row     INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL REFERENCES mention (row) ON DELETE CASCADE,
    place   INTEGER NOT NULL,
    UNIQUE (mention, place)
) STRICT;
CREATE INDEX mention_place_place ON mention_place (place);

-- Which conversations a step went over, so that one over 50,000 is taken back without asking every one of them.
CREATE INDEX act_operation ON act (operation, conversation);

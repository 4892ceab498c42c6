CREATE TABLE channel (
    row     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    network TEXT NOT NULL,                                     -- a word of core/networks/network.h
    name    TEXT NOT NULL,
    handle  TEXT NOT NULL DEFAULT '',
    cursor  BLOB NOT NULL DEFAULT x''                          -- moves in the transaction of what it fetched
) STRICT;

-- A person as we know them. Made with their first identity and named by it, so that two desks make the same one.
CREATE TABLE contact (
    row INTEGER PRIMARY KEY,
    id  BLOB NOT NULL UNIQUE CHECK (length(id) = 16)
) STRICT;

-- Who a person is on one network.
CREATE TABLE identity (
    row         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    contact     INTEGER NOT NULL REFERENCES contact (row),
    network     TEXT NOT NULL,
    global_name TEXT NOT NULL,
    handle      TEXT NOT NULL,
    name        TEXT NOT NULL,                                 -- display name; empty: the handle is shown
    folded      TEXT NOT NULL,                                 -- name and handle folded, for from:
    profile_url TEXT NOT NULL DEFAULT '',
    followers   INTEGER,                                       -- null: not told
    is_us       INTEGER NOT NULL DEFAULT 0 CHECK (is_us IN (0, 1)),
    first_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX identity_contact ON identity (contact);

-- An import: one operation, resumed where it stopped. Its row moves in the transaction of the rows it brought.
CREATE TABLE import (
    row        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    source     TEXT NOT NULL,                                  -- the name space of its rows' global names
    file_name  TEXT NOT NULL,
    digest     TEXT NOT NULL,                                  -- of the file, to know it again
    map        TEXT NOT NULL,                                  -- the column map, as the command line writes it
    arrive_as  TEXT NOT NULL CHECK (arrive_as IN ('new', 'history')),
    state      TEXT NOT NULL CHECK (state IN ('running', 'paused', 'done', 'undoing', 'undone')),
    position   INTEGER NOT NULL DEFAULT 0,                     -- bytes of the file that are in
    rows_read  INTEGER NOT NULL DEFAULT 0,
    added      INTEGER NOT NULL DEFAULT 0,
    known      INTEGER NOT NULL DEFAULT 0,
    refused    INTEGER NOT NULL DEFAULT 0,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT;
CREATE INDEX import_file ON import (digest, source);

-- Messages that belong together, and what we owe for them. row is the row of its first mention.
-- latest: the newest mention from outside (0: only we spoke); answered: our newest one (0: none); since: the oldest
-- one not yet answered. All are mention rows, so they sort by time, can be paged by key, and come out the same in
-- whatever order the mentions arrive.
-- Its words are checked by OR: for a list of three or more SQLite fills a table of its own at every row it writes.
CREATE TABLE conversation (
    row            INTEGER PRIMARY KEY,
    id             BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    channel        INTEGER NOT NULL REFERENCES channel (row),
    identity       INTEGER NOT NULL REFERENCES identity (row),
    state          TEXT NOT NULL
        CHECK (state = 'new' OR state = 'open' OR state = 'waiting' OR state = 'snoozed' OR state = 'done'
            OR state = 'spam' OR state = 'merged'),
    escalated      INTEGER NOT NULL DEFAULT 0 CHECK (escalated IN (0, 1)),
    unread         INTEGER NOT NULL DEFAULT 1 CHECK (unread IN (0, 1)),
    assignee       INTEGER REFERENCES member (row),
    department     INTEGER REFERENCES department (row),
    latest         INTEGER NOT NULL,
    answered       INTEGER NOT NULL DEFAULT 0,
    since          INTEGER NOT NULL,
    snooze_until   INTEGER,                                    -- year 9999: until someone answers
    snooze_wall    TEXT NOT NULL DEFAULT '',                   -- as the person meant it: "2026-11-24T09:00 Europe/Oslo"
    snooze_mode    TEXT NOT NULL DEFAULT ''
        CHECK (snooze_mode = '' OR snooze_mode = 'until_time' OR snooze_mode = 'until_reply'
            OR snooze_mode = 'time_or_reply' OR snooze_mode = 'time_regardless'),
    previous_until INTEGER,                                    -- what a waking reply interrupted; Shift+S restores it
    woke           TEXT NOT NULL DEFAULT '' 
        CHECK (woke = '' OR woke = 'time' OR woke = 'late' OR woke = 'reply'),
    done_at        INTEGER,                                    -- null while open, and for history
    claimed_by     INTEGER REFERENCES member (row),
    claimed_until  INTEGER,
    merged_into    INTEGER REFERENCES conversation (row)       -- a merge keeps both ids
) STRICT;
CREATE INDEX conversation_state ON conversation (state, latest);
CREATE INDEX conversation_open ON conversation (since) WHERE state IN ('new', 'open');
CREATE INDEX conversation_escalated ON conversation (since) WHERE state IN ('new', 'open') AND escalated = 1;
CREATE INDEX conversation_turn ON conversation (assignee, since) WHERE state IN ('new', 'open');
CREATE INDEX conversation_channel ON conversation (channel, since) WHERE state IN ('new', 'open');
CREATE INDEX conversation_department ON conversation (department, since)
    WHERE state IN ('new', 'open') AND department IS NOT NULL;
CREATE INDEX conversation_wake ON conversation (snooze_until) WHERE state = 'snoozed';
CREATE INDEX conversation_done ON conversation (done_at) WHERE state = 'done' AND done_at IS NOT NULL;

-- What somebody said, to us or of us. row: its time in ms << 12 and a tie-breaker, never changed after.
CREATE TABLE mention (
    row          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    conversation INTEGER NOT NULL REFERENCES conversation (row),
    identity     INTEGER NOT NULL REFERENCES identity (row),
    channel      INTEGER NOT NULL REFERENCES channel (row),
    is_ours      INTEGER NOT NULL CHECK (is_ours IN (0, 1)),
    written_at   INTEGER NOT NULL,
    received_at  INTEGER NOT NULL,
    time_doubt   INTEGER NOT NULL CHECK (time_doubt IN (0, 1)), -- written_at is the time of receipt, since none was fit
    language     TEXT NOT NULL,                                -- BCP 47; empty: unknown
    global_name  TEXT NOT NULL,
    reply_to     BLOB CHECK (length(reply_to) = 16),           -- the parent's id, here or not
    url          TEXT NOT NULL,
    title        TEXT NOT NULL,
    text         TEXT NOT NULL,                                -- plain; what was active was left at the door
    spans        TEXT,                                         -- JSON [[start,length,kind,target]…]; null: none
    media        TEXT,                                         -- JSON [{url,kind,description}…]; null: none
    salt         BLOB NOT NULL,                                -- of the digests by which operations name the text
    import       INTEGER REFERENCES import (row)
) STRICT;
CREATE INDEX mention_conversation ON mention (conversation, row);
CREATE INDEX mention_identity ON mention (identity, row);

-- Parents not here yet: when one comes, it finds the conversation that waits for it.
CREATE TABLE awaited (
    row          INTEGER PRIMARY KEY,
    parent       BLOB NOT NULL UNIQUE CHECK (length(parent) = 16),
    conversation INTEGER NOT NULL REFERENCES conversation (row)
) STRICT;
CREATE INDEX awaited_conversation ON awaited (conversation);

CREATE TABLE label (
    row    INTEGER PRIMARY KEY,
    id     BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name   TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
    colour TEXT NOT NULL DEFAULT 'plain'
) STRICT;

CREATE TABLE conversation_label (
    row          INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversation (row),
    label        INTEGER NOT NULL REFERENCES label (row),
    UNIQUE (conversation, label)
) STRICT;
CREATE INDEX conversation_label_label ON conversation_label (label, conversation);

-- Said to the team, never published. The text of a withdrawn note is kept, so that undo can bring it back.
CREATE TABLE note (
    row          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    conversation INTEGER NOT NULL REFERENCES conversation (row),
    author       INTEGER NOT NULL REFERENCES member (row),
    text         TEXT NOT NULL,
    salt         BLOB NOT NULL,
    written_at   INTEGER NOT NULL,
    withdrawn    INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT;
CREATE INDEX note_conversation ON note (conversation, written_at);

-- Which operations touched a conversation. Derived from operation, for the lines between its messages.
CREATE TABLE act (
    row          INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    operation    INTEGER NOT NULL REFERENCES operation (row)
) STRICT;
CREATE INDEX act_conversation ON act (conversation, operation);

-- How many conversations stand where, kept as they change. kind: all (key 0), channel, assignee (0: nobody),
-- department, label; key is the row of that thing.
CREATE TABLE tally (
    row   INTEGER PRIMARY KEY,
    kind  TEXT NOT NULL CHECK (kind IN ('all', 'channel', 'assignee', 'department', 'label')),
    key   INTEGER NOT NULL,
    state TEXT NOT NULL,
    n     INTEGER NOT NULL CHECK (n >= 0),
    UNIQUE (kind, key, state)
) STRICT;

CREATE TABLE saved_filter (
    row      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name     TEXT NOT NULL CHECK (name <> ''),
    query    TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0
) STRICT;

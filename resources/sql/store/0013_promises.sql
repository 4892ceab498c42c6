-- What is owed to whom, and until when.

-- When somebody is there. A row never changes: other hours are another row, so that a clock keeps those it began with.
CREATE TABLE calendar (
    row   INTEGER PRIMARY KEY,
    id    BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    hours TEXT NOT NULL                                        -- JSON, as WorkingHours writes it
) STRICT;

-- What we promise, and why. A row is one version: it holds for what they write from from_at until until_at. Null in a
-- condition is anything; the version in force with the most to say about a conversation decides.
CREATE TABLE promise_policy (
    row              INTEGER PRIMARY KEY,
    id               BLOB NOT NULL CHECK (length(id) = 16),    -- of the policy, in all its versions
    version          BLOB NOT NULL UNIQUE CHECK (length(version) = 16),
    name             TEXT NOT NULL CHECK (trim(name) <> ''),
    reason           TEXT NOT NULL CHECK (trim(reason) <> ''),
    channel          INTEGER REFERENCES channel (row),
    department       INTEGER REFERENCES department (row),
    label            INTEGER REFERENCES label (row),
    need             TEXT NOT NULL DEFAULT '',                 -- empty: any
    first_ms         INTEGER NOT NULL CHECK (first_ms >= 0),   -- open time until our first reply; 0: not promised
    next_ms          INTEGER NOT NULL CHECK (next_ms >= 0),    -- until each one after it
    pauses_in_snooze INTEGER NOT NULL DEFAULT 0 CHECK (pauses_in_snooze IN (0, 1)),
    calendar         INTEGER NOT NULL REFERENCES calendar (row),
    from_at          INTEGER NOT NULL,
    until_at         INTEGER,                                  -- null: in force
    CHECK (first_ms + next_ms > 0)
) STRICT;
CREATE INDEX promise_policy_versions ON promise_policy (id);

-- What a person did with a conversation that its messages do not tell: states, in the order of time.
CREATE TABLE promise_fact (
    row          INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    operation    INTEGER NOT NULL REFERENCES operation (row),
    at           INTEGER NOT NULL,
    state        TEXT NOT NULL,
    snooze_mode  TEXT NOT NULL DEFAULT '',
    snooze_until INTEGER NOT NULL DEFAULT 0,
    taken_back   INTEGER NOT NULL DEFAULT 0 CHECK (taken_back IN (0, 1))
) STRICT;
CREATE INDEX promise_fact_conversation ON promise_fact (conversation, taken_back);
CREATE INDEX promise_fact_operation ON promise_fact (operation);

-- A row a clock: an answer that was promised for a message of theirs. Derived from facts and policies.
CREATE TABLE promise (
    row          INTEGER PRIMARY KEY,
    mention      INTEGER NOT NULL UNIQUE,                      -- row of the message it is owed for
    conversation INTEGER NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('first', 'next')),
    policy       INTEGER NOT NULL REFERENCES promise_policy (row),
    terms_at     INTEGER,                                      -- as of when the policy was chosen; null: as it began
    began_at     INTEGER NOT NULL,
    due_at       INTEGER,                                      -- null: not known while it is paused
    stopped_at   INTEGER,                                      -- null: it runs or is paused
    standing     TEXT NOT NULL CHECK (standing IN ('running', 'paused', 'kept', 'broken', 'void')),
    answered     INTEGER NOT NULL DEFAULT 0 CHECK (answered IN (0, 1)),
    late_ms      INTEGER NOT NULL DEFAULT 0,
    warned       INTEGER NOT NULL DEFAULT 0,                   -- the share of its time, in percent, last warned of
    warn_at      INTEGER                                       -- when the next share is used up; null: never
) STRICT;
CREATE INDEX promise_conversation ON promise (conversation);
CREATE INDEX promise_due ON promise (due_at) WHERE standing = 'running';
CREATE INDEX promise_warn ON promise (warn_at) WHERE warn_at IS NOT NULL;
CREATE INDEX promise_stopped ON promise (stopped_at) WHERE stopped_at IS NOT NULL;

-- What came in as history is owed nothing, also when something new is said there.
ALTER TABLE mention ADD COLUMN is_history INTEGER NOT NULL DEFAULT 0; -- no CHECK: it would read every row

-- The running promise of a conversation, for the lists: soonest promise first, and behind the promises who waits
-- longest. 2^60 lies behind every date in ms.
ALTER TABLE conversation ADD COLUMN due_at INTEGER;
ALTER TABLE conversation ADD COLUMN promise_began INTEGER;
ALTER TABLE conversation ADD COLUMN soonest INTEGER AS (coalesce(due_at, 1152921504606846976 + since)) VIRTUAL;
CREATE INDEX conversation_due ON conversation (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX conversation_soon_open ON conversation (soonest) WHERE state IN ('new', 'open');
CREATE INDEX conversation_soon_turn ON conversation (assignee, soonest) WHERE state IN ('new', 'open');
CREATE INDEX conversation_soon_channel ON conversation (channel, soonest) WHERE state IN ('new', 'open');
CREATE INDEX conversation_soon_department ON conversation (department, soonest)
    WHERE state IN ('new', 'open') AND department IS NOT NULL;
CREATE INDEX conversation_soon_escalated ON conversation (soonest) WHERE state IN ('new', 'open') AND escalated = 1;

-- Rules and macros: what they look for, what they do, why they are. A macro is a rule that a person runs, so it looks
-- for nothing. Every version is kept: a trace names the one that ran. Here are people's words, in the log never.
CREATE TABLE rule (
    row      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind     TEXT NOT NULL CHECK (kind = 'rule' OR kind = 'macro'),
    position INTEGER NOT NULL,                                 -- rules run in this order
    is_on    INTEGER NOT NULL DEFAULT 1 CHECK (is_on IN (0, 1)),
    version  INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),   -- the one in force
    removed  INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    salt     BLOB NOT NULL
) STRICT;

CREATE TABLE rule_version (
    row     INTEGER PRIMARY KEY,
    rule    INTEGER NOT NULL REFERENCES rule (row),
    version INTEGER NOT NULL CHECK (version > 0),
    name    TEXT NOT NULL CHECK (name <> ''),
    asks    TEXT NOT NULL,                                     -- a canonical question of the search; empty: a macro
    acts    TEXT NOT NULL CHECK (substr(acts, 1, 1) = '['),             -- JSON, as core/routing/act.h writes it
    stops   INTEGER NOT NULL DEFAULT 0 CHECK (stops IN (0, 1)),
    reason  TEXT NOT NULL CHECK (reason <> ''),
    made_at INTEGER NOT NULL,
    UNIQUE (rule, version)
) STRICT;

-- What rules did to a conversation. acts: places in the version's list that took effect, "0 2"; spared:
-- those that did not and why, "1:person". operation is null where nothing had to change. Derived, this desk's own.
CREATE TABLE rule_trace (
    row          INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    rule         INTEGER NOT NULL REFERENCES rule (row),
    version      INTEGER NOT NULL,
    ran_at       INTEGER NOT NULL,
    operation    INTEGER REFERENCES operation (row),
    acts         TEXT NOT NULL,
    spared       TEXT NOT NULL
) STRICT;
CREATE INDEX rule_trace_conversation ON rule_trace (conversation);

-- How urgent: set by a person or a rule (1 first … 4 last, 0: not set), and what a person decided about (the bits of
-- core/inbox/standing.h), which rules leave alone ever after.
ALTER TABLE conversation ADD COLUMN priority INTEGER NOT NULL DEFAULT 0; -- 0..4; no CHECK: it would read every row
ALTER TABLE conversation ADD COLUMN by_person INTEGER NOT NULL DEFAULT 0;
-- Everybody waits in one queue; what is urgent counts as waiting longer. The head start in ms comes from what other
-- tables know (need, person, promise); the hours here are those of core/inbox/priority.h. Since time passes for all
-- alike, the order stays right without being written again.
ALTER TABLE conversation ADD COLUMN head_start INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN urgent_at INTEGER AS ((since >> 12) - head_start - 3600000 * (
    CASE priority WHEN 1 THEN 336 WHEN 2 THEN 72 WHEN 3 THEN -24 WHEN 4 THEN -168 ELSE 0 END + 168 * escalated)) VIRTUAL;
CREATE INDEX conversation_urgent_open ON conversation (urgent_at) WHERE state IN ('new', 'open');
CREATE INDEX conversation_urgent_turn ON conversation (assignee, urgent_at) WHERE state IN ('new', 'open');
CREATE INDEX conversation_urgent_channel ON conversation (channel, urgent_at) WHERE state IN ('new', 'open');
CREATE INDEX conversation_urgent_department ON conversation (department, urgent_at)
    WHERE state IN ('new', 'open') AND department IS NOT NULL;
CREATE INDEX conversation_urgent_escalated ON conversation (urgent_at) WHERE state IN ('new', 'open') AND escalated = 1;

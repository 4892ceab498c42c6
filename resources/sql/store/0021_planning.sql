-- When posts are planned, as part of what, and what else a launch needs.

-- title: what the team calls it, never sent. shared: JSON of core/posts/content.h, the words that variants follow.
ALTER TABLE post ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE post ADD COLUMN shared TEXT NOT NULL DEFAULT '';
-- aimless: that it has no objective was decided, and not forgotten.
ALTER TABLE post ADD COLUMN aimless INTEGER NOT NULL DEFAULT 0 CHECK (aimless IN (0, 1));
-- follows: it says what the shared text says; else it was changed here.
ALTER TABLE variant ADD COLUMN follows INTEGER NOT NULL DEFAULT 0 CHECK (follows IN (0, 1));
-- Words that a step put aside, so that they can come back: of an outpost that was taken off, or of a variant that
-- follows again. more: as in variant.
CREATE TABLE variant_aside (
    row     INTEGER PRIMARY KEY,
    post    INTEGER NOT NULL REFERENCES post (row),
    channel INTEGER NOT NULL REFERENCES channel (row),
    why     TEXT NOT NULL CHECK (why = 'off' OR why = 'follow'),
    text    TEXT NOT NULL,
    more    TEXT NOT NULL,
    follows INTEGER NOT NULL CHECK (follows IN (0, 1)),
    UNIQUE (post, channel, why)
) STRICT;
-- What a picture was called where it was taken from; it lies in the media store under its digest.
CREATE TABLE picture_name (
    row    INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    name   TEXT NOT NULL,
    size   INTEGER NOT NULL                                    -- bytes
) STRICT;

-- letter and tint: how its chips are marked. The days are Julian day numbers, null: open.
ALTER TABLE campaign ADD COLUMN letter TEXT NOT NULL DEFAULT '';
ALTER TABLE campaign ADD COLUMN tint TEXT NOT NULL DEFAULT '';
ALTER TABLE campaign ADD COLUMN first_day INTEGER;
ALTER TABLE campaign ADD COLUMN last_day INTEGER;

-- When a post is planned: core/planning/recurrence.h. No row: it has no date yet. start: as occurrenceName() writes it,
-- without an hour at any time of that day. dropped, moved, added: JSON, empty where there is none. first_day and
-- last_day: Julian day numbers between which anything of it may lie, so that a month is found by its days.
CREATE TABLE plan (
    row       INTEGER PRIMARY KEY,
    post      INTEGER NOT NULL UNIQUE REFERENCES post (row),
    start     TEXT NOT NULL,
    zone      TEXT NOT NULL,                                   -- IANA; also where it has no hour
    turn      INTEGER NOT NULL DEFAULT 0 CHECK (turn IN (0, 1)),
    rule      TEXT NOT NULL DEFAULT '',                        -- RRULE; empty: once
    dropped   TEXT NOT NULL DEFAULT '',
    moved     TEXT NOT NULL DEFAULT '',
    added     TEXT NOT NULL DEFAULT '',
    first_day INTEGER NOT NULL,
    last_day  INTEGER NOT NULL,
    queued_to INTEGER                                          -- up to when the outbox has what it names; null: nothing
) STRICT;
CREATE INDEX plan_once ON plan (first_day, post, rule, added) WHERE rule = '' AND added = '';
CREATE INDEX plan_again ON plan (last_day, first_day, post, rule, added) WHERE rule <> '' OR added <> '';
INSERT INTO plan (post, start, zone, turn, first_day, last_day)
    SELECT d.post, substr(replace(d.wall, ' ', 'T'), 1, 16) || CASE WHEN substr(d.wall, 17, 1) = ':'
            THEN substr(d.wall, 17, 3) ELSE ':00' END, d.zone, d.wall LIKE '% second',
        CAST(julianday(substr(d.wall, 1, 10)) + 0.5 AS INTEGER), CAST(julianday(substr(d.wall, 1, 10)) + 0.5 AS INTEGER)
    FROM delivery d JOIN post p ON p.row = d.post WHERE p.reply_to IS NULL AND d.occurrence = '' GROUP BY d.post;

CREATE INDEX post_undated ON post (made_at) WHERE state = 'draft' AND reply_to IS NULL; -- for the tray

-- The plan took it out of the outbox, and may put it in again: nobody decided that it is not sent.
ALTER TABLE delivery ADD COLUMN by_plan INTEGER NOT NULL DEFAULT 0 CHECK (by_plan IN (0, 1));

-- The team's own words (titles, names) that a step taken back needs again; the log names them by id.
CREATE TABLE kept_words (
    row   INTEGER PRIMARY KEY,
    id    BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    words TEXT NOT NULL
) STRICT;

-- A file of plans that was taken in, one step to undo however many rows it has. done: what PlanSteps gave for one row.
CREATE TABLE plan_import (
    row     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    made_at INTEGER NOT NULL
) STRICT;
CREATE TABLE plan_import_row (
    row       INTEGER PRIMARY KEY,
    import    INTEGER NOT NULL REFERENCES plan_import (row),
    done      TEXT NOT NULL,
    is_undone INTEGER NOT NULL DEFAULT 0 CHECK (is_undone IN (0, 1))
) STRICT;
CREATE INDEX plan_import_row_import ON plan_import_row (import, is_undone);

-- Hours at which a channel usually speaks. weekday: 1 Monday to 7.
CREATE TABLE channel_slot (
    row     INTEGER PRIMARY KEY,
    channel INTEGER NOT NULL REFERENCES channel (row),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    time    TEXT NOT NULL,                                     -- "09:00"
    zone    TEXT NOT NULL,
    UNIQUE (channel, weekday, time)
) STRICT;

-- Days off, from calendars that the team gives. source: what they call that calendar.
CREATE TABLE holiday (
    row       INTEGER PRIMARY KEY,
    source    TEXT NOT NULL,
    name      TEXT NOT NULL,
    first_day INTEGER NOT NULL,
    last_day  INTEGER NOT NULL
) STRICT;
CREATE INDEX holiday_day ON holiday (first_day);

-- What if: moves that are only thought of, applied or dropped as one.
CREATE TABLE plan_layer (
    row     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name    TEXT NOT NULL,
    state   TEXT NOT NULL DEFAULT 'open' CHECK (state = 'open' OR state = 'applied' OR state = 'dropped'),
    made_by INTEGER NOT NULL REFERENCES member (row),
    made_at INTEGER NOT NULL
) STRICT;
CREATE TABLE plan_layer_move (
    row        INTEGER PRIMARY KEY,
    layer      INTEGER NOT NULL REFERENCES plan_layer (row),
    post       INTEGER NOT NULL REFERENCES post (row),
    occurrence TEXT NOT NULL,
    wall       TEXT NOT NULL,                                  -- as wallLine() writes it; a day alone: any time
    UNIQUE (layer, post, occurrence)
) STRICT;
-- A launch that slips in it, by days.
CREATE TABLE plan_layer_slip (
    row    INTEGER PRIMARY KEY,
    layer  INTEGER NOT NULL REFERENCES plan_layer (row),
    launch INTEGER NOT NULL REFERENCES launch (row),
    days   INTEGER NOT NULL,
    UNIQUE (layer, launch)
) STRICT;

-- A launch: lanes of departments about the hour when doors open. start, zone, turn as in plan. says, says_not: the one
-- page for everybody. version counts up with what is changed of the plan, so that who saw an older one is known.
CREATE TABLE launch (
    row      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name     TEXT NOT NULL CHECK (name <> ''),
    campaign INTEGER REFERENCES campaign (row),
    start    TEXT NOT NULL,
    zone     TEXT NOT NULL,
    turn     INTEGER NOT NULL DEFAULT 0 CHECK (turn IN (0, 1)),
    says     TEXT NOT NULL DEFAULT '',
    says_not TEXT NOT NULL DEFAULT '',
    slips_if TEXT NOT NULL DEFAULT '',                         -- "If Legal says no by Wed 18:00, …"
    version  INTEGER NOT NULL DEFAULT 1,
    removed  INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;
CREATE TABLE launch_lane (
    row        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    launch     INTEGER NOT NULL REFERENCES launch (row),
    department INTEGER REFERENCES department (row),
    name       TEXT NOT NULL,
    owner      INTEGER REFERENCES member (row),
    position   INTEGER NOT NULL,
    vote       TEXT NOT NULL DEFAULT '' CHECK (vote = '' OR vote = 'go' OR vote = 'no-go'),
    voted_by   INTEGER REFERENCES member (row),
    voted_at   INTEGER,
    why        TEXT NOT NULL DEFAULT '',
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;
CREATE INDEX launch_lane_launch ON launch_lane (launch);
-- A step stands days from the day of the launch, so that a slip moves all of them. Of a post its plan says when, and
-- first_day, time and days say nothing.
CREATE TABLE launch_step (
    row       INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    lane      INTEGER NOT NULL REFERENCES launch_lane (row),
    kind      TEXT NOT NULL CHECK (kind = 'post' OR kind = 'task' OR kind = 'document' OR kind = 'knowledge'
        OR kind = 'job-ad' OR kind = 'press'),
    name      TEXT NOT NULL,
    post      INTEGER REFERENCES post (row),
    from_days INTEGER NOT NULL DEFAULT 0,                      -- from the day of the launch; before it: negative
    time      TEXT NOT NULL DEFAULT '',                        -- "18:00", by the launch's zone; empty: any time
    days      INTEGER NOT NULL DEFAULT 1 CHECK (days > 0),     -- how many it takes
    is_gate   INTEGER NOT NULL DEFAULT 0 CHECK (is_gate IN (0, 1)),
    state     TEXT NOT NULL DEFAULT 'open' CHECK (state = 'open' OR state = 'review' OR state = 'done'),
    removed   INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;
CREATE INDEX launch_step_lane ON launch_step (lane);
CREATE INDEX launch_step_post ON launch_step (post) WHERE post IS NOT NULL;
CREATE TABLE launch_need (
    row   INTEGER PRIMARY KEY,
    step  INTEGER NOT NULL REFERENCES launch_step (row),
    needs INTEGER NOT NULL REFERENCES launch_step (row),
    UNIQUE (step, needs)
) STRICT;
-- What each step did to a launch: its rows before and after, as JSON. The log names it by id, since it holds no words;
-- who works from an older plan is told from it what changed.
CREATE TABLE launch_change (
    row     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    launch  INTEGER NOT NULL REFERENCES launch (row),
    version INTEGER NOT NULL,                                  -- of the plan after it
    kind    TEXT NOT NULL,                                     -- of the operation
    images  TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES member (row),
    made_at INTEGER NOT NULL,
    undone  INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX launch_change_launch ON launch_change (launch, version);
CREATE TABLE launch_seen (
    row     INTEGER PRIMARY KEY,
    launch  INTEGER NOT NULL REFERENCES launch (row),
    member  INTEGER NOT NULL REFERENCES member (row),
    version INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    UNIQUE (launch, member)
) STRICT;

-- Words that are used again. language: BCP 47; empty: any. content of a template: JSON of core/posts/content.h.
CREATE TABLE saved_reply (
    row      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name     TEXT NOT NULL CHECK (name <> ''),
    text     TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '',
    used     INTEGER NOT NULL DEFAULT 0,
    removed  INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;
CREATE TABLE post_template (
    row     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name    TEXT NOT NULL CHECK (name <> ''),
    content TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

-- What we said first, for whoever asks what it brought.
CREATE INDEX mention_ours ON mention (channel) WHERE is_ours = 1 AND reply_to IS NULL;

-- from: finds people by any word of their name or handle. Written by admission, as mention_index is.
CREATE VIRTUAL TABLE identity_index USING fts5 (
    folded, content = 'identity', content_rowid = 'row', columnsize = 0, prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO identity_index (identity_index) VALUES ('rebuild');

-- So that a rare filter can lead: assigned: also for what is done, is:escalated in every state.
CREATE INDEX conversation_assignee ON conversation (assignee) WHERE assignee IS NOT NULL;
CREATE INDEX conversation_flagged ON conversation (row) WHERE escalated = 1;

-- A filter that was removed is kept, so that undo can bring it back, and so is every name that it had: the log knows
-- names and questions by salted digest only.
ALTER TABLE saved_filter ADD COLUMN salt BLOB NOT NULL DEFAULT x'';
ALTER TABLE saved_filter ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1));
CREATE TABLE saved_filter_name (
    row    INTEGER PRIMARY KEY,
    filter INTEGER NOT NULL REFERENCES saved_filter (row),
    name   TEXT NOT NULL,
    UNIQUE (filter, name)
) STRICT;

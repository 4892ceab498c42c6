-- What each mention says: need and mood, in the words of core/reading/reading.h; '' is unread. No CHECK: SQLite would
-- read every row to see whether it holds, and a desk with a million of them opens at once.
ALTER TABLE mention ADD COLUMN need TEXT NOT NULL DEFAULT '';
ALTER TABLE mention ADD COLUMN second_need TEXT NOT NULL DEFAULT ''; -- also said, less strongly
ALTER TABLE mention ADD COLUMN mood TEXT NOT NULL DEFAULT '';
ALTER TABLE mention ADD COLUMN tone INTEGER NOT NULL DEFAULT 0; -- -100 bad .. 100 good
ALTER TABLE mention ADD COLUMN sureness TEXT NOT NULL DEFAULT ''; -- of the mood: unsure, likely, sure
ALTER TABLE mention ADD COLUMN is_corrected INTEGER NOT NULL DEFAULT 0; -- a person said so

-- The tags as before, and what was read: what nobody read has no tag, so that what is indexed stays as it is.
DROP VIEW mention_words;
CREATE VIEW mention_words AS
    SELECT row,
           CASE title WHEN '' THEN text ELSE title || char(10) || text END AS text,
           'c' || channel
               || CASE language WHEN '' THEN '' ELSE ' l' || substr(language, 1, instr(language || '-', '-') - 1) END
               || CASE WHEN media IS NULL THEN '' ELSE ' hasmedia' END
               || CASE WHEN spans IS NOT NULL AND instr(spans, '"link"') THEN ' haslink' ELSE '' END
               || CASE need WHEN '' THEN '' ELSE ' n' || need END
               || CASE mood WHEN '' THEN '' ELSE ' m' || mood END
               || CASE is_ours WHEN 1 THEN ' ours' ELSE ' theirs' END AS tags
      FROM mention;

-- What the team said a mention means, where the reading was wrong: the lessons of this desk. Names mentions, not words.
CREATE TABLE correction (
    row       INTEGER PRIMARY KEY,
    mention   INTEGER NOT NULL REFERENCES mention (row),
    member    INTEGER NOT NULL REFERENCES member (row),
    operation INTEGER NOT NULL REFERENCES operation (row),
    need      TEXT NOT NULL,                                   -- '': said nothing of it
    mood      TEXT NOT NULL,
    at        INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT;
CREATE INDEX correction_mention ON correction (mention, row);
CREATE INDEX correction_operation ON correction (operation);

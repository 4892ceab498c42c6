-- A note half-written, kept as it is typed: this desk's own, in no operation, and shown nowhere as a note. It is
-- withdrawn as well, so that nobody who reads notes meets it, and it goes when the note is added.
ALTER TABLE note ADD COLUMN is_draft INTEGER NOT NULL DEFAULT 0 CHECK (is_draft IN (0, 1));

-- What housekeeping knows of pictures beside the workspace that nothing in it names.

-- since: when it was seen first that nothing names it. stamp: of its file then; another one: it was kept again.
CREATE TABLE picture_spare (
    row    INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    since  INTEGER NOT NULL,
    stamp  INTEGER NOT NULL
) STRICT;

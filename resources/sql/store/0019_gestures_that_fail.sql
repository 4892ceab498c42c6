-- What is known of a gesture whose tries failed.

-- Whether one of them may have been made there though nobody answered: then undo wishes the opposite.
ALTER TABLE gesture ADD COLUMN may_be_made INTEGER NOT NULL DEFAULT 0 CHECK (may_be_made IN (0, 1));
-- How often its server itself failed at it, and since when; being off line is not its fault.
ALTER TABLE gesture ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE gesture ADD COLUMN failing_since INTEGER;
-- Until then nothing of its channel is made, while it waits itself.
ALTER TABLE gesture ADD COLUMN rests_until INTEGER NOT NULL DEFAULT 0;
-- Taken back while it was being made: then it is not made again.
ALTER TABLE gesture ADD COLUMN is_taken_back INTEGER NOT NULL DEFAULT 0 CHECK (is_taken_back IN (0, 1));

UPDATE gesture SET may_be_made = 1 WHERE (state = 'waiting' OR state = 'trying') AND tries > 0;

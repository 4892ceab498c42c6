-- Taking an import out deletes conversations and people; without these SQLite would look through all conversations for
-- each of them, to see that none points there.
CREATE INDEX conversation_merged ON conversation (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX conversation_identity ON conversation (identity);

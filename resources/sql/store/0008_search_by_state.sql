-- The newest mention of a state, theirs or ours: above it a search by state need not look. What is done is mostly old,
-- and a walk from the newest would read all that is not.
CREATE INDEX conversation_newest ON conversation (state, max(latest, answered));

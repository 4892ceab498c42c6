-- Whether a step was taken back is asked of the log, which keeps it; the list of what can still be undone does not.
CREATE INDEX operation_undoes ON operation (undoes) WHERE undoes IS NOT NULL;

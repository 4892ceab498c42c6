-- What is searched: the words, and as tags what never changes about a mention, so that a word and a channel or a
-- language are joined inside the index. No triggers: they would flush FTS5's pending terms at each row (3.4 times the
-- instructions); admission writes these rows at the end of its batch, oldest first.
CREATE VIEW mention_words AS
    SELECT row,
           CASE title WHEN '' THEN text ELSE title || char(10) || text END AS text,
           'c' || channel
               || CASE language WHEN '' THEN '' ELSE ' l' || substr(language, 1, instr(language || '-', '-') - 1) END
               || CASE WHEN media IS NULL THEN '' ELSE ' hasmedia' END
               || CASE WHEN spans IS NOT NULL AND instr(spans, '"link"') THEN ' haslink' ELSE '' END
               || CASE is_ours WHEN 1 THEN ' ours' ELSE ' theirs' END AS tags
      FROM mention;

-- columnsize=0: nothing is ranked, newest comes first. prefix 3: three letters typed answer at once.
CREATE VIRTUAL TABLE mention_index USING fts5 (
    text, tags, content = 'mention_words', content_rowid = 'row', columnsize = 0, prefix = '3',
    tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO mention_index (mention_index, rank) VALUES ('automerge', 16);

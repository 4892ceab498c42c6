-- What a month shows of its posts, lying by day: thousands of cards are read in one stretch.

-- A line for each channel of each post that is planned once. Nothing but a copy of what stands in plan, post, variant
-- and delivery: kept in step by the triggers below in the same transaction, made anew from plan_line_now by the check.
-- Who rebuilds one of those tables drops the view and that table's triggers before, and makes both again.
CREATE TABLE plan_line (
    day       INTEGER NOT NULL,                                -- plan.first_day
    post      INTEGER NOT NULL,
    channel   INTEGER NOT NULL,                                -- 0: it names none yet
    id        BLOB NOT NULL,                                   -- of the post
    submitted INTEGER NOT NULL,
    title     TEXT NOT NULL,                                   -- what the team calls it, else how it begins here
    author    INTEGER NOT NULL,
    campaign  INTEGER,
    made_at   INTEGER NOT NULL,
    start     TEXT NOT NULL,
    zone      TEXT NOT NULL,
    turn      INTEGER NOT NULL,
    words     INTEGER NOT NULL,                                -- wh_sameness() of its text
    delivery  BLOB,                                            -- id of the newest that counts; null: none
    state     TEXT,
    reason    TEXT,
    due_at    INTEGER,
    PRIMARY KEY (day, post, channel)
) STRICT, WITHOUT ROWID;

-- A delivery counts unless the plan itself took it out again. wh_opening and wh_sameness: core/store/linefunctions.h.
CREATE VIEW plan_line_now AS
    SELECT l.first_day AS day, l.post AS post, coalesce(v.channel, 0) AS channel, p.id AS id,
           p.state = 'submitted' AS submitted,
           CASE p.title WHEN '' THEN wh_opening(coalesce(v.text, '')) ELSE p.title END AS title,
           p.author AS author, p.campaign AS campaign, p.made_at AS made_at, l.start AS start, l.zone AS zone,
           l.turn AS turn, wh_sameness(coalesce(v.text, '')) AS words, d.id AS delivery, d.state AS state,
           d.reason AS reason, d.due_at AS due_at
      FROM plan l JOIN post p ON p.row = l.post LEFT JOIN variant v ON v.post = l.post
           LEFT JOIN delivery d ON d.row = (
                SELECT n.row FROM delivery n
                 WHERE n.post = v.post AND n.channel = v.channel AND n.occurrence = ''
                   AND (n.state <> 'withdrawn' OR n.by_plan = 0) ORDER BY n.round DESC LIMIT 1)
     WHERE l.rule = '' AND l.added = '' AND p.state <> 'discarded' AND p.reply_to IS NULL;

CREATE TRIGGER plan_line_of_new_plan AFTER INSERT ON plan BEGIN
    INSERT INTO plan_line SELECT * FROM plan_line_now WHERE post = NEW.post;
END;
CREATE TRIGGER plan_line_of_plan AFTER UPDATE OF post, start, zone, turn, rule, added, first_day ON plan BEGIN
    DELETE FROM plan_line WHERE day = OLD.first_day AND post = OLD.post;
    INSERT INTO plan_line SELECT * FROM plan_line_now WHERE post = NEW.post;
END;
CREATE TRIGGER plan_line_of_no_plan AFTER DELETE ON plan BEGIN
    DELETE FROM plan_line WHERE day = OLD.first_day AND post = OLD.post;
END;

CREATE TRIGGER plan_line_of_post AFTER UPDATE OF state, title, author, campaign, reply_to ON post BEGIN
    DELETE FROM plan_line WHERE day = (SELECT first_day FROM plan WHERE post = NEW.row) AND post = NEW.row;
    INSERT INTO plan_line SELECT * FROM plan_line_now WHERE post = NEW.row;
END;

CREATE TRIGGER plan_line_of_new_variant AFTER INSERT ON variant BEGIN
    DELETE FROM plan_line WHERE day = (SELECT first_day FROM plan WHERE post = NEW.post) AND post = NEW.post;
    INSERT INTO plan_line SELECT * FROM plan_line_now WHERE post = NEW.post;
END;
CREATE TRIGGER plan_line_of_variant AFTER UPDATE OF post, channel, text ON variant BEGIN
    DELETE FROM plan_line WHERE day = (SELECT first_day FROM plan WHERE post = OLD.post) AND post = OLD.post;
    INSERT INTO plan_line SELECT * FROM plan_line_now WHERE post = OLD.post;
    DELETE FROM plan_line WHERE day = (SELECT first_day FROM plan WHERE post = NEW.post) AND post = NEW.post;
    INSERT INTO plan_line SELECT * FROM plan_line_now WHERE post = NEW.post;
END;
CREATE TRIGGER plan_line_of_no_variant AFTER DELETE ON variant BEGIN
    DELETE FROM plan_line WHERE day = (SELECT first_day FROM plan WHERE post = OLD.post) AND post = OLD.post;
    INSERT INTO plan_line SELECT * FROM plan_line_now WHERE post = OLD.post;
END;

-- Of a delivery only where it stands: while a post goes out, its words are not looked at again.
CREATE TRIGGER plan_line_of_new_delivery AFTER INSERT ON delivery WHEN NEW.occurrence = '' BEGIN
    UPDATE plan_line SET (delivery, state, reason, due_at) = (
            SELECT w.delivery, w.state, w.reason, w.due_at FROM plan_line_now w
             WHERE w.post = NEW.post AND w.channel = NEW.channel)
     WHERE day = (SELECT first_day FROM plan WHERE post = NEW.post) AND post = NEW.post AND channel = NEW.channel;
END;
CREATE TRIGGER plan_line_of_delivery AFTER UPDATE OF state, reason, due_at, by_plan ON delivery
    WHEN NEW.occurrence = '' BEGIN
    UPDATE plan_line SET (delivery, state, reason, due_at) = (
            SELECT w.delivery, w.state, w.reason, w.due_at FROM plan_line_now w
             WHERE w.post = NEW.post AND w.channel = NEW.channel)
     WHERE day = (SELECT first_day FROM plan WHERE post = NEW.post) AND post = NEW.post AND channel = NEW.channel;
END;
CREATE TRIGGER plan_line_of_no_delivery AFTER DELETE ON delivery WHEN OLD.occurrence = '' BEGIN
    UPDATE plan_line SET (delivery, state, reason, due_at) = (
            SELECT w.delivery, w.state, w.reason, w.due_at FROM plan_line_now w
             WHERE w.post = OLD.post AND w.channel = OLD.channel)
     WHERE day = (SELECT first_day FROM plan WHERE post = OLD.post) AND post = OLD.post AND channel = OLD.channel;
END;

INSERT INTO plan_line SELECT * FROM plan_line_now;

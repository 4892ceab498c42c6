#include "core/inbox/corrections.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Corrections)
};

const QString kind = QStringLiteral("reading.correct");

int toneOf(Mood mood)
{
    constexpr int all = 100;
    return mood == Mood::Positive ? all : mood == Mood::Negative ? -all : 0;
}

ReadingMark corrected(ReadingMark mark, const Correction &correction)
{
    if (correction.need) {
        mark.need = *correction.need;
        mark.second = Need::None;
    }
    if (correction.mood) {
        mark.mood = *correction.mood;
        mark.tone = toneOf(mark.mood);
        mark.sureness = Sureness::Sure;
    }
    mark.isCorrected = true;
    return mark;
}

} // namespace

QJsonObject markToJson(const ReadingMark &mark)
{
    return { { QStringLiteral("need"), needWord(mark.need) }, { QStringLiteral("second"), needWord(mark.second) },
        { QStringLiteral("mood"), moodWord(mark.mood) }, { QStringLiteral("tone"), mark.tone },
        { QStringLiteral("sureness"), surenessWord(mark.sureness) },
        { QStringLiteral("corrected"), mark.isCorrected } };
}

ReadingMark markFromJson(const QJsonObject &json)
{
    ReadingMark mark;
    mark.need = needFromWord(json.value(QLatin1String("need")).toString());
    mark.second = needFromWord(json.value(QLatin1String("second")).toString());
    mark.mood = moodFromWord(json.value(QLatin1String("mood")).toString());
    mark.tone = json.value(QLatin1String("tone")).toInt();
    mark.sureness = surenessFromWord(json.value(QLatin1String("sureness")).toString());
    mark.isCorrected = json.value(QLatin1String("corrected")).toBool();
    return mark;
}

Corrections::Corrections(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_subject(database, R"(
        SELECT row, id, conversation, substr(text, 1, 240), need, second_need, mood, tone, sureness, is_corrected
          FROM mention WHERE row = ?1 AND is_ours = 0)")
    , m_find(database, "SELECT row FROM mention WHERE id = ?1")
    , m_unindex(database, R"(
        INSERT INTO mention_index (mention_index, rowid, text, tags)
        SELECT 'delete', row, text, tags FROM mention_words WHERE row = ?1)")
    , m_write(database, R"(
        UPDATE mention SET need = ?2, second_need = ?3, mood = ?4, tone = ?5, sureness = ?6, is_corrected = ?7
         WHERE row = ?1)")
    , m_index(database,
          "INSERT INTO mention_index (rowid, text, tags) SELECT row, text, tags FROM mention_words WHERE row = ?1")
    , m_keep(database, R"(
        INSERT INTO correction (mention, member, operation, need, mood, at)
        VALUES (?1, (SELECT row FROM member WHERE is_me = 1), ?2, ?3, ?4, ?5))")
    , m_withdraw(database, "UPDATE correction SET withdrawn = ?3 WHERE operation = ?1 AND mention = ?2")
    , m_touch(database, "INSERT INTO act (conversation, operation) VALUES (?1, ?2)")
    // What is promised to a conversation may go by its need, and is looked at again where the conversation is written.
    , m_stir(database, "UPDATE conversation SET snooze_wall = snooze_wall WHERE row = ?1")
    , m_lessons(database, R"(
        SELECT CASE m.title WHEN '' THEN m.text ELSE m.title || char(10) || m.text END, said.mood,
               m.reply_to IS NOT NULL OR instr(m.text, '@') > 0, said.need
          FROM (SELECT k.mention, max(k.row) AS newest,
                       (SELECT mood FROM correction WHERE mention = k.mention AND withdrawn = 0 AND mood <> ''
                         ORDER BY row DESC LIMIT 1) AS mood,
                       (SELECT need FROM correction WHERE mention = k.mention AND withdrawn = 0 AND need <> ''
                         ORDER BY row DESC LIMIT 1) AS need
                  FROM correction k WHERE k.withdrawn = 0 GROUP BY k.mention) said
          JOIN mention m ON m.row = said.mention
         WHERE m.text <> '' AND (said.mood IN ('negative', 'neutral', 'positive') OR said.need IS NOT NULL)
         ORDER BY said.newest DESC LIMIT 2000)")
{
    undo.teach(kind, [this](Transaction &transaction, const Operation &operation, Undo::Way way) {
        return invert(transaction, operation, way);
    });
}

Result<std::optional<Corrections::Subject>> Corrections::subject(qint64 row)
{
    return m_subject.one<Subject>(
        [](const Row &found) {
            Subject subject { found.number(0), found.id<MentionId>(1), found.number(2), found.text(3), {} };
            subject.mark.need = needFromWord(found.text(4));
            subject.mark.second = needFromWord(found.text(5));
            subject.mark.mood = moodFromWord(found.text(6));
            subject.mark.tone = int(found.number(7));
            subject.mark.sureness = surenessFromWord(found.text(8));
            subject.mark.isCorrected = found.flag(9);
            return subject;
        },
        row);
}

/// FTS5 forgets a row only when it is told what it held, so the tags change around the mark.
Result<void> Corrections::write(qint64 row, const ReadingMark &mark)
{
    if (auto done = m_unindex.run(row); !done)
        return done;
    const QString sureness = mark.mood == Mood::Unread ? QString() : QString(surenessWord(mark.sureness));
    if (auto done = m_write.run(row, QString(needWord(mark.need)), QString(needWord(mark.second)),
            QString(moodWord(mark.mood)), mark.tone, sureness, mark.isCorrected);
        !done)
        return done;
    return m_index.run(row);
}

Result<void> Corrections::keep(const QList<Subject> &changed, const Correction &correction, const Operation &operation)
{
    const QString need = needWord(correction.need.value_or(Need::Unread));
    const QString mood = moodWord(correction.mood.value_or(Mood::Unread));
    QList<qint64> touched;
    for (const Subject &each : changed) {
        if (auto kept = m_keep.run(each.row, operation.row, need, mood, m_clock.nowMs()); !kept)
            return kept;
        if (touched.contains(each.conversation))
            continue;
        touched.append(each.conversation);
        if (auto kept = m_touch.run(each.conversation, operation.row); !kept)
            return kept;
        if (auto stirred = m_stir.run(each.conversation); !stirred)
            return stirred;
    }
    return {};
}

Result<Acted> Corrections::correct(const QList<qint64> &mentions, const Correction &correction)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    QJsonArray on;
    QList<Subject> changed;
    for (const qint64 row : mentions) {
        auto found = subject(row);
        if (!found)
            return tl::unexpected(found.error());
        const ReadingMark now = *found ? corrected((*found)->mark, correction) : ReadingMark();
        if (!*found || now == (*found)->mark)
            continue;
        if (auto written = write(row, now); !written)
            return tl::unexpected(written.error());
        on.append(QJsonObject { { QStringLiteral("m"), (*found)->id.toString() },
            { QStringLiteral("was"), markToJson((*found)->mark) }, { QStringLiteral("now"), markToJson(now) } });
        changed.append(**found);
    }
    Acted acted { {}, int(changed.size()), int(mentions.size() - changed.size()), 0 };
    if (changed.isEmpty())
        return acted;
    auto operation = m_log.append(*transaction, { kind, { { QStringLiteral("on"), on } }, {}, true });
    if (!operation)
        return tl::unexpected(operation.error());
    if (auto kept = keep(changed, correction, *operation); !kept)
        return tl::unexpected(kept.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    acted.operation = operation->row;
    acted.sentence = changed.size() == 1 ? Words::tr("Reading corrected: %1").arg(quoted(changed.first().snippet))
                                         : Words::tr("Reading corrected: %Ln message(s)", nullptr, int(changed.size()));
    tell();
    return acted;
}

/// Gives whether the mention was as the step had left it.
Result<bool> Corrections::invertOne(const QJsonObject &target, Undo::Way way, Undone &undone)
{
    const bool isBack = way == Undo::Way::Back;
    const auto row = m_find.number(MentionId::fromString(target.value(QLatin1String("m")).toString()));
    if (!row)
        return tl::unexpected(row.error());
    auto found = subject(row->value_or(0));
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return false;
    const ReadingMark expected =
        markFromJson(target.value(isBack ? QLatin1String("now") : QLatin1String("was")).toObject());
    const ReadingMark wanted =
        markFromJson(target.value(isBack ? QLatin1String("was") : QLatin1String("now")).toObject());
    if (auto done = m_withdraw.run(undone.operation, (*found)->row, isBack); !done)
        return tl::unexpected(done.error());
    undone.conversations.append((*found)->conversation);
    if (undone.sentence.isEmpty())
        undone.sentence = quoted((*found)->snippet);
    if ((*found)->mark != expected)
        return false;
    if (auto written = write((*found)->row, wanted); !written)
        return tl::unexpected(written.error());
    if (auto stirred = m_stir.run((*found)->conversation); !stirred)
        return tl::unexpected(stirred.error());
    return true;
}

Result<Undone> Corrections::invert(Transaction &, const Operation &operation, Undo::Way way)
{
    Undone undone;
    undone.operation = operation.row;
    const QJsonArray on = QJsonDocument::fromJson(operation.payload).object().value(QLatin1String("on")).toArray();
    for (const auto &target : on) {
        auto done = invertOne(target.toObject(), way, undone);
        if (!done)
            return tl::unexpected(done.error());
        undone.kept += *done ? 0 : 1;
    }
    const QString what =
        on.size() == 1 ? undone.sentence : Words::tr("the reading of %Ln message(s)", nullptr, int(on.size()));
    undone.sentence =
        way == Undo::Way::Back ? Words::tr("Taken back: %1").arg(what) : Words::tr("Done again: %1").arg(what);
    tell();
    return undone;
}

Result<QList<Lesson>> Corrections::lessons()
{
    return m_lessons.all<Lesson>([](const Row &row) {
        return Lesson { row.bytes(0), moodFromWord(row.text(1)), row.flag(2), needFromWord(row.text(3)) };
    });
}

void Corrections::tell() const
{
    if (m_tell)
        m_tell();
}

} // namespace wheelhouse

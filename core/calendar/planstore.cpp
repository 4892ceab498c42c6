#include "core/calendar/planstore.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

const QDate lastDay(9999, 12, 31);

QJsonArray namesJson(const QSet<QString> &names)
{
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    return QJsonArray::fromStringList(sorted);
}

QJsonObject movedJson(const QMap<QString, WallTime> &moved)
{
    QJsonObject all;
    for (auto each = moved.begin(); each != moved.end(); ++each)
        all.insert(each.key(), wallLine(each.value()));
    return all;
}

QSet<QString> namesFrom(const QJsonArray &names)
{
    QSet<QString> all;
    for (const QJsonValue &each : names)
        all.insert(each.toString());
    return all;
}

QMap<QString, WallTime> movedFrom(const QJsonObject &json)
{
    QMap<QString, WallTime> all;
    for (auto each = json.begin(); each != json.end(); ++each)
        all.insert(each.key(), wallTimeFromLine(each.value().toString()));
    return all;
}

QString textOf(const QJsonArray &names)
{
    return names.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(names).toJson(QJsonDocument::Compact));
}

QString textOf(const QJsonObject &names)
{
    return names.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(names).toJson(QJsonDocument::Compact));
}

/// The days between which anything of \a series may lie.
std::pair<QDate, QDate> reach(const Series &series)
{
    QDate first = series.start.date;
    QDate last = series.rule ? (series.rule->until.isValid() ? series.rule->until : lastDay) : first;
    if (series.rule && series.rule->count > 0) { // as many as there are, the last of them counted out
        const Occurrences all = occurrences({ series.start, series.rule, {}, {}, {} }, first, lastDay, 10'000);
        if (!all.isCut && !all.list.isEmpty())
            last = all.list.last().at.date;
    }
    const auto widen = [&](QDate day) {
        first = std::min(first, day);
        last = std::max(last, day);
    };
    for (const QString &name : series.added)
        widen(QDate::fromString(name.left(10), Qt::ISODate));
    for (const WallTime &at : series.moved)
        widen(at.date);
    return { first, last };
}

} // namespace

QString wallLine(const WallTime &at)
{
    const QString line = occurrenceName(at.date, at.time) + QLatin1Char(' ') + QString::fromLatin1(at.zone);
    return at.turn == WallTime::Turn::Second ? line + QStringLiteral(" second") : line;
}

WallTime wallTimeFromLine(const QString &line)
{
    const QStringList words = line.split(QLatin1Char(' '));
    return wallOf(words.value(0), words.value(1).toLatin1(), words.size() > 2);
}

// By hand, since a month has thousands of them.
WallTime wallOf(QStringView name, const QByteArray &zone, bool isSecond)
{
    const auto digits = [&name](qsizetype from, qsizetype count) {
        int value = 0;
        for (qsizetype i = from; i < from + count && i < name.size(); ++i)
            value = 10 * value + name.at(i).digitValue();
        return value;
    };
    const QTime time = name.size() == 19 ? QTime(digits(11, 2), digits(14, 2), digits(17, 2)) : QTime();
    return { QDate(digits(0, 4), digits(5, 2), digits(8, 2)), time, zone,
        isSecond ? WallTime::Turn::Second : WallTime::Turn::First };
}

bool isOnce(const Series &series)
{
    return !series.rule && series.added.isEmpty();
}

std::optional<Occurrence> occurrenceCalled(const Series &series, const QString &name)
{
    if (!isOnce(series))
        return occurrence(series, name);
    return name.isEmpty() ? std::optional<Occurrence>({ {}, series.start, false }) : std::nullopt;
}

Occurrences cardsOf(const Series &series, QDate from, QDate to, int most)
{
    if (!isOnce(series))
        return occurrences(series, from, to, most);
    Occurrences one;
    if (series.start.date >= from && series.start.date <= to)
        one.list.append({ {}, series.start, false });
    return one;
}

QJsonObject seriesJson(const Series &series)
{
    QJsonObject json { { QStringLiteral("start"), wallLine(series.start) } };
    if (series.rule)
        json.insert(QStringLiteral("rule"), QString::fromLatin1(ruleText(*series.rule, series.start)));
    if (!series.dropped.isEmpty())
        json.insert(QStringLiteral("dropped"), namesJson(series.dropped));
    if (!series.moved.isEmpty())
        json.insert(QStringLiteral("moved"), movedJson(series.moved));
    if (!series.added.isEmpty())
        json.insert(QStringLiteral("added"), namesJson(series.added));
    return json;
}

Result<Series> seriesFromJson(const QJsonObject &json)
{
    Series series;
    series.start = wallTimeFromLine(json.value(QLatin1String("start")).toString());
    if (!series.start.date.isValid())
        return fail(Error::Kind::Malformed, Words::tr("This plan cannot be read."), QStringLiteral("plan.start"));
    if (json.contains(QLatin1String("rule"))) {
        auto rule = readRule(json.value(QLatin1String("rule")).toString().toLatin1(), series.start);
        if (!rule)
            return tl::unexpected(rule.error());
        series.rule = *rule;
    }
    series.dropped = namesFrom(json.value(QLatin1String("dropped")).toArray());
    series.moved = movedFrom(json.value(QLatin1String("moved")).toObject());
    series.added = namesFrom(json.value(QLatin1String("added")).toArray());
    return series;
}

Series PlanStore::seriesOf(const Row &row, int first)
{
    Series series;
    series.start = wallOf(row.text(first), row.bytes(first + 1), row.flag(first + 2));
    const auto json = [&row](int column) { return QJsonDocument::fromJson(row.bytes(column)); };
    if (const QByteArray rule = row.bytes(first + 3); !rule.isEmpty())
        if (auto read = readRule(rule, series.start)) // written by ruleText(): it can be read
            series.rule = *read;
    if (const QByteArray dropped = row.bytes(first + 4); !dropped.isEmpty())
        series.dropped = namesFrom(json(first + 4).array());
    if (const QByteArray moved = row.bytes(first + 5); !moved.isEmpty())
        series.moved = movedFrom(json(first + 5).object());
    if (const QByteArray added = row.bytes(first + 6); !added.isEmpty())
        series.added = namesFrom(json(first + 6).array());
    return series;
}

PlanStore::PlanStore(Database &database)
    : m_find(database, R"(
        SELECT p.row, p.id, p.state, coalesce(p.campaign, 0), p.title, p.reply_to IS NOT NULL, l.row IS NOT NULL,
               l.start, l.zone, l.turn, l.rule, l.dropped, l.moved, l.added
          FROM post p LEFT JOIN plan l ON l.post = p.row WHERE p.id = ?1)")
    , m_read(database, "SELECT start, zone, turn, rule, dropped, moved, added FROM plan WHERE post = ?1")
    , m_write(database, R"(
        INSERT INTO plan (post, start, zone, turn, rule, dropped, moved, added, first_day, last_day)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT (post) DO UPDATE SET start = ?2, zone = ?3, turn = ?4, rule = ?5, dropped = ?6, moved = ?7,
               added = ?8, first_day = ?9, last_day = ?10)")
    , m_remove(database, "DELETE FROM plan WHERE post = ?1")
    , m_put(database, "UPDATE post SET state = ?2, campaign = ?3, title = ?4 WHERE row = ?1")
{
}

Result<std::optional<PlannedPost>> PlanStore::find(PostId id)
{
    return m_find.one<PlannedPost>(
        [](const Row &row) {
            PlannedPost post { row.number(0), row.id<PostId>(1), row.text(2), row.number(3), row.text(4), row.flag(5),
                {} };
            if (row.flag(6))
                post.when = seriesOf(row, 7);
            return post;
        },
        id);
}

Result<std::optional<Series>> PlanStore::read(qint64 post)
{
    return m_read.one<Series>([](const Row &row) { return seriesOf(row, 0); }, post);
}

Result<void> PlanStore::write(Transaction &, qint64 post, const std::optional<Series> &when)
{
    if (!when)
        return m_remove.run(post);
    const auto [first, last] = reach(*when);
    const QString rule = when->rule ? QString::fromLatin1(ruleText(*when->rule, when->start)) : QString();
    return m_write.run(post, occurrenceName(when->start.date, when->start.time), QString::fromLatin1(when->start.zone),
        when->start.turn == WallTime::Turn::Second, rule, textOf(namesJson(when->dropped)),
        textOf(movedJson(when->moved)), textOf(namesJson(when->added)), first.toJulianDay(), last.toJulianDay());
}

Result<void> PlanStore::put(Transaction &transaction, const PlannedPost &post)
{
    if (auto done = write(transaction, post.row, post.when); !done)
        return done;
    return m_put.run(
        post.row, post.state, post.campaign == 0 ? std::nullopt : std::optional(post.campaign), post.title);
}

} // namespace wheelhouse

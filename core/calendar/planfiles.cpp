#include "core/calendar/planfiles.h"

#include "core/store/wholefile.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlanFiles)
};

const QString importKind = QStringLiteral("plan.import");
const QString stepsKey = QStringLiteral("steps");

QStringList namesOf(const Card &card)
{
    QStringList names;
    for (const CardTarget &each : card.targets)
        names.append(each.channel.name);
    return names;
}

} // namespace

struct PlanIntake::Batch {
    QJsonArray steps;
    PlanTaken taken;
};

PlanIntake::PlanIntake(Database &database, OperationLog &log, Undo &undo, CalendarDesk &calendar)
    : m_database(database)
    , m_log(log)
    , m_calendar(calendar)
    , m_byId(database, "SELECT 1 FROM post WHERE id = ?1 AND state <> 'discarded'")
    , m_byWords(database, R"(
        SELECT 1 FROM plan l JOIN post p ON p.row = l.post JOIN variant v ON v.post = p.row
         WHERE l.first_day = ?1 AND l.rule = '' AND l.added = '' AND l.start = ?2 AND l.zone = ?3 AND v.text = ?4
           AND p.state <> 'discarded' LIMIT 1)")
    , m_channel(database, "SELECT id FROM channel WHERE name = ?1 COLLATE NOCASE OR handle = ?1 COLLATE NOCASE")
{
    undo.teach(importKind, [this](Transaction &transaction, const Operation &step, Undo::Way way) {
        return invert(transaction, step, way);
    });
}

Result<PlanTaken> PlanIntake::rows(const QList<PlannedRow> &rows, ChannelId usual)
{
    QList<Wanted> wanted;
    wanted.reserve(rows.size());
    for (const PlannedRow &each : rows)
        wanted.append({ each.id, {}, each.text, each.campaign, each.channels,
            each.at ? std::optional(Series { *each.at, {}, {}, {}, {} }) : std::nullopt });
    return take(wanted, usual);
}

Result<PlanTaken> PlanIntake::entries(const QList<PlanEntry> &entries, ChannelId usual)
{
    QList<Wanted> wanted;
    wanted.reserve(entries.size());
    for (PlanEntry each : entries) {
        if (each.when.start.zone.isEmpty()) // whole days name none
            each.when.start.zone = QTimeZone::systemTimeZoneId();
        wanted.append({ each.uid, each.text.isEmpty() ? QString() : each.summary,
            each.text.isEmpty() ? each.summary : each.text, each.categories.value(0), each.channels, each.when });
    }
    return take(wanted, usual);
}

Result<bool> PlanIntake::isKnown(const Wanted &one)
{
    auto byId = one.id.isEmpty() ? Result<std::optional<qint64>>() : m_byId.number(PostId::fromString(one.id));
    if (!byId)
        return tl::unexpected(byId.error());
    if (*byId || !one.when)
        return byId->has_value();
    const WallTime &start = one.when->start;
    auto byWords = m_byWords.number(
        start.date.toJulianDay(), occurrenceName(start.date, start.time), QString::fromLatin1(start.zone), one.text);
    if (!byWords)
        return tl::unexpected(byWords.error());
    return byWords->has_value();
}

Result<QList<ChannelId>> PlanIntake::channels(const Wanted &one, ChannelId usual)
{
    QList<ChannelId> found;
    for (const QString &name : one.channels) {
        auto named = m_channel.all<ChannelId>([](const Row &row) { return row.id<ChannelId>(0); }, name);
        if (!named)
            return tl::unexpected(named.error());
        if (named->size() != 1)
            return fail(Error::Kind::Refused,
                named->isEmpty() ? Words::tr("No outpost is called “%1”.").arg(name)
                                 : Words::tr("More than one outpost is called “%1”.").arg(name));
        if (!found.contains(named->constFirst()))
            found.append(named->constFirst());
    }
    if (found.isEmpty() && usual.isNull())
        return fail(Error::Kind::Refused, Words::tr("It names no outpost."));
    return found.isEmpty() ? QList<ChannelId> { usual } : found;
}

/// What is refused changed nothing, and the others go on.
Result<void> PlanIntake::takeOne(Transaction &transaction, const Wanted &one, ChannelId usual, Batch &batch)
{
    auto known = isKnown(one);
    if (!known)
        return tl::unexpected(known.error());
    if (*known) {
        ++batch.taken.known;
        return {};
    }
    auto to = channels(one, usual);
    NewPost post { {}, one.campaign, {}, {} };
    for (const ChannelId each : to.value_or(QList<ChannelId>())) {
        PostContent content;
        content.parts = { { one.text, {} } };
        post.variants.append({ each, content });
    }
    auto begun = to ? m_calendar.beginSeriesIn(transaction, post, one.title, one.when)
                    : Result<CalendarDesk::Begun>(tl::unexpected(to.error()));
    if (!begun && begun.error().kind == Error::Kind::Storage)
        return tl::unexpected(begun.error());
    if (!begun) {
        ++batch.taken.refused;
        batch.taken.why = begun.error().message;
        return {};
    }
    ++batch.taken.planned;
    batch.steps.append(begun->done);
    return {};
}

Result<PlanTaken> PlanIntake::take(const QList<Wanted> &wanted, ChannelId usual)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    Batch batch;
    for (const Wanted &each : wanted)
        if (auto taken = takeOne(*transaction, each, usual, batch); !taken)
            return tl::unexpected(taken.error());
    PlanTaken &taken = batch.taken;
    if (taken.planned == 0 && taken.refused > 0 && taken.known == 0)
        return fail(Error::Kind::Refused, Words::tr("Nothing was planned. %1").arg(taken.why));
    if (taken.planned > 0)
        if (auto logged = m_log.append(*transaction, { importKind, { { stepsKey, batch.steps } }, {}, true }); !logged)
            return tl::unexpected(logged.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    QStringList said { Words::tr("Planned: %n draft(s)", nullptr, taken.planned) };
    if (taken.known > 0)
        said.append(Words::tr("%n there already", nullptr, taken.known));
    if (taken.refused > 0)
        said.append(Words::tr("%n refused: %1", nullptr, taken.refused).arg(taken.why));
    taken.sentence = said.join(Words::tr("; ", "between what became of rows"));
    return taken;
}

Result<Undone> PlanIntake::invert(Transaction &transaction, const Operation &operation, Undo::Way way)
{
    const QJsonArray steps = QJsonDocument::fromJson(operation.payload).object().value(stepsKey).toArray();
    Undone undone;
    int turned = 0;
    for (int i = 0; i < steps.size(); ++i) {
        const int at = way == Undo::Way::Back ? int(steps.size()) - 1 - i : i;
        auto one = m_calendar.turn(transaction, steps.at(at).toObject(), way);
        if (!one)
            return one;
        (one->kept > 0 ? undone.kept : turned) += 1;
    }
    undone.sentence = way == Undo::Way::Back ? Words::tr("Taken out of the plan: %n draft(s)", nullptr, turned)
                                             : Words::tr("In the plan again: %n draft(s)", nullptr, turned);
    return undone;
}

PlanOuttake::PlanOuttake(Database &database)
    : m_book(database)
    , m_text(database, "SELECT text FROM variant WHERE post = ?1 ORDER BY row LIMIT 1")
    , m_channels(database, R"(
        SELECT c.name FROM channel c JOIN account a ON a.channel = c.row
         WHERE a.removed = 0 AND a.global_name <> '' GROUP BY c.name COLLATE NOCASE HAVING count(*) = 1 ORDER BY c.name)")
{
}

Result<QStringList> PlanOuttake::channels()
{
    auto names = m_channels.all<QString>([](const Row &row) { return row.text(0); });
    if (!names)
        return tl::unexpected(names.error());
    return QStringList(*names);
}

Result<QString> PlanOuttake::words(qint64 post)
{
    auto text = m_text.one<QString>([](const Row &row) { return row.text(0); }, post);
    if (!text)
        return tl::unexpected(text.error());
    return text->value_or(QString());
}

/// Day by day: no range holds more than a page of the calendar does.
Result<void> PlanOuttake::each(QDate from, QDate to, const std::function<Result<void>(const Card &)> &look)
{
    auto campaigns = m_book.campaigns();
    if (!campaigns)
        return tl::unexpected(campaigns.error());
    for (const Campaign &each : std::as_const(*campaigns))
        m_campaigns.insert(each.row, each.name);
    for (QDate day = from; day <= to; day = day.addDays(1)) {
        auto page = m_book.page(day, day);
        if (!page)
            return tl::unexpected(page.error());
        if (page->isCut)
            return fail(Error::Kind::Refused,
                Words::tr("Too much is planned on one day to write all of it: %1.").arg(day.toString(Qt::ISODate)));
        for (const Card &card : std::as_const(page->cards))
            if (auto looked = look(card); !looked)
                return looked;
    }
    return {};
}

Result<QList<PlanEntry>> PlanOuttake::entries(QDate from, QDate to)
{
    QList<PlanEntry> entries;
    QSet<qint64> seen;
    auto done = each(from, to, [&](const Card &card) -> Result<void> {
        if (seen.contains(card.row))
            return {};
        seen.insert(card.row);
        auto series = m_book.series(card.post);
        auto text = words(card.row);
        if (!series || !text)
            return tl::unexpected(!series ? series.error() : text.error());
        PlanEntry entry;
        entry.uid = card.post.toString();
        entry.when = series->value_or(Series());
        if (entry.when.isWholeDays())
            entry.lastDay = entry.when.start.date;
        entry.channels = namesOf(card);
        entry.summary = summaryOf(card.title);
        entry.text = *text;
        if (m_campaigns.contains(card.campaign))
            entry.categories = { m_campaigns.value(card.campaign) };
        entries.append(entry);
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return entries;
}

Result<QList<PlannedRow>> PlanOuttake::rows(QDate from, QDate to)
{
    QList<PlannedRow> rows;
    auto done = each(from, to, [&](const Card &card) -> Result<void> {
        auto text = words(card.row);
        if (!text)
            return tl::unexpected(text.error());
        PlannedRow row;
        row.id = card.repeats ? QString() : card.post.toString();
        row.at = card.at;
        row.channels = namesOf(card);
        row.text = *text;
        row.campaign = m_campaigns.value(card.campaign);
        rows.append(row);
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return rows;
}

Result<int> writePlan(PlanOuttake &plan, const PlanExportWish &wish, const QDateTime &stamp)
{
    auto file = WholeFile::begin(wish.path, WholeFile::Existing::Replace);
    if (!file)
        return tl::unexpected(file.error());
    const bool isCalendar = wish.form == PlanExportWish::Form::Calendar;
    const auto entries = isCalendar ? plan.entries(wish.from, wish.to) : Result<QList<PlanEntry>>();
    const auto rows = isCalendar ? Result<QList<PlannedRow>>() : plan.rows(wish.from, wish.to);
    if (!entries || !rows)
        return tl::unexpected(!entries ? entries.error() : rows.error());
    auto written = (*file)->write(isCalendar ? writeCalendar(*entries, wish.name, stamp) : planSheetHead(0));
    for (const PlannedRow &each : *rows)
        if (written)
            written = (*file)->write(planSheetLine(each, 0));
    if (auto done = written ? (*file)->finish() : written; !done)
        return tl::unexpected(done.error());
    return int(isCalendar ? entries->size() : rows->size());
}

} // namespace wheelhouse

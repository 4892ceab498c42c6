#include "core/calendar/planintake.h"

#include "core/base/text.h"
#include "core/base/zones.h"
#include "core/calendar/planwords.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlanIntake)
};

const QString kind = QStringLiteral("calendar.import");
const QString importKey = QStringLiteral("import");
constexpr int lot = 300; // posts taken back in one transaction

struct Kept {
    qint64 row;
    QJsonArray done;
};

/// The post that an item means: one of ours by its id, any other by what its file calls it, or by all that it says, so
/// that the same file twice means the same posts.
PostId idOf(const PlanItem &item, QString &occurrence)
{
    const PlanEntry &entry = item.entry;
    const auto ours = PostId::fromString(entry.uid.section(QLatin1Char('/'), 0, 0));
    if (!ours.isNull()) {
        occurrence = entry.uid.section(QLatin1Char('/'), 1);
        return ours;
    }
    if (!entry.uid.isEmpty())
        return PostId::fromName("calendar-entry", entry.uid.toUtf8());
    const QString all = QStringList { wallLine(entry.when.start), entry.channels.join(QLatin1Char('\n')), entry.text,
        entry.categories.join(QLatin1Char('\n')) }
                            .join(QChar(0x1f));
    return PostId::fromName("plan-row", all.toUtf8());
}

Error severalCalled(const QString &name)
{
    return { Error::Kind::Refused,
        Words::tr("Several outposts are called “%1”. Write its address instead, as its account shows it.")
            .arg(isolate(name)),
        {}, std::chrono::seconds { 0 } };
}

std::optional<Series> whenOf(const PlanEntry &entry)
{
    return entry.when.start.date.isValid() ? std::optional(entry.when) : std::nullopt;
}

/// Whole days of a calendar file bear no zone; a day alone has none either.
Result<void> mayStand(const PlanEntry &entry)
{
    const WallTime &start = entry.when.start;
    if (start.date.isValid() && start.time.isValid() && !isKnownZone(start.zone))
        return fail(Error::Kind::Refused,
            Words::tr("“%1” is no time zone that this machine knows.").arg(QString::fromUtf8(start.zone)));
    if (start.date.isValid() && !isOnce(entry.when)
        && cardsOf(entry.when, start.date, QDate(9999, 12, 31), 1).list.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("It comes on no day at all."));
    return {};
}

} // namespace

PlanItem itemOf(const PlanVerdict &verdict)
{
    PlanItem item;
    item.number = verdict.row;
    item.entry.uid = verdict.planned.id;
    if (verdict.planned.at)
        item.entry.when.start = *verdict.planned.at;
    item.entry.text = verdict.planned.text;
    item.objective = { verdict.planned.objective, verdict.planned.isAimless };
    item.entry.channels = verdict.planned.channels;
    item.entry.contents = verdict.planned.contents;
    if (!verdict.planned.campaign.isEmpty())
        item.entry.categories = { verdict.planned.campaign };
    for (const QString &each : verdict.planned.alts)
        item.alts += each.isEmpty() ? 0 : 1;
    return item;
}

PlanIntake::PlanIntake(
    Database &database, OperationLog &log, Undo &undo, PostStore &posts, Outbox &outbox, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_steps(database, posts, outbox, clock)
    , m_terms(database)
    , m_readChannels(database, R"(
        SELECT c.id, c.name, c.handle FROM channel c LEFT JOIN account a ON a.channel = c.row
         WHERE c.network <> 'feed' AND coalesce(a.removed, 0) = 0 ORDER BY c.row)")
    , m_addImport(database, "INSERT INTO plan_import (id, made_at) VALUES (?1, ?2) RETURNING row")
    , m_addRow(database, "INSERT INTO plan_import_row (import, done) VALUES (?1, ?2)")
    , m_rowsBack(database, R"(
        SELECT r.row, r.done FROM plan_import_row r JOIN plan_import i ON i.row = r.import
         WHERE i.id = ?1 AND r.is_undone = 0 ORDER BY r.row DESC LIMIT ?2)")
    , m_rowsAgain(database, R"(
        SELECT r.row, r.done FROM plan_import_row r JOIN plan_import i ON i.row = r.import
         WHERE i.id = ?1 AND r.is_undone = 1 ORDER BY r.row LIMIT ?2)")
    , m_setRow(database, "UPDATE plan_import_row SET is_undone = ?2 WHERE row = ?1")
    , m_left(database, R"(
        SELECT count(*) FROM plan_import_row r JOIN plan_import i ON i.row = r.import
         WHERE i.id = ?1 AND r.is_undone = ?2)")
{
    undo.teach(kind, [this](Transaction &transaction, const Operation &step, Undo::Way way) {
        return turn(transaction, step, way);
    });
}

void PlanIntake::begin(const QStringList &channels, bool isTrial, const Objective &objective)
{
    m_objective = objective;
    m_fallback = channels;
    m_isTrial = isTrial;
    m_import = 0;
    m_seen.clear();
    m_channels = {};
}

Result<void> PlanIntake::readChannels()
{
    m_channels = {};
    return m_readChannels.each([this](const Row &row) {
        const auto id = row.id<ChannelId>(0);
        m_channels.names.append(row.text(1));
        for (const QString &name : { row.text(1), row.text(2), id.toString() })
            if (!name.isEmpty()) {
                const QString folded = name.toCaseFolded();
                if (m_channels.byName.value(folded, id) != id)
                    m_channels.ambiguous.insert(folded);
                m_channels.byName.insert(folded, id);
            }
        return true;
    });
}

Result<QList<ChannelId>> PlanIntake::channelsOf(const PlanItem &item) const
{
    QStringList names = item.entry.channels.isEmpty() ? m_fallback : item.entry.channels;
    if (names.isEmpty() && m_channels.names.size() == 1) // there is no other it could mean
        names = m_channels.names;
    if (names.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("It does not say on which outpost it goes out."));
    QList<ChannelId> ids;
    for (const QString &each : std::as_const(names)) {
        const auto id = m_channels.byName.constFind(each.toCaseFolded());
        if (m_channels.names.isEmpty())
            return fail(Error::Kind::Refused,
                Words::tr("There is no outpost “%1”: none is connected to this desk yet.").arg(isolate(each)));
        if (id == m_channels.byName.cend())
            return fail(Error::Kind::Refused,
                Words::tr("There is no outpost “%1”. There are: %2.")
                    .arg(isolate(each), m_channels.names.join(QStringLiteral(", "))));
        if (m_channels.ambiguous.contains(each.toCaseFolded()))
            return tl::unexpected(severalCalled(each));
        if (!ids.contains(*id))
            ids.append(*id);
    }
    return ids;
}

Result<PlanOutcome> PlanIntake::takeNew(Transaction &transaction, const PlanItem &item, PostId id, QJsonArray &done)
{
    const PlanEntry &entry = item.entry;
    auto channels = channelsOf(item);
    if (!channels)
        return tl::unexpected(channels.error());
    const QString text = entry.text.isEmpty() ? entry.summary : entry.text;
    if (oneLine(text).isEmpty())
        return fail(Error::Kind::Refused, Words::tr("There is no text."));
    const Objective &why = item.objective.isDecided() ? item.objective : m_objective;
    NewPost post { {}, oneLine(entry.categories.value(0)), why.words, {}, why.isNone, id };
    QHash<ChannelId, PostContent> said;
    const auto contents = contentsOf(entry.contents, entry.text);
    for (auto each = contents.cbegin(); each != contents.cend(); ++each) {
        if (m_channels.ambiguous.contains(each.key().toCaseFolded()))
            return tl::unexpected(severalCalled(each.key()));
        said.insert(m_channels.byName.value(each.key().toCaseFolded()), each.value());
    }
    int pictures = 0;
    for (const ChannelId each : std::as_const(*channels)) {
        post.variants.append({ each, said.value(each, plainContent(text)) });
        for (const PostPart &part : post.variants.constLast().content.parts)
            pictures = std::max(pictures, int(part.pictures.size()));
    }
    const QString title = entry.summary == summaryOf(text) ? QString() : oneLine(entry.summary);
    auto made = m_steps.begin(transaction, post, title, whenOf(entry), done);
    if (!made)
        return tl::unexpected(made.error());
    PlanOutcome outcome { item.number, PlanOutcome::Kind::New, {}, { id, {} } };
    if (made->when && !isOnce(*made->when)) {
        const auto first = occurrences(*made->when, made->when->start.date, QDate(9999, 12, 31), 1);
        outcome.card.occurrence = first.list.isEmpty() ? QString() : first.list.constFirst().name;
    }
    if (m_asksObjective && !why.isDecided())
        outcome.words = Words::tr("It does not say why it is written, or that it has no objective: it stays a draft "
                                  "until it does.");
    else if (pictures > 0)
        outcome.words =
            Words::tr("Its pictures are named, not contained: they are there where this desk has them already.");
    else if (item.alts > 0)
        outcome.words = Words::tr(
            "%n {picture is described: add it|pictures are described: add them} in the composer.", nullptr, item.alts);
    else if (made->when && made->when->start.time.isValid())
        outcome.words = clockSentence(made->when->start);
    return outcome;
}

/// A post that is there keeps its words; it goes where the file says.
Result<PlanOutcome> PlanIntake::takeKnown(Transaction &transaction, const PlanItem &item, const PlannedPost &post,
    const QString &occurrence, QJsonArray &done)
{
    PlanOutcome outcome { item.number, PlanOutcome::Kind::Same, Words::tr("It is in the calendar already."),
        { post.id, occurrence } };
    PlannedPost now = post;
    if (post.state == QLatin1String("discarded")) { // it came once, and was taken away again
        now.state = QStringLiteral("draft");
        now.when = whenOf(item.entry);
        outcome.kind = PlanOutcome::Kind::New;
        outcome.words = Words::tr("It had been taken away, and is back.");
    } else if (!occurrence.isEmpty()) {
        const auto stands = post.when ? occurrenceCalled(*post.when, occurrence) : std::nullopt;
        if (!stands)
            return fail(Error::Kind::Missing, Words::tr("This date is no longer one of its series."));
        if (stands->at == item.entry.when.start)
            return outcome;
        auto edit = withMoved(*post.when, occurrence, item.entry.when.start, EditScope::This);
        if (!edit)
            return tl::unexpected(edit.error());
        now.when = edit->kept;
    } else {
        now.when = whenOf(item.entry);
        if (now.when && post.when && !now.when->start.time.isValid()) // a day alone bears no zone in a calendar file
            now.when->start.zone = now.when->start.zone.isEmpty() ? post.when->start.zone : now.when->start.zone;
    }
    if (now == post
        || (now.when && post.when && anchored(*now.when) == anchored(*post.when) && now.state == post.state))
        return outcome;
    if (outcome.kind == PlanOutcome::Kind::Same) {
        outcome.kind = PlanOutcome::Kind::Moved;
        outcome.words.clear();
    }
    if (auto changed = m_steps.change(transaction, post, now, done); !changed)
        return tl::unexpected(changed.error());
    return outcome;
}

Result<PlanOutcome> PlanIntake::takeOne(Transaction &transaction, const PlanItem &item, QJsonArray &done)
{
    if (auto may = mayStand(item.entry); !may)
        return tl::unexpected(may.error());
    QString occurrence;
    const PostId id = idOf(item, occurrence);
    const QString seen = id.toString() + QLatin1Char('/') + occurrence;
    if (m_seen.contains(seen))
        return PlanOutcome { item.number, PlanOutcome::Kind::Same, Words::tr("It stands in this file already."),
            { id, occurrence } };
    auto known = m_steps.plans().find(id);
    if (!known)
        return tl::unexpected(known.error());
    if (*known && (*known)->isReply)
        return fail(Error::Kind::Refused, Words::tr("This is an answer: it leaves when you send it."));
    auto outcome =
        *known ? takeKnown(transaction, item, **known, occurrence, done) : takeNew(transaction, item, id, done);
    if (outcome)
        m_seen.insert(seen);
    return outcome;
}

Result<QList<PlanOutcome>> PlanIntake::take(const QList<PlanItem> &items)
{
    auto transaction = Transaction::begin(m_database);
    auto ready = transaction ? readChannels() : Result<void>(tl::unexpected(transaction.error()));
    auto terms = ready ? m_terms.read() : tl::unexpected(ready.error());
    if (!terms)
        return tl::unexpected(terms.error());
    m_asksObjective = terms->asksObjective;
    QList<PlanOutcome> outcomes;
    for (const PlanItem &each : items) {
        QJsonArray done;
        // What is refused half way leaves nothing: each row stands or falls by itself.
        if (auto saved = m_database.run("SAVEPOINT plan_row"); !saved)
            return tl::unexpected(saved.error());
        auto outcome = takeOne(*transaction, each, done);
        if (!outcome && outcome.error().kind == Error::Kind::Storage)
            return tl::unexpected(outcome.error());
        auto noted = outcome && !done.isEmpty() ? note(*transaction, done) : Result<void>();
        auto ended =
            noted ? m_database.run(outcome ? "RELEASE plan_row" : "ROLLBACK TO plan_row; RELEASE plan_row") : noted;
        if (!ended)
            return tl::unexpected(ended.error());
        outcomes.append(
            outcome ? *outcome : PlanOutcome { each.number, PlanOutcome::Kind::Refused, outcome.error().message, {} });
    }
    if (m_isTrial) {
        m_import = 0; // it goes with the transaction
        return outcomes;
    }
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return outcomes;
}

/// The step begins with the first row that is taken, so that what a killed program took in can be taken back too.
Result<void> PlanIntake::note(Transaction &transaction, const QJsonArray &done)
{
    if (m_import == 0) {
        const auto id = Id<struct PlanImport>::fresh();
        auto row = m_addImport.number(id, m_clock.now());
        auto logged = row ? m_log.append(transaction, { kind, { { importKey, id.toString() } }, {}, true, {} })
                          : Result<Operation>(tl::unexpected(row.error()));
        if (!logged)
            return tl::unexpected(logged.error());
        m_import = row->value_or(0);
    }
    return m_addRow.run(m_import, Utf8 { QJsonDocument(done).toJson(QJsonDocument::Compact) });
}

Result<Undone> PlanIntake::turn(Transaction &transaction, const Operation &operation, Undo::Way way)
{
    const bool isBack = way == Undo::Way::Back;
    const auto id = Id<struct PlanImport>::fromString(
        QJsonDocument::fromJson(operation.payload).object().value(importKey).toString());
    auto rows = (isBack ? m_rowsBack : m_rowsAgain)
                    .all<Kept>(
                        [](const Row &row) {
                            return Kept { row.number(0), QJsonDocument::fromJson(row.bytes(1)).array() };
                        },
                        id, lot);
    if (!rows)
        return tl::unexpected(rows.error());
    Undone undone;
    for (const Kept &each : std::as_const(*rows)) {
        auto turned = m_steps.turn(transaction, each.done, way);
        auto marked = turned ? m_setRow.run(each.row, isBack) : Result<void>(tl::unexpected(turned.error()));
        if (!marked)
            return tl::unexpected(marked.error());
        undone.kept += turned->kept > 0 ? 1 : 0;
    }
    auto left = m_left.number(id, !isBack);
    auto all = left ? m_left.number(id, isBack) : left;
    if (!all)
        return tl::unexpected(all.error());
    undone.isPart = left->value_or(0) > 0;
    const auto count = int(all->value_or(0));
    undone.sentence = isBack ? Words::tr("Taken back: %n {row|rows} of the plan", nullptr, count)
                             : Words::tr("Taken in again: %n {row|rows} of the plan", nullptr, count);
    return undone;
}

} // namespace wheelhouse

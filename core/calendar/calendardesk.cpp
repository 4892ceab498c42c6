#include "core/calendar/calendardesk.h"

#include "core/base/text.h"
#include "core/base/zones.h"
#include "core/calendar/deskwords.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimeZone>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

constexpr qint64 slackMs = 60'000;

QString movedWords(const QList<Placement> &placements, const QString &title)
{
    const auto &to = placements.constFirst().to;
    if (placements.size() > 1)
        return to ? Words::tr("Moved %n post(s)", nullptr, int(placements.size()))
                  : Words::tr("%n post(s) put back into the tray", nullptr, int(placements.size()));
    return to ? Words::tr("Moved “%1” to %2").arg(title, placeText(*to))
              : Words::tr("“%1” is in the tray, without a date").arg(title);
}

/// The name of the next of a series from \a now on, else of its first; empty: it has none.
QString nextName(const Series &series, const QDateTime &now)
{
    const QTimeZone zone(series.start.zone);
    for (const QDate since : { zone.isValid() ? now.toTimeZone(zone).date() : now.date(), series.start.date })
        if (const auto found = occurrences(series, since, since.addYears(4), 1).list; !found.isEmpty())
            return found.constFirst().name;
    return {};
}

} // namespace

CalendarDesk::CalendarDesk(
    Database &database, OperationLog &log, Undo &undo, PostStore &posts, Outbox &outbox, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_posts(posts)
    , m_clock(clock)
    , m_steps(database, posts, outbox, clock)
    , m_looks(database, log, undo, m_steps)
    , m_nameless(database)
    , m_beginning(database, "SELECT text FROM variant WHERE post = ?1 ORDER BY row LIMIT 1")
    , m_findCampaign(database, "SELECT row FROM campaign WHERE name = ?1 AND removed = 0")
    , m_addCampaign(database, "INSERT INTO campaign (id, name) VALUES (?1, ?2) RETURNING row")
    , m_toExtend(database, R"(
        SELECT p.id FROM plan l JOIN post p ON p.row = l.post
         WHERE (l.rule <> '' OR l.added <> '') AND p.state = 'submitted'
           AND (l.queued_to IS NULL OR (l.queued_to < ?1 AND l.last_day >= l.queued_to / 86400000 + 2440586)))")
    , m_campaign(database, R"(
        SELECT name, letter, tint, first_day, last_day, embargo_until FROM campaign WHERE id = ?1 AND removed = 0)")
    , m_putCampaign(database, R"(
        INSERT INTO campaign (id, name, letter, tint, first_day, last_day, embargo_until, removed)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT (id) DO UPDATE SET name = ?2, letter = ?3, tint = ?4, first_day = ?5, last_day = ?6,
               embargo_until = ?7, removed = ?8)")
    , m_removeCampaign(database, "UPDATE campaign SET removed = 1 WHERE id = ?1")
    , m_daysOff(database, R"(
        SELECT first_day, last_day, name FROM holiday WHERE source = ?1 ORDER BY first_day, name, last_day)")
    , m_clearDaysOff(database, "DELETE FROM holiday WHERE source = ?1")
    , m_addDayOff(database, "INSERT INTO holiday (source, name, first_day, last_day) VALUES (?1, ?2, ?3, ?4)")
    , m_addLayer(database, R"(
        INSERT INTO plan_layer (id, name, state, made_by, made_at)
        VALUES (?1, ?2, 'dropped', (SELECT row FROM member WHERE is_me = 1), ?3) RETURNING row)")
    , m_openLayer(database, "SELECT row FROM plan_layer WHERE id = ?1 AND state = 'open'")
    , m_setLayer(database, "UPDATE plan_layer SET state = ?3 WHERE id = ?1 AND state = ?2 RETURNING row")
    , m_findMove(database, R"(
        SELECT wall FROM plan_layer_move
         WHERE layer = ?1 AND post = (SELECT row FROM post WHERE id = ?2) AND occurrence = ?3)")
    , m_setMove(database, R"(
        INSERT INTO plan_layer_move (layer, post, occurrence, wall)
        VALUES (?1, (SELECT row FROM post WHERE id = ?2), ?3, ?4)
        ON CONFLICT (layer, post, occurrence) DO UPDATE SET wall = ?4)")
    , m_dropMove(database, R"(
        DELETE FROM plan_layer_move
         WHERE layer = ?1 AND post = (SELECT row FROM post WHERE id = ?2) AND occurrence = ?3)")
    , m_moves(database, R"(
        SELECT p.id, m.occurrence, m.wall FROM plan_layer_move m JOIN post p ON p.row = m.post WHERE m.layer = ?1
         ORDER BY m.row)")
    , m_countSlips(database, "SELECT count(*) FROM plan_layer_slip WHERE layer = ?1")
{
    teachCampaigns();
    teachLayers(undo);
    for (const char *kind :
        { "place", "drop", "duplicate", "begin", "plan", "repeat", "schedule", "unschedule", "name", "campaign" })
        undo.teach(QStringLiteral("calendar.") + QLatin1String(kind),
            [this](Transaction &transaction, const Operation &step, Undo::Way way) {
                return turn(transaction, QJsonDocument::fromJson(step.payload).object(), way);
            });
}

Result<Undone> CalendarDesk::turn(Transaction &transaction, const QJsonObject &done, Undo::Way way)
{
    return m_steps.turn(transaction, done.value(postsKey).toArray(), way);
}

Result<Planned> CalendarDesk::take(
    const QString &kind, const Act &act, const std::function<QString(const Step &)> &sentence)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    Step step;
    if (auto done = act(*transaction, step); !done)
        return tl::unexpected(done.error());
    if (step.done.isEmpty()) // it stands there already: nothing to take back
        return Planned { sentence(step), step.cards };
    auto logged =
        m_log.append(*transaction, { QStringLiteral("calendar.") + kind, { { postsKey, step.done } }, {}, true, {} });
    if (!logged)
        return tl::unexpected(logged.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return Planned { sentence(step), step.cards };
}

/// What people call a post: its title, else how it begins.
Result<QString> CalendarDesk::called(const PlannedPost &post)
{
    if (!post.title.isEmpty())
        return isolate(shorten(post.title, titleShown));
    auto text = m_beginning.one<QString>([](const Row &row) { return row.text(0); }, post.row);
    if (!text)
        return tl::unexpected(text.error());
    const QString beginning = shorten(oneLine(text->value_or(QString())), titleShown);
    if (!beginning.isEmpty())
        return isolate(beginning);
    auto held = m_nameless.read(post.row);
    if (!held)
        return tl::unexpected(held.error());
    return held->words.isEmpty() ? namelessWords(held->pictures) : isolate(shorten(held->words, titleShown));
}

/// Whether \a at is a place at all, and one for \a post.
Result<void> CalendarDesk::mayStand(const PlannedPost &post, const WallTime &at) const
{
    if (!at.date.isValid())
        return fail(Error::Kind::Malformed, Words::tr("A date is needed."));
    if (!isKnownZone(at.zone))
        return fail(Error::Kind::Refused,
            Words::tr("“%1” is no time zone that this machine knows.").arg(QString::fromUtf8(at.zone)));
    if (!post.isSubmitted())
        return {};
    auto planned = plannedAt(at);
    if (!planned)
        return fail(Error::Kind::Refused,
            Words::tr("It goes out by itself, so it needs an hour. Take it out of the outbox first."));
    if (planned->dueAt.toMSecsSinceEpoch() < m_clock.nowMs() - slackMs)
        return fail(Error::Kind::Refused, Words::tr("This time is over. It stays where it was."));
    return {};
}

Result<void> CalendarDesk::move(Transaction &transaction, const Placement &placement, EditScope scope, Step &step)
{
    auto post = m_steps.post(placement.card.post);
    auto title = post ? called(*post) : Result<QString>(tl::unexpected(post.error()));
    if (!title)
        return tl::unexpected(title.error());
    if (step.first.isEmpty())
        step.first = *title;
    const auto &to = placement.to;
    auto may = to ? mayStand(*post, *to) : Result<void>();
    if (!may)
        return may;
    if (!post->when || isOnce(*post->when)) {
        PlannedPost now = *post;
        now.when = to ? std::optional(Series { *to, {}, {}, {}, {} }) : std::nullopt;
        step.cards.append({ post->id, {} });
        return now == *post ? Result<void>() : m_steps.change(transaction, *post, now, step.done);
    }
    if (!to)
        return fail(Error::Kind::Refused,
            Words::tr("It comes again and again, so it cannot lie in the tray. Leave this one out, or let it come "
                      "once."));
    // Of whole posts, as the composer knows them, the next one is meant, and with it all.
    const QString name =
        placement.card.occurrence.isEmpty() ? nextName(*post->when, m_clock.now()) : placement.card.occurrence;
    auto edit = withMoved(*post->when, name, *to, scope);
    auto card = edit ? m_steps.change(transaction, *post, *edit, name, step.done)
                     : Result<CardKey>(tl::unexpected(edit.error()));
    if (!card)
        return tl::unexpected(card.error());
    step.cards.append(*card);
    return {};
}

Result<Planned> CalendarDesk::place(const QList<Placement> &placements, EditScope scope)
{
    if (placements.isEmpty())
        return fail(Error::Kind::Missing, Words::tr("Nothing is selected."));
    return take(
        QStringLiteral("place"),
        [&](Transaction &transaction, Step &step) -> Result<void> {
            for (const Placement &each : placements)
                if (auto done = move(transaction, each, scope, step); !done)
                    return done;
            return {};
        },
        [&](const Step &step) { return movedWords(placements, step.first); });
}

Result<QJsonObject> CalendarDesk::placeIn(Transaction &transaction, const QList<Placement> &placements, EditScope scope)
{
    Step step;
    for (const Placement &each : placements)
        if (auto done = move(transaction, each, scope, step); !done)
            return tl::unexpected(done.error());
    return QJsonObject { { postsKey, step.done } };
}

Result<void> CalendarDesk::dropOne(Transaction &transaction, const CardKey &card, EditScope scope, Step &step)
{
    auto post = m_steps.post(card.post);
    auto title = post ? called(*post) : Result<QString>(tl::unexpected(post.error()));
    if (!title)
        return tl::unexpected(title.error());
    if (step.first.isEmpty())
        step.first = *title;
    if (post->when && !isOnce(*post->when)) {
        auto edit = withDropped(*post->when, card.occurrence, scope);
        auto done = edit ? m_steps.change(transaction, *post, *edit, card.occurrence, step.done)
                         : Result<CardKey>(tl::unexpected(edit.error()));
        return done ? Result<void>() : tl::unexpected(done.error());
    }
    PlannedPost now = *post;
    now.state = QStringLiteral("discarded");
    return m_steps.change(transaction, *post, now, step.done);
}

Result<Planned> CalendarDesk::drop(const QList<CardKey> &cards, EditScope scope)
{
    if (cards.isEmpty())
        return fail(Error::Kind::Missing, Words::tr("Nothing is selected."));
    return take(
        QStringLiteral("drop"),
        [&](Transaction &transaction, Step &step) -> Result<void> {
            for (const CardKey &each : cards)
                if (auto done = dropOne(transaction, each, scope, step); !done)
                    return done;
            return {};
        },
        [&](const Step &step) {
            return cards.size() == 1 ? Words::tr("“%1” is taken away").arg(step.first)
                                     : Words::tr("%n post(s) taken away", nullptr, int(cards.size()));
        });
}

} // namespace wheelhouse

#include "core/publishing/outboxbook.h"

namespace wheelhouse {

namespace {

using State = Delivery::State;

QList<State> statesOf(OutboxGroup group)
{
    switch (group) {
    case OutboxGroup::NeedsPerson:
        return { State::Rejected, State::Missed, State::Held };
    case OutboxGroup::InDoubt:
        return { State::Unconfirmed };
    case OutboxGroup::OnItsWay:
        return { State::Queued, State::Claimed, State::Intent };
    case OutboxGroup::Lately:
        break;
    }
    return { State::Sent, State::Withdrawn };
}

QString reasonOver(const QList<Hold> &standing, const Delivery &delivery)
{
    for (const Hold &each : standing)
        if (each.campaign == 0 || each.campaign == delivery.campaign)
            return each.reason;
    return {};
}

} // namespace

OutboxBook::OutboxBook(Database &database)
    : m_database(database)
    , m_book(database)
    , m_holds(database)
    , m_more(database, R"(
        SELECT (SELECT url FROM delivery_part WHERE delivery = d.row AND state = 'sent' ORDER BY number LIMIT 1),
               (SELECT kind FROM amendment WHERE delivery = d.row AND state = 'waiting'),
               (SELECT reply_to IS NOT NULL FROM post WHERE row = d.post)
          FROM delivery d WHERE d.row = ?1)")
    , m_campaigns(database, R"(
        SELECT c.row, c.name, (SELECT count(*) FROM post p JOIN delivery d ON d.post = p.row
                                WHERE p.campaign = c.row AND d.state = 'queued')
          FROM campaign c WHERE c.removed = 0 ORDER BY c.name)")
    , m_toSend(database, "SELECT count(*) FROM delivery WHERE state = 'queued'")
    , m_held(database, R"(
        SELECT count(*) FROM delivery d JOIN post p ON p.row = d.post
         WHERE (d.state = 'queued' OR d.state = 'held') AND EXISTS (
            SELECT 1 FROM hold h WHERE h.released_at IS NULL AND (h.campaign IS NULL OR h.campaign = p.campaign)))")
    , m_waiting(database, R"(
        SELECT row, state FROM delivery
         WHERE state = 'rejected' OR state = 'unconfirmed' OR state = 'missed' OR state = 'held' LIMIT ?1)")
{
}

Result<QList<OutboxRow>> OutboxBook::rows(OutboxGroup group, int most)
{
    auto deliveries = m_book.first(statesOf(group), most, group == OutboxGroup::Lately);
    const auto standing = m_holds.standing();
    if (!deliveries || !standing)
        return tl::unexpected(!deliveries ? deliveries.error() : standing.error());
    QList<OutboxRow> rows;
    rows.reserve(deliveries->size());
    for (const Delivery &each : std::as_const(*deliveries)) {
        OutboxRow made { each, {}, {}, false, each.state == State::Queued ? reasonOver(*standing, each) : QString() };
        auto read = m_more.each(
            [&made](const Row &row) {
                made.url = row.text(0);
                if (!row.isNull(1))
                    made.wish =
                        row.text(1) == QLatin1String("change") ? Amendment::Kind::Change : Amendment::Kind::Remove;
                made.isAnswer = row.flag(2);
                return false;
            },
            each.row);
        if (!read)
            return tl::unexpected(read.error());
        rows.append(std::move(made));
    }
    return rows;
}

Result<int> OutboxBook::count(OutboxGroup group, int most)
{
    return m_book.count(statesOf(group), most);
}

Result<OutboxPage> OutboxBook::page(const Most &most)
{
    OutboxPage page;
    for (int i = 0; i < outboxGroups; ++i) {
        const auto group = OutboxGroup(i);
        auto found = rows(group, most.at(size_t(i)));
        auto all = found ? count(group, group == OutboxGroup::Lately ? most.at(size_t(i)) + 1 : -1)
                         : Result<int>(tl::unexpected(found.error()));
        if (!all)
            return tl::unexpected(all.error());
        page.rows.at(size_t(i)) = std::move(*found);
        page.counts.at(size_t(i)) = *all;
    }
    return page;
}

Result<HoldFigures> OutboxBook::holds()
{
    HoldFigures figures;
    auto standing = m_holds.standing();
    auto campaigns = m_campaigns.all<HoldFigures::OfCampaign>([](const Row &row) {
        return HoldFigures::OfCampaign { row.number(0), row.text(1), int(row.number(2)) };
    });
    auto toSend = m_toSend.number();
    if (!standing || !campaigns || !toSend)
        return tl::unexpected(!standing ? standing.error() : !campaigns ? campaigns.error() : toSend.error());
    auto held = standing->isEmpty() ? Result<std::optional<qint64>>() : m_held.number();
    if (!held)
        return tl::unexpected(held.error());
    figures.standing = std::move(*standing);
    figures.campaigns = std::move(*campaigns);
    figures.toSend = int(toSend->value_or(0));
    figures.held = int(held->value_or(0));
    return figures;
}

Result<QList<Waiting>> OutboxBook::waiting(int most)
{
    return m_waiting.all<Waiting>(
        [](const Row &row) {
            return Waiting { row.number(0), deliveryStateFromWord(row.text(1)).value_or(State::Missed) };
        },
        most);
}

} // namespace wheelhouse

#include "core/calendar/planlines.h"

#include <utility>

namespace wheelhouse {

namespace {

// Columns of the statement.
enum Column {
    PostRow,
    ChannelRow,
    Id,
    IsSubmitted,
    Title,
    WrittenBy,
    PartOf,
    MadeAt,
    Start,
    Zone,
    Turn,
    SameWords,
    DeliveryOf,
    StateOf,
    Reason,
    DueAt
};

/// Puts cards together from their lines, which come one after the other.
class Gathering {
public:
    Gathering(QList<Card> &cards, QDate from, QDate to, const CardNames &names, const CardRules &rules)
        : m_cards(cards)
        , m_from(from)
        , m_to(to)
        , m_names(names)
        , m_rules(rules)
        , m_clock(from, to)
    {
    }
    [[nodiscard]] bool isNext(const Row &row) const { return row.number(PostRow) != m_card.row; }
    void add(const Row &row)
    {
        if (isNext(row)) {
            end();
            begin(row);
        }
        const qint64 channel = row.number(ChannelRow);
        if (m_card.row != 0 && channel != 0)
            addTarget(channel, row);
    }
    void end()
    {
        if (m_card.row == 0)
            return;
        m_ground.goesOutAt = m_out.agreed();
        settle(m_card, m_ground, m_rules);
        m_cards.append(std::exchange(m_card, {}));
    }

private:
    void begin(const Row &row)
    {
        m_ground = {};
        m_out = {};
        const QByteArray zone = row.bytes(Zone);
        if (zone != m_zone)
            m_zone = zone; // shared by all cards that have it
        const WallTime at = wallOf(row.text(Start), m_zone, row.flag(Turn));
        if (at.date < m_from || at.date > m_to)
            return;
        m_card.row = row.number(PostRow);
        m_card.post = row.id<PostId>(Id);
        m_card.title = row.text(Title);
        m_card.author = m_names.members.value(row.number(WrittenBy));
        m_card.campaign = row.number(PartOf);
        m_card.launch = m_names.launches.value(m_card.row);
        m_card.madeAt = row.time(MadeAt);
        m_card.at = at;
        m_card.dueAt = m_clock.instant(at);
        m_card.targets.reserve(2); // as many as most have
        m_ground.isSubmitted = row.flag(IsSubmitted);
    }
    void addTarget(qint64 channel, const Row &row)
    {
        CardTarget target { channel, m_names.channels.value(channel), {}, {}, {}, quint64(row.number(SameWords)) };
        if (!row.isNull(DeliveryOf)) {
            target.delivery = row.id<DeliveryId>(DeliveryOf);
            target.state = deliveryStateFromWord(row.text(StateOf)).value_or(Delivery::State::Withdrawn);
            target.reason = row.text(Reason);
            m_out.add(*target.state, row.time(DueAt));
        }
        m_card.targets.append(std::move(target));
        if (m_card.title.isEmpty())
            m_card.title = row.text(Title);
    }

    QList<Card> &m_cards;
    QDate m_from;
    QDate m_to;
    const CardNames &m_names;
    const CardRules &m_rules;
    WallClock m_clock;
    QByteArray m_zone;
    Card m_card; ///< the one whose lines come; row 0: none
    CardGround m_ground;
    GoingOut m_out;
};

} // namespace

PlanLines::PlanLines(Database &database)
    : m_lines(database, R"(
        SELECT post, channel, id, submitted, title, author, campaign, made_at, start, zone, turn, words, delivery, state,
               reason, due_at
          FROM plan_line WHERE day BETWEEN ?1 AND ?2 ORDER BY day, post, channel)")
{
}

Result<void> PlanLines::read(
    QList<Card> &cards, QDate from, QDate to, int most, const CardNames &names, const CardRules &rules)
{
    Gathering gathering(cards, from, to, names, rules);
    const qsizetype full = cards.size() + most - 1; // and the one that is gathered
    auto read = m_lines.each(
        [&](const Row &row) {
            if (cards.size() >= full && gathering.isNext(row))
                return false;
            gathering.add(row);
            return true;
        },
        from.toJulianDay(), to.toJulianDay());
    if (read)
        gathering.end();
    return read;
}

} // namespace wheelhouse

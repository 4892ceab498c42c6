#include "core/demo/democalendar.h"

#include "core/calendar/calendardesk.h"
#include "core/connectors/rehearsal/costume.h"
#include "core/demo/demofates.h"
#include "core/demo/demosteps.h"
#include "core/demo/demowords.h"
#include "core/posts/media.h"

#include <QTimeZone>

#include <array>

namespace wheelhouse {

namespace {

const QByteArray zone = QByteArrayLiteral("Europe/Amsterdam"); // where Marlowe Coffee roasts

// Where a post goes, one bit a place of the rehearsal: Mastodon, Bluesky, the journal, the forum.
constexpr int m = 1;
constexpr int b = 2;
constexpr int j = 4;
constexpr int f = 8;
constexpr std::array bits { m, b, j, f };

enum class Kind { Draft, Planned };

struct Line {
    int day; ///< from the Monday of this week; noDay: none yet
    int hour; ///< hhmm; -1: any time
    const char *title;
    const char *campaign; ///< a letter; empty: none
    int places;
    Kind kind = Kind::Planned;
    bool isWeekly = false;
};
constexpr int noDay = 1000;
constexpr int tourFrom = 8; // the Stillwater tour, by whose days a layer asks

// As ../../shared/design/calendar-month and -week are drawn; Monday there is the 12th.
constexpr std::array lines {
    Line { -14, 900, "Descale day", "K", m },
    Line { -11, 830, "First frost, first cocoa", "A", m | b },
    Line { -10, 1200, "AMA with the roasters", "", f },
    Line { -7, 900, "Something still is coming", "S", m | b },
    Line { -6, 1000, "Stillwater: how we got here", "S", j },
    Line { -6, 1015, "It is here", "S", m | b },
    Line { -5, 1300, "Behind the bar: Leiden", "H", b },
    Line { -4, 900, "Grinder, brush, done", "K", m },
    Line { -4, 1400, "Hiring thread opens", "H", f },
    Line { -3, 930, "Meet Rafa, roaster", "A", m | b },
    Line { -1, 1100, "Sunday crossword, cup 3", "", b },
    Line { 0, 900, "Five cafés are hiring", "H", m | b },
    Line { 1, 1500, "Two cans, one picnic", "S", m },
    Line { 1, 1600, "Two cans, one picnic", "S", b },
    Line { 2, 900, "Oat or whole? Vote", "S", m | b },
    Line { 2, 1600, "Batch code check", "", f },
    Line { 3, 930, "What went wrong in line 2", "", m | b | j },
    Line { 3, 950, "Barista shift swap", "H", b },
    Line { 3, 1400, "Alt text, and why", "", b, Kind::Draft },
    Line { 4, 900, "Kettle to cup in 90 s", "K", m },
    Line { 4, -1, "Weekend pairing", "A", b, Kind::Draft },
    Line { 5, 1000, "Saturday swap shop", "", f, Kind::Draft, true },
    Line { 6, 1100, "Sunday crossword, cup 4", "", b, Kind::Draft },
    Line { 7, 900, "Lab results, plainly", "", m | b },
    Line { 8, 1000, "Stillwater tour dates", "S", j },
    Line { 9, 1230, "Open day, Rotterdam", "H", m },
    Line { 10, -1, "Refund FAQ, final", "", f, Kind::Draft },
    Line { 10, 900, "Bloom, wait, pour", "K", m | b },
    Line { 11, 1700, "Stillwater at Het Park", "S", m | b },
    Line { 13, 1100, "Clocks back, more coffee", "", b, Kind::Draft },
    Line { 14, 1000, "Why natural tastes of jam", "A", j, Kind::Draft },
    Line { 15, 900, "Blend 14 returns", "A", m | b, Kind::Draft },
    Line { 15, -1, "Taste panel sign-up", "A", f, Kind::Draft },
    Line { 16, -1, "Milk, explained", "K", m, Kind::Draft },
    Line { 18, 1600, "Pumpkin: a confession", "A", m | b, Kind::Draft },
    Line { 18, 1800, "Late opening", "", b },
    Line { noDay, -1, "Winter opening hours", "", m | b, Kind::Draft },
    Line { noDay, -1, "Grind size in one picture", "K", m, Kind::Draft },
    Line { noDay, -1, "A day behind the bar", "H", b, Kind::Draft },
    Line { noDay, -1, "Why washed tastes clean", "A", j, Kind::Draft },
    Line { noDay, -1, "Ask us: descaling week", "K", f, Kind::Draft },
    Line { noDay, -1, "Meet the oat farm", "S", m | b, Kind::Draft },
};

struct Effort {
    const char *letter;
    const char *name;
    const char *tint;
    int first; ///< days from the Monday of this week; noDay: it has no days
    int last;
};
constexpr std::array efforts {
    Effort { "S", "Stillwater launch", "cyan", -6, 11 },
    Effort { "H", "Barista hiring week", "violet", 0, 4 },
    Effort { "A", "Autumn blends", "amber", 14, 49 },
    Effort { "K", "Kitchen-table tips", "blue", noDay, noDay },
};

QString said(const char *words)
{
    return QString::fromUtf8(words);
}

/// The planning of the made-up team, over services of its own.
class MonthPlan {
public:
    MonthPlan(Database &database, OperationLog &log, Undo &undo, PastClock &clock, const QDateTime &now, quint64 seed)
        : m_media(database.path())
        , m_clock(clock)
        , m_now(now)
        , m_seed(seed)
        , m_posts(database, log, clock)
        , m_holds(database, log, clock)
        , m_outbox(database, log, undo, m_holds, clock)
        , m_desk(database, log, undo, m_posts, m_outbox, clock)
        , m_saved(database, log, undo)
    {
        const QDate today = now.toTimeZone(QTimeZone(zone)).date();
        m_monday = today.addDays(1 - today.dayOfWeek());
    }
    Result<void> plan();
    Result<void> hold();
    Result<void> wonder();

private:
    Result<void> addCampaigns();
    Result<void> add(const Line &line);
    [[nodiscard]] std::optional<WallTime> placeOf(const Line &line) const;
    [[nodiscard]] Result<NewPost> postOf(const Line &line);

    MediaStore m_media;
    PastClock &m_clock;
    QDateTime m_now;
    quint64 m_seed;
    QDate m_monday;
    PostStore m_posts;
    Holds m_holds;
    Outbox m_outbox;
    CalendarDesk m_desk;
    SavedWords m_saved;
    qint64 m_held = 0; ///< row of the campaign
    QList<Placement> m_later; ///< what would move, if the tour came three days later
};

Result<void> MonthPlan::addCampaigns()
{
    for (const Effort &each : efforts) {
        Campaign campaign;
        campaign.name = said(each.name);
        campaign.letter = QString::fromLatin1(each.letter);
        campaign.tint = QString::fromLatin1(each.tint);
        if (each.first != noDay) {
            campaign.firstDay = m_monday.addDays(each.first);
            campaign.lastDay = m_monday.addDays(each.last);
        }
        auto made = m_desk.put(campaign);
        if (!made)
            return tl::unexpected(made.error());
        if (campaign.letter == QLatin1String("S"))
            m_held = made->row;
    }
    return {};
}

std::optional<WallTime> MonthPlan::placeOf(const Line &line) const
{
    if (line.day == noDay)
        return std::nullopt;
    const QTime time = line.hour < 0 ? QTime() : QTime(line.hour / 100, line.hour % 100);
    WallTime at { m_monday.addDays(line.day), time, zone };
    const QDate today = m_now.toTimeZone(QTimeZone(zone)).date();
    if (line.kind == Kind::Draft && at.date <= today)
        at.date = at.date.addDays(7); // nobody leaves a draft behind
    return at;
}

Result<NewPost> MonthPlan::postOf(const Line &line)
{
    NewPost post;
    const auto parts = demoParts(said(line.title), m_media);
    if (!parts)
        return tl::unexpected(parts.error());
    for (size_t place = 0; place < bits.size(); ++place)
        if (line.places & bits[place]) {
            PostContent content;
            content.parts = *parts;
            content.language = QStringLiteral("en");
            post.variants.append({ rehearsal::channelOf(int(place), m_seed).id, content });
        }
    for (const Effort &each : efforts)
        if (qstrcmp(each.letter, line.campaign) == 0)
            post.campaign = said(each.name);
    return post;
}

Result<void> MonthPlan::add(const Line &line)
{
    const auto at = placeOf(line);
    const auto post = postOf(line);
    if (!post)
        return tl::unexpected(post.error());
    if (line.kind == Kind::Planned) {
        auto planned = m_desk.plan(*post, said(line.title), *at);
        if (planned && qstrcmp(line.campaign, "S") == 0 && line.day >= tourFrom)
            m_later.append({ planned->cards.constFirst(), WallTime { at->date.addDays(3), at->time, zone } });
        return planned ? Result<void>() : tl::unexpected(planned.error());
    }
    auto begun = m_desk.begin(*post, said(line.title), at);
    if (!begun || !line.isWeekly)
        return begun ? Result<void>() : tl::unexpected(begun.error());
    RecurrenceRule weekly;
    weekly.days = { { 0, at->date.dayOfWeek() } };
    auto repeated = m_desk.repeat(begun->cards.constFirst(), weekly);
    return repeated ? Result<void>() : tl::unexpected(repeated.error());
}

Result<void> MonthPlan::plan()
{
    m_clock.at = m_now.addDays(-30).toMSecsSinceEpoch();
    if (auto done = saveWords(m_saved); !done)
        return done;
    if (auto done = addCampaigns(); !done)
        return done;
    for (const Line &line : lines) {
        if (auto done = add(line); !done)
            return done;
        m_clock.at += 60'000;
    }
    return {};
}

/// What somebody tries out, and nobody has decided.
Result<void> MonthPlan::wonder()
{
    const auto layer = m_desk.beginLayer(said("The tour starts three days later"));
    if (!layer)
        return tl::unexpected(layer.error());
    auto imagined = m_desk.imagine(layer->id, m_later);
    return imagined ? Result<void>() : tl::unexpected(imagined.error());
}

Result<void> MonthPlan::hold()
{
    m_clock.at = m_now.addSecs(-22 * 60).toMSecsSinceEpoch();
    auto held = m_outbox.hold(m_held, said("Hazelnut in oat cans"));
    return held ? Result<void>() : tl::unexpected(held.error());
}

} // namespace

Result<void> planMonth(Database &database, OperationLog &log, Undo &undo, PastClock &clock, const QDateTime &now,
    const Furniture &furniture, quint64 seed)
{
    MonthPlan month(database, log, undo, clock, now, seed);
    if (auto done = month.plan(); !done)
        return done;
    if (auto done = giveFates(database, furniture, now); !done)
        return done;
    if (auto done = month.wonder(); !done)
        return done;
    return month.hold();
}

} // namespace wheelhouse

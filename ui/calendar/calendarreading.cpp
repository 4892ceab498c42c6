#include "ui/calendar/calendarreading.h"

#include "core/base/zones.h"
#include "core/networks/accountbook.h"
#include "core/posture/holds.h"
#include "core/publishing/terms.h"

#include <algorithm>
#include <atomic>

namespace wheelhouse {

namespace {

constexpr qint64 usualFor = 600'000; // ms until what is usual is counted again
constexpr int mostKept = 6; // pages
constexpr int cacheKib = 16'384; // a month and its neighbours of a large store: read once, not at each turn of a page
constexpr int quietMs = 150; // before what lies next is read

/// The zone of most cards: where the team plans, wherever this machine is today.
QByteArray zoneOf(const QList<Card> &cards)
{
    QHash<QByteArray, int> counts; // -1: no zone that this machine knows
    QByteArray most = QTimeZone::systemTimeZoneId();
    int ofMost = 0;
    QByteArray last; // mostly all cards have the same
    int *count = nullptr; // of last
    for (const Card &card : cards) {
        if (!card.at)
            continue;
        if (count == nullptr || card.at->zone != last) {
            last = card.at->zone;
            count = &counts[last];
            if (*count == 0 && !isKnownZone(last))
                *count = -1;
        }
        if (*count >= 0 && ++*count > ofMost) {
            most = last;
            ofMost = *count;
        }
    }
    return most;
}

/// One moment of the store, however many statements read it.
class Moment {
public:
    explicit Moment(Database &database)
        : m_database(database)
        , m_begun(database.run("BEGIN"))
    {
    }
    ~Moment()
    {
        if (m_begun)
            std::ignore = m_database.run("ROLLBACK"); // nothing was written
    }
    Moment(const Moment &) = delete;
    Moment &operator=(const Moment &) = delete;
    [[nodiscard]] const Result<void> &begun() const { return m_begun; }

private:
    Database &m_database;
    Result<void> m_begun;
};

} // namespace

/// The lane's side: connection and readers, made and ended there.
class CalendarReading::Desk {
public:
    Desk(QString path, const Clock &clock)
        : m_path(std::move(path))
        , m_clock(clock)
    {
    }
    std::atomic<int> wanted = 0; ///< the only question worth answering

    Result<CalendarSight> read(int asked, const SightRequest &request)
    {
        if (wanted != asked)
            return fail(Error::Kind::Cancelled, {});
        if (auto ready = open(); !ready)
            return tl::unexpected(ready.error());
        const Moment moment(*m_room->database);
        if (!moment.begun())
            return tl::unexpected(moment.begun().error());
        CalendarSight sight;
        if (auto around = readAround(sight); !around)
            return tl::unexpected(around.error());
        sight.now = m_clock.now();
        sight.machineZone = QTimeZone::systemTimeZoneId();
        auto page = m_room->book.page(request.from, request.to, request.layer);
        if (!page)
            return tl::unexpected(page.error());
        sight.page = std::move(*page);
        sight.zone = zoneOf(sight.page.cards);
        addOutposts(sight);
        if (auto usual = readUsual(sight); !usual)
            return tl::unexpected(usual.error());
        sight.judgeCards();
        return sight;
    }
    void close() { m_room.reset(); }

private:
    struct Room {
        explicit Room(std::unique_ptr<Database> opened)
            : database(std::move(opened))
        {
        }
        std::unique_ptr<Database> database;
        CalendarBook book { *database };
        HoldReader holds { *database };
        AccountList accounts { *database };
        PublishingTermsStore terms { *database };
    };

    Result<void> open()
    {
        if (m_room)
            return {};
        auto opened = Database::open(m_path, Database::Mode::Read);
        if (!opened)
            return tl::unexpected(opened.error());
        (*opened)->setCache(cacheKib);
        m_room = std::make_unique<Room>(std::move(*opened));
        return {};
    }

    /// What stands about the days, whichever are looked at: read anew only when the store was written to.
    Result<void> readAround(CalendarSight &sight)
    {
        auto version = m_room->database->number("PRAGMA data_version");
        if (!version)
            return tl::unexpected(version.error());
        if (*version != m_aroundAt) {
            m_around = {};
            m_aroundAt = -1;
            if (auto done = readAnew(m_around); !done)
                return done;
            m_aroundAt = *version;
        }
        sight = m_around;
        return {};
    }
    /// Tray, campaigns, layers, outposts, holds and terms.
    Result<void> readAnew(CalendarSight &sight)
    {
        auto tray = m_room->book.tray();
        auto campaigns = m_room->book.campaigns();
        auto layers = m_room->book.layers();
        auto holds = m_room->holds.standing();
        auto accounts = m_room->accounts.list();
        auto terms = m_room->terms.read();
        for (const Error *wrong : { tray ? nullptr : &tray.error(), campaigns ? nullptr : &campaigns.error(),
                 layers ? nullptr : &layers.error(), holds ? nullptr : &holds.error(),
                 accounts ? nullptr : &accounts.error(), terms ? nullptr : &terms.error() })
            if (wrong)
                return tl::unexpected(*wrong);
        sight.tray = std::move(*tray);
        sight.campaigns = std::move(*campaigns);
        sight.layers = std::move(*layers);
        for (const Hold &hold : *holds)
            if (hold.campaign == 0)
                sight.holdAll = hold.reason;
        for (const Account &account : *accounts)
            if (account.signsIn())
                sight.outposts.append(account.channel);
        // Those with days in the order in which they begin, so that bars keep their lane from week to week.
        std::stable_sort(sight.campaigns.begin(), sight.campaigns.end(), [](const Campaign &a, const Campaign &b) {
            return a.firstDay.isValid() && (!b.firstDay.isValid() || a.firstDay < b.firstDay);
        });
        sight.gapMinutes = int(terms->gap.count());
        return {};
    }
    /// Where something goes out though nobody signs in there: a sample's, or one that is gone.
    static void addOutposts(CalendarSight &sight)
    {
        QSet<qint64> seen;
        for (const QList<Card> *cards : { &sight.page.cards, &sight.tray })
            for (const Card &card : *cards)
                for (const CardTarget &target : card.targets) {
                    if (seen.contains(target.channelRow))
                        continue;
                    seen.insert(target.channelRow);
                    if (!sight.outposts.contains(target.channel))
                        sight.outposts.append(target.channel);
                }
        std::sort(sight.outposts.begin(), sight.outposts.end(),
            [](const Channel &a, const Channel &b) { return a.name.localeAwareCompare(b.name) < 0; });
    }

    Result<void> readUsual(CalendarSight &sight)
    {
        const qint64 now = sight.now.toMSecsSinceEpoch();
        if (m_usualAt == 0 || now - m_usualAt > usualFor || m_usualZone != sight.zone) {
            auto counted = usualHours(*m_room->database, zoneNamed(sight.zone), sight.now);
            if (!counted)
                return tl::unexpected(counted.error());
            m_usual = *counted;
            m_usualAt = now;
            m_usualZone = sight.zone;
        }
        sight.usual = m_usual;
        return {};
    }

    QString m_path;
    const Clock &m_clock;
    std::unique_ptr<Room> m_room;
    CalendarSight m_around; ///< nothing in it but what stands about the days
    qint64 m_aroundAt = -1; ///< the store's version then, as this connection counts; -1: not yet
    UsualHours m_usual;
    qint64 m_usualAt = 0; ///< UTC ms; 0: not yet
    QByteArray m_usualZone;
};

CalendarReading::CalendarReading(Lane &reader, const QString &path, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_lane(reader)
    , m_desk(std::make_shared<Desk>(path, clock))
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(quietMs);
    connect(&m_quiet, &QTimer::timeout, this, &CalendarReading::readNext);
}

CalendarReading::~CalendarReading()
{
    m_desk->wanted = -1;
    std::ignore = m_lane.ask([desk = m_desk] { desk->close(); });
}

void CalendarReading::ask(const SightRequest &request, const QList<SightRequest> &next)
{
    const int asked = ++m_asked;
    m_desk->wanted = asked;
    m_next = next;
    m_quiet.start();
    if (const CalendarSight *there = kept(request)) {
        m_answered = asked;
        emit read(CalendarSight(*there));
        return;
    }
    m_lane.ask(
        this, [desk = m_desk, asked, request] { return desk->read(asked, request); },
        [this, asked, request, truth = m_truth](const Result<CalendarSight> &sight) {
            if (asked != m_asked)
                return; // a newer question is on its way
            m_answered = asked;
            if (!sight)
                return emit failed(sight.error());
            keep(truth, request, *sight);
            m_quiet.start();
            emit read(*sight);
        });
}

void CalendarReading::forget()
{
    ++m_truth;
    m_kept.clear();
}

const CalendarSight *CalendarReading::kept(const SightRequest &request) const
{
    const auto found =
        std::find_if(m_kept.cbegin(), m_kept.cend(), [&request](const Kept &each) { return each.request == request; });
    return found == m_kept.cend() ? nullptr : &found->sight;
}

void CalendarReading::keep(int truth, const SightRequest &request, const CalendarSight &sight)
{
    if (truth != m_truth || kept(request))
        return;
    if (m_kept.size() == mostKept)
        m_kept.removeFirst();
    m_kept.append({ request, sight });
}

/// One after the other, as long as nobody asks for anything himself.
void CalendarReading::readNext()
{
    if (isWaiting())
        return;
    m_next.removeIf([this](const SightRequest &each) { return isKept(each); });
    if (m_next.isEmpty())
        return;
    const SightRequest request = m_next.takeFirst();
    m_lane.ask(
        this, [desk = m_desk, asked = m_asked, request] { return desk->read(asked, request); },
        [this, request, truth = m_truth](const Result<CalendarSight> &sight) {
            if (!sight)
                return; // whoever asks for it is told
            keep(truth, request, *sight);
            readNext();
        });
}

} // namespace wheelhouse

#pragma once

#include "core/base/clock.h"
#include "core/http/pacing.h"
#include "core/intake/admission.h"
#include "core/intake/catchup.h"
#include "core/intake/upkeep.h"
#include "core/networks/accounts.h"
#include "core/networks/connector.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <vector>

namespace wheelhouse {

/// Polls every connector on its own pace and admits what came; a cursor moves in the transaction of what it fetched, so
/// that a kill loses nothing and doubles nothing. A connector that fails is asked again later and later, by dice, up to
/// five minutes or its own pace; one that says more and more without anything new is stopped; the others go on.
/// Connectors come and go while it runs. What a network pushes only makes it ask. Threads that a message came out of,
/// and messages that are open, are asked for beside. Lives on the engine lane.
class Intake : public QObject {
    Q_OBJECT
public:
    Intake(Database &database, Admission &admission, const Clock &clock, QObject *parent = nullptr);

    /// Where an earlier run left a connector.
    struct Start {
        qint64 notBefore = 0; ///< UTC ms
        bool isServersWish = false; ///< the server asked for that, or is gone
        int failures = 0; ///< in a row so far
        qint64 newsSince = 0; ///< UTC ms; what was written before is history
    };
    /// One that has the same channel goes.
    void add(std::unique_ptr<Connector> connector, const Start &start);
    void add(std::unique_ptr<Connector> connector) { add(std::move(connector), Start()); }
    /// What is being fetched for it falls to the ground.
    void remove(ChannelId channel);
    [[nodiscard]] bool has(ChannelId channel) const { return m_lines.contains(channel); }
    void start(); ///< only while this process holds the engine
    void stop(); ///< what is being fetched is dropped and fetched again another time

    /// Asks all at once (or only \a channel), whatever their pace; but not those whose server asked to be left alone,
    /// or is gone. Works without start(), for scripts. Gives how many are asked.
    int fetchNow(ChannelId channel = {});
    [[nodiscard]] bool isAsking() const { return m_asking > 0; }
    /// The connector of \a channel; nullptr: none is here.
    [[nodiscard]] Connector *connector(ChannelId channel) const;
    /// Asks for the whole thread around a message, after what is being asked now.
    void askThread(ChannelId channel, const RemoteRef &message);
    /// Somebody reads the conversation (row): what others said around it since is asked for, at most every few minutes.
    void lookInto(qint64 conversation);
    /// Asks how messages stand now: changed, or gone.
    void lookAgain(ChannelId channel, const QList<RemoteRef> &messages);

signals:
    void admitted(const QList<qint64> &mentions);
    void failed(const QString &channel, const wheelhouse::Error &error);
    void fared(const wheelhouse::Fare &fare); ///< after every answer that has no more pages, and every failure
    void catchingUp(
        const wheelhouse::CatchUp &catchUp); ///< after every answer that has more pages, and when it is over
    void settled(); ///< nothing is being asked any more

private:
    struct Line {
        std::unique_ptr<Connector> connector;
        quint64 place = 0; ///< in the order in which they came
        qint64 channel = 0;
        qint64 notBefore = 0; ///< UTC ms
        qint64 askedToWait = 0; ///< UTC ms: the server's own wish, which nobody overrides
        qint64 askedAt = 0; ///< UTC ms, when it was last asked what is new
        qint64 newsSince = 0; ///< UTC ms
        QSet<size_t> cursors; ///< hashes of those that the pages in a row were asked with
        QDateTime reached; ///< UTC, the newest that came with these pages; null: nothing did
        QList<Refused> refused; ///< by these pages
        QList<RemoteRef> threads; ///< to be asked for
        QList<RemoteRef> looks; ///< to be asked for again
        QList<RemoteRef> looking; ///< the lot that is being asked for again
        QHash<QString, qint64> missing; ///< names that a look did not find, and when
        qint64 lookAt = 0; ///< UTC ms; then what is open is asked for again
        qint64 lookedTo = 0; ///< row of the last mention of those
        qint64 nudgedAt = 0; ///< UTC ms, of the last question that a push led to
        int nudges = 0; ///< doublings of the gap to the next question that a push leads to
        int failures = 0;
        int pages = 0; ///< in a row, without a rest
        int idlePages = 0; ///< of these pages the last ones that brought nothing new
        int added = 0; ///< by these pages
        bool asking = false;
        bool goesOn = false; ///< asked by fetchNow(): page after page also while stopped
        bool isBehind = false; ///< it has said that there is more
        bool isNudged = false; ///< something is new there: it is asked again, whatever its pace
    };
    using LinePtr = std::shared_ptr<Line>; // shared with the answers on their way, which hold it weakly
    void poll();
    [[nodiscard]] bool isDue(const Line &line, qint64 now) const;
    [[nodiscard]] static qint64 nudgeGap(const Line &line); ///< ms
    static void mendInstants(Line &line, qint64 now);
    void heedWish(Line &line, const Page &page);
    void setAsking(Line &line, bool asking);
    void dropAnswers();
    [[nodiscard]] std::vector<LinePtr> inOrder() const;
    void ask(const LinePtr &line);
    void listenTo(const LinePtr &line);
    void hear(const LinePtr &line, const Nudge &nudge);
    void attend(const LinePtr &line);
    void takeAside(const LinePtr &line, const Result<Page> &page);
    [[nodiscard]] Page believed(Line &line, Page page) const;
    void gatherLooks(const LinePtr &line);
    void take(const LinePtr &line, const QByteArray &askedAt, const Result<Page> &page);
    void goOn(Line &line, const Page &page);
    void endCatchUp(Line &line);
    void endRound(Line &line);
    void rest(Line &line, const Page &page);
    void fail(Line &line, const Error &error);
    void tell(Line &line, const std::optional<Error> &error, const Page &page);
    [[nodiscard]] static std::optional<Error> lacksProgress(
        Line &line, const QByteArray &askedAt, const Page &page, int added);
    [[nodiscard]] Result<AdmissionReport> admit(Line &line, const Page &page);
    [[nodiscard]] Result<AdmissionReport> admitLot(
        Line &line, const Page &page, const QList<Arrival> &arrivals, bool isLast);
    [[nodiscard]] Result<void> admitRest(Transaction &transaction, const Page &page, const AdmissionTerms &terms);
    void wantThreads(Line &line, const AdmissionReport &report);
    [[nodiscard]] Result<void> open(Line &line);

    Database &m_database;
    Admission &m_admission;
    const Clock &m_clock;
    Pacing m_pacing;
    QHash<ChannelId, LinePtr> m_lines;
    quint64 m_places = 0;
    int m_asking = 0; ///< lines
    QTimer m_timer;
    QTimer m_soon; ///< one look after many were added
    quint64 m_round = 0; ///< answers of an earlier round fall to the ground
    Statement m_cursor;
    Statement m_move;
    Upkeep m_upkeep;
    QHash<qint64, qint64> m_lookedInto; ///< conversations, and when; UTC ms
};

} // namespace wheelhouse

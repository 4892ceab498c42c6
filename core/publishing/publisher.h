#pragma once

#include "core/http/pacing.h"
#include "core/networks/connector.h"
#include "core/publishing/clockwatch.h"
#include "core/publishing/dispatch.h"
#include "core/store/changes.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace wheelhouse {

/// Something of ours is out there.
struct PublishedPart {
    Claim claim;
    int part = 0;
    Receipt receipt;
    bool isWhole = false; ///< with it all of the delivery is
};

/// Sends what is due: of each channel one at a time and in order, the channels beside each other. Each part's intent
/// is on the disk before its first byte leaves; whatever happens then is either known or told as a doubt, and a doubt
/// is looked into before anything is said again. Only while this process holds the engine. Lives on the engine lane.
class Publisher : public QObject {
    Q_OBJECT
public:
    /// nullptr: that channel is not asked now (paused, removed, signed out).
    using Find = std::function<Connector *(ChannelId)>;
    /// The bytes of a picture by their SHA-256; fails where they are not those.
    using ReadMedia = std::function<Result<QByteArray>(const QByteArray &digest)>;
    /// What it works with; all of it outlives it.
    struct Parts {
        Dispatch &dispatch;
        Find find;
        ReadMedia media;
        Changes &changes;
        const Clock &clock;
        ClockWatch::Steady steady;
    };
    explicit Publisher(Parts parts);
    ~Publisher() override;
    Q_DISABLE_COPY_MOVE(Publisher)

    void start();
    void stop(); ///< what is under way is in doubt when the engine runs again, here or elsewhere
    /// Sends what may be sent now, also while stopped, for scripts; settled() tells when. Call it when a channel is
    /// asked again.
    void sendNow();
    [[nodiscard]] bool isSending() const { return m_isSending; }
    /// A server told its time: \a ahead of ours. Where they agree a clock that had jumped is believed again.
    void hearTime(std::chrono::seconds ahead);

signals:
    void settled(); ///< nothing is being sent any more
    void published(const wheelhouse::PublishedPart &part);
    void stopped(const wheelhouse::DeliveryId &delivery); ///< it does not go on by itself; its state says why
    void clockDoubted(qint64 aheadMs); ///< the clock jumped: nothing goes out until a server agrees with it

private:
    struct Run;
    using RunPtr = std::shared_ptr<Run>; // held by what is under way
    template<typename T>
    void await(const RunPtr &run, QFuture<Result<T>> future, void (Publisher::*take)(RunPtr, const Result<T> &));
    void look();
    void soon(int ms);
    void goOn();
    [[nodiscard]] bool believesClock();
    void lookInto(const DeliveryTurn &doubtful);
    void begin(const DeliveryTurn &due);
    void passOver(const DeliveryTurn &due);
    void tellStopped(qint64 row);
    void unreadable(const Error &error);
    [[nodiscard]] Connector *connectorOf(const RunPtr &run);
    void next(const RunPtr &run);
    void bring(const RunPtr &run);
    void takeHandle(RunPtr run, const Result<QString> &handle);
    void seek(const RunPtr &run);
    void takeFound(RunPtr run, const Result<Found> &found);
    void takeAbsence(const RunPtr &run, const Found &found);
    void say(const RunPtr &run);
    void leave(const RunPtr &run);
    void takeReceipt(RunPtr run, const Result<Receipt> &receipt);
    void takeFailure(const RunPtr &run, const Error &error);
    [[nodiscard]] Connector *handsOverTo(const RunPtr &run);
    [[nodiscard]] Result<bool> writeAlone(const Claim &claim, int part, const Receipt &receipt);
    [[nodiscard]] Result<Dispatch::Handover> write(const RunPtr &run, const Receipt &receipt);
    void keep(const RunPtr &run, const Receipt &receipt);
    void handOver(const RunPtr &ended, Claim next);
    void setOut(const RunPtr &run);
    void doubt(const RunPtr &run, const QString &reason);
    void postpone(const RunPtr &run, const Error &error);
    void end(const RunPtr &run, const Result<void> &kept);
    void settle();
    void setTimer();

    Parts m_parts;
    Pacing m_pacing;
    ClockWatch m_watch;
    QTimer m_timer;
    QTimer m_soon;
    QTimer m_turn;
    QList<qint64> m_freed; ///< channels on which something ended in this turn
    QHash<qint64, RunPtr> m_runs; ///< by channel
    QHash<qint64, int> m_failing; ///< by channel, how many in a row did not go
    QList<std::function<bool()>> m_unkept; ///< what is out there, and could not be written down yet
    bool m_isRunning = false;
    bool m_isSending = false; ///< also between one delivery and the next
    bool m_isUntidy = true; ///< something may be left half done
    bool m_isDoubted = false; ///< that the clock jumped was told
};

} // namespace wheelhouse

#pragma once

#include "core/http/pacing.h"
#include "core/networks/connector.h"
#include "core/publishing/amendments.h"
#include "core/store/changes.h"

#include <QObject>
#include <QTimer>

namespace wheelhouse {

/// Does what is wished about things that are out there, one at a time: parts of a thread are taken away from the last
/// to the first. What fails for a while is done later and later; what the network refuses says why. Only while this
/// process holds the engine. Lives on the engine lane.
class Amending : public QObject {
    Q_OBJECT
public:
    using Find = std::function<Connector *(ChannelId)>; ///< nullptr: that channel is not asked now
    /// All of them outlive it.
    Amending(Amendments &amendments, Find find, Changes &changes, const Clock &clock);

    void start();
    void stop();
    void amendNow(); ///< also while stopped, for scripts; settled() tells when
    [[nodiscard]] bool isAmending() const { return m_isAmending; }

signals:
    void settled();

private:
    struct Run;
    using RunPtr = std::shared_ptr<Run>;
    void look();
    void next(const RunPtr &run);
    template<typename T> void await(const RunPtr &run, QFuture<Result<T>> future);
    void take(const RunPtr &run, const Result<std::optional<Receipt>> &done);
    void takeFailure(const RunPtr &run, const Error &error);
    void end(const RunPtr &run);
    void setTimer();

    Amendments &m_amendments;
    Find m_find;
    const Clock &m_clock;
    Pacing m_pacing;
    QTimer m_timer;
    bool m_isRunning = false;
    bool m_isAmending = false;
    quint64 m_round = 0;
};

} // namespace wheelhouse

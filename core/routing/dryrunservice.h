#pragma once

#include "core/base/lane.h"
#include "core/routing/dryrun.h"

#include <QObject>

namespace wheelhouse {

/// Dry runs for a window: asked on its thread, done on a lane of their own, since a search must not wait for them.
/// Asking again, or stop(), breaks off what runs.
class DryRunService : public QObject {
    Q_OBJECT
public:
    /// \a path of the workspace; \a clock outlives this.
    DryRunService(QString path, const Clock &clock, QObject *parent = nullptr);
    DryRunService(const DryRunService &) = delete;
    DryRunService &operator=(const DryRunService &) = delete;
    ~DryRunService() override;

    void start(const QList<wheelhouse::Rule> &rules);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

signals:
    void progressed(int percent);
    void finished(const wheelhouse::DryReport &report);
    void failed(const wheelhouse::Error &error); ///< also when it was stopped: Cancelled

private:
    class Desk;
    std::shared_ptr<Desk> m_desk; ///< shared with the work on its way; its insides are the lane's
    Lane m_lane { QStringLiteral("dry run"), Lane::Pace::Background };
    int m_asked = 0;
    bool m_isRunning = false;
};

} // namespace wheelhouse

#pragma once

#include "core/store/database.h"
#include "core/store/filelock.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace wheelhouse {

/// The engine of a workspace (intake, publishing, timers) runs in one process. A window that wants it is given it by
/// the agent within 2 s; when the window closes or dies the agent takes it back within 2 s. Who holds it is decided by
/// the lock beside the file; the row in the table lease only says so to people.
/// Lives on the engine lane, with its writing connection.
class EngineClaim : public QObject {
    Q_OBJECT
public:
    enum class Role {
        Window, ///< wants the engine for as long as it lives; two windows: the second waits
        Agent ///< holds it while no window wants it
    };
    /// How often it looks; at most half of the 2 s a hand-over may take.
    static constexpr std::chrono::milliseconds usualPace { 500 };

    EngineClaim(Database &writer, Role role, std::chrono::milliseconds pace = usualPace, QObject *parent = nullptr);
    EngineClaim(const EngineClaim &) = delete;
    EngineClaim &operator=(const EngineClaim &) = delete;
    ~EngineClaim() override;

    /// Begins to look, at once and then at every pace. Refused where the lock file cannot be made.
    [[nodiscard]] Result<void> start();
    [[nodiscard]] bool isHeld() const { return m_isHeld; }
    /// Who holds it, as the row says; for people.
    [[nodiscard]] QString holder() const;

signals:
    void gained();
    /// What runs on the engine is ended by those who hear this; the engine is another's when they return.
    void yielding();

private:
    void look();
    void take();
    void yieldIt();
    void write(const char *column, const QString &who);

    Database &m_writer;
    Role m_role;
    QTimer m_timer;
    std::optional<FileLock> m_lock;
    bool m_isHeld = false;
};

} // namespace wheelhouse

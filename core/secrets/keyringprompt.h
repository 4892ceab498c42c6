#pragma once

#include "core/base/result.h"

#include <QDBusVariant>
#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QTimer>

namespace wheelhouse {

/// A window of the Secret Service's own, from asking for it to its answer (specifications.freedesktop.org/
/// secret-service, "Prompts"). Part of KeyringDoor; ends itself with its answer.
class KeyringPrompt final : public QObject {
    Q_OBJECT
public:
    KeyringPrompt(std::chrono::milliseconds patience, QObject *parent);
    ~KeyringPrompt() override;

    [[nodiscard]] QFuture<Result<void>> future() const { return m_promise.future(); }
    /// \a path as the service gave it; "/" where nothing has to be asked.
    void show(const QString &path);
    void end(const Result<void> &result);

private slots:
    void hear(bool isDismissed, const QDBusVariant &what);

private:
    QPromise<Result<void>> m_promise;
    QTimer m_patience;
    bool m_isEnded = false;
};

} // namespace wheelhouse

#pragma once

#include "core/base/clock.h"
#include "core/intake/catchup.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace wheelhouse {

/// How far those are that have more to say than one answer holds, as one line. It begins after a second, so that a
/// second page alone is no news, changes at most twice a second, and goes when nothing is left.
class CatchUps : public QObject {
    Q_OBJECT
public:
    explicit CatchUps(const Clock &clock, QObject *parent = nullptr);
    void hear(const wheelhouse::CatchUp &catchUp);

signals:
    void said(const QString &words); ///< empty: nothing is behind any more

private:
    void say();
    [[nodiscard]] QString words() const;

    const Clock &m_clock;
    QHash<ChannelId, CatchUp> m_behind;
    QTimer m_pause; ///< until the next words
    bool m_isShown = false;
    bool m_isNew = false; ///< something was heard since the last words
};

} // namespace wheelhouse

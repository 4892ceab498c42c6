#pragma once

#include "core/base/clock.h"
#include "core/inbox/promises.h"
#include "ui/promises/bellsettings.h"

#include <QTimer>

class QSettings;

namespace wheelhouse {

/// What the desktop is asked to show. Plain words: whoever sends it escapes them.
struct BellNote {
    QString title;
    QString body;
    bool isUrgent = false;
    friend bool operator==(const BellNote &, const BellNote &) = default;
};

/// Tells a person on the desktop that a promise is about to break, or broke. What comes in quiet hours is kept, and
/// told in one note when they are over; half of a promise's time is worth no note. Lives on the window's thread.
class PromiseBell : public QObject {
    Q_OBJECT
public:
    PromiseBell(const QSettings &settings, const Clock &clock, QObject *parent = nullptr);
    void hear(const PromiseWarning &warning);
    /// Asked once a minute while something is kept.
    void endQuiet();

signals:
    void rang(const wheelhouse::BellNote &note);

private:
    const QSettings &m_settings;
    const Clock &m_clock;
    QTimer m_quiet;
    int m_kept = 0;
};

/// A warning as a note: strangers' words on one line, cut to a length that no desktop chokes on.
BellNote noteOf(const PromiseWarning &warning, const QDateTime &now);
/// The body as a desktop's notification service takes it: a few tags mean something there, so none of ours is one.
QString escapedBody(const QString &body);

} // namespace wheelhouse

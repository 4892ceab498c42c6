#pragma once

#include <QObject>

namespace wheelhouse {

/// What the desktop is asked to show. Plain words: whoever sends it escapes them.
struct DesktopNote {
    QString title;
    QString body;
    bool isUrgent = false;
    QString action {}; ///< what a click does, in a word or two; empty: nothing
    friend bool operator==(const DesktopNote &, const DesktopNote &) = default;
};

/// Shows notes by org.freedesktop.Notifications, with nothing in them that could be markup; no widget is needed. Nobody
/// waits for the answer. A note takes the place of the one that this object showed before, where that still stands:
/// what waits for a person is one note, not a burst.
class DesktopNotes : public QObject {
    Q_OBJECT
public:
    explicit DesktopNotes(QObject *parent = nullptr);
    void show(const DesktopNote &note);

signals:
    void opened(); ///< a person clicked on the note
    void missed(const wheelhouse::DesktopNote &note); ///< no notification service took it

private slots:
    void hear(uint id, const QString &action); // by D-Bus, which finds it by its name

private:
    uint m_last = 0; ///< 0: none was shown
    bool m_isListening = false;
};

} // namespace wheelhouse

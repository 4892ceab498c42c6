#pragma once

#include <QDBusVariant>
#include <QObject>

namespace wheelhouse {

class Look;

/// Keeps a Look as light or as dark as the desktop asks for, through the desktop portal; where there is none, as the
/// palette was at start. Asks without waiting, so a missing or slow portal never holds up the window.
/// Source: org.freedesktop.portal.Settings, namespace org.freedesktop.appearance, key color-scheme (1: dark).
class Appearance : public QObject {
    Q_OBJECT
public:
    explicit Appearance(Look &look, QObject *parent = nullptr);

private slots:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void ask();
    void follow(const QVariant &scheme);
    Look &m_look;
    bool m_startedDark;
};

} // namespace wheelhouse

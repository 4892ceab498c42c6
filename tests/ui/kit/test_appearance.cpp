#include "ui/kit/appearance.h"
#include "ui/kit/look.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QtTest>

using namespace wheelhouse;

/// A desktop portal that answers one question, as deeply wrapped as the real one does.
class Portal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    uint wish = 0;
public slots:
    QDBusVariant Read(const QString &group, const QString &key) // NOLINT: the bus's own name
    {
        asked = group + QLatin1Char('/') + key;
        return QDBusVariant(QVariant::fromValue(QDBusVariant(wish)));
    }

public:
    QString asked;
};

class TestAppearance : public QObject {
    Q_OBJECT
    QProcess m_daemon;
    Portal m_portal;
    QDBusConnection m_desktop { QStringLiteral("nobody yet") };

    static bool isAlone() { return qEnvironmentVariableIsSet("WH_NO_BUS"); }
    static bool isDark(const Look &look) { return look.theme().base.lightness() < 128; }

    void change(const QString &group, const QString &key, uint wish)
    {
        QDBusMessage signal = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/portal/desktop"),
            QStringLiteral("org.freedesktop.portal.Settings"), QStringLiteral("SettingChanged"));
        signal << group << key << QVariant::fromValue(QDBusVariant(wish));
        QVERIFY(m_desktop.send(signal));
    }

private slots:
    void initTestCase()
    {
        if (isAlone())
            return;
        m_daemon.start(QStringLiteral("dbus-daemon"),
            { QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address") });
        if (!m_daemon.waitForStarted() || !m_daemon.waitForReadyRead())
            QSKIP("dbus-daemon is not here");
        const QByteArray address = m_daemon.readLine().trimmed();
        qputenv("DBUS_SESSION_BUS_ADDRESS", address); // before anybody asks for the session bus
        m_desktop = QDBusConnection::connectToBus(QString::fromUtf8(address), QStringLiteral("desktop"));
        QVERIFY(m_desktop.registerObject(
            QStringLiteral("/org/freedesktop/portal/desktop"), &m_portal, QDBusConnection::ExportAllSlots));
        QVERIFY(m_desktop.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
    }
    void cleanupTestCase()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    void theDesktopsWishIsAskedFor()
    {
        if (isAlone())
            QSKIP("no bus");
        Look look;
        m_portal.wish = 1;
        const Appearance appearance(look);
        QVERIFY(!isDark(look)); // nobody waits for the answer
        QTRY_VERIFY(isDark(look));
        QCOMPARE(m_portal.asked, QStringLiteral("org.freedesktop.appearance/color-scheme"));
    }

    /// A window that is open while a person changes the desktop's wish.
    void theWindowFollowsWhileItIsOpen()
    {
        if (isAlone())
            QSKIP("no bus");
        Look look;
        connect(&look, &Look::changed, this, [&look] { applyLook(*qApp, look); });
        applyLook(*qApp, look);
        m_portal.wish = 2; // light
        m_portal.asked.clear();
        const Appearance appearance(look);
        QTRY_VERIFY(!m_portal.asked.isEmpty());
        QWidget window;
        window.resize(200, 100);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const auto ground = [&window] { return window.palette().color(QPalette::Window); };
        QCOMPARE(ground(), QColor(Theme::light().window));
        change(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme"), 1);
        QTRY_COMPARE(ground(), QColor(Theme::dark().window));
        QCOMPARE(window.grab().toImage().pixelColor(100, 50), QColor(Theme::dark().window));
        change(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme"), 2);
        QTRY_COMPARE(ground(), QColor(Theme::light().window));
        look.disconnect(this);
    }

    void otherSettingsAreNotOurs()
    {
        if (isAlone())
            QSKIP("no bus");
        Look look;
        m_portal.wish = 0;
        m_portal.asked.clear();
        const Appearance appearance(look);
        QTRY_VERIFY(!m_portal.asked.isEmpty());
        QSignalSpy changed(&look, &Look::changed);
        change(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("accent-color"), 1);
        change(QStringLiteral("org.gnome.desktop"), QStringLiteral("color-scheme"), 1);
        QTest::qWait(100);
        QVERIFY(!isDark(look));
        QCOMPARE(changed.count(), 0);
    }

    void aPersonsOwnChoiceOutweighsTheDesktops()
    {
        if (isAlone())
            QSKIP("no bus");
        Look look;
        look.setMode(Look::Mode::Light);
        m_portal.wish = 1;
        m_portal.asked.clear();
        const Appearance appearance(look);
        QTRY_VERIFY(!m_portal.asked.isEmpty());
        QTest::qWait(50);
        QVERIFY(!isDark(look));
    }

    void withoutABusItStaysAsThePaletteWas()
    {
        if (isAlone()) {
            Look look;
            QElapsedTimer clock;
            clock.start();
            const Appearance appearance(look);
            QVERIFY(clock.elapsed() < 1000);
            QTest::qWait(50);
            QVERIFY(!isDark(look));
            return;
        }
        // The session bus is looked up once in a process, so a second one has none.
        QProcess alone;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent/bus"));
        environment.insert(QStringLiteral("WH_NO_BUS"), QStringLiteral("1"));
        alone.setProcessEnvironment(environment);
        alone.start(QCoreApplication::applicationFilePath(), { QStringLiteral("withoutABusItStaysAsThePaletteWas") });
        QVERIFY(alone.waitForFinished());
        QCOMPARE(alone.exitCode(), 0);
    }
};

QTEST_MAIN(TestAppearance)
#include "test_appearance.moc"

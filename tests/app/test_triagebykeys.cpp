#include "app/desktop/workbench.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;

/// The whole window on a display with a window manager: fifty mentions of the sample dealt with by keys alone, the
/// program ended and begun again, and all fifty taken back by keys.
class TestTriageByKeys : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QVERIFY(Engine::makeSample(path(), m_clock));
        m_settings =
            std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        m_look.setReducedMotion(true);
        applyLook(*qApp, m_look);
    }
    void fiftyMentionsAreDealtWithByKeysAlone()
    {
        open();
        m_before = standings();
        m_steps = number("SELECT count(*) FROM undo WHERE undone = 0");
        strike(Qt::Key_G);
        strike(Qt::Key_I);
        for (int i = 0; i < 36; ++i)
            oneMention(i);
        strike(Qt::Key_G);
        strike(Qt::Key_Z);
        QTRY_VERIFY(!m_dealtWith.contains(m_bench->inbox().current()));
        for (int i = 36; i < 50; ++i)
            oneMention(i);
        QCOMPARE(m_dealtWith.size(), 50);
        QTRY_COMPARE_WITH_TIMEOUT(number("SELECT count(*) FROM undo WHERE undone = 0"), m_steps + 50, 10'000);
        QVERIFY(standings() != m_before);
        close();
    }
    void allFiftyAreTakenBackAfterARestart()
    {
        open();
        for (int i = 0; i < 50; ++i) {
            strike(Qt::Key_Z, Qt::ControlModifier);
            QTRY_COMPARE_WITH_TIMEOUT(number("SELECT count(*) FROM undo WHERE undone = 0"), m_steps + 49 - i, 10'000);
        }
        QCOMPARE(standings(), m_before);
        QCOMPARE(number("SELECT count(*) FROM undo WHERE undone = 1"), 50);
        close();
    }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("sample.wheelhouse")); }
    QWidget *window() { return QApplication::activeWindow() ? QApplication::activeWindow() : &m_bench->window(); }
    void open()
    {
        auto engine = Engine::open(path(), EngineClaim::Role::Window, m_clock);
        QVERIFY(engine);
        auto bench = Workbench::open(std::move(*engine), m_look, *m_settings);
        QVERIFY(bench);
        m_bench = std::move(*bench);
        m_bench->window().resize(1440, 900);
        m_bench->window().show();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window()));
        Stream everything;
        everything.view = { View::Kind::AllOpen, 0 };
        m_bench->inbox().showStream(everything);
        m_bench->inbox().takeFocus();
        QTRY_VERIFY(m_bench->inbox().current() != 0);
    }
    void close() { m_bench.reset(); }
    void strike(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *to = QApplication::focusWidget() ? QApplication::focusWidget() : window();
        QTest::keyClick(to, key, modifiers);
    }
    void oneMention(int i)
    {
        const qint64 steps = number("SELECT count(*) FROM undo WHERE undone = 0");
        QTRY_VERIFY(m_bench->inbox().current() != 0);
        const qint64 conversation = m_bench->inbox().current();
        QVERIFY2(!m_dealtWith.contains(conversation), qPrintable(QStringLiteral("met twice at %1").arg(i)));
        m_dealtWith.insert(conversation);
        const bool leaves = i % 4 < 2;
        switch (i % 4) {
        case 0:
            strike(Qt::Key_E);
            break;
        case 1:
            strike(Qt::Key_W);
            break;
        case 2:
            strike(Qt::Key_Exclam, Qt::ShiftModifier);
            break;
        default:
            strike(Qt::Key_U);
        }
        QTRY_COMPARE_WITH_TIMEOUT(number("SELECT count(*) FROM undo WHERE undone = 0"), steps + 1, 5'000);
        if (!leaves)
            strike(Qt::Key_J);
        QTRY_VERIFY(m_bench->inbox().current() != conversation || m_dealtWith.size() == 50);
    }
    qint64 number(const char *sql)
    {
        auto reader = Database::open(path(), Database::Mode::Read);
        return reader ? (*reader)->number(sql).value_or(-1) : -1;
    }
    QStringList standings()
    {
        auto reader = Database::open(path(), Database::Mode::Read);
        Statement all(**reader,
            "SELECT row, state, escalated, coalesce(assignee, 0), coalesce(done_at, 0) FROM conversation "
            "WHERE row <= (SELECT max(row) FROM conversation WHERE state <> 'merged') ORDER BY row");
        QStringList lines;
        auto read = all.each([&](const Row &row) {
            lines.append(row.text(0) + QLatin1Char(' ') + row.text(1) + QLatin1Char(' ') + row.text(2)
                + QLatin1Char(' ') + row.text(3) + QLatin1Char(' ') + row.text(4));
            return true;
        });
        return read ? lines : QStringList();
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    Look m_look;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Workbench> m_bench;
    QSet<qint64> m_dealtWith;
    QStringList m_before;
    qint64 m_steps = 0;
};

QTEST_MAIN(TestTriageByKeys)
#include "test_triagebykeys.moc"

#include "tests/support/fakeclock.h"
#include "ui/composer/planpicker.h"

#include <QtTest>

using namespace wheelhouse;

namespace {

const WallTime tuesday { QDate(2026, 10, 27), QTime(9, 0), "Europe/Amsterdam" };

struct Asking {
    explicit Asking(const std::optional<WallTime> &at, int scale = 100, const QPoint &corner = {})
    {
        look.setTextScale(scale);
        window.resize(400, 300);
        window.move(corner);
        window.show();
        picker.openAt(&window, at);
    }
    Look look;
    FakeClock clock;
    QWidget window;
    PlanPicker picker { look, clock, &window };
    QSignalSpy picked { &picker, &PlanPicker::picked };
};

} // namespace

class TestPlanPicker : public QObject {
    Q_OBJECT
private slots:
    void enterTakesWhatIsShownWhereverTheFocusIs_data()
    {
        QTest::addColumn<QByteArray>("where");
        for (const char *each : { "QDateEdit", "QTimeEdit", "QComboBox", "QPushButton" })
            QTest::newRow(each) << QByteArray(each);
    }
    void enterTakesWhatIsShownWhereverTheFocusIs()
    {
        QFETCH(QByteArray, where);
        Asking asking(tuesday);
        QWidget *focus = nullptr;
        for (QWidget *each : asking.picker.findChildren<QWidget *>())
            if (each->metaObject()->className() == where)
                focus = each;
        QVERIFY(focus);
        focus->setFocus();
        QTest::keyClick(focus, Qt::Key_Return);
        QCOMPARE(asking.picked.size(), 1);
        QCOMPARE(asking.picked.first().first().value<std::optional<WallTime>>(), std::optional(tuesday));
        QVERIFY(!asking.picker.isVisible());
    }

    void whatIsOverIsNotTaken()
    {
        Asking asking(WallTime { QDate(2026, 10, 12), QTime(9, 0), "Europe/Amsterdam" });
        QTest::keyClick(&asking.picker, Qt::Key_Return);
        QCOMPARE(asking.picked.size(), 0);
        QVERIFY(asking.picker.isVisible());
    }

    void itStandsWhollyOnItsScreen_data()
    {
        QTest::addColumn<QPoint>("window");
        const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
        QTest::newRow("in a corner") << screen.bottomRight() - QPoint(30, 30);
        QTest::newRow("partly below") << screen.bottomLeft() - QPoint(0, 150);
        QTest::newRow("wholly below") << screen.bottomLeft() + QPoint(0, 100);
        QTest::newRow("beyond the left edge") << screen.topLeft() - QPoint(380, 0);
    }
    void itStandsWhollyOnItsScreen()
    {
        QFETCH(QPoint, window);
        Asking asking(tuesday, 160, window);
        const QRect screen = asking.window.screen()->availableGeometry();
        QVERIFY2(screen.contains(asking.picker.geometry()), qPrintable(QDebug::toString(asking.picker.geometry())));
    }
};

QTEST_MAIN(TestPlanPicker)
#include "test_planpicker.moc"

#include "app/desktop/patience.h"
#include "core/base/lane.h"

#include <QProgressDialog>
#include <QSemaphore>
#include <QtTest>

using namespace wheelhouse;

namespace {

QProgressDialog *noteShown()
{
    for (QWidget *each : QApplication::topLevelWidgets())
        if (auto *note = qobject_cast<QProgressDialog *>(each); note && note->isVisible())
            return note;
    return nullptr;
}

} // namespace

/// What takes long elsewhere freezes no window.
class TestPatience : public QObject {
    Q_OBJECT
private slots:
    void afterAMomentANoteSaysWhatIsDoneAndTheWindowGoesOnPainting()
    {
        QWidget window;
        window.show();
        Lane lane(QStringLiteral("work"));
        QSemaphore mayEnd;
        const auto work = lane.ask([&mayEnd] {
            mayEnd.acquire();
            return 7;
        });
        int beats = 0;
        QString said;
        QTimer pulse;
        connect(&pulse, &QTimer::timeout, &window, [&] {
            ++beats;
            if (const QProgressDialog *note = noteShown()) {
                said = note->labelText();
                mayEnd.release();
            }
        });
        pulse.start(10);
        waitPatiently(QFuture<void>(work), QStringLiteral("Counting sheep"), &window);
        QVERIFY(work.isFinished());
        QCOMPARE(work.result(), 7);
        QVERIFY(beats > 1);
        QCOMPARE(said, QStringLiteral("Counting sheep"));
        QVERIFY(!noteShown());
    }

    void whatIsDoneAtOnceShowsNoNote()
    {
        Lane lane(QStringLiteral("work"));
        bool wasShown = false;
        QTimer pulse;
        connect(&pulse, &QTimer::timeout, this, [&wasShown] { wasShown = wasShown || noteShown() != nullptr; });
        pulse.start(0);
        waitPatiently(QFuture<void>(lane.ask([] { QThread::msleep(50); })), QStringLiteral("Counting sheep"), nullptr);
        QVERIFY(!wasShown);
    }
};

QTEST_MAIN(TestPatience)
#include "test_patience.moc"

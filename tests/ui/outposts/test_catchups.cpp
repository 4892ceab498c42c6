#include "tests/support/fakeclock.h"
#include "ui/kit/look.h"
#include "ui/outposts/catchups.h"
#include "ui/shell/statusline.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

CatchUp behind(const char *name, int added, bool isOver = false)
{
    return { ChannelId::fromName("channel", name), QString::fromLatin1(name), added, FakeClock().now().addDays(-3),
        isOver };
}

QString shown(const QWidget &part)
{
    QStringList words;
    for (const QLabel *each : part.findChildren<QLabel *>())
        if (each->isVisible() && !each->text().isEmpty())
            words.append(each->text());
    return words.join(u'\n');
}

} // namespace

/// How far the accounts are, in the status line.
class TestCatchUps : public QObject {
    Q_OBJECT
private slots:
    void whatIsSoonOverIsNotSaid()
    {
        const FakeClock clock;
        CatchUps catchUps(clock);
        QSignalSpy said(&catchUps, &CatchUps::said);
        catchUps.hear(behind("@marlowe", 40));
        catchUps.hear(behind("@marlowe", 60, true));
        QTest::qWait(1'200);
        QCOMPARE(said.size(), 0);
    }
    void aLongOneIsSaidCalmlyAndGoes()
    {
        const FakeClock clock;
        CatchUps catchUps(clock);
        QSignalSpy said(&catchUps, &CatchUps::said);
        QElapsedTimer time;
        time.start();
        for (int added = 0; time.elapsed() < 2'600; added += 500) {
            catchUps.hear(behind("@marlowe", added));
            QTest::qWait(10);
        }
        QVERIFY2(said.size() >= 2 && said.size() <= 5, qPrintable(QString::number(said.size())));
        QVERIFY(said.last().first().toString().contains(u"@marlowe"_s));
        catchUps.hear(behind("@marlowe", 100'000, true));
        QTRY_VERIFY(said.last().first().toString().isEmpty());
        const auto size = said.size();
        QTest::qWait(700);
        QCOMPARE(said.size(), size);
    }
    void severalAreOneLine()
    {
        const FakeClock clock;
        CatchUps catchUps(clock);
        QSignalSpy said(&catchUps, &CatchUps::said);
        catchUps.hear(behind("@marlowe", 400));
        catchUps.hear(behind("@beans", 200));
        QTRY_COMPARE(said.size(), 1);
        const QString words = said.first().first().toString();
        QVERIFY2(words.contains(u"2 "_s) && words.endsWith(u": 600 so far"_s), qPrintable(words));
        catchUps.hear(behind("@beans", 200, true));
        QTRY_COMPARE(said.size(), 2);
        QVERIFY(said.last().first().toString().contains(u"@marlowe"_s));
    }
    void theStatusLineShowsItBesideTheFacts()
    {
        Look look;
        applyLook(*qApp, look);
        StatusLine line(look);
        line.resize(1400, 26);
        line.setFacts(u"Local store 1.2 GB"_s);
        line.show();
        line.setProgress(u"Catching up @marlowe: 12,400 so far, up to 3 Nov"_s);
        QCOMPARE(shown(line), u"Catching up @marlowe: 12,400 so far, up to 3 Nov\nLocal store 1.2 GB"_s);
        line.setProgress({});
        QCOMPARE(shown(line), u"Local store 1.2 GB"_s);
    }
};

QTEST_MAIN(TestCatchUps)
#include "test_catchups.moc"

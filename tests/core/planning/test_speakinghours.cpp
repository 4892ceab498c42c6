#include "core/planning/speakinghours.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

/// The hours of the week at which an outpost speaks, as a person types them.
class TestSpeakingHours : public QObject {
    Q_OBJECT
private slots:
    void whatIsTypedIsKeptAndShown_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<int>("hours");
        QTest::newRow("none") << u""_s << u""_s << 0;
        QTest::newRow("one") << u"Mon 9"_s << u"Mon 09:00"_s << 1;
        QTest::newRow("working days") << u"mon-fri 9:00 15:30; Sat 11:00"_s << u"Mon-Fri 09:00 15:30; Sat 11:00"_s
                                      << 11;
        QTest::newRow("over the weekend") << u"Fri-Mon 10:00"_s << u"Mon 10:00; Fri-Sun 10:00"_s << 4;
        QTest::newRow("twice the same") << u"Tue 08:00 08:00; Tuesday 8"_s << u"Tue 08:00"_s << 1;
        QTest::newRow("any order") << u"Wed 15:00 09:00"_s << u"Wed 09:00 15:00"_s << 2;
        QTest::newRow("midnight") << u"Sun 00:00"_s << u"Sun 00:00"_s << 1;
    }
    void whatIsTypedIsKeptAndShown()
    {
        QFETCH(QString, typed);
        QFETCH(QString, shown);
        QFETCH(int, hours);
        const auto read = speakingHoursFromText(typed);
        QVERIFY(read);
        QCOMPARE(read->size(), hours);
        QCOMPARE(speakingHoursText(*read), shown);
        QCOMPARE(speakingHoursFromText(shown).value(), *read);
    }
    void whatIsNotUnderstoodIsNamed_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("no hour") << u"Mon"_s;
        QTest::newRow("no day") << u"09:00"_s;
        QTest::newRow("no such day") << u"Mun 09:00"_s;
        QTest::newRow("no such hour") << u"Mon 25:00"_s;
        QTest::newRow("the end of a day is the next one") << u"Mon 24:00"_s;
        QTest::newRow("hours of work") << u"Mon-Fri 09:00-17:00"_s;
    }
    void whatIsNotUnderstoodIsNamed()
    {
        QFETCH(QString, typed);
        const auto read = speakingHoursFromText(u"Tue 08:00; "_s + typed);
        QVERIFY(!read);
        QVERIFY2(read.error().message.contains(typed), qPrintable(read.error().message));
    }
};

QTEST_GUILESS_MAIN(TestSpeakingHours)
#include "test_speakinghours.moc"

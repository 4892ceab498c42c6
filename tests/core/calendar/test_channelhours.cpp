#include "core/calendar/channelhours.h"
#include "tests/support/desk.h"

using namespace wheelhouse;
using namespace Qt::StringLiterals;

/// When an outpost usually speaks: kept, taken back, and never lost to somebody else's change.
class TestChannelHours : public QObject {
    Q_OBJECT
    static ChannelHours saying(const QString &text)
    {
        return { "Europe/Amsterdam", speakingHoursFromText(text).value() };
    }
    const ChannelId m_test = ChannelId::fromName("channel", "test");

private slots:
    void hoursAreTakenBackAndDoneAgainAfterARestart()
    {
        TestDesk desk;
        const ChannelHours workdays = saying(u"Mon-Fri 09:00"_s);
        TestDesk::must(ChannelHoursDesk(desk.writer(), desk.log, desk.undo).put(m_test, workdays));
        Undo fresh(desk.writer(), desk.log);
        ChannelHoursDesk hours(desk.writer(), desk.log, fresh);
        QVERIFY2(TestDesk::must(hours.put(m_test, workdays)).isEmpty(), "what changes nothing is no step");
        ChannelHoursReader reader(desk.writer());
        QCOMPARE(TestDesk::must(reader.all()).value(desk.channel), workdays);
        TestDesk::must(fresh.back());
        QVERIFY(TestDesk::must(reader.all()).isEmpty());
        TestDesk::must(fresh.again());
        QCOMPARE(TestDesk::must(reader.all()).value(desk.channel), workdays);
    }
    void whatSomebodyChangedSinceStays()
    {
        TestDesk desk;
        ChannelHoursDesk hours(desk.writer(), desk.log, desk.undo);
        TestDesk::must(hours.put(m_test, saying(u"Mon 09:00"_s)));
        QVERIFY(desk.writer().run("UPDATE channel_slot SET time = '10:00'"));
        QCOMPARE(TestDesk::must(desk.undo.back()).kept, 1);
        QCOMPARE(TestDesk::must(ChannelHoursReader(desk.writer()).all()).value(desk.channel), saying(u"Mon 10:00"_s));
    }
    void whatMeansNothingIsRefused()
    {
        TestDesk desk;
        ChannelHoursDesk hours(desk.writer(), desk.log, desk.undo);
        ChannelHours nowhere = saying(u"Mon 09:00"_s);
        nowhere.zone = "Mars/Olympus";
        QCOMPARE(hours.put(m_test, nowhere).error().kind, Error::Kind::Refused);
        QCOMPARE(hours.put(ChannelId::fromName("channel", "none"), saying(u"Mon 09:00"_s)).error().kind,
            Error::Kind::Missing);
        QVERIFY(TestDesk::must(ChannelHoursReader(desk.writer()).all()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestChannelHours)
#include "test_channelhours.moc"

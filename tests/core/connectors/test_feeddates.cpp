#include "core/connectors/feed/feeddates.h"

#include "tests/support/owntime.h"

#include <QtTest>

using namespace wheelhouse;

class TestFeedDates : public QObject {
    Q_OBJECT
private slots:
    void b11_aDateIsReadAsFeedsWriteIt_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("at"); // UTC; empty: unreadable
        QTest::addColumn<bool>("isDoubtful");
        const auto row = [](const char *written, const char *at, bool isDoubtful = false) {
            QTest::newRow(written) << QString::fromUtf8(written) << QString::fromLatin1(at) << isDoubtful;
        };
        row("Sun, 08 Mar 2026 12:30:00 GMT", "2026-03-08T12:30:00Z"); // M12: Qt refuses it
        row("Thu, 01 Jan 2004 19:48:21 EST", "2004-01-02T00:48:21Z");
        row("Thu, 01 Jan 2004 19:48:21 PDT", "2004-01-02T02:48:21Z");
        row("Thu, 01 Jan 2004 19:48:21 +0200", "2004-01-01T17:48:21Z");
        row("Thu, 01 Jan 2004 19:48:21 -05:30", "2004-01-02T01:18:21Z");
        row("Thu, 01 Jan 2004 19:48:21 GMT+2", "2004-01-01T17:48:21Z");
        row("Thu, 01 Jan 2004 19:48:21 +0200 (CEST)", "2004-01-01T17:48:21Z");
        row("Thu, 01 Jan 2004 19:48:21 Z", "2004-01-01T19:48:21Z");
        row("Thu, 01 Jan 2004 19:48:21 UT", "2004-01-01T19:48:21Z");
        row("Thu,01 Jan 2004 19:48 GMT", "2004-01-01T19:48:00Z");
        row("01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z");
        row("Thu, 1 January 2004 19:48:21 GMT", "2004-01-01T19:48:21Z");
        row("Thursday, January 01, 2004 7:48:21 PM GMT", "2004-01-01T19:48:21Z");
        row("Thu, 31 Dec 2009 24:00:00 GMT", "2010-01-01T00:00:00Z");
        row("Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00Z"); // a second that was
        row("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z");
        row("2003-12-31T24:00:00Z", "2004-01-01T00:00:00Z");
        row("Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z", true);
        row("Wed, 19 Feb 97 08:00:00 GMT", "1997-02-19T08:00:00Z", true);
        row("Mon, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z", true); // it was a Thursday
        row("Thu, 01 Jan 2004 19:48:21", "2004-01-01T19:48:21Z", true); // no zone
        row("Thu, 01 Jan 2004 19:48:21 BST", "2004-01-01T18:48:21Z", true); // two zones bear that name
        row("Thu, 01 Jan 2004 19:48:21 A", "2004-01-01T20:48:21Z", true); // RFC 822 has them the wrong way round
        row("Thu, 01 Jan 2004 19:48:21 Qxyz", "2004-01-01T19:48:21Z", true);
        row("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z");
        row("2003-12-31T10:14:55.250+02:00", "2003-12-31T08:14:55.250Z");
        row("2003-12-31T10:14:55-0800", "2003-12-31T18:14:55Z");
        row("2003-12-31T10:14Z", "2003-12-31T10:14:00Z");
        row("2003-12-31 10:14:55", "2003-12-31T10:14:55Z", true);
        row("2003-12-31 10:14:55 EST", "2003-12-31T15:14:55Z");
        row("2003-12-31 10:14:55 +0100", "2003-12-31T09:14:55Z");
        row("20031231T101455Z", "2003-12-31T10:14:55Z");
        row("2003-12-31", "2003-12-31T00:00:00Z");
        row("2003-12", "2003-12-01T00:00:00Z");
        row("2003", "2003-01-01T00:00:00Z");
        row("2003-365", "2003-12-31T00:00:00Z");
        row("20031231", "2003-12-31T00:00:00Z");
        row("2004-2-7T1:02:03Z", "2004-02-07T01:02:03Z");
        row("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z", true); // asctime has no zone
        row("Sun Jan 04 16:29:06 PST 2004", "2004-01-05T00:29:06Z");
        row("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z");
        row("01-Jan-2004 19:48:21 GMT", "2004-01-01T19:48:21Z");
        row("31.12.2003 23:15:00 CET", "2003-12-31T22:15:00Z");
        row("12/31/2003 10:14:55 AM GMT", "2003-12-31T10:14:55Z");
        row("02/03/2004 10:14:55 GMT", "2004-02-03T10:14:55Z", true); // February or March
        row("Do, 01 Jän 2004 19:48:21 GMT", "2004-01-01T19:48:21Z");
        row("jeu., 01 févr. 2007 08:00:00 +0100", "2007-02-01T07:00:00Z");
        row("2004년 05월 28일 오후 01:31:15", "2004-05-28T13:31:15Z", true);
        row("2004-05-25 오후 11:23:17", "2004-05-25T23:23:17Z", true);
        row("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z");
        row("2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z");
        row("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z");
        row("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z");
        row("Fri, 31 Dec 9999 23:59:59 GMT", "9999-12-31T23:59:59Z");
        row("Tue, 31 Feb 2004 19:48:21 GMT", "", true);
        row("2003-13-01T00:00:00Z", "", true);
        row("2003-12-31T25:14:55Z", "", true);
        row("0000-00-00 00:00:00", "", true);
        row("yesterday", "", true);
        row("Thu, 01 Jan", "", true);
        row("-", "", true);
    }
    void b11_aDateIsReadAsFeedsWriteIt()
    {
        QFETCH(QString, written);
        QFETCH(QString, at);
        QFETCH(bool, isDoubtful);
        const FeedDate date = readFeedDate(written);
        QCOMPARE(date.at ? date.at->toString(Qt::ISODateWithMs).replace(QStringLiteral(".000Z"), QStringLiteral("Z"))
                         : QString(),
            at);
        QCOMPARE(date.isDoubtful, isDoubtful);
        QCOMPARE(date.written, written);
    }
    void b11_whatCannotBeReadIsNeverNow()
    {
        for (const char *written : { "now", "today 12:00", "12:00:00", "Thu", "\xff\xfe", "99999999999999999999" })
            QVERIFY2(!readFeedDate(QString::fromLatin1(written)).at, written);
        const FeedDate none = readFeedDate(u"  ");
        QVERIFY(!none.at && !none.isThere() && !none.isDoubtful);
    }
    void aLongOneTakesNoTime()
    {
        OwnTime timer;
        for (const char *piece : { "1", "1:", "-1", "a/", "Jan ", "2004-" })
            (void)readFeedDate(QString::fromLatin1(piece).repeated(100'000));
        QVERIFY(timer.ms() < 2000);
    }
};

QTEST_GUILESS_MAIN(TestFeedDates)
#include "test_feeddates.moc"

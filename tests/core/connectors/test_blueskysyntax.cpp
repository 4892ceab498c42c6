#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/blueskytrail.h"
#include "tests/support/shareddata.h"

#include <QtTest>

#include <functional>

using namespace wheelhouse;
using namespace wheelhouse::bluesky;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The lines of a file of vectors; a line is taken as it stands, spaces included.
QStringList vectors(const QString &name)
{
    QStringList all;
    for (const QString &line : QString::fromUtf8(sharedFile(u"bluesky/syntax/"_s + name + u".txt"_s)).split(u'\n'))
        if (!line.isEmpty() && !line.startsWith(u'#'))
            all.append(line);
    return all;
}

using Check = std::function<bool(QStringView)>;

Check checkOf(const QString &kind)
{
    const QHash<QString, Check> checks { { u"handle"_s, isHandle }, { u"did"_s, isDid },
        { u"atidentifier"_s, isAtIdentifier }, { u"tid"_s, isTid }, { u"recordkey"_s, isRecordKey },
        { u"nsid"_s, isNsid }, { u"datetime"_s, isDatetime }, { u"language"_s, isLanguage },
        { u"aturi"_s, [](QStringView text) { return readAtUri(text).has_value(); } } };
    return checks.value(kind);
}

} // namespace

/// The names and times of the AT Protocol, by the vectors that its makers publish.
class TestBlueskySyntax : public QObject {
    Q_OBJECT
private slots:
    void everyVectorIsJudgedAsItsMakersDo_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("atLeast"); // of valid and of invalid lines, so that a file that is cut short is seen
        QTest::addColumn<int>("atLeastNot");
        QTest::newRow("handles") << u"handle"_s << 45 << 25;
        QTest::newRow("DIDs") << u"did"_s << 20 << 10;
        QTest::newRow("handles or DIDs") << u"atidentifier"_s << 4 << 12;
        QTest::newRow("at URIs") << u"aturi"_s << 12 << 40;
        QTest::newRow("TIDs") << u"tid"_s << 3 << 3;
        QTest::newRow("record keys") << u"recordkey"_s << 8 << 6;
        QTest::newRow("NSIDs") << u"nsid"_s << 16 << 17;
        QTest::newRow("times") << u"datetime"_s << 17 << 24;
        QTest::newRow("languages") << u"language"_s << 10 << 3;
    }
    void everyVectorIsJudgedAsItsMakersDo()
    {
        QFETCH(QString, kind);
        QFETCH(int, atLeast);
        QFETCH(int, atLeastNot);
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        const Check is = checkOf(kind);
        const QStringList valid = vectors(kind + u"_syntax_valid"_s);
        const QStringList invalid = vectors(kind + u"_syntax_invalid"_s);
        QVERIFY2(valid.size() >= atLeast && invalid.size() >= atLeastNot,
            qPrintable(u"%1 and %2"_s.arg(valid.size()).arg(invalid.size())));
        for (const QString &each : valid)
            QVERIFY2(is(each), qPrintable(each.left(200)));
        for (const QString &each : invalid)
            QVERIFY2(!is(each), qPrintable(each.left(200)));
    }
    void whatLooksRightButIsNotIsRefused()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        const QStringList times = vectors(u"datetime_parse_invalid"_s);
        QCOMPARE(times.size(), 5);
        for (const QString &each : times)
            QVERIFY2(!readDatetime(each), qPrintable(each));
        for (const QString &each : vectors(u"datetime_syntax_valid"_s))
            QVERIFY2(readDatetime(each), qPrintable(each));
        const QStringList tags = vectors(u"language_parse_invalid"_s);
        QCOMPARE(tags.size(), 5);
        for (const QString &each : tags)
            QVERIFY2(!readLanguage(each), qPrintable(each));
        for (const QString &each : vectors(u"language_syntax_valid"_s))
            QCOMPARE(readLanguage(each).value_or(QString()), each);
    }
    void lengthsHaveTheirBounds()
    {
        const auto times = [](QStringView text, int count) { return text.toString().repeated(count); };
        QVERIFY(isHandle(u"shoooort"_s + times(u".loooooooooooooooooooooooooong", 8) + u".test"_s));
        QVERIFY(!isHandle(u"shoooort"_s + times(u".loooooooooooooooooooooooooong", 9) + u".test"_s));
        QVERIFY(!isHandle(u"short."_s + times(u"o", 64) + u".test"_s));
        QVERIFY(isRecordKey(times(u"o", 512)) && !isRecordKey(times(u"o", 513)));
        QVERIFY(isDid(u"did:m:"_s + times(u"v", 2042)) && !isDid(u"did:m:"_s + times(u"v", 2043)));
        QVERIFY(!readAtUri(u"at://did:plc:a/com.atproto.feed.post/"_s + times(u"o", 8192)));
        QVERIFY(!isLanguage(u"en"_s + times(u"-abcde", 30)));
    }
    void timesAreReadToTheMillisecondInUtc()
    {
        const auto utc = [](const char16_t *text) {
            return readDatetime(QStringView(text))->toString(Qt::ISODateWithMs);
        };
        QCOMPARE(utc(u"1985-04-12T23:20:50.1235678912345Z"), u"1985-04-12T23:20:50.123Z"_s);
        QCOMPARE(utc(u"1985-04-12T23:20:50.1Z"), u"1985-04-12T23:20:50.100Z"_s);
        QCOMPARE(utc(u"1985-04-12T23:20:50.123+01:45"), u"1985-04-12T21:35:50.123Z"_s);
        QCOMPARE(utc(u"0985-04-12T23:20:50.123-07:00"), u"0985-04-13T06:20:50.123Z"_s);
        QCOMPARE(utc(u"2016-12-31T23:59:60Z"), u"2017-01-01T00:00:00.000Z"_s);
    }
    void anUriComesApartAndTogether()
    {
        const auto uri = readAtUri(u"at://did:plc:asdf123/app.bsky.feed.post/3jzfcijpj2z2a");
        QVERIFY(uri);
        QCOMPARE(uri->authority, u"did:plc:asdf123"_s);
        QCOMPARE(uri->collection, u"app.bsky.feed.post"_s);
        QCOMPARE(uri->key, u"3jzfcijpj2z2a"_s);
        QCOMPARE(uri->toString(), u"at://did:plc:asdf123/app.bsky.feed.post/3jzfcijpj2z2a"_s);
        QVERIFY(isRecordUri(uri->toString()));
        QVERIFY(!isRecordUri(u"at://user.bsky.social/app.bsky.feed.post/3jzfcijpj2z2a"));
        QVERIFY(!isRecordUri(u"at://did:plc:asdf123/app.bsky.feed.post"));
    }
    void aKeyMadeTwiceIsOneAndTellsItsTime()
    {
        const QDateTime at = *readDatetime(u"2026-11-22T19:00:00.042Z");
        const QByteArray key(16, 'k');
        const QString tid = tidOf(key, at);
        QVERIFY2(isTid(tid), qPrintable(tid));
        QCOMPARE(tidOf(key, at), tid);
        QCOMPARE(timeOfTid(tid), std::optional(at));
        QVERIFY(tidOf(QByteArray(16, 'l'), at) != tid);
        QVERIFY(tidOf(key, at.addMSecs(1)) > tid);
        QVERIFY(isTid(tidOf(key, QDateTime())));
        // Two of the makers' own: 3jzfcijpj2z2a and the largest there can be.
        QCOMPARE(timeOfTid(u"3jzfcijpj2z2a")->date().year(), 2023);
        QVERIFY(isTid(tidOf(key, QDateTime(QDate(9999, 12, 31), QTime(0, 0), Qt::UTC))));
    }
    void keysOfOneMomentAreManyEnough()
    {
        const QDateTime at = *readDatetime(u"2026-11-22T19:00:00Z");
        QSet<QString> tids;
        for (quint32 i = 0; i < 200; ++i)
            tids.insert(tidOf(QByteArray(12, 'x') + QByteArray::number(10'000 + i), at));
        QVERIFY(tids.size() >= 199);
    }
    void cursorsComeBackAndRubbishIsNone()
    {
        bluesky::Trails trails;
        for (int i = 0; i < 150; ++i)
            trails[u"notifications"_s].know(QString::number(i), i);
        trails[u"notifications"_s].historyUntil = 7;
        QCOMPARE(bluesky::fromCursor(bluesky::toCursor(trails)), trails);
        QCOMPARE(trails[u"notifications"_s].known.size(), bluesky::Trail::kept);
        QVERIFY(!trails[u"notifications"_s].isNew(u"149"_s, 149));
        QVERIFY(!trails[u"notifications"_s].isNew(u"1"_s, 1));
        QVERIFY(trails[u"notifications"_s].isNew(u"late"_s, 100));
        for (const QByteArray &rubbish : { QByteArray("{"), QByteArray("[1]"), QByteArray("{\"notifications\":7}") })
            QVERIFY(bluesky::fromCursor(rubbish).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestBlueskySyntax)
#include "test_blueskysyntax.moc"

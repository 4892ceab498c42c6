#include "core/posts/validation.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

using Kind = Finding::Kind;
using Part = Finding::Part;

namespace {

Limits fediverse()
{
    Limits limits;
    limits.counting = Limits::Counting::Fediverse;
    limits.characters = 300;
    limits.perLink = 23;
    limits.pictures = 2;
    limits.pictureBytes = 1000;
    limits.picturePixels = 10'000;
    limits.description = 20;
    limits.hasWarning = true;
    limits.hasVisibility = true;
    return limits;
}

Limits bare()
{
    Limits limits = fediverse();
    limits.counting = Limits::Counting::Graphemes;
    limits.bytes = 3000;
    limits.hasWarning = false;
    limits.hasVisibility = false;
    return limits;
}

OutgoingMedia picture()
{
    return { QByteArray(32, 'd'), u"image/png"_s, { 100, 100 }, u"A red cup"_s, QByteArray(1000, 'p'), {} };
}

Outgoing saying(const QString &text)
{
    Outgoing outgoing;
    outgoing.text = text;
    return outgoing;
}

QList<Kind> kindsOf(const QList<Finding> &findings)
{
    QList<Kind> kinds;
    for (const Finding &each : findings)
        kinds.append(each.kind);
    return kinds;
}

} // namespace

/// What is said of a post before it goes out.
class TestValidation : public QObject {
    Q_OBJECT
private slots:
    void whatFitsHasNoFindings()
    {
        Outgoing outgoing = saying(QString(300, u'x'));
        outgoing.media = { picture(), picture() };
        QVERIFY(findingsOf(outgoing, fediverse()).isEmpty());
        QVERIFY(findingsOf(outgoing, bare()).isEmpty());
        QVERIFY(!isStopped({}));
        QVERIFY(findingsOf(saying(QString(100'000, u'x')), Limits {}).isEmpty()); // 0 is no limit
    }
    void aTextThatIsTooLongSaysHowLongAndFromWhereOn()
    {
        const auto findings = findingsOf(saying(QString(299, u'x') + u"e\u0301yyyyy"_s), fediverse());
        QCOMPARE(findings.size(), 1);
        QCOMPARE(findings[0],
            (Finding {
                Kind::TooLong, Part::Text, 301, 5, -1, u"Too long for this network: 305 of 300 characters."_s, true }));
        QVERIFY(isStopped(findings));
        Outgoing warned = saying(QString(296, u'x'));
        warned.warning = u"milk, eggs"_s;
        const auto together = findingsOf(warned, fediverse());
        QCOMPARE(kindsOf(together), QList<Kind> { Kind::TooLong });
        QCOMPARE(together[0].start, 290);
        QCOMPARE(together[0].length, 6);
        QVERIFY(together[0].sentence.contains(u"306 of 300"_s));
    }
    void bytesAreSaidWhereCharactersFit()
    {
        const QString family = u"\U0001F469\u200d\U0001F469\u200d\U0001F466"_s;
        const auto findings = findingsOf(saying(family.repeated(200)), bare());
        QCOMPARE(kindsOf(findings), QList<Kind> { Kind::TooManyBytes });
        QCOMPARE(findings[0].start, 166 * family.size());
        QVERIFY2(findings[0].sentence.contains(u"3,600 of 3,000 bytes"_s), qPrintable(findings[0].sentence));
    }
    void nothingIsNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << QString();
        QTest::newRow("spaces") << u" \n\t\u00a0"_s;
    }
    void nothingIsNothing()
    {
        QFETCH(QString, text);
        QCOMPARE(kindsOf(findingsOf(saying(text), fediverse())), QList<Kind> { Kind::Empty });
        Outgoing shown = saying(text);
        shown.media = { picture() };
        QVERIFY(findingsOf(shown, fediverse()).isEmpty());
    }
    void halfACharacterStopsWhereverItStands()
    {
        const QString half = u"ab"_s + QChar(0xd83d) + u'c';
        Outgoing outgoing = saying(half);
        outgoing.title = QString(QChar(0xdc00));
        outgoing.warning = half;
        outgoing.media = { picture() };
        outgoing.media[0].description = u"a\U0001F469"_s + QChar(0xdc69);
        Limits limits = fediverse();
        limits.hasTitle = true;
        QMap<Part, qsizetype> where;
        for (const Finding &each : findingsOf(outgoing, limits)) {
            QCOMPARE(each.kind, Kind::HalfCharacter);
            QVERIFY(each.stops && each.length == 1);
            QCOMPARE(each.picture, each.part == Part::Description ? 0 : -1);
            where.insert(each.part, each.start);
        }
        QCOMPARE(where,
            (QMap<Part, qsizetype> {
                { Part::Title, 0 }, { Part::Warning, 2 }, { Part::Text, 2 }, { Part::Description, 3 } }));
        QVERIFY(findingsOf(saying(u"\U0001F469"_s), fediverse()).isEmpty());
    }
    void whatTheNetworkLacksIsNotDroppedUnsaid()
    {
        Outgoing outgoing = saying(u"tea"_s);
        outgoing.warning = u"hot"_s;
        outgoing.title = u"On tea"_s;
        outgoing.visibility = Visibility::Followers;
        const auto findings = findingsOf(outgoing, bare());
        QCOMPARE(kindsOf(findings), (QList<Kind> { Kind::NoWarnings, Kind::NoTitles, Kind::NoVisibility }));
        QVERIFY(std::all_of(findings.begin(), findings.end(), [](const Finding &each) { return each.stops; }));
        QCOMPARE(kindsOf(findingsOf(outgoing, fediverse())), QList<Kind> { Kind::NoTitles });
    }
    void aPrivateMessageMentionsSomebody_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("reaches");
        QTest::newRow("nobody") << u"hello"_s << false;
        QTest::newRow("a mail address") << u"ada@example.org"_s << false;
        QTest::newRow("somebody here") << u"@ada hello"_s << true;
        QTest::newRow("somebody elsewhere") << u"hello @ada@example.org"_s << true;
    }
    void aPrivateMessageMentionsSomebody()
    {
        QFETCH(QString, text);
        QFETCH(bool, reaches);
        Outgoing outgoing = saying(text);
        QVERIFY(findingsOf(outgoing, fediverse()).isEmpty());
        outgoing.visibility = Visibility::Direct;
        const QList<Kind> want = reaches ? QList<Kind> {} : QList<Kind> { Kind::MentionsNobody };
        QCOMPARE(kindsOf(findingsOf(outgoing, fediverse())), want);
        Limits other = fediverse();
        other.counting = Limits::Counting::Graphemes;
        QCOMPARE(kindsOf(findingsOf(outgoing, other)), want);
    }
    void picturesAreMeasuredOneByOne()
    {
        Outgoing outgoing = saying(u"tea"_s);
        outgoing.media = QList<OutgoingMedia>(3, picture());
        outgoing.media[0].bytes.append('p');
        outgoing.media[1].size = { 101, 100 };
        outgoing.media[1].type = u"image/bmp"_s;
        outgoing.media[2].description = QString(20, u'x') + u"yz"_s;
        const auto findings = findingsOf(outgoing, fediverse());
        QCOMPARE(kindsOf(findings),
            (QList<Kind> { Kind::TooManyPictures, Kind::PictureTooLarge, Kind::PictureType, Kind::PictureTooWide,
                Kind::DescriptionTooLong }));
        QCOMPARE(findings[0].picture, 2); // the first that is too many
        QVERIFY(findings[0].sentence.contains(u"3 of 2"_s));
        QCOMPARE(findings[1].picture, 0);
        QVERIFY(findings[1].sentence.contains(u"Picture 1"_s) && findings[1].sentence.contains(u"1,001 of 1,000"_s));
        QCOMPARE(findings[2].picture, 1);
        QVERIFY(findings[2].sentence.contains(u"image/bmp"_s));
        QVERIFY(findings[3].sentence.contains(u"10,100 of 10,000"_s));
        QCOMPARE(findings[4].picture, 2);
        QCOMPARE(findings[4].start, 20);
        QCOMPARE(findings[4].length, 2);
    }
    void whereNoNumberIsSetAnyNumberGoes()
    {
        Outgoing outgoing = saying(u"tea"_s);
        outgoing.media = QList<OutgoingMedia>(30, picture());
        Limits limits = fediverse();
        limits.pictures = 0;
        QVERIFY(!isStopped(findingsOf(outgoing, limits)));
    }
    void aPictureWithoutWordsIsAdviceAndStandsLast()
    {
        Outgoing outgoing = saying(QString(301, u'x'));
        outgoing.media = { picture(), picture() };
        outgoing.media[0].description = u" "_s;
        outgoing.media[1].type = u"image/bmp"_s;
        const auto findings = findingsOf(outgoing, fediverse());
        QCOMPARE(kindsOf(findings), (QList<Kind> { Kind::TooLong, Kind::PictureType, Kind::NoDescription }));
        QVERIFY(!findings[2].stops);
        QVERIFY(!isStopped({ findings[2] }));
        QCOMPARE(findings[2].picture, 0);
    }
    void aReplyIsNeverWiderThanWhatItAnswers_data()
    {
        QTest::addColumn<Arrival::Audience>("audience");
        QTest::addColumn<int>("allowed"); // how many of the visibilities, counted from the narrowest
        QTest::newRow("public") << Arrival::Audience::Public << 4;
        QTest::newRow("unlisted") << Arrival::Audience::Unlisted << 3;
        QTest::newRow("followers") << Arrival::Audience::Followers << 2;
        QTest::newRow("direct") << Arrival::Audience::Direct << 1;
        QTest::newRow("unknown") << Arrival::Audience::Unknown << 1;
    }
    void aReplyIsNeverWiderThanWhatItAnswers()
    {
        QFETCH(Arrival::Audience, audience);
        QFETCH(int, allowed);
        const QList<Visibility> narrowestFirst { Visibility::Direct, Visibility::Followers, Visibility::Unlisted,
            Visibility::Public };
        for (int i = 0; i < 4; ++i) {
            const auto finding = mayAnswerWith(audience, narrowestFirst[i]);
            QCOMPARE(finding.has_value(), i >= allowed);
            if (finding)
                QVERIFY(finding->stops && finding->kind == Kind::WiderThanAnswered && !finding->sentence.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestValidation)
#include "test_validation.moc"

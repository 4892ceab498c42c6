#include "core/networks/limitsbook.h"
#include "core/posts/canonical.h"
#include "core/posts/compositionfindings.h"
#include "core/posts/pollfindings.h"
#include "core/posts/validation.h"
#include "core/posts/variantrow.h"
#include "tests/support/desk.h"

#include <QJsonDocument>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Poll cups()
{
    return { { u"Cup"_s, u"Mug"_s, u"Glass"_s }, 6h, true, true };
}

PostContent asking()
{
    PostContent content;
    content.parts = { { u"What do you drink from?"_s, {} }, { u"2/2"_s, {} } };
    content.poll = cups();
    return content;
}

/// The sentences about the first part of \a content where \a limits hold.
QStringList said(const PostContent &content, const Limits &limits = usualLimits(NetworkId::Mastodon))
{
    QStringList sentences;
    for (const Finding &each : findingsOf(outgoingPart(content, 0), limits))
        if (each.stops)
            sentences.append(each.sentence);
    return sentences;
}

} // namespace

class TestPolls : public QObject {
    Q_OBJECT
private slots:
    /// What was signed before there were polls is signed still: bytes and digest are those of that day.
    void aPostWithoutAPollIsTheSameBytesAsEver()
    {
        Canonical canonical;
        canonical.channel = ChannelId::fromString(u"01890a5d-ac96-774b-bcce-b302099a8057"_s);
        canonical.content.parts = { { u"Grüße"_s, { { QByteArray(32, 'd'), u"image/png"_s, { 3, 2 }, u"A tin"_s } } } };
        canonical.content.warning = u"Food"_s;
        canonical.content.language = u"de"_s;
        canonical.salt = QByteArray(8, 's');
        const QByteArray bytes = *canonicalBytes(canonical);
        QCOMPARE(bytes,
            QByteArray(R"({"channel":"01890a5d-ac96-774b-bcce-b302099a8057","format":1,"language":"de","parts":)"
                       R"([{"pictures":[{"alt":"A tin","height":2,"sha256":")"
                       "6464646464646464646464646464646464646464646464646464646464646464"
                       R"(","type":"image/png","width":3}],"text":"Grüße"}],"salt":"7373737373737373","title":"",)"
                       R"("visibility":"public","warning":"Food"})"));
        QCOMPARE(
            digestOf(bytes).toHex(), QByteArray("38bfc474dbf9f2dd64bff798a012c037549aa03e0e652fabfc6b8a7a4526780b"));
    }
    void aPollIsInTheBytesAndComesBackFromThem()
    {
        Canonical canonical { ChannelId::fromName("channel", "test"), asking(), {}, QByteArray(8, 's') };
        const QByteArray bytes = *canonicalBytes(canonical);
        QVERIFY(bytes.contains(
            R"("poll":{"hide_totals":true,"multiple":true,"options":["Cup","Mug","Glass"],"seconds":21600})"));
        QCOMPARE(*readCanonical(bytes), canonical);
        for (int what = 0; what < 4; ++what) { // whatever is changed of it, what was signed is another thing
            Canonical other = canonical;
            Poll &poll = *other.content.poll;
            if (what == 0)
                poll.options[1] = u"Bowl"_s;
            else if (what == 1)
                poll.openFor += 1s;
            else if (what == 2)
                poll.isMultiple = false;
            else
                poll.hidesTotals = false;
            QVERIFY(digestOf(*canonicalBytes(other)) != digestOf(bytes));
        }
        canonical.content.poll->options[0] = QChar(0xd83d);
        QCOMPARE(canonicalBytes(canonical).error().kind, Error::Kind::Refused);
    }
    void aDraftKeepsIt()
    {
        const PostContent content = asking();
        QCOMPARE(*variantContent(content.parts.first().text, variantMore(content)), content);
        for (const char *wrong : { R"("poll":{})", R"("poll":{"options":["a",1],"seconds":1})",
                 R"("poll":{"options":["a","b"]})", R"("poll":{"options":["a","b"],"seconds":-1})" }) {
            const QByteArray more = QByteArray(R"({"parts":[{"text":""}],"visibility":"public",)") + wrong + "}";
            QCOMPARE(variantContent({}, more).error().kind, Error::Kind::Malformed);
        }
    }
    void itGoesOutWithTheFirstPartAlone()
    {
        QCOMPARE(outgoingPart(asking(), 0).poll, std::optional(cups()));
        QVERIFY(!outgoingPart(asking(), 1).poll);
    }
    void whatItsNetworkTakesIsNotStopped()
    {
        QCOMPARE(said(asking()), QStringList());
        PostContent most = asking();
        most.poll->options = { QString(50, u'a'), QString(49, u'a') + u"👩‍👩‍👧‍👧"_s, u"c"_s, u"d"_s };
        most.poll->openFor = 2629746s;
        QCOMPARE(said(most), QStringList());
        most.poll->openFor = 300s;
        QCOMPARE(said(most), QStringList());
    }
    void whatItsNetworkWouldRefuseIsSaid_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("one answer") << QStringList { u"a"_s } << 3600 << u"A poll needs two answers at least."_s;
        QTest::newRow("no answer") << QStringList() << 3600 << u"A poll needs two answers at least."_s;
        QTest::newRow("too many") << QStringList { u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s } << 3600
                                  << u"Too many answers for this network: 5 of 4."_s;
        QTest::newRow("too long") << QStringList { u"a"_s, QString(51, u'b') } << 3600
                                  << u"Answer 2 of the poll is too long for this network: 51 of 50 characters."_s;
        QTest::newRow("empty") << QStringList { u" "_s, u"b"_s } << 3600
                               << u"Answer 1 of the poll is empty. Write it, or take it away."_s;
        QTest::newRow("twice") << QStringList { u"a"_s, u"b"_s, u"a"_s } << 3600
                               << u"Answer 3 of the poll is there twice. Nobody could tell them apart."_s;
        QTest::newRow("unfilled") << QStringList { u"a"_s, u"{name}"_s } << 3600
                                  << u"{name} is not filled in yet. Write what belongs there, or take it out."_s;
        QTest::newRow("half a character") << QStringList { u"a"_s, QString(QChar(0xd83d)) } << 3600
                                          << u"Half a character stands in answer 2 of the poll. Delete it and type it "
                                             "anew."_s;
        QTest::newRow("too short a time")
            << QStringList { u"a"_s, u"b"_s } << 299 << u"A poll is open for 5 minute(s) at least here."_s;
        QTest::newRow("too long a time") << QStringList { u"a"_s, u"b"_s } << 2629747
                                         << u"A poll is open for 30 day(s) at most here."_s;
    }
    void whatItsNetworkWouldRefuseIsSaid()
    {
        QFETCH(QStringList, options);
        QFETCH(int, seconds);
        QFETCH(QString, sentence);
        PostContent content = asking();
        content.poll->options = options;
        content.poll->openFor = std::chrono::seconds(seconds);
        QCOMPARE(said(content), QStringList { sentence });
    }
    void thereIsNoPictureBesideIt()
    {
        PostContent content = asking();
        content.parts.first().pictures = { { QByteArray(32, 'd'), u"image/png"_s, { 3, 2 }, u"A tin"_s } };
        QCOMPARE(said(content),
            QStringList { u"A poll goes out without pictures on this network. Take away the one or the other."_s });
        content.poll.reset();
        QCOMPARE(said(content), QStringList());
    }
    void itAsksSomething()
    {
        PostContent content = asking();
        content.parts.first().text = u" "_s;
        QCOMPARE(said(content), QStringList { u"Write the question that the poll asks."_s });
    }
    void networksWithoutPollsSaySo()
    {
        for (const NetworkId each : { NetworkId::Bluesky, NetworkId::WordPress }) {
            const QStringList sentences = said(asking(), usualLimits(each));
            QCOMPARE(sentences.size(), 1);
            QVERIFY2(sentences.first().startsWith(u"This network has no polls"_s), qPrintable(sentences.first()));
        }
    }
    void limitsAreKeptAsTheServerToldThem()
    {
        TestDesk desk;
        LimitsBook book(desk.writer());
        const ChannelId channel = ChannelId::fromName("channel", "test");
        Limits limits = usualLimits(NetworkId::Mastodon);
        limits.polls = { 20, 200, 60s, 31536000s };
        TestDesk::must(book.keep(channel, limits, desk.clock.now()));
        QCOMPARE(TestDesk::must(book.of(channel)), limits);
        // What an older Wheelhouse wrote down says nothing of polls: the network's usual ones hold.
        TestDesk::must(desk.writer().run("UPDATE channel_limits SET limits = json_remove(limits, '$.poll_options')"));
        QCOMPARE(TestDesk::must(book.of(channel)).polls, usualPollLimits());
    }
};

QTEST_GUILESS_MAIN(TestPolls)
#include "test_polls.moc"

#include "core/connectors/mastodon/mastodonwire.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

/// Bytes that servers might send, sound and unsound.
class TestMastodonWire : public QObject {
    Q_OBJECT
private slots:
    void idsStayTheirOwnLetters();
    void namesAreTheBestThatIsTold();
    void whatAProfileClaimsIsCheckedOrNot();
    void whoMayReadIt_data();
    void whoMayReadIt();
    void everythingOfAStatusIsKept();
    void aBoostIsWhatWasBoosted();
    void e10NothingThatIsToldIsLost_data();
    void e10NothingThatIsToldIsLost();
    void whatPeopleDidIsAResponse();
    void aChangeConcernsUsWhenWeAreAddressed();
    void groupsBecomeWhatEachOfThemDid();
    void e08ABadItemIsSetAsideAndThePageStays();
    void e13AbsurdFiguresAreAsIfNothingWasSaid_data();
    void e13AbsurdFiguresAreAsIfNothingWasSaid();
    void snacSaysWhatItIs();
    void whatAStreamPushes();
    void linksAreFoundHoweverTheyAreWritten();
};

namespace {

const mastodon::Eyes eyes { u"coffee.example"_s, u"1"_s, u"https://coffee.example/users/us"_s, false };

/// JSON with ' for ": moc loses its way in raw strings.
QByteArray q(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray account(const QByteArray &name = "ada")
{
    return q("{'id':'7','acct':'") + name + q("','url':'https://coffee.example/@") + name + q("'}");
}

QByteArray statusOf(const QByteArray &id, const QByteArray &more = {})
{
    return q("{'id':'") + id + q("','uri':'https://coffee.example/s/") + id
        + q("','content':'<p>hello</p>','created_at':'2026-11-22T08:00:00.000Z','visibility':'public','account':")
        + account() + (more.isEmpty() ? "" : ",") + more + '}';
}

Result<mastodon::Sheet> told(const QByteArray &items)
{
    const auto body = Json::parse('[' + items + ']');
    if (!body)
        return tl::unexpected(body.error());
    return mastodon::notifications(*body, eyes);
}

mastodon::Status one(const QByteArray &json, const mastodon::Eyes &by = eyes)
{
    const auto read = mastodon::status(*Json::parse(json), by);
    if (!read)
        qFatal("%s", qPrintable(read.error().detail));
    return *read;
}

} // namespace

void TestMastodonWire::idsStayTheirOwnLetters()
{
    const auto big =
        one(q("{'id':110883505948339014,'uri':'u','in_reply_to_id':18446744073709551615,'account':") + account() + '}');
    QCOMPARE(big.id, u"110883505948339014"_s);
    QCOMPARE(big.replyTo, u"18446744073709551615"_s);
    QCOMPARE(big.arrival.remoteId, u"110883505948339014"_s);
    QVERIFY(!big.arrival.writtenAt);
}

void TestMastodonWire::namesAreTheBestThatIsTold()
{
    const auto who = [](const QByteArray &json) { return *mastodon::author(*Json::parse(json), eyes); };
    QCOMPARE(who(q("{'acct':'ada','url':'https://x/@ada','uri':'https://x/users/ada'}")).globalName,
        u"https://x/users/ada"_s);
    QCOMPARE(who(q("{'acct':'ada','url':'https://x/@ada','uri':null}")).globalName, u"https://x/@ada"_s);
    QCOMPARE(who(q("{'acct':'ada'}")).globalName, u"ada@coffee.example"_s);
    QCOMPARE(who(q("{'acct':'ada'}")).handle, u"@ada@coffee.example"_s);
    QCOMPARE(who(q("{'acct':'bob@localhost:18001'}")).handle, u"@bob@localhost:18001"_s);
    QVERIFY(who(q("{'id':'1','acct':'us'}")).isUs);
    QVERIFY(who(q("{'id':'9','acct':'us','uri':'https://coffee.example/users/us'}")).isUs);
    QVERIFY(!who(q("{'id':'9','acct':'us'}")).isUs);
    const auto none = mastodon::author(*Json::parse(q("{'id':'5'}")), eyes);
    QVERIFY(!none && none.error().detail == u"acct"_s);
}

void TestMastodonWire::whatAProfileClaimsIsCheckedOrNot()
{
    const auto who = *mastodon::author(
        *Json::parse(
            q("{'acct':'a','followers_count':'12','fields':[{'name':'w','value':'<a "
              "href=\\\"https://a.example\\\">x</"
              "a>','verified_at':'2024-01-01T00:00:00Z'},{'name':'m','value':'ada@example.org','verified_at':null},{'"
              "name':'j','value':'<a href=\\\"javascript:alert(1)\\\">x</a>'},{'name':'p','value':'they'},null,7]}")),
        eyes);
    QCOMPARE(who.followers, std::optional(qint64(12)));
    QCOMPARE(who.claims.size(), 2);
    QVERIFY(who.claims.at(0).isVerified && who.claims.at(0).value == u"https://a.example"_s);
    QVERIFY(!who.claims.at(1).isVerified && who.claims.at(1).kind == ProfileClaim::Kind::Email);
}

void TestMastodonWire::whoMayReadIt_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<bool>("hides");
    QTest::addColumn<int>("audience");
    using A = Arrival::Audience;
    QTest::newRow("public") << QByteArray("\"public\"") << false << int(A::Public);
    QTest::newRow("unlisted") << QByteArray("\"unlisted\"") << false << int(A::Unlisted);
    QTest::newRow("private") << QByteArray("\"private\"") << false << int(A::Followers);
    QTest::newRow("direct") << QByteArray("\"direct\"") << false << int(A::Direct);
    QTest::newRow("private where direct is called so") << QByteArray("\"private\"") << true << int(A::Unknown);
    QTest::newRow("local") << QByteArray("\"local\"") << false << int(A::Unknown);
    QTest::newRow("null") << QByteArray("null") << false << int(A::Unknown);
}

void TestMastodonWire::whoMayReadIt()
{
    QFETCH(QByteArray, word);
    QFETCH(bool, hides);
    QFETCH(int, audience);
    mastodon::Eyes by = eyes;
    by.hidesDirect = hides;
    const auto status = one(q("{'id':'1','uri':'u','visibility':") + word + q(",'account':") + account() + '}', by);
    QCOMPARE(int(status.arrival.audience), audience);
}

void TestMastodonWire::everythingOfAStatusIsKept()
{
    const auto status = one(statusOf("5",
        q("'spoiler_text':'soup &amp; "
          "more','language':'nb','edited_at':'2026-11-22T09:00:00Z','in_reply_to_id':'4','mentions':[{'id':'1','acct':'"
          "us'}],'media_attachments':[{'type':'image','url':'https://f/1.png','description':'A red "
          "dot'},{'type':'gifv','url':null,'remote_url':'https://f/2'},{'type':'unknown','url':'https://f/"
          "3','description':null},null],'poll':{'options':[{'title':'<b>tea</"
          "b>'}]},'quote':{'state':'accepted','quoted_status':{'url':'https://q/1'}}")));
    const Arrival &a = status.arrival;
    QCOMPARE(a.globalName, u"https://coffee.example/s/5"_s);
    QCOMPARE(a.warning, u"soup & more"_s);
    QCOMPARE(a.language, u"nb"_s);
    QCOMPARE(a.editedAt, std::optional(QDateTime(QDate(2026, 11, 22), QTime(9, 0), Qt::UTC)));
    QCOMPARE(status.replyTo, u"4"_s);
    QVERIFY(status.isForUs && a.inReplyTo.isEmpty());
    QCOMPARE(a.attachments.size(), 3);
    QCOMPARE(a.attachments.at(0), (Attachment { u"https://f/1.png"_s, u"image"_s, u"A red dot"_s }));
    QCOMPARE(a.attachments.at(1).kind, u"video"_s);
    QCOMPARE(a.attachments.at(2).kind, u"other"_s);
    QVERIFY(a.body.contains(u"&lt;b&gt;tea"_s) && a.body.contains(u"https://q/1"_s));
    QVERIFY(one(statusOf("5", "\"language\":\"no way\"")).arrival.language.isEmpty());
}

void TestMastodonWire::aBoostIsWhatWasBoosted()
{
    const auto boost = one(q("{'id':'9','reblog':") + statusOf("5") + q(",'account':") + account("bo") + '}');
    QCOMPARE(boost.arrival.globalName, u"https://coffee.example/s/5"_s);
    QCOMPARE(boost.boostedBy->handle, u"@bo@coffee.example"_s);
}

void TestMastodonWire::e10NothingThatIsToldIsLost_data()
{
    QTest::addColumn<QByteArray>("item");
    QTest::addColumn<QString>("words"); // in what a person reads
    const auto item = [](const QByteArray &type, const QByteArray &rest) {
        return q("{'id':'3','created_at':'2026-11-22T08:00:00Z','type':") + type + rest + '}';
    };
    QTest::newRow("unknown kind") << item(
        "\"pleroma:emoji_reaction\"", q(",'account':") + account() + q(",'status':") + statusOf("5"))
                                  << u"pleroma:emoji_reaction"_s;
    QTest::newRow("mention, status null")
        << item("\"mention\"", q(",'status':null,'account':") + account()) << u"does not show any more"_s;
    QTest::newRow("favourite, status gone")
        << item("\"favourite\"", q(",'account':") + account()) << u"liked something"_s;
    QTest::newRow("follow, account null") << item("\"follow\"", ",\"account\":null") << u"Somebody follows"_s;
    QTest::newRow("mention, no account anywhere")
        << item("\"mention\"", q(",'account':null,'status':{'id':'5','uri':'u','content':'kept words','account':null}"))
        << u"kept words"_s;
    QTest::newRow("no kind") << item("null", {}) << u"does not know"_s;
    QTest::newRow("a number as kind") << item("17", {}) << u"does not know"_s;
    QTest::newRow("nothing but braces") << QByteArray("{}") << u"does not know"_s;
    QTest::newRow("moderation") << item("\"moderation_warning\"", {}) << u"warning"_s;
}

void TestMastodonWire::e10NothingThatIsToldIsLost()
{
    QFETCH(QByteArray, item);
    QFETCH(QString, words);
    const auto sheet = told(item);
    QVERIFY(sheet);
    QCOMPARE(sheet->heard.size(), 1);
    const auto &heard = sheet->heard.first();
    QVERIFY(heard.status && !heard.refused && !heard.response);
    const Arrival &a = heard.status->arrival;
    QCOMPARE(int(a.kind), int(Arrival::Kind::Notice));
    QVERIFY2(a.body.contains(words), qPrintable(a.body));
    QVERIFY(!a.globalName.isEmpty() && !a.author.globalName.isEmpty() && !a.author.handle.isEmpty());
    QCOMPARE(told(item)->heard.first().status->arrival.globalName, a.globalName); // the same one twice is one
}

void TestMastodonWire::whatPeopleDidIsAResponse()
{
    const auto sheet = told(q("{'id':'1','type':'favourite','account':") + account() + q(",'status':") + statusOf("5")
        + q("},{'id':'2','type':'reblog','account':") + account() + q(",'status':") + statusOf("5")
        + q("},{'id':'3','type':'follow','account':") + account() + '}');
    QVERIFY(sheet);
    QCOMPARE(sheet->heard.size(), 3);
    QSet<QString> names;
    for (const auto &each : sheet->heard)
        names.insert(each.response->globalName);
    QCOMPARE(names.size(), 3);
    QCOMPARE(sheet->heard.at(0).response->about, u"https://coffee.example/s/5"_s);
    QCOMPARE(sheet->heard.at(0).about, u"5"_s);
    QVERIFY(sheet->heard.at(2).response->about.isEmpty());
}

void TestMastodonWire::aChangeConcernsUsWhenWeAreAddressed()
{
    const auto change = [](const QByteArray &more) {
        return told(q("{'id':'1','type':'update','account':") + account() + q(",'status':") + statusOf("5", more) + '}')
            ->heard.first()
            .status->arrival.kind;
    };
    QCOMPARE(int(change(q("'mentions':[{'id':'1'}]"))), int(Arrival::Kind::Message));
    QCOMPARE(int(change({})), int(Arrival::Kind::Context));
}

void TestMastodonWire::groupsBecomeWhatEachOfThemDid()
{
    const auto body = Json::parse(q("{'accounts':[") + account()
        + q("],'partial_accounts':[{'id':'8','acct':'bo','url':'https://b/@bo'}],'statuses':[") + statusOf("5")
        + q("],'notification_groups':[{'group_key':'g','type':'favourite','most_recent_notification_id':40,'sample_"
            "account_ids':['7','8','99'],'status_id':'5','latest_page_notification_at':'2026-11-22T08:00:00Z'},{'type':"
            "'mention','most_recent_notification_id':41,'sample_account_ids':['7'],'status_id':'5'},{'type':'severed_"
            "relationships','most_recent_notification_id':'42','sample_account_ids':[]},null]}"));
    QVERIFY(body);
    const auto sheet = mastodon::notifications(*body, eyes);
    QVERIFY(sheet);
    QCOMPARE(sheet->heard.size(), 6);
    QVERIFY(sheet->heard.at(0).response && sheet->heard.at(1).response);
    QCOMPARE(sheet->heard.at(1).response->who.handle, u"@bo@coffee.example"_s);
    QCOMPARE(int(sheet->heard.at(2).status->arrival.kind), int(Arrival::Kind::Notice)); // account 99 is not there
    QCOMPARE(int(sheet->heard.at(3).status->arrival.kind), int(Arrival::Kind::Message));
    QCOMPARE(sheet->heard.at(5).refused->where, u"notification_groups[3]"_s);
}

void TestMastodonWire::e08ABadItemIsSetAsideAndThePageStays()
{
    const auto body = Json::parse("[" + statusOf("1") + q(",{'id':'2','content':'x','account':") + account() + "},"
        + q("{'id':'3','uri':'u','account':null},null,17,'x',[],{'id':{}},") + statusOf("4") + "]");
    QVERIFY(body);
    const auto sheet = mastodon::statuses(*body, eyes);
    QVERIFY(sheet);
    QStringList where;
    int read = 0;
    for (const auto &each : sheet->heard) {
        if (each.refused) {
            where.append(each.refused->where);
            QVERIFY(!each.refused->why.isEmpty());
        }
        read += each.status ? 1 : 0;
    }
    QCOMPARE(read, 2);
    QCOMPARE(where,
        (QStringList { u"statuses[1].uri"_s, u"statuses[2].account"_s, u"statuses[3]"_s, u"statuses[4]"_s,
            u"statuses[5]"_s, u"statuses[6]"_s, u"statuses[7].id"_s }));
    const auto bad =
        told(q("{'id':'1','type':'mention','status':{'id':'5','account':{}},'account':") + account() + '}');
    QCOMPARE(bad->heard.first().refused->where, u"notifications[0].status.uri"_s);
    QVERIFY(!mastodon::statuses(*Json::parse("{}"), eyes));
    QVERIFY(!mastodon::notifications(*Json::parse("\"x\""), eyes));
}

void TestMastodonWire::e13AbsurdFiguresAreAsIfNothingWasSaid_data()
{
    QTest::addColumn<QByteArray>("figure");
    QTest::addColumn<int>("characters");
    for (const char *absurd : { "-1", "0", "1000000000000", "\"many\"", "null", "{}", "1e999", "[5]", "true" })
        QTest::newRow(absurd) << QByteArray(absurd) << 0;
    QTest::newRow("a string of digits") << QByteArray("\"500\"") << 500;
}

void TestMastodonWire::e13AbsurdFiguresAreAsIfNothingWasSaid()
{
    QFETCH(QByteArray, figure);
    QFETCH(int, characters);
    const auto body = Json::parse(q("{'version':'4.5.1','domain':'d','usage':{'users':{'active_month':-3}},'"
                                    "configuration':{'urls':{'streaming':'javascript:x'},'statuses':{'max_characters':")
        + figure + q("},'media_attachments':{'description_limit':") + figure + "}}}");
    QVERIFY(body);
    const auto server = mastodon::instance(*body);
    QVERIFY(server);
    QCOMPARE(server->postCharacters, characters);
    QCOMPARE(server->altCharacters, characters);
    QCOMPARE(server->people, -1);
    QVERIFY(server->stream.isEmpty());
}

void TestMastodonWire::snacSaysWhatItIs()
{
    const auto server =
        mastodon::instance(*Json::parse(q("{'version':'4.0.0 (not true; really snac/2.75)','uri':'localhost:1'}")));
    QVERIFY(server && server->isSnac);
    QCOMPARE(server->software, u"snac 2.75"_s);
    QCOMPARE(server->domain, u"localhost:1"_s);
}

void TestMastodonWire::whatAStreamPushes()
{
    using Kind = mastodon::Event::Kind;
    const auto pushed = [](const QByteArray &frame) { return mastodon::event(frame); };
    QCOMPARE(int(pushed(q("{'event':'notification','payload':'{}'}"))->kind), int(Kind::New));
    QCOMPARE(pushed(q("{'event':'delete','payload':'123'}"))->id, u"123"_s);
    QCOMPARE(pushed(q("{'event':'delete','payload':123}"))->id, u"123"_s);
    QCOMPARE(pushed(q("{'event':'status.update','payload':'{\\\"id\\\":\\\"9\\\"}'}"))->id, u"9"_s);
    QVERIFY(pushed(q("{'event':'status.update','payload':'{\\\"id\\\":'}"))->id.isEmpty());
    QCOMPARE(int(pushed(q("{'event':'filters_changed'}"))->kind), int(Kind::Other));
    QVERIFY(!pushed("{\"event\":"));
    QVERIFY(!pushed("{}"));
}

void TestMastodonWire::linksAreFoundHoweverTheyAreWritten()
{
    const QByteArray header = "<https://a/x?max_id=1,2>; rel=\"next\", <https://a/x?min_id=3>; rel=prev";
    QCOMPARE(mastodon::linkOf(header, "next"), QUrl(u"https://a/x?max_id=1,2"_s));
    QCOMPARE(mastodon::linkOf(header, "prev"), QUrl(u"https://a/x?min_id=3"_s));
    QVERIFY(mastodon::linkOf("<https://a", "next").isEmpty());
    QVERIFY(mastodon::linkOf({}, "next").isEmpty());
}

QTEST_GUILESS_MAIN(TestMastodonWire)
#include "test_mastodonwire.moc"

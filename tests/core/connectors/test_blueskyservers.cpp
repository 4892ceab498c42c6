#include "core/base/clock.h"
#include "core/base/lane.h"
#include "core/connectors/bluesky/blueskyconnector.h"
#include "core/connectors/bluesky/blueskysignin.h"
#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/blueskywire.h"
#include "core/connectors/bluesky/facets.h"
#include "core/http/gate.h"
#include "tests/support/served.h"

#include <QBuffer>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Waits for an answer that comes over the network.
template<typename T> Result<T> got(QFuture<Result<T>> future, int ms = 30'000)
{
    QElapsedTimer timer;
    timer.start();
    while (!future.isFinished() && timer.elapsed() < ms)
        QTest::qWait(5);
    if (!future.isFinished() || future.isCanceled())
        return fail(Error::Kind::Offline, u"no answer in the test's time"_s);
    return future.result();
}

template<typename T> QByteArray why(const Result<T> &result)
{
    return result ? QByteArray() : (result.error().message + u" / "_s + result.error().detail).toUtf8();
}

QJsonObject refOf(const QJsonObject &made)
{
    return { { u"uri"_s, made[u"uri"_s] }, { u"cid"_s, made[u"cid"_s] } };
}

} // namespace

/// Two people on a real Bluesky network: directory, PDS and AppView of the reference implementation.
class TestBlueskyServers : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_network = std::make_unique<Served>(u"bluesky"_s);
        if (!m_network->value("BLUESKY_LACKS").isEmpty())
            QSKIP(m_network->value("BLUESKY_LACKS").constData());
        QVERIFY(m_network->isUp());
        m_client = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 5s, 10s, 5, 4, 16 });
        m_alice = make("ALICE", m_network->value("BLUESKY_PDS"));
        m_bob = person("BOB");
    }
    void cleanupTestCase()
    {
        m_alice.reset();
        m_faults.reset();
        m_network.reset();
    }
    void aHandleOrAServerAndAnAppPasswordLetUsIn()
    {
        const auto url = [this](const char *name) { return QUrl(QString::fromLatin1(m_network->value(name))); };
        const QByteArray password = m_network->value("BLUESKY_ALICE_PASSWORD");
        for (const QString &typed : { u"@alice.test"_s, url("BLUESKY_PDS").toString() }) {
            BlueskySignIn signIn(*m_client, { url("BLUESKY_PLC"), url("BLUESKY_APPVIEW"), true });
            const auto server = got(signIn.look(typed));
            QVERIFY2(server, why(server));
            QCOMPARE(server->address, url("BLUESKY_PDS"));
            QVERIFY(!got(signIn.enter(u"@alice.test"_s, Secret("nope-nope-nope-nope"))));
            const auto own = got(signIn.enter(u"@alice.test"_s, Secret("hunter2-hunter2")));
            QVERIFY(!own && own.error().message.contains(u"app password"_s));
            const auto welcome = got(signIn.enter(u"@alice.test"_s, Secret(QByteArray(password))));
            QVERIFY2(welcome, why(welcome));
            QCOMPARE((*welcome)->globalName, QString::fromLatin1(m_network->value("BLUESKY_ALICE")));
            QCOMPARE((*welcome)->handle, u"@alice.test"_s);
            BlueskyConnector account({ { ChannelId::fresh(), NetworkId::Bluesky, {}, {} }, (*welcome)->address,
                                         (*welcome)->typed, (*welcome)->globalName },
                (*welcome)->secret, *m_client);
            const auto page = got(account.fetch({}));
            QVERIFY2(page, why(page));
            const auto left = got(signIn.leave(*server, (*welcome)->secret));
            QVERIFY2(left, why(left));
        }
    }
    void whatWasThereBeforeIsHistory()
    {
        write(u"@alice.test before anybody listened"_s, {}, {});
        QTRY_VERIFY_WITH_TIMEOUT(!fetchAll({}).isEmpty(), 20'000);
        const auto first = got(m_alice->fetch({}));
        QVERIFY2(first, why(first));
        QVERIFY(first->asHistory && !first->cursor.isEmpty() && !first->more);
        QCOMPARE(first->arrivals.size(), 1);
        m_cursor = first->cursor;
    }
    void aMentionWithAPictureComesInOnePoll()
    {
        const QJsonObject root = write(u"We opened a new roastery"_s, {}, {}, u"ALICE"_s);
        const QJsonObject image { { u"alt"_s, u"A red cup on a wooden table"_s }, { u"image"_s, upload() } };
        m_mention = write(u"@alice.test is the café open? 🧭 https://example.org/map"_s, root,
            QJsonObject { { u"$type"_s, u"app.bsky.embed.images"_s }, { u"images"_s, QJsonArray { image } } });
        QVERIFY(waitFor(m_mention[u"uri"_s].toString()));
        const auto page = got(m_alice->fetch(m_cursor));
        QVERIFY2(page, why(page));
        m_cursor = page->cursor;
        QVERIFY(!page->asHistory && page->refused.isEmpty());
        QCOMPARE(page->arrivals.size(), 2); // and our own, which a colleague may have written in the app
        const Arrival &ours = page->arrivals[0];
        QVERIFY(ours.author.isUs);
        const Arrival &mention = page->arrivals[1];
        QCOMPARE(mention.globalName, m_mention[u"uri"_s].toString());
        QCOMPARE(mention.inReplyTo, root[u"uri"_s].toString());
        QCOMPARE(mention.author.handle, u"@bob.test"_s);
        QCOMPARE(mention.author.displayName, u"Bob of the Bay"_s);
        QCOMPARE(mention.author.followers.value_or(-1), 0);
        QCOMPARE(mention.author.claims,
            (QList<ProfileClaim> { { ProfileClaim::Kind::Link, u"https://bob.example"_s, false } }));
        QVERIFY(mention.body.contains(u"<a href=\"https://example.org/map\">"_s));
        QCOMPARE(mention.attachments.size(), 1);
        QCOMPARE(mention.attachments[0].description, u"A red cup on a wooden table"_s);
        QCOMPARE(mention.attachments[0].kind, u"image"_s);
        QVERIFY(mention.attachments[0].url.startsWith(u"http"_s));
        const auto again = got(m_alice->fetch(m_cursor));
        QVERIFY(again && again->arrivals.isEmpty() && again->responses.isEmpty());
        m_remote = { mention.globalName, mention.remoteId };
    }
    void theThreadIsWhole()
    {
        const auto reply = write(u"and on Sunday?"_s, m_mention, {});
        QVERIFY(waitFor(reply[u"uri"_s].toString()));
        const auto thread = got(m_alice->thread(m_remote));
        QVERIFY2(thread, why(thread));
        QCOMPARE(thread->arrivals.size(), 3);
        QVERIFY(thread->arrivals[0].author.isUs && !thread->arrivals[1].author.isUs);
        QCOMPARE(thread->arrivals[2].inReplyTo, m_remote.globalName);
        QCOMPARE(thread->arrivals[2].kind, Arrival::Kind::Context);
    }
    void wordsThatAreListenedForAreFound()
    {
        auto listening = source("ALICE", m_network->value("BLUESKY_PDS"));
        listening.listens = { u"kettle"_s };
        const QByteArray password = m_network->value("BLUESKY_ALICE_PASSWORD");
        BlueskyConnector ears(listening, Secret("{\"password\":\"" + password + "\"}"), *m_client);
        auto page = got(ears.fetch({}));
        for (int i = 0; i < 5 && page && page->more; ++i)
            page = got(ears.fetch(page->cursor));
        QVERIFY2(page && page->refused.isEmpty(), why(page));
        const QString said = write(u"My kettle sings"_s, {}, {})[u"uri"_s].toString();
        QVERIFY(waitFor(said));
        const auto next = got(ears.fetch(page->cursor));
        QVERIFY2(next, why(next));
        QCOMPARE(next->arrivals.size(), 1);
        QCOMPARE(next->arrivals[0].globalName, said);
    }
    void aFavouriteIsThereOnceAfterItsAnswerWasLost()
    {
        m_faults = std::make_unique<Served>(
            u"faults"_s, QStringList { QString::fromLatin1(m_network->value("BLUESKY_PDS_PORT")) });
        QVERIFY(m_faults->isUp());
        const auto lossy = make("ALICE", "http://127.0.0.1:" + m_faults->value("FAULTS_PORT"));
        const Gesture like { Gesture::Kind::Favourite, m_remote, {}, {}, QByteArray(16, 'L'), m_clock.now() };
        QVERIFY(got(lossy->look({ m_remote }))); // it is let in before answers are lost
        m_faults->tell(u"mode"_s, u"lost"_s);
        // With every answer lost not even the question before the deed comes back, so the deed goes straight.
        const auto lost = got(putLike(like, m_faults->value("FAULTS_PORT")));
        QVERIFY(!lost);
        m_faults->tell(u"mode"_s, u"ok"_s);
        QCOMPARE(likes(), 1);
        const auto done = got(lossy->make(like));
        QVERIFY2(done, why(done));
        QCOMPARE(likes(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(got(lossy->make(like)).value_or(GestureDone {}).wasSoBefore, 20'000);
        QCOMPARE(likes(), 1);
        const auto away =
            got(m_alice->make({ Gesture::Kind::Unfavourite, m_remote, {}, {}, QByteArray(16, 'U'), m_clock.now() }));
        QVERIFY2(away && !away->wasSoBefore, why(away));
        QCOMPARE(likes(), 0);
    }
    void whatWasDoneJustNowIsTakenBackThoughNobodyHeardOfItYet()
    {
        const auto made =
            got(m_alice->make({ Gesture::Kind::Boost, m_remote, {}, {}, QByteArray(16, 'B'), m_clock.now() }));
        QVERIFY2(made && made->remoteId.contains(u"app.bsky.feed.repost"_s), why(made));
        const auto away =
            got(m_alice->make({ Gesture::Kind::Unboost, m_remote, {}, {}, QByteArray(16, 'C'), m_clock.now() }));
        QVERIFY2(away && !away->wasSoBefore, why(away));
        const auto again =
            got(m_alice->make({ Gesture::Kind::Unboost, m_remote, {}, {}, QByteArray(16, 'D'), m_clock.now() }));
        QVERIFY2(again, why(again));
    }
    void peopleAreFollowedMutedAndBlockedAndBack()
    {
        const QString bob = QString::fromLatin1(m_network->value("BLUESKY_BOB"));
        using Kind = Gesture::Kind;
        char key = 'a';
        for (const Kind kind : { Kind::Follow, Kind::Unfollow, Kind::Mute, Kind::Unmute, Kind::Block, Kind::Unblock }) {
            const auto done = got(m_alice->make({ kind, {}, bob, {}, QByteArray(16, key++), m_clock.now() }));
            QVERIFY2(done && !done->wasSoBefore, why(done));
            if (kind == Kind::Block)
                whatWeHideByABlockIsNotGone();
        }
        QTRY_VERIFY_WITH_TIMEOUT(!got(m_alice->look({ m_remote })).value_or(Page {}).arrivals.isEmpty(), 20'000);
    }
    void readIsReadOnce()
    {
        const Gesture read { Gesture::Kind::MarkRead, m_remote, {}, {}, QByteArray(16, 'R'), m_clock.now() };
        const auto done = got(m_alice->make(read));
        QVERIFY2(done && !done->wasSoBefore, why(done));
        QTRY_VERIFY_WITH_TIMEOUT(got(m_alice->make(read)).value_or(GestureDone {}).wasSoBefore, 10'000);
    }
    void whatItsAuthorTookAwayIsGone()
    {
        const auto oops = write(u"@alice.test oh"_s, {}, {});
        const QString uri = oops[u"uri"_s].toString();
        QVERIFY(waitFor(uri));
        const auto there = got(m_alice->look({ { uri, {} }, m_remote }));
        QVERIFY2(there, why(there));
        QCOMPARE(there->arrivals.size(), 2);
        call(m_bob, u"com.atproto.repo.deleteRecord"_s,
            { { u"repo"_s, m_bob.did }, { u"collection"_s, u"app.bsky.feed.post"_s },
                { u"rkey"_s, uri.section(u'/', -1) } });
        QTRY_COMPARE_WITH_TIMEOUT(
            got(m_alice->look({ { uri, {} }, m_remote })).value_or(Page {}).gone, QStringList { uri }, 20'000);
        const auto thread = got(m_alice->thread({ uri, {} }));
        QVERIFY2(thread, why(thread));
        QCOMPARE(thread->gone, QStringList { uri });
    }
    void manyComeOldestFirstAndNoneTwice()
    {
        for (int i = 0; i < 130; ++i)
            write(u"@alice.test number %1"_s.arg(i), {}, {});
        QTRY_COMPARE_WITH_TIMEOUT(fetchAll(m_cursor).filter(u"number"_s).size(), 130, 3'000);
        // As after a kill: every page is fetched by a connector that knows only the cursor.
        QStringList met;
        bool more = true;
        QByteArray cursor = m_cursor;
        int pages = 0;
        while (more && pages < 10) {
            const auto page = got(make("ALICE", m_network->value("BLUESKY_PDS"))->fetch(cursor));
            QVERIFY2(page, why(page));
            for (const Arrival &each : page->arrivals)
                if (each.body.contains(u"number"_s))
                    met.append(each.body.mid(each.body.indexOf(u"number"_s)));
            cursor = page->cursor;
            more = page->more;
            ++pages;
        }
        QVERIFY(pages >= 2);
        QCOMPARE(met.size(), 130);
        QCOMPARE(met.first(), u"number 0"_s);
        QCOMPARE(met.last(), u"number 129"_s);
        QCOMPARE(QSet<QString>(met.begin(), met.end()).size(), 130);
    }
    void aWrongPasswordSignsOut()
    {
        BlueskyConnector stranger(
            source("ALICE", m_network->value("BLUESKY_PDS")), Secret(R"({"password":"nope"})"), *m_client);
        const auto page = got(stranger.fetch({}));
        QVERIFY(!page);
        QCOMPARE(page.error().kind, Error::Kind::SignedOut);
        QVERIFY(!page.error().detail.contains(u"nope"_s));
    }

private:
    void whatWeHideByABlockIsNotGone()
    {
        QTRY_VERIFY_WITH_TIMEOUT(got(m_alice->look({ m_remote })).value_or(Page {}).arrivals.isEmpty(), 20'000);
        const auto page = got(m_alice->look({ m_remote }));
        QVERIFY2(page, why(page));
        QVERIFY(page->arrivals.isEmpty() && page->gone.isEmpty());
    }
    struct Person {
        QString did;
        QByteArray token;
    };
    BlueskyConnector::Source source(const QByteArray &who, const QByteArray &address) const
    {
        const QUrl url(QString::fromLatin1(address));
        return { { ChannelId::fresh(), NetworkId::Bluesky, u"@alice.test"_s, u"alice.test"_s }, url, typedHost(url),
            QString::fromLatin1(m_network->value("BLUESKY_" + who)) };
    }
    std::unique_ptr<BlueskyConnector> make(const QByteArray &who, const QByteArray &address)
    {
        const QByteArray password = m_network->value("BLUESKY_" + who + "_PASSWORD");
        return std::make_unique<BlueskyConnector>(
            source(who, address), Secret("{\"password\":\"" + password + "\"}"), *m_client);
    }
    /// Somebody signed in, as the network's own app would.
    Person person(const QByteArray &who)
    {
        const QString did = QString::fromLatin1(m_network->value("BLUESKY_" + who));
        const auto session = call({}, u"com.atproto.server.createSession"_s,
            { { u"identifier"_s, did }, { u"password"_s, u"hunter2-hunter2"_s } });
        const Person made { did, session[u"accessJwt"_s].toString().toLatin1() };
        if (who == "BOB")
            call(made, u"com.atproto.repo.putRecord"_s,
                { { u"repo"_s, did }, { u"collection"_s, u"app.bsky.actor.profile"_s }, { u"rkey"_s, u"self"_s },
                    { u"record"_s,
                        QJsonObject { { u"$type"_s, u"app.bsky.actor.profile"_s },
                            { u"displayName"_s, u"Bob of the Bay"_s },
                            { u"description"_s, u"Tea, mostly. https://bob.example"_s } } } });
        return made;
    }
    QJsonObject ask(const Person &as, const QString &method, const QByteArray &type, const QByteArray &body)
    {
        HttpRequest request;
        request.url = QUrl(QString::fromLatin1(m_network->value("BLUESKY_PDS")) + u"/xrpc/"_s + method);
        request.typed = typedHost(request.url);
        request.method = "POST";
        request.headers.emplaceBack("Content-Type", type);
        if (!as.token.isEmpty())
            request.headers.emplaceBack("Authorization", "Bearer " + as.token);
        request.body = body;
        const auto answer = got(m_client->send(request));
        if (!answer || answer->status != 200)
            qWarning("%s: %s", qPrintable(method), answer ? answer->body.constData() : why(answer).constData());
        return answer ? QJsonDocument::fromJson(answer->body).object() : QJsonObject();
    }
    QJsonObject call(const Person &as, const QString &method, const QJsonObject &body)
    {
        return ask(as, method, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact));
    }
    QJsonValue upload()
    {
        QByteArray png;
        QBuffer buffer(&png);
        QImage image(8, 8, QImage::Format_RGB32);
        image.fill(Qt::red);
        if (!image.save(&buffer, "PNG"))
            qWarning("no picture");
        return ask(m_bob, u"com.atproto.repo.uploadBlob"_s, "image/png", png)[u"blob"_s];
    }
    /// A post of somebody's (Bob's), with its mentions and links as facets.
    QJsonObject write(
        const QString &text, const QJsonObject &parent, const QJsonObject &embed, const QString &who = u"BOB"_s)
    {
        const Person as = who == u"BOB" ? m_bob : person(who.toLatin1());
        QJsonArray facets;
        for (const auto &each : bluesky::findFacets(text)) {
            const bool isMention = each.kind == bluesky::Facet::Kind::Mention;
            const QJsonObject feature {
                { u"$type"_s, isMention ? u"app.bsky.richtext.facet#mention"_s : u"app.bsky.richtext.facet#link"_s },
                { isMention ? u"did"_s : u"uri"_s,
                    isMention ? QString::fromLatin1(m_network->value("BLUESKY_ALICE")) : each.target }
            };
            facets.append(QJsonObject {
                { u"index"_s, QJsonObject { { u"byteStart"_s, each.start }, { u"byteEnd"_s, each.end } } },
                { u"features"_s, QJsonArray { feature } } });
        }
        QJsonObject record { { u"$type"_s, u"app.bsky.feed.post"_s }, { u"text"_s, text }, { u"facets"_s, facets },
            { u"createdAt"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) } };
        if (!parent.isEmpty())
            record.insert(u"reply"_s,
                QJsonObject {
                    { u"root"_s, m_root.isEmpty() ? refOf(parent) : m_root }, { u"parent"_s, refOf(parent) } });
        if (!parent.isEmpty() && m_root.isEmpty())
            m_root = refOf(parent);
        if (!embed.isEmpty())
            record.insert(u"embed"_s, embed);
        return call(as, u"com.atproto.repo.createRecord"_s,
            { { u"repo"_s, as.did }, { u"collection"_s, u"app.bsky.feed.post"_s }, { u"record"_s, record } });
    }
    /// Until the AppView heard of a post.
    bool waitFor(const QString &uri)
    {
        return QTest::qWaitFor(
            [&] {
                return !got(m_alice->look({ { uri, {} } })).value_or(Page {}).arrivals.isEmpty();
            },
            20'000);
    }
    QStringList fetchAll(QByteArray cursor)
    {
        QStringList all;
        const auto fresh = make("ALICE", m_network->value("BLUESKY_PDS"));
        for (int i = 0; i < 20; ++i) {
            const auto page = got(fresh->fetch(cursor));
            if (!page)
                break;
            for (const Arrival &each : page->arrivals)
                all.append(each.body);
            cursor = page->cursor;
            if (!page->more)
                break;
        }
        return all;
    }
    /// The favourite's own record, sent while the way back is cut.
    QFuture<Result<HttpResponse>> putLike(const Gesture &like, const QByteArray &port)
    {
        const Person alice = person("ALICE");
        const auto ref = bluesky::readRemoteId(like.message.remoteId);
        HttpRequest request;
        request.url = QUrl(u"http://127.0.0.1:%1/xrpc/com.atproto.repo.putRecord"_s.arg(QString::fromLatin1(port)));
        request.typed = typedHost(request.url);
        request.method = "POST";
        request.headers = { { "Content-Type", "application/json" }, { "Authorization", "Bearer " + alice.token } };
        request.body =
            QJsonDocument(QJsonObject { { u"repo"_s, alice.did }, { u"collection"_s, u"app.bsky.feed.like"_s },
                              { u"rkey"_s, bluesky::tidOf(like.key, like.wishedAt) },
                              { u"record"_s,
                                  QJsonObject { { u"$type"_s, u"app.bsky.feed.like"_s },
                                      { u"subject"_s, QJsonObject { { u"uri"_s, ref.uri }, { u"cid"_s, ref.cid } } },
                                      { u"createdAt"_s, like.wishedAt.toUTC().toString(Qt::ISODateWithMs) } } } })
                .toJson(QJsonDocument::Compact);
        return m_client->send(request);
    }
    /// What lies in our repository.
    qsizetype likes()
    {
        HttpRequest request;
        request.url = QUrl(QString::fromLatin1(m_network->value("BLUESKY_PDS"))
            + u"/xrpc/com.atproto.repo.listRecords?collection=app.bsky.feed.like&repo="_s
            + QString::fromLatin1(m_network->value("BLUESKY_ALICE")));
        request.typed = typedHost(request.url);
        const auto answer = got(m_client->send(request));
        return answer ? QJsonDocument::fromJson(answer->body)[u"records"_s].toArray().size() : -1;
    }
    SystemClock m_clock;
    std::unique_ptr<Served> m_network, m_faults;
    std::unique_ptr<QtHttpClient> m_client;
    std::unique_ptr<BlueskyConnector> m_alice;
    Person m_bob;
    QByteArray m_cursor;
    QJsonObject m_root, m_mention;
    RemoteRef m_remote;
};

QTEST_GUILESS_MAIN(TestBlueskyServers)
#include "test_blueskyservers.moc"

#include "core/connectors/bluesky/blueskyidentity.h"
#include "core/connectors/bluesky/blueskywire.h"
#include "tests/support/shareddata.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

#include <functional>

using namespace wheelhouse;
using namespace wheelhouse::bluesky;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray bytesOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// A recorded answer with names in it: who published it put "user(0)", "record(1)" and "cids(2)" in their place.
QJsonDocument recorded(const QString &name)
{
    QString text = QString::fromUtf8(sharedFile(u"bluesky/"_s + name));
    text.replace(QRegularExpression(u"user\\((\\d+)\\)"_s), u"did:plc:user\\1"_s);
    text.replace(QRegularExpression(u"record\\((\\d+)\\)"_s), u"at://did:plc:author/app.bsky.feed.post/r\\1"_s);
    text.replace(QRegularExpression(u"cids\\((\\d+)\\)"_s), u"bafyreicid\\1"_s);
    return QJsonDocument::fromJson(text.toUtf8());
}

/// Every object in \a value, the outer before the inner.
void walk(const QJsonValue &value, const std::function<void(const QJsonObject &)> &each)
{
    if (value.isObject())
        each(value.toObject());
    const auto inner = value.toArray();
    for (const auto item : inner)
        walk(item, each);
    const QJsonObject object = value.toObject();
    for (const auto item : object)
        walk(item, each);
}

void walk(const QJsonDocument &document, const std::function<void(const QJsonObject &)> &each)
{
    walk(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), each);
}

void walkAll(const std::function<void(const QJsonObject &)> &each)
{
    for (const QString &folder : { u"appview"_s, u"marshalx"_s })
        for (const QString &file : QDir(sharedData() + u"/bluesky/"_s + folder).entryList(QDir::Files))
            walk(recorded(folder + u'/' + file), each);
}

bool has(const QJsonObject &object, const QStringList &names)
{
    return std::all_of(names.begin(), names.end(), [&](const QString &name) { return object.contains(name); });
}

bool isNotification(const QJsonObject &object)
{
    return has(object, { u"reason"_s, u"isRead"_s });
}

bool isPostView(const QJsonObject &object)
{
    return has(object, { u"uri"_s, u"cid"_s, u"author"_s, u"record"_s }) && !isNotification(object);
}

bool isThread(const QJsonObject &object)
{
    return object[u"post"_s].isObject()
        && (object.contains(u"replies"_s) || object.contains(u"parent"_s)
            || object[u"$type"_s].toString().endsWith(u"threadViewPost"));
}

Result<HeardPage> hear(const QJsonObject &line, const QString &ours = {})
{
    return readNotifications(bytesOf({ { u"notifications"_s, QJsonArray { line } }, { u"cursor"_s, u"c"_s } }), ours);
}

Result<PostPage> see(const QJsonObject &post, const QString &ours = {})
{
    return readPosts(bytesOf({ { u"posts"_s, QJsonArray { post } } }), ours);
}

/// A post as the AppView shows it, with everything that a connector reads.
QJsonObject aPost()
{
    const QJsonObject author { { u"did"_s, u"did:plc:bob"_s }, { u"handle"_s, u"bob.test"_s },
        { u"displayName"_s, u"Bob"_s }, { u"followersCount"_s, 12 } };
    const QJsonObject parent { { u"uri"_s, u"at://did:plc:ada/app.bsky.feed.post/3jzfcijpj2z2a"_s },
        { u"cid"_s, u"bafyreiparent"_s } };
    const QJsonObject facet { { u"index"_s, QJsonObject { { u"byteStart"_s, 0 }, { u"byteEnd"_s, 4 } } },
        { u"features"_s,
            QJsonArray { QJsonObject {
                { u"$type"_s, u"app.bsky.richtext.facet#mention"_s }, { u"did"_s, u"did:plc:ada"_s } } } } };
    const QJsonObject record { { u"$type"_s, u"app.bsky.feed.post"_s }, { u"text"_s, u"@ada hello"_s },
        { u"createdAt"_s, u"2026-11-22T18:00:00Z"_s }, { u"langs"_s, QJsonArray { u"not a tag"_s, u"en"_s } },
        { u"reply"_s, QJsonObject { { u"root"_s, parent }, { u"parent"_s, parent } } },
        { u"facets"_s, QJsonArray { facet } } };
    const QJsonObject image { { u"thumb"_s, u"https://cdn.test/t"_s }, { u"fullsize"_s, u"https://cdn.test/f"_s },
        { u"alt"_s, u"A cup of coffee"_s } };
    return { { u"uri"_s, u"at://did:plc:bob/app.bsky.feed.post/3jzfcijpj2z2b"_s }, { u"cid"_s, u"bafyreipost"_s },
        { u"author"_s, author }, { u"record"_s, record }, { u"indexedAt"_s, u"2026-11-22T18:00:05Z"_s },
        { u"embed"_s,
            QJsonObject { { u"$type"_s, u"app.bsky.embed.images#view"_s }, { u"images"_s, QJsonArray { image } } } },
        { u"labels"_s,
            QJsonArray { QJsonObject { { u"val"_s, u"sexual"_s } }, QJsonObject { { u"val"_s, u"spoiler"_s } },
                QJsonObject { { u"val"_s, u"gore"_s }, { u"neg"_s, true } } } },
        { u"viewer"_s, QJsonObject { { u"like"_s, u"at://did:plc:ada/app.bsky.feed.like/3jzfcijpj2z2c"_s } } } };
}

QJsonObject aNotification(const QString &reason)
{
    QJsonObject line = aPost();
    line.insert(u"reason"_s, reason);
    line.insert(u"isRead"_s, false);
    return line;
}

} // namespace

/// What the AppView answers, as the port's values.
class TestBlueskyWire : public QObject {
    Q_OBJECT
private slots:
    void everyRecordedNotificationIsRead()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        QHash<QString, int> kinds;
        walkAll([&](const QJsonObject &object) {
            if (!isNotification(object))
                return;
            const auto page = hear(object);
            QVERIFY(page);
            QVERIFY2(page->refused.isEmpty(), qPrintable(page->refused.value(0).where + page->refused.value(0).why));
            const Heard &heard = page->heard[0];
            QCOMPARE(heard.uri, object[u"uri"_s].toString());
            QVERIFY(heard.arrival.has_value() != heard.response.has_value());
            const Author &who = heard.arrival ? heard.arrival->author : heard.response->who;
            QCOMPARE(who.globalName, object[u"author"_s][u"did"_s].toString());
            QCOMPARE(who.handle, u'@' + object[u"author"_s][u"handle"_s].toString());
            if (heard.isPost)
                QVERIFY(heard.arrival->body.contains(object[u"record"_s][u"text"_s].toString().left(10)));
            if (heard.response && heard.response->kind != Response::Kind::Follow)
                QCOMPARE(heard.response->about, object[u"record"_s][u"subject"_s][u"uri"_s].toString());
            ++kinds[heard.isPost    ? u"post"_s
                    : heard.arrival ? u"notice"_s
                                    : QString::number(static_cast<int>(heard.response->kind))];
        });
        // 9 replies, 3 mentions, 2 quotes; 27 likes, 13 reposts, 9 follows; 3 joined, 3 verified or not any more.
        QCOMPARE(kinds,
            (QHash<QString, int> {
                { u"post"_s, 14 }, { u"0"_s, 27 }, { u"1"_s, 13 }, { u"2"_s, 9 }, { u"notice"_s, 6 } }));
    }
    void everyRecordedPostIsReadOrRefusedByItsField()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        int posts = 0, pictures = 0, replies = 0, warned = 0, quotes = 0, others = 0;
        walkAll([&](const QJsonObject &object) {
            if (!isPostView(object))
                return;
            const auto page = see(object);
            QVERIFY(page);
            others += object[u"record"_s][u"$type"_s].toString() == u"app.bsky.feed.post" ? 0 : 1;
            QVERIFY2(page->refused.isEmpty(), qPrintable(page->refused.value(0).why));
            const Arrival &arrival = page->posts[0].arrival;
            QCOMPARE(arrival.globalName, object[u"uri"_s].toString());
            QCOMPARE(readRemoteId(arrival.remoteId), (StrongRef { arrival.globalName, object[u"cid"_s].toString() }));
            QCOMPARE(arrival.inReplyTo, object[u"record"_s][u"reply"_s][u"parent"_s][u"uri"_s].toString());
            if (object[u"record"_s][u"facets"_s].toArray().isEmpty())
                QCOMPARE(arrival.body, object[u"record"_s][u"text"_s].toString());
            ++posts;
            replies += arrival.inReplyTo.isEmpty() ? 0 : 1;
            warned += arrival.warning.isEmpty() ? 0 : 1;
            quotes += page->posts[0].quoted.isEmpty() ? 0 : 1;
            for (const Attachment &each : arrival.attachments)
                pictures += each.kind == u"image" && !each.url.isEmpty() ? 1 : 0;
        });
        QCOMPARE(posts + others, 133);
        QCOMPARE(others, 0);
        QCOMPARE(pictures, 27);
        QCOMPARE(replies, 29);
        QCOMPARE(warned, 34);
        QCOMPARE(quotes, 26);
    }
    void everyRecordedProfileFeedAndThreadIsRead()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        int profiles = 0, feeds = 0, threads = 0, gone = 0, blocked = 0, inThreads = 0;
        walkAll([&](const QJsonObject &object) {
            if (has(object, { u"did"_s, u"handle"_s }) && !isPostView(object) && !isNotification(object)) {
                const auto profile = readProfile(bytesOf(object), object[u"did"_s].toString());
                QVERIFY2(profile, profile ? "" : qPrintable(profile.error().message));
                QVERIFY(profile->author.isUs);
                QCOMPARE(profile->author.displayName, object[u"displayName"_s].toString());
                if (object.contains(u"followersCount"_s))
                    QCOMPARE(profile->author.followers.value_or(-1), object[u"followersCount"_s].toInt());
                ++profiles;
            }
            if (isThread(object)) {
                const auto thread = readThread(bytesOf({ { u"thread"_s, object } }), {});
                QVERIFY(thread && !thread->posts.isEmpty());
                gone += static_cast<int>(thread->gone.size());
                blocked += static_cast<int>(thread->refused.size());
                inThreads += static_cast<int>(thread->posts.size());
                QCOMPARE(thread->posts[0].arrival.kind, Arrival::Kind::Context);
                ++threads;
            } else if (object[u"post"_s].isObject()) {
                const auto feed = readFeed(bytesOf({ { u"feed"_s, QJsonArray { object } } }), {});
                QVERIFY(feed && feed->refused.isEmpty());
                const bool isPassedOn = object[u"reason"_s][u"$type"_s].toString().endsWith(u"reasonRepost");
                QCOMPARE(feed->posts.size(), isPassedOn ? 0 : 1);
                ++feeds;
            }
        });
        QCOMPARE(profiles, 343);
        QCOMPARE(feeds, 82);
        QCOMPARE(threads, 9);
        QVERIFY2(inThreads > threads, qPrintable(u"%1 %2 %3"_s.arg(inThreads).arg(gone).arg(blocked)));
    }
    void whatABridgeConvertedIsRead()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        const auto quote = see(recorded(u"granary/quote.bsky.json"_s).object()[u"post"_s].toObject());
        QVERIFY(quote && quote->refused.isEmpty());
        const Arrival &arrival = quote->posts[0].arrival;
        QCOMPARE(arrival.body, u"I hereby quote"_s);
        // Its time has no zone and its fingerprint is empty: the network's own time counts, and nothing can be done to
        // it.
        QCOMPARE(arrival.writtenAt->toString(Qt::ISODate), u"2022-01-02T03:04:05Z"_s);
        QVERIFY(arrival.remoteId.isEmpty());
        QCOMPARE(arrival.attachments.size(), 1);
        QVERIFY(arrival.attachments[0].description.contains(u"An original post"_s));
        const auto repost =
            readFeed(bytesOf({ { u"feed"_s, QJsonArray { recorded(u"granary/repost.bsky.json"_s).object() } } }), {});
        QVERIFY(repost && repost->posts.isEmpty() && repost->refused.isEmpty());
        QDir granary(sharedData() + u"/bluesky/granary"_s);
        for (const QString &file : granary.entryList({ u"*bsky*.json"_s }, QDir::Files)) {
            QJsonObject post = aPost();
            post.insert(u"record"_s, recorded(u"granary/"_s + file).object());
            const auto page = see(post);
            QVERIFY2(page && page->posts.size() + page->refused.size() == 1, qPrintable(file));
        }
    }
    void aPostBringsEverythingThatIsAskedOfIt()
    {
        const auto page = see(aPost(), u"did:plc:bob"_s);
        QVERIFY(page && page->posts.size() == 1);
        const Arrival &arrival = page->posts[0].arrival;
        QCOMPARE(arrival.url, u"https://bsky.app/profile/did:plc:bob/post/3jzfcijpj2z2b"_s);
        QCOMPARE(arrival.form, Arrival::Form::Html);
        QVERIFY(arrival.body.contains(u"href=\"https://bsky.app/profile/did:plc:ada\">@ada</a> hello"_s));
        QCOMPARE(arrival.language, u"en"_s);
        QCOMPARE(arrival.warning, u"sexual, spoiler"_s);
        QCOMPARE(
            arrival.attachments, (QList<Attachment> { { u"https://cdn.test/f"_s, u"image"_s, u"A cup of coffee"_s } }));
        QCOMPARE(arrival.writtenAt->toString(Qt::ISODate), u"2026-11-22T18:00:00Z"_s);
        QVERIFY(arrival.author.isUs);
        QCOMPARE(arrival.author.followers.value_or(0), 12);
        QCOMPARE(page->posts[0].ties.like, u"at://did:plc:ada/app.bsky.feed.like/3jzfcijpj2z2c"_s);
    }
    void aTimeInTheFutureIsNoLaterThanTheNetworkHeardOfIt()
    {
        QJsonObject post = aPost();
        QJsonObject record = post[u"record"_s].toObject();
        record.insert(u"createdAt"_s, u"2099-01-01T00:00:00Z"_s);
        post.insert(u"record"_s, record);
        QCOMPARE(see(post)->posts[0].arrival.writtenAt->toString(Qt::ISODate), u"2026-11-22T18:00:05Z"_s);
    }
    void e10_whatIsMissingIsNamedAndTheRestIsKept_data()
    {
        QTest::addColumn<QString>("field");
        for (const char *field : { "uri", "cid", "author", "record" })
            QTest::newRow(field) << QString::fromLatin1(field);
    }
    void e10_whatIsMissingIsNamedAndTheRestIsKept()
    {
        QFETCH(QString, field);
        for (const QJsonValue &instead : { QJsonValue(QJsonValue::Undefined), QJsonValue(), QJsonValue(3) }) {
            QJsonObject broken = aPost();
            if (instead.isUndefined())
                broken.remove(field);
            else
                broken.insert(field, instead);
            const auto page = readPosts(bytesOf({ { u"posts"_s, QJsonArray { broken, aPost() } } }), {});
            QVERIFY(page);
            QCOMPARE(page->posts.size(), 1);
            QCOMPARE(page->refused.size(), 1);
            QCOMPARE(page->refused[0].where, u"posts[0]"_s);
            QVERIFY2(page->refused[0].why.contains(u"posts[0]."_s + field), qPrintable(page->refused[0].why));
        }
    }
    void e10_unknownKindsAreToldPlainly()
    {
        const auto page = hear(aNotification(u"<b>of-tomorrow</b>"_s));
        QVERIFY(page && page->heard.size() == 1);
        const Arrival &notice = *page->heard[0].arrival;
        QCOMPARE(notice.kind, Arrival::Kind::Notice);
        QCOMPARE(notice.form, Arrival::Form::Plain);
        QVERIFY(notice.body.contains(u"of-tomorrow"_s) && notice.body.contains(u"Bob"_s));
        QVERIFY(notice.globalName.startsWith(u"at://did:plc:bob/"_s));
        QCOMPARE(page->cursor, u"c"_s);
    }
    void e10_anAnswerThatIsNoneIsRefusedWhole_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("a login page") << QByteArray("<!doctype html><p>Log in");
        QTest::newRow("half of one") << QByteArray("{\"notifications\":[");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("another object") << QByteArray("{\"ok\":true}");
        QTest::newRow("a list that is none")
            << QByteArray("{\"notifications\":{},\"posts\":7,\"feed\":null,\"thread\":[]}");
        QTest::newRow("a mountain") << QByteArray(100'000, '[');
    }
    void e10_anAnswerThatIsNoneIsRefusedWhole()
    {
        QFETCH(QByteArray, body);
        QVERIFY(!readNotifications(body, {}));
        QVERIFY(!readPosts(body, {}));
        QVERIFY(!readFeed(body, {}));
        QVERIFY(!readThread(body, {}));
        QVERIFY(!readProfile(body, {}));
        QVERIFY(!readSession(body));
        QVERIFY(!readDidDocument(body, u"did:plc:ada"_s));
    }
    void documentsOfEveryAgeSayWhereARepositoryLies()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        const auto legacy =
            readDidDocument(sharedFile(u"bluesky/indigo/atproto__identity__testdata__did_plc_doc_legacy.json"_s),
                u"did:plc:ewvi7nxzyoun6zhxrhs64oiz"_s);
        QVERIFY(legacy);
        QCOMPARE(legacy->handles, QStringList { u"atproto.com"_s });
        QCOMPARE(legacy->pds, QUrl(u"https://bsky.social"_s));
        const auto web = readDidDocument(sharedFile(u"bluesky/indigo/atproto__identity__testdata__did_web_doc.json"_s),
            u"did:web:discover.bsky.social"_s);
        QVERIFY(web && web->handles.isEmpty() && web->pds.isEmpty());
        const auto described = QJsonDocument::fromJson(sharedFile(u"bluesky/marshalx/did_doc.json"_s)).object();
        const auto now =
            readDidDocument(bytesOf(described[u"didDoc"_s].toObject()), u"did:plc:kvwvcn5iqfooopmyzvb4qzba"_s);
        QVERIFY(now);
        QCOMPARE(now->pds, QUrl(u"https://shimeji.us-east.host.bsky.network"_s));
        QVERIFY(!readDidDocument(bytesOf(described[u"didDoc"_s].toObject()), u"did:plc:other"_s));
        QCOMPARE(readResolvedHandle(sharedFile(u"bluesky/marshalx/resolve_handle.json"_s)).value_or(QString()),
            u"did:plc:z72i7hdynmk6r22z27h6tvur"_s);
    }
    void aDocumentIsLookedForWhereItsMethodSays()
    {
        const QUrl plc(u"https://plc.test"_s);
        QCOMPARE(didDocumentUrl(u"did:plc:abc"_s, plc), QUrl(u"https://plc.test/did:plc:abc"_s));
        QCOMPARE(didDocumentUrl(u"did:web:example.com"_s, plc), QUrl(u"https://example.com/.well-known/did.json"_s));
        QCOMPARE(
            didDocumentUrl(u"did:web:localhost%3A1234"_s, plc), QUrl(u"https://localhost:1234/.well-known/did.json"_s));
        for (const QString &none : { u"did:web:example.com:path"_s, u"did:key:z6Mk"_s, u"did:plc:"_s,
                 u"did:web:user%40example.com"_s, u"did:web:example.com%2Fx%3F"_s })
            QVERIFY2(!didDocumentUrl(none, plc).isValid() || didDocumentUrl(none, plc).isEmpty(), qPrintable(none));
    }
    void whatActsNeedGoesThereAndBack()
    {
        QCOMPARE(
            readRemoteId(u"at://did:plc:bob/app.bsky.feed.post/3jzfcijpj2z2b bafyreipost"_s).cid, u"bafyreipost"_s);
        for (const QString &none : { u""_s, u"x y"_s, u"at://did:plc:bob/app.bsky.feed.post/3jzfcijpj2z2b"_s,
                 u"at://did:plc:bob bafyreipost"_s })
            QVERIFY(readRemoteId(none).uri.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestBlueskyWire)
#include "test_blueskywire.moc"

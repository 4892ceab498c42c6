#include "core/connectors/bluesky/blueskyconnector.h"
#include "core/connectors/bluesky/blueskywire.h"
#include "tests/core/connectors/fakerepository.h"
#include "tests/support/waited.h"

#include <QtTest>

using namespace wheelhouse;
using namespace wheelhouse::bluesky;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Fake = FakeRepository;
using Kind = Error::Kind;
const QDateTime nine(QDate(2026, 11, 23), QTime(9, 0, 0, 7), Qt::UTC);
const QString bobsPost = u"at://did:plc:bob/app.bsky.feed.post/3l26gaufyueh2"_s;
const QString bobsRoot = u"at://did:plc:eve/app.bsky.feed.post/3l26gaufyueaa"_s;
const QString aCid = u"bafyreiclp443lavogvhj3d2ob2cxbfuscni2k5jk7bebjzg7khl3esabwq"_s;
const QString otherCid = u"bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a"_s;

QJsonObject refTo(const QString &uri, const QString &cid)
{
    return { { u"uri"_s, uri }, { u"cid"_s, cid } };
}

/// Bob's post as the AppView shows it, an answer to Eve's.
QJsonObject shownPost()
{
    return { { u"uri"_s, bobsPost }, { u"cid"_s, aCid },
        { u"record"_s,
            QJsonObject { { u"$type"_s, u"app.bsky.feed.post"_s }, { u"text"_s, u"Tea?"_s },
                { u"createdAt"_s, u"2026-11-23T08:00:00.000Z"_s },
                { u"reply"_s,
                    QJsonObject {
                        { u"root"_s, refTo(bobsRoot, otherCid) }, { u"parent"_s, refTo(bobsRoot, otherCid) } } } } } };
}

template<typename T> QByteArray why(const Result<T> &result)
{
    return result ? QByteArray() : (result.error().message + u" / "_s + result.error().detail).toUtf8();
}

/// Neither undone nor refused: whoever gets this must ask.
template<typename T> bool isUnknown(const Result<T> &result)
{
    return !result && !isVerdict(result.error()) && !isSurelyUndone(result.error());
}

} // namespace

/// Saying things on Bluesky, once, to a server that lies as a test says.
class TestBlueskyPublish : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_pds = std::make_unique<FakeRepository>();
        m_connector = make();
    }
    void whatItCanIsSaid()
    {
        const Speech speech = m_connector->speech();
        QVERIFY(speech.canPublish && speech.canReply && speech.canRemove && !speech.canChange);
        QCOMPARE(speech.repeat, Speech::Repeat::Same);
        const auto limits = waited(m_connector->limits());
        QVERIFY(limits);
        QCOMPARE(limits->characters, 300);
        QCOMPARE(limits->bytes, 3000);
        QVERIFY(!limits->hasWarning && !limits->hasVisibility && !limits->hasTitle);
        const auto changed = waited(m_connector->change({ bobsPost, {} }, saying(u"tea"_s)));
        QVERIFY(!changed && changed.error().kind == Kind::Refused && m_pds->asked.isEmpty());
    }
    void aKeyIsChosenOnceAndForOnePostAlone()
    {
        QSet<QString> keys;
        Outgoing outgoing = saying(u"tea"_s);
        for (int i = 0; i < 3000; ++i) {
            outgoing.key = QCryptographicHash::hash(QByteArray::number(i), QCryptographicHash::Sha256);
            const QString key = m_connector->reserve(outgoing);
            QVERIFY(isTid(key));
            QCOMPARE(key, make()->reserve(outgoing));
            const qint64 before = timeOfTid(key)->msecsTo(nine);
            QVERIFY2(before >= 0 && before < 1000, qPrintable(QString::number(before)));
            keys.insert(key);
        }
        QCOMPARE(keys.size(), 3000);
        outgoing.text += u'!';
        QVERIFY(keys.contains(m_connector->reserve(outgoing)));
    }
    void itIsSaidAndToldHowItIsCalled()
    {
        const Outgoing outgoing = saying(u"Good morning"_s);
        const auto receipt = waited(m_connector->publish(outgoing));
        QVERIFY2(receipt, why(receipt));
        QCOMPARE(m_pds->records.size(), 1);
        const QString uri = m_pds->records.keys().first();
        QCOMPARE(uri, u"at://did:plc:ours/app.bsky.feed.post/"_s + outgoing.reserved);
        QCOMPARE(receipt->ref.globalName, uri);
        QCOMPARE(receipt->ref.remoteId, uri + u' ' + Fake::cidOf(m_pds->records[uri]));
        QCOMPARE(receipt->url, u"https://bsky.app/profile/did:plc:ours/post/"_s + outgoing.reserved);
        QCOMPARE(receipt->at, nine);
        QVERIFY(m_pds->bodies[0].contains(u"swapRecord"_s) && m_pds->bodies[0][u"swapRecord"_s].isNull());
        const auto found = waited(m_connector->find(outgoing));
        QVERIFY2(found, why(found));
        QCOMPARE(*found, (Found { *receipt, true }));
    }
    void saidTwiceIsSaidOnce()
    {
        const Outgoing outgoing = saying(u"Good morning"_s);
        const auto first = waited(m_connector->publish(outgoing));
        const auto second = waited(make()->publish(outgoing));
        QVERIFY(first && second);
        QCOMPARE(*first, *second);
        QCOMPARE(m_pds->count("com.atproto.repo.putRecord"), 1);
    }
    void whatWasEditedElsewhereStays()
    {
        const Outgoing outgoing = saying(u"Good mornign"_s);
        QVERIFY(waited(m_connector->publish(outgoing)));
        QJsonObject &record = *m_pds->records.begin();
        record[u"text"_s] = u"Good morning"_s;
        const auto again = waited(m_connector->publish(outgoing));
        QVERIFY2(again, why(again));
        QCOMPARE(readRemoteId(again->ref.remoteId).cid, Fake::cidOf(record));
        QCOMPARE(m_pds->records.begin()->value(u"text"_s), u"Good morning"_s);
    }
    void c01_aLostAnswerIsFoundAgain_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("accepted, then dropped") << 0;
        QTest::newRow("accepted, then 502") << 1;
        QTest::newRow("accepted, then a page of 200") << 2;
        QTest::newRow("accepted, told with no fingerprint") << 3;
        QTest::newRow("accepted, told as another's") << 4;
        QTest::newRow("accepted, then half an answer") << 5;
    }
    void c01_aLostAnswerIsFoundAgain()
    {
        QFETCH(int, kind);
        const Outgoing outgoing = saying(u"Good morning"_s);
        const QString uri = u"at://did:plc:ours/app.bsky.feed.post/"_s + outgoing.reserved;
        HttpResponse half = Fake::json({});
        half.body = "{\"uri\":";
        const QList<Fake::Answer> lies { Fake::silence(), Fake::fault("UpstreamFailure", 502),
            Fake::page(200, "<!doctype html><p>Room number?"),
            Fake::json({ { u"uri"_s, uri }, { u"cid"_s, u"none"_s } }),
            Fake::json({ { u"uri"_s, bobsPost }, { u"cid"_s, aCid } }), half };
        m_pds->after = [lie = lies[kind]](const QString &name) {
            return name.endsWith(u"putRecord") ? std::optional(lie) : std::nullopt;
        };
        const auto lost = waited(m_connector->publish(outgoing));
        QVERIFY2(isUnknown(lost), why(lost));
        m_pds->after = {};
        const auto found = waited(make()->find(outgoing)); // as after a restart
        QVERIFY2(found, why(found));
        QVERIFY(found->isWhole && found->receipt);
        QCOMPARE(found->receipt->ref.globalName, uri);
        const auto again = waited(make()->publish(outgoing));
        QVERIFY2(again, why(again));
        QCOMPARE(*again, *found->receipt);
        QCOMPARE(m_pds->count("com.atproto.repo.putRecord"), 1);
        QCOMPARE(m_pds->records.size(), 1);
    }
    void aRequestThatNeverArrivedIsSentAgain()
    {
        const Outgoing outgoing = saying(u"Good morning"_s);
        m_pds->before = [](const QString &name, const HttpRequest &) {
            return name.endsWith(u"putRecord") ? std::optional(Fake::silence()) : std::nullopt;
        };
        QVERIFY(isUnknown(waited(m_connector->publish(outgoing))));
        m_pds->before = {};
        const auto found = waited(m_connector->find(outgoing));
        QVERIFY(found && found->isWhole && !found->receipt);
        QVERIFY(waited(m_connector->publish(outgoing)));
        QCOMPARE(m_pds->records.size(), 1);
    }
    void absentIsBelievedOnlyOfOurServersOwnWord_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("isAbsent");
        QTest::newRow("our server says so") << 0 << true;
        QTest::newRow("with 404") << 1 << true;
        QTest::newRow("a login page that says so") << 2 << false;
        QTest::newRow("a page") << 3 << false;
        QTest::newRow("not found, of whatever") << 4 << false;
        QTest::newRow("a path that it does not know") << 5 << false;
        QTest::newRow("the account is away") << 6 << false;
        QTest::newRow("trouble") << 7 << false;
        QTest::newRow("another post's answer") << 8 << false;
    }
    void absentIsBelievedOnlyOfOurServersOwnWord()
    {
        QFETCH(int, kind);
        QFETCH(bool, isAbsent);
        const QByteArray notFound = bytesOf({ { u"error"_s, u"RecordNotFound"_s } });
        const QList<Fake::Answer> answers { Fake::fault("RecordNotFound"), Fake::fault("RecordNotFound", 404),
            Fake::page(404, notFound), Fake::page(404, "<h1>No such page</h1>"), Fake::fault("NotFound", 404),
            Fake::fault("MethodNotImplemented", 404), Fake::fault("RepoDeactivated"),
            Fake::fault("RecordNotFound", 500),
            Fake::json({ { u"uri"_s, bobsPost }, { u"cid"_s, aCid }, { u"value"_s, QJsonObject() } }) };
        m_pds->before = [answer = answers[kind]](const QString &name, const HttpRequest &) {
            return name.endsWith(u"getRecord") ? std::optional(answer) : std::nullopt;
        };
        const Outgoing outgoing = saying(u"Good morning"_s);
        const auto found = waited(m_connector->find(outgoing));
        QCOMPARE(found.has_value(), isAbsent);
        if (isAbsent)
            QCOMPARE(*found, (Found { std::nullopt, true }));
        else if (QByteArrayView(QTest::currentDataTag()).contains("page"))
            QCOMPARE(found.error().kind, Kind::Malformed);
        const auto receipt = waited(m_connector->publish(outgoing));
        QCOMPARE(receipt.has_value(), isAbsent);
        QCOMPARE(m_pds->records.size(), isAbsent ? 1 : 0);
    }
    void e16_aLoginPageIsNobodysVerdict()
    {
        m_pds->before = [](const QString &name, const HttpRequest &) {
            return name.endsWith(u"putRecord")
                ? std::optional<Fake::Answer>(Fake::page(403, "<!doctype html><p>Room number?"))
                : std::nullopt;
        };
        const auto receipt = waited(m_connector->publish(saying(u"Good morning"_s)));
        QVERIFY(!receipt && !isVerdict(receipt.error()));
        QVERIFY(isSurelyUndone(receipt.error()));
        QVERIFY2(receipt.error().message.contains(u"login page"_s), why(receipt));
        m_pds->before = [](const QString &name, const HttpRequest &) {
            return name.endsWith(u"putRecord") ? std::optional<Fake::Answer>(Fake::fault("InvalidRequest"))
                                               : std::nullopt;
        };
        const auto refused = waited(m_connector->publish(saying(u"Good morning"_s)));
        QVERIFY(!refused && isVerdict(refused.error()));
    }
    void c17_aSessionThatEndsInTheMiddleIsRenewedOnce_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("expired") << 400 << QByteArray("ExpiredToken");
        QTest::newRow("unknown") << 401 << QByteArray("AuthMissing");
    }
    void c17_aSessionThatEndsInTheMiddleIsRenewedOnce()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, word);
        m_pds->before = [&, ended = false](
                            const QString &name, const HttpRequest &) mutable -> std::optional<Fake::Answer> {
            if (ended || !name.endsWith(u"putRecord"))
                return std::nullopt;
            ended = true;
            m_pds->token = "token-2";
            return Fake::fault(word.constData(), status);
        };
        const auto receipt = waited(m_connector->publish(saying(u"Good morning"_s)));
        QVERIFY2(receipt, why(receipt));
        QCOMPARE(m_pds->count("com.atproto.server.refreshSession"), 1);
        QCOMPARE(m_pds->count("com.atproto.repo.putRecord"), 2);
        QCOMPARE(m_pds->records.size(), 1);
    }
    void ourFirstTryThatArrivedLateIsTheOne()
    {
        const Outgoing outgoing = saying(u"Good morning"_s);
        const QString uri = u"at://did:plc:ours/app.bsky.feed.post/"_s + outgoing.reserved;
        bool isLate = true;
        m_pds->before = [&](const QString &name, const HttpRequest &) -> std::optional<Fake::Answer> {
            if (isLate && name.endsWith(u"putRecord")) {
                isLate = false; // the first one comes in now, with other words about the same mention
                m_pds->records.insert(uri,
                    { { u"$type"_s, u"app.bsky.feed.post"_s }, { u"text"_s, u"Good morning"_s },
                        { u"createdAt"_s, u"2026-11-23T09:00:00.007Z"_s }, { u"langs"_s, QJsonArray { u"nb"_s } } });
            }
            return std::nullopt;
        };
        const auto receipt = waited(m_connector->publish(outgoing));
        QVERIFY2(receipt, why(receipt));
        QCOMPARE(receipt->ref.globalName, uri);
        QCOMPARE(m_pds->records[uri][u"langs"_s].toArray().first().toString(), u"nb"_s);
    }
    void anotherPostUnderOurKeyIsNotTakenForOurs()
    {
        const Outgoing outgoing = saying(u"Good morning"_s);
        const QJsonObject other { { u"$type"_s, u"app.bsky.feed.post"_s }, { u"text"_s, u"Good morning"_s },
            { u"createdAt"_s, u"2026-11-23T09:00:00.008Z"_s } };
        m_pds->records.insert(u"at://did:plc:ours/app.bsky.feed.post/"_s + outgoing.reserved, other);
        const auto receipt = waited(m_connector->publish(outgoing));
        QVERIFY(isUnknown(receipt) && receipt.error().kind == Kind::Conflict);
        QVERIFY(isUnknown(waited(m_connector->find(outgoing))));
        QCOMPARE(*m_pds->records.begin(), other);
    }
    void aReplyNamesItsParentAndTheRootOfTheConversation()
    {
        m_pds->shown = { shownPost() };
        Outgoing outgoing = saying(u"Yes, tea."_s);
        outgoing.replyTo = { bobsPost, bobsPost + u' ' + otherCid }; // as it was when somebody read it
        QVERIFY(waited(m_connector->publish(outgoing)));
        const QJsonValue reply = m_pds->records.begin()->value(u"reply"_s);
        QCOMPARE(reply[u"parent"_s].toObject(), refTo(bobsPost, otherCid));
        QCOMPARE(reply[u"root"_s].toObject(), refTo(bobsRoot, otherCid));
        // and what begins a conversation is its root
        QJsonObject root = shownPost();
        QJsonObject record = root[u"record"_s].toObject();
        record.remove(u"reply"_s);
        root[u"record"_s] = record;
        m_pds->shown = { root };
        m_pds->records.clear();
        outgoing.replyTo.remoteId.clear();
        QVERIFY(waited(m_connector->publish(outgoing)));
        const QJsonValue first = m_pds->records.begin()->value(u"reply"_s);
        QCOMPARE(first[u"parent"_s].toObject(), refTo(bobsPost, aCid));
        QCOMPARE(first[u"root"_s].toObject(), refTo(bobsPost, aCid));
    }
    void c11_aThreadOfOursIsTiedTogetherBeforeAnybodyHeardOfIt()
    {
        Receipt last;
        QStringList uris;
        for (int i = 0; i < 3; ++i) {
            Outgoing part = saying(u"Part %1"_s.arg(i), char('a' + i));
            part.replyTo = last.ref;
            const auto receipt = waited(make()->publish(part));
            QVERIFY2(receipt, why(receipt));
            last = *receipt;
            uris.append(last.ref.globalName);
        }
        QCOMPARE(m_pds->count("app.bsky.feed.getPosts"), 0);
        const auto ref = [&](int i) { return refTo(uris[i], Fake::cidOf(m_pds->records[uris[i]])); };
        QCOMPARE(m_pds->records[uris[2]][u"reply"_s], (QJsonObject { { u"root"_s, ref(0) }, { u"parent"_s, ref(1) } }));
        QCOMPARE(m_pds->records[uris[1]][u"reply"_s], (QJsonObject { { u"root"_s, ref(0) }, { u"parent"_s, ref(0) } }));
        QVERIFY(!m_pds->records[uris[0]].contains(u"reply"_s));
    }
    void whatCannotBeAnsweredIsNotAnswered()
    {
        Outgoing outgoing = saying(u"Yes, tea."_s);
        outgoing.replyTo = { bobsPost, {} };
        const auto gone = waited(m_connector->publish(outgoing));
        QVERIFY(!gone && gone.error().kind == Kind::Missing && isSurelyUndone(gone.error()));
        outgoing.replyTo = { u"at://did:plc:ours/app.bsky.feed.post/3l26gaufyueh2"_s, {} };
        const auto ours = waited(m_connector->publish(outgoing));
        QVERIFY(!ours && ours.error().kind == Kind::Missing);
        outgoing.replyTo = { u"https://masto.example/@ada/1"_s, u"1"_s };
        const auto elsewhere = waited(m_connector->publish(outgoing));
        QVERIFY(!elsewhere && elsewhere.error().kind == Kind::Refused);
        QVERIFY(m_pds->bodies.isEmpty());
    }
    void whatFailsBeforeItIsWrittenIsSurelyUndone_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<int>("status"); // 0: silence
        for (const int status : { 0, 502, 429 })
            QTest::addRow("parent %d", status) << u"app.bsky.feed.getPosts"_s << status;
        QTest::newRow("people 429") << u"com.atproto.identity.resolveHandle"_s << 429;
    }
    void whatFailsBeforeItIsWrittenIsSurelyUndone()
    {
        QFETCH(QString, method);
        QFETCH(int, status);
        m_pds->shown = { shownPost() };
        m_pds->before = [=](const QString &name, const HttpRequest &) -> std::optional<Fake::Answer> {
            if (name != method)
                return std::nullopt;
            return status == 0 ? Fake::silence() : Fake::fault("Trouble", status);
        };
        Outgoing outgoing = saying(u"Yes, tea, @bob.test."_s);
        outgoing.replyTo = { bobsPost, {} };
        const auto receipt = waited(m_connector->publish(outgoing));
        QVERIFY(!receipt && isSurelyUndone(receipt.error()) && !isVerdict(receipt.error()));
        QVERIFY(m_pds->records.isEmpty());
        QCOMPARE(receipt.error().retryAfter.count() > 0, status == 429);
    }
    void whoeverIsMentionedIsAskedForFirst()
    {
        m_pds->people = { { u"ada.test"_s, u"did:plc:ada"_s } };
        const auto receipt = waited(m_connector->publish(saying(u"🧭 @Ada.test, @nobody.test and @ada.test"_s)));
        QVERIFY2(receipt, why(receipt));
        QCOMPARE(m_pds->count("com.atproto.identity.resolveHandle"), 2);
        const QJsonArray facets = m_pds->records.begin()->value(u"facets"_s).toArray();
        QCOMPARE(facets.size(), 2);
        QCOMPARE(facets[0][u"index"_s].toObject(), (QJsonObject { { u"byteStart"_s, 5 }, { u"byteEnd"_s, 14 } }));
        QCOMPARE(facets[0][u"features"_s][0].toObject(),
            (QJsonObject { { u"$type"_s, u"app.bsky.richtext.facet#mention"_s }, { u"did"_s, u"did:plc:ada"_s } }));
        QCOMPARE(facets[1][u"index"_s][u"byteStart"_s].toInt(), 33);
    }
    void whoCannotBeAskedForNowStaysPlainAtEveryTry()
    {
        m_pds->people = { { u"ada.test"_s, u"did:plc:ada"_s }, { u"bob.test"_s, u"did:plc:bob"_s } };
        const Outgoing outgoing = saying(u"@ada.test @bob.test"_s);
        bool isBroken = true;
        m_pds->before = [&](const QString &name, const HttpRequest &request) -> std::optional<Fake::Answer> {
            const bool isBob = request.url.query().contains(u"bob");
            if (isBroken && (name.endsWith(u"putRecord") || isBob))
                return Fake::silence();
            return std::nullopt;
        };
        QVERIFY(isUnknown(waited(m_connector->publish(outgoing))));
        isBroken = false;
        QVERIFY(waited(m_connector->publish(outgoing)));
        QCOMPARE(m_pds->records.begin()->value(u"facets"_s).toArray().size(), 1);
        QCOMPARE(m_pds->count("com.atproto.identity.resolveHandle"), 2);
    }
    void aServerThatIsSilentOfOneIsNotAskedForTheOthers()
    {
        m_pds->before = [](const QString &name, const HttpRequest &) {
            return name.endsWith(u"resolveHandle") ? std::optional(Fake::silence()) : std::nullopt;
        };
        QVERIFY(waited(m_connector->publish(saying(u"@ada.test @bob.test @eve.test"_s))));
        QCOMPARE(m_pds->count("com.atproto.identity.resolveHandle"), 1);
        m_pds->before = {};
        QString crowd;
        for (int i = 0; i < 29; ++i)
            crowd += u"@a%1.test "_s.arg(i);
        QVERIFY(waited(m_connector->publish(saying(crowd, 'c'))));
        QCOMPARE(m_pds->count("com.atproto.identity.resolveHandle"), 1 + 20);
    }
    void whatIsNotAsItWasMeantIsNotSent_data()
    {
        QTest::addColumn<Outgoing>("outgoing");
        const auto row = [this](const char *name, const std::function<void(Outgoing &)> &change) {
            Outgoing outgoing = saying(u"Good morning"_s);
            change(outgoing);
            QTest::newRow(name) << outgoing;
        };
        row("not for everybody", [](Outgoing &out) { out.visibility = Visibility::Direct; });
        row("followers", [](Outgoing &out) { out.visibility = Visibility::Followers; });
        row("behind a warning", [](Outgoing &out) { out.warning = u"hot"_s; });
        row("half a letter", [](Outgoing &out) { out.text += QChar(0xd83d); });
        row("nothing", [](Outgoing &out) { out.text = u" \n"_s; });
        row("no key", [](Outgoing &out) { out.reserved.clear(); });
        row("no key of ours", [](Outgoing &out) { out.reserved = u"../self"_s; });
        row("a picture that is not there", [](Outgoing &out) { out.media = { OutgoingMedia {} }; });
    }
    void whatIsNotAsItWasMeantIsNotSent()
    {
        QFETCH(Outgoing, outgoing);
        const auto receipt = waited(m_connector->publish(outgoing));
        QVERIFY(!receipt && receipt.error().kind == Kind::Refused);
        QVERIFY(isVerdict(receipt.error()));
        QVERIFY(m_pds->asked.isEmpty());
        // People's words stay out of what is logged.
        QVERIFY(!receipt.error().detail.contains(u"morning"_s));
    }
    void whatIsTooLongIsNotSent()
    {
        const auto receipt = waited(m_connector->publish(saying(QString(301, u'x'))));
        QVERIFY(!receipt && isVerdict(receipt.error()));
        QVERIFY(m_pds->bodies.isEmpty());
    }
    void picturesAreBroughtAndNamed()
    {
        OutgoingMedia media { {}, u"image/png"_s, { 40, 30 }, u"A red cup"_s, "the bytes", {} };
        media.digest = QCryptographicHash::hash(media.bytes, QCryptographicHash::Sha256);
        const auto handle = waited(m_connector->upload(media));
        QVERIFY2(handle, why(handle));
        QCOMPARE(waited(m_connector->upload(media)).value_or(QString()), *handle);
        media.handle = *handle;
        media.bytes.clear();
        Outgoing outgoing = saying({});
        outgoing.media = { media, media };
        const auto receipt = waited(m_connector->publish(outgoing));
        QVERIFY2(receipt, why(receipt));
        const QJsonValue embed = m_pds->records.begin()->value(u"embed"_s);
        QCOMPARE(embed[u"images"_s].toArray().size(), 2);
        QCOMPARE(embed[u"images"_s][0][u"alt"_s].toString(), u"A red cup"_s);
        QCOMPARE(embed[u"images"_s][0][u"aspectRatio"_s].toObject(),
            (QJsonObject { { u"width"_s, 40 }, { u"height"_s, 30 } }));
        QCOMPARE(embed[u"images"_s][0][u"image"_s][u"size"_s].toInt(), 9);
        // A handle of another picture is none.
        outgoing.media[1].digest = QByteArray(32, 'x');
        outgoing.reserved = m_connector->reserve(saying(u"other"_s, 'o'));
        const auto swapped = waited(m_connector->publish(outgoing));
        QVERIFY(!swapped && swapped.error().kind == Kind::Refused);
    }
    void d02_whatTheServerKeepsMustBeWhatWasSent()
    {
        const OutgoingMedia media { {}, u"image/png"_s, { 1, 1 }, {}, "the bytes", {} };
        const QString cid = fileCid(QCryptographicHash::hash("the bytes", QCryptographicHash::Sha256));
        const auto answer = [](const QString &link, int size) {
            return Fake::json({ { u"blob"_s,
                QJsonObject { { u"$type"_s, u"blob"_s }, { u"ref"_s, QJsonObject { { u"$link"_s, link } } },
                    { u"mimeType"_s, u"image/png"_s }, { u"size"_s, size } } } });
        };
        for (const HttpResponse &lie : { answer(aCid, 9), answer(cid, 8), Fake::json({}), answer(u"x"_s, 9) }) {
            m_pds->after = [lie](const QString &) { return std::optional<Fake::Answer>(lie); };
            const auto handle = waited(m_connector->upload(media));
            QVERIFY(!handle && handle.error().kind == Kind::Malformed);
        }
        QVERIFY(!waited(m_connector->upload({})));
        m_pds->after = {};
        QVERIFY(waited(m_connector->upload(media)));
    }
    void aPictureThatTheServerDroppedIsToldApart()
    {
        m_pds->before = [](const QString &name, const HttpRequest &) {
            return name.endsWith(u"putRecord") ? std::optional<Fake::Answer>(Fake::fault("BlobNotFound"))
                                               : std::nullopt;
        };
        const auto receipt = waited(m_connector->publish(saying(u"Look"_s)));
        QVERIFY(!receipt && receipt.error().kind == Kind::Missing && isSurelyUndone(receipt.error()));
    }
    void whatWeSaidIsTakenAwayAndStaysAway()
    {
        const Outgoing outgoing = saying(u"Oops"_s);
        const auto receipt = waited(m_connector->publish(outgoing));
        QVERIFY(receipt);
        QVERIFY(waited(m_connector->remove(receipt->ref)));
        QVERIFY(m_pds->records.isEmpty());
        QVERIFY(waited(m_connector->remove(receipt->ref)));
        m_pds->before = [](const QString &, const HttpRequest &) {
            return std::optional<Fake::Answer>(Fake::fault("RecordNotFound"));
        };
        QVERIFY(waited(m_connector->remove(receipt->ref)));
        m_pds->before = [](const QString &, const HttpRequest &) { return std::optional(Fake::silence()); };
        QVERIFY(isUnknown(waited(m_connector->remove(receipt->ref))));
    }
    void nothingButOurPostsIsTakenAway()
    {
        const auto asked = m_pds->asked.size();
        for (const QString &name : { bobsPost, QString(), u"at://did:plc:ours/app.bsky.feed.post"_s,
                 u"at://did:plc:ours/app.bsky.graph.follow/3l26gaufyueh2"_s, u"https://bsky.app/x"_s }) {
            const auto done = waited(m_connector->remove({ name, {} }));
            QVERIFY(!done && done.error().kind == Kind::Refused);
        }
        QCOMPARE(m_pds->asked.size(), asked);
    }

private:
    std::unique_ptr<BlueskyConnector> make()
    {
        return std::make_unique<BlueskyConnector>(
            BlueskyConnector::Source {
                { ChannelId::fresh(), NetworkId::Bluesky, {}, {} }, QUrl(u"https://pds.example"_s), {}, Fake::did },
            Secret(R"({"password":"p"})"), *m_pds);
    }
    Outgoing saying(const QString &text, char key = 'k')
    {
        Outgoing outgoing;
        outgoing.key = QByteArray(32, key);
        outgoing.text = text;
        outgoing.language = u"en-GB"_s;
        outgoing.firstTriedAt = nine;
        outgoing.reserved = keyOfPost(outgoing);
        return outgoing;
    }
    std::unique_ptr<FakeRepository> m_pds;
    std::unique_ptr<BlueskyConnector> m_connector;
};

QTEST_GUILESS_MAIN(TestBlueskyPublish)
#include "test_blueskypublish.moc"

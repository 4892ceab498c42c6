#include "core/connectors/mastodon/mastodonwire.h"
#include "tests/support/shareddata.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

const mastodon::Eyes eyes { u"localhost:3000"_s, u"117020565966271181"_s,
    u"http://localhost:3000/ap/users/117020565966271181"_s, false };

struct Exchange {
    QByteArray method;
    QString path; ///< without host and query; numbers of many digits are ID
    int status = 0;
    QByteArray body;
    QByteArray link;
    QString file;
};

Exchange exchangeOf(const QByteArray &line, const QString &file)
{
    const QJsonObject all = QJsonDocument::fromJson(line).object();
    Exchange one;
    one.file = file;
    one.method = all.value(u"method"_s).toString().toLatin1();
    one.path = QUrl(all.value(u"url"_s).toString()).path();
    one.path.replace(QRegularExpression(u"/\\d{3,}"_s), u"/ID"_s);
    while (one.path.size() > 1 && one.path.endsWith(u'/'))
        one.path.chop(1);
    one.status = all.value(u"status"_s).toInt();
    one.link = all.value(u"headers"_s).toObject().value(u"link"_s).toString().toUtf8();
    const QJsonValue body = all.value(u"body"_s);
    if (body.isString())
        one.body = body.toString().toUtf8();
    else if (body.isArray())
        one.body = QJsonDocument(body.toArray()).toJson(QJsonDocument::Compact);
    else if (body.isObject())
        one.body = QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact);
    return one;
}

QList<Exchange> exchanges()
{
    QList<Exchange> all;
    const QDir folder(sharedData() + u"/mastodon/exchanges"_s);
    for (const QString &name : folder.entryList({ u"*.jsonl"_s }, QDir::Files, QDir::Name))
        for (const QByteArray &line : sharedFile(u"mastodon/exchanges/"_s + name).split('\n'))
            if (!line.trimmed().isEmpty())
                all.append(exchangeOf(line, name));
    return all;
}

enum class Reader {
    Status,
    Statuses,
    Author,
    Authors,
    Notifications,
    Conversations,
    Relationships,
    Markers,
    Instance,
    NodeInfo,
    NodeLinks,
    Failure,
    Stream,
    None
};

Reader readerOf(const Exchange &one)
{
    struct Line {
        const char *pattern;
        Reader reader;
    };
    static const QList<Line> lines {
        { "^/api/v1/streaming/", Reader::Stream },
        { "^/api/v1/statuses(/ID(/(favourite|unfavourite|reblog|unreblog|mute|unmute|bookmark|unbookmark|quotes/ID/"
          "revoke|"
          "interaction_policy))?)?$",
            Reader::Status },
        { "^/api/v1/(timelines/.*|bookmarks|favourites|trends/statuses|accounts/ID/statuses)$", Reader::Statuses },
        { "^/api/v1/accounts/(ID|verify_credentials|update_credentials|lookup)$", Reader::Author },
        { "^/api/v1/(profile/avatar|profile/header)$", Reader::Author },
        { "^/api/v1/(accounts/ID/(following|followers)|accounts/search|blocks|mutes|directory|endorsements|"
          "follow_requests|suggestions|statuses/ID/favourited_by|lists/\\d/accounts)$",
            Reader::Authors },
        { "^/api/v2/notifications/[^/]*/accounts$", Reader::Authors },
        { "^/api/v[12]/notifications(/\\d+|/[a-z]+-\\d+-\\d+)?$", Reader::Notifications },
        { "^/api/v1/conversations", Reader::Conversations },
        { "^/api/v1/accounts/relationships$", Reader::Relationships },
        { "^/api/v1/accounts/ID/(follow|unfollow|endorse|unendorse|note|remove_from_followers)$",
            Reader::Relationships },
        { "^/api/v1/follow_requests/ID/", Reader::Relationships },
        { "^/api/v1/markers$", Reader::Markers },
        { "^/api/v[12]/instance$", Reader::Instance },
        { "^/.well-known/nodeinfo$", Reader::NodeLinks },
        { "^/nodeinfo/", Reader::NodeInfo },
    };
    if (one.status >= 400)
        return Reader::Failure;
    for (const Line &line : lines)
        if (QRegularExpression(QString::fromLatin1(line.pattern)).match(one.path).hasMatch())
            return line.reader;
    return Reader::None;
}

struct Tally {
    int read = 0;
    int refused = 0;
    int statuses = 0;
    int authors = 0;
    int messages = 0;
    int notices = 0;
    int responses = 0;
    int boosts = 0;
    int warned = 0;
    QHash<Arrival::Audience, int> audiences;
    QStringList altTexts;
    QStringList wrong;
};

void count(const mastodon::Status &one, Tally &tally)
{
    ++tally.statuses;
    ++tally.audiences[one.arrival.audience];
    tally.warned += one.arrival.warning.isEmpty() ? 0 : 1;
    tally.boosts += one.boostedBy ? 1 : 0;
    for (const Attachment &media : one.arrival.attachments)
        tally.altTexts.append(media.kind + u':' + media.description);
    if (one.id.isEmpty() || one.arrival.globalName.isEmpty() || one.arrival.author.globalName.isEmpty()
        || !one.arrival.author.handle.endsWith(u"@localhost:3000"_s) || !one.arrival.writtenAt)
        tally.wrong.append(one.id);
}

void count(const mastodon::Sheet &sheet, Tally &tally)
{
    for (const mastodon::Heard &each : sheet.heard) {
        if (each.refused) {
            ++tally.refused;
            if (each.refused->where.isEmpty() || each.refused->why.isEmpty())
                tally.wrong.append(u"refused without a path"_s);
            continue;
        }
        if (each.response)
            ++tally.responses;
        if (each.status && each.status->arrival.kind == Arrival::Kind::Notice)
            ++tally.notices;
        else if (each.status)
            count(*each.status, tally);
    }
}

/// True: read. A refusal must name a path.
template<typename T> bool isRead(const Result<T> &result, Tally &tally, const Exchange &one)
{
    if (!result && (result.error().detail.isEmpty() || result.error().message.isEmpty()))
        tally.wrong.append(one.file + u": refused without a path"_s);
    ++(result ? tally.read : tally.refused);
    // A status that is planned and not there yet has no name: the one thing in the recordings that is refused.
    const bool isPlanned = one.file == u"test_scheduled_status.jsonl"_s;
    if (!result && !(isPlanned && result.error().detail == u"uri"_s))
        tally.wrong.append(u"%1 %2: %3"_s.arg(one.file, one.path, result.error().detail));
    return bool(result);
}

void readStream(const Exchange &one, Tally &tally)
{
    QString kind;
    for (const QByteArray &line : one.body.split('\n')) {
        if (line.startsWith("event: "))
            kind = QString::fromUtf8(line.mid(7));
        if (!line.startsWith("data: "))
            continue;
        const QJsonObject frame { { u"event"_s, kind }, { u"payload"_s, QString::fromUtf8(line.mid(6)) } };
        const auto event = mastodon::event(QJsonDocument(frame).toJson());
        if (isRead(event, tally, one) && event->kind != mastodon::Event::Kind::New)
            tally.wrong.append(one.file + u": no new event"_s);
    }
}

void readList(Reader reader, const Json &body, const Exchange &one, Tally &tally)
{
    // A single one is a list of one.
    if (reader == Reader::Statuses || reader == Reader::Conversations || reader == Reader::Notifications) {
        const bool isSingle = body.kind() == Json::Kind::Object && !body["notification_groups"].isThere();
        const auto parsed = isSingle ? Json::parse('[' + one.body + ']') : Result<Json>(body);
        const auto sheet = reader == Reader::Statuses ? mastodon::statuses(*parsed, eyes)
            : reader == Reader::Conversations         ? mastodon::conversations(*parsed, eyes)
                                                      : mastodon::notifications(*parsed, eyes);
        if (isRead(sheet, tally, one))
            count(*sheet, tally);
        return;
    }
    for (const Json &each : body.items())
        if (isRead(mastodon::author(each["account"].isThere() ? each["account"] : each, eyes), tally, one))
            ++tally.authors;
}

void readWith(Reader reader, const Exchange &one, Tally &tally)
{
    if (reader == Reader::Stream)
        return readStream(one, tally);
    if (one.body.isEmpty() && reader == Reader::Failure)
        return;
    const auto body = Json::parse(one.body);
    if (!body)
        return tally.wrong.append(one.file + u": no JSON"_s);
    if (reader == Reader::Status) {
        const auto status = mastodon::status(*body, eyes);
        if (isRead(status, tally, one))
            count(*status, tally);
    } else if (reader == Reader::Author)
        tally.authors += isRead(mastodon::author(*body, eyes), tally, one) ? 1 : 0;
    else if (reader == Reader::Relationships)
        isRead(mastodon::relationships(*body), tally, one);
    else if (reader == Reader::Markers)
        isRead(mastodon::markers(*body), tally, one);
    else if (reader == Reader::Instance)
        isRead(mastodon::instance(*body), tally, one);
    else if (reader == Reader::NodeInfo)
        isRead(mastodon::nodeInfo(*body), tally, one);
    else if (reader == Reader::NodeLinks)
        tally.read += mastodon::nodeInfoAddress(*body) == QUrl(u"http://localhost:3000/nodeinfo/2.0"_s) ? 1 : 0;
    else if (reader == Reader::Failure) {
        ++tally.read;
        if (mastodon::errorText(*body).isEmpty())
            tally.wrong.append(one.file + u": an error without words"_s);
    } else
        readList(reader, *body, one, tally);
}

/// Whatever it is, no reader crashes at it, and what one refuses it names.
void throwAtAll(const QByteArray &bytes, Tally &tally)
{
    const auto body = Json::parse(bytes);
    if (!body)
        return;
    const auto named = [&](const auto &result) {
        if (!result && (result.error().detail.isEmpty() || result.error().message.isEmpty()))
            tally.wrong.append(u"refused without a path: "_s + QString::fromUtf8(bytes.left(80)));
    };
    named(mastodon::status(*body, eyes));
    named(mastodon::author(*body, eyes));
    named(mastodon::statuses(*body, eyes));
    named(mastodon::notifications(*body, eyes));
    named(mastodon::conversations(*body, eyes));
    named(mastodon::context(*body, eyes));
    named(mastodon::relationships(*body));
    named(mastodon::markers(*body));
    named(mastodon::instance(*body));
    named(mastodon::nodeInfo(*body));
    named(mastodon::event(bytes));
    ++tally.read;
}

} // namespace

/// Everything that real servers were heard to say: read, or refused with the field's path.
class TestMastodonCorpus : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        if (sharedData().isEmpty())
            QSKIP("no shared data");
    }
    void everyRecordedExchangeIsReadByItsReader()
    {
        const QList<Exchange> all = exchanges();
        QCOMPARE(all.size(), 561);
        Tally tally;
        QHash<Reader, int> times;
        for (const Exchange &one : all) {
            const Reader reader = readerOf(one);
            ++times[reader];
            if (reader != Reader::None)
                readWith(reader, one, tally);
            throwAtAll(one.body, tally);
        }
        QVERIFY2(tally.wrong.isEmpty(), qPrintable(tally.wrong.join(u'\n')));
        QCOMPARE(tally.refused, 2);
        // What the recordings hold, counted by other means: a reader that reads too little is found here.
        QCOMPARE(tally.statuses, 415);
        QCOMPARE(tally.responses, 4);
        QCOMPARE(tally.notices, 0);
        QCOMPARE(tally.warned, 4);
        QCOMPARE(tally.boosts, 5);
        QCOMPARE(tally.audiences.value(Arrival::Audience::Public), 269);
        QCOMPARE(tally.audiences.value(Arrival::Audience::Unlisted), 128);
        QCOMPARE(tally.audiences.value(Arrival::Audience::Followers), 6);
        QCOMPARE(tally.audiences.value(Arrival::Audience::Direct), 12);
        QCOMPARE(tally.altTexts.size(), 10);
        QCOMPARE(tally.altTexts.count(u"image:John Lennon doing a funny walk"_s), 2);
        QCOMPARE(tally.altTexts.count(u"image:"_s), 6);
        QCOMPARE(times.value(Reader::Instance), 17);
        QCOMPARE(times.value(Reader::Failure), 10);
        QCOMPARE(times.value(Reader::Stream), 2);
        QVERIFY(times.value(Reader::None) < 150); // lists, filters, administration: nothing of ours
    }
    void linksLeadFromPageToPage()
    {
        int next = 0;
        int before = 0;
        for (const Exchange &one : exchanges()) {
            const QUrl there = mastodon::linkOf(one.link, "next");
            const QUrl back = mastodon::linkOf(one.link, "prev");
            QCOMPARE(there.isEmpty(), !one.link.contains("rel=\"next\""));
            QCOMPARE(back.isEmpty(), !one.link.contains("rel=\"prev\""));
            QVERIFY(there.isEmpty() || (there.isValid() && there.query().contains(u"max_id="_s)));
            QVERIFY(back.isEmpty() || back.query().contains(u"min_id="_s) || back.query().contains(u"since_id="_s));
            next += there.isEmpty() ? 0 : 1;
            before += back.isEmpty() ? 0 : 1;
        }
        QVERIFY2(next > 20 && before > 20, qPrintable(u"%1 %2"_s.arg(next).arg(before)));
    }
    void e10KindsOfNotificationsThatOthersKnow_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("kind"); // of the arrival; -1: a response
        const auto kind = [](Arrival::Kind k) { return int(k); };
        QTest::newRow("follow") << u"follow"_s << -1;
        QTest::newRow("mention") << u"mention"_s << kind(Arrival::Kind::Message);
        QTest::newRow("poll") << u"poll"_s << kind(Arrival::Kind::Notice);
        QTest::newRow("quote") << u"quote"_s << kind(Arrival::Kind::Message);
        QTest::newRow("asks to follow") << u"request"_s << kind(Arrival::Kind::Notice);
        QTest::newRow("status") << u"status"_s << kind(Arrival::Kind::Message);
        QTest::newRow("update") << u"update"_s << kind(Arrival::Kind::Context);
    }
    void e10KindsOfNotificationsThatOthersKnow()
    {
        QFETCH(QString, file);
        QFETCH(int, kind);
        const auto body = Json::parse('[' + sharedFile(u"mastodon/tokodon/notification_%1.json"_s.arg(file)) + ']');
        QVERIFY(body);
        const auto sheet = mastodon::notifications(*body, { u"mastodon.social"_s, u"77"_s, {}, false });
        QVERIFY(sheet);
        QCOMPARE(sheet->heard.size(), 1);
        const mastodon::Heard &heard = sheet->heard.first();
        QCOMPARE(heard.id, u"34975861"_s);
        QVERIFY(!heard.refused);
        QCOMPARE(heard.response.has_value(), kind < 0);
        const Author who = heard.response ? heard.response->who : heard.status->arrival.author;
        QVERIFY(who.handle.endsWith(u"@mastodon.social"_s));
        QCOMPARE(who.followers, std::optional(qint64(322930)));
        QCOMPARE(who.claims.size(), 2);
        QVERIFY(!who.claims.first().isVerified && who.claims.last().isVerified);
        QCOMPARE(who.claims.last().value, u"https://zeonfederated.com"_s);
        if (heard.status)
            QCOMPARE(int(heard.status->arrival.kind), kind);
    }
    void everyDialectIsReadOrRefused()
    {
        Tally tally;
        int files = 0;
        for (const char *folder : { "tokodon", "tootsdk" }) {
            const QString place = u"mastodon/"_s + QLatin1String(folder);
            for (const QString &name : QDir(sharedData() + u'/' + place).entryList(QDir::Files)) {
                ++files;
                throwAtAll(sharedFile(place + u'/' + name), tally);
            }
        }
        QCOMPARE(files, 59);
        QVERIFY2(tally.wrong.isEmpty(), qPrintable(tally.wrong.join(u'\n')));
    }
    void serversOfAllKindsSayWhatTheyCan_data()
    {
        QTest::addColumn<QString>("software");
        QTest::addColumn<QString>("domain");
        QTest::addColumn<int>("characters");
        QTest::addColumn<QString>("stream");
        const auto add = [](const char *file, const char *software, const char *domain, int characters,
                             const char *stream) {
            QTest::newRow(file) << QString::fromLatin1(software) << QString::fromLatin1(domain) << characters
                                << QString::fromLatin1(stream);
        };
        add("tokodon/api_v1_instance", "Mastodon 4.4.0-nightly.2024-11-27", "mastodon.social", 500,
            "wss://streaming.mastodon.social");
        add("tokodon/api_v2_instance", "Mastodon 4.4.0-nightly.2024-11-27", "mastodon.social", 500,
            "wss://streaming.mastodon.social");
        add("tootsdk/instance_akkoma", "Akkoma 3.10.4-0-gebfb617", "social.thisworksonmycomputer.local", 5000,
            "wss://social.thisworksonmycomputer.local");
        add("tootsdk/instance_friendica_nocontact", "Friendica 2023.05", "social.thisworksonmycomputer.local", 200000,
            "");
        add("tootsdk/instance_iceshrimpnet", "Iceshrimp.NET 2024.1-beta2.security3+e1d25a9231", "example.com", 8192,
            "wss://example.com");
        add("tootsdk/instancev2_firefish", "Firefish 20240909", "firefish.ranranhome.info", 3000,
            "wss://firefish.ranranhome.info");
        add("tootsdk/instancev2_pixelfed", "Pixelfed 0.12.3", "pixelfed.social", 2000, "");
        add("tootsdk/pleroma", "Pleroma 2.5.0", "m.iamkonstantin.eu", 5000, "wss://m.iamkonstantin.eu");
    }
    void serversOfAllKindsSayWhatTheyCan()
    {
        QFETCH(QString, software);
        QFETCH(QString, domain);
        QFETCH(int, characters);
        QFETCH(QString, stream);
        const auto body =
            Json::parse(sharedFile(u"mastodon/%1.json"_s.arg(QString::fromLatin1(QTest::currentDataTag()))));
        QVERIFY(body);
        const auto one = mastodon::instance(*body);
        QVERIFY(one);
        QCOMPARE(one->software, software);
        QCOMPARE(one->domain, domain);
        QCOMPARE(one->postCharacters, characters);
        QCOMPARE(one->stream, QUrl(stream));
    }
    void threadsAndDialectsOfStatuses()
    {
        const auto thread = Json::parse(sharedFile(u"mastodon/tokodon/context.json"_s));
        const auto sheet = mastodon::context(*thread, { u"mastodon.social"_s, {}, {}, false });
        QVERIFY(sheet);
        QCOMPARE(sheet->heard.size(), 3);
        QCOMPARE(sheet->heard.first().status->arrival.warning, u"SPOILER"_s);
        const auto akkoma = mastodon::status(
            *Json::parse(sharedFile(u"mastodon/tootsdk/post_akkoma_quote.json"_s)), { u"m.xyz"_s, {}, {}, false });
        QVERIFY(akkoma);
        QCOMPARE(akkoma->arrival.globalName, u"https://miraiverse.xyz/objects/37125e6c-e5ac-4151-98a4-257d04791e43"_s);
        QVERIFY(akkoma->arrival.body.contains(u"https://universeodon.com/@technicat/112973737736509814"_s));
        const auto node = mastodon::nodeInfo(*Json::parse(sharedFile(u"mastodon/tootsdk/nodeinfo_gotosocial.json"_s)));
        QVERIFY(node);
        QCOMPARE(node->software, u"gotosocial 0.16.0+git-f1cbf6f"_s);
        QCOMPARE(node->people, 5);
        const auto marks =
            mastodon::markers(*Json::parse(sharedFile(u"mastodon/tootsdk/markers_unix_timestamp.json"_s)));
        QVERIFY(marks);
        QCOMPARE(marks->notifications, u"1736969839000000"_s);
        const auto related =
            mastodon::relationships(*Json::parse(sharedFile(u"mastodon/tootsdk/relationship_sharkey.json"_s)));
        QVERIFY(related && related->size() == 1 && !related->first().isFollowed);
    }
};

QTEST_GUILESS_MAIN(TestMastodonCorpus)
#include "test_mastodoncorpus.moc"

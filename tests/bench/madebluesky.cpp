#include "tests/bench/madeanswers.h"

#include "core/connectors/bluesky/blueskyconnector.h"
#include "tests/support/shareddata.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int perCall = 25; // as many as getPosts and getProfiles are asked for

QString digest(const QString &of)
{
    QString hex = QString::fromLatin1(QCryptographicHash::hash(of.toUtf8(), QCryptographicHash::Sha256).toHex());
    for (const auto &[digit, letter] : { std::pair(u'0', u'w'), { u'1', u'x' }, { u'8', u'y' }, { u'9', u'z' } })
        hex.replace(digit, letter);
    return hex;
}

QString didOf(const QString &author)
{
    return u"did:plc:"_s + digest(author).left(24);
}

QString cidOf(int number)
{
    return u"bafyrei"_s + digest(QString::number(number)).left(52);
}

/// Where a post lives; \a authors knows who wrote which.
QString uriOf(int number, const QString &author)
{
    return u"at://%1/app.bsky.feed.post/3l%2"_s.arg(didOf(author), digest(u"r%1"_s.arg(number)).left(11));
}

/// Who published the recorded answers put "user(0)", "record(1)" and "cids(2)" where names were.
QJsonValue named(const QJsonValue &value)
{
    static const QRegularExpression hidden(u"^(user|record|cids)\\((\\d+)\\)"_s);
    if (value.isArray()) {
        QJsonArray all;
        for (const QJsonValue &each : value.toArray())
            all.append(named(each));
        return all;
    }
    if (value.isObject()) {
        QJsonObject all = value.toObject();
        for (auto each = all.begin(); each != all.end(); ++each)
            *each = named(*each);
        return all;
    }
    const auto match = hidden.match(value.toString());
    if (!match.hasMatch())
        return value;
    const int number = match.captured(2).toInt();
    return match.captured(1) == u"user"_s ? didOf(u"nobody"_s)
        : match.captured(1) == u"cids"_s  ? cidOf(number)
                                          : uriOf(number, u"nobody"_s);
}

/// The first object in the recorded answers of \a file that \a isIt.
QJsonObject recorded(const char *file, const std::function<bool(const QJsonObject &)> &isIt)
{
    const QJsonObject all = QJsonDocument::fromJson(sharedFile(QLatin1String(file))).object();
    for (const QJsonValue &answer : all)
        for (const QJsonValue &each : answer.toArray())
            if (isIt(each.toObject()))
                return named(each).toObject();
    return {};
}

/// Links are told by the bytes that they take.
QJsonArray facetsOf(const QByteArray &text)
{
    const auto from = text.indexOf("https://");
    if (from < 0)
        return {};
    const auto space = text.indexOf(' ', from);
    const auto to = space < 0 ? text.size() : space;
    return { QJsonObject {
        { "index"_L1, QJsonObject { { "byteStart"_L1, qint64(from) }, { "byteEnd"_L1, qint64(to) } } },
        { "features"_L1,
            QJsonArray { QJsonObject { { "$type"_L1, u"app.bsky.richtext.facet#link"_s },
                { "uri"_L1, QString::fromUtf8(text.mid(from, to - from)) } } } } } };
}

/// Tells what was said as the network would; remembers who said what, since names of posts need it.
class Telling {
public:
    [[nodiscard]] bool isThere() const { return !m_notification.isEmpty() && !m_post.isEmpty(); }

    QJsonObject notification(const Said &said)
    {
        QJsonObject one = put(m_notification, said);
        one.insert("reason"_L1, said.parent < 0 ? u"mention"_s : u"reply"_s);
        return one;
    }
    QJsonObject post(const Said &said) { return put(m_post, said); }
    static QJsonObject profile(const QString &author)
    {
        // app.bsky.actor.defs#profileViewDetailed; none was recorded.
        const QString handle = author + u".social.example"_s;
        return { { "did"_L1, didOf(author) }, { "handle"_L1, handle }, { "displayName"_L1, u"Person "_s + author },
            { "avatar"_L1, u"https://cdn.example/img/avatar/plain/%1/%2@jpeg"_s.arg(didOf(author), cidOf(1)) },
            { "description"_L1, u"Coffee, books and the harbour. https://%1"_s.arg(handle) },
            { "followersCount"_L1, 240 }, { "followsCount"_L1, 180 }, { "postsCount"_L1, 900 },
            { "indexedAt"_L1, u"2024-02-01T10:00:00.000Z"_s }, { "createdAt"_L1, u"2023-08-01T10:00:00.000Z"_s },
            { "labels"_L1, QJsonArray() },
            { "viewer"_L1, QJsonObject { { "muted"_L1, false }, { "blockedBy"_L1, false } } } };
    }

private:
    QJsonObject put(QJsonObject one, const Said &said)
    {
        m_authors.insert(said.number, said.author);
        const QString time = said.at.toString(Qt::ISODateWithMs);
        QJsonObject author = one["author"_L1].toObject();
        author.insert("did"_L1, didOf(said.author));
        author.insert("handle"_L1, said.author + u".social.example"_s);
        author.insert("displayName"_L1, u"Person "_s + said.author);
        const QByteArray text = said.text.toUtf8();
        QJsonObject record { { "$type"_L1, u"app.bsky.feed.post"_s }, { "createdAt"_L1, time },
            { "langs"_L1, QJsonArray { u"en"_s } }, { "text"_L1, said.text } };
        if (const QJsonArray facets = facetsOf(text); !facets.isEmpty())
            record.insert("facets"_L1, facets);
        if (said.parent >= 0) {
            const QJsonObject parent { { "cid"_L1, cidOf(said.parent) },
                { "uri"_L1, uriOf(said.parent, m_authors.value(said.parent)) } };
            record.insert("reply"_L1, QJsonObject { { "parent"_L1, parent }, { "root"_L1, parent } });
        }
        one.insert("author"_L1, author);
        one.insert("record"_L1, record);
        one.insert("uri"_L1, uriOf(said.number, said.author));
        one.insert("cid"_L1, cidOf(said.number));
        one.insert("indexedAt"_L1, time);
        return one;
    }

    QHash<int, QString> m_authors;
    QJsonObject m_notification = recorded(
        "bluesky/appview/notifications.json", [](const QJsonObject &each) { return each["reason"_L1] == u"reply"_s; });
    QJsonObject m_post = recorded(
        "bluesky/appview/author-feed.json", [](const QJsonObject &each) { return each.contains("post"_L1); })["post"_L1]
                             .toObject();
};

Spoken spoken(const char *list, const QJsonArray &items)
{
    return { QJsonDocument(QJsonObject { { QLatin1String(list), items } }).toJson(QJsonDocument::Compact) };
}

QList<Spoken> inCalls(const char *list, const QJsonArray &items)
{
    QList<Spoken> calls;
    for (qsizetype from = 0; from < items.size(); from += perCall) {
        QJsonArray some;
        for (qsizetype i = from; i < std::min(items.size(), from + perCall); ++i)
            some.append(items[i]);
        calls.append(spoken(list, some));
    }
    return calls;
}

SpokenPaths tell(Telling &telling, const QList<Said> &page, bool isSearch)
{
    QJsonArray newestFirst;
    QJsonArray posts;
    QJsonArray people;
    QStringList authors;
    for (const Said &said : page) {
        newestFirst.prepend(isSearch ? telling.post(said) : telling.notification(said));
        posts.append(telling.post(said));
        if (!authors.contains(said.author))
            people.append(Telling::profile(said.author));
        authors.append(said.author);
    }
    SpokenPaths told { { u"app.bsky.actor.getProfiles"_s, inCalls("profiles", people) } };
    if (isSearch)
        told.insert(u"app.bsky.feed.searchPosts"_s, { spoken("posts", newestFirst) });
    else {
        told.insert(u"app.bsky.notification.listNotifications"_s, { spoken("notifications", newestFirst) });
        told.insert(u"app.bsky.feed.getPosts"_s, inCalls("posts", posts));
    }
    return told;
}

MadeNetwork made(const QString &name, const std::shared_ptr<Telling> &telling, bool isSearch)
{
    MadeNetwork network;
    network.name = name;
    const QString us = didOf(u"roastery"_s);
    network.connector = [name, us](HttpClient &client) {
        const Channel channel { ChannelId::fromName("channel", name.toUtf8()), NetworkId::Bluesky, name, {} };
        const QJsonObject secret { { "did"_L1, us }, { "pds"_L1, u"https://pds.example"_s },
            { "password"_L1, u"p"_s } };
        return std::make_unique<BlueskyConnector>(
            BlueskyConnector::Source { channel, QUrl(u"https://pds.example"_s), u"pds.example"_s, us, { u"coffee"_s } },
            Secret(QJsonDocument(secret).toJson()), client);
    };
    network.tell = [telling, isSearch](const QList<Said> &page) { return tell(*telling, page, isSearch); };
    const QJsonObject session { { "did"_L1, us }, { "handle"_L1, u"roastery.example"_s }, { "accessJwt"_L1, u"a"_s },
        { "refreshJwt"_L1, u"r"_s } };
    network.always = { { u"createSession"_s, { { QJsonDocument(session).toJson() } } },
        { u"listNotifications"_s, { spoken("notifications", {}) } }, { u"getAuthorFeed"_s, { spoken("feed", {}) } },
        { u"searchPosts"_s, { spoken("posts", {}) } }, { u"getProfiles"_s, { spoken("profiles", {}) } } };
    return network;
}

} // namespace

std::vector<MadeNetwork> madeBluesky()
{
    if (const Telling there; !there.isThere())
        return {};
    return { made(u"Bluesky, notifications"_s, std::make_shared<Telling>(), false),
        made(u"Bluesky, a search"_s, std::make_shared<Telling>(), true) };
}

} // namespace wheelhouse

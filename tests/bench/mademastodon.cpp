#include "tests/bench/madeanswers.h"

#include "core/connectors/mastodon/mastodonconnector.h"
#include "tests/support/shareddata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 firstId = 117'020'576'916'218'297;
const QString house = u"https://social.example"_s;

QString idOf(int number)
{
    return QString::number(firstId + qint64(number) * 65'536);
}

/// The first thing of the recorded list at \a path.
QJsonObject recorded(const QString &file, const QString &path)
{
    const auto lines = sharedFile(u"mastodon/exchanges/"_s + file).split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject exchange = QJsonDocument::fromJson(line).object();
        const bool isIt = exchange["method"_L1] == u"GET"_s && QUrl(exchange["url"_L1].toString()).path() == path;
        if (isIt && exchange["body"_L1].isArray())
            return exchange["body"_L1].toArray().first().toObject();
    }
    return {};
}

QJsonObject accountOf(QJsonObject account, const QString &name)
{
    const QString uri = house + u"/users/"_s + name;
    for (const auto &[key, value] :
        { std::pair("id"_L1, QString::number(qHash(name))), { "username"_L1, name }, { "acct"_L1, name },
            { "display_name"_L1, u"Person "_s + name }, { "uri"_L1, uri }, { "url"_L1, house + u"/@"_s + name } })
        account.insert(key, value);
    return account;
}

/// As the server writes it: the one who is meant first, links as three spans.
QString contentOf(const QString &text)
{
    static const QRegularExpression link(u"https://(\\S+)"_s);
    QString html = text.toHtmlEscaped();
    html.replace(link,
        uR"(<a href="https://\1" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">https://)"
        uR"(</span><span class="">\1</span><span class="invisible"></span></a>)"_s);
    return uR"(<p><span class="h-card" translate="no"><a href="https://social.example/@roastery" class="u-url mention">@)"
           uR"(<span>roastery</span></a></span> %1</p>)"_s.arg(html);
}

QJsonObject statusOf(QJsonObject status, const Said &said)
{
    const QJsonObject account = accountOf(status["account"_L1].toObject(), said.author);
    const QString id = idOf(said.number);
    status.insert("id"_L1, id);
    status.insert("created_at"_L1, said.at.toString(Qt::ISODateWithMs));
    status.insert("in_reply_to_id"_L1, said.parent < 0 ? QJsonValue() : QJsonValue(idOf(said.parent)));
    status.insert("uri"_L1, account["uri"_L1].toString() + u"/statuses/"_s + id);
    status.insert("url"_L1, account["url"_L1].toString() + u'/' + id);
    status.insert("language"_L1, u"en"_s);
    status.insert("content"_L1, contentOf(said.text));
    status.insert("account"_L1, account);
    return status;
}

QByteArray newestFirst(const QList<Said> &page, const std::function<QJsonObject(const Said &)> &make)
{
    QJsonArray list;
    for (auto each = page.crbegin(); each != page.crend(); ++each)
        list.append(make(*each));
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

Spoken listed(const QByteArray &body)
{
    return { body,
        { { "Content-Type", "application/json; charset=utf-8" },
            { "Link", "<https://social.example/api/v1/x?min_id=9>; rel=\"prev\"" }, { "X-RateLimit-Limit", "300" },
            { "X-RateLimit-Remaining", "299" } } };
}

MadeNetwork made(const QString &name, const QString &path, const std::function<QJsonObject(const Said &)> &make)
{
    MadeNetwork network;
    network.name = name;
    network.connector = [name](HttpClient &client) {
        MastodonConnector::Options options;
        options.tags = { u"coffee"_s };
        const Channel channel { ChannelId::fromName("channel", name.toUtf8()), NetworkId::Mastodon, name, {} };
        return std::make_unique<MastodonConnector>(
            MastodonConnector::Source { channel, QUrl(house), u"social.example"_s, mastodonUs()["uri"_L1].toString(),
                mastodonUs()["id"_L1].toString(), {}, options },
            Secret("token"), client);
    };
    network.tell = [path, make](const QList<Said> &page) {
        return SpokenPaths { { path, { listed(newestFirst(page, make)) } } };
    };
    const Spoken nothing = listed("[]");
    network.always = { { u"/verify_credentials"_s, { { QJsonDocument(mastodonUs()).toJson() } } },
        { u"/api/v1/notifications"_s, { nothing } }, { u"/statuses"_s, { nothing } },
        { u"/api/v1/conversations"_s, { nothing } }, { u"/timelines/tag/coffee"_s, { nothing } } };
    return network;
}

} // namespace

QJsonObject recordedNotification()
{
    return recorded(u"test_notifications.jsonl"_s, u"/api/v1/notifications"_s);
}

QJsonObject mastodonMention(const QJsonObject &recorded, const Said &said)
{
    QJsonObject mention = recorded;
    const QJsonObject status = statusOf(recorded["status"_L1].toObject(), said);
    mention.insert("id"_L1, QString::number(1'000 + said.number));
    mention.insert("group_key"_L1, u"ungrouped-%1"_s.arg(1'000 + said.number));
    mention.insert("created_at"_L1, said.at.toString(Qt::ISODateWithMs));
    mention.insert("account"_L1, status["account"_L1]);
    mention.insert("status"_L1, status);
    return mention;
}

QJsonObject mastodonUs()
{
    return accountOf(QJsonObject(), u"roastery"_s);
}

std::vector<MadeNetwork> madeMastodon()
{
    const QJsonObject notification = recordedNotification();
    const QJsonObject tagged = recorded(u"test_hashtag_tl.jsonl"_s, u"/api/v1/timelines/tag/hoot"_s);
    if (notification.isEmpty() || tagged.isEmpty())
        return {};
    return { made(u"Mastodon, notifications"_s, u"/api/v1/notifications"_s,
                 [notification](const Said &said) { return mastodonMention(notification, said); }),
        made(u"Mastodon, a hashtag"_s, u"/timelines/tag/coffee"_s,
            [tagged](const Said &said) { return statusOf(tagged, said); }) };
}

} // namespace wheelhouse

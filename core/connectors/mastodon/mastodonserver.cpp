#include "core/connectors/mastodon/mastodonfields.h"

#include <QRegularExpression>

namespace wheelhouse::mastodon {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int mostPostCharacters = 1'000'000;
constexpr qint64 mostPeople = 10'000'000'000;

/// A limit that can be meant; 0: none, or an absurd one.
int limitOf(const Json &field, int most)
{
    const qint64 limit = countOf(field);
    return limit > 0 && limit <= most ? int(limit) : 0;
}

/// "4.2.1 (compatible; Iceshrimp.NET/2024.1)", "4.0.0 (not true; really snac/2.75)", "4.5.1": what it really is.
QString softwareOf(const QString &version)
{
    static const QRegularExpression compatible(u"\\((?:compatible;|not true; really)\\s*([^)]{1,80})\\)"_s);
    const auto match = compatible.match(version);
    if (match.hasMatch())
        return match.captured(1).trimmed().replace(u'/', u' ');
    return version.isEmpty() ? QString() : u"Mastodon "_s + version.left(40);
}

QUrl streamOf(const Json &field)
{
    const QUrl url(field.textOr(), QUrl::StrictMode);
    const bool isSocket = url.scheme() == u"wss"_s || url.scheme() == u"ws"_s;
    return isSocket && !url.host().isEmpty() && url.userInfo().isEmpty() ? url : QUrl();
}

int firstOf(std::initializer_list<int> limits)
{
    for (const int each : limits)
        if (each > 0)
            return each;
    return 0;
}

/// Version 1 names the domain as "uri", on some servers with a scheme.
QString domainOf(const Json &body)
{
    const QString said = body["domain"].textOr(body["uri"].textOr());
    const QUrl url(said);
    if (url.host().isEmpty())
        return said.trimmed().left(253).toLower();
    return url.port() > 0 ? u"%1:%2"_s.arg(url.host()).arg(url.port()) : url.host();
}

} // namespace

Result<Instance> instance(const Json &body)
{
    if (body.kind() != Json::Kind::Object)
        return unlike(body, "instance");
    if (!body["version"].isThere() && !body["domain"].isThere() && !body["uri"].isThere())
        return missing(body, "version");
    Instance one;
    one.domain = domainOf(body);
    one.version = body["version"].textOr().left(200);
    one.software = softwareOf(one.version);
    const Json settings = body["configuration"];
    one.postCharacters = firstOf({ limitOf(settings["statuses"]["max_characters"], mostPostCharacters),
        limitOf(body["max_toot_chars"], mostPostCharacters) });
    one.altCharacters = firstOf({ limitOf(settings["media_attachments"]["description_limit"], mostPostCharacters),
        limitOf(body["description_limit"], mostPostCharacters) });
    one.people = std::max(countOf(body["stats"]["user_count"]), countOf(body["usage"]["users"]["active_month"]));
    if (one.people > mostPeople)
        one.people = -1;
    one.api = limitOf(body["api_versions"]["mastodon"], 10'000);
    one.stream = streamOf(settings["urls"]["streaming"]);
    if (one.stream.isEmpty())
        one.stream = streamOf(body["urls"]["streaming_api"]);
    one.isSnac = one.software.startsWith(u"snac"_s);
    return one;
}

QUrl nodeInfoAddress(const Json &links)
{
    for (const Json &link : links["links"].items())
        if (link["rel"].textOr().contains(u"nodeinfo.diaspora.software/ns/schema/"_s))
            return QUrl(link["href"].textOr(), QUrl::StrictMode);
    return {};
}

Result<NodeInfo> nodeInfo(const Json &body)
{
    const QString name = body["software"]["name"].textOr();
    if (name.isEmpty())
        return missing(body["software"], "name");
    const qint64 people = countOf(body["usage"]["users"]["total"]);
    return NodeInfo { (name + u' ' + body["software"]["version"].textOr()).trimmed().left(80),
        people <= mostPeople ? people : -1 };
}

Result<QList<Relationship>> relationships(const Json &list)
{
    if (list.kind() != Json::Kind::Array && list.kind() != Json::Kind::Object)
        return unlike(list, "relationships");
    const QList<Json> items = list.kind() == Json::Kind::Array ? list.items() : QList<Json> { list };
    QList<Relationship> all;
    for (const Json &each : items)
        if (each.kind() == Json::Kind::Object)
            all.append({ each["id"].token(), isTrue(each["following"]), isTrue(each["requested"]),
                isTrue(each["muting"]), isTrue(each["blocking"]) });
    return all;
}

Result<Markers> markers(const Json &body)
{
    if (body.kind() != Json::Kind::Object)
        return unlike(body, "markers");
    return Markers { body["home"]["last_read_id"].token(), body["notifications"]["last_read_id"].token() };
}

// docs.joinmastodon.org/methods/streaming: the payload is JSON once more, in a string; of "delete" it is the id alone.
Result<Event> event(const QByteArray &frame, const QString &ourId)
{
    const auto body = Json::parse(frame);
    if (!body)
        return tl::unexpected(body.error());
    const QString kind = (*body)["event"].textOr();
    if (kind.isEmpty())
        return missing(*body, "event");
    const Json payload = (*body)["payload"];
    if (kind == u"delete"_s)
        return Event { Event::Kind::Gone, payload.token() };
    if (kind == u"notification"_s || kind == u"conversation"_s || kind == u"notifications_merged"_s)
        return Event { Event::Kind::New, {} };
    if (kind != u"update"_s && kind != u"status.update"_s)
        return Event { Event::Kind::Other, {} };
    const Result<Json> status =
        payload.kind() == Json::Kind::Object ? Result<Json>(payload) : Json::parse(payload.textOr().toUtf8());
    if (kind == u"status.update"_s)
        return Event { Event::Kind::Changed, status ? (*status)["id"].token() : QString() };
    const bool isNews = !status || ourId.isEmpty() || (*status)["account"]["id"].token() == ourId;
    return Event { isNews ? Event::Kind::New : Event::Kind::Other, {} };
}

} // namespace wheelhouse::mastodon

#include "core/connectors/wordpress/wordpresswire.h"

#include "core/base/html.h"
#include "core/connectors/wordpress/wordpresswords.h"

#include <QCryptographicHash>
#include <QRegularExpression>

namespace wheelhouse::wordpress {

namespace {

/// "2026-11-22T19:00:00", which WordPress means in UTC where the field's name ends in _gmt.
std::optional<QDateTime> readTime(const Json &json)
{
    QDateTime time = QDateTime::fromString(json.textOr().left(19), Qt::ISODate);
    time.setTimeSpec(Qt::UTC);
    return time.isValid() ? std::optional(time) : std::nullopt;
}

/// A number that names something; WordPress writes them as numbers, plug-ins as strings.
Result<QString> readId(const Json &json)
{
    const QString id = json.token();
    const bool isNumber = !id.isEmpty() && id.size() <= 20
        && std::all_of(id.begin(), id.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (isNumber)
        return id;
    const auto wrong = json.number();
    return wrong ? Result<QString>(QString::number(*wrong)) : tl::unexpected(wrong.error());
}

bool isSome(const QString &id)
{
    return !id.isEmpty() && id != QLatin1String("0");
}

QString digestOf(const QString &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(24));
}

QString hostOf(const WordPressSite &site)
{
    return QUrl(site.home).host();
}

Author authorOf(const Json &json, const WordPressSite &site)
{
    const QString id = json["author"].token();
    const QString email = json["author_email"].textOr().trimmed().toLower();
    const QString page = json["author_url"].textOr().trimmed();
    Author author;
    // The name is letters that anybody typed into a form; entities in it are WordPress's.
    author.displayName = plainFromHtml(json["author_name"].textOr().toUtf8()).text.simplified();
    if (isSome(id))
        author.globalName = userName(site, id);
    else
        author.globalName = QStringLiteral("%1/?commenter=%2")
                                .arg(site.home, digestOf(email.isEmpty() ? u'n' + author.displayName : u'e' + email));
    author.handle = author.displayName.isEmpty() ? WordPressWords::nobody() : author.displayName;
    author.handle = QStringLiteral("%1@%2").arg(author.handle, hostOf(site));
    author.isUs = isSome(id) && site.staff.contains(id);
    const QUrl web(page);
    const bool isWeb = web.scheme() == QLatin1String("http") || web.scheme() == QLatin1String("https");
    if (isWeb) {
        author.profileUrl = page;
        author.claims.append({ ProfileClaim::Kind::Link, page, false });
    }
    if (!email.isEmpty())
        author.claims.append({ ProfileClaim::Kind::Email, email, false });
    return author;
}

/// Where posts of the comment's kind are asked for: the link "up" without the number at its end.
QString collectionOf(const Json &json, const QString &post)
{
    for (const Json &up : json["_links"]["up"].items()) {
        QString address = up["href"].textOr();
        if (address.endsWith(u'/' + post))
            return address.chopped(post.size() + 1);
    }
    return {};
}

} // namespace

QString commentName(const WordPressSite &site, const QString &id)
{
    return QStringLiteral("%1/?comment=%2").arg(site.home, id);
}

QString postName(const WordPressSite &site, const QString &id)
{
    return QStringLiteral("%1/?p=%2").arg(site.home, id);
}

QString userName(const WordPressSite &site, const QString &id)
{
    return QStringLiteral("%1/?author=%2").arg(site.home, id);
}

QString numberOf(QStringView remoteId, QLatin1String kind)
{
    const bool isKind = remoteId.startsWith(kind) && remoteId.mid(kind.size()).startsWith(u':');
    return isKind ? remoteId.mid(kind.size() + 1).toString() : QString();
}

Result<WordPressComment> readComment(const Json &json, const WordPressSite &site)
{
    const auto id = readId(json["id"]);
    const auto post = readId(json["post"]);
    const auto body = json["content"]["rendered"].text();
    const auto writtenAt = readTime(json["date_gmt"]);
    if (!id || !post)
        return tl::unexpected(id ? post.error() : id.error());
    if (!body)
        return tl::unexpected(body.error());
    if (!writtenAt)
        return fail(Error::Kind::Malformed, WordPressWords::noTime(json["date_gmt"].path()),
            QStringLiteral("json: %1 is no time").arg(json["date_gmt"].path()));
    WordPressComment comment { *id, *post, collectionOf(json, *post), json["status"].textOr(), *writtenAt, {} };
    const QString parent = json["parent"].token();
    Arrival &arrival = comment.arrival;
    arrival.globalName = commentName(site, *id);
    arrival.remoteId = QStringLiteral("comment:") + *id;
    arrival.inReplyTo = isSome(parent) ? commentName(site, parent) : isSome(*post) ? postName(site, *post) : QString();
    arrival.author = authorOf(json, site);
    arrival.body = *body;
    arrival.form = Arrival::Form::Html;
    arrival.url = json["link"].textOr();
    arrival.writtenAt = comment.writtenAt;
    arrival.moderation = comment.status;
    // What waits in the queue is read by moderators alone; a word that we do not know may mean anything.
    arrival.audience =
        comment.status == QLatin1String("approved") ? Arrival::Audience::Public : Arrival::Audience::Unknown;
    return comment;
}

Result<Arrival> readPost(const Json &json, const WordPressSite &site)
{
    const auto id = readId(json["id"]);
    const auto body = json["content"]["rendered"].text();
    if (!id)
        return tl::unexpected(id.error());
    if (!body)
        return tl::unexpected(body.error());
    Arrival arrival;
    arrival.globalName = postName(site, *id);
    arrival.remoteId = QStringLiteral("post:") + *id;
    arrival.kind = Arrival::Kind::Context;
    const QString author = json["author"].token();
    arrival.author.globalName = isSome(author) ? userName(site, author) : site.home + u'/';
    arrival.author.displayName = site.name.isEmpty() ? hostOf(site) : site.name;
    arrival.author.handle = hostOf(site);
    arrival.author.isUs = true; // the blog is ours
    arrival.title = plainFromHtml(json["title"]["rendered"].textOr().toUtf8()).text.simplified();
    arrival.body = *body;
    arrival.form = Arrival::Form::Html;
    arrival.url = json["link"].textOr();
    arrival.writtenAt = readTime(json["date_gmt"]);
    const auto changed = readTime(json["modified_gmt"]);
    if (changed && arrival.writtenAt && *changed > *arrival.writtenAt)
        arrival.editedAt = changed;
    const bool isPublic =
        json["status"].textOr() == QLatin1String("publish") && !json["content"]["protected"].truth().value_or(false);
    arrival.audience = isPublic ? Arrival::Audience::Public : Arrival::Audience::Unknown;
    return arrival;
}

Result<Json> readAnswer(const QByteArray &body, const QByteArray &contentType, const QString &host)
{
    auto json = Json::parse(body);
    if (json)
        return json;
    const QByteArray start = body.left(4096).trimmed();
    const QByteArray folded = start.toLower();
    static const QRegularExpression php(QStringLiteral("(warning|notice|deprecated|fatal error|parse error)(</b>)?: "));
    if (php.match(QString::fromUtf8(folded)).hasMatch())
        return fail(
            Error::Kind::Malformed, WordPressWords::phpSpoke(host), QStringLiteral("php: ") + json.error().detail);
    const bool isPage = folded.startsWith("<!doctype") || folded.startsWith("<html") || folded.startsWith("<head")
        || contentType.toLower().contains("html");
    return fail(Error::Kind::Malformed, isPage ? WordPressWords::aPage(host) : WordPressWords::noJson(host),
        (isPage ? QStringLiteral("html: ") : QString()) + json.error().detail);
}

QString refusalCode(const QByteArray &body)
{
    // The body of an error is cut, so that it need not be a whole document any more.
    static const QRegularExpression code(QStringLiteral(R"re("code"\s*:\s*"([A-Za-z0-9_-]{1,80})")re"));
    return code.match(QString::fromUtf8(body)).captured(1);
}

QUrl routeUrl(const QUrl &root, const QString &route, const QUrlQuery &query)
{
    QUrl url = root;
    QUrlQuery all(root);
    const QString asked = all.queryItemValue(QStringLiteral("rest_route"), QUrl::FullyDecoded);
    if (all.hasQueryItem(QStringLiteral("rest_route"))) {
        all.removeQueryItem(QStringLiteral("rest_route"));
        all.addQueryItem(QStringLiteral("rest_route"), (asked.endsWith(u'/') ? asked : asked + u'/') + route);
    } else {
        url.setPath((root.path().endsWith(u'/') ? root.path() : root.path() + u'/') + route);
    }
    const auto items = query.queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        all.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    url.setQuery(all.isEmpty() ? QUrlQuery() : all);
    return url;
}

QString routeOf(const QUrl &root, const QString &address)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$"));
    const QUrl url(address);
    const auto of = [](const QUrl &each) {
        const QUrlQuery query(each);
        const QString key = QStringLiteral("rest_route");
        return query.hasQueryItem(key) ? query.queryItemValue(key, QUrl::FullyDecoded) : each.path();
    };
    const QString base = of(root).endsWith(u'/') ? of(root) : of(root) + u'/';
    const QString route = of(url).startsWith(base) ? of(url).mid(base.size()) : QString();
    const bool isBelow =
        url.host() == root.host() && plain.match(route).hasMatch() && !route.contains(QLatin1String(".."));
    return isBelow ? route : QString();
}

QUrl statedRoot(const QByteArray &linkHeader, const QByteArray &body, const QUrl &page)
{
    static const QRegularExpression inHeader(
        QStringLiteral(R"re(<([^<>\s]+)>\s*;[^,]*\brel="?https://api\.w\.org/"?)re"));
    static const QRegularExpression tag(
        QStringLiteral(R"re(<link\b[^>]{0,2000}>)re"), QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression href(
        QStringLiteral(R"re(\bhref\s*=\s*["']([^"'<>\s]+)["'])re"), QRegularExpression::CaseInsensitiveOption);
    QString stated = inHeader.match(QString::fromUtf8(linkHeader)).captured(1);
    auto tags = tag.globalMatch(QString::fromUtf8(body.left(512 * 1024)));
    while (stated.isEmpty() && tags.hasNext()) {
        const QString one = tags.next().captured();
        if (one.contains(QLatin1String("https://api.w.org/")))
            stated = href.match(one).captured(1).replace(QLatin1String("&amp;"), QLatin1String("&"));
    }
    const QUrl root = page.resolved(QUrl(stated));
    // A password will be sent there: to the very machine that was typed, and never in clear where the page was not.
    const bool isSame = root.host() == page.host() && root.port() == page.port()
        && (root.scheme() == page.scheme() || root.scheme() == QLatin1String("https"));
    return stated.isEmpty() || !isSame || !root.userInfo().isEmpty() ? QUrl() : root;
}

} // namespace wheelhouse::wordpress

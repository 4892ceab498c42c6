#include "core/base/html.h"
#include "core/base/links.h"
#include "core/connectors/mastodon/mastodonfields.h"

#include <algorithm>

namespace wheelhouse::mastodon {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int mostAttachments = 64;
constexpr int mostFields = 32;
constexpr qsizetype longestLanguage = 35;

bool isMail(const QString &text)
{
    const auto at = text.indexOf(u'@');
    return at > 0 && text.indexOf(u'.', at) > at + 1 && text.count(u'@') == 1 && !text.contains(u' ')
        && !text.contains(u'/');
}

/// A field of a profile bears HTML, on some servers plain text; a claim where it holds an address.
std::optional<ProfileClaim> claimOf(const Json &field)
{
    const PlainText value = plainFromHtml(field["value"].textOr());
    const bool isVerified = field["verified_at"].isThere();
    for (const Span &span : value.spans)
        if (span.kind == Span::Kind::Link && checkLink(span.target, {}).openable) {
            const QUrl url(span.target);
            if (url.scheme() == u"mailto"_s)
                return ProfileClaim { ProfileClaim::Kind::Email, url.path(), isVerified };
            return ProfileClaim { ProfileClaim::Kind::Link, span.target, isVerified };
        }
    const QString plain = value.text.trimmed();
    if (isMail(plain))
        return ProfileClaim { ProfileClaim::Kind::Email, plain, isVerified };
    if ((plain.startsWith(u"https://"_s) || plain.startsWith(u"http://"_s)) && checkLink(plain, {}).openable)
        return ProfileClaim { ProfileClaim::Kind::Link, plain, isVerified };
    return std::nullopt;
}

QList<ProfileClaim> claimsOf(const Json &account)
{
    QList<ProfileClaim> claims;
    for (const Json &field : account["fields"].items().mid(0, mostFields))
        if (const auto claim = claimOf(field))
            claims.append(*claim);
    return claims;
}

bool isOurs(const Json &account, const Author &author, const Eyes &eyes)
{
    const QString id = account["id"].token();
    const bool isId = !eyes.ourId.isEmpty() && id == eyes.ourId;
    const bool isName =
        !eyes.ourName.isEmpty() && (author.globalName == eyes.ourName || account["url"].textOr() == eyes.ourName);
    return isId || isName;
}

Attachment attachmentOf(const Json &media)
{
    Attachment one;
    for (const char *name : { "url", "remote_url", "preview_url" })
        if (one.url.isEmpty())
            one.url = media[name].textOr();
    const QString type = media["type"].textOr();
    const QString mime = media["mime_type"].textOr(media["pleroma"]["mime_type"].textOr());
    const QString told = type == u"gifv"_s ? u"video"_s : type == u"unknown"_s ? mime.section(u'/', 0, 0) : type;
    const bool isKnown = told == u"image"_s || told == u"video"_s || told == u"audio"_s;
    one.kind = isKnown ? told : u"other"_s;
    one.description = media["description"].textOr();
    return one;
}

Arrival::Audience audienceOf(const Json &visibility, const Eyes &eyes)
{
    const QString word = visibility.textOr();
    if (word == u"public"_s)
        return Arrival::Audience::Public;
    if (word == u"unlisted"_s)
        return Arrival::Audience::Unlisted;
    if (word == u"private"_s && !eyes.hidesDirect)
        return Arrival::Audience::Followers;
    if (word == u"direct"_s)
        return Arrival::Audience::Direct;
    return Arrival::Audience::Unknown;
}

QString languageOf(const Json &field)
{
    const QString tag = field.textOr();
    const bool isTag = tag.size() <= longestLanguage && std::all_of(tag.begin(), tag.end(), [](QChar c) {
        return c == u'-' || (c.unicode() < 0x80 && c.isLetterOrNumber());
    });
    return isTag ? tag : QString();
}

/// Where a quoted message stands; Mastodon, Akkoma and Pleroma each say it in their own place.
QString quotedUrl(const Json &status)
{
    const Json quote = status["quote"];
    for (const Json &each : { quote["quoted_status"]["url"], quote["quoted_status"]["uri"], quote["url"], quote["uri"],
             status["pleroma"]["quote_url"], status["quote_url"] })
        if (const QString url = each.textOr(); !url.isEmpty())
            return url;
    return {};
}

QStringList optionsOf(const Json &status)
{
    QStringList options;
    for (const Json &option : status["poll"]["options"].items())
        options.append(option["title"].textOr());
    return options;
}

/// What it says, with the address of what it quotes where the text itself does not have it.
QString bodyOf(const Json &status)
{
    QString body = status["content"].textOr();
    const QString quoted = quotedUrl(status);
    if (!quoted.isEmpty() && !body.contains(quoted.toHtmlEscaped()))
        body += u"<p>RE: <a href=\"%1\">%1</a></p>"_s.arg(quoted.toHtmlEscaped());
    return body + pollBody(optionsOf(status));
}

bool mentionsUs(const Json &status, const Eyes &eyes)
{
    const QList<Json> mentions = status["mentions"].items();
    return std::any_of(mentions.begin(), mentions.end(), [&](const Json &each) {
        const bool isId = !eyes.ourId.isEmpty() && each["id"].token() == eyes.ourId;
        return isId || (!eyes.ourName.isEmpty() && each["url"].textOr() == eyes.ourName);
    });
}

Result<Status> plainStatus(const Json &from, const Eyes &eyes)
{
    if (from.kind() != Json::Kind::Object)
        return unlike(from, "status");
    Status one;
    one.id = from["id"].token();
    if (one.id.isEmpty())
        return missing(from, "id");
    const QString url = from["url"].textOr();
    one.arrival.globalName = from["uri"].textOr(url);
    if (one.arrival.globalName.isEmpty())
        one.arrival.globalName = url;
    if (one.arrival.globalName.isEmpty())
        return missing(from, "uri");
    auto who = author(from["account"], eyes);
    if (!who)
        return tl::unexpected(who.error());
    one.arrival.author = *who;
    one.arrival.url = url.isEmpty() ? one.arrival.globalName : url;
    one.arrival.remoteId = one.id;
    one.authorId = from["account"]["id"].token();
    one.replyTo = from["in_reply_to_id"].token();
    one.isForUs = mentionsUs(from, eyes);
    one.isFavourite = isTrue(from["favourited"]);
    one.isBoost = isTrue(from["reblogged"]);
    one.isMuted = isTrue(from["muted"]);
    one.options = optionsOf(from);
    one.isMultiple = isTrue(from["poll"]["multiple"]);
    one.source = from["text"].textOr();
    return one;
}

void fill(Arrival &arrival, const Json &from, const Eyes &eyes)
{
    arrival.body = bodyOf(from);
    arrival.form = Arrival::Form::Html;
    arrival.writtenAt = instant(from["created_at"]);
    arrival.editedAt = instant(from["edited_at"]);
    arrival.language = languageOf(from["language"]);
    if (const QString warning = from["spoiler_text"].textOr(); !warning.isEmpty())
        arrival.warning = plainFromHtml(warning).text;
    arrival.audience = audienceOf(from["visibility"], eyes);
    for (const Json &media : from["media_attachments"].items().mid(0, mostAttachments))
        if (const Attachment one = attachmentOf(media); !one.url.isEmpty() || !one.description.isEmpty())
            arrival.attachments.append(one);
}

} // namespace

QString pollBody(const QStringList &options)
{
    QString body;
    for (const QString &option : options)
        body += u"<p>• %1</p>"_s.arg(option.toHtmlEscaped());
    return body;
}

Result<Author> author(const Json &account, const Eyes &eyes)
{
    if (account.kind() != Json::Kind::Object)
        return unlike(account, "account");
    Author one;
    QString acct = account["acct"].textOr();
    if (acct.isEmpty())
        acct = account["username"].textOr();
    one.handle = handleOf(acct, eyes.host);
    one.profileUrl = account["url"].textOr();
    for (const QString &name : { account["uri"].textOr(), one.profileUrl, one.handle.mid(1) })
        if (one.globalName.isEmpty())
            one.globalName = name;
    if (one.globalName.isEmpty())
        return missing(account, "acct");
    one.displayName = account["display_name"].textOr();
    if (const qint64 count = countOf(account["followers_count"]); count >= 0)
        one.followers = count;
    one.claims = claimsOf(account);
    one.isUs = isOurs(account, one, eyes);
    return one;
}

Result<Status> status(const Json &from, const Eyes &eyes)
{
    const Json inner = from["reblog"];
    if (!inner.isThere()) {
        auto one = plainStatus(from, eyes);
        if (one)
            fill(one->arrival, from, eyes);
        return one;
    }
    auto one = plainStatus(inner, eyes);
    if (!one)
        return one;
    fill(one->arrival, inner, eyes);
    auto booster = author(from["account"], eyes);
    if (!booster)
        return tl::unexpected(booster.error());
    one->boostedBy = *booster;
    return one;
}

Heard heardStatus(const Json &item, const Eyes &eyes, const char *list)
{
    Heard heard { item["id"].token(), instant(item["created_at"]), {}, {}, {}, {} };
    auto one = status(item, eyes);
    if (one)
        heard.status = *one;
    else
        heard.refused = refusedBecause(one.error(), item, list);
    return heard;
}

Result<Sheet> statuses(const Json &list, const Eyes &eyes)
{
    if (list.kind() != Json::Kind::Array)
        return unlike(list, "statuses");
    Sheet sheet;
    for (const Json &item : list.items())
        sheet.heard.append(heardStatus(item, eyes, "statuses"));
    return sheet;
}

Result<Sheet> conversations(const Json &list, const Eyes &eyes)
{
    if (list.kind() != Json::Kind::Array)
        return unlike(list, "conversations");
    Sheet sheet;
    for (const Json &item : list.items()) {
        const Json last = item["last_status"];
        // Ids of conversations stay while they go on, so that a new message is told by its status.
        Heard heard = last.isThere() ? heardStatus(last, eyes, "conversations") : Heard {};
        heard.isRead = !isTrue(item["unread"]);
        if (!last.isThere() && item.kind() != Json::Kind::Object)
            heard.refused = refusedBecause(unlike(item, "conversations").value(), item, "conversations");
        sheet.heard.append(heard);
    }
    return sheet;
}

Result<Sheet> context(const Json &body, const Eyes &eyes)
{
    if (body["ancestors"].kind() != Json::Kind::Array && body["descendants"].kind() != Json::Kind::Array)
        return missing(body, "ancestors");
    Sheet sheet;
    for (const char *part : { "ancestors", "descendants" })
        for (const Json &item : body[part].items())
            sheet.heard.append(heardStatus(item, eyes, part));
    return sheet;
}

} // namespace wheelhouse::mastodon

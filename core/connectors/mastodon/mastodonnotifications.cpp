#include "core/connectors/mastodon/mastodonfields.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QHash>

namespace wheelhouse::mastodon {

namespace {

using namespace Qt::Literals::StringLiterals;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MastodonWire)
};

constexpr const char *listName = "notifications";

/// One notification, from whichever of the two forms it came.
struct Told {
    QString type;
    QString id; ///< as the list calls it
    std::optional<QDateTime> at;
    Json item; ///< for paths
    Json account;
    Json status;
};

bool isMessage(const QString &type)
{
    return type == u"mention"_s || type == u"status"_s || type == u"quote"_s;
}

std::optional<Response::Kind> responseOf(const QString &type)
{
    if (type == u"favourite"_s)
        return Response::Kind::Favourite;
    if (type == u"reblog"_s)
        return Response::Kind::Boost;
    if (type == u"follow"_s)
        return Response::Kind::Follow;
    return std::nullopt;
}

/// What the network says of kinds that have no place of their own.
QString sentenceOf(const QString &type, const QString &who)
{
    if (isMessage(type))
        return Words::tr("%1 wrote something that the server does not show any more.").arg(who);
    if (type == u"favourite"_s)
        return Words::tr("%1 liked something that the server does not show any more.").arg(who);
    if (type == u"reblog"_s)
        return Words::tr("%1 passed on something that the server does not show any more.").arg(who);
    if (type == u"follow"_s)
        return Words::tr("%1 follows this account.").arg(who);
    if (type == u"follow_request"_s)
        return Words::tr("%1 asks to follow this account. Say yes or no on the server's own page.").arg(who);
    if (type == u"poll"_s)
        return Words::tr("A poll has ended.");
    if (type == u"update"_s)
        return Words::tr("%1 changed something that the server does not show any more.").arg(who);
    if (type == u"quoted_update"_s)
        return Words::tr("%1 changed a message that was quoted here.").arg(who);
    if (type == u"severed_relationships"_s)
        return Words::tr(
            "Some who followed this account, or whom it follows, were cut off by a block of servers or people.");
    if (type == u"moderation_warning"_s)
        return Words::tr("The moderators of the server sent this account a warning. Read it on the server's own page.");
    if (type == u"admin.sign_up"_s)
        return Words::tr("%1 has signed up at the server.").arg(who);
    if (type == u"admin.report"_s)
        return Words::tr("%1 reported something to the moderators of the server.").arg(who);
    //: %1 is a word of the server's own, "emoji_reaction"
    return Words::tr("The server tells of something that this version does not know: “%1”.").arg(type.left(60));
}

/// The server itself, where a notice has no author.
Author serverItself(const Eyes &eyes)
{
    return { u"https://"_s + eyes.host, eyes.host, eyes.host, {}, std::nullopt, false };
}

QString noticeName(const Told &told, const Eyes &eyes)
{
    QString id = told.id;
    if (id.isEmpty()) {
        const QString all = told.type + u'\n' + (told.at ? told.at->toString(Qt::ISODateWithMs) : QString()) + u'\n'
            + told.account["id"].token() + u'\n' + told.status["id"].token();
        id = QString::fromLatin1(QCryptographicHash::hash(all.toUtf8(), QCryptographicHash::Sha256).toHex().left(24));
    }
    return u"https://%1/notifications/%2#%3"_s.arg(eyes.host, id, eyes.ourId);
}

QString nameFor(const std::optional<Author> &who)
{
    if (!who)
        return Words::tr("Somebody");
    return who->displayName.isEmpty() ? who->handle : who->displayName;
}

std::optional<Author> authorOf(const Told &told, const Eyes &eyes)
{
    for (const Json &each : { told.account, told.status["account"] })
        if (auto one = author(each, eyes))
            return *one;
    return std::nullopt;
}

Arrival notice(const Told &told, const Eyes &eyes)
{
    const std::optional<Author> who = authorOf(told, eyes);
    Arrival one;
    one.kind = Arrival::Kind::Notice;
    one.globalName = noticeName(told, eyes);
    one.author = who ? *who : serverItself(eyes);
    one.form = Arrival::Form::Html;
    one.body = u"<p>%1</p>"_s.arg(sentenceOf(told.type, nameFor(who)).toHtmlEscaped())
        + told.status["content"].textOr(told.item["comment"].textOr());
    one.url = told.status["url"].textOr();
    one.writtenAt = told.at;
    one.audience = Arrival::Audience::Unknown;
    return one;
}

Heard heardNotice(const Told &told, const Eyes &eyes)
{
    Status plain;
    plain.arrival = notice(told, eyes);
    return { told.id, told.at, plain, {}, {}, {} };
}

Heard heardResponse(const Told &told, Response::Kind kind, const Eyes &eyes)
{
    auto who = author(told.account, eyes);
    if (!who || (kind != Response::Kind::Follow && !told.status.isThere()))
        return heardNotice(told, eyes);
    Response one;
    one.kind = kind;
    one.who = *who;
    one.at = told.at;
    if (kind != Response::Kind::Follow)
        one.about = told.status["uri"].textOr(told.status["url"].textOr());
    const QString about = kind == Response::Kind::Follow ? eyes.ourName : one.about;
    one.globalName = u"%1 %2 %3"_s.arg(told.type, who->globalName, about);
    return { told.id, told.at, {}, one, told.status["id"].token(), {} };
}

/// A status whose account is null is by whom the notification names.
Heard heardMessage(const Told &told, const Eyes &eyes)
{
    if (!told.status.isThere() || (!told.status["account"].isThere() && !told.account.isThere()))
        return heardNotice(told, eyes);
    auto one = status(told.status, eyes);
    if (!one && !told.status["account"].isThere())
        return heardNotice(told, eyes);
    Heard heard { told.id, told.at, {}, {}, {}, {} };
    if (!one) {
        heard.refused = refusedBecause(one.error(), told.item, listName);
        return heard;
    }
    const bool isUpdate = told.type == u"update"_s;
    one->arrival.kind = isUpdate && !one->isForUs ? Arrival::Kind::Context : Arrival::Kind::Message;
    heard.status = *one;
    return heard;
}

Heard heardTold(const Told &told, const Eyes &eyes)
{
    if (isMessage(told.type) || told.type == u"update"_s)
        return heardMessage(told, eyes);
    if (const auto kind = responseOf(told.type))
        return heardResponse(told, *kind, eyes);
    return heardNotice(told, eyes);
}

Sheet plain(const Json &list, const Eyes &eyes)
{
    Sheet sheet;
    for (const Json &item : list.items()) {
        if (item.kind() == Json::Kind::Object)
            sheet.heard.append(heardTold({ item["type"].textOr(), item["id"].token(), instant(item["created_at"]), item,
                                             item["account"], item["status"] },
                eyes));
        else
            sheet.heard.append({ {}, {}, {}, {}, {}, refusedBecause(unlike(item, listName).value(), item, listName) });
    }
    return sheet;
}

QHash<QString, Json> byId(const QList<Json> &items)
{
    QHash<QString, Json> all;
    for (const Json &each : items)
        if (const QString id = each["id"].token(); !id.isEmpty())
            all.insert(id, each);
    return all;
}

// docs.joinmastodon.org/methods/grouped_notifications: accounts and statuses stand beside the groups that name them.
Sheet grouped(const Json &body, const Eyes &eyes)
{
    const auto accounts = byId(body["accounts"].items() + body["partial_accounts"].items());
    const auto statusesThere = byId(body["statuses"].items());
    Sheet sheet;
    for (const Json &group : body["notification_groups"].items()) {
        Told told { group["type"].textOr(), group["most_recent_notification_id"].token(),
            instant(group["latest_page_notification_at"]), group, {}, statusesThere.value(group["status_id"].token()) };
        const QList<Json> samples = group["sample_account_ids"].items();
        for (const Json &sample : samples) {
            told.account = accounts.value(sample.token());
            sheet.heard.append(heardTold(told, eyes));
        }
        if (samples.isEmpty() && group.kind() == Json::Kind::Object)
            sheet.heard.append(heardTold(told, eyes));
        else if (samples.isEmpty())
            sheet.heard.append(
                { {}, {}, {}, {}, {}, refusedBecause(unlike(group, listName).value(), group, listName) });
    }
    return sheet;
}

} // namespace

Result<Sheet> notifications(const Json &list, const Eyes &eyes)
{
    if (list.kind() == Json::Kind::Array)
        return plain(list, eyes);
    if (list["notification_groups"].kind() == Json::Kind::Array)
        return grouped(list, eyes);
    return unlike(list, listName);
}

} // namespace wheelhouse::mastodon

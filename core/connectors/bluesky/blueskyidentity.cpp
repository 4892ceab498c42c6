#include "core/connectors/bluesky/blueskyidentity.h"

#include "core/base/json.h"
#include "core/base/links.h"
#include "core/connectors/bluesky/blueskyrecords.h"
#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/http/pacing.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse::bluesky {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskyIdentity)
};

/// The place of the repository; ids are "#atproto_pds", perhaps with the DID before it.
QUrl pdsIn(const Json &document, const QString &did)
{
    for (const Json &each : document["service"].items()) {
        const QString id = each["id"].textOr();
        const QUrl place(each["serviceEndpoint"].textOr(), QUrl::StrictMode);
        const bool isWeb = place.scheme() == QLatin1String("https") || place.scheme() == QLatin1String("http");
        if ((id == QLatin1String("#atproto_pds") || id == did + QLatin1String("#atproto_pds")) && isWeb
            && !place.host().isEmpty() && place.userInfo().isEmpty())
            return place.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    }
    return {};
}

Identity identityIn(const Json &document, const QString &did)
{
    Identity identity { did, {}, pdsIn(document, did) };
    for (const Json &each : document["alsoKnownAs"].items().mid(0, 100))
        if (const QString name = each.textOr(); name.startsWith(QLatin1String("at://")) && isHandle(name.mid(5)))
            identity.handles.append(name.mid(5).toLower());
    return identity;
}

} // namespace

Result<Identity> readDidDocument(const QByteArray &body, const QString &did)
{
    const auto json = Json::parse(body);
    if (!json)
        return tl::unexpected(json.error());
    const auto id = readName((*json)["id"], isDid, "DID");
    if (!id)
        return tl::unexpected(id.error());
    if (*id != did)
        return fail(Error::Kind::Malformed, Words::tr("This document is of somebody else."),
            QStringLiteral("bluesky: id is %1").arg(*id));
    return identityIn(*json, did);
}

QUrl didDocumentUrl(const QString &did, const QUrl &plc)
{
    if (!isDid(did))
        return {};
    if (did.startsWith(QLatin1String("did:plc:"))) {
        QUrl url = plc;
        url.setPath(u'/' + did);
        return url;
    }
    // did:web names a host, perhaps with a port; paths are not for people (atproto.com/specs/did).
    const QString host = QUrl::fromPercentEncoding(did.mid(8).toLatin1());
    if (!did.startsWith(QLatin1String("did:web:")) || did.mid(8).contains(u':'))
        return {};
    const QUrl url(QStringLiteral("https://%1/.well-known/did.json").arg(host), QUrl::StrictMode);
    return url.authority() == host.toLower() && url.userInfo().isEmpty() ? url : QUrl();
}

Result<QString> readResolvedHandle(const QByteArray &body)
{
    const auto json = Json::parse(body);
    if (!json)
        return tl::unexpected(json.error());
    return readName((*json)["did"], isDid, "DID");
}

Result<Session> readSession(const QByteArray &body)
{
    const auto json = Json::parse(body);
    if (!json)
        return tl::unexpected(json.error());
    const auto did = readName((*json)["did"], isDid, "DID");
    const auto handle = readName((*json)["handle"], isHandle, "handle");
    const auto access = (*json)["accessJwt"].text();
    const auto refresh = (*json)["refreshJwt"].text();
    for (const auto &each : { did, handle, access, refresh })
        if (!each)
            return tl::unexpected(each.error());
    // A token goes into a header; what could end one is none.
    const auto isToken = [](const QString &text) {
        return !text.isEmpty()
            && std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < QChar(0x7f); });
    };
    if (!isToken(*access) || !isToken(*refresh))
        return fail(Error::Kind::Malformed, Words::tr("The server let us in with something that is no token."),
            QStringLiteral("bluesky: token"));
    return Session { *did, *handle, {}, pdsIn((*json)["didDoc"], *did), Secret(access->toUtf8()),
        Secret(refresh->toUtf8()) };
}

QString faultOf(const HttpResponse &answer)
{
    const auto json = answer.status >= 400 ? Json::parse(answer.body) : tl::unexpected(Error {});
    return json ? (*json)["error"].textOr().left(100) : QString();
}

bool saysFault(const Error &error, QLatin1String fault)
{
    constexpr qsizetype number = 3; // digits of a status
    return error.detail.startsWith(QLatin1String("status 4"))
        && QStringView(error.detail).sliced(QLatin1String("status ").size() + number).trimmed() == fault;
}

std::optional<QDateTime> restUntil(const HttpResponse &answer)
{
    if (answer.status != 429 && answer.header("RateLimit-Remaining").trimmed() != "0")
        return std::nullopt;
    bool isNumber = false;
    const qint64 reset = answer.header("RateLimit-Reset").trimmed().toLongLong(&isNumber);
    // The server counts by its own clock, which may not be ours.
    const QDateTime theirs = answer.date().value_or(answer.receivedAt);
    std::chrono::seconds wait = Pacing::retryAfter(answer).value_or(std::chrono::seconds { 0 });
    if (isNumber && reset > 0 && reset < qint64 { 1 } << 40)
        wait = std::max(wait, std::chrono::seconds { reset - theirs.toSecsSinceEpoch() });
    if (wait.count() <= 0 && answer.status != 429)
        return std::nullopt;
    wait = std::clamp(wait, std::chrono::seconds { 1 }, Pacing::longestWish);
    return answer.receivedAt.addSecs(wait.count());
}

Error errorOf(const HttpResponse &answer)
{
    const QString host = hostForPeople(answer.url);
    const QString fault = faultOf(answer);
    const auto said = [&](Error::Kind kind, const QString &message) {
        const auto rest = restUntil(answer);
        const auto wait = rest ? std::chrono::seconds { answer.receivedAt.secsTo(*rest) }
                               : Pacing::retryAfter(answer).value_or(std::chrono::seconds { 0 });
        return Error { kind, message, QStringLiteral("status %1 %2").arg(answer.status).arg(fault), wait };
    };
    if (answer.status < 300)
        return said(Error::Kind::Malformed,
            Words::tr("“%1” answered with something else than Bluesky does, perhaps the login page of this network. "
                      "Nothing was changed.")
                .arg(host));
    if (answer.status == 401 || fault == QLatin1String("ExpiredToken") || fault == QLatin1String("InvalidToken")
        || fault == QLatin1String("AccountTakedown") || fault == QLatin1String("AccountDeactivated"))
        return said(Error::Kind::SignedOut,
            Words::tr("“%1” does not let us in any more. Sign in again, with a new app password if need be.")
                .arg(host));
    if (answer.status == 429)
        return said(Error::Kind::Busy, Words::tr("“%1” is asked too often, by us or by others.").arg(host));
    if (answer.status >= 500)
        return said(Error::Kind::Busy, Words::tr("“%1” has trouble of its own (%2).").arg(host).arg(answer.status));
    // A bare 404 is also what any other server says to a path that it does not know.
    if (fault == QLatin1String("NotFound") || fault == QLatin1String("RecordNotFound"))
        return said(Error::Kind::Missing, Words::tr("“%1” has nothing by that name.").arg(host));
    return said(Error::Kind::Refused, Words::tr("“%1” refused that (%2).").arg(host).arg(answer.status));
}

} // namespace wheelhouse::bluesky

#include "core/connectors/mastodon/mastodoncalls.h"

#include "core/base/lane.h"
#include "core/base/links.h"
#include "core/connectors/mastodon/mastodonwire.h"
#include "core/http/pacing.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;
using std::chrono::seconds;

constexpr seconds unsaidWait { 60 }; // of a 429 that does not say how long
constexpr qint64 longestBody = 16 * 1024 * 1024;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MastodonConnector)
};

bool isPage(const HttpResponse &answer)
{
    const QByteArray start = answer.body.left(1024).trimmed().toLower();
    return answer.header("Content-Type").toLower().contains("html") || start.startsWith('<');
}

/// X-RateLimit-Reset is an ISO time on Mastodon, seconds since 1970 or from now on others. Counted by the server's
/// clock.
std::optional<seconds> untilReset(const HttpResponse &answer)
{
    const QString text = QString::fromLatin1(answer.header("X-RateLimit-Reset")).trimmed();
    if (text.isEmpty())
        return std::nullopt;
    const QDateTime now = answer.date().value_or(answer.receivedAt);
    qint64 wait = 0;
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber)
        wait = number > 1'000'000'000 ? number - now.toSecsSinceEpoch() : number;
    else if (const QDateTime at = QDateTime::fromString(text, Qt::ISODateWithMs); at.isValid())
        wait = now.msecsTo(at.toUTC()) / 1000 + 1;
    else
        return std::nullopt;
    return seconds { std::clamp<qint64>(wait, 1, Pacing::longestWish.count()) };
}

Error said(Error::Kind kind, const QString &message, const HttpResponse &answer, seconds wait = seconds { 0 })
{
    return { kind, message, u"status %1"_s.arg(answer.status), wait };
}

/// Whoever sends on what changes something may have done it or not; that there is nothing where it led says nothing of
/// it.
Result<MastodonAnswer> deedAnswer(const HttpResponse &answer)
{
    if (answer.hops.isEmpty() || answer.status < 400)
        return mastodonAnswer(answer);
    return fail(Error::Kind::Malformed,
        Words::tr("“%1” sends on to another place, perhaps the login page of this network. Nobody knows whether it was "
                  "done.")
            .arg(hostForPeople(answer.hops.constFirst().to)),
        u"redirected"_s);
}

/// The server's own words in brackets; they are plain text on one line.
QString wordsOf(const HttpResponse &answer)
{
    const auto body = Json::parse(answer.body);
    const QString words = body ? mastodon::errorText(*body) : QString();
    return words.isEmpty() ? QString() : u" “%1”"_s.arg(words);
}

} // namespace

Error mastodonError(const HttpResponse &answer)
{
    const QString host = hostForPeople(answer.url);
    const seconds asked = Pacing::retryAfter(answer).value_or(seconds { 0 });
    switch (answer.status) {
    case 401:
        return said(Error::Kind::SignedOut,
            Words::tr("“%1” does not let us in any more. Sign in again; nothing is lost meanwhile.").arg(host), answer);
    case 404:
    case 410:
        return said(Error::Kind::Missing, Words::tr("“%1” does not have it (any more).").arg(host), answer);
    case 429:
        return said(Error::Kind::Busy, Words::tr("“%1” is asked too often, by us or by others.").arg(host), answer,
            asked.count() > 0 ? asked : untilReset(answer).value_or(unsaidWait));
    default:
        break;
    }
    if (answer.status >= 500)
        return said(Error::Kind::Busy, Words::tr("“%1” has trouble of its own (%2).").arg(host).arg(answer.status),
            answer, asked);
    if (answer.status >= 400)
        return said(Error::Kind::Refused, Words::tr("“%1” refuses it.%2").arg(host, wordsOf(answer)), answer, asked);
    return said(
        Error::Kind::Malformed, Words::tr("“%1” answered with something that was not asked for.").arg(host), answer);
}

Result<MastodonAnswer> mastodonAnswer(const HttpResponse &answer)
{
    if (answer.status < 200 || answer.status > 299)
        return tl::unexpected(mastodonError(answer));
    if (isPage(answer))
        return fail(Error::Kind::Malformed,
            Words::tr(
                "There is a page where the server was, perhaps the login page of this network. Nothing was changed."),
            u"html"_s);
    auto body = Json::parse(answer.body);
    if (!body)
        return fail(Error::Kind::Malformed,
            Words::tr("What came is no answer of “%1”, or only a piece of one. Nothing was changed.")
                .arg(hostForPeople(answer.url)),
            body.error().detail);
    MastodonAnswer one;
    one.body = *body;
    one.status = answer.status;
    const QByteArray links = answer.header("Link");
    one.hasLinks = !links.isEmpty();
    one.next = QUrlQuery(mastodon::linkOf(links, "next")).queryItemValue(u"max_id"_s, QUrl::FullyDecoded);
    one.clockAhead = Pacing::clockAhead(answer);
    if (answer.header("X-RateLimit-Remaining").trimmed() == "0")
        if (const auto wait = untilReset(answer))
            one.notBefore = answer.receivedAt.addSecs(wait->count());
    return one;
}

MastodonCalls::MastodonCalls(Server server, Secret token, HttpClient &client)
    : m_server(std::move(server))
    , m_token(std::move(token))
    , m_client(client)
    , m_here(std::make_unique<QObject>())
{
}

QUrl MastodonCalls::address(const QString &path) const
{
    QUrl url = m_server.address.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
    url.setPath(url.path(QUrl::FullyEncoded) + path, QUrl::TolerantMode);
    return url;
}

void MastodonCalls::get(const QString &path, const QUrlQuery &query, const Then &then)
{
    HttpRequest request;
    request.url = address(path);
    if (!query.isEmpty())
        request.url.setQuery(query);
    send(request, then);
}

void MastodonCalls::post(const QString &path, const QUrlQuery &form, const Then &then)
{
    HttpRequest request;
    request.url = address(path);
    request.method = "POST";
    // "+" is a space in a form, and QUrlQuery leaves it as it is.
    request.body = form.query(QUrl::FullyEncoded).toUtf8().replace('+', "%2B");
    request.headers.append(qMakePair(QByteArray("Content-Type"), QByteArray("application/x-www-form-urlencoded")));
    send(request, then);
}

void MastodonCalls::change(const Deed &deed, const Then &then)
{
    HttpRequest request;
    request.url = address(deed.path);
    request.method = deed.method;
    request.body = deed.body;
    request.headers = deed.headers;
    if (!deed.type.isEmpty())
        request.headers.append(qMakePair(QByteArray("Content-Type"), deed.type));
    send(request, then, &deedAnswer);
}

void MastodonCalls::later(std::chrono::milliseconds wait, const std::function<void()> &then)
{
    if (m_here)
        QTimer::singleShot(wait, m_here.get(), then);
}

void MastodonCalls::send(HttpRequest request, const Then &then, Reading read)
{
    if (!m_here)
        return;
    request.typed = m_server.typed;
    request.limit = longestBody;
    request.headers.append(qMakePair(QByteArray("Accept"), QByteArray("application/json")));
    if (!m_token.isEmpty())
        request.headers.append(qMakePair(QByteArray("Authorization"), QByteArray("Bearer " + m_token.reveal())));
    whenDone(m_client.send(request), m_here.get(), [then, read](const Result<HttpResponse> &answer) {
        then(answer ? read(*answer) : tl::unexpected(answer.error()));
    });
}

} // namespace wheelhouse

#include "core/http/gate.h"

#include "core/base/links.h"
#include "core/http/verdict.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

constexpr qsizetype longest = 4096;
constexpr qsizetype longestHost = 253; // RFC 1035

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Gate)
};

/// Services above 1023 that take commands as text or listen on many machines; below, only 80 and 443 are the web's.
constexpr std::array otherServices { 1080, 1433, 1521, 2049, 2375, 2376, 2379, 3128, 3306, 3389, 4045, 5060, 5061, 5432,
    5672, 5900, 5984, 6000, 6379, 6443, 6566, 6665, 6666, 6667, 6668, 6669, 6697, 9042, 9092, 9100, 9200, 9300, 10250,
    11211, 27017, 50000 };

bool isWebPort(int port)
{
    if (port < 1024)
        return port == 80 || port == 443;
    return std::find(otherServices.begin(), otherServices.end(), port) == otherServices.end();
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

QString hostOf(const QUrl &url)
{
    QString host = url.host(QUrl::FullyEncoded).toLower();
    if (host.endsWith(QLatin1Char('.')))
        host.chop(1);
    return host;
}

tl::unexpected<Error> refuse(const QString &message, const QString &detail)
{
    return fail(Error::Kind::Refused, message, notSent + detail);
}

bool hasOddLetters(QStringView text)
{
    return std::any_of(text.begin(), text.end(),
        [](QChar c) { return c == u'\\' || c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() <= 0x9f); });
}

bool isWeb(const QUrl &url)
{
    return url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
}

} // namespace

QString typedHost(const QUrl &url)
{
    return QStringLiteral("%1:%2").arg(hostOf(url)).arg(portOf(url));
}

QString lastingTyped(const QString &typed, const HttpResponse &answer)
{
    const int port = typed.section(QLatin1Char(':'), -1).toInt();
    return answer.isInside || !isWebPort(port) ? typed : QString();
}

bool namesScheme(const QString &text)
{
    const QString plain = text.trimmed();
    return plain.contains(QLatin1String("http://"), Qt::CaseInsensitive)
        || plain.contains(QLatin1String("https://"), Qt::CaseInsensitive);
}

Result<QUrl> readAddress(const QString &text)
{
    QString plain = text.trimmed();
    if (plain.isEmpty())
        return refuse(Words::tr("Type the address of a feed or of a page."), QStringLiteral("empty"));
    if (hasOddLetters(plain) || plain.contains(QLatin1Char(' ')))
        return refuse(Words::tr("An address has no spaces, backslashes or control characters in it. Look at what was "
                                "copied with it."),
            QStringLiteral("odd letters"));
    if (plain.startsWith(QLatin1String("feed:"), Qt::CaseInsensitive)) {
        plain.remove(0, 5);
        if (plain.startsWith(QLatin1String("//")))
            plain.prepend(QStringLiteral("https:"));
    }
    const auto colon = plain.indexOf(QLatin1Char(':'));
    const bool isPort = colon > 0 && colon + 1 < plain.size() && plain.at(colon + 1).isDigit();
    if (colon < 0 || isPort || plain.startsWith(QLatin1Char('[')))
        plain.prepend(QStringLiteral("https://"));
    const QUrl url(plain, QUrl::StrictMode);
    const QUrl read = url.isValid() ? url : QUrl(plain, QUrl::TolerantMode);
    if (auto checked = checkUrl(read, typedHost(read)); !checked)
        return tl::unexpected(checked.error());
    return read.adjusted(QUrl::RemoveFragment);
}

Result<void> checkUrl(const QUrl &url, const QString &typed)
{
    if (!url.scheme().isEmpty() && !isWeb(url))
        return refuse(Words::tr("Only addresses that begin with http or https are asked; this one begins with “%1”.")
                          .arg(url.scheme().left(20)),
            QStringLiteral("scheme"));
    if (!isWeb(url) || !url.isValid() || url.host().isEmpty() || hostOf(url).size() > longestHost)
        return refuse(Words::tr("This is not an address of the web."), QStringLiteral("not valid"));
    if (!url.userInfo().isEmpty())
        return refuse(Words::tr("An address with a name or password in it is not asked: it would stand in files and "
                                "logs. Leave out what is before the @."),
            QStringLiteral("userinfo"));
    const QString whole = QString::fromLatin1(url.toEncoded());
    if (whole.size() > longest || hasOddLetters(whole))
        return refuse(
            Words::tr("This address is too long, or has letters that none has."), QStringLiteral("length or letters"));
    const bool isTyped = !typed.isEmpty() && typedHost(url) == typed;
    if (portOf(url) < 1 || (!isTyped && !isWebPort(portOf(url))))
        return refuse(Words::tr("Port %1 belongs to another service than the web. Nothing was asked.").arg(portOf(url)),
            QStringLiteral("port"));
    QHostAddress number;
    if (number.setAddress(url.host()))
        return checkAddresses(url, { number }, typed);
    return {};
}

Result<void> checkAddresses(const QUrl &url, const QList<QHostAddress> &addresses, const QString &typed)
{
    if (!typed.isEmpty() && typedHost(url) == typed)
        return {};
    for (const QHostAddress &address : addresses)
        if (!isPublicAddress(address))
            return refuse(Words::tr("“%1” leads to a machine inside this network, which nobody here asked for. Nothing "
                                    "was asked of it. If it is yours, add the feed by typing its address.")
                              .arg(hostForPeople(url)),
                QStringLiteral("private address"));
    return {};
}

Result<QUrl> checkRedirect(const QUrl &from, const QByteArray &location, const QString &typed)
{
    const QString text = QString::fromUtf8(location).trimmed();
    if (text.isEmpty() || hasOddLetters(text))
        return refuse(Words::tr("“%1” sends on to something that is no address.").arg(hostForPeople(from)),
            QStringLiteral("location"));
    QUrl to = from.resolved(QUrl(text, QUrl::TolerantMode));
    if (to.fragment().isEmpty() && !from.fragment().isEmpty())
        to.setFragment(from.fragment()); // RFC 9110 10.2.2
    if (isWeb(to) && from.scheme() == QLatin1String("https") && to.scheme() == QLatin1String("http"))
        return refuse(
            Words::tr("“%1” sends on from a private line to an open one (https to http). It was not followed.")
                .arg(hostForPeople(from)),
            QStringLiteral("https to http"));
    if (auto checked = checkUrl(to, typed); !checked)
        return tl::unexpected(checked.error());
    return to;
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && hostOf(a) == hostOf(b) && portOf(a) == portOf(b);
}

} // namespace wheelhouse

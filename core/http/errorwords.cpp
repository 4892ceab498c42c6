#include "core/http/errorwords.h"

#include "core/base/html.h"
#include "core/base/links.h"
#include "core/http/verdict.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse::httpwords {

namespace {

constexpr qsizetype read = 16 * 1024; // bytes of an error's body that are looked at
constexpr qsizetype kept = 500;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(HttpWords)
};

/// \a reach how far it came, from verdict.h.
Error say(QLatin1String reach, Error::Kind kind, const QString &message, const QString &detail)
{
    return { kind, message, reach + detail, std::chrono::seconds { 0 } };
}

int secondsOf(std::chrono::milliseconds time)
{
    return int(std::chrono::ceil<std::chrono::seconds>(time).count());
}

} // namespace

Error failed(QNetworkReply::NetworkError error, const QUrl &url, const QStringList &tls, const QString &detail)
{
    const QString host = hostForPeople(url);
    if (!tls.isEmpty())
        return say(notSent, Error::Kind::Refused,
            Words::tr("“%1” could not prove that it is “%1” (%2). Nothing was sent to it. Ask whoever runs it; a "
                      "network that wants a login first does this too.")
                .arg(host, tls.join(QStringLiteral("; "))),
            QStringLiteral("tls: ") + tls.join(QLatin1Char(';')));
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
        return say(notSent, Error::Kind::Refused,
            Words::tr("“%1” and Wheelhouse could not agree on a private line: it offers none, or only an old one that "
                      "others can read. Nothing was sent to it. Ask whoever runs it for TLS 1.2 or newer.")
                .arg(host),
            detail);
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return say(noAnswer, Error::Kind::Offline,
            Words::tr("The proxy of this network asks for a name and password, which the system does not give. Ask "
                      "whoever keeps the network."),
            detail);
    case QNetworkReply::ConnectionRefusedError:
        return say(noAnswer, Error::Kind::Offline, Words::tr("Nobody answers at “%1” now.").arg(host), detail);
    case QNetworkReply::UnknownContentError:
        return say(noAnswer, Error::Kind::Malformed,
            Words::tr("“%1” sent something that would unpack to far more than it says. It was thrown away.").arg(host),
            detail);
    case QNetworkReply::ProtocolFailure:
        return say(noAnswer, Error::Kind::Malformed,
            Words::tr("What “%1” sent is no answer of a web server. It was thrown away.").arg(host), detail);
    default:
        return say(
            noAnswer, Error::Kind::Offline, Words::tr("“%1” did not answer: the connection broke.").arg(host), detail);
    }
}

Error notConnected(const QUrl &url, std::chrono::milliseconds after)
{
    return say(notSent, Error::Kind::Offline,
        Words::tr("“%1” could not be reached within %n second(s).", nullptr, secondsOf(after)).arg(hostForPeople(url)),
        QStringLiteral("connect deadline"));
}

Error tooSlow(const QUrl &url, std::chrono::milliseconds after)
{
    return say(noAnswer, Error::Kind::Offline,
        Words::tr("“%1” had not finished its answer after %n second(s) and was hung up on.", nullptr, secondsOf(after))
            .arg(hostForPeople(url)),
        QStringLiteral("total deadline"));
}

Error tooLarge(const QUrl &url, qint64 limit)
{
    return say(noAnswer, Error::Kind::Malformed,
        Words::tr("“%1” sends more than %n megabyte(s). It was stopped there and nothing of it was kept.", nullptr,
            std::max(1, int(limit / (1024 * 1024))))
            .arg(hostForPeople(url)),
        QStringLiteral("body over %1 bytes").arg(limit));
}

Error tooManyRedirects(const QUrl &url, int followed)
{
    return say(noAnswer, Error::Kind::Malformed,
        Words::tr("“%1” sends on in circles; it was not followed after %n step(s).", nullptr, followed)
            .arg(hostForPeople(url)),
        QStringLiteral("redirects"));
}

Error notFound(const QUrl &url, const QString &detail)
{
    return say(notSent, Error::Kind::Offline,
        Words::tr("No machine called “%1” was found. Look at the spelling, or whether this computer is on line.")
            .arg(hostForPeople(url)),
        detail);
}

Error bodyWouldTravel(const QUrl &url)
{
    return say(noAnswer, Error::Kind::Refused,
        Words::tr("“%1” wants what was sent to it sent to somebody else. That was not done.").arg(hostForPeople(url)),
        QStringLiteral("body to another origin"));
}

Error inClear(const QUrl &url)
{
    return say(notSent, Error::Kind::Refused,
        Words::tr("“%1” was to be asked over an open line (http), on which others can read along. What lets you in was "
                  "not sent. Use its address that begins with https.")
            .arg(hostForPeople(url)),
        QStringLiteral("credentials over http"));
}

QString tlsTrouble(const QSslError &error)
{
    switch (error.error()) {
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::CertificateUntrusted:
        return Words::tr("nobody whom this computer trusts vouches for its certificate");
    case QSslError::UnableToVerifyFirstCertificate:
        return {}; // comes beside the one that says why
    case QSslError::CertificateExpired:
        return Words::tr("its certificate has ended, or the clock of this computer is wrong");
    case QSslError::CertificateNotYetValid:
        return Words::tr("its certificate has not begun, or the clock of this computer is wrong");
    case QSslError::HostNameMismatch:
        return Words::tr("its certificate is for another name");
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return Words::tr("its certificate was taken back");
    default:
        return error.errorString();
    }
}

QByteArray trimmedBody(const QByteArray &body, const QByteArray &contentType)
{
    const QByteArray start = body.left(read);
    const bool isHtml = contentType.contains("html") || start.trimmed().startsWith('<');
    QString text = isHtml ? plainFromHtml(QByteArrayView(start)).text : plainFromText(QString::fromUtf8(start)).text;
    // What remains of terminals' colours is letters in brackets; their escape is a control character and goes.
    text.removeIf([](QChar c) { return c.unicode() < 0x20 && c != u'\n'; });
    return text.trimmed().left(kept).toUtf8();
}

} // namespace wheelhouse::httpwords

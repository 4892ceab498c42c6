#include "core/http/trust.h"

#include <QSslCertificate>
#include <QSslSocket>

namespace wheelhouse {

namespace {

/// docs.openssl.org, SSL_CTX_set_default_verify_paths: each of the two takes the place of its own default alone. On the
/// systems we know the default file is empty, and the folder bears everything.
QSslConfiguration made()
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    const QString file = qEnvironmentVariable("SSL_CERT_FILE");
    const QString folder = qEnvironmentVariable("SSL_CERT_DIR");
    if (file.isEmpty() && folder.isEmpty())
        return tls;
    QList<QSslCertificate> trusted = folder.isEmpty()
        ? QSslConfiguration::systemCaCertificates()
        : QSslCertificate::fromPath(folder + QStringLiteral("/*"), QSsl::Pem, QSslCertificate::PatternSyntax::Wildcard);
    if (!file.isEmpty())
        trusted += QSslCertificate::fromPath(file);
    tls.setCaCertificates(trusted); // none: nobody is trusted, rather than those who were not named
    return tls;
}

} // namespace

const QSslConfiguration &trustedTls()
{
    static const QSslConfiguration tls = made();
    return tls;
}

} // namespace wheelhouse

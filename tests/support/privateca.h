#pragma once

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>

namespace wheelhouse {

/// Somebody who vouches for servers, as a company does for its own: a root, and certificates of every kind, good and
/// bad, made by openssl.
class PrivateCa {
public:
    PrivateCa()
    {
        write("ca.cnf",
            "[ca]\ndefault_ca=d\n[d]\ndir=.\ndatabase=index\nserial=serial\ncrlnumber=serial\nnew_certs_dir=.\n"
            "certificate=root.pem\nprivate_key=root.key\ndefault_md=sha256\ndefault_crl_days=30\npolicy=p\n"
            "copy_extensions=copy\nunique_subject=no\n[p]\ncommonName=supplied\n");
        write("index", "");
        write("serial", "1000\n");
        openssl(QStringLiteral("req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=root -addext "
                               "basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign "
                               "-keyout root.key -out root.pem"));
    }
    [[nodiscard]] QString path(const QString &file) const { return m_folder.filePath(file); }
    /// The root, as a store of trusted certificates.
    [[nodiscard]] QString store() const { return path(QStringLiteral("root.pem")); }

    /// A certificate for \a name (a DNS name), valid between \a from and \a to (as 20260101000000Z), vouched for by the
    /// root.
    QString sign(const QString &file, const QString &name = QStringLiteral("localhost"),
        const QString &from = QStringLiteral("20200101000000Z"), const QString &to = QStringLiteral("20400101000000Z"))
    {
        openssl(QStringLiteral("req -newkey rsa:2048 -nodes -subj /CN=%1 -addext subjectAltName=DNS:%1 "
                               "-keyout %2.key -out %2.csr")
                    .arg(name, file));
        openssl(QStringLiteral("ca -batch -notext -config ca.cnf -in %1.csr -out %1.pem -startdate %2 -enddate %3")
                    .arg(file, from, to));
        return file;
    }
    /// One that nobody but itself vouches for.
    QString signItself(const QString &file, const QString &name = QStringLiteral("localhost"))
    {
        openssl(QStringLiteral("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=%1 -addext subjectAltName=DNS:%1 "
                               "-keyout %2.key -out %2.pem")
                    .arg(name, file));
        return file;
    }
    /// Takes \a file's certificate back; the list of those that were is in "crl.pem".
    void revoke(const QString &file)
    {
        openssl(QStringLiteral("ca -config ca.cnf -revoke %1.pem").arg(file));
        openssl(QStringLiteral("ca -config ca.cnf -gencrl -out crl.pem"));
    }
    /// What a server shows that has \a file's certificate.
    [[nodiscard]] QSslConfiguration tls(const QString &file) const
    {
        QFile key(path(file + QStringLiteral(".key")));
        if (!key.open(QIODevice::ReadOnly))
            qFatal("no key of %s", qPrintable(file));
        QSslConfiguration made = QSslConfiguration::defaultConfiguration();
        made.setLocalCertificateChain(QSslCertificate::fromPath(path(file + QStringLiteral(".pem"))));
        made.setPrivateKey(QSslKey(&key, QSsl::Rsa));
        made.setPeerVerifyMode(QSslSocket::VerifyNone); // of those who come
        return made;
    }

private:
    void write(const char *name, const char *text)
    {
        QFile file(path(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
            qFatal("no place for certificates");
    }
    void openssl(const QString &words)
    {
        QProcess program;
        program.setWorkingDirectory(m_folder.path());
        program.start(QStringLiteral("openssl"), words.split(QLatin1Char(' '), Qt::SkipEmptyParts));
        if (!program.waitForFinished(60'000) || program.exitCode() != 0)
            qFatal("openssl %s: %s", qPrintable(words), program.readAllStandardError().constData());
    }
    QTemporaryDir m_folder;
};

} // namespace wheelhouse

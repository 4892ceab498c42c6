#include "app/cli/commands/givenfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QStringDecoder>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

constexpr qint64 mostText = 1'000'000; // bytes

} // namespace

Result<QByteArray> fileBytes(const QString &name, qint64 most)
{
    QFile file(name);
    const bool isOpen =
        name == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return fail(Error::Kind::Missing, Words::tr("%1 cannot be read: %2").arg(name, file.errorString()));
    QByteArray bytes = file.read(most + 1);
    if (bytes.size() > most)
        return fail(Error::Kind::Refused, Words::tr("%1 is larger than %2 bytes.").arg(name).arg(most));
    return bytes;
}

Result<QString> wordsOfFile(const QString &name)
{
    auto bytes = fileBytes(name, mostText);
    if (!bytes)
        return tl::unexpected(bytes.error());
    QStringDecoder decode(QStringDecoder::Utf8);
    QString text = decode(*bytes);
    if (decode.hasError())
        return fail(Error::Kind::Malformed, Words::tr("%1 is not UTF-8.").arg(name));
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    while (text.endsWith(u'\n')) // an editor's last line end is not meant
        text.chop(1);
    return text;
}

} // namespace wheelhouse

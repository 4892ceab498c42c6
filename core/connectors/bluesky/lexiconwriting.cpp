#include "core/connectors/bluesky/lexiconwriting.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

namespace wheelhouse::bluesky {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskyWriting)
};

Result<Lexicons> carried()
{
    QFile file(QStringLiteral(":/bluesky/written.json"));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Storage, Words::tr("Wheelhouse is not installed whole: a part of it is missing."),
            QStringLiteral("bluesky: %1: %2").arg(file.fileName(), file.errorString()));
    const auto documents = Json::parse(file.readAll());
    return documents ? Lexicons::read(*documents) : tl::unexpected(documents.error());
}

Result<void> check(const QString &collection, const QString &key, const QJsonObject &record)
{
    const auto &lexicons = writtenLexicons();
    if (!lexicons)
        return tl::unexpected(lexicons.error());
    const auto json = Json::parse(QJsonDocument(record).toJson(QJsonDocument::Compact));
    return json ? lexicons->checkRecord(collection, key, *json) : tl::unexpected(json.error());
}

} // namespace

const Result<Lexicons> &writtenLexicons()
{
    static const Result<Lexicons> lexicons = carried();
    return lexicons;
}

Result<void> mayWrite(const QString &collection, const QString &key, const QJsonObject &record)
{
    const auto checked = check(collection, key, record);
    if (checked)
        return {};
    return fail(Error::Kind::Refused,
        Words::tr("Bluesky would not take this as it is, so nothing was sent there. Change it, or report it as a fault "
                  "of Wheelhouse."),
        checked.error().detail);
}

} // namespace wheelhouse::bluesky

#pragma once

#include "core/networks/accounts.h"
#include "core/store/workspacefile.h"

#include <QJsonArray>
#include <QJsonObject>

namespace wheelhouse {

/// The services over a workspace's accounts, for one command with its own writing connection.
struct ListeningDesk {
    ListeningDesk(std::unique_ptr<WorkspaceFile> opened, std::unique_ptr<Database> connection, const Clock &clock)
        : file(std::move(opened))
        , writer(std::move(connection))
        , log(*writer, clock)
        , undo(*writer, log)
        , accounts(*writer, log, undo, clock)
    {
    }
    static Result<std::unique_ptr<ListeningDesk>> open(const QString &path, const Clock &clock)
    {
        auto file = WorkspaceFile::open(path, clock);
        if (!file)
            return tl::unexpected(file.error());
        auto writer = (*file)->openWriter();
        if (!writer)
            return tl::unexpected(writer.error());
        return std::make_unique<ListeningDesk>(std::move(*file), std::move(*writer), clock);
    }
    std::unique_ptr<WorkspaceFile> file;
    std::unique_ptr<Database> writer;
    OperationLog log;
    Undo undo;
    Accounts accounts;
};

/// An account as scripts read it.
inline QJsonObject accountJson(const Account &account)
{
    const auto instant = [](const QDateTime &utc) {
        return utc.isValid() ? QJsonValue(utc.toString(Qt::ISODateWithMs)) : QJsonValue(QJsonValue::Null);
    };
    const AccountStanding &standing = account.standing;
    return { { QStringLiteral("id"), account.channel.id.toString() }, { QStringLiteral("name"), account.channel.name },
        { QStringLiteral("network"), networkWord(account.channel.network) },
        { QStringLiteral("handle"), account.channel.handle },
        { QStringLiteral("listens_to"), QJsonArray::fromStringList(account.terms.listensTo) },
        { QStringLiteral("address"), account.address }, { QStringLiteral("state"), standingWord(account) },
        { QStringLiteral("reason"), standing.reason }, { QStringLiteral("asked_at"), instant(standing.askedAt) },
        { QStringLiteral("fine_at"), instant(standing.fineAt) },
        { QStringLiteral("not_before"), instant(standing.notBefore) },
        { QStringLiteral("failures"), standing.failures }, { QStringLiteral("pace"), qint64(account.pace.count()) },
        { QStringLiteral("clock_ahead"),
            standing.clockAhead ? QJsonValue(qint64(standing.clockAhead->count())) : QJsonValue(QJsonValue::Null) } };
}

} // namespace wheelhouse

#include "core/publishing/durable.h"

#include "core/base/failpoint.h"

#include <QLoggingCategory>

namespace wheelhouse {

namespace {
Q_LOGGING_CATEGORY(log, "wh.publishing")
}

DurableTransaction::Care::~Care()
{
    if (database == nullptr)
        return;
    if (const auto usual = database->run("PRAGMA synchronous=NORMAL"); !usual)
        qCWarning(log, "the store stays at full care: %s", qPrintable(usual.error().detail));
}

Result<DurableTransaction> DurableTransaction::begin(Database &database)
{
    if (auto full = database.run("PRAGMA synchronous=FULL"); !full)
        return tl::unexpected(full.error());
    Care care(database);
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    return DurableTransaction(std::move(care), std::move(*transaction));
}

Result<void> DurableTransaction::commit(const char *place)
{
    if (auto reached = failpoint((QByteArray(place) + ".commit").constData()); !reached)
        return reached;
    if (auto done = m_transaction.commit(); !done)
        return done;
    return failpoint((QByteArray(place) + ".committed").constData());
}

} // namespace wheelhouse

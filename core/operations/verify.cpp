#include "core/operations/verify.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Verify)
};

struct Head {
    qint64 seq = 0;
    QByteArray hash = QByteArray(32, '\0');
};

QString troubleWith(const Operation &operation, const Head &before)
{
    if (operation.seq != before.seq + 1)
        return Words::tr("Entries are missing or out of order before number %1.").arg(operation.seq);
    if (operation.prev != before.hash)
        return Words::tr("Entry %1 does not follow the one before it.").arg(operation.seq);
    if (operation.hash != hashOf(operation))
        return Words::tr("Entry %1 was changed after it was written.").arg(operation.seq);
    return {};
}

} // namespace

Result<ChainReport> verifyChain(OperationLog &log)
{
    ChainReport report;
    QHash<DeskId, Head> heads;
    auto walked = log.each(0, [&](const Operation &operation) {
        Head &head = heads[operation.desk];
        report.trouble = troubleWith(operation, head);
        if (!report.trouble.isEmpty()) {
            report.firstBad = operation.id;
            return false;
        }
        head = { operation.seq, operation.hash };
        ++report.operations;
        return true;
    });
    if (!walked)
        return tl::unexpected(walked.error());
    report.desks = int(heads.size());
    return report;
}

} // namespace wheelhouse

#include "core/base/failpoint.h"

#include <QByteArray>
#include <QCoreApplication>

#include <csignal>

#include <unistd.h>

namespace wheelhouse {

#ifndef NDEBUG
Result<void> failpoint(const char *place)
{
    const QByteArray asked = qgetenv("WH_FAIL");
    if (asked.isEmpty() || !asked.startsWith(QByteArray(place) + ':'))
        return {};
    if (asked.endsWith(":die"))
        ::kill(::getpid(), SIGKILL);
    if (asked.endsWith(":io"))
        return fail(Error::Kind::Storage,
            QCoreApplication::translate(
                "Store", "The disk reported an error. What was saved before is safe; check the disk."),
            QString::fromUtf8(asked));
    return fail(Error::Kind::Refused,
        QCoreApplication::translate(
            "Store", "The disk is full. Nothing was half saved. Free some space and do it again."),
        QString::fromUtf8(asked));
}
#endif

} // namespace wheelhouse

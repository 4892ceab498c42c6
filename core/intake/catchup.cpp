#include "core/intake/catchup.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QLocale>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(CatchUp)
};

QString dayOf(const QDateTime &utc, const QDateTime &now)
{
    const QDateTime at = utc.toLocalTime();
    return at.date() == now.toLocalTime().date()
        ? at.toString(QStringLiteral("HH:mm"))
        : QLocale().toString(at.date(), Words::tr("d MMM", "date format: a day and its month"));
}

} // namespace

QString catchUpWords(const CatchUp &catchUp, const QDateTime &now)
{
    const QString name = isolate(oneLine(catchUp.name));
    if (catchUp.isOver)
        return Words::tr("Caught up with %1: %Ln message(s) came in.", nullptr, catchUp.added).arg(name);
    if (!catchUp.reached.isValid())
        return Words::tr("Catching up %1: looking back", "an account").arg(name);
    return Words::tr("Catching up %1: %2 so far, up to %3", "an account, a number, a day")
        .arg(name, QLocale().toString(catchUp.added), dayOf(catchUp.reached, now));
}

} // namespace wheelhouse

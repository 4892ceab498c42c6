#include "core/calendar/deskwords.h"

#include <QCoreApplication>
#include <QLocale>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

} // namespace

QString placeText(const WallTime &at)
{
    const QString day = QLocale().toString(at.date, QStringLiteral("ddd d MMMM"));
    return at.time.isValid() ? Words::tr("%1, %2", "a day, an hour").arg(day, at.time.toString(QStringLiteral("HH:mm")))
                             : day;
}

} // namespace wheelhouse

#include "core/housekeeping/clockdoubt.h"

#include "core/store/statement.h"

#include <QCoreApplication>
#include <QLocale>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Housekeeping)
};

/// The newest hour that another machine wrote down. What this one wrote, when something came or was done, agrees with
/// any clock that it had. ?1 is now.
constexpr const char *newestWitness = R"(
    SELECT written_at FROM (SELECT row, written_at, time_doubt FROM mention WHERE row < (?1 + 1) << 12
                             ORDER BY row DESC LIMIT 10000)
     WHERE time_doubt = 0 ORDER BY row DESC LIMIT 1)";

} // namespace

Result<QString> ClockDoubt::ask(Database &reader, const Clock &clock)
{
    const QDateTime now = clock.now();
    Statement newest(reader, newestWitness);
    const auto read = [](const Row &row) { return row.time(0); };
    auto seen = newest.one<QDateTime>(read, now.toMSecsSinceEpoch());
    if (!seen)
        return tl::unexpected(seen.error());
    const QDateTime last = seen->value_or(QDateTime());
    if (!last.isValid() || last.daysTo(now) <= agreesWithinDays)
        return QString();
    const QLocale locale;
    return Words::tr("No words go by themselves: the clock of this machine says %1, and the newest message here is of "
                     "%2. Set the clock; where it is right, words go again after the next message, or when you "
                     "run the rule by hand.")
        .arg(locale.toString(now.toLocalTime().date(), QLocale::LongFormat),
            locale.toString(last.toLocalTime().date(), QLocale::LongFormat));
}

} // namespace wheelhouse

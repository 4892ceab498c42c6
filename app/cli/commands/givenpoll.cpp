#include "app/cli/commands/givenpoll.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

const QString answers = QStringLiteral("poll");
const QString time = QStringLiteral("poll-for");
const QString several = QStringLiteral("poll-multiple");
const QString hidden = QStringLiteral("poll-hide-totals");

} // namespace

std::optional<std::chrono::seconds> readTimeSpan(const QString &typed)
{
    constexpr qint64 longest = 100LL * 366 * 24 * 3600;
    static const QHash<QChar, qint64> units { { u's', 1 }, { u'm', 60 }, { u'h', 3600 }, { u'd', 24 * 3600 },
        { u'w', 7 * 24 * 3600 } };
    bool isNumber = false;
    const qint64 count = typed.chopped(typed.isEmpty() ? 0 : 1).toLongLong(&isNumber);
    const qint64 unit = typed.isEmpty() ? 0 : units.value(typed.back());
    if (!isNumber || unit == 0 || count < 1 || count > longest / unit)
        return std::nullopt;
    return std::chrono::seconds(count * unit);
}

void describePoll(QCommandLineParser &parser)
{
    parser.addOptions({
        { answers, Words::tr("A poll under the first part, its answers between bars: “Yes|No|Later”."),
            QStringLiteral("ANSWERS") },
        { time, Words::tr("How long it is open: 30m, 6h, 1d."), QStringLiteral("TIME"), QStringLiteral("1d") },
        { several, Words::tr("Several answers may be chosen.") },
        { hidden, Words::tr("Nobody sees counts before it ends.") },
    });
}

Result<std::optional<Poll>> givenPoll(const QCommandLineParser &parser)
{
    if (!parser.isSet(answers)) {
        if (parser.isSet(time) || parser.isSet(several) || parser.isSet(hidden))
            return fail(Error::Kind::Refused, Words::tr("Say with --poll which answers there are."));
        return std::nullopt;
    }
    const auto open = readTimeSpan(parser.value(time));
    if (!open)
        return fail(Error::Kind::Refused, Words::tr("--poll-for is a time such as 30m, 6h or 1d."));
    Poll poll { {}, *open, parser.isSet(several), parser.isSet(hidden) };
    const QStringList parts = parser.value(answers).split(u'|');
    for (const QString &each : parts)
        poll.options.append(each.trimmed());
    return std::optional(poll);
}

} // namespace wheelhouse

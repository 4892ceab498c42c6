#include "core/base/walltime.h"

#include "core/base/zones.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <optional>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WallTime)
};

constexpr qsizetype longest = 200;

QString howTo()
{
    return Words::tr("Write it as 2026-11-30 09:00 Europe/Amsterdam.");
}

tl::unexpected<Error> malformed(const QString &words)
{
    return fail(Error::Kind::Malformed, words + QLatin1Char(' ') + howTo());
}

Result<QDate> readDate(const QString &word)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$"));
    const auto match = form.match(word);
    if (!match.hasMatch())
        return malformed(Words::tr("“%1” is no date.").arg(word));
    const QDate date(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
    if (!date.isValid())
        return malformed(Words::tr("There is no day %1 in the calendar.").arg(word));
    return date;
}

Result<QTime> readTime(const QString &word)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?$"));
    const auto match = form.match(word);
    if (!match.hasMatch())
        return malformed(Words::tr("“%1” is no time of day.").arg(word));
    const QTime time(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
    if (!time.isValid())
        return malformed(Words::tr("There is no time of day %1; the day goes from 00:00 to 23:59.").arg(word));
    return time;
}

Result<QByteArray> readZone(const QString &words)
{
    if (const QByteArray zone = words.toUtf8(); isKnownZone(zone))
        return zone;
    const QList<QByteArray> like = zonesLike(words);
    if (like.isEmpty())
        return fail(Error::Kind::Refused,
            Words::tr("“%1” is no time zone that this machine knows. Name one by its IANA name, as Europe/Amsterdam.")
                .arg(words));
    return fail(Error::Kind::Refused,
        Words::tr("“%1” is no time zone that this machine knows. Is it one of these: %2?")
            .arg(words, QString::fromUtf8(like.join(", "))));
}

/// Takes "first" or "second" off the end of \a words.
std::optional<WallTime::Turn> takeTurn(QStringList &words)
{
    if (words.size() < 3)
        return {};
    const QString last = words.last().toLower();
    if (last != QLatin1String("first") && last != QLatin1String("second"))
        return {};
    words.removeLast();
    return last == QLatin1String("second") ? WallTime::Turn::Second : WallTime::Turn::First;
}

Result<void> checkTurn(const WallTime &meant, const QString &hour)
{
    const auto resolved = resolve(meant);
    if (!resolved)
        return tl::unexpected(resolved.error());
    if (resolved->how == ResolvedTime::How::First || resolved->how == ResolvedTime::How::Second)
        return {};
    return fail(Error::Kind::Refused,
        Words::tr("%1 does not come twice on this day in %2: leave out “first” or “second”.")
            .arg(hour, placeOf(meant.zone)));
}

} // namespace

Result<WallTime> readWallTime(QStringView text, const QByteArray &zoneWhereNone)
{
    if (text.size() > longest)
        return malformed(Words::tr("This is too long for a date and a time."));
    QString whole = text.toString().simplified();
    if (whole.size() > 10 && whole.at(10) == QLatin1Char('T')) // ISO 8601
        whole[10] = QLatin1Char(' ');
    QStringList words = whole.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const auto turn = takeTurn(words);
    if (words.size() < 2)
        return malformed(
            words.isEmpty() ? Words::tr("A date and a time are needed.") : Words::tr("The time is missing."));
    const auto date = readDate(words.at(0));
    if (!date)
        return tl::unexpected(date.error());
    const auto time = readTime(words.at(1));
    if (!time)
        return tl::unexpected(time.error());
    if (words.size() == 2 && zoneWhereNone.isEmpty())
        return malformed(Words::tr("The time zone is missing."));
    const auto zone =
        readZone(words.size() == 2 ? QString::fromUtf8(zoneWhereNone) : words.mid(2).join(QLatin1Char(' ')));
    if (!zone)
        return tl::unexpected(zone.error());
    const WallTime meant { *date, *time, *zone, turn.value_or(WallTime::Turn::First) };
    if (turn)
        if (const auto fits = checkTurn(meant, words.at(1)); !fits)
            return tl::unexpected(fits.error());
    return meant;
}

} // namespace wheelhouse

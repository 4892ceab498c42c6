#include "core/http/message.h"

#include <QLocale>

#include <algorithm>

namespace wheelhouse {

QByteArray HttpResponse::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

std::optional<QDateTime> HttpResponse::date() const
{
    return httpDate(header("Date"));
}

QUrl HttpResponse::movedTo() const
{
    QUrl last;
    for (const HttpHop &hop : hops) {
        if (!hop.isForGood)
            break;
        last = hop.to;
    }
    return last;
}

namespace {

/// The one form in use, "Sun, 06 Nov 1994 08:49:37 GMT", in its own places; none: it is another, or no date at all.
/// Each answer bears one, and QLocale takes its time.
std::optional<QDateTime> fixedDate(QByteArrayView text)
{
    constexpr qsizetype length = 29;
    constexpr QByteArrayView months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if (text.size() != length || text.sliced(3, 2) != ", " || text.sliced(25) != " GMT" || text[7] != ' '
        || text[11] != ' ' || text[16] != ' ' || text[19] != ':' || text[22] != ':')
        return std::nullopt;
    const auto number = [text](qsizetype at, qsizetype digits) {
        int value = 0;
        for (const char c : text.sliced(at, digits))
            value = c < '0' || c > '9' || value < 0 ? -1 : value * 10 + (c - '0');
        return value;
    };
    const qsizetype month = months.indexOf(text.sliced(8, 3));
    const QDate day(number(12, 4), month % 3 == 0 ? int(month / 3) + 1 : 0, number(5, 2));
    const QTime time(number(17, 2), number(20, 2), number(23, 2));
    return day.isValid() && time.isValid() ? std::optional(QDateTime(day, time, Qt::UTC)) : std::nullopt;
}

} // namespace

std::optional<QDateTime> httpDate(QByteArrayView text)
{
    if (text.isEmpty())
        return std::nullopt;
    if (const auto fixed = fixedDate(text); fixed && fixed->date().year() >= 1970)
        return fixed;
    const QString written = QString::fromLatin1(text.first(std::min(text.size(), qsizetype(60)))).simplified();
    // RFC 9110: "Sun, 06 Nov 1994 08:49:37 GMT"; obsolete: "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov 6 08:49:37 1994".
    // Weekday names are left out of the reading: a wrong one makes no date wrong.
    static const QStringList forms { QStringLiteral("dd MMM yyyy HH:mm:ss 'GMT'"),
        QStringLiteral("dd-MMM-yy HH:mm:ss 'GMT'") };
    const QLocale english = QLocale::c();
    QDateTime read;
    const auto comma = written.indexOf(QLatin1Char(','));
    const QString afterDay = comma < 0 ? written : written.mid(comma + 1).trimmed();
    for (const QString &form : forms)
        if (!read.isValid())
            read = english.toDateTime(afterDay, form);
    if (!read.isValid())
        read = english.toDateTime(written.section(QLatin1Char(' '), 1), QStringLiteral("MMM d HH:mm:ss yyyy"));
    if (!read.isValid())
        return std::nullopt;
    // Two digits mean a year of this century, since no server of the last one speaks to us.
    const QDate day = read.date().year() < 1970 ? read.date().addYears(100) : read.date();
    return QDateTime(day, read.time(), Qt::UTC);
}

} // namespace wheelhouse

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

std::optional<QDateTime> httpDate(QByteArrayView text)
{
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

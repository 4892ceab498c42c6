#include "core/connectors/mastodon/mastodonfields.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTimeZone>

#include <cmath>

namespace wheelhouse::mastodon {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MastodonWire)
};

constexpr qint64 mostCounted = 1'000'000'000'000;
constexpr double lastYear = 253'402'300'799.0; // seconds, the end of 9999

std::optional<QDateTime> sinceEpoch(const QString &text)
{
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(seconds) || seconds < 0 || seconds > lastYear)
        return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(qint64(seconds * 1000), Qt::UTC);
}

} // namespace

qint64 countOf(const Json &field)
{
    bool isNumber = false;
    const qint64 count = field.token().toLongLong(&isNumber);
    return isNumber && count >= 0 && count <= mostCounted ? count : -1;
}

bool isTrue(const Json &field)
{
    return field.token() == QLatin1String("true");
}

tl::unexpected<Error> missing(const Json &field, const char *name)
{
    const QString path = field[name].path();
    return fail(Error::Kind::Malformed, Words::tr("The server's answer lacks “%1”.").arg(path), path);
}

tl::unexpected<Error> unlike(const Json &item, const char *list)
{
    const QString path = item.path().isEmpty() ? QString::fromLatin1(list) : item.path();
    return fail(Error::Kind::Malformed,
        Words::tr("The server's answer has something at “%1” that does not belong there.").arg(path), path);
}

Refused refusedBecause(const Error &error, const Json &item, const char *list)
{
    const QString where = error.detail.isEmpty() ? item.path() : error.detail;
    return { where.startsWith(QLatin1Char('[')) ? QLatin1String(list) + where : where, error.message };
}

QString handleOf(const QString &acct, const QString &host)
{
    QString plain = acct.trimmed();
    while (plain.startsWith(QLatin1Char('@')))
        plain.remove(0, 1);
    if (plain.isEmpty())
        return {};
    return QLatin1Char('@') + plain + (plain.contains(QLatin1Char('@')) ? QString() : QLatin1Char('@') + host);
}

std::optional<QDateTime> instant(const Json &field)
{
    const QString text = field.token().trimmed();
    if (text.isEmpty())
        return std::nullopt;
    QDateTime at = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!at.isValid())
        return sinceEpoch(text);
    if (at.timeSpec() == Qt::LocalTime) // it names no zone
        at.setTimeSpec(Qt::UTC);
    return at.toUTC();
}

QString errorText(const Json &body)
{
    QString said = body["error_description"].textOr(body["error"].textOr(body["message"].textOr()));
    said.replace(QRegularExpression(QStringLiteral("\\p{Cc}")), QStringLiteral(" ")); // escapes of a terminal, bells
    return said.simplified().left(300);
}

QUrl linkOf(const QByteArray &header, QByteArrayView relation)
{
    for (qsizetype at = header.indexOf('<'); at >= 0; at = header.indexOf('<', at)) {
        const auto end = header.indexOf('>', at);
        if (end < 0)
            return {};
        const auto next = header.indexOf('<', end);
        const QByteArray rest = header.mid(end + 1, next < 0 ? -1 : next - end - 1).toLower();
        if (rest.contains("rel=\"" + relation.toByteArray() + '"') || rest.contains("rel=" + relation.toByteArray()))
            return QUrl(QString::fromUtf8(header.mid(at + 1, end - at - 1)), QUrl::TolerantMode);
        at = end;
    }
    return {};
}

} // namespace wheelhouse::mastodon

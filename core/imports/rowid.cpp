#include "core/imports/rowid.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

bool areDigits(QStringView text)
{
    for (const QChar c : text)
        if (c < QLatin1Char('0') || c > QLatin1Char('9'))
            return false;
    return !text.isEmpty();
}

bool areZeros(QStringView text)
{
    for (const QChar c : text)
        if (c != QLatin1Char('0'))
            return false;
    return true;
}

/// 5.70306E+17 as its digits, when it has them all.
Result<QString> expanded(const QString &id, QStringView mantissa, QStringView power)
{
    const qsizetype point = mantissa.indexOf(QLatin1Char('.'));
    const QStringView front = point < 0 ? mantissa : mantissa.left(point);
    const QStringView back = point < 0 ? QStringView() : mantissa.mid(point + 1);
    bool small = false;
    const int shift = power.startsWith(QLatin1Char('+')) ? power.mid(1).toInt(&small) : power.toInt(&small);
    if (!small || !areDigits(front) || (point >= 0 && !areDigits(back)) || shift < 0 || shift > 40)
        return id;
    // A spreadsheet shows at least the digits that it keeps (15); fewer than the number is long means that some are
    // gone.
    if (back.size() < shift)
        return fail(Error::Kind::Malformed,
            QCoreApplication::translate(
                "Imports", "A spreadsheet has cut the last digits off “%1”. Export again with this column as text.")
                .arg(id));
    if (!areZeros(back.mid(shift)))
        return id;
    return front.toString() + back.left(shift).toString();
}

} // namespace

Result<QString> mendedId(const QString &cell)
{
    const QString id = cell.trimmed();
    const qsizetype e = id.indexOf(QLatin1Char('e'), 0, Qt::CaseInsensitive);
    if (e > 0 && id.front().isDigit() && (id.contains(QLatin1Char('.')) || id.contains(QLatin1Char('+'))))
        return expanded(id, QStringView(id).left(e), QStringView(id).mid(e + 1));
    const qsizetype point = id.indexOf(QLatin1Char('.'));
    if (point > 0 && areDigits(QStringView(id).left(point)) && point + 1 < id.size()
        && areZeros(QStringView(id).mid(point + 1)))
        return id.left(point);
    return id;
}

} // namespace wheelhouse

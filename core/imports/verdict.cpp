#include "core/imports/verdict.h"

#include <QCoreApplication>

namespace wheelhouse {

QString Verdict::sentence() const
{
    if (column.isEmpty())
        return QCoreApplication::translate("Imports", "Row %1: %2").arg(QString::number(row), words);
    return QCoreApplication::translate("Imports", "Row %1, column %2: %3").arg(QString::number(row), column, words);
}

Verdict Verdict::refusal(qint64 row, const QString &column, const QString &words)
{
    Verdict refused;
    refused.kind = Kind::Refuse;
    refused.row = row;
    refused.column = column;
    refused.words = words;
    return refused;
}

} // namespace wheelhouse

#include "core/base/csvwords.h"

#include <algorithm>

namespace wheelhouse {

namespace {

/// owasp.org/www-community/attacks/CSV_Injection; LF besides, since a quoted cell may begin with one.
bool beginsFormula(const QByteArray &cell)
{
    const auto first = std::find_if(cell.begin(), cell.end(), [](char c) { return c != '\''; });
    return first != cell.end() && QByteArrayView("=+-@\t\r\n").contains(*first);
}

} // namespace

QByteArray guarded(const QByteArray &cell)
{
    return beginsFormula(cell) ? '\'' + cell : cell;
}

QByteArray withoutGuard(const QByteArray &cell)
{
    return cell.startsWith('\'') && beginsFormula(cell) ? cell.mid(1) : cell;
}

QByteArray csvQuoted(const QByteArray &cell)
{
    const bool isPlain =
        std::none_of(cell.begin(), cell.end(), [](char c) { return QByteArrayView(",;|\"\t\r\n").contains(c); })
        && !cell.startsWith(' ') && !cell.endsWith(' ');
    if (isPlain)
        return cell;
    return '"' + QByteArray(cell).replace('"', "\"\"") + '"';
}

} // namespace wheelhouse

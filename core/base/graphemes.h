#pragma once

#include <QList>
#include <QStringView>

namespace wheelhouse {

/// Where each character begins that a person counts, in UTF-16 units; as many as graphemeCount() says.
QList<qsizetype> graphemeStarts(QStringView text);

} // namespace wheelhouse

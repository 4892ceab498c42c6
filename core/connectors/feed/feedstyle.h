#pragma once

#include <QString>

namespace wheelhouse {

/// The harmless declarations of a style attribute, "color: red; width: 3em;"; nothing with an address, an expression
/// or a backslash in it, and no distances that would leave the page.
QString cleanStyle(const QString &style);

} // namespace wheelhouse

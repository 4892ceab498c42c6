#pragma once

#include <QtGlobal>

namespace wheelhouse {

/// A stretch of a text, in UTF-16 units.
struct Stretch {
    qsizetype start = 0;
    qsizetype length = 0;
    friend bool operator==(const Stretch &, const Stretch &) = default;
};

} // namespace wheelhouse

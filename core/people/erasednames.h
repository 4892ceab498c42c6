#pragma once

#include <QString>

namespace wheelhouse {

/// What stands on the screen in the place of a name or of words that were taken (core/housekeeping).
QString erasedPerson();
QString erasedWords();
/// In the place of words that were taken away where they stood.
QString goneWords();

} // namespace wheelhouse

#pragma once

#include <QString>
#include <QStringView>

namespace wheelhouse {

/// \a text as it is compared: case and accents gone ("Straße" and "STRASSE", "café" and "Cafe" become one), compatible
/// forms made one (full width, ligatures). Only the combining marks of the European blocks are dropped: the vowel
/// signs of Indic scripts are letters of their words. Not for showing.
QString fold(QStringView text);

/// How many characters a person counts: extended grapheme clusters (UAX 29, with the conjuncts of Unicode 15.1).
int graphemeCount(QStringView text);

/// Direction of the first letter that has one, outside of isolates (UAX 9, rules P2 and P3); Auto: there is none.
Qt::LayoutDirection firstStrongDirection(QStringView text);

/// \a text between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, so that a name in another direction leaves the
/// sentence around it alone. Isolates that \a text opens or closes without a partner are mended.
QString isolate(QStringView text);

/// \a text in at most \a graphemes characters (>= 1), the last an ellipsis when something is left out.
QString shorten(QStringView text, int graphemes);

/// \a text on one line: every run of white space and line ends one space, none at the ends.
QString oneLine(QStringView text);

} // namespace wheelhouse

#pragma once

#include <QString>

namespace wheelhouse {

/// \a text as the pseudo-locale says it: accented, 40 % longer, in ⟦brackets⟧.
/// What a program reads stays as it is: %1 %L1 %n, the mnemonic's letter, <tags> and &entities;, *.file filters,
/// what stands behind a tab (a shortcut). A text that is nothing but that comes back unchanged.
QString pseudo(const QString &text);

/// One plural form of English: "%n mention(s)", "%n match(es)", "%n {reply|replies}" for one or for many.
QString englishPlural(const QString &text, bool many);

/// A file of lupdate's (Linguist TS, XML) with every message translated; \a error says why when it is empty.
/// \a asEnglish: as it stands in the code, but with its plurals; otherwise the pseudo-locale.
QByteArray translated(const QByteArray &ts, bool asEnglish, QString *error);

} // namespace wheelhouse

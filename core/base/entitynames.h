#pragma once

#include <QStringView>

namespace wheelhouse {

/// What "eacute" stands for in HTML 4; u'\0' where the name is none. As written: "Eacute" is another.
char16_t namedCharacter(QStringView name);

/// What "#39" or "#x27" stands for; 0: it is no number. Numbers 128 to 159 mean Windows-1252, as browsers read them;
/// what is no character becomes U+FFFD.
char32_t numberedCharacter(QStringView body);

/// A control of U+0080 to U+009F as the character of Windows-1252 that its writer meant; anything else as it is.
char16_t meantByControl(char16_t unit);

} // namespace wheelhouse

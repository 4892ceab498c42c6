#pragma once

class QString;

namespace wheelhouse {

/// Lets the application speak \a language from now on, for windows made later: "en" (our own English, whose plurals
/// need it: without, a person reads "3 mention(s)") or "xx" (the pseudo-locale, 40 % longer, in ⟦brackets⟧).
/// Asked for again, it changes the language. False: there is no such language, and nothing was changed.
[[nodiscard]] bool speak(const QString &language);

} // namespace wheelhouse

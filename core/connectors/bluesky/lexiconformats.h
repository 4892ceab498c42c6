#pragma once

#include <QString>
#include <QStringView>

namespace wheelhouse::bluesky::lexicon {

/// Whether the language knows a format of strings by that \a name ("at-uri").
[[nodiscard]] bool isFormat(const QString &name);
/// Whether \a text is of the \a format; nothing is of a format that is none.
[[nodiscard]] bool isOfFormat(const QString &format, QStringView text);

} // namespace wheelhouse::bluesky::lexicon

#pragma once

#include "core/posts/stretch.h"

#include <QList>
#include <QStringView>

namespace wheelhouse {

/// The words of \a text whose spelling may be judged, in order. An apostrophe or hyphen inside belongs to the word.
/// Left out: addresses and names of hosts and files (a dot inside), @mentions, #tags, e-mail addresses, {placeholders},
/// words with digits or "_", ALL CAPITALS, single letters, and words written in letters without spaces between words.
/// Linear.
QList<Stretch> wordsToJudge(QStringView text);

} // namespace wheelhouse

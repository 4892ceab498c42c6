#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace wheelhouse {

/// How well typed letters fit a text, and which letters they are.
struct Fit {
    int score = 0; ///< higher is better; only compared with scores of the same typed letters
    QList<int> places; ///< indices into the text, rising
};

/// Every letter of \a typed must occur in \a text in this order, case and accents aside. In one piece at the start is
/// best, then at the start of a later word, then inside a word, then scattered, where beginnings of words count more.
/// Nothing typed fits everything with score 0.
[[nodiscard]] std::optional<Fit> fit(const QString &typed, const QString &text);

} // namespace wheelhouse

#pragma once

#include "core/reading/reader.h"
#include "core/reading/weighing.h"

#include <QList>

#include <vector>

namespace wheelhouse {

/// A text as it is read: cut, in its language, weighed.
struct Evidence {
    Tokens tokens;
    Tongue tongue = Tongue::English;
    Weighing weighing;
    MoodScores scores {};
};
Evidence gatherEvidence(QByteArrayView utf8, const ReadingContext &context);

inline constexpr int denseCount = 10;
using DenseFeatures = std::array<double, denseCount>;

/// What is learned about: some figures of the text, and its words and pairs of words by their hash.
struct LearnedFrom {
    /// A word or a pair of words in the text.
    struct Word {
        quint32 hash = 0; ///< below hashSpace
        size_t token = 0;
        size_t tokens = 1;
    };
    static constexpr quint32 hashSpace = 1U << 18;
    DenseFeatures dense {};
    std::vector<Word> words;
    double share = 0; ///< what each word counts: 1 / sqrt(how many)
};
LearnedFrom learnedFrom(const Evidence &evidence);

} // namespace wheelhouse

#pragma once

#include "core/reading/lexicon.h"
#include "core/reading/tokens.h"

#include <QVarLengthArray>

#include <array>

namespace wheelhouse {

/// A word, phrase or sign that weighed for the mood.
struct Hit {
    size_t token = 0; ///< the first
    size_t tokens = 1;
    double weight = 0; ///< after negation, boosters, "but" and repetition
};

/// The cues of one kind that were found: each once, a phrase counts 2, a word 1.
struct CueCount {
    int weight = 0;
    int found = 0; ///< with repetitions
};

/// What a text holds for mood and need.
struct Weighing {
    QVarLengthArray<Hit, 24> hits; ///< as they stand in the text; those that came to nothing are left out
    double good = 0; ///< sum of what speaks for it, >= 0
    double bad = 0; ///< sum of what speaks against, >= 0
    double strongBad = 0; ///< of the hits that are -2.4 or worse, >= 0
    int exclaims = 0;
    int words = 0;
    bool asks = false; ///< has a question mark
    bool hasUrl = false;
    bool negates = false;
    bool startsWithHandle = false;
    bool isRetweet = false;
    bool isToUs = false; ///< begins with a handle, or is known to speak to us
    bool opensAsking = false; ///< a sentence begins as a question does: "do you ship to Ghent"
    bool isFirstPerson = false;
    std::array<CueCount, WordRow::kindCount> cues; ///< by WordRow::Kind
    [[nodiscard]] const CueCount &cue(WordRow::Kind kind) const { return cues[size_t(kind)]; }
};

/// Weighs \a tokens, folded for \a tongue. \a isToUs: service words count fully; they do as well where one of the first
/// two tokens is a @handle.
Weighing weigh(const Tokens &tokens, Tongue tongue, bool isToUs);

} // namespace wheelhouse

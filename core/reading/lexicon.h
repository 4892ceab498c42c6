#pragma once

#include "core/reading/wordfiles.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wheelhouse {

struct WordHash {
    using is_transparent = void;
    size_t operator()(std::u16string_view word) const { return std::hash<std::u16string_view>()(word); }
};
template<typename Value> using WordMap = std::unordered_map<std::u16string, Value, WordHash, std::equal_to<>>;

/// What a folded word or phrase is good for.
struct WordFacts {
    float weight = 0;
    bool weighs = false; ///< a weight of 0 is one: it keeps a longer search from finding another
    bool isService = false;
    quint32 kinds = 0; ///< a bit for each WordRow::Kind
    [[nodiscard]] bool is(WordRow::Kind kind) const { return (kinds >> int(kind)) & 1U; }
};

struct WordPhrase {
    std::vector<std::u16string> words; ///< all but the first; "cancel*" begins with it
    WordFacts facts;
};

/// Words of one language, ready to be looked up; never changed once it is made, so any thread may ask.
class Lexicon {
public:
    explicit Lexicon(Tongue tongue);

    [[nodiscard]] const WordFacts *word(std::u16string_view folded) const;
    /// The weight of a word by itself, by the longest beginning of it that is listed, or (Arabic) by its stem.
    [[nodiscard]] std::optional<WordFacts> weight(std::u16string_view folded) const;
    /// The weight of a Hindi word that is listed in another spelling of its Latin letters: bekaar, bekar.
    [[nodiscard]] const WordFacts *otherSpelling(std::u16string_view folded) const;
    /// What a word is by the longest beginning of it that a cue has; 0: no cue begins so.
    [[nodiscard]] quint32 kindsByBeginning(std::u16string_view folded) const;
    [[nodiscard]] const std::vector<WordPhrase> *phrasesFrom(std::u16string_view first) const;
    [[nodiscard]] Tongue tongue() const { return m_tongue; }

private:
    void add(const WordRow &row);
    void addPhrase(const std::vector<std::u16string> &words, const WordRow &row);
    [[nodiscard]] const WordFacts *ownWeight(std::u16string_view folded) const;
    [[nodiscard]] const WordFacts *weightByBeginning(std::u16string_view folded) const;
    [[nodiscard]] const WordFacts *arabicStem(std::u16string_view folded) const;
    [[nodiscard]] const WordFacts *arabicEnding(std::u16string_view folded) const;
    [[nodiscard]] quint64 lengthsFrom(std::u16string_view folded) const;

    Tongue m_tongue;
    WordMap<WordFacts> m_words;
    WordMap<WordFacts> m_beginnings;
    WordMap<quint64> m_lengths; ///< of the beginnings with these three letters, a bit each: most words ask once
    WordMap<std::vector<WordPhrase>> m_phrases;
    WordMap<WordFacts> m_spoken; ///< of Hindi in Latin letters, by soundOf()
};

/// Made at first use, on whichever thread that is: some milliseconds.
const Lexicon &lexicon(Tongue tongue);
/// Whether an English word weighs in other languages too.
bool isLoanWord(std::u16string_view folded);

} // namespace wheelhouse

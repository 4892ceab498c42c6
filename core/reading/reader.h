#pragma once

#include "core/reading/language.h"
#include "core/reading/moodscores.h"
#include "core/reading/needscores.h"

#include <QList>

#include <memory>
#include <optional>

namespace wheelhouse {

class Taught;

/// What is known about a text beside its words.
struct ReadingContext {
    bool isToUs = false; ///< somebody speaks to us: words of service ("hours", "phone") count fully
    QString language; ///< BCP 47, where it is known for certain; empty: found by the words
    std::optional<LanguageGuess> guess; ///< cld2's answer where it was asked already; it is asked otherwise
};

/// A word, phrase or sign that weighed for the mood.
struct WeighedWord {
    QString word; ///< as it stands in the text
    double weight = 0; ///< below 0: against us
    qsizetype at = 0; ///< UTF-16 units in the text, its HTML entities decoded
    qsizetype length = 0;
    bool isLearned = false; ///< weighs by what the team said, not by a word list
};

/// What a text says, with its reasons.
struct Reading {
    QString language; ///< BCP 47, by whose words it was read; empty: of none that we know
    ReadingMark mark;
    Mood closest = Mood::Neutral; ///< of negative, neutral and positive; mark.mood may be mixed or unsure beside it
    MoodScores shares {}; ///< negative, neutral, positive; their sum is 1
    double confidence = 0; ///< the largest of them
    NeedScores needs {};
    Need runnerUp = Need::None; ///< the need that comes second, however weak; mark.second is it where it says something
    QList<WeighedWord> words; ///< the heaviest first
};

/// Reads texts: pure functions over their bytes, the same answer on any thread and at any time. The word lists are
/// read when the first text of their language comes, some milliseconds: never on the window's thread.
class Reader {
public:
    Reader() = default;
    /// \a taught what the team's corrections came to; none: by the word lists alone.
    explicit Reader(std::shared_ptr<const Taught> taught);

    [[nodiscard]] Reading read(QByteArrayView utf8, const ReadingContext &context = {}) const;
    /// The same without its reasons, for many.
    [[nodiscard]] ReadingMark mark(QByteArrayView utf8, const ReadingContext &context = {}) const;
    [[nodiscard]] bool isTaught() const { return m_taught != nullptr; }

private:
    std::shared_ptr<const Taught> m_taught;
};

} // namespace wheelhouse

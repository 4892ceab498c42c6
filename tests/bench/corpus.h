#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <vector>

namespace wheelhouse {

/// Small, fast and the same everywhere: SplitMix64 (Steele, Lea, Flood 2014).
class Dice {
public:
    explicit Dice(uint64_t seed)
        : m_state(seed)
    {
    }
    uint64_t roll();
    uint32_t below(uint32_t limit) { return uint32_t((roll() >> 32) * limit >> 32); }
    bool chance(uint32_t outOfThousand) { return below(1000) < outOfThousand; }

private:
    uint64_t m_state;
};

/// Picks numbers below n so that the first come far more often than the last: the k-th with weight 1/k (Zipf).
class Zipf {
public:
    explicit Zipf(uint32_t n);
    uint32_t pick(Dice &dice) const { return m_places[dice.below(uint32_t(m_places.size()))]; }

private:
    std::vector<uint32_t> m_places;
};

/// A made-up stream of mentions, the same for the same seed: English with a long tail of built words, five channels,
/// 27 % answers to something recent in the same channel, a few of them ours. For search it holds "quokkaflux" in every
/// 50,000th, "refund" in 0.5 % and "order number" in 1 %.
class Corpus {
public:
    explicit Corpus(uint64_t seed = 42);

    /// The next \a rows as JSON Lines, oldest first. Keys: id, text, author_id, author, name, created_at, reply_to,
    /// channel, ours.
    QByteArray lines(int rows);
    /// The next \a rows written to \a path.
    bool write(const QString &path, int rows);
    /// The column map under which these lines are imported.
    static QString map();

    static constexpr const char *rareWord = "quokkaflux";
    static constexpr const char *halfPercentWord = "refund";
    static constexpr const char *onePercentPhrase = "order number";
    static constexpr const char *frequentWord = "support";
    static constexpr const char *commonestWord = "the";

private:
    void line(QByteArray &out);
    void words(QByteArray &out);

    Dice m_dice;
    std::vector<QByteArray> m_words;
    std::vector<uint8_t> m_channels; ///< of the recent ones, so that answers stay where they were asked
    Zipf m_wordOf;
    Zipf m_authorOf;
    int64_t m_made = 0;
    int64_t m_now; ///< UTC ms
};

} // namespace wheelhouse

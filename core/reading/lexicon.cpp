#include "core/reading/lexicon.h"

#include "core/reading/folding.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <unordered_set>

namespace wheelhouse {

namespace {

constexpr size_t stemLetters = 3; ///< the fewest that a beginning or an Arabic stem has
constexpr size_t longestBeginning = 63;
constexpr size_t soundLetters = 4; ///< fewer are too many words at once: bad, baad

/// Patterns are parted at spaces and hyphens; a star is kept at the end of a part.
std::vector<std::u16string> partsOf(const QString &pattern, Tongue tongue)
{
    static const QRegularExpression between(QStringLiteral("[\\s-]+"));
    std::vector<std::u16string> parts;
    for (const QString &each : pattern.split(between, Qt::SkipEmptyParts)) {
        std::u16string folded;
        foldWord(each, tongue, folded);
        const bool hasArticles = tongue == Tongue::French || tongue == Tongue::Italian;
        const size_t behind = hasArticles && each != pattern ? behindArticle(folded) : 0;
        if (behind > 0) // as the text is cut: "m'aider" is two words
            parts.push_back(folded.substr(0, behind));
        if (!folded.empty())
            parts.push_back(folded.substr(behind));
    }
    return parts;
}

/// Nobody was taught to write Hindi in Latin letters: one word has many spellings that are spoken alike.
std::u16string soundOf(std::u16string_view word)
{
    static constexpr std::array<std::pair<std::u16string_view, std::u16string_view>, 10> alike { {
        { u"aa", u"a" },
        { u"ee", u"i" },
        { u"oo", u"u" },
        { u"ph", u"f" },
        { u"chh", u"c" },
        { u"ch", u"c" },
        { u"w", u"v" },
        { u"z", u"j" },
        { u"q", u"k" },
        { u"y", u"i" },
    } };
    std::u16string sound;
    while (!word.empty()) {
        const auto found =
            std::find_if(alike.begin(), alike.end(), [word](const auto &each) { return word.starts_with(each.first); });
        const bool isPlain = found == alike.end();
        const std::u16string_view to = isPlain ? word.substr(0, 1) : found->second;
        if (sound.empty() || sound.back() != to.front())
            sound += to;
        word.remove_prefix(isPlain ? 1 : found->first.size());
    }
    return sound;
}

void merge(WordFacts &facts, const WordRow &row)
{
    if (row.kind != WordRow::Kind::Word && row.kind != WordRow::Kind::Service) {
        facts.kinds |= 1U << int(row.kind);
        return;
    }
    facts.weight = float(row.weight);
    facts.weighs = true;
    facts.isService = row.kind == WordRow::Kind::Service;
}

struct Shelf {
    std::once_flag made;
    std::unique_ptr<const Lexicon> lexicon;
};

} // namespace

Lexicon::Lexicon(Tongue tongue)
    : m_tongue(tongue)
{
    for (const WordRow &row : weighingWords(tongue))
        add(row);
    for (const WordRow &row : ownWords())
        if (row.tongue == tongue && row.kind != WordRow::Kind::Word && row.kind != WordRow::Kind::Sign
            && row.kind != WordRow::Kind::Loan)
            add(row);
}

void Lexicon::add(const WordRow &row)
{
    const std::vector<std::u16string> parts = partsOf(row.pattern, m_tongue);
    if (parts.empty())
        return;
    if (parts.size() > 1) {
        addPhrase(parts, row);
        return;
    }
    std::u16string word = parts.front();
    if (word.back() != u'*') {
        merge(m_words[word], row);
        if (m_tongue == Tongue::Hindi && word.front() < u'\x80' && row.kind == WordRow::Kind::Word)
            merge(m_spoken[soundOf(word)], row);
        return;
    }
    word.pop_back();
    if (word.size() < stemLetters || word.size() > longestBeginning)
        return;
    merge(m_beginnings[word], row);
    m_lengths[word.substr(0, stemLetters)] |= quint64(1) << word.size();
}

void Lexicon::addPhrase(const std::vector<std::u16string> &words, const WordRow &row)
{
    std::vector<WordPhrase> &sameStart = m_phrases[words.front()];
    const std::vector<std::u16string> rest(words.begin() + 1, words.end());
    auto found = std::find_if(
        sameStart.begin(), sameStart.end(), [&rest](const WordPhrase &each) { return each.words == rest; });
    if (found == sameStart.end())
        found = sameStart.insert(sameStart.end(), { rest, {} });
    merge(found->facts, row);
}

const WordFacts *Lexicon::word(std::u16string_view folded) const
{
    const auto found = m_words.find(folded);
    return found == m_words.end() ? nullptr : &found->second;
}

const std::vector<WordPhrase> *Lexicon::phrasesFrom(std::u16string_view first) const
{
    const auto found = m_phrases.find(first);
    return found == m_phrases.end() ? nullptr : &found->second;
}

const WordFacts *Lexicon::ownWeight(std::u16string_view folded) const
{
    const WordFacts *facts = word(folded);
    return facts && facts->weighs ? facts : nullptr;
}

quint64 Lexicon::lengthsFrom(std::u16string_view folded) const
{
    if (folded.size() < stemLetters)
        return 0;
    const auto found = m_lengths.find(folded.substr(0, stemLetters));
    return found == m_lengths.end() ? 0 : found->second;
}

const WordFacts *Lexicon::weightByBeginning(std::u16string_view folded) const
{
    const quint64 lengths = lengthsFrom(folded);
    for (size_t length = std::min(folded.size(), longestBeginning); lengths != 0 && length >= stemLetters; --length) {
        if (((lengths >> length) & 1U) == 0)
            continue;
        const auto found = m_beginnings.find(folded.substr(0, length));
        if (found != m_beginnings.end() && found->second.weighs)
            return &found->second;
    }
    return nullptr;
}

quint32 Lexicon::kindsByBeginning(std::u16string_view folded) const
{
    const quint64 lengths = lengthsFrom(folded);
    for (size_t length = std::min(folded.size(), longestBeginning); lengths != 0 && length >= stemLetters; --length) {
        if (((lengths >> length) & 1U) == 0)
            continue;
        const auto found = m_beginnings.find(folded.substr(0, length));
        if (found != m_beginnings.end() && found->second.kinds != 0)
            return found->second.kinds;
    }
    return 0;
}

/// Articles, prepositions and the signs of person come off the front, then pronouns and plurals off the end.
const WordFacts *Lexicon::arabicStem(std::u16string_view folded) const
{
    static constexpr std::array<std::u16string_view, 14> before { u"وال", u"بال", u"فال", u"كال", u"لل", u"ال", u"و",
        u"ف", u"ب", u"ل", u"ي", u"ت", u"ن", u"س" };
    static constexpr std::array<std::u16string_view, 10> after { u"هم", u"ها", u"نا", u"ين", u"ون", u"ات", u"كم", u"ه",
        u"ي", u"ك" };
    const auto withoutEnd = [this](std::u16string_view word, std::u16string_view end) -> const WordFacts * {
        const bool fits = word.ends_with(end) && word.size() - end.size() >= stemLetters;
        return fits ? ownWeight(word.substr(0, word.size() - end.size())) : nullptr;
    };
    for (const std::u16string_view start : before) {
        if (!folded.starts_with(start) || folded.size() - start.size() < stemLetters)
            continue;
        const std::u16string_view rest = folded.substr(start.size());
        if (const WordFacts *facts = ownWeight(rest))
            return facts;
        for (const std::u16string_view end : after)
            if (const WordFacts *facts = withoutEnd(rest, end))
                return facts;
    }
    return arabicEnding(folded);
}

/// A pronoun or plural at the end alone; behind it the feminine ending may have been lost: بطولات, بطوله.
const WordFacts *Lexicon::arabicEnding(std::u16string_view folded) const
{
    static constexpr std::array<std::u16string_view, 11> after { u"هم", u"ها", u"نا", u"ين", u"ون", u"ات", u"كم", u"ه",
        u"ي", u"ك", u"وا" };
    for (const std::u16string_view end : after) {
        if (!folded.ends_with(end) || folded.size() - end.size() < stemLetters)
            continue;
        std::u16string stem(folded.substr(0, folded.size() - end.size()));
        if (const WordFacts *facts = ownWeight(stem))
            return facts;
        if (const WordFacts *facts = ownWeight(stem += u'ه'))
            return facts;
    }
    return nullptr;
}

const WordFacts *Lexicon::otherSpelling(std::u16string_view folded) const
{
    const std::u16string sound = m_spoken.empty() ? std::u16string() : soundOf(folded);
    const auto found = sound.size() < soundLetters ? m_spoken.end() : m_spoken.find(sound);
    return found == m_spoken.end() ? nullptr : &found->second;
}

std::optional<WordFacts> Lexicon::weight(std::u16string_view folded) const
{
    const WordFacts *facts = ownWeight(folded);
    if (!facts)
        facts = weightByBeginning(folded);
    if (!facts && m_tongue == Tongue::Arabic)
        facts = arabicStem(folded);
    return facts ? std::optional(*facts) : std::nullopt;
}

const Lexicon &lexicon(Tongue tongue)
{
    static std::array<Shelf, tongueCount> shelves;
    Shelf &shelf = shelves[size_t(tongue)];
    std::call_once(shelf.made, [&shelf, tongue] { shelf.lexicon = std::make_unique<const Lexicon>(tongue); });
    return *shelf.lexicon;
}

bool isLoanWord(std::u16string_view folded)
{
    static const WordMap<bool> loans = [] {
        WordMap<bool> all;
        for (const WordRow &row : ownWords())
            if (row.kind == WordRow::Kind::Loan)
                all.emplace(row.pattern.toStdU16String(), true);
        return all;
    }();
    return loans.find(folded) != loans.end();
}

} // namespace wheelhouse

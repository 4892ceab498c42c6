#include "core/reading/weighing.h"

#include "core/reading/signs.h"

#include <algorithm>
#include <cmath>

namespace wheelhouse {

namespace {

using Kind = WordRow::Kind;

// Found by trying on labelled sets, then rounded; not to be tuned further.
constexpr double serviceElsewhere = 0.15;
constexpr double boost = 1.3;
constexpr double damp = 0.7;
constexpr double shoutedWord = 1.2;
constexpr double drawnOut = 1.2;
constexpr double negatedGood = -0.9;
constexpr double negatedBad = -0.25;
constexpr double beforeBut = 0.6;
constexpr double afterBut = 1.3;
constexpr double strong = 2.4;
constexpr ptrdiff_t negationReach = 3;
constexpr ptrdiff_t never = -99;

/// "sooo": three or more of one letter in a row.
bool isDrawnOut(std::u16string_view word)
{
    for (size_t at = 2; at < word.size(); ++at)
        if (word[at] == word[at - 1] && word[at] == word[at - 2])
            return true;
    return false;
}

/// With runs of three or more cut to two (\a most 2), or every run to one (\a most 1).
std::u16string squeezed(std::u16string_view word, size_t most)
{
    std::u16string out;
    for (size_t at = 0; at < word.size();) {
        size_t end = at;
        while (end < word.size() && word[end] == word[at])
            ++end;
        out.append(most == 2 && end - at < 3 ? end - at : std::min(end - at, most), word[at]);
        at = end;
    }
    return out;
}

bool isFirstPerson(std::u16string_view word)
{
    static constexpr std::array<std::u16string_view, 21> all { u"i", u"my", u"me", u"we", u"our", u"i'm", u"im",
        u"i've", u"ich", u"mein", u"meine", u"je", u"mon", u"ma", u"mi", u"mio", u"mia", u"meu", u"minha", u"eu",
        u"yo" };
    return word.size() <= 5 && (std::find(all.begin(), all.end(), word) != all.end() || word == u"io");
}

class Scale {
public:
    Scale(const Tokens &tokens, Tongue tongue, bool isToUs)
        : m_tokens(tokens)
        , m_lexicon(lexicon(tongue))
        , m_english(tongue == Tongue::English ? m_lexicon : lexicon(Tongue::English))
        , m_tongue(tongue)
        , m_isToUs(isToUs)
        , m_serviceShare(isToUs || speaksToSomebody() ? 1.0 : serviceElsewhere)
    {
    }
    Weighing weigh();

private:
    struct Match {
        WordFacts facts;
        size_t tokens = 1;
        double stretch = 1;
        [[nodiscard]] bool isPhrase() const { return tokens > 1; }
    };
    [[nodiscard]] bool speaksToSomebody() const;
    void lookAround();
    void weighWord(size_t at);
    [[nodiscard]] std::optional<Match> phraseAt(size_t at) const;
    [[nodiscard]] std::optional<Match> matchAt(size_t at) const;
    [[nodiscard]] std::optional<WordFacts> foreign(std::u16string_view word) const;
    [[nodiscard]] bool fits(const WordPhrase &phrase, size_t at) const;
    void findCues(size_t at);
    void countCue(Kind kind, std::u16string_view cue, int weight);
    void addHit(size_t at, const Match &match, bool isNegation);
    void moveOn(size_t at, const std::optional<Match> &match, const WordFacts *own, bool isNegation);
    [[nodiscard]] bool isNegation(std::u16string_view word, const WordFacts *own) const;
    void weighTurns();
    void weighRepetitions();
    void sumUp();

    const Tokens &m_tokens;
    const Lexicon &m_lexicon;
    const Lexicon &m_english;
    Tongue m_tongue;
    bool m_isToUs;
    double m_serviceShare;
    Weighing m_out;
    bool m_isShouted = false;
    ptrdiff_t m_negation = never;
    ptrdiff_t m_boostAt = never;
    double m_boost = 1;
    ptrdiff_t m_but = never;
    size_t m_next = 0; ///< the first token behind the last match
    std::array<QVarLengthArray<std::u16string_view, 4>, WordRow::kindCount> m_cues;
    bool m_isOpening = true; ///< a sentence begins here
};

bool Scale::speaksToSomebody() const
{
    for (size_t at = 0; at < std::min<size_t>(2, m_tokens.size()); ++at)
        if (m_tokens[at].kind == Token::Kind::Handle)
            return true;
    return false;
}

bool isShouted(QStringView word)
{
    const auto isUpper = [](QChar c) { return c.isUpper(); };
    const auto isLower = [](QChar c) { return c.isLower(); };
    return word.size() > 2 && std::any_of(word.begin(), word.end(), isUpper)
        && std::none_of(word.begin(), word.end(), isLower);
}

/// What can be said without any word list.
void Scale::lookAround()
{
    constexpr double nearlyAll = 0.7;
    int shouted = 0;
    for (const Token &token : m_tokens) {
        using T = Token::Kind;
        m_out.asks |= token.kind == T::Question;
        m_out.hasUrl |= token.kind == T::Url;
        m_out.exclaims += token.kind == T::Exclaim ? int(token.length) : 0;
        if (token.kind != T::Word)
            continue;
        ++m_out.words;
        shouted += isShouted(m_tokens.written(token)) ? 1 : 0;
        m_out.isFirstPerson |= isFirstPerson(m_tokens.folded(token));
    }
    m_out.startsWithHandle = m_tokens.size() > 0 && m_tokens[0].kind == Token::Kind::Handle;
    m_out.isToUs = m_isToUs || m_out.startsWithHandle;
    m_out.isRetweet = m_tokens.text().startsWith(u"RT ");
    m_isShouted = m_out.words > 3 && shouted >= nearlyAll * m_out.words;
}

bool Scale::fits(const WordPhrase &phrase, size_t at) const
{
    if (at + phrase.words.size() >= m_tokens.size())
        return false;
    for (size_t each = 0; each < phrase.words.size(); ++each) {
        const std::u16string_view wanted = phrase.words[each];
        const std::u16string_view there = m_tokens.folded(m_tokens[at + 1 + each]);
        const bool isOpen = wanted.ends_with(u'*');
        if (isOpen ? !there.starts_with(wanted.substr(0, wanted.size() - 1)) : there != wanted)
            return false;
    }
    return true;
}

/// The longest.
std::optional<Scale::Match> Scale::phraseAt(size_t at) const
{
    const std::vector<WordPhrase> *phrases = m_lexicon.phrasesFrom(m_tokens.folded(m_tokens[at]));
    std::optional<Match> best;
    if (!phrases)
        return best;
    for (const WordPhrase &phrase : *phrases)
        if (phrase.facts.weighs && (!best || phrase.words.size() >= best->tokens) && fits(phrase, at))
            best = Match { phrase.facts, phrase.words.size() + 1, 1 };
    return best;
}

/// English words weigh elsewhere when they are at home there too ("cool", "sorry"): a whole English list finds *fine*
/// in Italian and *die* in German. Romanised Hindi is written with English in the same breath, so there all do.
std::optional<WordFacts> Scale::foreign(std::u16string_view word) const
{
    if (m_tongue == Tongue::English)
        return std::nullopt;
    if (m_tongue == Tongue::Hindi) {
        if (std::optional<WordFacts> facts = m_english.weight(word)) {
            facts->isService = false;
            return facts;
        }
        const WordFacts *alike = m_lexicon.otherSpelling(word);
        return alike ? std::optional(*alike) : std::nullopt;
    }
    if (!isLoanWord(word) || (m_tongue == Tongue::German && word == u"bad"))
        return std::nullopt;
    const WordFacts *facts = m_english.word(word);
    if (!facts || !facts->weighs)
        return std::nullopt;
    std::optional<WordFacts> loan = *facts;
    loan->isService = false; // a word of service is one in its own language only
    return loan;
}

std::optional<Scale::Match> Scale::matchAt(size_t at) const
{
    if (auto phrase = phraseAt(at))
        return phrase;
    const std::u16string_view word = m_tokens.folded(m_tokens[at]);
    const bool isStretched = isDrawnOut(word);
    std::optional<WordFacts> facts = m_lexicon.weight(word);
    if (!facts && isStretched)
        facts = m_lexicon.weight(squeezed(word, 2));
    if (!facts && isStretched)
        facts = m_lexicon.weight(squeezed(word, 1));
    const double stretch = facts && isStretched ? drawnOut : 1;
    if (!facts)
        facts = foreign(word);
    return facts ? std::optional(Match { *facts, 1, stretch }) : std::nullopt;
}

void Scale::countCue(Kind kind, std::u16string_view cue, int weight)
{
    CueCount &count = m_out.cues[size_t(kind)];
    auto &known = m_cues[size_t(kind)];
    ++count.found;
    if (std::find(known.begin(), known.end(), cue) != known.end())
        return;
    known.append(cue);
    count.weight += weight;
}

void Scale::findCues(size_t at)
{
    constexpr int ofPhrase = 2;
    static constexpr std::array<Kind, 10> asked { Kind::Question, Kind::Asking, Kind::Help, Kind::Problem, Kind::Blame,
        Kind::Idea, Kind::Press, Kind::Recruiting, Kind::Partner, Kind::Spam };
    const std::u16string_view word = m_tokens.folded(m_tokens[at]);
    const auto count = [this](const WordFacts &facts, std::u16string_view cue, int weight) {
        for (const Kind kind : asked)
            if (facts.is(kind))
                countCue(kind, cue, weight);
    };
    if (const std::vector<WordPhrase> *phrases = m_lexicon.phrasesFrom(word))
        for (const WordPhrase &phrase : *phrases)
            if (phrase.facts.kinds != 0 && fits(phrase, at)) {
                count(phrase.facts, m_tokens.folded(at, phrase.words.size() + 1), ofPhrase);
                m_out.opensAsking |= m_isOpening && phrase.facts.is(Kind::Question);
            }
    if (const WordFacts *facts = m_lexicon.word(word); facts && facts->kinds != 0)
        count(*facts, word, 1);
    if (const quint32 kinds = m_lexicon.kindsByBeginning(word))
        count(WordFacts { 0, false, false, kinds }, word, 1);
}

bool Scale::isNegation(std::u16string_view word, const WordFacts *own) const
{
    if ((own && own->is(Kind::Negation)) || word.ends_with(u"n't"))
        return true;
    const WordFacts *english = m_tongue == Tongue::Hindi ? m_english.word(word) : nullptr;
    return english && english->is(Kind::Negation);
}

void Scale::addHit(size_t at, const Match &match, bool isNegation)
{
    const auto here = ptrdiff_t(at);
    double weight = double(match.facts.weight) * match.stretch;
    if (match.facts.isService)
        weight *= m_serviceShare;
    if (!m_isShouted && isShouted(m_tokens.written(m_tokens[at])))
        weight *= shoutedWord;
    if (m_boostAt >= here - 1 || (m_boostAt >= here - 2 && m_boost > 1))
        weight *= m_boost;
    const bool isNear = here > m_negation && here - m_negation <= negationReach;
    if (isNear && !match.isPhrase() && !isNegation && std::abs(match.facts.weight) >= 1)
        weight *= weight > 0 ? negatedGood : negatedBad;
    m_out.hits.append({ at, match.tokens, weight });
}

/// What this word does to those behind it.
void Scale::moveOn(size_t at, const std::optional<Match> &match, const WordFacts *own, bool isNegation)
{
    constexpr float tooStrongToBoost = 2;
    if (own && (!match || std::abs(match->facts.weight) < tooStrongToBoost || isNegation)) {
        if (own->is(Kind::Booster) || own->is(Kind::Damper)) {
            m_boost = own->is(Kind::Booster) ? boost : damp;
            m_boostAt = ptrdiff_t(at);
        }
    }
    if (own && own->is(Kind::But))
        m_but = ptrdiff_t(at);
    const bool isPhrase = match && match->isPhrase();
    if (isNegation && !isPhrase) {
        m_negation = ptrdiff_t(at);
        return;
    }
    for (size_t each = at; isPhrase && each < at + match->tokens; ++each) {
        const WordFacts *facts = m_lexicon.word(m_tokens.folded(m_tokens[each]));
        if (facts && facts->is(Kind::Negation))
            m_negation = never; // "no longer working" has said its no
    }
}

void Scale::weighWord(size_t at)
{
    const std::u16string_view word = m_tokens.folded(m_tokens[at]);
    const WordFacts *own = m_lexicon.word(word);
    const bool negation = isNegation(word, own);
    m_out.negates |= own && own->is(Kind::Negation);
    findCues(at);
    if (at < m_next)
        return; // a phrase that began before has weighed it
    const std::optional<Match> match = matchAt(at);
    if (match && match->facts.weight != 0)
        addHit(at, *match, negation);
    moveOn(at, match, own, negation);
    m_next = at + (match ? match->tokens : 1);
}

/// What stands behind the last "but" is what was meant.
void Scale::weighTurns()
{
    const auto isAfter = [this](const Hit &hit) { return ptrdiff_t(hit.token) > m_but; };
    if (m_but == never || std::none_of(m_out.hits.begin(), m_out.hits.end(), isAfter))
        return;
    for (Hit &hit : m_out.hits)
        hit.weight *= isAfter(hit) ? afterBut : beforeBut;
}

void Scale::weighRepetitions()
{
    static constexpr std::array<double, 4> shares { 1, 0.5, 0.25, 0 };
    std::unordered_map<std::u16string_view, size_t> seen;
    for (Hit &hit : m_out.hits)
        hit.weight *= shares[std::min<size_t>(seen[m_tokens.folded(hit.token, hit.tokens)]++, shares.size() - 1)];
}

void Scale::sumUp()
{
    m_out.hits.erase(
        std::remove_if(m_out.hits.begin(), m_out.hits.end(), [](const Hit &hit) { return hit.weight == 0; }),
        m_out.hits.end());
    for (const Hit &hit : std::as_const(m_out.hits)) {
        (hit.weight > 0 ? m_out.good : m_out.bad) += std::abs(hit.weight);
        if (hit.weight <= -strong)
            m_out.strongBad -= hit.weight;
    }
}

Weighing Scale::weigh()
{
    lookAround();
    for (size_t at = 0; at < m_tokens.size(); ++at) {
        const Token &token = m_tokens[at];
        const QStringView written = m_tokens.written(token);
        using T = Token::Kind;
        if (token.kind == T::Word) {
            weighWord(at);
        } else if (token.kind == T::Emoticon || token.kind == T::Sign) {
            if (const double weight = signs().weight(written); weight != 0)
                m_out.hits.append({ at, 1, weight });
        }
        const bool isPause = token.kind == T::Stop && (written == u"," || written == u":" || written == u"،");
        const bool isEnd =
            token.kind == T::Stop || token.kind == T::Exclaim || token.kind == T::Question || token.kind == T::Dots;
        if (isEnd && !isPause)
            m_negation = never;
        if (isEnd || token.kind == T::Word)
            m_isOpening = isEnd;
    }
    weighTurns();
    weighRepetitions();
    sumUp();
    return m_out;
}

} // namespace

Weighing weigh(const Tokens &tokens, Tongue tongue, bool isToUs)
{
    return Scale(tokens, tongue, isToUs).weigh();
}

} // namespace wheelhouse

#include "core/connectors/rehearsal/phrases.h"

#include <algorithm>

namespace wheelhouse::rehearsal {

namespace {

QString any()
{
    return QStringLiteral("any");
}

QString firstLetterUp(QString text)
{
    for (QChar &c : text) {
        if (c.isLetter()) {
            c = c.toUpper();
            break;
        }
        if (!c.isPunct())
            break;
    }
    return text;
}

bool endsSentence(const QString &text)
{
    return !text.endsWith(u',') && !text.endsWith(u':') && !text.endsWith(QLatin1String(" but"));
}

} // namespace

bool among(const QString &kind, std::initializer_list<const char *> kinds)
{
    return std::any_of(kinds.begin(), kinds.end(), [&](const char *one) { return kind == QLatin1String(one); });
}

/// "launch-ask" falls back on "ask" in the languages that have no launch of their own.
QString plainKind(const QString &kind)
{
    return kind.startsWith(QLatin1String("launch-")) ? kind.mid(7) : kind;
}

Phrases::Phrases(const WordStock &stock, const Cast &cast, Day day)
    : m_stock(stock)
    , m_cast(cast)
    , m_day(day)
{
}

QString Phrases::deal(const WordStock::Section &section)
{
    Deck &deck = m_decks[section.key];
    const int size = int(section.lines.size());
    if (deck.order.isEmpty()) {
        // One order for all days, cut a little further each day, so that neighbouring days differ too.
        Dice dice { m_day.seed, quint64(size), quint64(section.key.at(0).unicode()) };
        for (int i = 0; i < size; ++i)
            deck.order.insert(dice.below(i + 1), i);
        deck.next = int(m_day.day * 3 % quint64(size));
    }
    return section.lines.at(deck.order.at(deck.next++ % size));
}

void Phrases::say(Line &line, const QString &topic, const QString &language, const QString &name, Dice &dice)
{
    const WordStock::Section *section = m_stock.find(line.kind, topic, language);
    // In a language that is missing here: something general in it, or for our answers what would answer a question.
    for (const QString &general : { any(), QStringLiteral("ask") })
        if (section && section->language != language)
            if (const auto *own = m_stock.find(plainKind(line.kind), general, language);
                own && own->language == language)
                section = own;
    if (!section)
        return;
    line.language = section->language;
    const QString pattern = deal(*section);
    m_answer = pattern.section(QLatin1String(" => "), 1);
    line.words = m_stock.tell(pattern.section(QLatin1String(" => "), 0, 0), line.language, name, dice);
}

void Phrases::adorn(Line &line, Dice &dice) const
{
    const QString kind = plainKind(line.kind);
    const QStringList heads = m_stock.lines(QStringLiteral("head"), kind, line.language);
    const QStringList tails = m_stock.lines(QStringLiteral("tail"), kind, line.language);
    QString head;
    if (!heads.isEmpty() && dice.chance(0.3))
        head = m_stock.tell(heads.at(dice.below(int(heads.size()))), line.language, {}, dice);
    if (head.isEmpty() || endsSentence(head))
        line.words = firstLetterUp(line.words);
    if (!head.isEmpty())
        line.words = firstLetterUp(head) + u' ' + line.words;
    if (!tails.isEmpty() && dice.chance(0.4))
        line.words += u' ' + m_stock.tell(tails.at(dice.below(int(tails.size()))), line.language, {}, dice);
    if (line.who != us && m_cast.person(line.who).lowerCase && line.language == QLatin1String("en"))
        line.words = line.words.toLower();
    if (places[size_t(line.place)].handles && among(kind, { "ask", "moan", "anger", "worry" }) && dice.chance(0.45))
        line.words = QLatin1String(places[size_t(line.place)].handle) + u' ' + line.words;
    if (places[size_t(line.place)].handles && line.who != us && dice.chance(0.14))
        line.words += QLatin1String(" #") + m_stock.tell(QStringLiteral("{tag}"), any(), {}, dice);
    if (among(kind, { "ask", "moan", "joy", "rumour" }) && dice.chance(0.13))
        line.picture = dice.chance(0.6) ? m_stock.tell(QStringLiteral("{alt}"), any(), {}, dice) : QString();
}

} // namespace wheelhouse::rehearsal

#include "core/connectors/rehearsal/scribe.h"

#include <algorithm>

namespace wheelhouse::rehearsal {

namespace {

QString any()
{
    return QStringLiteral("any");
}

QString english()
{
    return QStringLiteral("en");
}

bool among(const QString &kind, std::initializer_list<const char *> kinds)
{
    return std::any_of(kinds.begin(), kinds.end(), [&](const char *one) { return kind == QLatin1String(one); });
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

/// "launch-ask" falls back on "ask" in the languages that have no launch of their own.
QString plainKind(const QString &kind)
{
    return kind.startsWith(QLatin1String("launch-")) ? kind.mid(7) : kind;
}

} // namespace

Scribe::Scribe(const WordStock &stock, const Cast &cast, Day day)
    : m_stock(stock)
    , m_cast(cast)
    , m_day(day)
{
}

QString Scribe::deal(const WordStock::Section &section)
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

int Scribe::author(const Line &line, Dice &dice) const
{
    if (line.kind == QLatin1String("post"))
        return us;
    if (line.kind == QLatin1String("spam"))
        return m_cast.anyone(line.place, Person::Part::Spammer, dice);
    if (line.kind == QLatin1String("troll"))
        return m_cast.anyone(line.place, Person::Part::Troll, dice);
    if (among(line.kind, { "reporter", "press" }))
        return m_cast.anyone(line.place, Person::Part::Reporter, dice);
    return m_cast.anyone(line.place, Person::Part::Regular, dice);
}

QString Scribe::topic(const Line &line, Act act, Dice &dice) const
{
    if (line.kind == QLatin1String("post"))
        return act == Act::Quiet ? QStringLiteral("quiet")
            : act == Act::Launch ? QStringLiteral("launch")
                                 : QStringLiteral("storm");
    if (line.place == journal && line.kind != QLatin1String("spam"))
        return QStringLiteral("journal");
    QStringList topics = m_stock.topics(line.kind);
    topics.removeAll(QStringLiteral("journal"));
    return topics.isEmpty() ? any() : topics.at(dice.below(int(topics.size())));
}

void Scribe::say(Line &line, const QString &topic, const QString &language, const QString &name, Dice &dice)
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

void Scribe::adorn(Line &line, Dice &dice) const
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
    if (line.who != us && m_cast.person(line.who).lowerCase && line.language == english())
        line.words = line.words.toLower();
    if (places[size_t(line.place)].handles && among(kind, { "ask", "moan", "anger", "worry" }) && dice.chance(0.45))
        line.words = QLatin1String(places[size_t(line.place)].handle) + u' ' + line.words;
    if (places[size_t(line.place)].handles && line.who != us && dice.chance(0.14))
        line.words += QLatin1String(" #") + m_stock.tell(QStringLiteral("{tag}"), any(), {}, dice);
    if (among(kind, { "ask", "moan", "joy", "rumour" }) && dice.chance(0.13))
        line.picture = dice.chance(0.6) ? m_stock.tell(QStringLiteral("{alt}"), any(), {}, dice) : QString();
}

void Scribe::begin(Thread &thread, Line first, Act act, Dice &dice)
{
    first.who = author(first, dice);
    if (first.who == Cast::nobody)
        return;
    thread.topic = topic(first, act, dice);
    const QString language = first.who == us || dice.chance(0.2) ? english() : m_cast.person(first.who).language;
    if (act == Act::Storm && first.who == us) {
        // One statement at a time, on two places in the same words.
        const QStringList said = m_stock.lines(first.kind, thread.topic, english());
        first.language = english();
        first.words = said.value(m_statements++ / 2 % qMax(1, int(said.size())));
        first.words = m_stock.tell(first.words, english(), {}, dice);
    } else {
        say(first, thread.topic, language, {}, dice);
        adorn(first, dice);
    }
    if (first.place == journal)
        first.title = m_stock.tell(QStringLiteral("{article}"), any(), {}, dice);
    if (first.place == forum)
        if (const auto *titles = m_stock.find(QStringLiteral("title"), thread.topic, any()))
            first.title = deal(*titles);
    thread.answer = first.who == us ? QString() : m_answer;
    thread.lines.append(first);
}

void Scribe::speak(const Thread &thread, Line &turn, const QString &language, const QString &name, Dice &dice)
{
    const QString begun = plainKind(thread.lines.constFirst().kind);
    if (turn.kind == QLatin1String("ours") && !thread.answer.isEmpty()) {
        turn.language = thread.lines.constFirst().language;
        turn.words = m_stock.tell(thread.answer, turn.language, name, dice);
        return;
    }
    // Answers, and what is said to the glad and the cross, go by what was begun; all else by what it is about.
    const bool byKind = turn.kind == QLatin1String("ours")
        || (turn.kind == QLatin1String("chime") && begun == QLatin1String("joy"))
        || (turn.kind == QLatin1String("thanks") && begun == QLatin1String("moan"));
    say(turn, byKind ? begun : thread.topic, language, name, dice);
}

void Scribe::addTurn(Thread &thread, const QString &kind, int who, int answers, double wait, Dice &dice)
{
    if (who == Cast::nobody)
        return;
    const Line &before = thread.lines.at(answers);
    Line turn;
    turn.number = thread.lines.constFirst().number + thread.lines.size();
    turn.answers = before.number;
    turn.at = before.at + 20'000 + qint64(dice.wait(wait * thread.pace) * 60'000);
    turn.place = before.place;
    turn.who = who;
    turn.kind = kind;
    turn.title = before.title;
    const QString name = before.who == us ? QStringLiteral("Marlowe") : m_cast.person(before.who).first;
    const QString spoken = who == us ? before.language : m_cast.person(who).language;
    speak(thread, turn, spoken, name, dice);
    if (who != us && m_cast.person(who).lowerCase)
        turn.words = turn.words.toLower();
    thread.lines.append(turn);
}

void Scribe::addAnswers(Thread &thread, Act act, Dice &dice)
{
    const Line first = thread.lines.constFirst();
    const bool storm = act == Act::Storm;
    const bool owed = among(plainKind(first.kind), { "ask", "moan", "job", "press", "worry" });
    if (dice.chance(storm ? 0.5 : 0.22))
        for (int i = dice.between(1, storm ? 5 : 3); i > 0; --i)
            addTurn(thread, QStringLiteral("chime"), m_cast.anyone(first.place, Person::Part::Regular, dice),
                dice.below(int(thread.lines.size())), storm ? 60 : 40, dice);
    if (owed && dice.chance(0.14))
        addTurn(thread, QStringLiteral("nudge"), first.who, 0, storm ? 300 : 200, dice);
    if (!dice.chance(storm ? 0.05 : owed ? 0.62 : 0.35))
        return;
    const int answered = dice.chance(0.8) ? 0 : int(thread.lines.size()) - 1;
    addTurn(thread, QStringLiteral("ours"), us, thread.lines.at(answered).who == first.who ? answered : 0, 45, dice);
    if (owed && dice.chance(0.5))
        addTurn(thread, QStringLiteral("thanks"), first.who, int(thread.lines.size()) - 1, 35, dice);
}

void Scribe::addEchoes(Thread &thread, Act act, Dice &dice)
{
    const int count = act == Act::Storm ? dice.between(25, 45) : dice.between(2, 8);
    for (int i = 0; i < count; ++i)
        addTurn(thread, QStringLiteral("echo"),
            m_cast.anyone(thread.lines.constFirst().place, Person::Part::Regular, dice), 0, 70, dice);
}

QList<Line> Scribe::thread(const Line &first, Act act, Dice &dice)
{
    Thread thread { {}, {}, {}, act == Act::Storm ? 0.12 : 1.0 };
    begin(thread, first, act, dice);
    if (thread.lines.isEmpty() || thread.lines.constFirst().kind == QLatin1String("spam"))
        return thread.lines;
    if (thread.lines.constFirst().who == us)
        addEchoes(thread, act, dice);
    else
        addAnswers(thread, act, dice);
    return thread.lines;
}

} // namespace wheelhouse::rehearsal

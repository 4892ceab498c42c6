#include "core/connectors/rehearsal/scribe.h"

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

} // namespace

Scribe::Scribe(const WordStock &stock, const Cast &cast, Phrases::Day day)
    : m_stock(stock)
    , m_cast(cast)
    , m_phrases(stock, cast, day)
{
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
        m_phrases.say(first, thread.topic, language, {}, dice);
        m_phrases.adorn(first, dice);
    }
    if (first.place == journal)
        first.title = m_stock.tell(QStringLiteral("{article}"), any(), {}, dice);
    if (first.place == forum)
        if (const auto *titles = m_stock.find(QStringLiteral("title"), thread.topic, any()))
            first.title = m_phrases.deal(*titles);
    thread.answer = first.who == us ? QString() : m_phrases.answer();
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
    m_phrases.say(turn, byKind ? begun : thread.topic, language, name, dice);
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

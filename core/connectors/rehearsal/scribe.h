#pragma once

#include "core/connectors/rehearsal/plot.h"

namespace wheelhouse::rehearsal {

/// Writes the words of one day's threads, and deals its patterns like cards: none comes again before all were said.
class Scribe {
public:
    /// \a seed and \a day shuffle the cards.
    struct Day {
        quint64 seed;
        quint64 day;
    };
    Scribe(const WordStock &stock, const Cast &cast, Day day);

    /// The whole thread that \a first begins; its number, time, place and kind are given, the rest is written here.
    /// At most 64 lines, numbered upwards from the first.
    [[nodiscard]] QList<Line> thread(const Line &first, Act act, Dice &dice);

private:
    struct Deck {
        QList<int> order;
        int next = 0;
    };
    struct Thread {
        QList<Line> lines;
        QString topic;
        QString answer; ///< the pattern that answers just this thread; empty: any answer of its kind
        double pace; ///< minutes between turns are longer by this factor
    };
    void begin(Thread &thread, Line first, Act act, Dice &dice);
    void addAnswers(Thread &thread, Act act, Dice &dice);
    void addEchoes(Thread &thread, Act act, Dice &dice);
    void addTurn(Thread &thread, const QString &kind, int who, int answers, double wait, Dice &dice);
    void speak(const Thread &thread, Line &turn, const QString &language, const QString &name, Dice &dice);
    [[nodiscard]] int author(const Line &line, Dice &dice) const;
    [[nodiscard]] QString topic(const Line &line, Act act, Dice &dice) const;
    void say(Line &line, const QString &topic, const QString &language, const QString &name, Dice &dice);
    void adorn(Line &line, Dice &dice) const;
    QString deal(const WordStock::Section &section);

    const WordStock &m_stock;
    const Cast &m_cast;
    Day m_day;
    QHash<QString, Deck> m_decks;
    QString m_answer; ///< what came with the pattern dealt last
    int m_statements = 0;
};

} // namespace wheelhouse::rehearsal

#pragma once

#include "core/connectors/rehearsal/phrases.h"

namespace wheelhouse::rehearsal {

/// Writes one day's threads: who speaks in which, when, and in answer to what.
class Scribe {
public:
    Scribe(const WordStock &stock, const Cast &cast, Phrases::Day day);

    /// The whole thread that \a first begins; its number, time, place and kind are given, the rest is written here.
    /// At most 64 lines, numbered upwards from the first.
    [[nodiscard]] QList<Line> thread(const Line &first, Act act, Dice &dice);

private:
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

    const WordStock &m_stock;
    const Cast &m_cast;
    Phrases m_phrases;
    int m_statements = 0;
};

} // namespace wheelhouse::rehearsal

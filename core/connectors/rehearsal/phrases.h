#pragma once

#include "core/connectors/rehearsal/plot.h"

namespace wheelhouse::rehearsal {

/// Finds the words for one line, and deals the patterns of a section like cards: none comes again before all were said.
class Phrases {
public:
    /// \a seed and \a day shuffle the cards.
    struct Day {
        quint64 seed;
        quint64 day;
    };
    Phrases(const WordStock &stock, const Cast &cast, Day day);

    /// Words and language of \a line, by its kind, about \a topic, in \a language where it has any, spoken to \a name.
    void say(Line &line, const QString &topic, const QString &language, const QString &name, Dice &dice);
    /// What stands around the words now and then: a greeting, our handle, a tag, a picture.
    void adorn(Line &line, Dice &dice) const;
    /// The next pattern of \a section.
    [[nodiscard]] QString deal(const WordStock::Section &section);
    /// The pattern that answers just what was said last; empty: any answer of its kind.
    [[nodiscard]] const QString &answer() const { return m_answer; }

private:
    struct Deck {
        QList<int> order;
        int next = 0;
    };

    const WordStock &m_stock;
    const Cast &m_cast;
    Day m_day;
    QHash<QString, Deck> m_decks;
    QString m_answer;
};

bool among(const QString &kind, std::initializer_list<const char *> kinds);
/// "launch-ask" is "ask" in the languages that have no launch of their own.
QString plainKind(const QString &kind);

} // namespace wheelhouse::rehearsal

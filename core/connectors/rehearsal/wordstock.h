#pragma once

#include "core/connectors/rehearsal/dice.h"

#include <QHash>
#include <QStringList>

namespace wheelhouse::rehearsal {

/// The words of resources/demo: sections of patterns, found by kind, topic and language, and told with their slots
/// filled.
class WordStock {
public:
    WordStock(); ///< reads every section of the resource folder :/demo

    struct Section {
        QString key; ///< "ask oat en"
        QString language; ///< BCP 47
        QStringList lines; ///< never empty where found
    };
    /// The nearest section: this topic or any, in this language, else in English. Null: there is none.
    [[nodiscard]] const Section *find(const QString &kind, const QString &topic, const QString &language) const;
    /// Exactly this one; empty where it is missing.
    [[nodiscard]] QStringList lines(const QString &kind, const QString &topic, const QString &language) const;
    /// Topics in which people begin with \a kind in English, in the order of the alphabet.
    [[nodiscard]] QStringList topics(const QString &kind) const;
    /// The names of all sections.
    [[nodiscard]] QStringList keys() const { return m_sections.keys(); }

    /// \a pattern with {slot}, {a|b}, {3-12} and {name} filled in.
    [[nodiscard]] QString tell(const QString &pattern, const QString &language, const QString &name, Dice &dice) const;

    /// The lines of a file of threads or stars, without remarks and blank ones.
    static QStringList script(const QString &file);

private:
    [[nodiscard]] QString slot(const QString &inside, const QString &language, const QString &name, Dice &dice) const;

    QHash<QString, Section> m_sections;
};

} // namespace wheelhouse::rehearsal

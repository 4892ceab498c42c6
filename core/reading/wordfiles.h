#pragma once

#include "core/reading/tongue.h"

#include <QList>
#include <QString>

namespace wheelhouse {

/// A line of resources/lexicon/words.tsv.
struct WordRow {
    enum class Kind : quint8 {
        Word, ///< weighs for the mood
        Service, ///< weighs fully only where somebody speaks to us: hours, phone, again
        Negation,
        Booster,
        Damper,
        But,
        Question, ///< what, how much, do you
        Asking, ///< asks without a question mark too: "anyone know", "wondering if"
        Help, ///< asks us to do something: "please fix", "dm me"
        Problem, ///< something went wrong or must be done, and nothing is asked yet: "stopped working", "trying to"
        Blame, ///< reproaches: "do better", "how hard is it"
        Idea,
        Press,
        Recruiting,
        Partner,
        Spam,
        Sign, ///< emoji or emoticon
        Loan ///< an English word that weighs in other languages too
    };
    static constexpr size_t kindCount = size_t(Kind::Loan) + 1;
    Tongue tongue = Tongue::Other; ///< Other: of every language
    Kind kind = Kind::Word;
    QString pattern; ///< "late", "no longer", "delay*"
    double weight = 0; ///< -5..5
};

/// The list that we wrote. Read at first use.
const QList<WordRow> &ownWords();
/// What weighs in \a tongue, in the order in which one word may be written over by a later one: AFINN's words where
/// there are some, then our own. English: AFINN, VADER and ours, merged.
QList<WordRow> weighingWords(Tongue tongue);

} // namespace wheelhouse

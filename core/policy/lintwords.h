#pragma once

#include "core/posts/stretch.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace wheelhouse {

/// A word of a text as it is compared, and where it stands. A letter of a script that sets no spaces between its words
/// (Han, Kana, Thai, Lao, Khmer, Burmese) is a word by itself, so that a phrase of them is found inside a sentence.
struct LintToken {
    QString folded;
    Stretch where;
};

/// The words of \a text in order. Linear.
[[nodiscard]] QList<LintToken> lintTokens(const QString &text);

/// Finds many words and phrases in one walk along a text: what is asked for each token is only what begins with it.
class PhraseIndex {
public:
    /// Adds a word or phrase of \a owner; one without any letter is passed over.
    void add(const QString &phrase, int owner);

    struct Hit {
        int owner = 0;
        Stretch where;
        friend bool operator==(const Hit &, const Hit &) = default;
    };
    /// Every place where a phrase stands whole, in order.
    [[nodiscard]] QList<Hit> in(const QList<LintToken> &tokens) const;

private:
    struct Phrase {
        QStringList rest; ///< the folded words after the first
        int owner = 0;
    };
    QHash<QString, QList<Phrase>> m_byFirst;
};

} // namespace wheelhouse

#pragma once

#include "core/posts/dictionary.h"
#include "core/posts/ownwords.h"
#include "core/posts/wordfinding.h"

#include <map>

namespace wheelhouse {

/// Spelling of what is being written, in its language. It marks and suggests; it never changes a word, and nothing
/// waits for it. Loading a dictionary takes some tenths of a second, so it is done where waiting hurts nobody; one
/// object for each thread.
class Spelling {
public:
    /// \a folders as dictionaryFolders() gives them; \a words is read here and outlives this.
    Spelling(QStringList folders, const OwnWords &words);

    /// Whether words of \a language (BCP 47) can be judged; loads its dictionary. Missing: it is not installed, with
    /// the package in the words for a person; or the language has no spaces between words. Malformed: it is broken.
    [[nodiscard]] Result<void> prepare(const QString &language);
    /// The dictionary that speaks for \a language, "de_DE"; empty: none is loaded.
    [[nodiscard]] QString dictionaryFor(const QString &language) const;

    /// What is misspelt in \a text, in order, at most 1,000 stretches; nothing where prepare() refused.
    [[nodiscard]] QList<Stretch> misspelt(QStringView text, const QString &language);
    /// At most \a most words that may have been meant. Up to a quarter second.
    [[nodiscard]] QStringList suggestions(const QString &word, const QString &language, int most = 5);

private:
    struct Loaded {
        std::unique_ptr<Dictionary> dictionary;
        int usedAt = 0;
    };
    [[nodiscard]] Result<Dictionary *> dictionary(const QString &language);
    void makeRoom();
    [[nodiscard]] bool isRight(const QString &word, const Dictionary &dictionary) const;
    void judge(QStringView text, const Stretch &word, const Dictionary &dictionary, QList<Stretch> &wrong) const;

    QStringList m_folders;
    const OwnWords &m_words;
    std::map<QString, Loaded> m_loaded; ///< by the name of the dictionary
    int m_uses = 0;
};

} // namespace wheelhouse

#pragma once

#include "core/base/result.h"

#include <QSet>
#include <QString>

namespace wheelhouse {

/// The words that a person has said are right, in every language: names, products. A text file (UTF-8, a word a line)
/// at a path that the caller gives; two windows may write it, the last one wins. Used on one thread.
class OwnWords {
public:
    static constexpr int mostWords = 10'000;

    explicit OwnWords(QString path)
        : m_path(std::move(path))
    {
    }
    /// Reads the file; where there is none there are no words. Lines that are no word are left out. Refused: more than
    /// 1 MB, or it cannot be read; the words are then as they were.
    [[nodiscard]] Result<void> read();
    /// Adds a word and writes the file. Refused: no word (empty, white space in it, over 80 characters), or too many.
    [[nodiscard]] Result<void> add(const QString &word);
    [[nodiscard]] Result<void> remove(const QString &word);
    /// As it was added, or with a capital first letter at the beginning of a sentence.
    [[nodiscard]] bool contains(const QString &word) const;
    [[nodiscard]] QStringList all() const; ///< in order of the alphabet

private:
    [[nodiscard]] Result<void> write(const QSet<QString> &words);

    QString m_path;
    QSet<QString> m_words;
};

} // namespace wheelhouse

#pragma once

#include "core/base/result.h"
#include "core/posts/dictionaryfiles.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <memory>

class Hunspell;

namespace wheelhouse {

/// One dictionary of hunspell, loaded: some ten megabytes, some tenths of a second. In any encoding that iconv knows.
/// Used on one thread.
class Dictionary {
public:
    /// UTF-16 units; a longer word is not judged. No honest one is, and hunspell's search for compounds grows with it.
    static constexpr qsizetype longestWord = 80;
    /// Malformed: its files cannot be read, or their encoding is not known.
    static Result<std::unique_ptr<Dictionary>> open(const DictionaryFiles &files);
    ~Dictionary();
    Dictionary(const Dictionary &) = delete;
    Dictionary &operator=(const Dictionary &) = delete;

    [[nodiscard]] const QString &name() const { return m_name; } ///< "de_DE"
    /// Whether \a word is right, or cannot be judged: longer than longestWord, or with letters that the dictionary's
    /// encoding does not have. What was asked is remembered, within bounds.
    [[nodiscard]] bool knows(const QString &word) const;
    /// What may have been meant, the likeliest first, at most \a most. Hunspell stops looking after a quarter second.
    [[nodiscard]] QStringList suggestions(const QString &word, int most) const;

private:
    class Encoding;
    Dictionary(QString name, std::unique_ptr<Hunspell> hunspell, std::unique_ptr<Encoding> encoding);
    [[nodiscard]] bool judge(const QString &word) const;

    QString m_name;
    std::unique_ptr<Hunspell> m_hunspell;
    std::unique_ptr<Encoding> m_encoding;
    mutable QHash<QString, bool> m_asked;
};

} // namespace wheelhouse

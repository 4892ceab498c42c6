#include "core/posts/ownwords.h"

#include "core/store/files.h"

#include <QCoreApplication>
#include <QFile>
#include <QStringList>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Spelling)
};

constexpr qint64 mostBytes = 1'000'000;
constexpr qsizetype longestWord = 80;

QString composed(const QString &word)
{
    return word.normalized(QString::NormalizationForm_C);
}

bool isWord(const QString &word)
{
    return !word.isEmpty() && word.size() <= longestWord
        && std::none_of(word.cbegin(), word.cend(), [](QChar c) { return c.isSpace() || !c.isPrint(); });
}

} // namespace

Result<void> OwnWords::read()
{
    QFile file(m_path);
    if (!file.exists()) {
        m_words.clear();
        return {};
    }
    if (!file.open(QIODevice::ReadOnly) || file.size() > mostBytes)
        return fail(Error::Kind::Refused,
            Words::tr("The list of your own words cannot be read: they are marked as misspelt."), file.errorString());
    const QStringList lines = QString::fromUtf8(file.read(mostBytes)).split(QLatin1Char('\n'));
    QSet<QString> words;
    for (const QString &line : lines)
        if (const QString word = composed(line.trimmed()); isWord(word) && words.size() < mostWords)
            words.insert(word);
    m_words = words;
    return {};
}

Result<void> OwnWords::add(const QString &word)
{
    const QString given = composed(word.trimmed());
    if (!isWord(given))
        return fail(Error::Kind::Refused, Words::tr("Only a single word can be added to your own words."));
    if (m_words.size() >= mostWords)
        return fail(Error::Kind::Refused, Words::tr("Your list of own words is full. Take one out, then add this."));
    QSet<QString> words = m_words;
    words.insert(given);
    return write(words);
}

Result<void> OwnWords::remove(const QString &word)
{
    QSet<QString> words = m_words;
    words.remove(composed(word.trimmed()));
    return write(words);
}

bool OwnWords::contains(const QString &word) const
{
    const QString given = composed(word);
    return m_words.contains(given) || (!given.isEmpty() && m_words.contains(given.at(0).toLower() + given.mid(1)));
}

QStringList OwnWords::all() const
{
    QStringList words(m_words.cbegin(), m_words.cend());
    words.sort();
    return words;
}

Result<void> OwnWords::write(const QSet<QString> &words)
{
    QStringList sorted(words.cbegin(), words.cend());
    sorted.sort();
    QByteArray bytes = sorted.join(QLatin1Char('\n')).toUtf8();
    if (!bytes.isEmpty())
        bytes += '\n';
    if (auto done = writeWhole(m_path, bytes); !done)
        return done;
    m_words = words;
    return {};
}

} // namespace wheelhouse

#include "core/posts/spelling.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Spelling)
};

constexpr qsizetype mostWrong = 1'000; // nobody reads more red lines
constexpr size_t mostLoaded = 4; // dictionaries, some ten megabytes each

/// "German (de-CH)"
QString shownLanguage(const QString &language)
{
    const QLocale locale(language);
    const QString tag = language.left(35); // BCP 47, 4.4.1
    return locale.language() == QLocale::C
        ? tag
        : QStringLiteral("%1 (%2)").arg(QLocale::languageToString(locale.language()), tag);
}

Error notInstalled(const QString &language)
{
    if (language.isEmpty())
        return { Error::Kind::Missing, Words::tr("No language is said: spelling is not checked."), {} };
    const QString package = dictionaryPackage(language);
    return { Error::Kind::Missing,
        package.isEmpty()
            ? Words::tr("There is no dictionary for %1: spelling is not checked.").arg(shownLanguage(language))
            : Words::tr("The dictionary for %1 is not installed: spelling is not checked. It is in the package %2.")
                  .arg(shownLanguage(language), package),
        package };
}

/// Without what is written into a word and is not of it: soft hyphens, and the printer's apostrophe and hyphens.
QString plain(QStringView word)
{
    QString plain;
    for (const QChar c : word)
        if (c == QChar(0x2019))
            plain += u'\'';
        else if (c == QChar(0x2010) || c == QChar(0x2011))
            plain += u'-';
        else if (c != QChar(QChar::SoftHyphen))
            plain += c;
    return plain.normalized(QString::NormalizationForm_C);
}

} // namespace

Spelling::Spelling(QStringList folders, const OwnWords &words)
    : m_folders(std::move(folders))
    , m_words(words)
{
}

Result<void> Spelling::prepare(const QString &language)
{
    if (auto found = dictionary(language); !found)
        return tl::unexpected(found.error());
    return {};
}

QString Spelling::dictionaryFor(const QString &language) const
{
    const auto files = findDictionary(language, m_folders);
    return files && m_loaded.contains(files->name) ? files->name : QString();
}

Result<Dictionary *> Spelling::dictionary(const QString &language)
{
    if (!hasSpacesBetweenWords(language))
        return fail(Error::Kind::Missing,
            Words::tr("%1 is written without spaces between words: spelling is not checked.")
                .arg(shownLanguage(language)));
    const auto files = findDictionary(language, m_folders);
    if (!files)
        return tl::unexpected(notInstalled(language));
    auto found = m_loaded.find(files->name);
    if (found == m_loaded.end()) {
        auto opened = Dictionary::open(*files);
        if (!opened)
            return tl::unexpected(opened.error());
        makeRoom();
        found = m_loaded.emplace(files->name, Loaded { std::move(*opened), 0 }).first;
    }
    found->second.usedAt = ++m_uses;
    return found->second.dictionary.get();
}

/// The one that was not asked for longest goes.
void Spelling::makeRoom()
{
    if (m_loaded.size() >= mostLoaded)
        m_loaded.erase(std::min_element(m_loaded.begin(), m_loaded.end(),
            [](const auto &a, const auto &b) { return a.second.usedAt < b.second.usedAt; }));
}

QList<Stretch> Spelling::misspelt(QStringView text, const QString &language)
{
    const auto found = dictionary(language);
    QList<Stretch> wrong;
    if (!found)
        return wrong;
    for (const Stretch &word : wordsToJudge(text)) {
        if (wrong.size() >= mostWrong)
            break;
        judge(text, word, **found, wrong);
    }
    return wrong;
}

/// Whole, else the parts between its hyphens: "vis-à-vis" is one word, of "well-knwon" only the end is wrong.
void Spelling::judge(QStringView text, const Stretch &word, const Dictionary &dictionary, QList<Stretch> &wrong) const
{
    if (word.length > Dictionary::longestWord || isRight(plain(text.sliced(word.start, word.length)), dictionary))
        return;
    const qsizetype end = word.start + word.length;
    for (qsizetype start = word.start, at = start; at <= end; ++at) {
        if (at < end && text[at] != u'-' && text[at] != QChar(0x2010) && text[at] != QChar(0x2011))
            continue;
        const QString part = plain(text.sliced(start, at - start));
        if (part.size() > 1 && !isRight(part, dictionary))
            wrong.append({ start, at - start });
        start = at + 1;
    }
}

bool Spelling::isRight(const QString &word, const Dictionary &dictionary) const
{
    return m_words.contains(word) || dictionary.knows(word);
}

QStringList Spelling::suggestions(const QString &word, const QString &language, int most)
{
    const auto found = dictionary(language);
    return found ? (*found)->suggestions(plain(word), most) : QStringList();
}

} // namespace wheelhouse

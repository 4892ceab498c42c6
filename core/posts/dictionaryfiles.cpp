#include "core/posts/dictionaryfiles.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QLocale>

#include <algorithm>

namespace wheelhouse {

namespace {

/// A tag of BCP 47, as far as dictionaries are told apart by it.
struct Tongue {
    QString language; ///< "sr"
    QString script; ///< "Latn"; empty: not said
    QString region; ///< "RS"; empty: not said
};

bool isLetters(const QString &part)
{
    return std::all_of(part.cbegin(), part.cend(), [](QChar c) { return c.unicode() < 0x80 && c.isLetter(); });
}

/// Nothing where it is no tag: it becomes part of a path.
Tongue read(const QString &tag)
{
    const QStringList parts = QString(tag).replace(QLatin1Char('_'), QLatin1Char('-')).split(QLatin1Char('-'));
    const QString language = parts.constFirst().toLower();
    if (language.size() < 2 || language.size() > 3 || !isLetters(language))
        return {};
    Tongue tongue { language, {}, {} };
    for (const QString &part : parts.mid(1)) {
        if (part.size() == 1)
            break; // extensions begin
        if (part.size() == 4 && isLetters(part) && tongue.script.isEmpty())
            tongue.script = part.at(0).toUpper() + part.mid(1).toLower();
        else if (part.size() == 2 && isLetters(part) && tongue.region.isEmpty())
            tongue.region = part.toUpper();
    }
    return tongue;
}

/// Packages that are not called hunspell-LANGUAGE. packages.debian.org/bookworm, searched for hunspell- and myspell-.
const QHash<QString, QString> &oddPackages()
{
    static const QHash<QString, QString> packages {
        { QStringLiteral("de"), QStringLiteral("hunspell-de-de") },
        { QStringLiteral("en"), QStringLiteral("hunspell-en-us") },
        { QStringLiteral("eo"), QStringLiteral("myspell-eo") },
        { QStringLiteral("et"), QStringLiteral("myspell-et") },
        { QStringLiteral("fo"), QStringLiteral("myspell-fo") },
        { QStringLiteral("ga"), QStringLiteral("myspell-ga") },
        { QStringLiteral("nb"), QStringLiteral("hunspell-no") },
        { QStringLiteral("nn"), QStringLiteral("hunspell-no") },
        { QStringLiteral("pt"), QStringLiteral("hunspell-pt-pt") },
        { QStringLiteral("tl"), QStringLiteral("myspell-tl") },
    };
    return packages;
}

/// Languages and regions with a package hunspell-IT of their own.
bool hasOwnPackage(const QString &it)
{
    static const QStringList known = QStringLiteral(
        "af an ar be bg bn bo br bs ca cs da dz el es eu fr gd gl gu gug he hi hr hu id is it kk kmr ko lo lt lv ml mn "
        "ne nl no oc pl ro ru si sk sl sr sv sw te th tr uk vi de-at de-ch de-de en-au en-ca en-gb en-us en-za pt-br "
        "pt-pt")
                                         .split(QLatin1Char(' '));
    return known.contains(it);
}

QString regional(const Tongue &tongue)
{
    const QString both = tongue.language + QLatin1Char('-') + tongue.region.toLower();
    return !tongue.region.isEmpty() && hasOwnPackage(both) ? both : QString();
}

std::optional<DictionaryFiles> filesOf(const QString &folder, const QString &name)
{
    const QString stem = folder + QLatin1Char('/') + name;
    DictionaryFiles files { name, stem + QStringLiteral(".aff"), stem + QStringLiteral(".dic") };
    if (!QFileInfo(files.affixes).isFile() || !QFileInfo(files.words).isFile())
        return {};
    return files;
}

/// The names a dictionary may bear, the fittest first.
QStringList namesFor(const Tongue &tongue)
{
    const QLocale home(tongue.language);
    const bool isUsualScript = tongue.script.isEmpty() || tongue.script == QLocale::scriptToCode(home.script());
    QStringList stems;
    if (!tongue.script.isEmpty())
        stems.append(tongue.language + QLatin1Char('_') + tongue.script);
    if (isUsualScript)
        stems.append(tongue.language);
    QStringList names;
    if (!tongue.region.isEmpty())
        for (const QString &stem : stems)
            names.append(stem + QLatin1Char('_') + tongue.region);
    if (!regional(tongue).isEmpty())
        return names;
    for (const QString &stem : stems)
        names += { stem, stem + QLatin1Char('_') + QLocale::territoryToCode(home.territory()) };
    if (tongue.language == QLatin1String("no"))
        names.append(QStringLiteral("nb_NO"));
    return names;
}

/// Any of that language in \a folder: of the script that was asked for, else of some region.
std::optional<DictionaryFiles> anyIn(const QString &folder, const Tongue &tongue)
{
    const QString stem = tongue.script.isEmpty() ? tongue.language : tongue.language + u'_' + tongue.script;
    const QStringList names = QDir(folder).entryList({ stem + QStringLiteral("_??.dic") }, QDir::Files);
    for (const QString &name : names) {
        const QString region = name.chopped(4).right(2);
        if (!isLetters(region) || region != region.toUpper())
            continue;
        if (auto files = filesOf(folder, name.chopped(4)))
            return files;
    }
    return {};
}

} // namespace

QStringList dictionaryFolders()
{
    QStringList folders = qEnvironmentVariable("WH_DICTIONARIES").split(QLatin1Char(':'), Qt::SkipEmptyParts);
    folders += { QStringLiteral("/usr/local/share/hunspell"), QStringLiteral("/usr/share/hunspell"),
        QStringLiteral("/usr/share/myspell/dicts"), QStringLiteral("/usr/share/myspell") };
    return folders;
}

std::optional<DictionaryFiles> findDictionary(const QString &language, const QStringList &folders)
{
    const Tongue tongue = read(language);
    if (tongue.language.isEmpty())
        return {};
    for (const QString &name : namesFor(tongue))
        for (const QString &folder : folders)
            if (auto files = filesOf(folder, name))
                return files;
    for (const QString &folder : folders)
        if (auto files = regional(tongue).isEmpty() ? anyIn(folder, tongue) : std::nullopt)
            return files;
    return {};
}

QString dictionaryPackage(const QString &language)
{
    const Tongue tongue = read(language);
    if (const QString both = regional(tongue); !both.isEmpty())
        return QStringLiteral("hunspell-") + both;
    if (const QString odd = oddPackages().value(tongue.language); !odd.isEmpty())
        return odd;
    return hasOwnPackage(tongue.language) ? QStringLiteral("hunspell-") + tongue.language : QString();
}

bool hasSpacesBetweenWords(const QString &language)
{
    static const QStringList without = QStringLiteral("th lo km my zh yue ja bo dz").split(QLatin1Char(' '));
    return !without.contains(read(language).language);
}

} // namespace wheelhouse

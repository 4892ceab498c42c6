#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace wheelhouse {

/// Where a dictionary of hunspell lies on this machine.
struct DictionaryFiles {
    QString name; ///< "de_DE"
    QString affixes; ///< path of its .aff
    QString words; ///< path of its .dic
};

/// Where dictionaries are looked for: the folders of WH_DICTIONARIES (with ":" between them), then the system's.
QStringList dictionaryFolders();

/// The dictionary for \a language (BCP 47: "de", "de-AT", "sr-Latn"), in the first folder that has one. Without a
/// region that of the language's own country, else any. With a region that Debian has a dictionary for, that one and
/// no other: British words are not to be marked by American rules. None: it is not installed.
std::optional<DictionaryFiles> findDictionary(const QString &language, const QStringList &folders);

/// The Debian 12 package that holds the dictionary for \a language; empty: there is none that we know.
QString dictionaryPackage(const QString &language);

/// Whether two words of \a language are told apart by a space, or another sign, between them. In Thai, Lao, Khmer,
/// Burmese, Chinese and Japanese they are not, and nothing is marked.
bool hasSpacesBetweenWords(const QString &language);

} // namespace wheelhouse

#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QIODevice>
#include <QString>

#include <string_view>

namespace wheelhouse {

/// In which letters a file is written. Other: one that Qt's ICU knows by its name, chosen by a person.
struct Encoding {
    enum class Kind { Utf8, Utf16Le, Utf16Be, Utf32Le, Utf32Be, Windows1252, Other };
    Kind kind = Kind::Utf8;
    QByteArray name = "UTF-8"; ///< as a person reads and writes it
    qint64 bom = 0; ///< bytes to pass over at the beginning
    friend bool operator==(const Encoding &, const Encoding &) = default;
};

/// The encoding named \a name ("utf-8", "windows-1252", "shift_jis"; Latin-1 is read as Windows-1252, as browsers do,
/// encoding.spec.whatwg.org). Fails as Refused where it is not known.
Result<Encoding> encodingNamed(const QString &name);

/// Guesses from the bytes: a mark at the beginning; zero bytes on every other place (UTF-16); all of the file valid
/// UTF-8; else Windows-1252. \a textual: what is not UTF-8 is still taken as UTF-8 (JSON allows nothing else, so the
/// bad line is to blame, not the file). Reads the whole file once; leaves it at its beginning.
Result<Encoding> detectEncoding(QIODevice &file, bool jsonOnly);

/// The characters of \a bytes in Windows-1252, as UTF-8. The five bytes that it leaves out are C1 controls.
QByteArray utf8FromWindows1252(QByteArrayView bytes);

/// How many bytes \a utf8 took in the file; -1 where that cannot be told.
qint64 bytesInFile(const Encoding &encoding, std::string_view utf8);

} // namespace wheelhouse

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>

namespace wheelhouse {

/// Bytes from outside as letters.
struct DecodedText {
    QString text; ///< without a mark at its beginning and without NULs
    QString encoding; ///< the one that was used, "utf-8"
    QStringList problems; ///< sentences: what the bytes or their label got wrong
};

/// Finds out in which letters \a bytes are written and reads them. In this order, as RFC 7303 wants it: a mark at the
/// beginning; the shape of "<?xml" in UTF-16, UTF-32 and EBCDIC; the charset of \a contentType; the XML declaration;
/// UTF-8; Windows-1252. A label that the bytes belie is passed over and said. Latin-1 is read as Windows-1252 and
/// GB 2312 as GB 18030, as browsers do. Any thread.
DecodedText decodedText(QByteArrayView bytes, const QByteArray &contentType);

/// The charset that \a contentType names, lower case; empty: none.
QByteArray charsetOf(const QByteArray &contentType);

} // namespace wheelhouse

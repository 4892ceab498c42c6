#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <utility>

namespace wheelhouse {

/// A line of an iCalendar file, RFC 5545 3.1: NAME;PARAMETER=VALUE:VALUE, put together again where it was folded.
struct ContentLine {
    QByteArray name; ///< in capitals
    QList<std::pair<QByteArray, QByteArray>> parameters; ///< names in capitals, values without their quotes
    QByteArray value; ///< as it stands there: bytes, not yet unescaped
    int number = 0; ///< of its first line in the file, from 1

    [[nodiscard]] QByteArray parameter(QByteArrayView wanted) const; ///< empty: there is none
};

/// Cuts a file into content lines. Any bytes are safe; a line over 1 MB or with no colon is told as broken.
class ContentLines {
public:
    enum class Next { Line, Broken, TooLong, End };
    /// \a bytes, which the caller keeps: UTF-8, with any line ends.
    explicit ContentLines(QByteArrayView bytes);
    /// \a line is filled for Line; for Broken and TooLong only its number is.
    Next next(ContentLine &line);

private:
    [[nodiscard]] QByteArrayView physical();

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    int m_number = 0;
    char m_lineEnd = '\n';
};

/// \a text as the value of TEXT: backslash, comma, semicolon and line ends escaped, other controls left out but the
/// tab.
[[nodiscard]] QByteArray escapedText(const QString &text);
[[nodiscard]] QString unescapedText(QByteArrayView value);
/// A list of texts: cut at the commas that are not escaped.
[[nodiscard]] QStringList textList(const QByteArray &value);

/// "NAME;PARAMETER=X:value" folded at 75 octets, never within a character, with its line end.
[[nodiscard]] QByteArray foldedLine(const QByteArray &line);

} // namespace wheelhouse

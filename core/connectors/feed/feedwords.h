#pragma once

#include "core/connectors/feed/feed.h"
#include "core/connectors/feed/feedfields.h"

#include <QString>
#include <QStringView>

namespace wheelhouse {

/// Words of a feed's XML while they are being read: text, HTML as text, or markup that stands in the XML itself.
class FeedWords {
public:
    enum class Form { Plain, Html, Xhtml };

    FeedWords() = default;
    /// \a type and \a mode as the element's attributes say; empty: they do not.
    FeedWords(FeedField field, const QString &type, const QString &mode);

    void text(const QString &letters);
    /// An element inside: \a tag without brackets, "b", "br/", `a href="x"`; \a depth levels below the words' own.
    void opens(const QString &element, const QString &tag, int depth, bool closesItself);
    void closes(const QString &element, int depth);

    /// What it comes to. \a mayGuess: the dialect does not say whether it is HTML; \a unwraps: the outermost div is
    /// not part of the words (RFC 4287, section 3.1.1.3).
    [[nodiscard]] FeedText finished(const QString &base, const QString &language, bool mayGuess, bool unwraps);
    [[nodiscard]] QString plain() const { return m_text.trimmed(); }
    [[nodiscard]] bool isFull() const { return m_isFull; }

private:
    void append(QStringView more);
    [[nodiscard]] QString unwrapped() const;

    Form m_form = Form::Plain;
    bool m_isBase64 = false;
    bool m_isFull = false;
    QString m_text;
    qsizetype m_divFrom = -1; ///< of the outermost div
    qsizetype m_divTo = -1;
    qsizetype m_divEnd = -1;
};

/// \a text without controls; what Windows wrote as C1 controls is made into the letters that were meant.
QString withoutControls(const QString &text);

} // namespace wheelhouse

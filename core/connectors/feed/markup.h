#pragma once

#include <QList>
#include <QString>
#include <QStringView>

namespace wheelhouse {

/// Reads XML or HTML as it comes, one piece after the other, and never gives up: what is no tag is text. Comments,
/// processing instructions and document types are passed over; of the latter nothing is obeyed, so there is nothing to
/// expand and nothing to fetch. Linear in its input. The views live as long as the input.
class MarkupReader {
public:
    enum class Rules { Xml, Html };
    enum class Token { Text, Cdata, Start, End, Nothing };
    struct Attribute {
        QStringView name;
        QStringView value; ///< as written, entities and all
    };

    MarkupReader(QStringView in, Rules rules);
    Token next(); ///< Nothing: the end, again and again
    [[nodiscard]] QStringView name() const { return m_name; } ///< of Start and End, as written
    [[nodiscard]] QStringView text() const { return m_text; } ///< of Text (entities as written) and Cdata
    [[nodiscard]] const QList<Attribute> &attributes() const { return m_attributes; }
    [[nodiscard]] bool closesItself() const { return m_closesItself; } ///< `<br/>`
    /// To the end tag of \a element or the end: what stands there is no markup (script, style).
    void skipTo(QStringView element);
    [[nodiscard]] bool sawDocumentType() const { return m_sawDocumentType; } ///< one that declares something
    [[nodiscard]] bool sawBroken() const { return m_sawBroken; } ///< something that no writer may write
    [[nodiscard]] qsizetype position() const { return m_at; }

private:
    Token declaration();
    Token tag();
    Token plain(qsizetype from);
    [[nodiscard]] bool opensMarkup(qsizetype at);
    void documentType();
    void readAttribute();
    [[nodiscard]] QStringView quoted(QChar quote);
    qsizetype find(QStringView what, qsizetype from, bool &isGone);
    void passBlanks();

    QStringView m_in;
    Rules m_rules;
    qsizetype m_at = 0;
    QStringView m_name;
    QStringView m_text;
    QList<Attribute> m_attributes;
    bool m_closesItself = false;
    bool m_sawDocumentType = false;
    bool m_sawBroken = false;
    // What was looked for to the end in vain is not looked for again: that would be quadratic.
    bool m_noComment = false;
    bool m_noCdata = false;
    bool m_noInstruction = false;
    bool m_noDouble = false;
    bool m_noSingle = false;
    bool m_noClose = false;
    bool m_noSubsetEnd = false;
};

/// \a raw with its entities decoded once: numbers, and the names of XML and HTML 4; unknown ones stay as written.
QString decodedEntities(QStringView raw);

} // namespace wheelhouse

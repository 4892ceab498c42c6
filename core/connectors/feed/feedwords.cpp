#include "core/connectors/feed/feedwords.h"

#include "core/base/entitynames.h"
#include "core/connectors/feed/feedhtml.h"
#include "core/connectors/feed/feedwire.h"

#include <algorithm>

namespace wheelhouse {

namespace {

FeedWords::Form usualForm(FeedField field)
{
    if (field == FeedField::Description || field == FeedField::Encoded)
        return FeedWords::Form::Html;
    return field == FeedField::Body ? FeedWords::Form::Xhtml : FeedWords::Form::Plain;
}

bool isXml(const QString &type)
{
    return type.endsWith(u"+xml") || type.endsWith(u"/xml");
}

} // namespace

FeedWords::FeedWords(FeedField field, const QString &type, const QString &mode)
    : m_form(usualForm(field))
{
    const QString said = type.trimmed().toLower();
    if (said == u"html" || said == u"text/html")
        m_form = Form::Html;
    else if (said == u"xhtml" || said == u"application/xhtml+xml")
        m_form = Form::Xhtml;
    else if (said == u"text" || said == u"plain" || said == u"text/plain")
        m_form = Form::Plain;
    // RFC 4287, section 4.1.3.3; Atom 0.3 said it by a mode.
    const bool isOther = said.contains(u'/') && !said.startsWith(u"text/") && !isXml(said);
    m_isBase64 = mode == u"base64" || isOther;
}

void FeedWords::append(QStringView more)
{
    const qsizetype room = feedbounds::text - m_text.size();
    m_isFull = m_isFull || more.size() > room;
    m_text += more.first(qMin(room, more.size()));
}

void FeedWords::text(const QString &letters)
{
    append(m_form == Form::Xhtml ? letters.toHtmlEscaped().replace(QStringLiteral("&quot;"), QStringLiteral("\""))
                                 : letters);
}

void FeedWords::opens(const QString &element, const QString &tag, int depth, bool closesItself)
{
    if (m_form != Form::Xhtml) {
        if (element == u"div") // some wrap their escaped HTML in one
            return;
        m_form = Form::Xhtml;
    }
    const bool isFirst = depth == 1 && element == u"div" && !closesItself && m_text.trimmed().isEmpty();
    append(QString(u'<' + tag + (closesItself ? QStringLiteral("/>") : QStringLiteral(">"))));
    if (isFirst)
        m_divFrom = m_text.size();
}

void FeedWords::closes(const QString &element, int depth)
{
    if (m_form != Form::Xhtml)
        return;
    if (depth == 1 && element == u"div" && m_divFrom >= 0 && m_divTo < 0)
        m_divTo = m_text.size();
    append(QString(QStringLiteral("</") + element + u'>'));
    if (m_divTo >= 0 && m_divEnd < 0)
        m_divEnd = m_text.size();
}

QString FeedWords::unwrapped() const
{
    if (m_divTo < 0 || !QStringView(m_text).sliced(m_divEnd).trimmed().isEmpty())
        return m_text;
    return m_text.mid(m_divFrom, m_divTo - m_divFrom);
}

FeedText FeedWords::finished(const QString &base, const QString &language, bool mayGuess, bool unwraps)
{
    FeedText words;
    words.language = language;
    QString text = unwraps && m_form == Form::Xhtml ? unwrapped() : m_text;
    if (m_isBase64)
        if (const auto decoded = QByteArray::fromBase64Encoding(text.toLatin1().simplified().replace(' ', QByteArray()),
                QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors))
            if (const QString letters = QString::fromUtf8(*decoded); !letters.contains(QChar::ReplacementCharacter))
                text = letters;
    text = withoutControls(text).trimmed();
    words.isHtml = m_form != Form::Plain || (mayGuess && looksLikeHtml(text));
    words.value = words.isHtml ? cleanHtml(text, base) : text;
    return words;
}

QString withoutControls(const QString &text)
{
    const auto isControl = [](QChar c) {
        return (c.unicode() < 0x20 && !c.isSpace()) || (c.unicode() >= 0x7f && c.unicode() < 0xa0);
    };
    if (std::none_of(text.begin(), text.end(), isControl))
        return text;
    QString out;
    out.reserve(text.size());
    for (const QChar c : text)
        if (!isControl(c) || c.unicode() >= 0x80)
            out += QChar(meantByControl(c.unicode()));
    return out;
}

} // namespace wheelhouse

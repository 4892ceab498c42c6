#include "core/connectors/wordpress/wordpresstext.h"

#include "core/base/plaintext.h"
#include "core/base/text.h"

#include <QRegularExpression>

#include <algorithm>

namespace wheelhouse::wordpress {

namespace {

constexpr qsizetype longestWords = 40; // letters of a slug
constexpr qsizetype keyLetters = 16;

/// "[" begins a shortcode, which a blog would obey.
QString escaped(QStringView text)
{
    return text.toString().toHtmlEscaped().replace(u'[', QStringLiteral("&#91;"));
}

QString linked(const QString &text)
{
    QString html;
    qsizetype at = 0;
    const auto spans = findSpans(text);
    for (const Span &span : spans) {
        if (span.kind != Span::Kind::Link)
            continue;
        const QStringView shown = QStringView(text).sliced(span.start, span.length);
        html += escaped(QStringView(text).sliced(at, span.start - at));
        html += QStringLiteral("<a href=\"%1\">%2</a>").arg(escaped(span.target), escaped(shown));
        at = span.start + span.length;
    }
    return html + escaped(QStringView(text).sliced(at));
}

QString paragraph(const QString &text)
{
    QString html = linked(text);
    html.replace(u'\n', QStringLiteral("<br>"));
    return QStringLiteral("<!-- wp:paragraph -->\n<p>%1</p>\n<!-- /wp:paragraph -->").arg(html);
}

QString figure(const Picture &picture)
{
    static const QString block =
        QStringLiteral("<!-- wp:image {\"id\":%1} -->\n<figure class=\"wp-block-image\"><img src=\"%2\" alt=\"%3\" "
                       "class=\"wp-image-%1\"/></figure>\n<!-- /wp:image -->");
    return block.arg(picture.id, escaped(picture.url), escaped(picture.description));
}

} // namespace

QString postContent(const QString &text, const QList<Picture> &pictures)
{
    static const QRegularExpression emptyLine(QStringLiteral("\\n[ \\t]*\\n\\s*"));
    QString lines = text;
    lines.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n');
    QStringList blocks;
    const QStringList parts = lines.split(emptyLine);
    for (const QString &each : parts)
        if (const QString one = each.trimmed(); !one.isEmpty())
            blocks.append(paragraph(one));
    for (const Picture &each : pictures)
        blocks.append(figure(each));
    return blocks.join(QStringLiteral("\n\n"));
}

QString commentContent(const QString &text)
{
    QString plain = text;
    plain.replace(u'&', QStringLiteral("&amp;"));
    return plain.replace(u'<', QStringLiteral("&lt;")).replace(u'>', QStringLiteral("&gt;"));
}

QString postTitle(const QString &title)
{
    return commentContent(oneLine(title));
}

QString slug(const QString &words, const QByteArray &key)
{
    QString plain;
    const QString folded = fold(words);
    for (const QChar c : folded) {
        const bool isPlain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (isPlain)
            plain += c;
        else if (!plain.isEmpty() && !plain.endsWith(u'-'))
            plain += u'-';
    }
    plain.truncate(longestWords);
    while (plain.endsWith(u'-'))
        plain.chop(1);
    if (plain.isEmpty())
        plain = QStringLiteral("post");
    return plain + u'-' + QString::fromLatin1(key.toHex().left(keyLetters));
}

} // namespace wheelhouse::wordpress

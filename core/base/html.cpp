#include "core/base/html.h"

#include "core/base/htmlfence.h"
#include "core/base/links.h"

#include <QVarLengthArray>

#include <algorithm>
#include <memory_resource>
#include <string_view>
#include <tuple>

#include <gumbo.h>

namespace wheelhouse {

namespace {

constexpr int mostLinks = 2'000; // a check costs microseconds; more links than that are no text to read

using Kind = Span::Kind;

std::string_view attributeOf(const GumboElement &element, const char *name)
{
    const GumboAttribute *found = gumbo_get_attribute(&element.attributes, name);
    return found ? std::string_view(found->value) : std::string_view();
}

bool hasClass(const GumboElement &element, std::string_view wanted)
{
    return attributeOf(element, "class").find(wanted) != std::string_view::npos;
}

/// Walks gumbo's tree with its own parent pointers and writes what a person would read.
/// The fence has bounded the tree, so each element is seen twice: when it opens and when it closes.
class Reading {
public:
    PlainText read(const GumboNode *root);

private:
    struct Pending {
        Span span;
        const GumboNode *element = nullptr;
    };

    void enter(const GumboNode *node);
    void leave(const GumboNode *node);
    void enterLink(const GumboNode *node);
    void leaveLink(const GumboNode *node);
    void enterItem(const GumboNode *node);
    void text(const char *utf8);
    void word(QStringView letters);
    void flush();
    void gap(int lines) { m_lines = std::max(m_lines, m_lists.isEmpty() ? lines : 1); }
    void openSpan(const GumboNode *node, Kind kind, const QString &target = {});
    void closeSpan(const GumboNode *node);

    BoundedText m_out;
    QList<Span> m_spans;
    QVarLengthArray<Pending, 16> m_pending;
    QVarLengthArray<int, 16> m_lists; ///< number of the last item; -1: bullets
    QString m_bullet;
    int m_lines = 0;
    int m_hidden = 0;
    int m_pre = 0;
    int m_links = 0;
    bool m_space = false;
    bool m_tab = false;
    bool m_inLink = false;
};

bool isElement(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

const GumboVector *childrenOf(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_DOCUMENT)
        return &node->v.document.children;
    return isElement(node) ? &node->v.element.children : nullptr;
}

PlainText Reading::read(const GumboNode *root)
{
    const GumboNode *node = root;
    while (node != nullptr && !m_out.isFull()) {
        enter(node);
        const GumboVector *children = childrenOf(node);
        if (children && children->length > 0) {
            node = static_cast<const GumboNode *>(children->data[0]);
            continue;
        }
        for (;;) {
            leave(node);
            if (node == root || node->parent == nullptr) {
                node = nullptr;
                break;
            }
            const GumboVector *siblings = childrenOf(node->parent);
            const size_t next = node->index_within_parent + 1;
            node = next < siblings->length ? static_cast<const GumboNode *>(siblings->data[next]) : node->parent;
            if (next < siblings->length)
                break;
        }
    }
    while (!m_pending.isEmpty())
        closeSpan(m_pending.back().element);
    PlainText read { m_out.take(), std::move(m_spans), m_out.isShortened() };
    return read;
}

void Reading::enter(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
        text(node->v.text.text);
        return;
    }
    if (!isElement(node))
        return;
    const GumboElement &element = node->v.element;
    switch (element.tag) {
    case GUMBO_TAG_P:
        gap(2);
        break;
    case GUMBO_TAG_DIV:
        gap(1);
        break;
    case GUMBO_TAG_BR:
        m_lines = std::min(m_lines + 1, 2);
        break;
    case GUMBO_TAG_BLOCKQUOTE:
        gap(2);
        openSpan(node, Kind::Quote);
        break;
    case GUMBO_TAG_PRE:
        gap(1);
        ++m_pre;
        openSpan(node, Kind::Code);
        break;
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
        gap(2);
        m_lists.append(element.tag == GUMBO_TAG_OL ? 0 : -1);
        break;
    case GUMBO_TAG_LI:
        enterItem(node);
        break;
    case GUMBO_TAG_B:
        openSpan(node, Kind::Bold);
        break;
    case GUMBO_TAG_I:
        openSpan(node, Kind::Italic);
        break;
    case GUMBO_TAG_CODE:
        openSpan(node, Kind::Code);
        break;
    case GUMBO_TAG_A:
        enterLink(node);
        break;
    case GUMBO_TAG_IMG:
        if (const auto alt = attributeOf(element, "alt"); !alt.empty())
            word(u'[' + QString::fromUtf8(alt.data(), static_cast<qsizetype>(alt.size())).simplified() + u']');
        break;
    case GUMBO_TAG_SPAN:
        m_tab = m_tab || hasClass(element, "cell");
        m_hidden += m_inLink && hasClass(element, "invisible") ? 1 : 0;
        break;
    default:
        break;
    }
}

void Reading::leave(const GumboNode *node)
{
    if (!isElement(node))
        return;
    const GumboElement &element = node->v.element;
    switch (element.tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_BLOCKQUOTE:
        gap(2);
        break;
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_LI:
        gap(1);
        break;
    case GUMBO_TAG_PRE:
        gap(1);
        --m_pre;
        break;
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
        m_lists.removeLast();
        gap(m_lists.isEmpty() ? 2 : 1);
        break;
    case GUMBO_TAG_A:
        leaveLink(node);
        return;
    case GUMBO_TAG_SPAN:
        m_hidden -= m_inLink && hasClass(element, "invisible") ? 1 : 0;
        if (m_inLink && m_hidden == 0 && hasClass(element, "ellipsis"))
            word(u"\u2026");
        break;
    default:
        break;
    }
    closeSpan(node);
}

void Reading::enterItem(const GumboNode *)
{
    gap(1);
    const bool numbered = !m_lists.isEmpty() && m_lists.back() >= 0;
    m_bullet = numbered ? QString::number(++m_lists.back()) + QStringLiteral(". ") : QStringLiteral("\u2022 ");
}

/// A link that may not be opened is text, and all of its text is shown.
void Reading::enterLink(const GumboNode *node)
{
    if (++m_links > mostLinks)
        return;
    const auto href = attributeOf(node->v.element, "href");
    const LinkCheck check = checkLink(QString::fromUtf8(href.data(), static_cast<qsizetype>(href.size())), {});
    if (!check.openable)
        return;
    m_inLink = true;
    const bool hashtag = hasClass(node->v.element, "hashtag");
    const bool mention = !hashtag && hasClass(node->v.element, "mention");
    openSpan(node, hashtag ? Kind::Hashtag : (mention ? Kind::Mention : Kind::Link),
        QString::fromLatin1(check.url.toEncoded()));
}

void Reading::leaveLink(const GumboNode *node)
{
    closeSpan(node);
    m_inLink = false;
    m_hidden = 0;
}

void Reading::text(const char *utf8)
{
    if (m_hidden > 0)
        return;
    const QString letters = QString::fromUtf8(utf8);
    if (m_pre > 0) {
        word(letters);
        return;
    }
    const auto isSpace = [](QChar c) { return c == u' ' || c == u'\n' || c == u'\t' || c == u'\r' || c == u'\f'; };
    for (qsizetype at = 0; at < letters.size() && !m_out.isFull();) {
        qsizetype end = at;
        if (isSpace(letters[at])) {
            m_space = true;
            ++at;
            continue;
        }
        while (end < letters.size() && !isSpace(letters[end]))
            ++end;
        word(QStringView(letters).sliced(at, end - at));
        at = end;
    }
}

void Reading::word(QStringView letters)
{
    if (letters.isEmpty())
        return;
    flush();
    m_out.append(letters);
}

/// Writes the gap that stands before the next letter; spans that opened at the gap begin after it.
void Reading::flush()
{
    const int before = m_out.size();
    if (before > 0 && m_lines > 0)
        m_out.append(QStringView(u"\n\n").first(m_lines));
    else if (before > 0 && (m_tab || m_space) && !m_out.view().endsWith(u'\n'))
        m_out.append(m_tab ? u"\t" : u" ");
    m_out.append(m_bullet);
    m_bullet.clear();
    m_lines = 0;
    m_space = m_tab = false;
    for (Pending &pending : m_pending)
        if (pending.span.start == before)
            pending.span.start = m_out.size();
}

void Reading::openSpan(const GumboNode *node, Kind kind, const QString &target)
{
    const bool inside = std::any_of(
        m_pending.cbegin(), m_pending.cend(), [kind](const Pending &pending) { return pending.span.kind == kind; });
    if (!inside)
        m_pending.append({ { m_out.size(), 0, kind, target }, node });
}

void Reading::closeSpan(const GumboNode *node)
{
    const auto found = std::find_if(
        m_pending.begin(), m_pending.end(), [node](const Pending &pending) { return pending.element == node; });
    if (found == m_pending.end())
        return;
    Span span = found->span;
    m_pending.erase(found);
    span.length = m_out.size() - span.start;
    if (span.length > 0)
        m_spans.append(std::move(span));
}

/// Addresses, handles and tags that stand in the text without a link of their own.
void addFound(PlainText &read)
{
    QList<Span> taken;
    for (const Span &span : std::as_const(read.spans))
        if (span.kind != Kind::Bold && span.kind != Kind::Italic && span.kind != Kind::Quote)
            taken.append(span);
    std::sort(taken.begin(), taken.end(), [](const Span &a, const Span &b) { return a.start < b.start; });
    auto next = taken.cbegin();
    int covered = 0;
    const QList<Span> found = findSpans(read.text);
    for (const Span &span : found) {
        for (; next != taken.cend() && next->start < span.start + span.length; ++next)
            covered = std::max(covered, next->start + next->length);
        if (covered <= span.start)
            read.spans.append(span);
    }
    std::sort(read.spans.begin(), read.spans.end(), [](const Span &a, const Span &b) {
        return std::tuple(a.start, -a.length, a.kind) < std::tuple(b.start, -b.length, b.kind);
    });
}

} // namespace

PlainText plainFromHtml(QByteArrayView html)
{
    const FencedHtml safe = fenced(html);
    // The tree lives in a few long pieces and goes with them: its many small ones cost more than reading it. The fence
    // has bounded what it can come to.
    constexpr size_t forATree = 4'096;
    std::pmr::monotonic_buffer_resource pieces(forATree + 4 * static_cast<size_t>(safe.html.size()));
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    options.userdata = &pieces;
    options.allocator = [](void *from, size_t bytes) {
        return static_cast<std::pmr::monotonic_buffer_resource *>(from)->allocate(bytes);
    };
    options.deallocator = [](void *, void *) {};
    const GumboOutput *tree =
        gumbo_parse_with_options(&options, safe.html.constData(), static_cast<size_t>(safe.html.size()));
    PlainText read = Reading().read(tree->document);
    read.shortened = read.shortened || safe.shortened;
    addFound(read);
    return read;
}

PlainText plainFromHtml(QStringView html)
{
    return plainFromHtml(html.toUtf8());
}

} // namespace wheelhouse

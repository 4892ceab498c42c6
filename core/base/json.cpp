#include "core/base/json.h"

#include <QCoreApplication>

#include <charconv>
#include <utility>
#include <vector>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Json)
};

constexpr uint32_t none = ~0U;

} // namespace

/// All values of a document in a few long pieces of memory: an answer of a network has tens of thousands, and what each
/// of them would cost by itself is more than reading them.
struct Json::Document {
    struct Letters { ///< a place in letters
        uint32_t at = 0;
        uint32_t size = 0;
    };
    struct Node {
        Kind kind = Kind::Missing;
        uint32_t parent = none;
        uint32_t first = none; ///< of its children
        uint32_t next = none; ///< of its parent's
        uint32_t place = 0; ///< among its parent's, from 0
        Letters key; ///< in an object
        Letters token; ///< UTF-8: a string's text, or a scalar's own letters
    };
    std::vector<Node> nodes; ///< the root first
    std::string letters;

    [[nodiscard]] std::string_view view(Letters which) const { return { letters.data() + which.at, which.size }; }
    [[nodiscard]] QString path(uint32_t node) const;
};

QString Json::Document::path(uint32_t node) const
{
    QString path;
    for (; nodes[node].parent != none; node = nodes[node].parent) {
        const Node &one = nodes[node];
        if (nodes[one.parent].kind == Kind::Array) {
            path.prepend(QStringLiteral("[%1]").arg(one.place));
            continue;
        }
        const std::string_view key = view(one.key);
        path.prepend(QString::fromUtf8(key.data(), qsizetype(key.size())));
        if (nodes[one.parent].parent != none)
            path.prepend(QLatin1Char('.'));
    }
    return path;
}

namespace {

class TreeBuilder final : public JsonVisitor {
public:
    explicit TreeBuilder(qsizetype bytes)
    {
        constexpr qsizetype bytesOfValue = 16; // of a short one with its key
        document->letters.reserve(static_cast<size_t>(bytes));
        document->nodes.reserve(static_cast<size_t>(bytes / bytesOfValue));
    }
    void enter(Json::Kind container) override
    {
        add(container, {});
        m_open.push_back({ uint32_t(document->nodes.size() - 1), none });
    }
    void leave() override { m_open.pop_back(); }
    void key(std::string_view name) override { m_key = keep(name); }
    void scalar(Json::Kind kind, std::string_view token) override { add(kind, keep(token)); }

    std::shared_ptr<Json::Document> document = std::make_shared<Json::Document>();

private:
    struct Open {
        uint32_t node;
        uint32_t last; ///< of its children
    };
    Json::Document::Letters keep(std::string_view text)
    {
        const auto at = uint32_t(document->letters.size());
        document->letters += text;
        return { at, uint32_t(text.size()) };
    }
    void add(Json::Kind kind, Json::Document::Letters token)
    {
        auto &nodes = document->nodes;
        const auto here = uint32_t(nodes.size());
        Json::Document::Node node { kind, none, none, none, 0, std::exchange(m_key, {}), token };
        if (!m_open.empty()) {
            Open &open = m_open.back();
            node.parent = open.node;
            node.place = open.last == none ? 0 : nodes[open.last].place + 1;
            (open.last == none ? nodes[open.node].first : nodes[open.last].next) = here;
            open.last = here;
        }
        nodes.push_back(node);
    }
    std::vector<Open> m_open;
    Json::Document::Letters m_key;
};

} // namespace

Json::Json(std::shared_ptr<const Document> document, uint32_t node)
    : m_document(std::move(document))
    , m_node(node)
{
}

Json::Json(QString path)
    : m_path(std::move(path))
{
}

Result<Json> Json::parse(QByteArrayView utf8)
{
    std::string padded;
    padded.reserve(static_cast<size_t>(utf8.size() + jsonPadding));
    padded.assign(utf8.data(), static_cast<size_t>(utf8.size()));
    TreeBuilder tree(utf8.size());
    JsonWalker walker;
    if (const auto walked = walker.walk(padded, tree); !walked)
        return tl::unexpected(walked.error());
    return Json(std::move(tree.document), 0);
}

Json::Kind Json::kind() const
{
    return m_document ? m_document->nodes[m_node].kind : Kind::Missing;
}

QString Json::path() const
{
    return m_document ? m_document->path(m_node) : m_path;
}

std::string_view Json::letters() const
{
    return m_document ? m_document->view(m_document->nodes[m_node].token) : std::string_view();
}

Json Json::operator[](const char *key) const
{
    const std::string_view wanted = key;
    uint32_t found = none;
    if (kind() == Kind::Object)
        for (uint32_t each = m_document->nodes[m_node].first; each != none; each = m_document->nodes[each].next)
            if (m_document->view(m_document->nodes[each].key) == wanted)
                found = each; // the last counts
    if (found != none)
        return { m_document, found };
    const QString name = QString::fromLatin1(key);
    const QString from = path();
    return Json(from.isEmpty() ? name : from + QLatin1Char('.') + name);
}

QList<Json> Json::items() const
{
    QList<Json> all;
    if (kind() == Kind::Array)
        for (uint32_t each = m_document->nodes[m_node].first; each != none; each = m_document->nodes[each].next)
            all.append(Json(m_document, each));
    return all;
}

QStringList Json::keys() const
{
    QStringList all;
    if (kind() == Kind::Object)
        for (uint32_t each = m_document->nodes[m_node].first; each != none; each = m_document->nodes[each].next) {
            const std::string_view key = m_document->view(m_document->nodes[each].key);
            all.append(QString::fromUtf8(key.data(), qsizetype(key.size())));
        }
    return all;
}

tl::unexpected<Error> Json::wrong(const char *wanted) const
{
    const QString where = path().isEmpty() ? QStringLiteral("the document") : path();
    return fail(Error::Kind::Malformed,
        (kind() == Kind::Missing ? Words::tr("The field “%1” is missing.")
                                 : Words::tr("The field “%1” has a value of the wrong kind."))
            .arg(where),
        QStringLiteral("json: %1 is no %2").arg(where, QString::fromLatin1(wanted)));
}

Result<QString> Json::text() const
{
    if (kind() != Kind::String)
        return wrong("string");
    return textOr();
}

Result<qint64> Json::number() const
{
    qint64 number = 0;
    const std::string_view digits = letters();
    const char *end = digits.data() + digits.size();
    const auto [behind, error] = std::from_chars(digits.data(), end, number);
    if (kind() != Kind::Number || error != std::errc() || behind != end)
        return wrong("whole number");
    return number;
}

Result<bool> Json::truth() const
{
    if (kind() != Kind::Bool)
        return wrong("truth");
    return letters() == "true";
}

QString Json::textOr(const QString &other) const
{
    const std::string_view text = letters();
    return kind() == Kind::String ? QString::fromUtf8(text.data(), qsizetype(text.size())) : other;
}

QString Json::token() const
{
    const std::string_view text = letters();
    return isThere() ? QString::fromUtf8(text.data(), qsizetype(text.size())) : QString();
}

} // namespace wheelhouse

#include "core/imports/files/jsontable.h"

#include <QCoreApplication>

#include <optional>

namespace wheelhouse {

namespace {

constexpr qsizetype mostColumns = 256; // a table wider than this is not one that a person maps

} // namespace

/// Writes the fields of one document into the cells of a row, or collects their paths.
class JsonTable::Flatten final : public JsonVisitor {
public:
    Flatten(const QHash<QByteArray, qsizetype> &columnOf, std::vector<std::string> &cells)
        : m_columnOf(columnOf)
        , m_cells(cells)
    {
    }

    void enter(Json::Kind container) override
    {
        isObject = isObject || (m_lengths.empty() && container == Json::Kind::Object);
        m_arrays += container == Json::Kind::Array;
        m_kinds.push_back(container);
        m_lengths.push_back(m_path.size());
    }
    void leave() override
    {
        m_arrays -= m_kinds.back() == Json::Kind::Array;
        m_path.truncate(m_lengths.back());
        m_kinds.pop_back();
        m_lengths.pop_back();
    }
    void key(std::string_view name) override
    {
        m_path.truncate(m_lengths.back());
        if (m_lengths.size() > 1)
            m_path += '.';
        m_path.append(name.data(), static_cast<qsizetype>(name.size()));
    }
    void scalar(Json::Kind kind, std::string_view token) override
    {
        if (m_arrays > 0 || m_lengths.empty())
            return;
        if (learned)
            learned->append(QString::fromUtf8(m_path));
        if (const auto column = m_columnOf.constFind(m_path); column != m_columnOf.constEnd())
            m_cells[static_cast<size_t>(*column)] = kind == Json::Kind::Null ? std::string_view() : token;
    }

    bool isObject = false;
    QStringList *learned = nullptr; ///< paths met, when somebody asks

private:
    const QHash<QByteArray, qsizetype> &m_columnOf;
    std::vector<std::string> &m_cells;
    QByteArray m_path;
    std::vector<Json::Kind> m_kinds;
    std::vector<qsizetype> m_lengths;
    int m_arrays = 0;
};

Result<void> JsonTable::open(const QString &path, const QString &encoding, JsonPieces::Cut cut, const QStringList &also)
{
    if (const auto opened = m_pieces.open(path, encoding, cut, {}); !opened)
        return opened;
    learnColumns();
    for (const QString &each : also)
        addColumn(each);
    if (m_columns.isEmpty())
        return fail(Error::Kind::Malformed,
            QCoreApplication::translate("Imports",
                "No line of “%1” is a JSON object with fields. Each line has to be one, such as {\"text\": \"…\"}.")
                .arg(path));
    m_pieces.seek({});
    return {};
}

void JsonTable::addColumn(const QString &path)
{
    if (m_columns.size() >= mostColumns || m_columnOf.contains(path.toUtf8()))
        return;
    m_columnOf.insert(path.toUtf8(), m_columns.size());
    m_columns.append(path);
    m_cells.emplace_back();
}

void JsonTable::learnColumns()
{
    QStringList paths;
    Record record;
    for (int i = 0; i < 500 && m_pieces.next(record); ++i) {
        if (!record.trouble.isEmpty())
            continue;
        Flatten flatten(m_columnOf, m_cells);
        flatten.learned = &paths;
        if (m_walker.walk(record.whole, flatten))
            for (const QString &each : std::as_const(paths))
                addColumn(each);
        paths.clear();
    }
}

bool JsonTable::next(Record &record)
{
    if (!m_pieces.next(record))
        return false;
    if (!record.trouble.isEmpty())
        return true;
    for (std::string &cell : m_cells)
        cell.clear();
    Flatten flatten(m_columnOf, m_cells);
    const auto walked = m_walker.walk(record.whole, flatten);
    if (!walked)
        record.trouble = walked.error().message;
    else if (!flatten.isObject)
        record.trouble = QCoreApplication::translate("Imports", "This is JSON, but no object with fields.");
    if (record.trouble.isEmpty())
        record.cells.assign(m_cells.begin(), m_cells.end());
    return true;
}

ImportPosition JsonTable::position() const
{
    return m_pieces.position();
}

void JsonTable::seek(const ImportPosition &position)
{
    m_pieces.seek(position);
}

QString JsonTable::encodingName() const
{
    return QString::fromLatin1(m_pieces.feed().encoding().name);
}

} // namespace wheelhouse

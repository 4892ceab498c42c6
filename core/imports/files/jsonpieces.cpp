#include "core/imports/files/jsonpieces.h"

#include "core/base/json.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace wheelhouse {

namespace {

constexpr size_t noEnd = std::string_view::npos;
constexpr std::string_view space = " \t\r\n";

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Imports)
};

} // namespace

Result<void> JsonPieces::open(const QString &path, const QString &encoding, Cut cut, std::string_view arrayAfter)
{
    m_cut = cut;
    if (const auto opened = m_feed.open(path, encoding, true); !opened)
        return opened;
    m_feed.fill();
    if (m_feed.ahead().find_first_not_of(space) == noEnd)
        return fail(Error::Kind::Malformed, Words::tr("The file “%1” is empty.").arg(path));
    if (cut == Cut::Elements)
        if (const auto found = findArray(path, arrayAfter); !found)
            return found;
    m_start = m_feed.offset();
    return {};
}

Result<void> JsonPieces::findArray(const QString &path, std::string_view after)
{
    while (m_feed.ahead().size() < (1 << 20) && m_feed.fill()) { }
    const std::string_view head = m_feed.ahead();
    const size_t name = head.find(after);
    const size_t bracket = name == noEnd ? noEnd : head.find('[', name + after.size());
    if (bracket == noEnd)
        return fail(Error::Kind::Malformed, Words::tr("No list of posts is found in “%1”.").arg(path));
    m_feed.consume(bracket + 1);
    return {};
}

/// The piece last given still lies in the window; what comes next begins behind it.
ImportPosition JsonPieces::position() const
{
    const qint64 width = bytesInFile(m_feed.encoding(), m_feed.ahead().substr(0, m_done));
    return { m_feed.offset() + std::max<qint64>(width, 0), m_records };
}

void JsonPieces::seek(const ImportPosition &position)
{
    m_atEnd = false;
    m_done = 0;
    if (m_feed.tellsOffsets()) {
        m_feed.seek(std::max(position.offset, m_start));
        m_records = position.record;
        return;
    }
    m_feed.seek(m_start);
    Record passed;
    for (m_records = 0; m_records < position.record && next(passed);) { }
}

bool JsonPieces::next(Record &record)
{
    record.remark.clear();
    record.trouble.clear();
    record.cells.clear();
    record.whole = {};
    while (true) {
        size_t end = 0;
        if (m_cut == Cut::Elements && !skipBetween())
            return false;
        record.offset = m_feed.offset();
        const Found found = m_cut == Cut::Lines ? line(end) : element(end);
        if (found == Found::Nothing)
            return false;
        record.number = ++m_records;
        if (found == Found::TooLong) {
            record.trouble =
                Words::tr("This entry is longer than 32 MB, which Wheelhouse does not read; it is left out.");
            discardPiece();
            return true;
        }
        record.whole = m_feed.ahead().substr(0, end);
        m_done = end;
        if (m_cut == Cut::Elements || record.whole.find_first_not_of(space) != noEnd)
            return true;
        m_feed.consume(std::exchange(m_done, 0)); // an empty line is none, though it counts as one
    }
}

JsonPieces::Found JsonPieces::line(size_t &end)
{
    m_feed.consume(std::exchange(m_done, 0));
    size_t scanned = 0;
    while (true) {
        const std::string_view text = m_feed.ahead();
        end = text.find('\n', scanned);
        if (end != noEnd) {
            ++end;
            return Found::Piece;
        }
        scanned = text.size();
        if (static_cast<qsizetype>(scanned) > jsonBytes)
            return Found::TooLong;
        if (!m_feed.fill()) {
            end = m_feed.ahead().size();
            return end == 0 ? Found::Nothing : Found::Piece;
        }
    }
}

/// Passes over what stands between two elements; false: the array has ended.
bool JsonPieces::skipBetween()
{
    m_feed.consume(std::exchange(m_done, 0));
    while (!m_atEnd) {
        const std::string_view text = m_feed.ahead();
        const size_t at = text.find_first_not_of(" \t\r\n,");
        m_feed.consume(at == noEnd ? text.size() : at);
        if (at != noEnd) {
            m_atEnd = m_feed.ahead().front() == ']';
            break;
        }
        m_atEnd = !m_feed.fill();
    }
    return !m_atEnd;
}

JsonPieces::Found JsonPieces::element(size_t &end)
{
    m_depth = 0;
    m_inString = m_escaped = false;
    size_t scanned = 0;
    while (true) {
        const std::string_view text = m_feed.ahead();
        end = scanElement(text, scanned);
        if (end != noEnd)
            return Found::Piece;
        scanned = text.size();
        if (static_cast<qsizetype>(scanned) > jsonBytes)
            return Found::TooLong;
        if (!m_feed.fill()) {
            end = m_feed.ahead().size(); // cut off in the middle: the parser will say so
            return end == 0 ? Found::Nothing : Found::Piece;
        }
    }
}

/// Where the element ends that has been scanned up to \a from: at the comma or bracket behind it.
size_t JsonPieces::scanElement(std::string_view text, size_t from)
{
    for (size_t i = from; i < text.size(); ++i) {
        const char c = text[i];
        if (m_inString) {
            if (m_escaped)
                m_escaped = false;
            else if (c == '\\')
                m_escaped = true;
            else if (c == '"')
                m_inString = false;
        } else if (c == '"') {
            m_inString = true;
        } else if (c == '{' || c == '[') {
            ++m_depth;
        } else if (c == '}' || c == ']') {
            if (m_depth == 0)
                return i;
            --m_depth;
        } else if (c == ',' && m_depth == 0) {
            return i;
        }
    }
    return noEnd;
}

void JsonPieces::discardPiece()
{
    while (true) {
        const std::string_view text = m_feed.ahead();
        const size_t end = m_cut == Cut::Lines ? text.find('\n') : scanElement(text, 0);
        if (end != noEnd) {
            m_done = m_cut == Cut::Lines ? end + 1 : end;
            return;
        }
        m_feed.consume(text.size());
        if (!m_feed.fill())
            return;
    }
}

} // namespace wheelhouse

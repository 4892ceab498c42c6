#include "core/base/csv.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Imports)
};

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

QString plain(std::string_view cell)
{
    return QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
}

/// The columns of each of the first rows of \a head, were \a delimiter the one; quotes are minded.
std::vector<int> widths(std::string_view head, char delimiter)
{
    std::vector<int> all;
    int columns = 1;
    bool quoted = false;
    bool any = false;
    for (size_t i = 0; i < head.size() && all.size() < 32; ++i) {
        const char c = head[i];
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == delimiter)
            ++columns;
        if (!quoted && isLineEnd(c)) {
            if (any)
                all.push_back(columns);
            columns = 1;
            any = false;
        } else {
            any = true;
        }
    }
    if (any && all.size() < 2) // a table of one or two rows may lack the last line end
        all.push_back(columns);
    return all;
}

} // namespace

char sniffDelimiter(std::string_view head)
{
    static constexpr std::array<char, 4> candidates { ',', ';', '\t', '|' };
    char best = ',';
    double bestScore = 0;
    for (const char candidate : candidates) {
        const std::vector<int> found = widths(head, candidate);
        if (found.empty() || found.front() < 2)
            continue;
        const auto agreeing = static_cast<double>(std::count(found.begin(), found.end(), found.front()));
        const double share = agreeing / static_cast<double>(found.size());
        const double score = share * share * (1.0 + 0.1 * std::min(found.front(), 20));
        if (score > bestScore) {
            best = candidate;
            bestScore = score;
        }
    }
    return best;
}

Result<void> CsvReader::open(const QString &path, const CsvForm &form)
{
    if (const auto opened = m_feed.open(path, form.encoding, false); !opened)
        return opened;
    m_feed.fill();
    if (m_feed.ahead().empty())
        return fail(Error::Kind::Malformed, Words::tr("The file “%1” is empty.").arg(path));
    m_delimiter = form.delimiter != 0 ? form.delimiter : sniffDelimiter(m_feed.ahead().substr(0, 64 * 1024));
    m_header = form.header;
    readHeader(form);
    if (m_columns.isEmpty())
        return fail(Error::Kind::Malformed,
            Words::tr("The first row of “%1” cannot be read as the names of columns. Is it a table of text?")
                .arg(path));
    return {};
}

void CsvReader::readHeader(const CsvForm &form)
{
    Record first;
    if (!cutNext(first) || !first.trouble.isEmpty())
        return;
    for (size_t i = 0; i < first.cells.size(); ++i) {
        const QString name = form.header ? plain(first.cells[i]).trimmed() : QString();
        m_columns.append(name.isEmpty() ? QString::number(i + 1) : name);
    }
    if (!form.header)
        m_feed.seek(0);
    m_atEnd = false;
    m_start = m_feed.offset();
    if (!m_feed.tellsOffsets())
        m_start = 0;
}

void CsvReader::seek(const ImportPosition &position)
{
    m_atEnd = false;
    if (m_feed.tellsOffsets()) {
        m_feed.seek(std::max(position.offset, m_start));
        m_records = position.record;
        return;
    }
    m_feed.seek(0);
    Record passed;
    if (m_header)
        cutNext(passed);
    for (m_records = 0; m_records < position.record && next(passed);) { }
}

bool CsvReader::next(Record &record)
{
    if (!cutNext(record))
        return false;
    ++m_records;
    record.number = m_records + (m_header ? 1 : 0);
    const auto expected = static_cast<size_t>(m_columns.size());
    if (record.trouble.isEmpty() && record.cells.size() != expected) {
        const QString remark = record.cells.size() < expected
            ? Words::tr("The row has %1 cells, the first one %2; the missing ones are taken as empty.")
            : Words::tr("The row has %1 cells, the first one %2; those without a column are left out.");
        record.remark = remark.arg(record.cells.size()).arg(expected);
        if (record.cells.size() < expected)
            record.cells.resize(expected);
    }
    return true;
}

bool CsvReader::cutNext(Record &record)
{
    record.remark.clear();
    record.trouble.clear();
    while (true) {
        std::string_view text = m_feed.ahead();
        size_t empty = 0;
        while (empty < text.size() && isLineEnd(text[empty]))
            ++empty;
        if (empty > 0)
            m_feed.consume(empty);
        text = m_feed.ahead();
        size_t used = 0;
        if (!text.empty() || m_atEnd) {
            if (text.empty())
                return false;
            record.offset = m_feed.offset();
            const Cut outcome = cut(text, m_atEnd, record, used);
            if (outcome == Cut::Row) {
                m_feed.consume(used);
                return true;
            }
            if (outcome == Cut::Unclosed || static_cast<qsizetype>(text.size()) > csvRowBytes) {
                giveUp(record);
                return true;
            }
        }
        m_atEnd = !m_feed.fill();
    }
}

/// Passes over the first line of a row that cannot be read, so that one lost quote does not cost the rest.
void CsvReader::giveUp(Record &record)
{
    record.cells.clear();
    record.trouble =
        Words::tr("A quote is opened here and not closed within 1 MB, or the row is longer than that. Only its "
                  "first line is passed over; mend the quote and import again.");
    while (true) {
        const std::string_view text = m_feed.ahead();
        const size_t end = text.find_first_of("\r\n");
        m_feed.consume(end == std::string_view::npos ? text.size() : end);
        if (end != std::string_view::npos || !m_feed.fill())
            return;
    }
}

CsvReader::Cut CsvReader::cut(std::string_view text, bool atEnd, Record &record, size_t &used)
{
    record.cells.clear();
    m_unquotedUsed = 0;
    size_t at = 0;
    const char *const data = text.data();
    while (true) {
        std::string_view cell;
        if (at < text.size() && data[at] == '"') {
            if (const Cut outcome = cutQuoted(text, atEnd, at, cell); outcome != Cut::Row)
                return outcome;
        } else {
            const size_t from = at;
            while (at < text.size() && data[at] != m_delimiter && data[at] != '\n' && data[at] != '\r')
                ++at;
            cell = text.substr(from, at - from);
        }
        // At the edge of the window a cell may go on, and a CR may have its LF behind it.
        if (!atEnd && at + 1 >= text.size())
            return Cut::More;
        record.cells.push_back(cell);
        if (at < text.size() && data[at] == m_delimiter) {
            ++at;
            continue;
        }
        if (at < text.size())
            at += data[at] == '\r' && at + 1 < text.size() && data[at + 1] == '\n' ? 2 : 1;
        used = at;
        return Cut::Row;
    }
}

CsvReader::Cut CsvReader::cutQuoted(std::string_view text, bool atEnd, size_t &at, std::string_view &cell)
{
    const Cut beyond = atEnd ? Cut::Unclosed : Cut::More;
    size_t from = at + 1;
    std::string *own = nullptr;
    const auto keep = [&](std::string_view part) {
        if (!own) {
            if (m_unquotedUsed == m_unquoted.size())
                m_unquoted.emplace_back();
            own = &m_unquoted[m_unquotedUsed++];
            own->clear();
        }
        own->append(part);
    };
    while (true) {
        const size_t quote = text.find('"', from);
        if (quote == std::string_view::npos || (!atEnd && quote + 1 >= text.size()))
            return beyond;
        if (quote + 1 < text.size() && text[quote + 1] == '"') {
            keep(text.substr(from, quote + 1 - from));
            from = quote + 2;
            continue;
        }
        size_t after = quote + 1;
        while (after < text.size() && text[after] != m_delimiter && !isLineEnd(text[after]))
            ++after;
        if (own || after > quote + 1) { // letters behind the closing quote belong to the cell, as spreadsheets read it
            keep(text.substr(from, quote - from));
            keep(text.substr(quote + 1, after - quote - 1));
            cell = *own;
        } else {
            cell = text.substr(from, quote - from);
        }
        at = after;
        return Cut::Row;
    }
}

} // namespace wheelhouse

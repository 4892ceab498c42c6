#include "core/connectors/feed/feedjsonmend.h"

namespace wheelhouse {

namespace {

class Scanner {
public:
    explicit Scanner(QByteArrayView utf8)
        : m_in(utf8)
    {
    }
    JsonPieces scan()
    {
        for (qsizetype at = 0; at < m_in.size() && m_listEnd < 0; ++at) {
            const char c = m_in[at];
            if (c == '"')
                at = string(at);
            else if (c == '{' || c == '[')
                open(c, at);
            else if (c == '}' || c == ']')
                close(at);
        }
        if (m_listBegin < 0)
            return {};
        m_out.head = m_in.first(m_listBegin).toByteArray();
        m_out.head += m_listEnd < 0 ? QByteArray("]}") : m_in.sliced(m_listEnd).toByteArray();
        return std::move(m_out);
    }

private:
    /// Answers where the string that begins at \a at ends.
    qsizetype string(qsizetype at)
    {
        qsizetype end = at + 1;
        while (end < m_in.size() && m_in[end] != '"')
            end += m_in[end] == '\\' ? 2 : 1;
        end = qMin(end, m_in.size());
        if (m_depth == 1)
            m_key = m_in.sliced(at + 1, end - at - 1);
        return end;
    }
    void open(char c, qsizetype at)
    {
        if (m_depth == 1 && c == '[' && m_key == "items" && m_listBegin < 0)
            m_listBegin = at + 1;
        if (m_depth == 2 && m_listBegin >= 0)
            m_itemBegin = c == '{' ? at : -1;
        ++m_depth;
    }
    void close(qsizetype at)
    {
        --m_depth;
        if (m_depth == 2 && m_listBegin >= 0 && m_itemBegin >= 0)
            m_out.items += m_in.sliced(m_itemBegin, at + 1 - m_itemBegin).toByteArray();
        if (m_depth == 1 && m_listBegin >= 0)
            m_listEnd = at;
    }

    QByteArrayView m_in;
    QByteArrayView m_key;
    JsonPieces m_out;
    qsizetype m_listBegin = -1;
    qsizetype m_listEnd = -1;
    qsizetype m_itemBegin = -1;
    qsizetype m_depth = 0;
};

} // namespace

JsonPieces jsonPieces(QByteArrayView utf8)
{
    return Scanner(utf8).scan();
}

} // namespace wheelhouse

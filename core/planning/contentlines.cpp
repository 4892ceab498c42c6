#include "core/planning/contentlines.h"

#include <QStringList>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr qsizetype longestLine = 1 << 20;
constexpr qsizetype octets = 75; // RFC 5545 3.1, the line end not counted
constexpr qsizetype mostParameters = 50;

bool isNameLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
        || c == '.' || c == '/';
}

/// Where \a wanted is from \a from on, outside of quotes; -1: nowhere.
qsizetype findBare(const QByteArray &text, QByteArrayView wanted, qsizetype from)
{
    bool isQuoted = false;
    for (qsizetype at = from; at < text.size(); ++at) {
        if (text.at(at) == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted && wanted.contains(text.at(at)))
            return at;
    }
    return -1;
}

bool cut(const QByteArray &text, ContentLine &line)
{
    qsizetype at = 0;
    while (at < text.size() && isNameLetter(text.at(at)))
        ++at;
    if (at == 0 || at == text.size() || (text.at(at) != ':' && text.at(at) != ';'))
        return false;
    line.name = text.left(at).toUpper();
    line.parameters.clear();
    while (text.at(at) == ';') {
        qsizetype end = findBare(text, ":;", at + 1);
        if (end < 0) // a quote that is never closed is a letter
            end = text.indexOf(':', at + 1);
        if (end < 0)
            return false;
        const QByteArray parameter = text.mid(at + 1, end - at - 1);
        const qsizetype equals = parameter.indexOf('=');
        if (equals > 0 && line.parameters.size() < mostParameters)
            line.parameters.append({ parameter.left(equals).trimmed().toUpper(),
                parameter.mid(equals + 1).trimmed().replace('"', QByteArray()) });
        at = end;
    }
    line.value = text.mid(at + 1);
    return true;
}

} // namespace

QByteArray ContentLine::parameter(QByteArrayView wanted) const
{
    const auto found = std::find_if(
        parameters.begin(), parameters.end(), [&](const auto &each) { return QByteArrayView(each.first) == wanted; });
    return found == parameters.end() ? QByteArray() : found->second;
}

ContentLines::ContentLines(QByteArrayView bytes)
    : m_bytes(bytes)
{
    if (!bytes.contains('\n') && bytes.contains('\r')) // as programs of old Macs wrote
        m_lineEnd = '\r';
}

QByteArrayView ContentLines::physical()
{
    const qsizetype found = m_bytes.indexOf(m_lineEnd, m_at);
    const qsizetype end = found < 0 ? m_bytes.size() : found;
    QByteArrayView line = m_bytes.sliced(m_at, end - m_at);
    m_at = std::min(end + 1, m_bytes.size());
    ++m_number;
    return line.endsWith('\r') ? line.chopped(1) : line;
}

ContentLines::Next ContentLines::next(ContentLine &line)
{
    while (m_at < m_bytes.size()) {
        QByteArray whole = physical().toByteArray();
        line.number = m_number;
        bool isTooLong = false;
        while (m_at < m_bytes.size() && (m_bytes.at(m_at) == ' ' || m_bytes.at(m_at) == '\t')) {
            const QByteArrayView more = physical().sliced(1);
            isTooLong = isTooLong || whole.size() + more.size() > longestLine;
            if (!isTooLong)
                whole.append(more.data(), more.size());
        }
        if (isTooLong || whole.size() > longestLine)
            return Next::TooLong;
        if (whole.trimmed().isEmpty())
            continue;
        return cut(whole, line) ? Next::Line : Next::Broken;
    }
    return Next::End;
}

QByteArray escapedText(const QString &text)
{
    QByteArray escaped;
    for (const char c : text.toUtf8()) {
        if (c == '\n')
            escaped += "\\n";
        else if (c == '\\' || c == ',' || c == ';')
            (escaped += '\\') += c;
        else if (static_cast<unsigned char>(c) >= 0x20 ? c != 0x7f : c == '\t')
            escaped += c;
    }
    return escaped;
}

QString unescapedText(QByteArrayView value)
{
    QByteArray text;
    text.reserve(value.size());
    for (qsizetype i = 0; i < value.size(); ++i) {
        const char c = value.at(i);
        const char next = c == '\\' && i + 1 < value.size() ? value.at(i + 1) : '\0';
        if (next == 'n' || next == 'N')
            text += '\n';
        else if (next == '\\' || next == ',' || next == ';')
            text += next;
        else {
            text += c;
            continue;
        }
        ++i;
    }
    return text.isValidUtf8() ? QString::fromUtf8(text) : QString::fromLatin1(text);
}

QStringList textList(const QByteArray &value)
{
    QStringList texts;
    qsizetype from = 0;
    for (qsizetype i = 0; i <= value.size(); ++i) {
        if (i + 1 < value.size() && value.at(i) == '\\')
            ++i;
        else if (i >= value.size() || value.at(i) == ',') {
            texts.append(unescapedText(QByteArrayView(value).sliced(from, i - from)));
            from = i + 1;
        }
    }
    return texts;
}

QByteArray foldedLine(const QByteArray &line)
{
    QByteArray folded;
    qsizetype room = octets;
    for (qsizetype at = 0; at < line.size();) {
        qsizetype end = std::min(at + room, line.size());
        while (end > at + 1 && end < line.size() && (static_cast<unsigned char>(line.at(end)) & 0xc0) == 0x80)
            --end;
        if (at > 0)
            folded += "\r\n ";
        folded += line.mid(at, end - at);
        at = end;
        room = octets - 1;
    }
    return folded + "\r\n";
}

} // namespace wheelhouse

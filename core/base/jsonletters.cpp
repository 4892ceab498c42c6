#include "core/base/jsonletters.h"

namespace wheelhouse {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void appendUtf8(std::string &to, char32_t c)
{
    if (c < 0x80) {
        to += static_cast<char>(c);
    } else if (c < 0x800) {
        to += static_cast<char>(0xc0 | (c >> 6));
        to += static_cast<char>(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        to += static_cast<char>(0xe0 | (c >> 12));
        to += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
        to += static_cast<char>(0x80 | (c & 0x3f));
    } else {
        to += static_cast<char>(0xf0 | (c >> 18));
        to += static_cast<char>(0x80 | ((c >> 12) & 0x3f));
        to += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
        to += static_cast<char>(0x80 | (c & 0x3f));
    }
}

/// Four hexadecimal digits at \a at, or -1.
int hexUnit(std::string_view s, size_t at)
{
    if (at + 4 > s.size())
        return -1;
    int unit = 0;
    for (size_t i = at; i < at + 4; ++i) {
        const char c = s[i];
        const int digit = isDigit(c) ? c - '0'
            : c >= 'a' && c <= 'f'   ? c - 'a' + 10
            : c >= 'A' && c <= 'F'   ? c - 'A' + 10
                                     : -1;
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/// \uXXXX at \a i (past the u), joined with its other half where there is one. False: not hexadecimal.
bool unescapeUnit(std::string_view in, size_t &i, std::string &out)
{
    const int first = hexUnit(in, i);
    if (first < 0)
        return false;
    i += 4;
    auto c = static_cast<char32_t>(first);
    if (c >= 0xd800 && c <= 0xdbff && i + 1 < in.size() && in[i] == '\\' && in[i + 1] == 'u') {
        const int second = hexUnit(in, i + 2);
        if (second >= 0xdc00 && second <= 0xdfff) {
            i += 6;
            c = 0x10000 + ((c - 0xd800) << 10) + (static_cast<char32_t>(second) - 0xdc00);
        }
    }
    appendUtf8(out, c >= 0xd800 && c <= 0xdfff ? U'\ufffd' : c);
    return true;
}

} // namespace

bool isNumber(std::string_view s)
{
    size_t i = 0;
    const auto digits = [&] {
        const size_t from = i;
        while (i < s.size() && isDigit(s[i]))
            ++i;
        return i > from;
    };
    if (i < s.size() && s[i] == '-')
        ++i;
    if (i + 1 < s.size() && s[i] == '0' && isDigit(s[i + 1]))
        return false;
    if (!digits())
        return false;
    if (i < s.size() && s[i] == '.') {
        ++i;
        if (!digits())
            return false;
    }
    if (i < s.size() && (s[i] == 'e' || s[i] == 'E')) {
        ++i;
        if (i < s.size() && (s[i] == '+' || s[i] == '-'))
            ++i;
        if (!digits())
            return false;
    }
    return i == s.size();
}

bool unescape(std::string_view in, std::string &out)
{
    static constexpr std::string_view letters = "\"\\/bfnrt";
    static constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
    out.clear();
    for (size_t i = 0; i < in.size();) {
        const size_t slash = in.find('\\', i);
        const size_t end = slash == std::string_view::npos ? in.size() : slash;
        out.append(in, i, end - i);
        if (end == in.size())
            return true;
        if (end + 1 >= in.size())
            return false;
        i = end + 2;
        if (in[end + 1] == 'u') {
            if (!unescapeUnit(in, i, out))
                return false;
        } else if (const size_t at = letters.find(in[end + 1]); at != std::string_view::npos) {
            out += meant[at];
        } else {
            return false;
        }
    }
    return true;
}

bool hasControl(std::string_view s)
{
    for (const char c : s)
        if (static_cast<unsigned char>(c) < 0x20)
            return true;
    return false;
}

std::string_view trimmed(std::string_view s)
{
    static constexpr std::string_view space = " \t\r\n";
    const size_t from = s.find_first_not_of(space);
    if (from == std::string_view::npos)
        return {};
    return s.substr(from, s.find_last_not_of(space) - from + 1);
}

std::string_view insideQuotes(const char *begin, const char *limit)
{
    const char *from = begin + 1;
    for (const char *p = from; p < limit; ++p) {
        if (*p == '\\')
            ++p;
        else if (*p == '"')
            return { from, static_cast<size_t>(p - from) };
    }
    return {};
}

} // namespace wheelhouse

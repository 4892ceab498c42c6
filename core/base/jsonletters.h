#pragma once

#include <string>
#include <string_view>

/// What JSON's own letters say, below its values. Only json.cpp includes it.
namespace wheelhouse {

/// RFC 8259 §6, since a scalar that is only passed over is not checked by the parser.
bool isNumber(std::string_view s);
/// Takes the escapes off; half a surrogate pair becomes U+FFFD (simdjson 3.0 would refuse the whole string).
bool unescape(std::string_view in, std::string &out);
/// Whether a control character stands in a string, where none may stand unescaped.
bool hasControl(std::string_view s);
std::string_view trimmed(std::string_view s);
/// The letters between the quotes of a string that begins at \a begin; the first pass has seen that it ends.
std::string_view insideQuotes(const char *begin, const char *limit);

} // namespace wheelhouse

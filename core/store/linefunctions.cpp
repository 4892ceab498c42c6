#include "core/store/linefunctions.h"

#include "core/base/text.h"

#include <QByteArray>

#include <algorithm>

#include <sqlite3.h>

namespace wheelhouse {

namespace {

constexpr int shown = 80;
// Triggers may ask them, and nothing they do can be turned to harm.
constexpr int functionTraits = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

QByteArrayView textOf(sqlite3_value *value)
{
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_value_text(value));
    return { utf8, sqlite3_value_bytes(value) };
}

/// One line of ASCII, of which nothing is to be put right.
bool isSimple(QByteArrayView text)
{
    char before = ' ';
    return std::all_of(text.cbegin(), text.cend(), [&before](char each) {
        const bool isWord = each > ' ' && each < 0x7f;
        const bool isOne = isWord || (each == ' ' && before != ' ');
        before = each;
        return isOne;
    });
}

} // namespace

QString opening(QByteArrayView utf8)
{
    utf8 = utf8.trimmed();
    const QByteArrayView first = utf8.first(std::min<qsizetype>(utf8.size(), shown + 1));
    if (isSimple(first))
        return first.size() <= shown ? QString::fromLatin1(first)
                                     : QString::fromLatin1(first.first(shown - 1)) + QChar(0x2026);
    const qsizetype looked = std::min<qsizetype>(utf8.size(), qsizetype(8) * shown); // only as much as can be shown
    QString text = oneLine(QString::fromUtf8(utf8.first(looked)));
    if (text.endsWith(QChar(QChar::ReplacementCharacter)) && utf8.size() > looked)
        text.chop(1); // half a character
    // Without combining marks a unit is a character; counting clusters costs more than all the rest of a card.
    const bool isPlain = std::all_of(text.cbegin(), text.cend(), [](QChar each) { return each.unicode() < 0x300; });
    if (!isPlain)
        return shorten(text, shown);
    return text.size() <= shown ? text : text.left(shown - 1) + QChar(0x2026);
}

quint64 sameness(QByteArrayView utf8)
{
    utf8 = utf8.trimmed();
    if (utf8.isEmpty())
        return 0;
    quint64 hash = 0xcbf29ce484222325; // FNV-1a: draft-eastlake-fnv, 64 bits
    for (const char each : utf8) {
        hash ^= static_cast<unsigned char>(each);
        hash *= 0x100000001b3;
    }
    return hash | 1U;
}

void teachLineFunctions(sqlite3 *handle)
{
    sqlite3_create_function_v2(
        handle, "wh_opening", 1, functionTraits, nullptr,
        [](sqlite3_context *context, int, sqlite3_value **values) {
            const QByteArray words = opening(textOf(values[0])).toUtf8();
            sqlite3_result_text(context, words.constData(), int(words.size()), SQLITE_TRANSIENT);
        },
        nullptr, nullptr, nullptr);
    sqlite3_create_function_v2(
        handle, "wh_sameness", 1, functionTraits, nullptr,
        [](sqlite3_context *context, int, sqlite3_value **values) {
            sqlite3_result_int64(context, qint64(sameness(textOf(values[0]))));
        },
        nullptr, nullptr, nullptr);
}

} // namespace wheelhouse

#include "core/inbox/searchfunctions.h"

#include <sqlite3.h>

#include <utility>

namespace wheelhouse {

namespace {

constexpr int functionTraits = SQLITE_UTF8 | SQLITE_DIRECTONLY;
constexpr const char *holdsFunction = "wh_holds";
constexpr const char *fromFunction = "wh_from";

} // namespace

SearchFunctions::SearchFunctions(Database &database)
    : m_database(database)
{
    sqlite3_create_function_v2(
        m_database.handle(), holdsFunction, 3, functionTraits, this,
        [](sqlite3_context *context, int, sqlite3_value **values) {
            const auto *self = static_cast<const SearchFunctions *>(sqlite3_user_data(context));
            const auto text = [&](int place) {
                const auto *bytes = reinterpret_cast<const char *>(sqlite3_value_text(values[place]));
                return QByteArrayView(bytes, sqlite3_value_bytes(values[place]));
            };
            const Phrase &phrase = self->m_phrases.at(sqlite3_value_int(values[0]));
            const bool hasTitle = !text(1).isEmpty();
            const bool holds = hasTitle
                ? self->m_cutter.holds(phrase, text(1).toByteArray() + '\n' + text(2).toByteArray())
                : self->m_cutter.holds(phrase, text(2));
            sqlite3_result_int(context, holds);
        },
        nullptr, nullptr, nullptr);
    sqlite3_create_function_v2(
        m_database.handle(), fromFunction, 2, functionTraits, this,
        [](sqlite3_context *context, int, sqlite3_value **values) {
            const auto *self = static_cast<const SearchFunctions *>(sqlite3_user_data(context));
            const auto &people = self->m_people.at(sqlite3_value_int(values[0]));
            sqlite3_result_int(context, people.contains(sqlite3_value_int64(values[1])));
        },
        nullptr, nullptr, nullptr);
}

SearchFunctions::~SearchFunctions()
{
    for (const auto &[name, values] : { std::pair(holdsFunction, 3), std::pair(fromFunction, 2) })
        sqlite3_create_function_v2(
            m_database.handle(), name, values, functionTraits, nullptr, nullptr, nullptr, nullptr, nullptr);
}

void SearchFunctions::take(const QList<Phrase> &phrases, const QList<QSet<qint64>> &people)
{
    m_phrases = phrases;
    m_people = people;
}

} // namespace wheelhouse

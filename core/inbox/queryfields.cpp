#include "core/inbox/queryfields.h"

#include "core/inbox/promisepolicy.h"
#include "core/networks/network.h"
#include "core/reading/reading.h"

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

using Field = QueryFilter::Field;

constexpr int mostDays = 36'500;

struct FieldWord {
    const char *word;
    Field field;
};
constexpr std::array<FieldWord, 15> fieldWords { {
    { "from", Field::From },
    { "channel", Field::Channel },
    { "in", Field::In },
    { "is", Field::Is },
    { "turn", Field::Turn },
    { "label", Field::Label },
    { "lang", Field::Lang },
    { "before", Field::Before },
    { "after", Field::After },
    { "has", Field::Has },
    { "assigned", Field::Assigned },
    { "promised", Field::Promised },
    { "due", Field::Due },
    { "need", Field::Need },
    { "mood", Field::Mood },
} };

std::optional<QDate> dateOf(const QString &value)
{
    const QStringList parts = value.split(u'-');
    if (parts.first().size() != 4 || parts.size() > 3)
        return std::nullopt;
    std::array<int, 3> numbers { 0, 1, 1 };
    for (int i = 0; i < parts.size(); ++i) {
        bool isNumber = false;
        numbers[size_t(i)] = parts.at(i).toInt(&isNumber);
        if (!isNumber || parts.at(i).size() > 4)
            return std::nullopt;
    }
    const QDate date(numbers[0], numbers[1], numbers[2]);
    return date.isValid() && date.year() > 0 ? std::optional(date) : std::nullopt;
}

std::optional<QueryFilter::Day> dayOf(const QString &value)
{
    if (value == QLatin1String("today"))
        return QueryFilter::Day { {}, 0 };
    if (value == QLatin1String("yesterday"))
        return QueryFilter::Day { {}, 1 };
    if (const auto date = dateOf(value))
        return QueryFilter::Day { date, 0 };
    const int unit = value.endsWith(u'd') ? 1 : value.endsWith(u'w') ? 7 : 0;
    bool isNumber = false;
    const int count = QStringView(value).chopped(1).toInt(&isNumber);
    if (unit == 0 || !isNumber || count < 0 || count > mostDays / unit)
        return std::nullopt;
    return QueryFilter::Day { {}, count * unit };
}

bool isLanguage(const QString &value)
{
    return (value.size() == 2 || value.size() == 3)
        && std::all_of(value.begin(), value.end(), [](QChar c) { return c >= u'a' && c <= u'z'; });
}

} // namespace

bool saysSomething(const QString &text)
{
    for (const uint point : text.toUcs4()) {
        const auto category = QChar::category(point);
        if (QChar::isLetterOrNumber(point) || category == QChar::Symbol_Other || category == QChar::Symbol_Currency)
            return true;
    }
    return false;
}

std::optional<QueryFilter::Field> fieldOf(QStringView word)
{
    for (const auto &[name, field] : fieldWords)
        if (word.compare(QLatin1String(name), Qt::CaseInsensitive) == 0)
            return field;
    return std::nullopt;
}

QString nameOf(Field field)
{
    const auto found =
        std::find_if(fieldWords.begin(), fieldWords.end(), [=](const FieldWord &each) { return each.field == field; });
    return QString::fromLatin1(found->word);
}

bool isOneOf(const QString &value, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(), [&](const char *word) { return value == QLatin1String(word); });
}

std::optional<QueryFilter> filterOf(Field field, const QString &value)
{
    QueryFilter filter { field, value, {} };
    const QString lower = value.toLower();
    switch (field) {
    case Field::From:
    case Field::Channel:
    case Field::Label:
    case Field::Assigned:
        return saysSomething(value) ? std::optional(filter) : std::nullopt;
    case Field::In:
        filter.value = lower;
        return lower == networkWord(networkFromWord(lower)) ? std::optional(filter) : std::nullopt;
    case Field::Is:
        filter.value = lower;
        return isOneOf(lower, { "open", "new", "waiting", "snoozed", "done", "spam", "escalated", "unread" })
            ? std::optional(filter)
            : std::nullopt;
    case Field::Turn:
        filter.value = lower;
        return lower == QLatin1String("me") ? std::optional(filter) : std::nullopt;
    case Field::Has:
        filter.value = lower;
        return isOneOf(lower, { "media", "link", "note", "draft" }) ? std::optional(filter) : std::nullopt;
    case Field::Promised:
        filter.value = lower;
        return isOneOf(lower, { "yes", "no", "kept", "broken" }) ? std::optional(filter) : std::nullopt;
    case Field::Due:
        filter.value = lower;
        return lower == QLatin1String("over") || spanFromText(lower) >= 0 ? std::optional(filter) : std::nullopt;
    case Field::Need:
        filter.value = lower;
        return needFromWord(lower) != Need::Unread ? std::optional(filter) : std::nullopt;
    case Field::Mood:
        filter.value = lower;
        return moodFromWord(lower) != Mood::Unread ? std::optional(filter) : std::nullopt;
    case Field::Lang:
        filter.value = lower.section(u'-', 0, 0);
        return isLanguage(filter.value) ? std::optional(filter) : std::nullopt;
    case Field::Before:
    case Field::After:
        filter.value = lower;
        if (const auto day = dayOf(lower)) {
            filter.day = *day;
            return filter;
        }
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace wheelhouse

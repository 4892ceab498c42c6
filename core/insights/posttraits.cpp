#include "core/insights/posttraits.h"

#include <QTimeZone>

#include <cmath>

namespace wheelhouse {

namespace {

constexpr double day = 24.0; // hours
// How far apart two posts are that differ in this alone; hours and lengths by steps of so much.
constexpr double hourStep = 4.0;
constexpr double lengthStep = 1.5; // doublings
constexpr double otherEnd = 1.0; // a weekday and a day of the weekend
constexpr double otherDay = 0.4;
constexpr double otherKind = 1.0; // with pictures or without, a question or none, a thread or one
constexpr double otherLink = 0.5;

double lengthsApart(int a, int b)
{
    return std::abs(std::log2((a + 8.0) / (b + 8.0))) / lengthStep; // a few letters more or less are no difference
}

} // namespace

PostTraits traitsOf(const QString &text, int pictures, int parts, const QDateTime &at, const QByteArray &zone)
{
    PostTraits traits;
    if (at.isValid()) {
        const QTimeZone asked(zone);
        const QDateTime wall = at.toTimeZone(asked.isValid() ? asked : QTimeZone::utc());
        traits.hour = wall.time().msecsSinceStartOfDay() / 3'600'000.0;
        traits.weekday = wall.date().dayOfWeek();
    }
    traits.letters = int(text.size());
    traits.pictures = pictures;
    traits.parts = parts;
    traits.isAsking = text.contains(u'?') || text.contains(QChar(0x061F)) || text.contains(QChar(0xFF1F));
    traits.hasLink = text.contains(QLatin1String("://"));
    return traits;
}

double hoursApart(double a, double b)
{
    const double apart = std::abs(a - b);
    return std::min(apart, day - apart);
}

double likenessOf(const PostTraits &a, const PostTraits &b)
{
    double square = 0;
    const auto add = [&square](double distance) { square += distance * distance; };
    if (a.hour && b.hour) {
        add(hoursApart(*a.hour, *b.hour) / hourStep);
        add(a.isWeekend() != b.isWeekend() ? otherEnd : a.weekday != b.weekday ? otherDay : 0);
    }
    add(lengthsApart(a.letters, b.letters));
    add((a.pictures > 0) != (b.pictures > 0) ? otherKind : 0);
    add(a.isAsking != b.isAsking ? otherKind : 0);
    add((a.parts > 1) != (b.parts > 1) ? otherKind : 0);
    add(a.hasLink != b.hasLink ? otherLink : 0);
    return std::exp(-square / 2);
}

} // namespace wheelhouse

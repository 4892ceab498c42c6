#include "ui/inbox/readingwords.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QLocale>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ReadingWords)
};

bool asks(const ReadingMark &mark)
{
    return mark.need == Need::Question && mark.mood != Mood::Negative && mark.mood != Mood::Mixed;
}

} // namespace

QString ReadingWords::need(Need need)
{
    switch (need) {
    case Need::Unread:
        return {};
    case Need::None:
        return Words::tr("asks nothing");
    case Need::Help:
        return Words::tr("help");
    case Need::Complaint:
        return Words::tr("complaint");
    case Need::Praise:
        return Words::tr("praise");
    case Need::Question:
        return Words::tr("question");
    case Need::Idea:
        return Words::tr("idea");
    case Need::Press:
        return Words::tr("press");
    case Need::Recruiting:
        return Words::tr("recruiting");
    case Need::Partner:
        return Words::tr("partner");
    case Need::Spam:
        return Words::tr("spam");
    }
    return {};
}

QString ReadingWords::mood(Mood mood)
{
    switch (mood) {
    case Mood::Unread:
        return {};
    case Mood::Unsure:
        //: of how a message sounds
        return Words::tr("hard to tell");
    case Mood::Neutral:
        return Words::tr("neutral");
    case Mood::Negative:
        return Words::tr("negative");
    case Mood::Positive:
        return Words::tr("positive");
    case Mood::Mixed:
        return Words::tr("mixed");
    }
    return {};
}

QString ReadingWords::shortest(const ReadingMark &mark)
{
    if (mark.need != Need::Unread && mark.need != Need::None)
        return need(mark.need);
    const bool says = mark.mood == Mood::Negative || mark.mood == Mood::Positive || mark.mood == Mood::Mixed;
    return says ? mood(mark.mood) : QString();
}

QString ReadingWords::sentence(const ReadingMark &mark)
{
    if (mark.need == Need::Unread && mark.mood == Mood::Unread)
        return {};
    if (mark.isCorrected)
        //: what a message asks, how it sounds
        return Words::tr("%1, %2 (a person said so)").arg(need(mark.need), mood(mark.mood));
    switch (mark.mood == Mood::Unsure ? Sureness::Sure : mark.sureness) {
    case Sureness::Unsure:
        return Words::tr("%1, perhaps %2").arg(need(mark.need), mood(mark.mood));
    case Sureness::Likely:
        return Words::tr("%1, likely %2").arg(need(mark.need), mood(mark.mood));
    case Sureness::Sure:
        return Words::tr("%1, %2", "what a message asks, how it sounds").arg(need(mark.need), mood(mark.mood));
    }
    return {};
}

QString ReadingWords::reasons(const QList<WeighedWord> &words, int most)
{
    QStringList all;
    for (const WeighedWord &each : words) {
        if (all.size() == most)
            break;
        const QString sign = each.weight < 0 ? QStringLiteral("\u2212") : QStringLiteral("+");
        all.append(
            QStringLiteral("%1\u00a0%2%3")
                .arg(isolate(shorten(oneLine(each.word), 24)), sign, QLocale().toString(qAbs(each.weight), 'f', 1)));
    }
    return all.join(QStringLiteral(", "));
}

QString ReadingWords::icon(const ReadingMark &mark)
{
    if (asks(mark))
        return QStringLiteral("mood-question");
    switch (mark.mood) {
    case Mood::Negative:
        return QStringLiteral("mood-cross");
    case Mood::Positive:
        return QStringLiteral("mood-glad");
    case Mood::Mixed:
        return QStringLiteral("mood-mixed");
    case Mood::Neutral:
        return QStringLiteral("mood-plain");
    case Mood::Unsure:
    case Mood::Unread:
        return {};
    }
    return {};
}

QColor ReadingWords::ink(const ReadingMark &mark, const Theme &theme)
{
    if (asks(mark))
        return theme.blue.text;
    switch (mark.mood) {
    case Mood::Negative:
        return theme.red.text;
    case Mood::Positive:
        return theme.green.text;
    case Mood::Mixed:
        return theme.amber.text;
    default:
        return theme.text2;
    }
}

} // namespace wheelhouse

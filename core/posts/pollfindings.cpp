#include "core/posts/pollfindings.h"

#include "core/base/graphemes.h"

#include <QCoreApplication>
#include <QLocale>

namespace wheelhouse {

namespace {

using Kind = Finding::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Validation)
};

constexpr int fewestOptions = 2;

Finding stopping(Kind kind, const QString &sentence, qsizetype option = -1)
{
    return { kind, Finding::Part::Poll, 0, 0, option, sentence, true };
}

QString duration(std::chrono::seconds seconds)
{
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    const qint64 count = seconds.count();
    if (count >= 2 * day)
        return Words::tr("%n day(s)", nullptr, int(count / day));
    if (count >= 2 * hour)
        return Words::tr("%n hour(s)", nullptr, int(count / hour));
    return Words::tr("%n minute(s)", nullptr, int(count / minute));
}

void lookAtOption(QList<Finding> &all, const Poll &poll, qsizetype at, const PollLimits &limits)
{
    const QString &option = poll.options.at(at);
    const QString name = QLocale().toString(at + 1);
    const qsizetype length = graphemeStarts(option.trimmed()).size();
    if (option.trimmed().isEmpty())
        all.append(stopping(
            Kind::PollOption, Words::tr("Answer %1 of the poll is empty. Write it, or take it away.").arg(name), at));
    else if (limits.characters > 0 && length > limits.characters)
        all.append(stopping(Kind::PollOption,
            Words::tr("Answer %1 of the poll is too long for this network: %2 of %3 characters.")
                .arg(name, QLocale().toString(length), QLocale().toString(limits.characters)),
            at));
    else if (poll.options.indexOf(option) < at)
        all.append(stopping(Kind::PollOption,
            Words::tr("Answer %1 of the poll is there twice. Nobody could tell them apart.").arg(name), at));
    if (!option.isValidUtf16())
        all.append(stopping(Kind::HalfCharacter,
            Words::tr("Half a character stands in answer %1 of the poll. Delete it and type it anew.").arg(name), at));
}

void lookAtTime(QList<Finding> &all, const Poll &poll, const PollLimits &limits)
{
    if (poll.openFor < limits.shortest)
        all.append(
            stopping(Kind::PollTime, Words::tr("A poll is open for %1 at least here.").arg(duration(limits.shortest))));
    else if (limits.longest.count() > 0 && poll.openFor > limits.longest)
        all.append(
            stopping(Kind::PollTime, Words::tr("A poll is open for %1 at most here.").arg(duration(limits.longest))));
}

} // namespace

QList<Finding> pollFindings(const Outgoing &outgoing, const Limits &limits)
{
    QList<Finding> all;
    if (!outgoing.poll)
        return all;
    const Poll &poll = *outgoing.poll;
    if (limits.polls.options == 0)
        return { stopping(Kind::NoPolls,
            Words::tr("This network has no polls; readers would see a question without answers. Take the poll away "
                      "here, or ask for answers in words.")) };
    if (poll.options.size() < fewestOptions)
        all.append(stopping(Kind::PollOptions, Words::tr("A poll needs two answers at least.")));
    if (poll.options.size() > limits.polls.options)
        all.append(stopping(Kind::PollOptions,
            Words::tr("Too many answers for this network: %1 of %2.")
                .arg(QLocale().toString(poll.options.size()), QLocale().toString(limits.polls.options)),
            limits.polls.options));
    for (qsizetype i = 0; i < poll.options.size(); ++i)
        lookAtOption(all, poll, i, limits.polls);
    lookAtTime(all, poll, limits.polls);
    if (!outgoing.media.isEmpty()) // PostStatusService: one or the other
        all.append(stopping(Kind::PollBesidePictures,
            Words::tr("A poll goes out without pictures on this network. Take away the one or the other.")));
    if (outgoing.text.trimmed().isEmpty())
        all.append(stopping(Kind::Empty, Words::tr("Write the question that the poll asks.")));
    return all;
}

} // namespace wheelhouse

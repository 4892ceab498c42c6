#include "core/connectors/mastodon/mastodonsameness.h"

#include "core/base/html.h"

#include <algorithm>

namespace wheelhouse::mastodon {

namespace {

/// Unlike where both say something; a server may leave out what it got, or cut it.
Match ofText(const QString &said, const QString &there)
{
    switch (likeness(plainFromText(said), plainFromText(there))) {
    case Likeness::Exact:
    case Likeness::Letters:
        return Match::Same;
    case Likeness::Similar:
        return Match::Perhaps;
    case Likeness::Other:
        break;
    }
    return there.isEmpty() ? Match::Perhaps : Match::Other;
}

Match ofParent(const Outgoing &said, const Status &there, const QString &parent)
{
    const bool isReply = !said.replyTo.globalName.isEmpty() || !said.replyTo.remoteId.isEmpty();
    if (!isReply)
        return there.replyTo.isEmpty() ? Match::Same : Match::Other;
    if (!parent.isEmpty() && there.replyTo == parent)
        return Match::Same;
    // What was answered may be gone by now, and then servers say that nothing was.
    return there.replyTo.isEmpty() || parent.isEmpty() ? Match::Perhaps : Match::Other;
}

Match ofMedia(const Outgoing &said, const Status &there)
{
    const auto &attached = there.arrival.attachments;
    if (attached.size() != said.media.size())
        return said.text.trimmed().isEmpty() || attached.size() > said.media.size() ? Match::Other : Match::Perhaps;
    Match worst = Match::Same;
    for (qsizetype i = 0; i < attached.size(); ++i)
        worst = std::min(worst, ofText(said.media[i].description, attached[i].description));
    return worst;
}

/// A server that knows no polls says the question alone.
Match ofPoll(const Outgoing &said, const Status &there)
{
    if (!said.poll)
        return there.options.isEmpty() ? Match::Same : Match::Other;
    if (there.options.isEmpty())
        return Match::Perhaps;
    if (there.options.size() != said.poll->options.size() || there.isMultiple != said.poll->isMultiple)
        return Match::Other;
    Match worst = Match::Same;
    for (qsizetype i = 0; i < there.options.size(); ++i)
        worst = std::min(worst, ofText(said.poll->options[i], there.options[i]));
    return worst;
}

Match ofWords(const Status &there, Likeness words, bool hasSource)
{
    switch (words) {
    case Likeness::Exact:
        return Match::Same;
    case Likeness::Letters: // as typed it would be the same to the letter
        return hasSource ? Match::Perhaps : Match::Same;
    case Likeness::Similar:
        return hasSource && !there.arrival.editedAt ? Match::Other : Match::Perhaps;
    case Likeness::Other:
        break;
    }
    return Match::Other;
}

} // namespace

Likeness likeness(const Outgoing &said, const Status &there)
{
    const PlainText ours = plainFromText(said.text);
    if (!there.source.isEmpty())
        return wheelhouse::likeness(ours, plainFromText(there.source));
    QString body = there.arrival.body;
    body.chop(pollBody(there.options).size()); // the question alone is what we typed
    const QString asTyped = QLatin1String("<p>") + said.text.toHtmlEscaped() + QLatin1String("</p>");
    if (body == asTyped) // most are, and no tree is built
        return Likeness::Exact;
    return wheelhouse::likeness(ours, plainFromHtml(body));
}

Match match(const Outgoing &said, const Status &there, const QString &parent, Likeness words, bool hasSource)
{
    return std::min({ ofWords(there, words, hasSource), ofParent(said, there, parent), ofMedia(said, there),
        ofPoll(said, there), ofText(said.warning, there.arrival.warning) });
}

bool isAnswerTo(const Outgoing &said, const Status &there, const QString &parent)
{
    const bool hasAll = there.arrival.attachments.size() == said.media.size();
    const bool isUnder = there.replyTo == parent;
    return there.arrival.author.isUs && !there.boostedBy && hasAll && isUnder && ofPoll(said, there) == Match::Same
        && likeness(said, there) >= Likeness::Similar;
}

bool isChangeTo(const Outgoing &said, const Status &there, const Status &before)
{
    if (!isAnswerTo(said, there, before.replyTo))
        return false;
    const Likeness words = likeness(said, there);
    const bool isNew = there.arrival.body != before.arrival.body;
    return words == Likeness::Exact || isNew || (words == Likeness::Letters && there.arrival.editedAt);
}

} // namespace wheelhouse::mastodon

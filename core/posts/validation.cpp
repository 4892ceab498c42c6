#include "core/posts/validation.h"

#include "core/base/graphemes.h"
#include "core/base/plaintext.h"
#include "core/networks/counting.h"
#include "core/posts/pollfindings.h"
#include "core/posts/savedreplies.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace wheelhouse {

namespace {

using Kind = Finding::Kind;
using Part = Finding::Part;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Validation)
};

QString number(qint64 value)
{
    return QLocale().toString(value);
}

Finding whole(Kind kind, Part part, const QString &sentence)
{
    return { kind, part, 0, 0, -1, sentence, true };
}

Finding ofPicture(Kind kind, Part part, qsizetype picture, const QString &sentence)
{
    return { kind, part, 0, 0, picture, sentence, true };
}

/// Where half a surrogate pair stands in \a words; -1: nowhere.
qsizetype halfCharacter(QStringView words)
{
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (words[i].isHighSurrogate() && i + 1 < words.size() && words[i + 1].isLowSurrogate())
            ++i;
        else if (words[i].isSurrogate())
            return i;
    }
    return -1;
}

void lookForHalves(QList<Finding> &all, QStringView words, Part part, qsizetype picture = -1)
{
    if (const qsizetype at = halfCharacter(words); at >= 0)
        all.append({ Kind::HalfCharacter, part, at, 1, picture,
            Words::tr("Half a character stands here, perhaps from something that was cut. Delete it and type it anew."),
            true });
}

void lookForUnfilled(QList<Finding> &all, QStringView words, Part part, qsizetype picture = -1)
{
    for (const Placeholder &each : placeholdersIn(words))
        all.append({ Kind::Unfilled, part, each.where.start, each.where.length, picture,
            Words::tr("{%1} is not filled in yet. Write what belongs there, or take it out.").arg(each.name), true });
}

void lookAtLength(QList<Finding> &all, const Outgoing &outgoing, const Limits &limits)
{
    const TextLength length =
        measure(outgoing.text, limits, limits.hasWarning ? QStringView(outgoing.warning) : QStringView());
    if (!length.tooLongFrom)
        return;
    const qsizetype start = *length.tooLongFrom;
    const bool hasTooMany = limits.characters > 0 && length.characters > limits.characters;
    all.append({ hasTooMany ? Kind::TooLong : Kind::TooManyBytes, Part::Text, start, outgoing.text.size() - start, -1,
        hasTooMany
            ? Words::tr("Too long for this network: %1 of %2 characters.")
                  .arg(number(length.characters), number(limits.characters))
            : Words::tr("Too long for this network: %1 of %2 bytes.").arg(number(length.bytes), number(limits.bytes)),
        true });
}

bool hasMention(const Outgoing &outgoing, const Limits &limits)
{
    if (limits.counting == Limits::Counting::Fediverse) {
        const QList<Entity> entities = fediverseEntities(outgoing.text);
        return std::any_of(
            entities.begin(), entities.end(), [](const Entity &each) { return each.kind == Entity::Kind::Mention; });
    }
    const QList<Span> spans = findSpans(outgoing.text);
    return std::any_of(spans.begin(), spans.end(), [](const Span &each) { return each.kind == Span::Kind::Mention; });
}

void lookAtReaders(QList<Finding> &all, const Outgoing &outgoing, const Limits &limits)
{
    if (!limits.hasVisibility && outgoing.visibility != Visibility::Public)
        all.append(whole(Kind::NoVisibility, Part::Whole,
            Words::tr("On this network everybody can read everything. What is not for everybody cannot go there.")));
    else if (outgoing.visibility == Visibility::Direct && !hasMention(outgoing, limits))
        all.append(whole(Kind::MentionsNobody, Part::Text,
            Words::tr("A private message reaches only those whom it mentions, and this mentions nobody.")));
}

void lookAtWords(QList<Finding> &all, const Outgoing &outgoing, const Limits &limits)
{
    lookForHalves(all, outgoing.title, Part::Title);
    lookForHalves(all, outgoing.warning, Part::Warning);
    lookForHalves(all, outgoing.text, Part::Text);
    lookForUnfilled(all, outgoing.title, Part::Title);
    lookForUnfilled(all, outgoing.warning, Part::Warning);
    lookForUnfilled(all, outgoing.text, Part::Text);
    lookAtLength(all, outgoing, limits);
    if (outgoing.text.trimmed().isEmpty() && outgoing.media.isEmpty() && !outgoing.poll)
        all.append(whole(Kind::Empty, Part::Text, Words::tr("There is nothing to send yet: no text and no picture.")));
    if (!outgoing.warning.isEmpty() && !limits.hasWarning)
        all.append(whole(Kind::NoWarnings, Part::Warning,
            Words::tr("This network has no content warnings; readers would see the text at once.")));
    if (!outgoing.title.isEmpty() && !limits.hasTitle)
        all.append(whole(Kind::NoTitles, Part::Title, Words::tr("This network has no titles; nobody would see it.")));
}

void lookAtPicture(QList<Finding> &all, const OutgoingMedia &media, qsizetype at, const Limits &limits)
{
    const QString name = number(at + 1);
    const qint64 pixels = qint64 { media.size.width() } * media.size.height();
    if (!limits.pictureTypes.contains(media.type))
        all.append(ofPicture(Kind::PictureType, Part::Picture, at,
            Words::tr("Picture %1 is of a kind that this network does not take (%2).").arg(name, media.type)));
    if (limits.pictureBytes > 0 && media.bytes.size() > limits.pictureBytes)
        all.append(ofPicture(Kind::PictureTooLarge, Part::Picture, at,
            Words::tr("Picture %1 is too large for this network: %2 of %3 bytes.")
                .arg(name, number(media.bytes.size()), number(limits.pictureBytes))));
    if (limits.picturePixels > 0 && pixels > limits.picturePixels)
        all.append(ofPicture(Kind::PictureTooWide, Part::Picture, at,
            Words::tr("Picture %1 has too many pixels for this network: %2 of %3.")
                .arg(name, number(pixels), number(limits.picturePixels))));
}

void lookAtDescription(QList<Finding> &all, const OutgoingMedia &media, qsizetype at, const Limits &limits)
{
    const QString name = number(at + 1);
    const QString &words = media.description;
    lookForHalves(all, words, Part::Description, at);
    lookForUnfilled(all, words, Part::Description, at);
    if (words.trimmed().isEmpty())
        all.append({ Kind::NoDescription, Part::Description, 0, 0, at,
            Words::tr("Picture %1 has no description. Whoever cannot see it learns nothing of it.").arg(name), false });
    const QList<qsizetype> starts = graphemeStarts(words);
    if (limits.description > 0 && starts.size() > limits.description) {
        const qsizetype start = starts[limits.description];
        all.append({ Kind::DescriptionTooLong, Part::Description, start, words.size() - start, at,
            Words::tr("The description of picture %1 is too long for this network: %2 of %3 characters.")
                .arg(name, number(starts.size()), number(limits.description)),
            true });
    }
}

} // namespace

QList<Finding> findingsOf(const Outgoing &outgoing, const Limits &limits)
{
    QList<Finding> all;
    lookAtWords(all, outgoing, limits);
    lookAtReaders(all, outgoing, limits);
    if (limits.pictures > 0 && outgoing.media.size() > limits.pictures)
        all.append(ofPicture(Kind::TooManyPictures, Part::Picture, limits.pictures,
            Words::tr("Too many pictures for this network: %1 of %2.")
                .arg(number(outgoing.media.size()), number(limits.pictures))));
    for (qsizetype i = 0; i < outgoing.media.size(); ++i) {
        lookAtPicture(all, outgoing.media[i], i, limits);
        lookAtDescription(all, outgoing.media[i], i, limits);
    }
    all.append(pollFindings(outgoing, limits));
    for (qsizetype i = 0; outgoing.poll && i < outgoing.poll->options.size(); ++i)
        lookForUnfilled(all, outgoing.poll->options[i], Part::Poll, i);
    std::stable_partition(all.begin(), all.end(), [](const Finding &each) { return each.stops; });
    return all;
}

bool isStopped(const QList<Finding> &findings)
{
    return std::any_of(findings.begin(), findings.end(), [](const Finding &each) { return each.stops; });
}

std::optional<Finding> mayAnswerWith(Arrival::Audience audience, Visibility visibility)
{
    const Visibility widest = widestFor(audience);
    if (!isWider(visibility, widest))
        return std::nullopt;
    return whole(Kind::WiderThanAnswered, Part::Whole,
        widest == Visibility::Direct
            ? Words::tr("This answers a private message. The answer would be read by others; make it private too.")
            : Words::tr("The answer would be read by more people than what it answers. Narrow it."));
}

} // namespace wheelhouse

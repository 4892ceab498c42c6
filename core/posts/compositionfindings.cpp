#include "core/posts/compositionfindings.h"

#include "core/networks/counting.h"

#include <QCoreApplication>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(CompositionFindings)
};

Finding whole(Finding::Kind kind, Finding::Part part, const QString &sentence, bool stops)
{
    return { kind, part, 0, 0, -1, sentence, stops };
}

void lookAtVariant(QList<ComposedFinding> &all, const ComposedVariant &variant, const Limits &limits)
{
    for (int part = 0; part < variant.content.parts.size(); ++part)
        for (const Finding &each : findingsOf(outgoingPart(variant.content, part), limits))
            all.append({ variant.channel.id, part, each });
    if (limits.hasTitle && variant.content.title.trimmed().isEmpty())
        all.append({ variant.channel.id, 0,
            whole(Finding::Kind::NoTitle, Finding::Part::Title,
                Words::tr("A title is needed here: readers find a blog's posts by it."), true) });
}

/// The last place before \a end where \a kind says that something ends; 0: none.
qsizetype lastEnd(const QString &text, qsizetype end, QTextBoundaryFinder::BoundaryType kind)
{
    QTextBoundaryFinder finder(kind, text);
    finder.setPosition(end);
    const qsizetype at = finder.isAtBoundary() ? end : finder.toPreviousBoundary();
    return at > 0 ? at : 0;
}

} // namespace

Outgoing outgoingPart(const PostContent &content, int part)
{
    const PostPart &said = content.parts.at(part);
    Outgoing out;
    out.title = part == 0 ? content.title : QString();
    out.text = said.text;
    out.warning = content.warning;
    out.visibility = content.visibility;
    out.language = content.language;
    out.poll = part == 0 ? content.poll : std::nullopt;
    for (const PictureRef &picture : said.pictures)
        out.media.append({ picture.digest, picture.type, picture.size, picture.description, {}, {} });
    return out;
}

QList<ComposedFinding> findingsOf(
    const ComposedWords &words, const Objective &objective, const QHash<ChannelId, Limits> &limits)
{
    QList<ComposedFinding> all;
    if (words.variants.isEmpty())
        all.append(
            { {}, 0, whole(Finding::Kind::NoOutpost, Finding::Part::Whole, Words::tr("Choose where it goes."), true) });
    for (const ComposedVariant &each : words.variants)
        lookAtVariant(all, each, limits.value(each.channel.id));
    if (!objective.isDecided())
        all.append({ {}, 0,
            whole(Finding::Kind::NoObjective, Finding::Part::Whole,
                Words::tr("Say why it is written, or that it has no objective."), true) });
    std::stable_partition(all.begin(), all.end(), [](const ComposedFinding &each) { return each.finding.stops; });
    return all;
}

bool isStopped(const QList<ComposedFinding> &findings)
{
    return std::any_of(
        findings.begin(), findings.end(), [](const ComposedFinding &each) { return each.finding.stops; });
}

qsizetype splitPoint(const QString &text, const Limits &limits, const QString &warning)
{
    const TextLength length = measure(text, limits, limits.hasWarning ? QStringView(warning) : QStringView());
    if (!length.tooLongFrom)
        return -1;
    const qsizetype end = *length.tooLongFrom;
    const qsizetype sentence = lastEnd(text, end, QTextBoundaryFinder::Sentence);
    // A first half of three words helps nobody: rather a longer one that ends within a sentence.
    if (sentence * 3 > end)
        return sentence;
    const qsizetype word = text.lastIndexOf(u' ', qMax(qsizetype { 0 }, end - 1)) + 1;
    return word > 0 ? word : end;
}

} // namespace wheelhouse

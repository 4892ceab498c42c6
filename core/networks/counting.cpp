#include "core/networks/counting.h"

#include "core/base/graphemes.h"
#include "core/base/text.h"

#include <algorithm>

namespace wheelhouse {

namespace {

/// What is counted in place of a text, and which place of the text each of its UTF-16 units stands for.
struct Counted {
    QString text;
    QList<qsizetype> origin; ///< -1: the warning

    void add(QStringView piece, qsizetype from)
    {
        for (qsizetype i = 0; i < piece.size(); ++i)
            origin.append(from < 0 ? -1 : from + i);
        text += piece;
    }
    void add(int places, qsizetype from)
    {
        text += QString(places, u'x');
        origin.append(QList<qsizetype>(places, from));
    }
};

Counted countedOf(QStringView text, const Limits &limits, QStringView warning)
{
    Counted counted;
    const bool isFediverse = limits.counting == Limits::Counting::Fediverse;
    if (isFediverse)
        counted.add(warning, -1);
    qsizetype done = 0;
    const QList<Entity> entities = isFediverse ? fediverseEntities(text) : QList<Entity>();
    for (const Entity &each : entities) {
        const bool isLink = each.kind == Entity::Kind::Link;
        if (isLink && limits.perLink == 0)
            continue;
        counted.add(text.sliced(done, each.start - done), done);
        if (isLink)
            counted.add(limits.perLink, each.start);
        else
            counted.add(text.sliced(each.start, each.counted), each.start);
        done = each.start + each.length;
    }
    counted.add(text.sliced(done), done);
    return counted;
}

int bytesOf(QStringView text)
{
    return static_cast<int>(text.toUtf8().size());
}

/// Where the character begins that goes beyond \a most bytes.
std::optional<qsizetype> beyondBytes(QStringView text, int most)
{
    const QList<qsizetype> starts = graphemeStarts(text);
    qsizetype bytes = 0;
    for (qsizetype i = 0; i < starts.size(); ++i) {
        const qsizetype end = i + 1 < starts.size() ? starts[i + 1] : text.size();
        bytes += bytesOf(text.sliced(starts[i], end - starts[i]));
        if (bytes > most)
            return starts[i];
    }
    return std::nullopt;
}

} // namespace

TextLength measure(QStringView text, const Limits &limits, QStringView warning)
{
    const Counted counted = countedOf(text, limits, warning);
    TextLength length { graphemeCount(counted.text), bytesOf(text), std::nullopt };
    if (limits.characters > 0 && length.characters > limits.characters) {
        const qsizetype at = graphemeStarts(counted.text).at(limits.characters);
        length.tooLongFrom = std::max<qsizetype>(0, counted.origin[at]);
    }
    if (limits.bytes > 0 && length.bytes > limits.bytes)
        if (const auto at = beyondBytes(text, limits.bytes))
            length.tooLongFrom = std::min(*at, length.tooLongFrom.value_or(*at));
    return length;
}

} // namespace wheelhouse

#include "core/connectors/bluesky/facets.h"

#include "core/connectors/bluesky/blueskysyntax.h"

#include <QUrl>

#include <algorithm>
#include <optional>

namespace wheelhouse::bluesky {

namespace {

constexpr qsizetype mostFacets = 1000; // of one text; a post holds 300 letters

/// Whether a letter begins at byte \a at, or the text ends there.
bool isEdge(const QByteArray &text, qsizetype at)
{
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
}

/// The first feature that we can draw.
std::optional<Facet> featureOf(const Json &features)
{
    const auto text = [](const Json &of, const char *name) { return of[name].textOr(); };
    for (const Json &each : features.items()) {
        const QString type = text(each, "$type");
        if (type == QLatin1String("app.bsky.richtext.facet#link") && QUrl(text(each, "uri")).isValid())
            return Facet { 0, 0, Facet::Kind::Link, text(each, "uri") };
        if (type == QLatin1String("app.bsky.richtext.facet#mention") && isDid(text(each, "did")))
            return Facet { 0, 0, Facet::Kind::Mention, text(each, "did") };
        if (type == QLatin1String("app.bsky.richtext.facet#tag") && !text(each, "tag").isEmpty())
            return Facet { 0, 0, Facet::Kind::Tag, text(each, "tag") };
    }
    return std::nullopt;
}

QString hrefOf(const Facet &facet)
{
    switch (facet.kind) {
    case Facet::Kind::Mention:
        return QStringLiteral("https://bsky.app/profile/") + facet.target;
    case Facet::Kind::Tag:
        return QStringLiteral("https://bsky.app/hashtag/") + QString::fromLatin1(QUrl::toPercentEncoding(facet.target));
    case Facet::Kind::Link:
        break;
    }
    return facet.target;
}

QString escaped(const QByteArray &text)
{
    return QString::fromUtf8(text).toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
}

} // namespace

QList<Facet> readFacets(const Json &facets, const QByteArray &text)
{
    QList<Facet> all;
    for (const Json &each : facets.items().first(std::min(facets.items().size(), mostFacets))) {
        auto facet = featureOf(each["features"]);
        const auto start = each["index"]["byteStart"].number();
        const auto end = each["index"]["byteEnd"].number();
        if (!facet || !start || !end || *start < 0 || *start >= *end || *end > text.size() || !isEdge(text, *start)
            || !isEdge(text, *end))
            continue;
        facet->start = *start;
        facet->end = *end;
        all.append(*facet);
    }
    std::stable_sort(all.begin(), all.end(), [](const Facet &a, const Facet &b) { return a.start < b.start; });
    qsizetype free = 0; // bytes before are taken
    all.removeIf([&free](const Facet &facet) {
        const bool overlaps = facet.start < free;
        free = overlaps ? free : facet.end;
        return overlaps;
    });
    return all;
}

QString htmlOf(const QByteArray &text, const QList<Facet> &facets)
{
    QString html;
    qsizetype done = 0;
    for (const Facet &each : facets) {
        const QString role = each.kind == Facet::Kind::Link ? QString()
            : each.kind == Facet::Kind::Tag                 ? QStringLiteral(" class=\"hashtag\"")
                                                            : QStringLiteral(" class=\"mention\"");
        html += escaped(text.mid(done, each.start - done));
        html += QStringLiteral("<a%1 href=\"%2\">%3</a>")
                    .arg(role, hrefOf(each).toHtmlEscaped(), escaped(text.mid(each.start, each.end - each.start)));
        done = each.end;
    }
    return html + escaped(text.mid(done));
}

} // namespace wheelhouse::bluesky

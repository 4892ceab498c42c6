#include "core/connectors/feed/feedwire.h"

#include "core/base/html.h"
#include "core/base/text.h"

#include <QCryptographicHash>
#include <QHash>

namespace wheelhouse {

namespace {

constexpr qsizetype longestName = 1000; ///< of an id as it is kept; a longer one is kept as its digest

QString digest(const QStringList &parts)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &part : parts) {
        hash.addData(part.toUtf8());
        hash.addData(QByteArrayView("\0", 1));
    }
    return QString::fromLatin1(hash.result().toHex().first(32));
}

QString plainWords(const FeedText &words)
{
    return oneLine(words.isHtml ? plainFromHtml(words.value).text : plainFromText(words.value).text);
}

/// How often each link stands in the feed: one that stands twice names no entry.
QHash<QString, int> linkCounts(const Feed &feed)
{
    QHash<QString, int> counts;
    for (const FeedEntry &entry : feed.entries)
        ++counts[entry.link];
    return counts;
}

QString nameIn(const Feed &feed, const FeedEntry &entry, const QHash<QString, int> &links)
{
    if (!entry.id.isEmpty())
        return entry.id.size() <= longestName ? QStringLiteral("id ") + entry.id
                                              : QStringLiteral("id-digest ") + digest({ entry.id });
    if (!entry.link.isEmpty() && entry.link != feed.link && links.value(entry.link) == 1)
        return QStringLiteral("link ") + digest({ entry.link });
    // Neither: title and date stay when the words are mended, so they are asked first.
    const QString title = plainWords(entry.title);
    if (!title.isEmpty() || entry.published.at)
        return QStringLiteral("title ") + digest({ title, entry.published.written });
    return QStringLiteral("words ") + digest({ plainWords(entry.content.isEmpty() ? entry.summary : entry.content) });
}

struct Person {
    QString name;
    QString address;
};

/// "Ada (ada@example.org)", "ada@example.org (Ada)", "Ada <ada@example.org>" taken apart.
Person personIn(const QString &written)
{
    const QString text = oneLine(plainFromText(written).text);
    const qsizetype open = text.indexOf(QLatin1Char(text.contains(u'<') ? '<' : '('));
    const QString before = text.first(open < 0 ? text.size() : open).trimmed();
    QString inside = open < 0 ? QString() : text.mid(open + 1).trimmed();
    while (inside.endsWith(u')') || inside.endsWith(u'>'))
        inside.chop(1);
    const auto isAddress = [](const QString &part) { return part.contains(u'@') && !part.contains(u' '); };
    if (isAddress(inside))
        return { before, inside };
    if (isAddress(before))
        return { inside, before };
    return { text, {} };
}

Author authorOf(const Feed &feed, const FeedEntry &entry, const QString &feedName)
{
    const Person person = personIn(entry.author.isEmpty() ? feed.author : entry.author);
    Author author;
    author.displayName = !person.name.isEmpty() ? person.name : person.address;
    // A name alone is nobody outside of its feed; an address would be, but in feeds it is often the editors'.
    author.globalName = feedName + QStringLiteral(" author ") + fold(author.displayName);
    author.profileUrl = entry.authorUrl;
    if (author.displayName.isEmpty()) {
        author.displayName = plainTitle(feed);
        author.globalName = feedName;
        author.profileUrl = feed.link;
    }
    return author;
}

/// The words that are shown: the whole where it is there and says more than the summary.
const FeedText &bodyOf(const FeedEntry &entry)
{
    return entry.content.isEmpty() ? entry.summary : entry.content;
}

Arrival arrivalOf(const Feed &feed, const FeedEntry &entry, const QString &feedName, const QString &name)
{
    Arrival arrival;
    arrival.globalName = feedName + u' ' + name;
    if (!entry.inReplyTo.isEmpty())
        arrival.inReplyTo = feedName + QStringLiteral(" id ") + entry.inReplyTo;
    arrival.author = authorOf(feed, entry, feedName);
    arrival.title = plainWords(entry.title);
    arrival.body = bodyOf(entry).value;
    arrival.form = bodyOf(entry).isHtml ? Arrival::Form::Html : Arrival::Form::Plain;
    if (arrival.body.isEmpty())
        arrival.body = arrival.title;
    arrival.url = entry.link;
    arrival.writtenAt = entry.published.at ? entry.published.at : entry.updated.at;
    arrival.language = entry.language;
    arrival.attachments = entry.attachments;
    return arrival;
}

} // namespace

QList<Arrival> toArrivals(const Feed &feed, const QString &feedName)
{
    const auto links = linkCounts(feed);
    QList<Arrival> all;
    QHash<QString, qsizetype> known;
    for (const FeedEntry &entry : feed.entries) {
        const QString name = nameIn(feed, entry, links);
        Arrival arrival = arrivalOf(feed, entry, feedName, name);
        const auto before = known.constFind(name);
        if (before == known.constEnd()) {
            known.insert(name, all.size());
            all += std::move(arrival);
        } else if (arrival.writtenAt > all.at(*before).writtenAt) {
            all[*before] = std::move(arrival);
        }
    }
    return all;
}

} // namespace wheelhouse

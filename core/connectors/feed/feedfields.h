#pragma once

#include <QString>
#include <QStringView>

namespace wheelhouse {

/// What an element of a feed's XML is for, whichever dialect it speaks.
enum class FeedField {
    None, ///< nothing that we keep
    Channel, ///< holds the feed: rss channel, feed
    Entry, ///< item, entry
    Skipped, ///< goes with all that it holds: the feed's own picture, a source's title, contributors
    Group, ///< a bracket around others: media:group
    Title,
    MediaTitle,
    Description, ///< RSS description: HTML unless it says otherwise
    Abstract, ///< CDF
    Summary, ///< Atom summary, itunes:summary
    MediaDescription,
    Subtitle, ///< Atom subtitle, tagline, info
    Content, ///< Atom content
    Encoded, ///< content:encoded and the like: HTML
    Body, ///< xhtml:body
    Id, ///< Atom id
    Guid, ///< RSS guid
    Link,
    Author,
    Name,
    Email,
    Url,
    Published,
    Updated,
    Created,
    Language,
    Category,
    Comments,
    Enclosure,
    MediaContent,
    Ttl,
    UpdatePeriod,
    UpdateFrequency,
    NewUrl,
    InReplyTo,
    Count
};

/// The field that an element named \a canonical ("title", "dc:creator", lower case) bears.
FeedField feedField(QStringView canonical);

/// The prefix that we know a namespace by; empty for those of the feed dialects themselves; null: it is none of ours.
QString knownPrefix(QStringView uri);

/// Whether what stands in the field are words for people, in which markup may stand.
bool bearsWords(FeedField field);

/// Whether the field only brackets others.
bool isBracket(FeedField field);

} // namespace wheelhouse

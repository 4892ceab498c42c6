#pragma once

#include "core/networks/traffic.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>

namespace wheelhouse {

/// Words of a feed: plain, or HTML of the harmless kind (see feedhtml.h) with its addresses made whole.
struct FeedText {
    QString value;
    bool isHtml = false;
    QString language; ///< BCP 47 as the feed says of these words; empty: it says "none"; null: not said
    [[nodiscard]] bool isEmpty() const { return value.isEmpty(); }
    friend bool operator==(const FeedText &, const FeedText &) = default;
};

/// A moment as a feed wrote it, and what was read of it.
struct FeedDate {
    std::optional<QDateTime> at; ///< UTC; none: nothing was written, or it could not be read
    QString written; ///< as it stood there; empty: nothing
    bool isDoubtful = false; ///< unreadable, or read with a guess: no zone, a wrong weekday, a year of two digits
    [[nodiscard]] bool isThere() const { return !written.isEmpty(); }
    friend bool operator==(const FeedDate &, const FeedDate &) = default;
};

struct FeedEntry {
    QString id; ///< as the feed gives it (guid, id, rdf:about); empty: it gives none
    FeedText title;
    QString link; ///< absolute; where a person can read it; empty: nowhere
    QString author; ///< the name, or "name (address)"; empty: the feed's own author counts
    QString authorUrl;
    FeedDate published;
    FeedDate updated;
    FeedText summary;
    FeedText content; ///< the whole of it; empty: only a summary is there
    QString language; ///< BCP 47, of its words or else of the feed; empty: not said
    QString commentsUrl;
    QString inReplyTo; ///< the id of the entry it answers (RFC 4685); empty: none
    QStringList categories;
    QList<Attachment> attachments;
    friend bool operator==(const FeedEntry &, const FeedEntry &) = default;
};

/// What a feed holds. Every address is absolute where the feed or its own address allow it.
struct Feed {
    enum class Dialect { Rss, Rdf, Atom, Json, Cdf };
    Dialect dialect = Dialect::Rss;
    QString version; ///< "rss20", "atom10", "json11", …; for the log
    QString encoding; ///< in which letters it was read, "utf-8"
    QString id;
    FeedText title;
    QString link; ///< the page it belongs to
    FeedText description;
    QString language;
    QString author;
    FeedDate updated;
    QString selfUrl; ///< where the feed says that it lives; a hint, not to be followed unasked
    QString newUrl; ///< where the feed says that it has moved (itunes:new-feed-url)
    QString nextPage; ///< RFC 5005, JSON Feed next_url; empty: none
    QStringList hubs; ///< WebSub; for the record, nothing is sent there
    std::optional<std::chrono::minutes> ttl; ///< how long the feed asks to be left alone: ttl, sy:updatePeriod
    bool expired = false; ///< JSON Feed: it will never be updated again
    QList<FeedEntry> entries; ///< in the feed's order
    QStringList problems; ///< sentences for a person: what was mended, cut, refused or could not be read
    friend bool operator==(const Feed &, const Feed &) = default;
};

/// What is known about bytes before they are read.
struct FeedSource {
    QByteArray contentType; ///< the header's value, "application/rss+xml; charset=utf-8"; empty: not told
    QUrl url; ///< where they came from after redirects: the base of relative addresses; empty: a file
    QByteArray contentLanguage; ///< the header's value; empty: not told
};

} // namespace wheelhouse

#pragma once

#include "core/connectors/feed/feed.h"
#include "core/connectors/feed/feedfields.h"

#include <array>
#include <climits>

namespace wheelhouse {

/// An element of a feed that has come to its end, with all that was found out about it.
struct FeedElement {
    FeedField field = FeedField::None;
    int depth = 0; ///< levels below the document
    QString text; ///< trimmed
    FeedText words; ///< where the field bears words
    QString base; ///< for the addresses in it; may be empty
};

/// Puts what the elements of a feed say where it belongs. Where a thing is said twice, what stands nearer to the entry
/// counts, then what comes later; the first title counts, and a second description is the content.
class FeedFiling {
public:
    explicit FeedFiling(Feed &feed)
        : m_feed(feed)
    {
    }
    void beginEntry(const QString &about);
    void endEntry();
    [[nodiscard]] bool isInEntry() const { return m_isInEntry; }
    [[nodiscard]] bool isFull() const { return m_isFull; } ///< no further entry is taken

    void file(const FeedElement &element);
    /// `<link>` with attributes.
    void link(const QString &href, const QString &rel, const QString &type);
    void attachment(const QString &url, const QString &type, const QString &medium, const QString &description);
    void category(const QString &term);
    void answers(const QString &id);
    void permalink(bool isLink) { m_isPermalink = isLink; } ///< of the guid that comes
    void lastModified(const QString &written); ///< CDF

    void beginAuthor();
    void endAuthor(const QString &text, int depth);

private:
    struct Person {
        QString name;
        QString email;
        QString url;
    };
    void fileInEntry(const FeedElement &element);
    void fileWords(const FeedElement &element);
    void fileInFeed(const FeedElement &element);
    void fileUpdatePace(const FeedElement &element);
    void fileTitle(const FeedElement &element);
    void fileLink(const QString &address);
    void guid(const FeedElement &element);
    bool mayReplace(FeedField field, int depth);

    Feed &m_feed;
    FeedEntry m_entry;
    bool m_isInEntry = false;
    bool m_isFull = false;
    bool m_isPermalink = true;
    bool m_isInAuthor = false;
    Person m_person;
    FeedText m_mediaDescription;
    FeedDate m_created;
    std::array<int, size_t(FeedField::Count)> m_depths {}; ///< where what counts stood; 0: nothing did
    int m_feedTitleDepth = INT_MAX;
    int m_updatesPerPeriod = 1;
    int m_periodMinutes = 0;
};

} // namespace wheelhouse

#include "core/connectors/feed/feedfiling.h"

#include "core/connectors/feed/feeddates.h"
#include "core/connectors/feed/feedhtml.h"
#include "core/connectors/feed/feedwire.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

constexpr int longestPeriod = 60 * 24 * 366; // minutes
constexpr qsizetype mostHubs = 10;
constexpr qsizetype mostCategories = 100;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Feed)
};

QString kindOf(const QString &type, const QString &medium)
{
    for (const QString &kind : { QStringLiteral("image"), QStringLiteral("video"), QStringLiteral("audio") })
        if (medium == kind || type.startsWith(kind + u'/'))
            return kind;
    return QStringLiteral("other");
}

int minutesOf(const QString &period)
{
    const QString word = period.toLower();
    if (word == u"hourly")
        return 60;
    if (word == u"daily")
        return 60 * 24;
    if (word == u"weekly")
        return 60 * 24 * 7;
    if (word == u"monthly")
        return 60 * 24 * 30;
    return word == u"yearly" ? 60 * 24 * 365 : 0;
}

} // namespace

void FeedFiling::beginEntry(const QString &about)
{
    m_entry = {};
    m_entry.id = about;
    m_mediaDescription = {};
    m_created = {};
    m_depths.fill(0);
    m_isInEntry = true;
    m_isInAuthor = false;
}

void FeedFiling::endEntry()
{
    if (!m_isInEntry)
        return;
    m_isInEntry = false;
    if (m_entry.summary.isEmpty() && m_entry.content.isEmpty())
        m_entry.summary = m_mediaDescription;
    if (!m_entry.published.isThere())
        m_entry.published = m_created;
    for (const FeedText *words : { &m_entry.content, &m_entry.summary, &m_entry.title })
        if (m_entry.language.isNull() && !words->isEmpty())
            m_entry.language = words->language;
    if (m_feed.entries.size() < feedbounds::entries) {
        m_feed.entries.append(m_entry);
        return;
    }
    if (!std::exchange(m_isFull, true))
        m_feed.problems +=
            Words::tr("The feed holds more than %L1 entries; the others were left out.").arg(feedbounds::entries);
}

/// What stands deeper than what was found before does not replace it.
bool FeedFiling::mayReplace(FeedField field, int depth)
{
    int &known = m_depths[size_t(field)];
    if (known != 0 && depth > known)
        return false;
    known = depth;
    return true;
}

void FeedFiling::file(const FeedElement &element)
{
    if (m_isInAuthor
        && (element.field == FeedField::Name || element.field == FeedField::Email || element.field == FeedField::Url)) {
        (element.field == FeedField::Name           ? m_person.name
                : element.field == FeedField::Email ? m_person.email
                                                    : m_person.url) = element.text;
        return;
    }
    if (m_isInEntry)
        fileInEntry(element);
    else
        fileInFeed(element);
}

void FeedFiling::fileInEntry(const FeedElement &element)
{
    switch (element.field) {
    case FeedField::Id:
    case FeedField::Guid:
        guid(element);
        break;
    case FeedField::Link:
        if (!element.text.isEmpty() && mayReplace(FeedField::Link, element.depth))
            fileLink(wholeAddress(element.base, element.text));
        break;
    case FeedField::Published:
        m_entry.published = readFeedDate(element.text);
        break;
    case FeedField::Updated:
        m_entry.updated = readFeedDate(element.text);
        break;
    case FeedField::Created:
        m_created = readFeedDate(element.text);
        break;
    case FeedField::Comments:
        m_entry.commentsUrl = wholeAddress(element.base, element.text);
        break;
    case FeedField::Category:
        category(element.text);
        break;
    default:
        fileWords(element);
    }
}

void FeedFiling::fileTitle(const FeedElement &element)
{
    int &known = m_depths[size_t(FeedField::Title)];
    if (element.words.isEmpty() || (known != 0 && known <= element.depth))
        return;
    if (!mayReplace(FeedField::MediaTitle, element.depth))
        return;
    m_entry.title = element.words;
    // A medium's title stands in for the entry's own until that comes.
    if (element.field == FeedField::Title)
        known = element.depth;
}

void FeedFiling::fileWords(const FeedElement &element)
{
    switch (element.field) {
    case FeedField::Title:
    case FeedField::MediaTitle:
        fileTitle(element);
        break;
    case FeedField::Description:
    case FeedField::Abstract:
    case FeedField::Summary:
        if (!m_entry.summary.isEmpty() && m_entry.content.isEmpty()
            && m_depths[size_t(FeedField::Summary)] >= element.depth)
            m_entry.content = element.words;
        else if (mayReplace(FeedField::Summary, element.depth))
            m_entry.summary = element.words;
        break;
    case FeedField::MediaDescription:
        m_mediaDescription = element.words;
        break;
    case FeedField::Content:
    case FeedField::Encoded:
    case FeedField::Body:
        if (m_entry.content.isEmpty())
            m_entry.content = element.words;
        break;
    default:
        break;
    }
}

void FeedFiling::guid(const FeedElement &element)
{
    if (element.text.isEmpty() || !mayReplace(FeedField::Id, element.depth))
        return;
    m_entry.id = m_isPermalink ? wholeAddress(element.base, element.text) : element.text;
    // An id with a scheme of its own ("tag:", "urn:") is one, but no place to go to.
    if (m_entry.id.isEmpty())
        m_entry.id = element.text;
    if (m_isPermalink && m_entry.link.isEmpty())
        m_entry.link = wholeAddress(element.base, element.text);
}

void FeedFiling::fileLink(const QString &address)
{
    if (m_isInEntry)
        m_entry.link = address;
    else
        m_feed.link = address;
}

void FeedFiling::fileInFeed(const FeedElement &element)
{
    switch (element.field) {
    case FeedField::Title:
        if (!element.words.isEmpty() && element.depth < m_feedTitleDepth) {
            m_feed.title = element.words;
            m_feedTitleDepth = element.depth;
        }
        break;
    case FeedField::Description:
    case FeedField::Abstract:
    case FeedField::Subtitle:
        m_feed.description = element.words;
        break;
    case FeedField::Summary:
        if (m_feed.description.isEmpty())
            m_feed.description = element.words;
        break;
    case FeedField::Id:
    case FeedField::Guid:
        m_feed.id = element.text;
        break;
    case FeedField::Link:
        if (!element.text.isEmpty())
            fileLink(wholeAddress(element.base, element.text));
        break;
    case FeedField::Language:
        m_feed.language = element.text.left(40).replace(QLatin1Char('_'), QLatin1Char('-'));
        break;
    case FeedField::Published:
    case FeedField::Updated:
        if (element.field == FeedField::Updated || !m_feed.updated.isThere())
            m_feed.updated = readFeedDate(element.text);
        break;
    case FeedField::NewUrl:
        m_feed.newUrl = wholeAddress(element.base, element.text);
        break;
    default:
        fileUpdatePace(element);
    }
}

void FeedFiling::fileUpdatePace(const FeedElement &element)
{
    const int number = element.text.toInt();
    if (element.field == FeedField::Ttl && number > 0)
        m_feed.ttl = std::chrono::minutes(qMin(number, longestPeriod));
    if (element.field == FeedField::UpdatePeriod)
        m_periodMinutes = minutesOf(element.text);
    if (element.field == FeedField::UpdateFrequency && number > 0)
        m_updatesPerPeriod = number;
    const bool isPace = element.field == FeedField::UpdatePeriod || element.field == FeedField::UpdateFrequency;
    if (isPace && m_periodMinutes > 0)
        m_feed.ttl = std::chrono::minutes(qMax(1, m_periodMinutes / m_updatesPerPeriod));
}

void FeedFiling::link(const QString &href, const QString &rel, const QString &type)
{
    const QString kind = rel.isEmpty() ? QStringLiteral("alternate") : rel.toLower();
    const bool isPage = type.isEmpty() || type == u"text/html" || type == u"html" || type == u"application/xhtml+xml"
        || type == u"xhtml";
    if (kind == u"alternate" && isPage)
        fileLink(href);
    else if (kind == u"enclosure")
        attachment(href, type, {}, {});
    else if (m_isInEntry)
        m_entry.commentsUrl = kind == u"replies" && isPage ? href : m_entry.commentsUrl;
    else if (kind == u"self")
        m_feed.selfUrl = href;
    else if (kind == u"next")
        m_feed.nextPage = href;
    else if (kind == u"hub" && m_feed.hubs.size() < mostHubs && !m_feed.hubs.contains(href))
        m_feed.hubs += href;
}

void FeedFiling::attachment(const QString &url, const QString &type, const QString &medium, const QString &description)
{
    if (!m_isInEntry || url.isEmpty() || m_entry.attachments.size() >= feedbounds::attachments)
        return;
    for (const Attachment &known : m_entry.attachments)
        if (known.url == url)
            return;
    m_entry.attachments += { url, kindOf(type.toLower(), medium.toLower()), description };
}

void FeedFiling::category(const QString &term)
{
    if (m_isInEntry && !term.isEmpty() && m_entry.categories.size() < mostCategories)
        m_entry.categories += term;
}

void FeedFiling::answers(const QString &id)
{
    if (m_isInEntry && m_entry.inReplyTo.isEmpty())
        m_entry.inReplyTo = id;
}

void FeedFiling::lastModified(const QString &written)
{
    (m_isInEntry ? m_entry.updated : m_feed.updated) = readFeedDate(written);
}

void FeedFiling::beginAuthor()
{
    m_isInAuthor = true;
    m_person = {};
}

void FeedFiling::endAuthor(const QString &text, int depth)
{
    m_isInAuthor = false;
    const QString name = m_person.name.isEmpty() ? text : m_person.name;
    const QString whole = m_person.email.isEmpty() ? name
        : name.isEmpty()                           ? m_person.email
                                                   : name + QStringLiteral(" (") + m_person.email + u')';
    if (whole.isEmpty())
        return;
    if (!m_isInEntry) {
        m_feed.author = whole;
        return;
    }
    if (!mayReplace(FeedField::Author, depth))
        return;
    m_entry.author = whole;
    m_entry.authorUrl = wholeAddress({}, m_person.url);
}

} // namespace wheelhouse

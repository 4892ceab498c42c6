#include "core/connectors/mastodon/mastodonwalk.h"

#include <QJsonArray>

#include <algorithm>
#include <limits>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int mostPages = 6'000; // of one walk: more than 100,000 entries where a server gives twenty at a time
constexpr int mostInMemory = 100; // the oldest, which go first; the others are asked for again
constexpr int mostAhead = 50; // pages asked for again before the oldest of them is handed over
constexpr int mostSeen = 80;
constexpr int keptByAll = 30; // entries that every server keeps of a list (snac keeps 64)
constexpr qint64 slackMs = 24 * 3600 * 1000; // servers do not sort by time alone

QJsonArray arrayOf(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QStringList textsOf(const QJsonValue &array)
{
    QStringList texts;
    for (const QJsonValue &each : array.toArray())
        texts.append(each.toString());
    return texts;
}

} // namespace

QJsonObject MastodonMark::toJson() const
{
    QJsonObject json { { u"seen"_s, arrayOf(seen) }, { u"at"_s, at } };
    if (!pages.isEmpty()) {
        json.insert(u"pages"_s, arrayOf(pages));
        json.insert(u"top"_s, arrayOf(top));
        json.insert(u"topAt"_s, topAt);
        json.insert(u"reached"_s, isReached);
    }
    json.insert(u"known"_s, isKnown);
    if (isLater)
        json.insert(u"later"_s, true);
    return json;
}

MastodonMark MastodonMark::fromJson(const QJsonObject &json)
{
    MastodonMark mark;
    mark.isKnown = json.value(u"known"_s).toBool();
    mark.isLater = json.value(u"later"_s).toBool();
    mark.seen = textsOf(json.value(u"seen"_s));
    mark.at = json.value(u"at"_s).toInteger();
    mark.pages = textsOf(json.value(u"pages"_s));
    mark.top = textsOf(json.value(u"top"_s));
    mark.topAt = json.value(u"topAt"_s).toInteger();
    mark.isReached = json.value(u"reached"_s).toBool();
    return mark;
}

MastodonWalk::MastodonWalk(MastodonMark mark, Habits habits)
    : m_mark(std::move(mark))
    , m_habits(habits)
{
    // Its contents are in nobody's memory, and the first page is another by now: it is read as any new one, down to
    // what was handed over.
    if (m_mark.isReached && m_mark.pages == QStringList { QString() }) {
        m_mark.pages.clear();
        m_mark.isReached = false;
    }
}

std::optional<QString> MastodonWalk::wants() const
{
    if (m_isDone)
        return std::nullopt;
    if (m_mark.pages.isEmpty())
        return QString();
    return m_mark.isReached ? wantsAgain() : m_mark.pages.last();
}

bool MastodonWalk::hasNext() const
{
    return !m_isDone && m_mark.isReached && !m_mark.pages.isEmpty() && m_pages.contains(m_mark.pages.last());
}

/// Of the pages that are handed over next the first that went out of memory. Several are asked for before any is handed
/// over, since few long pages go into the store far faster than many short ones. The top one is never asked for beside
/// others: it is another by now.
std::optional<QString> MastodonWalk::wantsAgain() const
{
    const QStringList &pages = m_mark.pages;
    qsizetype ready = 0;
    for (qsizetype i = pages.size() - 1; i >= 0 && i >= pages.size() - mostAhead && ready < enough; --i) {
        const auto page = m_pages.constFind(pages[i]);
        if (page == m_pages.cend())
            return pages[i].isEmpty() && i + 1 < pages.size() ? std::nullopt : std::optional(pages[i]);
        ready += page->fresh.size();
    }
    return std::nullopt;
}

/// What of a page is new, and whether it comes to what is known. Where all of that was deleted meanwhile, the
/// walk ends at what is clearly older; at the first question at what a person does not want any more.
MastodonWalk::Page MastodonWalk::pageOf(const mastodon::Sheet &sheet, bool &isMet) const
{
    Page page;
    const qint64 until = m_mark.isKnown ? m_mark.at - slackMs : firstUntil();
    bool isOld = !m_mark.isKnown; // the last one that tells its time
    for (const mastodon::Heard &heard : sheet.heard) {
        const qint64 at = heard.at ? heard.at->toMSecsSinceEpoch() : 0;
        page.at = std::max(page.at, at);
        if (!heard.id.isEmpty())
            page.ids.append(heard.id);
        const bool isKnown = m_mark.seen.contains(heard.id);
        isMet = isMet || isKnown;
        if (!isKnown && (!isMet || m_habits.tellsLate))
            page.fresh.append(heard);
        isOld = at > 0 ? at < until : isOld;
    }
    isMet = isMet || isOld;
    return page;
}

/// A list that joined later is read on its newest page only.
qint64 MastodonWalk::firstUntil() const
{
    return m_habits.since == 0 || m_mark.isLater ? std::numeric_limits<qint64>::max() : m_habits.since;
}

bool MastodonWalk::standsStill(const Page &page, const QString &next) const
{
    const bool isKnown = !page.ids.isEmpty()
        && std::all_of(page.ids.begin(), page.ids.end(), [&](const QString &id) { return m_met.contains(id); });
    return isKnown || m_mark.pages.contains(next) || m_mark.pages.size() >= mostPages;
}

void MastodonWalk::keep(const QString &asked, Page page)
{
    m_pages.insert(asked, std::move(page));
    m_kept.append(asked);
    if (m_kept.size() > mostInMemory)
        m_pages.remove(m_kept.takeFirst());
}

void MastodonWalk::take(const mastodon::Sheet &sheet, const QString &next)
{
    const QString asked = wants().value_or(QString());
    bool isMet = false;
    Page page = pageOf(sheet, isMet);
    if (m_mark.isReached) // it was walked over before, and had gone out of memory
        return keep(asked, std::move(page));
    if (m_mark.pages.isEmpty()) {
        m_mark.pages = { QString() };
        m_mark.top = page.ids.mid(0, mostSeen);
        m_mark.topAt = page.at;
        m_met.clear();
    }
    const bool isEnd = isMet || page.ids.isEmpty() || next.isEmpty();
    const bool isStuck = !isEnd && standsStill(page, next);
    if (isStuck && !asked.isEmpty() && m_met.contains(page.ids.value(0)))
        page.fresh.clear();
    for (const QString &id : std::as_const(page.ids))
        m_met.insert(id);
    keep(asked, std::move(page));
    m_isStuck = m_isStuck || isStuck;
    // A short list was rather emptied by somebody.
    if (isEnd && !isMet && m_mark.isKnown && m_mark.at > 0 && m_met.size() >= keptByAll)
        m_gap = m_mark.at;
    m_mark.isReached = isEnd || isStuck;
    if (!m_mark.isReached)
        m_mark.pages.append(next);
}

QList<mastodon::Heard> MastodonWalk::handOver()
{
    const QString name = m_mark.pages.takeLast();
    Page page = m_pages.take(name);
    m_kept.removeOne(name);
    if (!page.ids.isEmpty())
        m_mark.seen = page.ids.mid(0, mostSeen);
    m_mark.at = std::max(m_mark.at, page.at);
    if (m_mark.pages.isEmpty()) {
        m_mark.seen = std::exchange(m_mark.top, {});
        m_mark.at = std::max(m_mark.at, std::exchange(m_mark.topAt, 0));
        m_mark.isReached = false;
        m_mark.isKnown = true;
        m_mark.isLater = false;
        m_isDone = true;
    } else if (m_mark.pages == QStringList { QString() } && !m_pages.contains(QString())) {
        m_mark.pages.clear();
        m_mark.isReached = false;
    }
    std::reverse(page.fresh.begin(), page.fresh.end());
    return page.fresh;
}

} // namespace wheelhouse

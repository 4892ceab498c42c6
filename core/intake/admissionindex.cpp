// What is admitted is found by its words: the indexes are written behind each batch, in the order of its rows.
#include "core/intake/admission.h"

#include <algorithm>

namespace wheelhouse {

namespace {

QByteArray tagsOf(const Prepared &one, qint64 channel, bool ours)
{
    // As the view mention_words writes them; FTS5's integrity check compares.
    QByteArray tags = "c" + QByteArray::number(channel);
    if (!one.language.isEmpty())
        tags +=
            " l" + one.language.left(one.language.indexOf('-') < 0 ? one.language.size() : one.language.indexOf('-'));
    if (!one.media.isEmpty())
        tags += " hasmedia";
    if (one.hasLink)
        tags += " haslink";
    if (one.reading.need != Need::Unread)
        tags += " n" + QByteArray(needWord(one.reading.need).data());
    if (one.reading.mood != Mood::Unread)
        tags += " m" + QByteArray(moodWord(one.reading.mood).data());
    return tags + (ours ? " ours" : " theirs");
}

} // namespace

/// A person who is new in this batch and renamed in it is not in the index yet.
Result<void> Admission::indexAnew(qint64 row, const QByteArray &was, const QByteArray &folded)
{
    const auto fresh =
        std::find_if(m_freshPeople.begin(), m_freshPeople.end(), [row](const auto &each) { return each.first == row; });
    if (fresh != m_freshPeople.end()) {
        fresh->second = folded;
        return {};
    }
    m_freshPeople.append({ row, folded });
    return m_unindexPerson.run(row, Utf8 { was });
}

Result<void> Admission::index()
{
    std::sort(m_fresh.begin(), m_fresh.end(), [](const Fresh &a, const Fresh &b) { return a.row < b.row; });
    for (const Fresh &each : std::as_const(m_fresh)) {
        const Prepared &one = *each.mention;
        const QByteArray text = one.title.isEmpty() ? one.text : one.title + '\n' + one.text;
        const QByteArray tags = tagsOf(one, each.channel, one.author.isUs);
        if (auto done = m_index.run(each.row, Utf8 { text }, Utf8 { tags }); !done)
            return done;
    }
    m_fresh.clear();
    return {};
}

Result<void> Admission::indexPeople()
{
    std::sort(m_freshPeople.begin(), m_freshPeople.end());
    for (const auto &[row, folded] : std::as_const(m_freshPeople))
        if (auto done = m_indexPerson.run(row, Utf8 { folded }); !done)
            return done;
    m_freshPeople.clear();
    return {};
}

} // namespace wheelhouse

#include "core/people/contactbook.h"

#include "core/inbox/triagestate.h"
#include "core/people/erasednames.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Line {
    HistoryLine shown;
    QString language;
};

QStringList commonestFirst(const QHash<QString, int> &counts)
{
    QStringList words = counts.keys();
    std::sort(words.begin(), words.end(), [&](const QString &a, const QString &b) {
        return std::pair(-counts.value(a), a) < std::pair(-counts.value(b), b);
    });
    return words;
}

} // namespace

ContactBook::ContactBook(Database &database)
    : m_identities(database, R"(
        SELECT i.row, i.network, i.name, i.handle, i.profile_url, i.followers, i.first_at, i.contact,
               coalesce(x.reason, '')
          FROM identity i LEFT JOIN identity_match x ON x.identity = i.row
         WHERE i.contact = (SELECT contact FROM identity WHERE row = ?1) ORDER BY i.row)")
    , m_history(database, R"(
        SELECT m.conversation, m.written_at, CASE WHEN m.erased_at IS NULL THEN substr(m.text, 1, 160) END, c.state,
               m.language, m.need, m.mood, m.is_corrected
          FROM mention m JOIN conversation c ON c.row = m.conversation
         WHERE m.identity = ?1 ORDER BY m.row DESC LIMIT ?2)")
    , m_first(database, "SELECT written_at FROM mention WHERE identity = ?1 ORDER BY row LIMIT 1")
    , m_responses(database, R"(
        SELECT count(*) FILTER (WHERE kind = 'favourite'), count(*) FILTER (WHERE kind = 'boost'),
               count(*) FILTER (WHERE kind = 'follow')
          FROM (SELECT kind FROM response WHERE identity = ?1 ORDER BY at DESC LIMIT ?2))")
{
}

Result<ContactSheet> ContactBook::sheet(qint64 identity, int limit)
{
    ContactSheet sheet;
    auto read = m_identities.each(
        [&](const Row &row) {
            sheet.identities.append({ row.number(0), networkFromWord(row.text(1)), row.text(2), row.text(3),
                row.text(4), row.maybe(5), row.time(6), row.text(8) });
            sheet.contact = row.number(7);
            return true;
        },
        identity);
    if (!read)
        return tl::unexpected(read.error());
    if (sheet.identities.isEmpty())
        return fail(Error::Kind::Missing, QCoreApplication::translate("Contacts", "This person is no longer here."));
    const IdentityLine &first = sheet.identities.constFirst();
    sheet.name = first.name.isEmpty() ? first.handle : first.name;
    if (sheet.name.isEmpty())
        sheet.name = erasedPerson();
    if (auto done = readHistory(sheet, limit); !done)
        return tl::unexpected(done.error());
    if (auto done = readResponses(sheet); !done)
        return tl::unexpected(done.error());
    return sheet;
}

Result<void> ContactBook::readResponses(ContactSheet &sheet)
{
    for (const IdentityLine &identity : std::as_const(sheet.identities)) {
        auto read = m_responses.each(
            [&sheet](const Row &row) {
                sheet.favourites += int(row.number(0));
                sheet.boosts += int(row.number(1));
                sheet.isFollower = sheet.isFollower || row.number(2) > 0;
                return true;
            },
            identity.row, countLimit);
        if (!read)
            return read;
    }
    return {};
}

Result<void> ContactBook::readHistory(ContactSheet &sheet, int limit)
{
    QHash<QString, int> languages;
    QList<HistoryLine> lines;
    for (const IdentityLine &identity : std::as_const(sheet.identities)) {
        QSet<qint64> begun;
        auto found = m_history.all<Line>(
            [&begun, limit](const Row &row) {
                // Only the newest words of each conversation can be shown, and of no more than limit of them.
                const qint64 conversation = row.number(0);
                const bool mayShow = begun.size() < limit && !begun.contains(conversation);
                begun.insert(conversation);
                return Line { { conversation, row.time(1),
                                  mayShow ? (row.isNull(2) ? erasedWords() : row.text(2).simplified()) : QString(),
                                  stateFromWord(row.text(3)).value_or(TriageState::Open),
                                  { needFromWord(row.text(5)), Need::None, moodFromWord(row.text(6)), 0, Sureness::Sure,
                                      row.flag(7) } },
                    row.text(4) };
            },
            identity.row, countLimit);
        auto first = m_first.number(identity.row);
        if (!found || !first)
            return tl::unexpected(!found ? found.error() : first.error());
        for (const Line &line : std::as_const(*found)) {
            lines.append(line.shown);
            if (!line.language.isEmpty())
                ++languages[line.language];
        }
        if (*first) {
            const auto wrote = QDateTime::fromMSecsSinceEpoch(**first, Qt::UTC);
            sheet.firstWrote = sheet.firstWrote.isValid() ? std::min(sheet.firstWrote, wrote) : wrote;
        }
    }
    sheet.messages = int(lines.size());
    sheet.languages = commonestFirst(languages);
    std::sort(lines.begin(), lines.end(), [](const HistoryLine &a, const HistoryLine &b) { return a.at > b.at; });
    QSet<qint64> seen;
    for (const HistoryLine &line : std::as_const(lines)) {
        if (seen.contains(line.conversation))
            continue;
        seen.insert(line.conversation);
        sheet.closed += line.state == TriageState::Done ? 1 : 0;
        if (sheet.earlier.size() < limit)
            sheet.earlier.append(line);
    }
    sheet.conversations = int(seen.size());
    return {};
}

} // namespace wheelhouse

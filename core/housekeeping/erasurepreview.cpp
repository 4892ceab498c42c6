#include "core/housekeeping/erasure.h"

#include "core/housekeeping/oldcopies.h"
#include "core/housekeeping/words.h"
#include "core/people/handlekey.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Housekeeping)
};

constexpr qsizetype shortestName = 3; // of fewer letters every second sentence would name somebody

/// What they are called, to be looked for in words that are not theirs.
Result<QStringList> namesOf(Database &reader, const QList<qint64> &identities, ErasurePreview &found)
{
    Statement select(
        reader, "SELECT name, handle, is_us FROM identity WHERE row IN (" + joined(identities) + ") ORDER BY row");
    QStringList names;
    bool isUs = false;
    auto read = select.each([&](const Row &row) {
        const QString name = row.text(0);
        const QString handle = row.text(1);
        isUs = isUs || row.flag(2);
        found.people.append(name.isEmpty() ? handle : QStringLiteral("%1, %2").arg(name, handle));
        for (QString each : { name, handle }) {
            each.remove(QRegularExpression(QStringLiteral("^@")));
            if (each.size() >= shortestName && !names.contains(each))
                names.append(each);
        }
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    if (isUs)
        return fail(Error::Kind::Refused,
            Words::tr("This is one of your own accounts. Disconnect it instead; nothing was erased."));
    return names;
}

bool names(const QString &words, const QStringList &called)
{
    return std::any_of(
        called.begin(), called.end(), [&](const QString &each) { return words.contains(each, Qt::CaseInsensitive); });
}

Result<void> count(Database &reader, const QByteArray &sql, qint64 &into)
{
    auto n = reader.number(sql.constData());
    if (!n)
        return tl::unexpected(n.error());
    into = *n;
    return {};
}

Result<void> countAll(Database &reader, const QByteArray &these, ErasurePreview &found)
{
    const QByteArray conversations = " FROM conversation c WHERE c.identity IN " + these;
    const std::pair<QByteArray, qint64 *> questions[] = {
        { "SELECT count(*) FROM mention WHERE identity IN " + these + " AND erased_at IS NULL", &found.mentions },
        { "SELECT count(*) FROM conversation c JOIN mention m ON m.conversation = c.row AND m.is_ours = 1 AND"
          " m.erased_at IS NULL WHERE c.identity IN "
                + these,
            &found.answers },
        { "SELECT count(*)" + conversations + " AND c.state IN ('new', 'open', 'waiting', 'snoozed')",
            &found.openConversations },
        { "SELECT count(*) FROM post p JOIN variant v ON v.post = p.row JOIN mention m ON m.id = p.reply_to"
          " WHERE v.text <> '' AND m.identity IN "
                + these,
            &found.drafts },
        { "SELECT count(*)" + conversations + " AND c.row IN (SELECT conversation FROM held_conversation)",
            &found.evidence },
    };
    for (const auto &[sql, into] : questions)
        if (auto done = count(reader, sql, *into); !done)
            return done;
    return {};
}

/// The team's words: all about their conversations, and those elsewhere that name them.
Result<void> findNotes(Database &reader, const QByteArray &these, const QStringList &called, ErasurePreview &found)
{
    Statement notes(reader,
        "SELECT n.id, n.conversation, n.author, n.text, n.written_at, c.identity IN " + these
            + " FROM note n JOIN conversation c ON c.row = n.conversation WHERE n.text <> '' ORDER BY n.written_at");
    return notes.each([&](const Row &row) {
        if (row.flag(5) || names(row.text(3), called))
            found.notes.append({ row.id<NoteId>(0), row.number(1), row.number(2), row.text(3), row.time(4) });
        return true;
    });
}

Result<void> findFilters(Database &reader, const QStringList &called, ErasurePreview &found)
{
    Statement filters(reader, "SELECT name, query FROM saved_filter ORDER BY position");
    return filters.each([&](const Row &row) {
        if (names(row.text(0), called) || names(row.text(1), called))
            found.filters.append(row.text(0));
        return true;
    });
}

/// All versions of a rule are kept, whatever it asks today.
Result<void> findRules(Database &reader, const QStringList &called, ErasurePreview &found)
{
    Statement versions(reader, R"(
        SELECT v.name, v.asks, v.reason, n.name FROM rule_version v JOIN rule r ON r.row = v.rule
          JOIN rule_version n ON n.rule = r.row AND n.version = r.version ORDER BY r.position, r.row)");
    return versions.each([&](const Row &row) {
        const bool isNaming = names(row.text(0), called) || names(row.text(1), called) || names(row.text(2), called);
        if (isNaming && !found.rules.contains(row.text(3)))
            found.rules.append(row.text(3));
        return true;
    });
}

/// The feeds in which they write and nobody else does: a blog's own author.
Result<void> findFeeds(Database &reader, const QByteArray &these, ErasurePreview &found)
{
    const QByteArray sql = "SELECT c.name FROM account a JOIN channel c ON c.row = a.channel WHERE a.channel IN"
                           " (SELECT channel FROM mention WHERE identity IN "
        + these
        + ") AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.channel = a.channel AND m.is_ours = 0"
          " AND m.identity NOT IN "
        + these + ") ORDER BY c.name";
    Statement feeds(reader, sql);
    return feeds.each([&](const Row &row) {
        found.feeds.append(row.text(0));
        return true;
    });
}

/// \a identities and the accounts that a bridge made of them: by their handle, and by a message that was met as a copy.
Result<QList<qint64>> withBridged(Database &reader, const QList<qint64> &identities)
{
    const QByteArray these = '(' + joined(identities) + ')';
    Statement own(reader, "SELECT handle FROM identity WHERE row IN " + these);
    auto handles = own.all<QString>([](const Row &row) { return plainHandle(row.text(0)); });
    const QByteArray met = " FROM mention m JOIN mention_copy c ON %1 JOIN mention o ON %2 JOIN identity i ON i.row ="
                           " o.identity WHERE m.identity IN "
        + these + " AND i.is_us = 0 AND i.row NOT IN " + these;
    Statement copies(reader,
        "SELECT i.row, i.handle" + QByteArray(met).replace("%1", "c.copy_of = m.row").replace("%2", "o.row = c.row")
            + " UNION SELECT i.row, i.handle"
            + QByteArray(met).replace("%1", "c.row = m.row").replace("%2", "o.row = c.copy_of") + " ORDER BY 1");
    if (!handles)
        return tl::unexpected(handles.error());
    QList<qint64> all = identities;
    auto read = copies.each([&](const Row &row) {
        const QString handle = row.text(1);
        const QString original = bridgedFrom(handle);
        const bool isTheirs = !original.isEmpty() && handles->contains(original);
        const bool isOriginal = std::any_of(handles->cbegin(), handles->cend(),
            [&](const QString &each) { return bridgedFrom(each) == plainHandle(handle); });
        if (isTheirs || isOriginal)
            all.append(row.number(0));
        return true;
    });
    return read.map([&] { return all; });
}

Result<void> countNamings(Database &reader, const QByteArray &these, const QStringList &called, ErasurePreview &found)
{
    if (called.isEmpty())
        return {};
    QStringList phrases;
    for (QString each : called)
        phrases.append(QStringLiteral("text : \"%1\"").arg(each.replace(u'"', u' ')));
    Statement search(reader,
        "SELECT count(*) FROM (SELECT 1 FROM mention_index x JOIN mention m ON m.row = x.rowid"
        " WHERE mention_index MATCH ?1 AND m.is_ours = 0 AND m.identity NOT IN "
            + these + " LIMIT 1000)");
    auto n = search.number(phrases.join(QStringLiteral(" OR ")));
    if (!n)
        return tl::unexpected(n.error());
    found.namedElsewhere = n->value_or(0);
    return {};
}

QString counted(qint64 n)
{
    return QLocale().toString(n);
}

} // namespace

Result<ErasurePreview> Erasure::touched(Database &reader, const QList<qint64> &identities)
{
    auto all = withBridged(reader, identities);
    if (!all)
        return tl::unexpected(all.error());
    ErasurePreview found;
    found.identities = *all;
    const QByteArray these = '(' + joined(*all) + ')';
    auto called = namesOf(reader, *all, found);
    if (!called)
        return tl::unexpected(called.error());
    auto done = countAll(reader, these, found);
    if (done)
        done = findNotes(reader, these, *called, found);
    return done.map([&] { return found; });
}

Result<ErasurePreview> Erasure::preview(Database &reader, const QList<qint64> &identities, const Clock &clock)
{
    auto found = touched(reader, identities);
    if (!found)
        return found;
    const QByteArray these = '(' + joined(found->identities) + ')';
    ErasurePreview nobody;
    auto called = namesOf(reader, found->identities, nobody);
    if (!called)
        return tl::unexpected(called.error());
    auto done = findFilters(reader, *called, *found);
    if (done)
        done = findRules(reader, *called, *found);
    if (done)
        done = findFeeds(reader, these, *found);
    if (done)
        done = countNamings(reader, these, *called, *found);
    if (!done)
        return tl::unexpected(done.error());
    found->copies = int(OldCopies(reader.path(), clock).madeBefore(clock.now()).size());
    found->copiesUntil = clock.now().addDays(OldCopies::turnDays);
    return found;
}

QStringList ErasurePreview::goes() const
{
    QStringList lines { Words::tr("Name, handle and profile address on %n network(s)", nullptr, int(people.size())),
        Words::tr("The words, links and pictures of %1 messages, and all that finds them").arg(counted(mentions)) };
    if (answers > 0)
        lines += Words::tr("%1 answers of yours to them").arg(counted(answers));
    if (drafts > 0)
        lines += Words::tr("%Ln draft(s) to them", nullptr, int(drafts));
    if (openConversations > 0)
        lines += Words::tr("%Ln open conversation(s) will be done", nullptr, int(openConversations));
    return lines;
}

QStringList ErasurePreview::stays() const
{
    QStringList lines { Words::tr("That there was a message, and when, as “Erased person”: without any words") };
    if (!notes.isEmpty())
        lines +=
            Words::tr("%Ln note(s) of your team about them, unless you erase these too", nullptr, int(notes.size()));
    if (!filters.isEmpty())
        lines += Words::tr("Saved filters that name them: %1").arg(QLocale().createSeparatedList(filters));
    if (!rules.isEmpty())
        lines += Words::tr("Rules of which a version names them: %1").arg(QLocale().createSeparatedList(rules));
    if (!feeds.isEmpty())
        lines += Words::tr("The name and address of what you followed and only they write in: %1. Unfollow it in the "
                           "outposts, or it is asked on.")
                     .arg(QLocale().createSeparatedList(feeds));
    if (namedElsewhere > 0)
        lines += Words::tr("%1 messages of other people that name them").arg(counted(namedElsewhere));
    if (copies > 0)
        lines += Words::tr("%Ln backup(s) until %1, when they are replaced", nullptr, copies)
                     .arg(QLocale().toString(copiesUntil.toLocalTime().date(), QLocale::LongFormat));
    return lines;
}

} // namespace wheelhouse

#include "core/inbox/labels.h"
#include "core/people/peopledesk.h"
#include "tests/bench/desk.h"
#include "tests/bench/readbench.h"

namespace wheelhouse {

namespace {

constexpr int wanted = 50'000; // conversations of one person (seed 38)

/// Puts the loudest together until one person wrote in \a wanted conversations; gives an identity of theirs.
qint64 somebodyLoud(Desk &desk, PeopleDesk &people)
{
    Statement loudest(desk.writer, R"(
        SELECT identity, count(DISTINCT conversation) FROM mention WHERE is_ours = 0
         GROUP BY identity ORDER BY 2 DESC LIMIT 150)");
    qint64 first = 0;
    qint64 sum = 0;
    const auto all = must(loudest.all<QPair<qint64, qint64>>(
        [](const Row &row) { return QPair<qint64, qint64>(row.number(0), row.number(1)); }));
    for (const auto &[identity, conversations] : all) {
        if (sum >= wanted)
            break;
        sum += conversations;
        if (first == 0)
            first = identity;
        else
            must(people.contacts.merge(first, identity));
    }
    return first;
}

void benchLabels(Report &report, Desk &desk, PeopleDesk &people)
{
    LabelBook book(desk.writer, desk.log);
    const Label label = must(book.called(QStringLiteral("benched")));
    const qint64 loud = somebodyLoud(desk, people);
    int changed = 0;
    const double put = millisecondsOf([&] { changed = must(people.labels.put(loud, label)).changed; });
    const double back = millisecondsOf([&] { must(desk.undo.back()); });
    report.note(QStringLiteral("the person wrote in %1 conversations").arg(changed));
    report.say(
        { QStringLiteral("a label over all that one person wrote"), put, {}, QStringLiteral("ms"), atMost(1000) });
    report.say({ QStringLiteral("taking that back"), back, {}, QStringLiteral("ms"), atMost(1000) });
}

/// A store with \a count people, of whom some share a handle, an address or a link.
void makePeople(Database &database, int count)
{
    const QByteArray many = "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < "
        + QByteArray::number(count) + ") ";
    const QByteArray sql = "BEGIN;" + many + "INSERT INTO contact (row, id) SELECT i, randomblob(16) FROM n;" + many
        + R"(INSERT INTO identity (row, id, contact, network, global_name, handle, name, folded, profile_url, first_at)
             SELECT i, randomblob(16), i, CASE i % 3 WHEN 0 THEN 'mastodon' WHEN 1 THEN 'bluesky' ELSE 'forum' END, 'g' || i,
                    '@somebody' || (i * 7919 % 700001) || '@host' || (i % 500) || '.example', 'Person ' || i, 'p',
                    'https://host' || (i % 500) || '.example/@p' || i, 0 FROM n;)"
        + many + R"(INSERT INTO trait (identity, kind, value, verified)
             SELECT i, CASE i % 2 WHEN 0 THEN 'email' ELSE 'link' END,
                    CASE i % 2 WHEN 0 THEN 'm' || (i / 4) || '@mail.example' ELSE 'host' || ((i + 1) % 500) || '.example/@p' || (i + 1) END,
                    i % 5 = 0 FROM n WHERE i % 3 <> 2;)"
        + "COMMIT";
    must(database.run(sql.constData()));
}

void benchProposals(Report &report, const QString &path, int count)
{
    Desk desk(path);
    makePeople(desk.writer, count);
    Matching matching(desk.writer);
    Samples samples;
    for (int i = 1; i <= 2000; ++i)
        samples.add(millisecondsOf([&] { must(matching.proposals(1 + qint64(i) * 7919 % count)); }));
    report.say({ QStringLiteral("who else they may be, among %L1 people, p50").arg(count), samples.median(), {},
        QStringLiteral("ms"), {} });
    report.say({ QStringLiteral("the same, p99"), samples.p99(), {}, QStringLiteral("ms"), atMost(5) });
}

} // namespace

void benchPeople(Report &report, const QString &ours, const QString &crowd, int count)
{
    Desk desk(ours);
    PeopleDesk people(desk.writer, desk.log, desk.undo, desk.clock);
    benchLabels(report, desk, people);
    benchProposals(report, crowd, count);
}

} // namespace wheelhouse

#include "tests/bench/corpus.h"
#include "tests/bench/desk.h"
#include "tests/bench/rawlimit.h"
#include "tests/bench/readbench.h"

#include "core/inbox/search.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace wheelhouse {

namespace {

constexpr int times = 15;

struct Question {
    const char *what;
    const char *asked;
    const char *match; ///< for FTS5 itself
    double within; ///< ms
};

/// The newest 50 mentions by bare FTS5, with the text.
constexpr const char *bareSql = R"(
    SELECT m.row, m.text FROM mention_index f JOIN mention m ON m.row = f.rowid
     WHERE mention_index MATCH ?1 ORDER BY f.rowid DESC LIMIT 50)";

} // namespace

void benchSearch(Report &report, const QString &path)
{
    static constexpr Question questions[] = {
        { "the commonest word", "the", "text:the", 5 },
        { "a frequent word", "support", "text:support", 5 },
        { "a word of 0.5 %", "refund", "text:refund", 5 },
        { "a rare word", "quokkaflux", "text:quokkaflux", 5 },
        { "a phrase", "\"order number\"", "text:\"order number\"", 5 },
        { "a prefix of three letters", "sup*", "text:sup*", 20 },
        { "a prefix of five letters", "suppo*", "text:suppo*", 20 },
        { "two words, common and 0.5 %", "the refund", "text:(the AND refund)", 5 },
        { "a common word, a channel", "the channel:journal", "text:the AND tags:c1", 5 },
        { "a phrase, a channel", "\"order number\" channel:journal", "text:\"order number\" AND tags:c1", 5 },
        { "a prefix, a channel", "sup* channel:journal", "text:sup* AND tags:c1", 20 },
        { "a common word, a rare filter", "the label:rare", nullptr, 5 },
        { "a rare word, a common filter", "quokkaflux is:done", nullptr, 5 },
        { "a common word, a common filter", "the is:done", nullptr, 5 },
        { "a phrase, a common filter", "\"order number\" is:done", nullptr, 5 },
        { "a prefix, a common filter", "sup* is:done", nullptr, 20 },
    };
    const Desk desk(path);
    const auto ours = desk.reader();
    const auto bare = desk.reader();
    Search search(*ours, desk.clock);
    RawStatement raw(*bare, bareSql);
    for (const Question &each : questions) {
        const QByteArray match = each.match;
        SearchRequest request;
        request.query = parseQuery(QString::fromLatin1(each.asked));
        qsizetype hits = 0;
        const Pair pair = turnAbout(
            times, [&](int) { hits = must(search.find(request)).hits.size(); },
            [&](int) {
                if (each.match)
                    raw.text(1, match).readAll();
            });
        report.say({ QStringLiteral("search, newest 50: %1 (%2 hits)").arg(QLatin1String(each.what)).arg(hits),
            pair.ours.median(), each.match ? std::optional(pair.baseline.median()) : std::nullopt, QStringLiteral("ms"),
            atMost(each.within) });
    }
}

void benchPeers(Report &report, const QString &programs, const QString &folder)
{
    constexpr int rows = 100'000;
    constexpr int runs = 9;
    const QString path = folder + QStringLiteral("/peers.wheelhouse");
    const QString mail = folder + QStringLiteral("/mail");
    const QString lines = folder + QStringLiteral("/peers.jsonl");
    Corpus().write(lines, rows);
    {
        Desk desk(path);
        desk.import(lines, false);
    }
    if (!QDir(mail).exists()) {
        QDir().mkpath(mail + QStringLiteral("/cur"));
        QFile source(lines);
        if (!source.open(QIODevice::ReadOnly))
            return;
        for (int i = 0; !source.atEnd(); ++i) {
            const auto one = QJsonDocument::fromJson(source.readLine()).object();
            const auto field = [&](const char *key) { return one.value(QLatin1String(key)).toString().toUtf8(); };
            QFile letter(mail + QStringLiteral("/cur/%1:2,").arg(i));
            if (letter.open(QIODevice::WriteOnly))
                letter.write("From: " + field("name") + " <" + field("author_id")
                    + "@social.example>\nTo: us@roastery.example\nSubject: mention " + QByteArray::number(i)
                    + "\nMessage-ID: <" + field("id") + "@bench.example>\nDate: "
                    + QDateTime::fromString(QString::fromUtf8(field("created_at")), Qt::ISODateWithMs)
                          .toString(Qt::RFC2822Date)
                          .toLatin1()
                    + "\n\n" + field("text") + "\n");
        }
    }
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QString config = folder + QStringLiteral("/notmuch-config");
    QFile written(config);
    if (written.open(QIODevice::WriteOnly))
        written.write(
            "[database]\npath=" + mail.toUtf8() + "\n[user]\nname=Bench\nprimary_email=us@roastery.example\n");
    written.close();
    environment.insert(QStringLiteral("NOTMUCH_CONFIG"), config);
    const auto run = [&](const QString &program, const QStringList &arguments, const QByteArray &input = {}) {
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(program, arguments);
        if (!process.waitForStarted())
            return false;
        process.write(input);
        process.closeWriteChannel();
        process.waitForFinished(-1);
        return process.exitCode() == 0;
    };
    if (!run(QStringLiteral("notmuch"), { QStringLiteral("new"), QStringLiteral("--quiet") })) {
        report.note(QStringLiteral("notmuch is not here, or made no index: its lines are left out"));
        return;
    }
    const QString cli = programs + QStringLiteral("/wheelhouse-cli");
    for (const char *word : { "the", "support", "refund", "quokkaflux", "suppo*" }) {
        const QString asked = QString::fromLatin1(word);
        const Pair pair = turnAbout(
            runs,
            [&](int) {
                run(cli, { QStringLiteral("search"), QStringLiteral("--workspace"), path, asked });
            },
            [&](int) {
                run(QStringLiteral("notmuch"), { QStringLiteral("search"), QStringLiteral("--limit=50"), asked });
            });
        report.say({ QStringLiteral("whole process, 100k: search %1; notmuch").arg(asked), pair.ours.median(),
            pair.baseline.median(), QStringLiteral("ms"), ratioAtMost(0.5) });
    }
    QByteArray tags;
    for (int i = 0; i < 1000; ++i)
        tags += "+done -- id:m" + QByteArray::number(i) + "@bench.example\n";
    const double tagging = millisecondsOf([&] {
        run(QStringLiteral("notmuch"), { QStringLiteral("tag"), QStringLiteral("--batch") }, tags);
    });
    Desk desk(path);
    Statement some(desk.writer, "SELECT row FROM conversation WHERE state = 'new' ORDER BY row LIMIT 1000");
    const auto thousand = must(some.all<qint64>([](const Row &row) { return row.number(0); }));
    const double acting = millisecondsOf([&] { must(desk.triage.done(thousand)); });
    report.say({ QStringLiteral("1,000 in bulk, each; notmuch tag --batch"), acting, tagging, QStringLiteral("us"),
        ratioAtMost(0.05) });
}

} // namespace wheelhouse

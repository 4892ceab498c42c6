#include "core/inbox/corrections.h"
#include "core/store/workspacefile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Said {
    int code = -1;
    QByteArray out;
    QByteArray err;
    [[nodiscard]] QList<QJsonObject> lines() const
    {
        QList<QJsonObject> all;
        for (const QByteArray &line : out.split('\n'))
            if (line.startsWith('{'))
                all.append(QJsonDocument::fromJson(line).object());
        return all;
    }
    [[nodiscard]] QJsonObject json() const { return lines().value(0); }
};

} // namespace

/// The commands of wheelhouse-cli over a real workspace, each as a person starts it.
class TestCommands : public QObject {
    Q_OBJECT
private slots:
    void peopleAreFoundShownMergedAndLabelled()
    {
        const QString desk = imported(u"people"_s,
            "1,hello there,ada,2026-01-01T10:00:00Z\n2,my refund please,bob,2026-01-01T11:00:00Z\n"
            "3,and again,bob,2026-01-02T11:00:00Z\n");
        const Said found = run(desk, { u"people"_s, u"bob"_s, u"--json"_s });
        QCOMPARE(found.code, 0);
        QCOMPARE(found.lines().size(), 1);
        const QString bob = QString::number(found.json().value(u"identity"_s).toInteger());
        const QString ada =
            QString::number(run(desk, { u"people"_s, u"ada"_s, u"--json"_s }).json().value(u"identity"_s).toInteger());
        QCOMPARE(run(desk, { u"people"_s, u"nobody-of-that-name"_s }).code, 1);

        QCOMPARE(run(desk, { u"people"_s, u"merge"_s, ada, bob, u"--json"_s }).json().value(u"changed"_s).toInt(), 1);
        QCOMPARE(identitiesOf(desk, ada), 2);
        QCOMPARE(run(desk, { u"triage"_s, u"undo"_s }).code, 0);
        QCOMPARE(identitiesOf(desk, ada), 1);

        const Said labelled = run(desk, { u"people"_s, u"label"_s, bob, u"Regulars"_s, u"--json"_s });
        QVERIFY2(labelled.code == 0, labelled.err.constData());
        QCOMPARE(labelled.json().value(u"changed"_s).toInt(), 2);
        QCOMPARE(count(desk, u"label:Regulars"_s), 2);
        QCOMPARE(run(desk, { u"people"_s, u"merge"_s, ada }).code, 2);
        QCOMPARE(run(desk, { u"people"_s, u"--limit"_s, u"many"_s }).code, 2);
    }
    void feedsAreTakenInAndWritten()
    {
        const QString desk = imported(u"feeds"_s, {});
        const QString list = written(u"in.opml"_s,
            R"(<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
               <outline text="One" type="rss" xmlUrl="https://one.example/feed.xml"/>
               <outline text="Folder"><outline text="Two" type="rss" xmlUrl="https://two.example/atom"/></outline>
               <outline text="No" type="rss" xmlUrl="file:///etc/passwd"/></body></opml>)");
        const Said tried = run(desk, { u"feeds"_s, u"import"_s, list, u"--dry-run"_s, u"--json"_s });
        QCOMPARE(tried.json().value(u"added"_s).toInt(), 2);
        const Said taken = run(desk, { u"feeds"_s, u"import"_s, list, u"--json"_s });
        QVERIFY2(taken.code == 0, taken.err.constData());
        QCOMPARE(taken.json().value(u"added"_s).toInt(), 2); // the rehearsal wrote nothing
        QCOMPARE(taken.json().value(u"refused"_s).toInt(), 1);
        const Said again = run(desk, { u"feeds"_s, u"import"_s, list, u"--json"_s });
        QCOMPARE(again.json().value(u"added"_s).toInt(), 0);
        QCOMPARE(again.json().value(u"known"_s).toInt(), 2);

        const QString out = m_folder.filePath(u"out.opml"_s);
        QCOMPARE(run(desk, { u"feeds"_s, u"export"_s, out, u"--json"_s }).json().value(u"feeds"_s).toInt(), 2);
        const QByteArray text = contents(out);
        QVERIFY(text.contains("https://one.example/feed.xml") && text.contains("https://two.example/atom"));
        QCOMPARE(run(desk, { u"feeds"_s, u"export"_s, out }).code, 1); // over no file that is there
        QCOMPARE(contents(out), text);
        QCOMPARE(run(desk, { u"feeds"_s, u"juggle"_s, out }).code, 2);
    }
    void retentionIsSetShownAndRun()
    {
        const QString desk = imported(u"retention"_s,
            "1,long forgotten words,ada,2020-01-01T10:00:00Z\n2,words of an open matter,bob,2020-01-01T11:00:00Z\n",
            u"history"_s);
        QCOMPARE(run(desk, { u"retention"_s, u"set"_s, u"--days"_s, u"30"_s }).code, 1); // no reason
        QCOMPARE(run(desk, { u"retention"_s, u"list"_s, u"--json"_s }).lines().size(), 0);
        const Said set = run(desk,
            { u"retention"_s, u"set"_s, u"--days"_s, u"30"_s, u"--reason"_s, u"Our privacy notice"_s, u"--json"_s });
        QVERIFY2(set.code == 0, set.err.constData());
        const QJsonObject rule = run(desk, { u"retention"_s, u"list"_s, u"--json"_s }).json();
        QCOMPARE(rule.value(u"days"_s).toInt(), 30);
        QCOMPARE(rule.value(u"reason"_s).toString(), u"Our privacy notice"_s);
        const QJsonObject preview = run(desk, { u"retention"_s, u"preview"_s, u"--json"_s }).json();
        QCOMPARE(preview.value(u"mentions"_s).toInt(), 2);
        QCOMPARE(count(desk, u"forgotten"_s), 1); // a preview takes nothing
        const Said ran = run(desk, { u"retention"_s, u"run"_s });
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(count(desk, u"forgotten"_s), 0);
        QCOMPARE(run(desk, { u"retention"_s, u"juggle"_s }).code, 2);
    }
    void aQuestionIsExported()
    {
        const QString desk = imported(
            u"export"_s, "1,=HYPERLINK of a cup,ada,2026-01-01T10:00:00Z\n2,a saucer,bob,2026-01-01T11:00:00Z\n");
        const QString csv = m_folder.filePath(u"out.csv"_s);
        const QStringList asked { u"export"_s, u"cup"_s, u"--csv"_s, csv, u"--json"_s };
        const Said first = run(desk, asked);
        QVERIFY2(first.code == 0, first.err.constData());
        QCOMPARE(first.json().value(u"rows"_s).toInt(), 1);
        const QByteArray text = contents(csv);
        QVERIFY(text.contains("'=HYPERLINK of a cup")); // no formula for whoever opens it
        QVERIFY(!text.contains("saucer"));
        QCOMPARE(run(desk, asked).code, 1);
        QCOMPARE(run(desk, asked + QStringList { u"--replace"_s, u"--raw"_s }).code, 0);
        QVERIFY(!contents(csv).contains("'=HYPERLINK"));
        const QString lines = m_folder.filePath(u"out.jsonl"_s);
        QCOMPARE(run(desk, { u"export"_s, u"--jsonl"_s, lines, u"--json"_s }).json().value(u"rows"_s).toInt(), 2);
        for (const QByteArray &line : contents(lines).trimmed().split('\n'))
            QVERIFY(QJsonDocument::fromJson(line).isObject());
        QCOMPARE(run(desk, { u"export"_s }).code, 2);
        QCOMPARE(run(desk, { u"export"_s, u"--csv"_s, csv, u"--columns"_s, u"shoes"_s }).code, 2);
    }
    void aBundleHoldsNobodysWords()
    {
        const QString desk = imported(u"bundle"_s, "1,unmistakable canary,adalovelace,2026-01-01T10:00:00Z\n");
        const Said shown = run(desk, { u"bundle"_s });
        QVERIFY2(shown.code == 0, shown.err.constData());
        QVERIFY(shown.out.size() > 200);
        QVERIFY(!shown.out.contains("canary") && !shown.out.contains("adalovelace"));
        const QString zip = m_folder.filePath(u"bundle.zip"_s);
        QCOMPARE(run(desk, { u"bundle"_s, zip, u"--json"_s }).json().value(u"file"_s).toString(), zip);
        const QByteArray bytes = contents(zip);
        QVERIFY(bytes.startsWith("PK"));
        QVERIFY(!bytes.contains("canary") && !bytes.contains("adalovelace"));
        QCOMPARE(run(desk, { u"bundle"_s, zip }).code, 1);
        QCOMPARE(run(desk, { u"bundle"_s, zip, u"--replace"_s }).code, 0);
    }
    void rulesAreWrittenTriedAndRunOnAnImport()
    {
        const QString desk = imported(
            u"rules"_s, "1,where is my refund,ada,2026-01-01T10:00:00Z\n2,nice cups,bob,2026-01-01T11:00:00Z\n");
        const Said added = run(desk,
            { u"rules"_s, u"add"_s, u"--name"_s, u"Refunds"_s, u"--for"_s, u"refund"_s, u"--do"_s, u"label=Money"_s,
                u"--do"_s, u"priority=2"_s, u"--why"_s, u"Care answers these first"_s });
        QVERIFY2(added.code == 0, added.err.constData());
        const QJsonObject rule = run(desk, { u"rules"_s, u"list"_s, u"--json"_s }).json();
        QCOMPARE(rule.value(u"number"_s).toInt(), 1);
        QCOMPARE(rule.value(u"why"_s).toString(), u"Care answers these first"_s);
        QCOMPARE(rule.value(u"do"_s).toArray().size(), 2);
        const QJsonObject tried = run(desk, { u"rules"_s, u"try"_s, u"1"_s, u"--json"_s }).json();
        QCOMPARE(tried.value(u"rules"_s).toArray().first().toObject().value(u"mentions"_s).toInt(), 1);
        QCOMPARE(count(desk, u"label:Money"_s), 0); // tried on what came, not done to it

        take(desk, "3,a refund again,cleo,2026-01-03T10:00:00Z\n4,more cups,cleo,2026-01-03T11:00:00Z\n");
        QCOMPARE(count(desk, u"label:Money"_s), 1);
        QCOMPARE(run(desk, { u"rules"_s, u"off"_s, u"1"_s }).code, 0);
        take(desk, "5,one more refund,dan,2026-01-04T10:00:00Z\n");
        QCOMPARE(count(desk, u"label:Money"_s), 1);
        QCOMPARE(run(desk, { u"rules"_s, u"add"_s, u"--name"_s, u"x"_s, u"--do"_s, u"fly"_s }).code, 1);
        QCOMPARE(run(desk, { u"rules"_s, u"on"_s, u"7"_s }).code, 2);
        QCOMPARE(run(desk, { u"rules"_s, u"remove"_s, u"1"_s }).code, 0);
        QCOMPARE(run(desk, { u"rules"_s, u"list"_s, u"--json"_s }).lines().size(), 0);
    }
    /// What the team corrected is learned before an import reads.
    void anImportReadsAsTheTeamTaught()
    {
        QByteArray rows;
        for (int each = 0; each < 60; ++each)
            rows += QByteArray::number(each) + (each % 2 == 0 ? ",the lid of box " : ",the foam of box ")
                + QByteArray::number(each) + (each % 2 == 0 ? " clicks" : " stands") + ",ada,2026-01-01T10:00:00Z\n";
        const QString desk = imported(u"taught"_s, rows);
        QCOMPARE(count(desk, u"mood:negative"_s), 0);
        correct(desk, "%lid%", { Need::Idea, Mood::Negative });
        correct(desk, "%foam%", { Need::Partner, Mood::Positive });
        take(desk, "901,the lid of box 901 clicks newly,bob,2026-01-02T10:00:00Z\n");
        QCOMPARE(count(desk, u"newly mood:negative need:idea"_s), 1);
    }

private:
    Said run(const QString &desk, const QStringList &arguments)
    {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"XDG_STATE_HOME"_s, m_folder.filePath(u"state"_s));
        program.setProcessEnvironment(environment);
        program.start(QCoreApplication::applicationDirPath() + u"/../../app/cli/wheelhouse-cli"_s,
            arguments + QStringList { u"--workspace"_s, desk });
        if (!program.waitForFinished(120'000))
            qFatal("wheelhouse-cli does not end");
        return { program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError() };
    }
    /// A desk of its own with \a rows of id, text, author and time in it.
    QString imported(const QString &name, const QByteArray &rows, const QString &way = u"new"_s)
    {
        const QString desk = m_folder.filePath(name + u".wheelhouse"_s);
        if (rows.isEmpty() && run(desk, { u"new"_s, u"--person"_s, u"Ada"_s }).code != 0)
            qFatal("no desk");
        if (!rows.isEmpty())
            take(desk, rows, way);
        return desk;
    }
    void take(const QString &desk, const QByteArray &rows, const QString &way = u"new"_s)
    {
        const QString file = written(u"rows%1.csv"_s.arg(++m_files), "id,text,author,time\n" + rows);
        const Said said = run(desk, { u"import"_s, u"--as"_s, way, file });
        if (said.code != 0)
            qFatal("no import: %s", said.err.constData());
    }
    int count(const QString &desk, const QString &query)
    {
        return int(run(desk, { u"search"_s, query, u"--json"_s }).lines().size());
    }
    int identitiesOf(const QString &desk, const QString &person)
    {
        const QJsonObject shown = run(desk, { u"people"_s, u"show"_s, person, u"--json"_s }).json();
        return int(shown.value(u"identities"_s).toArray().size());
    }
    void correct(const QString &desk, const QByteArray &like, const Correction &correction)
    {
        const auto file = WorkspaceFile::open(desk, m_clock);
        auto writer = (*file)->openWriter();
        OperationLog log(**writer, m_clock);
        Undo undo(**writer, log);
        Corrections corrections(**writer, log, undo, m_clock);
        Statement rows(**writer, "SELECT row FROM mention WHERE text LIKE ?1");
        const auto all = rows.all<qint64>([](const Row &row) { return row.number(0); }, QString::fromLatin1(like));
        const auto acted = corrections.correct(*all, correction);
        if (!acted || acted->changed == 0)
            qFatal("nothing was corrected");
    }
    QString written(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            qFatal("no file");
        return file.fileName();
    }
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(TestCommands)
#include "test_commands.moc"

#include "core/reading/taught.h"
#include "tests/core/reading/labelled.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::StringLiterals;

namespace {

struct Said {
    int code = -1;
    QList<QJsonObject> lines;
    QByteArray out;
    QByteArray err;
};

Said classify(const QStringList &options, const QByteArray &input)
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_STATE_HOME"_s, QDir::tempPath() + u"/wheelhouse-classify"_s);
    program.setProcessEnvironment(environment);
    program.start(QCoreApplication::applicationDirPath() + u"/../../app/cli/wheelhouse-cli"_s,
        QStringList { u"classify"_s } + options);
    program.write(input);
    program.closeWriteChannel();
    Said said;
    if (!program.waitForFinished(120'000))
        return said;
    said.code = program.exitCode();
    said.out = program.readAllStandardOutput();
    said.err = program.readAllStandardError();
    for (const QByteArray &line : said.out.split('\n'))
        if (line.startsWith('{'))
            said.lines.append(QJsonDocument::fromJson(line).object());
    return said;
}

int indexOf(const QString &label)
{
    return label == u"negative"_s ? 0 : label == u"neutral"_s ? 1 : 2;
}

QByteArray oneLine(QByteArray text)
{
    return text.replace('\r', ' ').replace('\n', ' ') + '\n';
}

} // namespace

/// `wheelhouse-cli classify`, as a person starts it.
class TestClassify : public QObject {
    Q_OBJECT
private slots:
    void aLineGivesALine()
    {
        const Said said = classify({ u"--json"_s }, "@brand this is awful, where is my parcel?\n\nDanke, sehr gut!\n");
        QCOMPARE(said.code, 0);
        QCOMPARE(said.lines.size(), 3); // an empty line too: the answers stay in step with the texts
        const QJsonObject first = said.lines[0];
        QCOMPARE(first.value(u"language"_s).toString(), u"en"_s);
        QCOMPARE(first.value(u"label"_s).toString(), u"negative"_s);
        QVERIFY(first.value(u"mood"_s).toDouble() < 0);
        QVERIFY(first.value(u"confidence"_s).toDouble() > 0.33);
        QVERIFY(needFromWord(first.value(u"need"_s).toString()) != Need::Unread);
        QVERIFY(needFromWord(first.value(u"second_need"_s).toString()) != Need::Unread);
        QVERIFY(first.contains(u"mixed"_s) && first.contains(u"unsure"_s) && first.contains(u"sureness"_s));
        QCOMPARE(first.value(u"words"_s).toArray().first().toObject().value(u"word"_s).toString(), u"awful"_s);
        QCOMPARE(said.lines[2].value(u"language"_s).toString(), u"de"_s);
        QCOMPARE(said.lines[2].value(u"label"_s).toString(), u"positive"_s);
        const Said plain = classify({}, "@brand this is awful\n");
        QVERIFY(plain.out.contains("negative") && plain.out.contains("awful"));
    }
    void itLearnsFromRows()
    {
        QByteArray csv = "Text,Sentiment\n";
        for (int each = 0; each < 60; ++each)
            csv += (each % 2 == 0 ? "the lid of box " : "the foam of box ") + QByteArray::number(each)
                + (each % 2 == 0 ? " clicks,negative\n" : " stands,POSITIVE\n");
        csv += "whatever,irrelevant\n";
        const Said said = classify({ u"--json"_s, u"--learn"_s, written(csv) }, "the lid of box 99 clicks\n");
        QCOMPARE(said.code, 0);
        QCOMPARE(said.lines.value(0).value(u"label"_s).toString(), u"negative"_s);
        QVERIFY(said.lines.value(0).value(u"words"_s).toArray().first().toObject().value(u"learned"_s).toBool());
        QVERIFY2(said.err.contains("Learned from 60"), said.err.constData());
        QVERIFY(said.err.contains("1 row"));
    }
    void itLearnsNeedsToo()
    {
        QByteArray csv = "text,need\n";
        for (int each = 0; each < 60; ++each)
            csv += (each % 2 == 0 ? "the lid of box " : "the foam of box ") + QByteArray::number(each)
                + (each % 2 == 0 ? " clicks,Idea\n" : " stands,partner\n");
        const Said said = classify({ u"--json"_s, u"--learn"_s, written(csv) }, "the lid of box 99 clicks\n");
        QCOMPARE(said.code, 0);
        QCOMPARE(said.lines.value(0).value(u"need"_s).toString(), u"idea"_s);
        QCOMPARE(said.lines.value(0).value(u"label"_s).toString(), u"neutral"_s); // of moods nothing was said
        QVERIFY2(said.err.contains("Needs: Learned from 60"), said.err.constData());
        QVERIFY(!said.err.contains("Labels"));
    }
    void rowsThatCannotTeachAreToldOf()
    {
        QCOMPARE(classify({ u"--learn"_s, written("a,b\n1,2\n") }, "x\n").code, 1);
        QCOMPARE(classify({ u"--learn"_s, m_folder.filePath(u"none.csv"_s) }, "x\n").code, 1);
        const Said few = classify({ u"--json"_s, u"--learn"_s, written("text,label\nok,neutral\n") }, "great\n");
        QCOMPARE(few.code, 0);
        QCOMPARE(few.lines.value(0).value(u"label"_s).toString(), u"positive"_s);
        QVERIFY(few.err.contains("too few"));
    }
    /// What issue 3 asks of the program itself, language found by it.
    void realMentionsAreReadAndLearnedFrom()
    {
        QList<Labelled> rows = airlineRows();
        if (rows.isEmpty())
            QSKIP("the real data is not here: WH_SHARED_DATA");
        std::stable_sort(rows.begin(), rows.end(), [](const Labelled &a, const Labelled &b) { return a.at < b.at; });
        QByteArray csv = "text,label\n";
        QSet<QByteArray> taught;
        for (const Labelled &row : std::as_const(rows).first(500)) {
            csv += '"' + QByteArray(row.text).replace('"', "\"\"") + "\"," + moodWord(row.mood).data() + '\n';
            taught.insert(row.text);
        }
        QByteArray later;
        QList<int> truth;
        for (const Labelled &row : std::as_const(rows).sliced(500)) {
            if (taught.contains(row.text))
                continue;
            later += oneLine(row.text);
            truth.append(indexOf(moodWord(row.mood).toString()));
        }
        const auto f1 = [&truth](const Said &said) {
            QList<int> read;
            for (const QJsonObject &line : said.lines)
                read.append(indexOf(line.value(u"label"_s).toString()));
            return read.size() == truth.size() ? 100 * macroF1(truth, read) : 0;
        };
        const double untaught = f1(classify({ u"--json"_s }, later));
        const double now = f1(classify({ u"--json"_s, u"--learn"_s, written(csv) }, later));
        qInfo("F1 %.1f untaught, %.1f taught", untaught, now);
        QVERIFY(untaught >= 67);
        QVERIFY(now >= 70);
    }

private:
    QString written(const QByteArray &csv)
    {
        const QString path = m_folder.filePath(u"rows.csv"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(csv) != csv.size())
            qFatal("no file");
        return path;
    }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestClassify)
#include "test_classify.moc"

#include "tests/ui/composer/composerdesk.h"

#include <QProcess>

using namespace wheelhouse;

namespace {

constexpr const char *childDeed = "WH_TEST_TYPES_UNTIL"; // "saved": told once; "typing": for ever

/// With letters of two, three and four bytes, a line end, and a space at the end.
QString lastWords()
{
    return QStringLiteral("Dear Zoë,\nit is back — today \U0001F4E6 ");
}

/// This program once more, in which somebody writes a post, to be killed.
class Child {
public:
    explicit Child(const char *deed)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QLatin1String(childDeed), QLatin1String(deed));
        m_process.setProcessEnvironment(environment);
        m_process.start(QCoreApplication::applicationFilePath(), {});
        m_timer.start();
    }
    ~Child()
    {
        kill();
        if (!path.isEmpty())
            QDir(QFileInfo(path).path()).removeRecursively();
    }
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    /// Until it has said \a word so many times.
    bool waitFor(const QByteArray &word, int times)
    {
        while (told.size() < times && (m_process.canReadLine() || m_process.waitForReadyRead(300'000)))
            while (m_process.canReadLine()) {
                const QByteArray line = m_process.readLine().trimmed();
                if (line.startsWith("path "))
                    path = QString::fromUtf8(line.mid(5));
                else if (line == word)
                    told.append(m_timer.elapsed());
            }
        return told.size() >= times;
    }
    [[nodiscard]] qint64 now() const { return m_timer.elapsed(); }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    QString path;
    QList<qint64> told; ///< when, ms

private:
    QProcess m_process;
    QElapsedTimer m_timer;
};

/// The one draft that the store offers when somebody starts again, as the composer's first page does.
Composition recovered(const QString &path)
{
    auto database = TestDesk::must(Database::open(path, Database::Mode::Write));
    CompositionReader reader(*database);
    const auto drafts = TestDesk::must(reader.drafts());
    return drafts.size() == 1 ? TestDesk::must(reader.read(drafts.constFirst().post)).value_or(Composition())
                              : Composition();
}

void tell(const QString &words)
{
    fprintf(stdout, "%s\n", qPrintable(words));
    fflush(stdout);
}

int typeAndTell(bool forEver)
{
    ComposerDesk desk;
    desk.begin();
    ComposeField &field = desk.field(desk.shared());
    field.setFocus();
    tell(QStringLiteral("path ") + desk.path());
    if (forEver) {
        QTimer turn;
        QObject::connect(&turn, &QTimer::timeout, [&] {
            QTest::keyClick(&field, Qt::Key_A);
            tell(QStringLiteral("typed"));
        });
        turn.start(20);
        return QCoreApplication::exec();
    }
    field.insertPlainText(lastWords());
    QObject::connect(desk.panel.get(), &ComposerPanel::told, [] { tell(QStringLiteral("saved")); });
    desk.press("Ctrl+S");
    return QCoreApplication::exec();
}

} // namespace

/// kill -9 while somebody writes a post.
class TestComposerKilled : public QObject {
    Q_OBJECT
private slots:
    void a02_whatIsSaidToBeKeptIsThereByteForByte()
    {
        Child child("saved");
        QVERIFY(child.waitFor("saved", 1));
        child.kill();
        const Composition kept = recovered(child.path);
        QCOMPARE(kept.words.shared.parts.value(0).text.toUtf8(), lastWords().toUtf8());
        for (const ComposedVariant &each : kept.words.variants)
            QCOMPARE(each.content.parts.value(0).text.toUtf8(), lastWords().toUtf8());
    }
    void a03_inTheMiddleOfTypingTwoSecondsAreLostAtMost()
    {
        Child child("typing");
        QVERIFY(child.waitFor("typed", 150));
        const qint64 killedAt = child.now();
        child.kill();
        const Composition kept = recovered(child.path);
        const QString words = kept.words.shared.parts.value(0).text;
        QVERIFY(!words.isEmpty());
        QCOMPARE(words, QString(words.size(), u'a'));
        for (const ComposedVariant &each : kept.words.variants)
            QCOMPARE(each.content.parts.value(0).text, words); // all of one moment
        const qint64 lost = words.size() < child.told.size() ? killedAt - child.told.at(words.size()) : 0;
        qInfo("%lld of %lld letters kept, %lld ms lost", qint64(words.size()), qint64(child.told.size()), lost);
        QVERIFY2(lost <= 2'000, qPrintable(QString::number(lost)));
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (qEnvironmentVariableIsSet(childDeed))
        return typeAndTell(qgetenv(childDeed) == "typing");
    TestComposerKilled test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_composerkilled.moc"

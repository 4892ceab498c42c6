#include "tests/ui/inbox/threaddesk.h"
#include "ui/inbox/conversationview.h"
#include "ui/inbox/plaineditor.h"
#include "ui/inbox/replyeditor.h"
#include "ui/kit/label.h"

#include <QMimeData>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace wheelhouse;

namespace {

constexpr const char *childFolder = "WH_TEST_TYPES_INTO";
constexpr const char *childSaves = "until-saved";

/// With letters of two, three and four bytes, a line end, and a space at the end.
QString savedWords()
{
    return QStringLiteral("Dear Zoë,\nwe are on it — today \U0001F4E6 ");
}

struct Shown {
    explicit Shown(ThreadDesk &desk)
        : view(desk.services(), look)
    {
        view.resize(640, 760);
        view.show();
    }
    [[nodiscard]] PlainEditor *field() const { return view.findChild<PlainEditor *>(); }
    [[nodiscard]] QPushButton *submit() const
    {
        const auto buttons = view.findChild<ReplyEditor *>()->findChildren<QPushButton *>();
        return buttons.constFirst();
    }
    void type(const QString &words) const { QTest::keyClicks(field(), words); }
    [[nodiscard]] bool says(const QString &words) const
    {
        const auto labels = view.findChildren<TextLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(),
            [&](const TextLabel *label) { return label->isVisible() && label->text().contains(words); });
    }

    Look look;
    ConversationView view;
};

qint64 oneMessage(ThreadDesk &desk)
{
    return desk.receive({ desk.desk().saying(QStringLiteral("1"), QStringLiteral("Is it safe?"), 5) });
}

} // namespace

class TestReplyEditor : public QObject {
    Q_OBJECT

private slots:
    void whatIsTypedIsKeptWithinASecond();
    void anotherConversationBringsItsOwnDraft();
    void leavingAtOnceLosesNothing();
    void a02WhatIsSaidToBeSavedSurvivesAKillAtOnce();
    void a03AKilledProgramLosesAtMostTwoSeconds();
    void controlEnterKeepsAReplyAndSaysWhatItIs();
    void controlEnterAddsANote();
    void aNoteHalfWrittenWaitsBehindTheReply();
    void escapeGoesToTheList();
    void aDiscardedDraftComesBackByUndo();
    void theCounterCountsWhatPeopleSee_data();
    void theCounterCountsWhatPeopleSee();
    void f14OnlyPlainTextIsPasted();
    void typingClaims();
    void somebodyElseIsOnIt();
    void whatCannotBeSavedStaysAndIsSaid();
    void everyControlHasAName();
};

void TestReplyEditor::whatIsTypedIsKeptWithinASecond()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    Shown shown(desk);
    shown.view.showConversation(c);
    shown.view.reply();
    QElapsedTimer timer;
    timer.start();
    shown.type(QStringLiteral("Hello Ada"));
    QTRY_COMPARE_WITH_TIMEOUT(desk.draftOf(c), QStringLiteral("Hello Ada"), 5'000);
    QTRY_VERIFY(shown.says(QStringLiteral("Saved 10:42")));
    QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
}

void TestReplyEditor::anotherConversationBringsItsOwnDraft()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    const qint64 d = desk.receive({ desk.desk().saying(QStringLiteral("2"), QStringLiteral("Hi"), 4) });
    Shown shown(desk);
    shown.view.showConversation(c);
    shown.view.reply();
    shown.type(QStringLiteral("for c"));
    shown.view.showConversation(d);
    QCOMPARE(shown.field()->toPlainText(), QString());
    shown.view.reply();
    shown.type(QStringLiteral("for d"));
    shown.view.showConversation(c); // at once: what is on its way counts as kept
    QCOMPARE(shown.field()->toPlainText(), QStringLiteral("for c"));
    QTRY_COMPARE(desk.draftOf(d), QStringLiteral("for d"));
    QCOMPARE(desk.draftOf(c), QStringLiteral("for c"));
}

void TestReplyEditor::leavingAtOnceLosesNothing()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    {
        Shown shown(desk);
        shown.view.showConversation(c);
        shown.view.reply();
        shown.type(QStringLiteral("last words"));
    }
    desk.on([] {});
    QCOMPARE(desk.draftOf(c), QStringLiteral("last words"));
}

/// The child types these words and is killed the moment it says on the screen that they are saved.
void TestReplyEditor::a02WhatIsSaidToBeSavedSurvivesAKillAtOnce()
{
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QLatin1String(childFolder), QLatin1String(childSaves));
    child.setProcessEnvironment(environment);
    child.start(QCoreApplication::applicationFilePath(), {});
    QVERIFY(child.waitForReadyRead(60'000));
    const QString path = QString::fromUtf8(child.readLine()).trimmed().mid(5);
    QVERIFY2(child.canReadLine() || child.waitForReadyRead(60'000), child.readAllStandardError().constData());
    QCOMPARE(child.readLine(), QByteArray("saved\n"));
    child.kill();
    QVERIFY(child.waitForFinished());
    auto database = TestDesk::must(Database::open(path, Database::Mode::Write));
    Statement find(*database, "SELECT text FROM variant");
    const auto kept = TestDesk::must(find.one<QByteArray>([](const Row &row) { return row.bytes(0); }));
    QCOMPARE(kept.value_or(QByteArray()), savedWords().toUtf8());
    QDir(QFileInfo(path).path()).removeRecursively();
}

/// The child types a letter every 20 ms and tells each; it is killed in the middle of it.
void TestReplyEditor::a03AKilledProgramLosesAtMostTwoSeconds()
{
    QTemporaryDir folder;
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QLatin1String(childFolder), folder.path());
    child.setProcessEnvironment(environment);
    child.start(QCoreApplication::applicationFilePath(), {});
    QList<qint64> told; // when each letter was typed
    QElapsedTimer timer;
    timer.start();
    QString path;
    while (told.size() < 150 && timer.elapsed() < 60'000 && child.waitForReadyRead(10'000))
        while (child.canReadLine()) {
            const QString line = QString::fromUtf8(child.readLine()).trimmed();
            if (line.startsWith(QLatin1String("path ")))
                path = line.mid(5);
            else if (line == QLatin1String("typed"))
                told.append(timer.elapsed());
        }
    QVERIFY2(told.size() >= 150, child.readAllStandardError().constData());
    const qint64 killedAt = timer.elapsed();
    child.kill();
    QVERIFY(child.waitForFinished());
    auto database = TestDesk::must(Database::open(path, Database::Mode::Write));
    Statement find(*database, "SELECT length(text) FROM variant");
    const qint64 kept = TestDesk::must(find.number()).value_or(0);
    QVERIFY(kept > 0);
    const qint64 lost = kept < told.size() ? killedAt - told.at(kept) : 0;
    qInfo("%lld of %lld letters kept, %lld ms lost", kept, qint64(told.size()), lost);
    QVERIFY2(lost <= 2'000, qPrintable(QString::number(lost)));
    QDir(QFileInfo(path).path()).removeRecursively();
}

void TestReplyEditor::controlEnterKeepsAReplyAndSaysWhatItIs()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    Shown shown(desk);
    shown.view.showConversation(c);
    QSignalSpy acted(&shown.view, &ConversationView::acted);
    shown.view.reply();
    QTest::keyClick(shown.field(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(acted.size(), 0); // nothing to keep
    shown.type(QStringLiteral("Yes"));
    QVERIFY(shown.submit()->text().startsWith(QLatin1String("Keep as draft")));
    QTest::keyClick(shown.field(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(acted.size(), 1);
    QVERIFY(acted.constFirst().constFirst().toString().contains(QLatin1String("Sending comes with publishing")));
    QTRY_COMPARE(desk.draftOf(c), QStringLiteral("Yes"));
}

void TestReplyEditor::controlEnterAddsANote()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    Shown shown(desk);
    shown.view.showConversation(c);
    QSignalSpy acted(&shown.view, &ConversationView::acted);
    shown.view.reply();
    QTest::keyClick(shown.field(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    shown.type(QStringLiteral("Ask Dalia"));
    QTest::keyClick(shown.field(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(acted.size(), 1);
    QCOMPARE(shown.field()->toPlainText(), QString());
    const auto notes = TestDesk::must(desk.services().store.notes(c));
    QCOMPARE(notes.size(), 1);
    QCOMPARE(notes.constFirst().text, QStringLiteral("Ask Dalia"));
    QCOMPARE(desk.draftOf(c), QString()); // a note never becomes a reply
}

void TestReplyEditor::aNoteHalfWrittenWaitsBehindTheReply()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    Shown shown(desk);
    shown.view.showConversation(c);
    shown.view.reply();
    shown.type(QStringLiteral("reply"));
    shown.view.note();
    QCOMPARE(shown.field()->toPlainText(), QString());
    shown.type(QStringLiteral("note"));
    shown.view.reply();
    QCOMPARE(shown.field()->toPlainText(), QStringLiteral("reply"));
    shown.view.note();
    QCOMPARE(shown.field()->toPlainText(), QStringLiteral("note"));
}

void TestReplyEditor::escapeGoesToTheList()
{
    ThreadDesk desk;
    Shown shown(desk);
    shown.view.showConversation(oneMessage(desk));
    shown.view.reply();
    QSignalSpy left(&shown.view, &ConversationView::leftEditor);
    QTest::keyClick(shown.field(), Qt::Key_Escape);
    QCOMPARE(left.size(), 1);
}

void TestReplyEditor::aDiscardedDraftComesBackByUndo()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    Shown shown(desk);
    shown.view.showConversation(c);
    shown.view.reply();
    shown.type(QStringLiteral("think again"));
    auto *discard = shown.view.findChild<Link *>();
    QVERIFY(discard->isVisible());
    QTest::keyClick(discard, Qt::Key_Return);
    QTRY_COMPARE(shown.field()->toPlainText(), QString());
    QCOMPARE(desk.draftOf(c), QString());
    QVERIFY(desk.on([&] { return desk.desk().undo.back().has_value(); }));
    QTRY_COMPARE(shown.field()->toPlainText(), QStringLiteral("think again"));
}

void TestReplyEditor::theCounterCountsWhatPeopleSee_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("count");
    QTest::newRow("letters") << QStringLiteral("abc") << QStringLiteral("3 of 500");
    QTest::newRow("an accent of its own") << QString::fromUtf8("e\u0301") << QStringLiteral("1 of 500");
    QTest::newRow("beyond") << QString(501, QLatin1Char('a')) << QStringLiteral("501 of 500, too long");
}

void TestReplyEditor::theCounterCountsWhatPeopleSee()
{
    QFETCH(QString, text);
    QFETCH(QString, count);
    ThreadDesk desk;
    Shown shown(desk);
    shown.view.showConversation(oneMessage(desk));
    shown.view.reply();
    shown.field()->insertPlainText(text);
    QVERIFY(shown.says(count));
}

void TestReplyEditor::f14OnlyPlainTextIsPasted()
{
    ThreadDesk desk;
    Shown shown(desk);
    shown.view.showConversation(oneMessage(desk));
    shown.view.reply();
    auto *mime = new QMimeData;
    mime->setHtml(QStringLiteral("<b>bold</b><script>x()</script>"));
    mime->setText(QString::fromUtf8("plain\r\nwords\x01"));
    QGuiApplication::clipboard()->setMimeData(mime);
    shown.field()->paste();
    QCOMPARE(shown.field()->toPlainText(), QStringLiteral("plain\nwords"));
}

void TestReplyEditor::typingClaims()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    Shown shown(desk);
    shown.view.showConversation(c);
    const auto claimedUntil = [&] {
        return TestDesk::must(desk.services().store.items({ c })).constFirst().claimedUntil;
    };
    QVERIFY(!claimedUntil().isValid());
    shown.view.reply();
    shown.type(QStringLiteral("a"));
    QTRY_VERIFY(claimedUntil().isValid());
    const QDateTime first = claimedUntil();
    desk.on([&] { desk.clock().advance(std::chrono::minutes { 5 }); });
    shown.type(QStringLiteral("b"));
    QTRY_VERIFY(claimedUntil() > first);
}

void TestReplyEditor::somebodyElseIsOnIt()
{
    ThreadDesk desk;
    const qint64 tomasz = desk.colleague(QStringLiteral("Tomasz Wren"));
    const qint64 c = oneMessage(desk);
    desk.on([&] {
        Statement claim(
            desk.desk().writer(), "UPDATE conversation SET claimed_by = ?2, claimed_until = ?3 WHERE row = ?1");
        TestDesk::must(claim.run(c, tomasz, desk.clock().nowMs() + 60'000));
    });
    Shown shown(desk);
    QSignalSpy failed(&shown.view, &ConversationView::failed);
    shown.view.showConversation(c);
    QVERIFY(shown.says(QStringLiteral("is on it")));
    shown.view.reply();
    shown.type(QStringLiteral("me too"));
    QTRY_COMPARE(desk.draftOf(c), QStringLiteral("me too")); // nobody is kept from writing
    QCOMPARE(failed.size(), 0);
}

void TestReplyEditor::whatCannotBeSavedStaysAndIsSaid()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    Shown shown(desk);
    QSignalSpy failed(&shown.view, &ConversationView::failed);
    shown.view.showConversation(c);
    desk.on([&] {
        TestDesk::must(desk.desk().writer().run(
            "CREATE TRIGGER no_post BEFORE INSERT ON post BEGIN SELECT raise(ABORT, 'full'); END"));
    });
    shown.view.reply();
    shown.type(QStringLiteral("precious"));
    QTRY_VERIFY(failed.size() > 0);
    QVERIFY(shown.says(QStringLiteral("Not saved")));
    QCOMPARE(shown.field()->toPlainText(), QStringLiteral("precious"));
    desk.on([&] { TestDesk::must(desk.desk().writer().run("DROP TRIGGER no_post")); });
    QTRY_COMPARE(desk.draftOf(c), QStringLiteral("precious")); // tried again by itself
}

void TestReplyEditor::everyControlHasAName()
{
    ThreadDesk desk;
    Shown shown(desk);
    shown.view.showConversation(oneMessage(desk));
    const auto widgets = shown.view.findChildren<QWidget *>();
    for (const QWidget *widget : widgets)
        if (widget->focusPolicy() & Qt::TabFocus && widget->isVisible())
            QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
}

/// The child of the two tests that kill.
static void typeForEver()
{
    auto desk = std::make_unique<ThreadDesk>();
    const qint64 c = oneMessage(*desk);
    Shown shown(*desk);
    shown.view.showConversation(c);
    shown.view.reply();
    const QString path = desk->on([&] { return desk->desk().database.path(); });
    fprintf(stdout, "path %s\n", qPrintable(path));
    fflush(stdout);
    if (qEnvironmentVariable(childFolder) == QLatin1String(childSaves)) {
        shown.field()->insertPlainText(savedWords());
        QTRY_VERIFY_WITH_TIMEOUT(shown.says(QStringLiteral("Saved ")), 30'000);
        fputs("saved\n", stdout);
        fflush(stdout);
        QCoreApplication::exec(); // until it is killed
        return;
    }
    QTimer keys;
    QObject::connect(&keys, &QTimer::timeout, [&] {
        QTest::keyClick(shown.field(), Qt::Key_A);
        fputs("typed\n", stdout);
        fflush(stdout);
    });
    keys.start(20);
    QCoreApplication::exec();
}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    if (qEnvironmentVariableIsSet(childFolder)) {
        typeForEver();
        return 0;
    }
    TestReplyEditor test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_replyeditor.moc"

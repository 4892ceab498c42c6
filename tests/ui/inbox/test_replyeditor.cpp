#include "tests/ui/inbox/threaddesk.h"
#include "ui/inbox/conversationview.h"
#include "ui/inbox/replyeditor.h"
#include "ui/kit/label.h"
#include "ui/kit/plaineditor.h"

#include <QMimeData>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace wheelhouse;

namespace {

constexpr const char *childKind = "WH_TEST_TYPES_A"; // "reply" or "note"
constexpr const char *childDeed = "WH_TEST_TYPES_UNTIL"; // "saved": told once; "typing": for ever

/// With letters of two, three and four bytes, a line end, and a space at the end.
QString lastWords()
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
        return *std::find_if(buttons.cbegin(), buttons.cend(),
            [](const QPushButton *each) { return each->property("kind") == QLatin1String("primary"); });
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

/// This program once more, in which somebody types, to be killed.
class Child {
public:
    Child(const QByteArray &kind, const char *deed)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QLatin1String(childKind), QString::fromLatin1(kind));
        environment.insert(QLatin1String(childDeed), QLatin1String(deed));
        m_process.setProcessEnvironment(environment);
        m_process.start(QCoreApplication::applicationFilePath(), {});
        m_timer.start();
    }
    ~Child()
    {
        if (m_process.state() != QProcess::NotRunning)
            kill();
        if (!m_path.isEmpty())
            QDir(QFileInfo(m_path).path()).removeRecursively();
    }
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    /// Until it has said \a word so many times.
    bool waitFor(const QString &word, int times)
    {
        while (m_told.size() < times && m_timer.elapsed() < 60'000 && m_process.waitForReadyRead(20'000))
            while (m_process.canReadLine()) {
                const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
                if (line.startsWith(QLatin1String("path ")))
                    m_path = line.mid(5);
                else if (line == word)
                    m_told.append(m_timer.elapsed());
            }
        return m_told.size() >= times;
    }
    [[nodiscard]] const QList<qint64> &told() const { return m_told; } ///< when, ms
    [[nodiscard]] qint64 now() const { return m_timer.elapsed(); }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    /// What is in the store it leaves behind.
    QString kept(const QByteArray &kind) const
    {
        auto database = TestDesk::must(Database::open(m_path, Database::Mode::Write));
        Statement find(
            *database, kind == "note" ? "SELECT text FROM note WHERE is_draft = 1" : "SELECT text FROM variant");
        return TestDesk::must(find.one<QString>([](const Row &row) { return row.text(0); })).value_or(QString());
    }

private:
    QProcess m_process;
    QElapsedTimer m_timer;
    QList<qint64> m_told;
    QString m_path;
};

void bothKinds()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::newRow("a reply") << QByteArray("reply");
    QTest::newRow("a note") << QByteArray("note");
}

} // namespace

class TestReplyEditor : public QObject {
    Q_OBJECT

private slots:
    void whatIsTypedIsKeptWithinASecond();
    void anotherConversationBringsItsOwnDraft();
    void leavingAtOnceLosesNothing();
    void a02WhatIsSaidToBeSavedSurvivesAKillAtOnce_data();
    void a02WhatIsSaidToBeSavedSurvivesAKillAtOnce();
    void a03AKilledProgramLosesAtMostTwoSeconds_data();
    void a03AKilledProgramLosesAtMostTwoSeconds();
    void controlEnterKeepsAReplyAndSaysWhatItIs();
    void controlEnterAddsANote();
    void aNoteHalfWrittenWaitsBehindTheReply();
    void aNoteHalfWrittenIsKeptButIsNoNote();
    void anAddedNoteLeavesNothingHalfWritten();
    void escapeGoesToTheList();
    void aDiscardedDraftComesBackByUndo();
    void whatIsAnsweredAndGoneIsSaidWhileOneWrites();
    void theCounterCountsWhatPeopleSee_data();
    void theCounterCountsWhatPeopleSee();
    void f14OnlyPlainTextIsPasted();
    void typingClaims();
    void somebodyElseIsOnIt();
    void anEmptyNoteDoesNotGiveUpTheReply();
    void whatCannotBeSavedStaysAndIsSaid();
    void whatCannotBeSavedIsSaidOnce();
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

/// The child has typed and told that what it shows as saved is saved; it is killed at that word.
void TestReplyEditor::a02WhatIsSaidToBeSavedSurvivesAKillAtOnce_data()
{
    bothKinds();
}

void TestReplyEditor::a02WhatIsSaidToBeSavedSurvivesAKillAtOnce()
{
    QFETCH(QByteArray, kind);
    Child child(kind, "saved");
    QVERIFY(child.waitFor(QLatin1String("saved"), 1));
    child.kill();
    QCOMPARE(child.kept(kind), lastWords());
}

/// The child types a letter every 20 ms and tells each; it is killed in the middle of it.
void TestReplyEditor::a03AKilledProgramLosesAtMostTwoSeconds_data()
{
    bothKinds();
}

void TestReplyEditor::a03AKilledProgramLosesAtMostTwoSeconds()
{
    QFETCH(QByteArray, kind);
    Child child(kind, "typing");
    QVERIFY(child.waitFor(QLatin1String("typed"), 150));
    const QList<qint64> told = child.told();
    const qint64 killedAt = child.now();
    child.kill();
    const qint64 kept = child.kept(kind).size();
    QVERIFY(kept > 0);
    const qint64 lost = kept < told.size() ? killedAt - told.at(kept) : 0;
    qInfo("%lld of %lld letters kept, %lld ms lost", kept, qint64(told.size()), lost);
    QVERIFY2(lost <= 2'000, qPrintable(QString::number(lost)));
}

void TestReplyEditor::controlEnterKeepsAReplyAndSaysWhatItIs()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    Shown shown(desk);
    shown.view.showConversation(c);
    QSignalSpy told(&shown.view, &ConversationView::told);
    shown.view.reply();
    QTest::keyClick(shown.field(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(told.size(), 0); // nothing to keep
    shown.type(QStringLiteral("Yes"));
    QVERIFY(shown.submit()->text().startsWith(QLatin1String("Keep as draft")));
    QTest::keyClick(shown.field(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(told.size(), 1);
    QVERIFY(told.constFirst().constFirst().toString().contains(QLatin1String("never sends")));
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

void TestReplyEditor::aNoteHalfWrittenIsKeptButIsNoNote()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    const auto draft = [&] {
        const auto note = TestDesk::must(desk.services().store.noteDraft(c));
        return note ? note->text : QString();
    };
    {
        Shown shown(desk);
        shown.view.showConversation(c);
        shown.view.note();
        shown.type(QStringLiteral("Ask the lab"));
        QTRY_COMPARE_WITH_TIMEOUT(draft(), QStringLiteral("Ask the lab"), 5'000);
        QTRY_VERIFY(shown.says(QStringLiteral("Saved 10:42")));
    }
    QVERIFY(TestDesk::must(desk.services().store.notes(c)).isEmpty());
    const qint64 operations = desk.on([&] { return desk.desk().database.number("SELECT count(*) FROM operation"); });
    Shown again(desk); // as after a restart
    again.view.showConversation(c);
    again.view.note();
    QCOMPARE(again.field()->toPlainText(), QStringLiteral("Ask the lab"));
    again.field()->clear();
    QTRY_COMPARE_WITH_TIMEOUT(draft(), QString(), 5'000);
    QCOMPARE(desk.on([&] { return desk.desk().database.number("SELECT count(*) FROM operation"); }), operations);
}

void TestReplyEditor::anAddedNoteLeavesNothingHalfWritten()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    Shown shown(desk);
    shown.view.showConversation(c);
    shown.view.note();
    shown.type(QStringLiteral("Ask the lab"));
    QTest::keyClick(shown.field(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(TestDesk::must(desk.services().store.notes(c)).size(), 1);
    QTRY_COMPARE(shown.field()->toPlainText(), QString());
    desk.on([] {});
    QVERIFY(!TestDesk::must(desk.services().store.noteDraft(c)));
    QCOMPARE(desk.on([&] { return desk.desk().database.number("SELECT count(*) FROM note"); }), 1);
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

void TestReplyEditor::whatIsAnsweredAndGoneIsSaidWhileOneWrites()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    Shown shown(desk);
    shown.view.showConversation(c);
    shown.view.reply();
    shown.type(QStringLiteral("Yes, "));
    QVERIFY(!shown.says(QStringLiteral("taken away there")));
    desk.on([&] { desk.desk().respond({}, { QStringLiteral("https://a.example/1") }); });
    QTRY_VERIFY(shown.says(QStringLiteral("What this answers was taken away there")));
    shown.type(QStringLiteral("it is"));
    QCOMPARE(shown.field()->toPlainText(), QStringLiteral("Yes, it is")); // what was written stays
    shown.view.note();
    QVERIFY(!shown.says(QStringLiteral("What this answers")));
}

void TestReplyEditor::aDiscardedDraftComesBackByUndo()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    Shown shown(desk);
    shown.view.showConversation(c);
    shown.view.reply();
    shown.type(QStringLiteral("think again"));
    auto *discard = shown.view.findChild<ReplyEditor *>()->findChild<Link *>();
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

void TestReplyEditor::whatCannotBeSavedIsSaidOnce()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    const qint64 d = desk.receive(
        { desk.desk().saying(QStringLiteral("2"), QStringLiteral("Me too"), 5, {}, QStringLiteral("bo")) });
    Shown shown(desk);
    QSignalSpy failed(&shown.view, &ConversationView::failed);
    shown.view.showConversation(c);
    desk.on([&] {
        TestDesk::must(desk.desk().writer().run(
            "CREATE TRIGGER no_post BEFORE INSERT ON post BEGIN SELECT raise(ABORT, 'full'); END"));
    });
    shown.view.reply();
    shown.type(QStringLiteral("precious"));
    QTRY_COMPARE(failed.size(), 1);
    QTest::qWait(1'800); // tried again meanwhile
    shown.type(QStringLiteral(" words"));
    QCOMPARE(failed.size(), 1);
    QVERIFY(shown.says(QStringLiteral("Not saved")));
    // Whoever comes back to it is told as well.
    shown.view.showConversation(d);
    QVERIFY(!shown.says(QStringLiteral("Not saved")));
    shown.view.showConversation(c);
    QCOMPARE(shown.field()->toPlainText(), QStringLiteral("precious words"));
    QTRY_VERIFY(shown.says(QStringLiteral("Not saved")));
    QCOMPARE(failed.size(), 1);
    desk.on([&] { TestDesk::must(desk.desk().writer().run("DROP TRIGGER no_post")); });
    QTRY_COMPARE_WITH_TIMEOUT(desk.draftOf(c), QStringLiteral("precious words"), 15'000);
    QTRY_VERIFY(shown.says(QStringLiteral("Saved")));
}

void TestReplyEditor::anEmptyNoteDoesNotGiveUpTheReply()
{
    ThreadDesk desk;
    const qint64 c = oneMessage(desk);
    const qint64 d = desk.receive(
        { desk.desk().saying(QStringLiteral("2"), QStringLiteral("Me too"), 5, {}, QStringLiteral("bo")) });
    Shown shown(desk);
    const auto isClaimed = [&](qint64 row) {
        return TestDesk::must(desk.services().store.items({ row })).constFirst().claimedBy != 0;
    };
    const auto leave = [&](qint64 row, qint64 to) {
        QTRY_VERIFY(isClaimed(row));
        QTest::qWait(200); // the editor has read it as well
        shown.view.showConversation(to);
        desk.on([] {}); // whatever was asked for is done
    };
    shown.view.showConversation(c);
    shown.view.reply();
    shown.type(QStringLiteral("a"));
    shown.view.note();
    leave(c, d);
    QVERIFY(isClaimed(c));
    // With nothing written it is given up.
    shown.view.reply();
    shown.type(QStringLiteral("a"));
    QTest::keyClick(shown.field(), Qt::Key_Backspace);
    leave(d, c);
    QVERIFY(!isClaimed(d));
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

/// The child of a02 and a03.
static void typeAndTell(bool isNote, bool forEver)
{
    auto desk = std::make_unique<ThreadDesk>();
    const qint64 c = oneMessage(*desk);
    Shown shown(*desk);
    shown.view.showConversation(c);
    if (isNote)
        shown.view.note();
    else
        shown.view.reply();
    const auto tell = [](const QString &words) {
        fprintf(stdout, "%s\n", qPrintable(words));
        fflush(stdout);
    };
    tell(QStringLiteral("path ") + desk->on([&] { return desk->desk().database.path(); }));
    QTimer turn;
    QObject::connect(&turn, &QTimer::timeout, [&] {
        if (forEver)
            QTest::keyClick(shown.field(), Qt::Key_A);
        else if (shown.field()->toPlainText().isEmpty())
            shown.field()->insertPlainText(lastWords());
        if (forEver)
            tell(QStringLiteral("typed"));
        else if (shown.says(QStringLiteral("Saved")))
            tell(QStringLiteral("saved"));
    });
    turn.start(forEver ? 20 : 1);
    QCoreApplication::exec();
}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    if (qEnvironmentVariableIsSet(childKind)) {
        typeAndTell(qgetenv(childKind) == "note", qgetenv(childDeed) == "typing");
        return 0;
    }
    TestReplyEditor test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_replyeditor.moc"

#include "app/desktop/workbench.h"
#include "ui/inbox/conversationlistview.h"
#include "ui/inbox/searchbar.h"
#include "ui/inbox/streamtree.h"
#include "ui/kit/label.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/preferences.h"
#include "ui/shell/rail.h"
#include "ui/shell/statusline.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;

/// The keys of the whole window over the sample: panes, rail, undo and redo, the palette.
class TestWindowKeys : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QVERIFY(Engine::makeSample(path(), m_clock));
        m_settings =
            std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        m_look.setReducedMotion(true);
        applyLook(*qApp, m_look);
    }
    void init()
    {
        auto engine = Engine::open(path(), EngineClaim::Role::Window, m_clock, Act::Quiet);
        QVERIFY(engine);
        auto bench = Workbench::open(std::move(*engine), m_look, *m_settings);
        QVERIFY(bench);
        m_bench = std::move(*bench);
        m_bench->window().resize(1440, 900);
        m_bench->window().show();
        m_bench->window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window()));
        Stream everything;
        everything.view = { View::Kind::AllOpen, 0 };
        m_bench->inbox().showStream(everything);
        m_bench->inbox().takeFocus();
        QTRY_VERIFY(m_bench->inbox().current() != 0);
        QTRY_VERIFY(list()->hasFocus());
    }
    void cleanup() { m_bench.reset(); }

    void f6WalksThePanesInTheOrderOfTheEyeAndBack();
    void lettersWorkOnTheRailButEnterAndSpaceAreTheButtons();
    void undoAndRedoByTheWindowsKeys();
    void onlyWhatCanBeTakenBackStandsBesideUndo();
    void thePaletteSpeaksOfNobodyWhoIsNotSeen();
    void aPersonIsFoundByName();
    void aPersonIsFoundByHandleAndWithoutAccents();
    void aViewIsFoundByName();
    void whatNothingIsCalledIsLookedForInTheMessages();
    void theHintsFollowWhatIsTicked();
    void aLabelIsFound();
    void whatWasRunLastStandsOnTop();

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("sample.wheelhouse")); }
    [[nodiscard]] MainWindow &window() { return m_bench->window(); }
    [[nodiscard]] ConversationListView *list() { return window().findChild<ConversationListView *>(); }
    void strike(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *to = QApplication::focusWidget() ? QApplication::focusWidget() : &window();
        QTest::keyClick(to, key, modifiers);
    }
    void ask(const QString &words)
    {
        strike(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(window().palette().isOpen());
        QTest::keyClicks(QApplication::focusWidget(), words);
    }
    [[nodiscard]] QString chosen()
    {
        return window().palette().findChild<QListView *>()->currentIndex().data().toString();
    }
    QStringList names()
    {
        QStringList all;
        const auto *model = list()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            all.append(model->index(row, 0).data().toString());
        return all;
    }
    qint64 number(const char *sql)
    {
        auto reader = Database::open(path(), Database::Mode::Read);
        return reader ? (*reader)->number(sql).value_or(-1) : -1;
    }
    /// Which pane has the focus: the outermost one with that property.
    QString pane()
    {
        QString found;
        for (const QWidget *at = QApplication::focusWidget(); at; at = at->parentWidget())
            if (at->property("pane").toBool())
                found = QString::fromLatin1(at->metaObject()->className()).section(QStringLiteral("::"), -1);
        return found;
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    Look m_look;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Workbench> m_bench;
};

void TestWindowKeys::f6WalksThePanesInTheOrderOfTheEyeAndBack()
{
    QTRY_VERIFY(window().findChild<QWidget *>() != nullptr);
    QTest::qWait(300); // conversation and contact follow the selection
    // The list's pane is a plain widget. The status line takes part once there is something to take back.
    const QStringList order { QStringLiteral("Rail"), QStringLiteral("StreamTree"), QStringLiteral("QWidget"),
        QStringLiteral("ThreadView"), QStringLiteral("ReplyEditor"), QStringLiteral("ContactCard"),
        QStringLiteral("StatusLine") };
    strike(Qt::Key_E);
    QTRY_VERIFY(number("SELECT count(*) FROM undo WHERE undone = 0") > 0);
    QTRY_VERIFY(window().findChild<StatusLine *>()->focusProxy()->isVisible());
    QTest::qWait(300);
    QCOMPARE(pane(), QStringLiteral("QWidget"));
    QStringList walked;
    for (int i = 0; i < 8; ++i) {
        strike(Qt::Key_F6);
        walked.append(pane());
    }
    QStringList there = order.mid(3) + order.mid(0, 3);
    // A person without a history has no card to go into.
    if (!walked.contains(QStringLiteral("ContactCard")))
        there.removeAll(QStringLiteral("ContactCard"));
    QCOMPARE(walked.mid(0, there.size()), there);
    m_bench->inbox().takeFocus();
    QStringList back;
    for (int i = 0; i < there.size(); ++i) {
        strike(Qt::Key_F6, Qt::ShiftModifier);
        back.prepend(pane());
    }
    QCOMPARE(back.mid(1), there.mid(0, there.size() - 1));
    strike(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(number("SELECT count(*) FROM undo WHERE undone = 0"), 0);
}

void TestWindowKeys::lettersWorkOnTheRailButEnterAndSpaceAreTheButtons()
{
    const auto rooms = window().findChildren<RailButton *>();
    QVERIFY(rooms.size() >= 2);
    rooms.first()->setFocus();
    const qint64 first = m_bench->inbox().current();
    strike(Qt::Key_J);
    QVERIFY(m_bench->inbox().current() != first);
    QVERIFY(rooms.first()->hasFocus()); // and the focus stays
    const qint64 operations = number("SELECT count(*) FROM operation");
    strike(Qt::Key_Return);
    strike(Qt::Key_Enter);
    QCOMPARE(number("SELECT count(*) FROM operation"), operations);
    QSignalSpy pressed(rooms.first(), &RailButton::clicked);
    rooms.first()->setFocus();
    strike(Qt::Key_Space);
    QCOMPARE(pressed.count(), 1);
    rooms.last()->setFocus();
    strike(Qt::Key_Space); // the settings
    QTRY_VERIFY(QApplication::activeModalWidget());
    qobject_cast<QDialog *>(QApplication::activeModalWidget())->reject();
}

void TestWindowKeys::undoAndRedoByTheWindowsKeys()
{
    const char *done = "SELECT count(*) FROM undo u JOIN operation o ON o.row = u.operation "
                       "WHERE o.kind = 'triage.done' AND u.undone = 0";
    const qint64 before = number(done);
    strike(Qt::Key_E);
    QTRY_COMPARE(number(done), before + 1);
    strike(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(number(done), before);
    strike(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(number(done), before + 1);
    strike(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(number(done), before);
    // In a field the same keys are the field's.
    strike(Qt::Key_Slash);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("abc"));
    strike(Qt::Key_Z, Qt::ControlModifier);
    strike(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::qWait(100);
    QCOMPARE(number(done), before);
}

void TestWindowKeys::onlyWhatCanBeTakenBackStandsBesideUndo()
{
    const auto *line = window().findChild<StatusLine *>();
    const auto says = [line](const QString &words) {
        const auto labels = line->findChildren<TextLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(),
            [&words](const TextLabel *label) { return label->isVisible() && label->text().contains(words); });
    };
    strike(Qt::Key_E);
    QTRY_VERIFY(says(QStringLiteral("Done: ")));
    QVERIFY(line->focusProxy()->isVisible());
    strike(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(says(QStringLiteral("Words copied")));
    QVERIFY(!line->focusProxy()->isVisible());
    strike(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(says(QStringLiteral("Taken back")));
}

void TestWindowKeys::thePaletteSpeaksOfNobodyWhoIsNotSeen()
{
    const auto speaks = [this] {
        const auto labels = window().palette().findChildren<TextLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [](const TextLabel *label) {
            return label->isVisible() && label->text() == QStringLiteral("acts on this");
        });
    };
    QTRY_VERIFY(m_bench->inbox().current() != 0);
    ask(QStringLiteral("done"));
    QTRY_VERIFY(speaks());
    strike(Qt::Key_Escape);
    strike(Qt::Key_2, Qt::AltModifier); // the calendar
    ask(QStringLiteral("done"));
    QVERIFY(!speaks());
    strike(Qt::Key_Escape);
    strike(Qt::Key_1, Qt::AltModifier);
}

void TestWindowKeys::aPersonIsFoundByName()
{
    ask(QStringLiteral("@kofi dan"));
    QTRY_VERIFY(window().palette().shown().contains(QStringLiteral("Kofi Danquah")));
    QCOMPARE(window().palette().shown().constFirst(), QStringLiteral("People"));
    strike(Qt::Key_Return);
    QVERIFY(!window().palette().isOpen());
    QTRY_VERIFY(list()->hasFocus());
    // Where he wrote under that handle, also in what others began.
    const auto foundAll = [this] {
        const QByteArray sql = "SELECT count(*) FROM (SELECT count(DISTINCT m.conversation) AS n FROM mention m "
                               "JOIN identity i ON i.row = m.identity WHERE i.name = 'Kofi Danquah' GROUP BY i.row) "
                               "WHERE n = "
            + QByteArray::number(names().size());
        return number(sql.constData()) > 0;
    };
    QTRY_VERIFY(foundAll());
    QVERIFY(names().contains(QStringLiteral("Kofi Danquah")));
    QTRY_VERIFY(m_bench->inbox().current() != 0);
}

void TestWindowKeys::aPersonIsFoundByHandleAndWithoutAccents()
{
    ask(QStringLiteral("@jarvi")); // Oona Järvi
    QTRY_VERIFY(window().palette().shown().contains(QStringLiteral("Oona Järvi")));
    strike(Qt::Key_Escape);
    ask(QStringLiteral("oona")); // also where nothing narrows
    QTRY_VERIFY(window().palette().shown().contains(QStringLiteral("Oona Järvi")));
    strike(Qt::Key_Escape);
    ask(QStringLiteral("@papertrail")); // a handle
    QTRY_COMPARE(window().palette().shown().size(), 2);
    strike(Qt::Key_Escape);
    ask(QStringLiteral("@zzzzqqq"));
    QTRY_COMPARE(window().palette().shown(), QStringList({ QStringLiteral("Nothing is called “@zzzzqqq”") }));
    strike(Qt::Key_Return); // has nothing to do
    QVERIFY(window().palette().isOpen());
}

void TestWindowKeys::aViewIsFoundByName()
{
    ask(QStringLiteral("unassigned"));
    QTRY_COMPARE(
        window().palette().shown().mid(0, 2), (QStringList { QStringLiteral("Go to"), QStringLiteral("Unassigned") }));
    strike(Qt::Key_Return);
    QTRY_VERIFY(list()->hasFocus());
    QCOMPARE(window().findChild<StreamTree *>()->currentIndex().data().toString(), QStringLiteral("Unassigned"));
}

void TestWindowKeys::whatNothingIsCalledIsLookedForInTheMessages()
{
    ask(QStringLiteral("hazelnut in the oat"));
    QTRY_COMPARE(window().palette().shown(),
        (QStringList { QStringLiteral("Messages"), QStringLiteral("Look for “hazelnut in the oat” in all messages") }));
    strike(Qt::Key_Escape);
    ask(QStringLiteral("hazelnut"));
    QTRY_COMPARE(window().palette().shown().last(), QStringLiteral("Look for “hazelnut” in all messages"));
    strike(Qt::Key_Up);
    while (window().palette().isOpen() && !chosen().startsWith(QLatin1String("Look for")))
        strike(Qt::Key_Down);
    strike(Qt::Key_Return);
    QTRY_COMPARE(window().findChild<SearchBar *>()->text().trimmed(), QStringLiteral("hazelnut"));
    QTRY_VERIFY(!names().isEmpty());
}

void TestWindowKeys::theHintsFollowWhatIsTicked()
{
    const auto said = [this] { return window().findChild<KeyHints *>()->accessibleDescription(); };
    const QString before = said();
    QVERIFY(before.contains(QLatin1String("E done")));
    strike(Qt::Key_X);
    QTRY_COMPARE(said(), QStringLiteral("X select, Shift J extend, E done, A assign, L label, Esc clear, ? all keys"));
    strike(Qt::Key_Escape);
    QTRY_COMPARE(said(), before);
}

void TestWindowKeys::aLabelIsFound()
{
    ask(QStringLiteral("#haz"));
    QTRY_COMPARE(window().palette().shown(), (QStringList { QStringLiteral("Labels"), QStringLiteral("Hazelnut") }));
    strike(Qt::Key_Return);
    QTRY_VERIFY(list()->hasFocus());
    const qint64 labelled = number("SELECT count(*) FROM conversation_label cl JOIN label l ON l.row = cl.label "
                                   "JOIN conversation c ON c.row = cl.conversation "
                                   "WHERE l.name = 'Hazelnut' AND c.state <> 'merged'");
    QVERIFY(labelled > 0);
    QTRY_COMPARE(names().size(), int(labelled));
}

void TestWindowKeys::whatWasRunLastStandsOnTop()
{
    CommandPalette &palette = window().palette();
    palette.openWith();
    QVERIFY(!palette.shown().contains(QStringLiteral("Recent")));
    strike(Qt::Key_Escape);
    ask(QStringLiteral(">next conv"));
    strike(Qt::Key_Return);
    ask(QStringLiteral("@oona"));
    QTRY_VERIFY(palette.shown().contains(QStringLiteral("Oona Järvi")));
    strike(Qt::Key_Return);
    QTRY_VERIFY(list()->hasFocus());
    palette.openWith();
    QCOMPARE(palette.shown().mid(0, 4),
        (QStringList { QStringLiteral("Recent"), QStringLiteral("Oona Järvi"), QStringLiteral("Next conversation"),
            QStringLiteral("Commands") }));
    QCOMPARE(palette.shown().count(QStringLiteral("Next conversation")), 1); // once is enough
    strike(Qt::Key_Escape);
    palette.openWith(QStringLiteral("x")); // typing is about what is typed
    QVERIFY(!palette.shown().contains(QStringLiteral("Recent")));
    strike(Qt::Key_Escape);
}

QTEST_MAIN(TestWindowKeys)
#include "test_windowkeys.moc"

#include "tests/ui/inbox/openinbox.h"
#include "ui/inbox/conversationview.h"
#include "ui/inbox/rules/askcompleter.h"
#include "ui/inbox/rules/ruleeditor.h"
#include "ui/inbox/rules/rulesdialog.h"
#include "ui/inbox/rules/trypanel.h"
#include "ui/inbox/searchbar.h"
#include "ui/inbox/whypopover.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>

using namespace wheelhouse;

namespace {

using Kind = RuleAct::Kind;

QPushButton *button(QWidget &in, const QString &words)
{
    const auto all = in.findChildren<QPushButton *>();
    for (QPushButton *each : all)
        if (each->text() == words)
            return each;
    return nullptr;
}

struct OpenRules {
    explicit OpenRules(InboxDesk &on)
        : desk(on)
        , dialog(std::make_unique<RulesDialog>(on.services(), on.look))
        , view(dialog->findChild<RuleListView *>())
        , editor(dialog->findChild<RuleEditor *>())
    {
        dialog->show(Rule::Kind::Rule);
    }
    QLineEdit *field(const QString &name) const
    {
        const auto all = dialog->findChildren<QLineEdit *>();
        for (QLineEdit *each : all)
            if (each->accessibleName() == name)
                return each;
        return nullptr;
    }
    [[nodiscard]] QString order() const
    {
        QStringList names;
        for (int row = 0; row < view->model()->rowCount(); ++row)
            names.append(view->model()->index(row, 0).data().toString());
        return names.join(u' ');
    }
    InboxDesk &desk;
    std::unique_ptr<RulesDialog> dialog;
    RuleListView *view;
    RuleEditor *editor;
};

const RuleActs second { { Kind::Prioritise, {}, 2, {} } };

} // namespace

class TestRules : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrittenCanBeTriedBeforeItIsSaved()
    {
        InboxDesk desk;
        desk.receive(QStringLiteral("1"), QStringLiteral("I want a refund"), 9, QStringLiteral("ada"));
        OpenRules open(desk);
        QPushButton *trial = button(*open.dialog, QStringLiteral("Try this rule"));
        QVERIFY(!trial->isEnabled());
        QTest::mouseClick(button(*open.dialog, QStringLiteral("New")), Qt::LeftButton);
        open.field(QStringLiteral("Which messages it is for"))->setText(QStringLiteral("refund"));
        QVERIFY(trial->isEnabled());
        auto *panel = open.dialog->findChild<TryPanel *>();
        QSignalSpy answered(panel, &TryPanel::answered);
        QTest::mouseClick(trial, Qt::LeftButton);
        QTRY_COMPARE(answered.size(), 1);
        QVERIFY2(panel->words().contains(QLatin1String("1 messages")), qPrintable(panel->words()));
        QCOMPARE(desk.number("SELECT count(*) FROM rule"), 0);
    }
    void whatIsWrittenIsNotForgottenByOneEsc()
    {
        InboxDesk desk;
        OpenRules open(desk);
        QTest::mouseClick(button(*open.dialog, QStringLiteral("New")), Qt::LeftButton);
        open.field(QStringLiteral("Name"))->setText(QStringLiteral("Refunds"));
        QTest::keyClick(open.dialog.get(), Qt::Key_Escape);
        QVERIFY(open.dialog->isVisible());
        QCOMPARE(open.field(QStringLiteral("Name"))->text(), QStringLiteral("Refunds"));
        QTest::keyClick(open.dialog.get(), Qt::Key_Escape);
        QVERIFY(!open.dialog->isVisible());
    }
    void aRuleIsWrittenTriedAndSaved()
    {
        InboxDesk desk;
        for (int i = 0; i < 5; ++i)
            desk.receive(QString::number(i), QStringLiteral("I want a refund %1").arg(i), 9 - i, QStringLiteral("ada"));
        OpenRules open(desk);
        QCOMPARE(open.view->model()->rowCount(), 0);
        QPushButton *save = button(*open.dialog, QStringLiteral("Save"));
        QTest::mouseClick(button(*open.dialog, QStringLiteral("New")), Qt::LeftButton);
        open.field(QStringLiteral("Name"))->setText(QStringLiteral("Refunds"));
        open.field(QStringLiteral("Which messages it is for"))->setText(QStringLiteral("refund is:new"));
        QVERIFY(!save->isEnabled());
        QTest::mouseClick(button(*open.dialog, QStringLiteral("Add an act")), Qt::LeftButton);
        const auto boxes = open.editor->findChildren<QComboBox *>();
        QVERIFY(boxes.size() >= 2);
        const auto things = open.editor->findChildren<QComboBox *>();
        for (QComboBox *box : things)
            if (box->accessibleName() == QStringLiteral("With what, or to whom"))
                box->setEditText(QStringLiteral("Money"));
        QVERIFY(!save->isEnabled()); // no reason yet
        open.field(QStringLiteral("Why"))->setText(QStringLiteral("Care answers these first"));
        QVERIFY(save->isEnabled());
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_COMPARE(open.order(), QStringLiteral("Refunds"));
        QCOMPARE(desk.number("SELECT count(*) FROM label WHERE name = 'Money'"), 1);
        QCOMPARE(desk.number("SELECT count(*) FROM rule_version WHERE asks = 'refund is:new'"), 1);
        QTRY_VERIFY(button(*open.dialog, QStringLiteral("Try this rule"))->isEnabled());
        auto *tried = open.dialog->findChild<TryPanel *>();
        QSignalSpy answered(tried, &TryPanel::answered);
        QTest::mouseClick(button(*open.dialog, QStringLiteral("Try this rule")), Qt::LeftButton);
        QTRY_COMPARE(answered.size(), 1);
        QVERIFY2(tried->words().contains(QStringLiteral("Would have labelled 5 “Money”")), qPrintable(tried->words()));
    }
    void rulesAreCarriedSwitchedRemovedAndAllIsTakenBack()
    {
        InboxDesk desk;
        for (const char *name : { "A", "B", "C" })
            desk.addRule(QStringLiteral("refund"), second, QString::fromLatin1(name));
        OpenRules open(desk);
        const QAbstractItemModelTester tester(
            open.view->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(open.order(), QStringLiteral("A B C"));
        open.view->setFocus();
        QTest::keyClick(open.view, Qt::Key_Down, Qt::ControlModifier);
        QTRY_COMPARE(open.order(), QStringLiteral("B A C"));
        QCOMPARE(open.view->current()->text.name, QStringLiteral("A"));
        QTest::keyClick(open.view, Qt::Key_Space);
        QTRY_VERIFY(!open.view->current()->isOn);
        QTest::keyClick(open.view, Qt::Key_Delete);
        QTRY_COMPARE(open.order(), QStringLiteral("B C"));
        QPushButton *undo = button(*open.dialog, QStringLiteral("Undo"));
        QTest::mouseClick(undo, Qt::LeftButton);
        QTRY_COMPARE(open.order(), QStringLiteral("B A C"));
        QTest::mouseClick(undo, Qt::LeftButton);
        QTest::mouseClick(undo, Qt::LeftButton);
        QTRY_COMPARE(open.order(), QStringLiteral("A B C"));
        // Dropped behind C.
        auto *model = static_cast<RuleListModel *>(open.view->model());
        const std::unique_ptr<QMimeData> data(model->mimeData({ model->index(0) }));
        QVERIFY(!model->dropMimeData(data.get(), Qt::MoveAction, 3, 0, {}));
        QTRY_COMPARE(open.order(), QStringLiteral("B C A"));
    }
    void anEditIsANewVersionAndAnOlderOneComesBack()
    {
        InboxDesk desk;
        desk.addRule(QStringLiteral("refund"), second);
        OpenRules open(desk);
        open.field(QStringLiteral("Why"))->setText(QStringLiteral("Another reason"));
        QTest::mouseClick(button(*open.dialog, QStringLiteral("Save")), Qt::LeftButton);
        QTRY_COMPARE(desk.number("SELECT version FROM rule"), 2);
        QComboBox *versions = nullptr;
        const auto boxes = open.editor->findChildren<QComboBox *>();
        for (QComboBox *box : boxes)
            if (box->accessibleName() == QStringLiteral("Versions"))
                versions = box;
        QTRY_COMPARE(versions->count(), 2);
        emit versions->activated(1);
        QCOMPARE(open.field(QStringLiteral("Why"))->text(), QStringLiteral("Care asked for it"));
        QTest::mouseClick(button(*open.dialog, QStringLiteral("Save")), Qt::LeftButton);
        QTRY_COMPARE(desk.number("SELECT version FROM rule"), 3);
    }
    void filtersAreOfferedAsOneTypes()
    {
        InboxDesk desk;
        desk.on([&] { LabelBook(desk.desk().writer(), desk.desk().log).called(QStringLiteral("Money back")).value(); });
        NameBook names(desk.services().store, desk.services().roster);
        QVERIFY(names.read());
        QLineEdit field;
        const AskCompleter completer(field, names);
        QCOMPARE(completer.offers(QStringLiteral("lab")), QStringList { QStringLiteral("label:\"Money back\"") });
        QCOMPARE(completer.offers(QStringLiteral("-is:un")), QStringList { QStringLiteral("-is:unread") });
        QVERIFY(completer.offers(QString()).isEmpty());
        QVERIFY(completer.offers(QStringLiteral("zebra")).isEmpty());
        // Only what the question's language knows is offered.
        for (const QString &each : completer.offers(QStringLiteral("is:")))
            QCOMPARE(parseQuery(each).chips.size(), 1);
    }
    void theConversationSaysWhichRulesRanAndWhy()
    {
        OpenInbox open(1);
        open.desk.addRule(QStringLiteral("refund"), second);
        open.desk.receive(QStringLiteral("zoe"), QStringLiteral("My refund please"), 400, QStringLiteral("zoe"));
        QTRY_COMPARE(open.panel->findChild<ConversationListView *>()->model()->rowCount() > 1, true);
        const qint64 row = open.desk.on([&] { return open.desk.desk().conversationOf(QStringLiteral("zoe")); });
        const auto isShown = [&] {
            open.view->setCurrent(row); // once it is in the list
            return open.panel->findChild<ConversationView *>()->conversation() == row;
        };
        QTRY_VERIFY(isShown());
        Link *trace = nullptr;
        const auto links = open.panel->findChildren<Link *>();
        for (Link *each : links)
            if (each->text() == QStringLiteral("Rule 1 ran"))
                trace = each;
        QVERIFY(trace);
        open.press("Shift+P");
        auto *why = qobject_cast<WhyPopover *>(QApplication::activePopupWidget());
        QVERIFY(why);
        QStringList said;
        const auto labels = why->findChildren<QLabel *>();
        for (QLabel *each : labels)
            said.append(each->text());
        const QString all = said.join(u'\n');
        QVERIFY2(all.contains(QStringLiteral("First of all that waits")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("Priority 2: counts as waiting 3 day(s) longer.")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("Why: Care asked for it")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("set by a rule")), qPrintable(all));
        auto *back = why->findChild<Link *>();
        QVERIFY(back);
        back->click();
        QTRY_COMPARE(open.desk.number("SELECT priority FROM conversation ORDER BY row LIMIT 1"), 0);
    }
    void aPriorityIsTwoKeysAndAMacroThree()
    {
        OpenInbox open(2);
        open.desk.addRule(
            {}, { { Kind::Escalate, {}, 0, {} }, { Kind::Prioritise, {}, 3, {} } }, QStringLiteral("Storm"));
        open.press("P");
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClicks(QApplication::activePopupWidget()->findChild<QLineEdit *>(), QStringLiteral("1"));
        QTRY_COMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE priority = 1"), 1);
        open.press("B");
        open.choose("Storm");
        QTRY_COMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE priority = 3 AND escalated = 1"), 1);
        open.desk.stepBack().back();
        QTRY_COMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE priority = 1 AND escalated = 0"), 1);
    }
};

QTEST_MAIN(TestRules)
#include "test_rules.moc"

#include "tests/support/pseudolocale.h"
#include "tests/ui/inbox/inboxdesk.h"
#include "translations/language.h"
#include "ui/housekeeping/bundledialog.h"
#include "ui/housekeeping/erasedialog.h"
#include "ui/housekeeping/exportdialog.h"
#include "ui/housekeeping/printdialog.h"
#include "ui/housekeeping/retentionpage.h"
#include "ui/inbox/contactcard.h"
#include "ui/inbox/contactsteps.h"
#include "ui/inbox/inboxpanel.h"
#include "ui/inbox/rules/rulesdialog.h"
#include "ui/inbox/rules/trypanel.h"
#include "ui/inbox/timelinedialog.h"
#include "ui/inbox/tolerancedialog.h"
#include "ui/promises/promisespage.h"
#include "ui/shell/preferences.h"

#include <QtTest>
#include <QtWidgets>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

// In brackets, since it is data: German as it is written to a shop, with nothing to break a line at.
const QString longName = u"⟦Annegret-Friederike Freifrau von Donnersmarck-Mühlenbrink %1⟧"_s;
const QString longWords = u"⟦Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenherstellerverordnung: wo "
                          "bleibt meine Kaffeevollautomatenentkalkungstablettenersatzlieferung?⟧"_s;
const QString longLabel = u"⟦Lebensmittelunverträglichkeitsrückmeldung⟧"_s;

/// The inbox in the pseudo-locale, and whatever is opened from it.
struct House {
    House(QSize size, int scale)
    {
        desk.look.setTextScale(scale);
        applyLook(*qApp, desk.look);
        QObject::connect(&desk.look, &Look::changed, qApp, [this] { applyLook(*qApp, desk.look); }); // before any label
        for (int i = 0; i < 3; ++i)
            desk.receive(u"m%1"_s.arg(i), longWords, 300 - i, longName.arg(i));
        panel = std::make_unique<InboxPanel>(desk.services(), desk.look, desk.shortcuts, desk.settings);
        panel->resize(size);
        panel->show();
        panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(panel.get()));
        panel->takeFocus();
        QTRY_VERIFY(panel->current() != 0);
        QTest::qWait(100); // the conversation is shown when the keys rest
    }
    QWidget *popup(const char *command)
    {
        if (!desk.shortcuts.run("inbox."_L1 + QLatin1String(command)))
            qFatal("%s did not run", command);
        if (!QTest::qWaitFor([] { return QApplication::activePopupWidget() != nullptr; }, 3000))
            qFatal("%s opened nothing", command);
        return QApplication::activePopupWidget();
    }
    template<typename Dialog> Dialog *shown(Dialog *dialog)
    {
        dialog->QDialog::open();
        return dialog;
    }
    QUuid label()
    {
        return desk.on([this] { return TestDesk::must(desk.services().labels.called(longLabel)).id.uuid(); });
    }
    void addRules(int rules, const QString &asks)
    {
        const RuleActs acts { { RuleAct::Kind::Label, label(), 0, {} }, { RuleAct::Kind::Prioritise, {}, 1, {} },
            { RuleAct::Kind::Snooze, {}, 0, u"tomorrow"_s } };
        for (int i = 0; i < rules; ++i)
            desk.addRule(asks, acts, longName.arg(i));
    }
    QWidget *rules(Rule::Kind kind)
    {
        auto *dialog = new RulesDialog(desk.services(), desk.look, panel.get());
        dialog->show(kind);
        return dialog;
    }
    QWidget *page(const QString &title, QWidget *widget)
    {
        auto *dialog = new Preferences(desk.look, desk.shortcuts, panel.get());
        dialog->addPage(title, widget);
        dialog->showPage(2);
        return shown(dialog);
    }

    InboxDesk desk;
    std::unique_ptr<InboxPanel> panel;
    std::unique_ptr<Promises> promises; ///< on the engine's lane
    std::unique_ptr<Database> reading;
    std::unique_ptr<PolicyReader> policies;
    std::unique_ptr<MentionStore> store;
    std::unique_ptr<Roster> roster;
    ~House()
    {
        panel.reset();
        desk.on([this] { promises.reset(); });
    }
};

QWidget *promisesPage(House &house, bool hasSome)
{
    house.desk.on([&house, hasSome] {
        TestDesk &desk = house.desk.desk();
        house.promises = std::make_unique<Promises>(desk.writer(), desk.log, desk.undo, desk.clock);
        PromisePolicy policy;
        policy.name = longName.arg(1);
        policy.reason = longWords;
        policy.firstMs = 30 * 60'000;
        policy.hours = WorkingHours::allTheTime();
        if (hasSome)
            TestDesk::must(house.promises->setPolicy(policy));
    });
    house.reading = TestDesk::must(Database::open(house.desk.desk().database.path(), Database::Mode::Read));
    house.policies = std::make_unique<PolicyReader>(*house.reading);
    house.store = std::make_unique<MentionStore>(*house.reading);
    house.roster = std::make_unique<Roster>(*house.reading);
    const InboxServices services = house.desk.services();
    return house.page(Preferences::tr("Preferences"),
        new PromisesPage({ services.engine, *house.promises, *house.policies, *house.store, *house.roster },
            house.desk.look, house.desk.settings));
}

QWidget *retentionPage(House &house)
{
    RetentionRule rule;
    rule.reason = longWords;
    rule.days = 3650;
    rule.isOn = true;
    RetentionPreview found;
    found.mentions = 1'234'567;
    found.keptConversations = 89;
    found.oldest = QDateTime(QDate(2020, 1, 1), QTime(12, 0), Qt::UTC);
    RetentionDoor door { house.desk.services().engine,
        [rule] {
            return Result<QList<RetentionRule>>({ rule, rule });
        },
        [found](const RetentionRule &) { return Result<RetentionPreview>(found); },
        [](const RetentionRule &) { return Result<Acted>(Acted {}); },
        [](RetentionId) { return Result<Acted>(Acted {}); }, { { 1, longName.arg(1) } }, { { 2, longLabel } } };
    auto *page = new RetentionPage(house.desk.look, std::move(door));
    QWidget *dialog = house.page(Preferences::tr("Preferences"), page);
    auto *list = page->findChild<QTreeWidget *>();
    if (!QTest::qWaitFor([list] { return list->topLevelItemCount() == 2; }))
        qFatal("no rules");
    list->setCurrentItem(list->topLevelItem(0));
    return dialog;
}

QWidget *eraseDialog(House &house)
{
    auto *dialog = new EraseDialog(house.desk.look,
        { house.desk.services().engine,
            [] {
                ErasurePreview found;
                found.people = { longName.arg(1), longName.arg(2) };
                found.mentions = 12'340;
                found.answers = 17;
                found.openConversations = 3;
                found.drafts = 2;
                found.notes = { Note { {}, 1, 1, longWords, {} } };
                found.filters = { longLabel };
                found.namedElsewhere = 4;
                found.evidence = 2;
                found.copies = 2;
                found.copiesUntil = QDateTime(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);
                return Result<ErasurePreview>(found);
            },
            [](Erasure::Asked) { return Result<Acted>(Acted {}); },
            [] { return Result<std::optional<ErasingProgress>>(); }, [](bool) { return Result<QDateTime>(); } },
        house.panel.get());
    return house.shown(dialog);
}

QWidget *timeline(House &house)
{
    const QDateTime at(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC);
    TimelineSheet sheet;
    sheet.firstTouch = at;
    for (int i = 0; i < 12; ++i)
        sheet.entries.append({ i, at.addDays(i), longWords, TriageState::Done, true, Role(i % 4) });
    for (int i = 0; i < 4; ++i)
        sheet.pledges.append({ i, i, longWords, at, at.addDays(2), PledgeState(i) });
    sheet.kept = 3;
    sheet.broken = 1;
    sheet.was = Role::Detractor;
    sheet.is = Role::Advocate;
    auto *dialog = new TimelineDialog(house.panel.get(), house.desk.look, longName.arg(1));
    dialog->setSheet(sheet);
    return house.shown(dialog);
}

struct Stage {
    const char *name;
    QWidget *(*open)(House &);
};

const Stage stages[] {
    { "rules",
        [](House &house) {
            house.addRules(3, u"erkenntnis OR refund"_s);
            return house.rules(Rule::Kind::Rule);
        } },
    { "rules-none", [](House &house) { return house.rules(Rule::Kind::Rule); } },
    { "rules-tried",
        [](House &house) {
            house.addRules(2, u"wo"_s);
            QWidget *dialog = house.rules(Rule::Kind::Rule);
            auto *trial = dialog->findChild<TryPanel *>();
            QSignalSpy answered(trial, &TryPanel::answered);
            trial->findChild<QPushButton *>()->click();
            answered.wait(5000);
            return dialog;
        } },
    { "macros",
        [](House &house) {
            house.addRules(2, {});
            return house.rules(Rule::Kind::Macro);
        } },
    { "correct", [](House &house) { return house.popup("correct"); } },
    { "priority", [](House &house) { return house.popup("priority"); } },
    { "macro-menu",
        [](House &house) {
            house.addRules(2, {});
            QTest::qWait(150);
            return house.popup("macro");
        } },
    { "why",
        [](House &house) {
            house.addRules(2, u"wo"_s);
            house.desk.receive(u"late"_s, longWords, 1, longName.arg(9));
            QTest::qWait(300);
            return house.popup("why");
        } },
    { "tolerance",
        [](House &house) -> QWidget * {
            auto *dialog = new ToleranceDialog(house.panel.get(), house.desk.look, {});
            dialog->setPeople({ { 1, 0, 33, false }, { 2, 40, 5, false }, { 3, 80, 90, true } });
            return house.shown(dialog);
        } },
    { "timeline", &timeline },
    { "promises", [](House &house) { return promisesPage(house, true); } },
    { "promises-none", [](House &house) { return promisesPage(house, false); } },
    { "what-is-kept", &retentionPage },
    { "erase", &eraseDialog },
    { "export",
        [](House &house) -> QWidget * {
            return house.shown(new ExportDialog(
                house.desk.look, {}, longName.arg(1),
                [](const ExportWish &, const std::function<bool(qint64)> &) {
                    return Result<ExportReport>(ExportReport {});
                },
                house.panel.get()));
        } },
    { "support-bundle",
        [](House &house) -> QWidget * {
            return house.shown(new BundleDialog(
                house.desk.look,
                [] {
                    return Result<SupportBundle>(SupportBundle { { { u"about.txt"_s, "Wheelhouse 1\n" } } });
                },
                house.desk.clock, house.panel.get()));
        } },
    { "print",
        [](House &house) -> QWidget * {
            Mention said;
            said.authorName = longName.arg(1);
            said.authorHandle = u"@ada"_s;
            said.text = longWords;
            said.writtenAt = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
            return house.shown(new PrintDialog(house.desk.look,
                pagesOf({ longName.arg(1), u"@shop"_s, QList<Mention>(60, said), said.writtenAt }), house.panel.get()));
        } },
};

/// Kept where WH_PICTURES says, for eyes: in light and in dark.
void picture(House &house, QWidget *shown, const QString &name)
{
    const QString folder = qEnvironmentVariable("WH_PICTURES");
    if (folder.isEmpty())
        return;
    for (const auto &[mode, word] :
        { std::pair(Look::Mode::Dark, u"dark"_s), std::pair(Look::Mode::Light, u"light"_s) }) {
        house.desk.look.setMode(mode);
        QTest::qWait(20);
        QVERIFY(shown->grab().save(u"%1/%2-%3.png"_s.arg(folder, name, word)));
    }
}

} // namespace

/// Every dialog and list that the inbox opens: no word forgotten, none cut off, none wider than the window below it.
class TestPseudoDialogs : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(speak(u"xx"_s)); }
    void cleanup()
    {
        while (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }
    void nothingIsForgottenAndNothingClipped_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("scale");
        QTest::addColumn<bool>("mirrored");
        QTest::addColumn<int>("stage");
        const std::tuple<const char *, QSize, int, bool> rooms[] { { "wide", { 1440, 900 }, 100, false },
            { "narrow", { 1024, 700 }, 100, false }, { "rtl", { 1440, 900 }, 100, true },
            { "narrow-160", { 1024, 700 }, 160, false } };
        for (const auto &[room, size, scale, mirrored] : rooms)
            for (int stage = 0; stage < int(std::size(stages)); ++stage)
                QTest::addRow("%s-%s", stages[stage].name, room) << size << scale << mirrored << stage;
    }
    void nothingIsForgottenAndNothingClipped()
    {
        QFETCH(QSize, size);
        QFETCH(int, scale);
        QFETCH(bool, mirrored);
        QFETCH(int, stage);
        QApplication::setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        House house(size, scale);
        QWidget *shown = stages[stage].open(house);
        QVERIFY(shown);
        QTest::qWait(150); // what was asked of the lanes is answered
        picture(house, shown, QLatin1String(QTest::currentDataTag()));
        const QStringList found = untranslated(shown) + clipped(shown);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
        QVERIFY2(shown->width() <= size.width() && shown->height() <= size.height(),
            qPrintable(u"%1 × %2 is more than the window has"_s.arg(shown->width()).arg(shown->height())));
    }
};

QTEST_MAIN(TestPseudoDialogs)
#include "test_pseudodialogs.moc"

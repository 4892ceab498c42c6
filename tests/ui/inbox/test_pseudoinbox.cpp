#include "tests/support/pseudolocale.h"
#include "tests/ui/inbox/inboxdesk.h"
#include "translations/language.h"
#include "ui/inbox/bulkbar.h"
#include "ui/inbox/conversationlistview.h"
#include "ui/inbox/inboxpanel.h"
#include "ui/inbox/loadingrows.h"
#include "ui/inbox/searchbar.h"

#include <QtTest>
#include <QtWidgets>

using namespace wheelhouse;

namespace {

constexpr int people = 24; // more than twenty: an act on all of them asks first

/// The inbox in the language now spoken, with people whose names and words say of themselves that they are data.
struct Room {
    Room(QSize size, int scale, const QString &name, const QString &words)
    {
        desk.look.setTextScale(scale);
        applyLook(*qApp, desk.look);
        for (int i = 0; i < people; ++i)
            desk.receive(QStringLiteral("m%1").arg(i), words, 300 - i, name.arg(i));
        panel = std::make_unique<InboxPanel>(desk.services(), desk.look, desk.shortcuts, desk.settings);
        panel->resize(size);
        panel->show();
        panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(panel.get()));
        panel->takeFocus();
        QTRY_VERIFY(panel->current() != 0);
        QTest::qWait(100); // the conversation is shown when the keys rest
    }
    void run(const char *command)
    {
        QVERIFY2(desk.shortcuts.run(QLatin1String("inbox.") + QLatin1String(command)), command);
    }
    void select(int rows)
    {
        for (int i = 0; i < rows; ++i) {
            run("select");
            run("next");
        }
    }
    void giveLabels(const QStringList &names)
    {
        desk.on([this, names] {
            const qint64 first = desk.desk().conversationOf(QStringLiteral("m0"));
            for (const QString &name : names) {
                const auto label = desk.services().labels.called(name);
                if (!label || !desk.services().triage.label({ first }, { label->row }, {}))
                    qFatal("no label");
            }
        });
    }
    void search(const QString &query)
    {
        panel->findChild<SearchBar *>()->setText(query);
        QTest::qWait(150);
    }

    InboxDesk desk;
    std::unique_ptr<InboxPanel> panel;
};

struct State {
    const char *name;
    void (*arrange)(Room &);
};

const State states[] {
    { "list", [](Room &) {} },
    { "tight", [](Room &room) { room.desk.look.setDensity(Look::Density::Tight); } },
    { "bulk", [](Room &room) { room.select(3); } },
    { "bulk-question",
        [](Room &room) {
            room.run("selectAll");
            room.run("done");
            QTRY_VERIFY(room.panel->findChild<BulkBar *>()->isAsking());
        } },
    { "found", [](Room &room) { room.search(QStringLiteral("order")); } },
    { "nothing-found", [](Room &room) { room.search(QStringLiteral("nowhere has:link")); } },
    { "save-filter",
        [](Room &room) {
            room.search(QStringLiteral("order"));
            room.run("saveFilter");
        } },
    { "nobody",
        [](Room &room) {
            room.run("selectAll");
            room.run("done");
            room.panel->findChild<BulkBar *>()->confirmed();
            QTRY_VERIFY(!room.panel->findChild<ConversationListView *>()->isVisible());
        } },
    { "loading",
        [](Room &room) {
            room.desk.holdReader(std::chrono::milliseconds { 1000 });
            room.panel->findChild<SearchBar *>()->setText(QStringLiteral("order"));
            QTRY_VERIFY(room.panel->findChild<LoadingRows *>()->isVisible());
        } },
    { "focus", [](Room &room) { room.run("focus"); } },
    { "snooze", [](Room &room) { room.run("snooze"); } },
    { "assign", [](Room &room) { room.run("assign"); } },
    { "label", [](Room &room) { room.run("label"); } },
    { "hand", [](Room &room) { room.run("hand"); } },
    { "note", [](Room &room) { room.run("note"); } },
    { "reply", [](Room &room) { room.run("reply"); } },
};

/// Every control that Tab reaches and that says nothing to a screen reader.
QStringList nameless(QWidget *root)
{
    QStringList found;
    for (QWidget *each : root->findChildren<QWidget *>()) {
        if (!each->isVisible() || !(each->focusPolicy() & Qt::TabFocus) || qobject_cast<QScrollArea *>(each))
            continue;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(each);
        if (!spoken || spoken->text(QAccessible::Name).isEmpty())
            found.append(QStringLiteral("no name: ") + QLatin1String(each->metaObject()->className()));
    }
    return found;
}

/// Kept where WH_PICTURES says, for eyes.
void picture(QWidget *shown, const QString &name)
{
    const QString folder = qEnvironmentVariable("WH_PICTURES");
    if (folder.isEmpty())
        return;
    QPixmap all = shown->grab();
    if (QWidget *popup = QApplication::activePopupWidget(); popup && popup != shown) {
        QPainter painter(&all);
        painter.drawPixmap(popup->mapToGlobal(QPoint()) - shown->mapToGlobal(QPoint()), popup->grab());
    }
    QVERIFY(all.save(QStringLiteral("%1/%2.png").arg(folder, name)));
}

} // namespace

class TestPseudoInbox : public QObject {
    Q_OBJECT

    static void cases()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("scale");
        QTest::addColumn<int>("state");
        // The room beside the rail of a window of 1440 x 900 and of 1024 x 700.
        const std::tuple<const char *, QSize, int> rooms[] { { "wide", { 1368, 840 }, 100 },
            { "narrow", { 976, 640 }, 100 }, { "wide-160", { 1368, 800 }, 160 }, { "narrow-160", { 947, 600 }, 160 } };
        for (const auto &[room, size, scale] : rooms)
            for (int state = 0; state < int(std::size(states)); ++state)
                QTest::addRow("%s-%s", states[state].name, room) << size << scale << state;
    }

private slots:
    void initTestCase() { QVERIFY(speak(QStringLiteral("xx"))); }
    void cleanup()
    {
        while (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
    }

    void nothingIsForgottenAndNothingClipped_data() { cases(); }
    void nothingIsForgottenAndNothingClipped()
    {
        QFETCH(QSize, size);
        QFETCH(int, scale);
        QFETCH(int, state);
        Room room(size, scale, QStringLiteral("⟦ada%1⟧"), QStringLiteral("⟦Where is my order⟧"));
        states[state].arrange(room);
        QTest::qWait(30);
        picture(room.panel.get(), QLatin1String("pseudo-") + QLatin1String(QTest::currentDataTag()));
        QStringList found = untranslated(room.panel.get()) + clipped(room.panel.get()) + nameless(room.panel.get());
        if (QWidget *popup = QApplication::activePopupWidget())
            found += untranslated(popup) + clipped(popup) + nameless(popup);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
        QCOMPARE(room.panel->size(), size); // nothing pushed the window wider than it is
    }

    /// German as it is written to a shop: long compounds, long names, nothing to break a line at; inside a longer
    /// English.
    void longGermanGivesWay_data() { cases(); }
    void longGermanGivesWay()
    {
        QFETCH(QSize, size);
        QFETCH(int, scale);
        QFETCH(int, state);
        Room room(size, scale, QStringLiteral("Annegret-Friederike Freifrau von Donnersmarck-Mühlenbrink %1"),
            QStringLiteral(
                "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenherstellerverordnungswidrigkeit: "
                "wo bleibt meine Kaffeevollautomatenentkalkungstablettenersatzlieferung? My order ist weg."));
        room.giveLabels({ QStringLiteral("Lebensmittelunverträglichkeitsrückmeldung"), QStringLiteral("Eilt") });
        states[state].arrange(room);
        QTest::qWait(30);
        picture(room.panel.get(), QLatin1String("german-") + QLatin1String(QTest::currentDataTag()));
        QStringList found = clipped(room.panel.get());
        if (QWidget *popup = QApplication::activePopupWidget())
            found += clipped(popup);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
        QCOMPARE(room.panel->size(), size);
    }
};

QTEST_MAIN(TestPseudoInbox)
#include "test_pseudoinbox.moc"

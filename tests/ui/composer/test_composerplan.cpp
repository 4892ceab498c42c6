#include "tests/ui/composer/composerdesk.h"

#include <QMessageBox>
#include <QPushButton>

using namespace wheelhouse;

namespace {

const QByteArray queued = "SELECT count(*) FROM delivery WHERE state = 'queued'";

QPushButton *button(QWidget *in, const QString &words)
{
    for (auto *each : in->findChildren<QPushButton *>())
        if (each->isVisible() && each->text().startsWith(words))
            return each;
    return nullptr;
}

/// A post with words, planned for the day after tomorrow.
struct InPlan {
    InPlan()
    {
        desk.begin();
        desk.type(desk.shared(), QStringLiteral("Blend is back"));
        QTRY_COMPARE(desk.kept().words.shared.parts.first().text, QStringLiteral("Blend is back"));
        desk.place({ desk.clock.now().date().addDays(2), QTime(9, 0), "Europe/Amsterdam" });
    }
    ComposerDesk desk;
};

} // namespace

class TestComposerPlan : public QObject {
    Q_OBJECT
private slots:
    void controlEnterPutsItIntoTheOutboxAndUndoTakesItOut()
    {
        InPlan planned;
        ComposerDesk &desk = planned.desk;
        QTRY_VERIFY(button(desk.panel.get(), QStringLiteral("Put it in the outbox")));
        QTRY_VERIFY(desk.panel->obstacle().isEmpty());
        desk.field(desk.shared()).setFocus();
        desk.press("Ctrl+Return");
        QTRY_COMPARE(desk.number(queued), 2);
        QTRY_VERIFY(desk.field(desk.shared()).isReadOnly()); // what is in the outbox goes out as it stands
        QVERIFY(desk.undo());
        QCOMPARE(desk.number(queued), 0);
        QTRY_VERIFY(!desk.field(desk.shared()).isReadOnly());
        QCOMPARE(desk.field(desk.shared()).toPlainText(), QStringLiteral("Blend is back"));
    }

    void whatIsInTheOutboxIsTakenOutOnlyWhenThatWasAskedAndUndoPutsItBack()
    {
        InPlan planned;
        ComposerDesk &desk = planned.desk;
        QTRY_VERIFY(desk.panel->obstacle().isEmpty());
        desk.field(desk.shared()).setFocus();
        desk.press("Ctrl+Return");
        QTRY_COMPARE(desk.number(queued), 2);
        for (const char *words : { "Leave it", "Take it out" }) {
            QTRY_VERIFY(button(desk.panel.get(), QStringLiteral("Take it out")));
            button(desk.panel.get(), QStringLiteral("Take it out"))->click();
            QTRY_VERIFY(QApplication::activeModalWidget());
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            QVERIFY(box && desk.number(queued) == 2);
            for (QAbstractButton *each : box->buttons())
                if (each->text().startsWith(QLatin1String(words)))
                    each->click();
            QTRY_VERIFY(!QApplication::activeModalWidget());
        }
        QTRY_COMPARE(desk.number(queued), 0);
        QTRY_VERIFY(!desk.field(desk.shared()).isReadOnly());
        QVERIFY(desk.undo());
        QCOMPARE(desk.number(queued), 2);
        QTRY_VERIFY(desk.field(desk.shared()).isReadOnly());
    }
};

QTEST_MAIN(TestComposerPlan)
#include "test_composerplan.moc"

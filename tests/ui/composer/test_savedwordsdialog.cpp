#include "tests/ui/composer/composerdesk.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"
#include "ui/savedwords/savedwordsdialog.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

using namespace wheelhouse;

namespace {

struct Shown {
    Shown()
        : dialog(desk.savedWords(), desk.look, desk.panel.get())
        , acted(&dialog, &SavedWordsDialog::acted)
    {
        dialog.show(SavedWordsDialog::Kind::Replies);
    }
    [[nodiscard]] QWidget *field(const QString &name) const
    {
        for (auto *each : dialog.findChildren<QWidget *>())
            if (each->accessibleName() == name)
                return each;
        return nullptr;
    }
    [[nodiscard]] QPushButton *button(const QString &words) const
    {
        for (auto *each : dialog.findChildren<QPushButton *>())
            if (each->text() == words)
                return each;
        return nullptr;
    }
    void keep(const QString &name, const QString &words)
    {
        button(QStringLiteral("New"))->click();
        QTest::keyClicks(field(QStringLiteral("Name")), name);
        QTest::keyClicks(field(QStringLiteral("Words")), words);
        QTRY_VERIFY(button(QStringLiteral("Keep"))->isEnabled());
        button(QStringLiteral("Keep"))->click();
    }
    [[nodiscard]] QStringList names() const
    {
        QStringList all;
        const auto *list = dialog.findChild<QListWidget *>();
        for (int i = 0; i < list->count(); ++i)
            all.append(list->item(i)->text());
        return all;
    }
    [[nodiscard]] bool says(const QString &words) const
    {
        for (auto *each : dialog.findChildren<TextLabel *>())
            if (each->isVisible() && each->text().contains(words))
                return true;
        return false;
    }

    ComposerDesk desk;
    SavedWordsDialog dialog;
    QSignalSpy acted;
};

} // namespace

class TestSavedWordsDialog : public QObject {
    Q_OBJECT
private slots:
    void whatIsKeptStandsInTheListChosenAndItsPlaceholdersAreNamed()
    {
        Shown shown;
        QVERIFY(!shown.button(QStringLiteral("Keep"))->isEnabled()); // nothing is written
        shown.keep(QStringLiteral("Allergens"), QStringLiteral("It stands on the can."));
        QTRY_COMPARE(shown.names(), QStringList { QStringLiteral("Allergens") });
        shown.keep(QStringLiteral("Order late"), QStringLiteral("Order {number}, {name}."));
        QTRY_COMPARE(shown.names().size(), 2);
        QCOMPARE(shown.acted.size(), 2);
        QCOMPARE(shown.dialog.findChild<QListWidget *>()->currentItem()->text(), QStringLiteral("Order late"));
        QVERIFY(shown.says(QStringLiteral("To be filled in: number, name")));
    }

    void aNameThatIsTakenIsSaidAndNothingIsLost()
    {
        Shown shown;
        shown.keep(QStringLiteral("Allergens"), QStringLiteral("It stands on the can."));
        QTRY_COMPARE(shown.names().size(), 1);
        shown.keep(QStringLiteral("Allergens"), QStringLiteral("Other words"));
        QTRY_VERIFY(shown.dialog.findChild<Notice *>()->isVisible());
        QCOMPARE(qobject_cast<PlainEditor *>(shown.field(QStringLiteral("Words")))->toPlainText(),
            QStringLiteral("Other words"));
        QCOMPARE(shown.acted.size(), 1);
    }

    void whatIsRemovedComesBackByUndo()
    {
        Shown shown;
        shown.keep(QStringLiteral("Allergens"), QStringLiteral("It stands on the can."));
        QTRY_VERIFY(shown.button(QStringLiteral("Remove"))->isEnabled());
        shown.button(QStringLiteral("Remove"))->click();
        QTRY_VERIFY(shown.names().isEmpty());
        QVERIFY(shown.desk.undo());
        shown.dialog.show(SavedWordsDialog::Kind::Replies);
        QCOMPARE(shown.names(), QStringList { QStringLiteral("Allergens") });
    }

    void aTemplateIsOfferedWithTheWordsOfThePost()
    {
        Shown shown;
        PostContent content;
        content.parts = { { QStringLiteral("From {day} we open at {hour}."), {} } };
        shown.dialog.offer(content);
        QVERIFY(!shown.button(QStringLiteral("Keep"))->isEnabled()); // it has no name yet
        QTest::keyClicks(shown.field(QStringLiteral("Name")), QStringLiteral("Hours"));
        shown.button(QStringLiteral("Keep"))->click();
        QTRY_COMPARE(shown.names(), QStringList { QStringLiteral("Hours") });
        QCOMPARE(
            shown.desk.savedWords().reader.templates()->first().content.parts.first().text, content.parts.first().text);
    }
};

QTEST_MAIN(TestSavedWordsDialog)
#include "test_savedwordsdialog.moc"

#include "core/people/peopledesk.h"
#include "tests/ui/inbox/threaddesk.h"
#include "ui/inbox/contactcard.h"
#include "ui/inbox/contactsteps.h"
#include "ui/inbox/mergepeopledialog.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace wheelhouse;

/// Two people whom nothing but our own knowledge ties together, over a real store.
class TestMergePeople : public QObject {
    Q_OBJECT
private slots:
    void twoAreMadeOneByKeysAndTakenApartExactly()
    {
        ThreadDesk desk;
        const qint64 kofi = desk.receive(
            { desk.desk().saying(QStringLiteral("1"), QStringLiteral("Where is it?"), 5, {}, QStringLiteral("kofi")) });
        desk.receive(
            { desk.desk().saying(QStringLiteral("2"), QStringLiteral("And mine?"), 4, {}, QStringLiteral("zora")) });
        const auto dump = [&desk] {
            return desk.on([&] {
                Statement all(desk.desk().writer(),
                    "SELECT row || ' ' || contact || ' ' || coalesce(hex(id), '') FROM identity ORDER BY row");
                return TestDesk::must(all.all<QString>([](const Row &row) { return row.text(0); }));
            });
        };
        const auto contacts = [&desk] {
            return desk.on([&] { return desk.desk().database.number("SELECT count(DISTINCT contact) FROM identity"); });
        };
        const qint64 identity = desk.on([&] {
            Statement find(desk.desk().writer(), "SELECT row FROM identity WHERE handle LIKE '%kofi%'");
            return TestDesk::must(find.number()).value_or(0);
        });
        const QStringList before = dump();
        const auto apart = contacts();
        Look look;
        ContactCard card(desk.services(), look);
        QSignalSpy acted(&card, &ContactCard::acted);
        card.show();
        card.showIdentity(identity, kofi);
        card.findChild<ContactSteps *>()->mergeByHand();
        QPointer<MergePeopleDialog> dialog = card.findChild<MergePeopleDialog *>();
        QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
        QVERIFY(dialog->findChild<QLineEdit *>()->hasFocus());
        // Nobody is offered as themselves.
        QTest::keyClicks(dialog->findChild<QLineEdit *>(), QStringLiteral("kofi"));
        QTRY_VERIFY(dialog->other() == 0);
        dialog->findChild<QLineEdit *>()->clear();
        QTest::keyClicks(dialog->findChild<QLineEdit *>(), QStringLiteral("zora"));
        QTRY_VERIFY(dialog->other() != 0);
        QCOMPARE(contacts(), apart);
        QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
        QTRY_COMPARE(acted.size(), 1);
        QCOMPARE(contacts(), apart - 1);
        QVERIFY(desk.on([&] { return desk.desk().undo.back().has_value(); }));
        QCOMPARE(dump(), before);
    }
};

QTEST_MAIN(TestMergePeople)
#include "test_mergepeople.moc"

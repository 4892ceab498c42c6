#include "tests/ui/inbox/threaddesk.h"
#include "ui/inbox/contactcard.h"
#include "ui/inbox/identityrow.h"
#include "ui/inbox/timelinedialog.h"
#include "ui/inbox/tolerancecurve.h"
#include "ui/inbox/tolerancedialog.h"
#include "ui/inbox/toleranceplot.h"
#include "ui/kit/label.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QTreeWidget>

using namespace wheelhouse;

namespace {

/// Kofi on two networks with one address, and his card.
struct Guess {
    Guess()
    {
        ada = desk.receive({ said(QStringLiteral("1"), QStringLiteral("@kofi")) });
        desk.receive({ said(QStringLiteral("2"), QStringLiteral("@kofid")) });
        card = std::make_unique<ContactCard>(desk.services(), look);
        card->resize(240, 900);
        card->show();
        QObject::connect(
            card.get(), &ContactCard::acted, card.get(), [this](const QString &said) { sentences += said; });
        card->showIdentity(identity(QStringLiteral("@kofi")), ada);
    }
    Arrival said(const QString &name, const QString &handle)
    {
        Arrival arrival = desk.desk().saying(name, QStringLiteral("Where is the code?"), 5, {}, handle.mid(1));
        arrival.author.claims = { { ProfileClaim::Kind::Email, QStringLiteral("kofi@mail.example"), false } };
        return arrival;
    }
    qint64 identity(const QString &handle)
    {
        return desk.on([&] {
            Statement find(desk.desk().writer(), "SELECT row FROM identity WHERE handle = ?1");
            return TestDesk::must(find.number(handle)).value_or(0);
        });
    }
    qint64 contacts()
    {
        return desk.on([&] { return desk.desk().database.number("SELECT count(DISTINCT contact) FROM identity"); });
    }
    IdentityRow *row(const QString &begins)
    {
        for (IdentityRow *each : card->findChildren<IdentityRow *>())
            if (each->isVisible() && each->accessibleName().startsWith(begins))
                return each;
        return nullptr;
    }
    QString about(const QString &begins)
    {
        IdentityRow *found = row(begins);
        return found ? found->accessibleName() : QString();
    }

    ThreadDesk desk;
    Look look;
    std::unique_ptr<ContactCard> card;
    QStringList sentences;
    qint64 ada = 0;
};

} // namespace

class TestPeople : public QObject {
    Q_OBJECT
private slots:
    void aGuessIsAskedUntilAPersonSaysYes()
    {
        Guess guess;
        QVERIFY2(guess.about(QStringLiteral("@kofid")).contains(QLatin1String("? same e-mail, check")),
            qPrintable(guess.about(QStringLiteral("@kofid"))));
        QVERIFY(guess.about(QStringLiteral("@kofi ")).contains(QStringLiteral("✓ since")));
        QCOMPARE(guess.contacts(), 2);
        QTest::keyClick(guess.row(QStringLiteral("@kofid")), Qt::Key_Return);
        QTRY_COMPARE(guess.contacts(), 1);
        QTRY_VERIFY(guess.about(QStringLiteral("@kofid")).contains(QStringLiteral("✓ same e-mail, confirmed")));
        QTRY_COMPARE(guess.sentences.size(), 1);
        QTest::keyClick(guess.row(QStringLiteral("@kofid")), Qt::Key_Delete); // and splits off again
        QTRY_COMPARE(guess.contacts(), 2);
        QTRY_VERIFY(!guess.row(QStringLiteral("@kofid"))); // it was refused with that
    }
    void aGuessThatIsRefusedDoesNotComeBackUntilUndone()
    {
        Guess guess;
        QTest::keyClick(guess.row(QStringLiteral("@kofid")), Qt::Key_Delete);
        QTRY_VERIFY(!guess.row(QStringLiteral("@kofid")));
        QCOMPARE(guess.contacts(), 2);
        guess.desk.on([&] { return guess.desk.desk().undo.back().has_value(); });
        QTRY_VERIFY(guess.row(QStringLiteral("@kofid")));
    }
    void theCardSaysWhatIsSuggestedAndWhy()
    {
        Guess guess;
        auto *curve = guess.card->findChild<ToleranceCurveView *>();
        QVERIFY(curve->accessibleDescription().contains(QLatin1String("keep talking")));
        const qint64 kofi = guess.identity(QStringLiteral("@kofi"));
        guess.desk.on([&] {
            for (int i = 0; i < 2; ++i)
                TestDesk::must(guess.desk.people().judgements.markStrain(kofi, StrainKind::Threat));
        });
        QTRY_VERIFY(curve->accessibleDescription().contains(QLatin1String("stop")));
        QVERIFY(curve->accessibleDescription().contains(QLatin1String("nobody is exempt")));
    }
    void thePointsMoveByKeyboardAndBackAgain()
    {
        Look look;
        ToleranceDialog dialog(nullptr, look, {});
        dialog.setPeople({ { 1, 0, 33, false }, { 2, 0, 5, false } });
        dialog.show();
        auto *plot = dialog.findChild<TolerancePlot *>();
        QAbstractButton *agree = nullptr;
        const auto buttons = dialog.findChild<QDialogButtonBox *>()->buttons();
        for (QAbstractButton *each : buttons)
            if (each->text() == QLatin1String("Agree on this"))
                agree = each;
        QVERIFY(agree);
        const ToleranceCurve before = dialog.curve();
        QTest::keyClick(plot, Qt::Key_Up); // nothing is picked up
        QVERIFY(dialog.curve() == before);
        QTest::keyClick(plot, Qt::Key_Space);
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(plot, Qt::Key_Down);
        QTest::keyClick(plot, Qt::Key_Return);
        QCOMPARE(dialog.curve().points.first(), (TolerancePoint { 0, 30 }));
        QVERIFY(plot->accessibleDescription().contains(QLatin1String("strain 30")));
        QVERIFY(!agree->isEnabled()); // not without a reason
        QStringList words;
        for (const TextLabel *each : dialog.findChildren<TextLabel *>())
            words.append(each->text());
        QVERIFY2(words.join(u'|').contains(QLatin1String("suggested for 1 person")), qPrintable(words.join(u'|')));
        QTest::keyClicks(
            dialog.findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly), QStringLiteral("Newcomers"));
        QVERIFY(agree->isEnabled());
        dialog.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        plot->setFocus(); // in the field Ctrl+Z is about its words
        QTest::keyClick(plot, Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(dialog.curve() == before);
    }
    void theTableIsAnotherWayToThePoints()
    {
        Look look;
        ToleranceDialog dialog(nullptr, look, {});
        dialog.show();
        auto *table = dialog.findChild<QTableWidget *>();
        QTest::keyClick(dialog.findChild<TolerancePlot *>(), Qt::Key_Return);
        QCOMPARE(table->currentColumn(), 1);
        table->item(0, 1)->setText(QStringLiteral("20"));
        QCOMPARE(dialog.curve().points.first().strain, 20);
        table->item(0, 1)->setText(QStringLiteral("99")); // no higher than its neighbour
        QCOMPARE(dialog.curve().points.first().strain, 45);
        QCOMPARE(table->item(0, 1)->text(), QStringLiteral("45"));
    }
    void whatWasPromisedIsAskedAndAnswered()
    {
        Look look;
        TimelineDialog dialog(nullptr, look, QStringLiteral("Kofi"));
        TimelineSheet sheet;
        sheet.pledges = { { 7, 3, QStringLiteral("I'll get back to you tomorrow."), QDateTime::currentDateTimeUtc(),
            QDateTime::currentDateTimeUtc().addDays(1), PledgeState::Proposed } };
        sheet.entries = { { 3, QDateTime::currentDateTimeUtc(), QStringLiteral("Where is it?"), TriageState::Done, true,
            Role::Advocate } };
        dialog.setSheet(sheet);
        dialog.show();
        QSignalSpy confirmed(&dialog, &TimelineDialog::pledgeConfirmed);
        QSignalSpy went(&dialog, &TimelineDialog::conversationRequested);
        for (QPushButton *each : dialog.findChildren<QPushButton *>())
            if (each->text().contains(QLatin1String("remind us")))
                each->click();
        QCOMPARE(confirmed.size(), 1);
        QCOMPARE(confirmed.first().first().toLongLong(), 7);
        auto *entries = dialog.findChildren<QTreeWidget *>().constLast();
        emit entries->itemActivated(entries->topLevelItem(0), 0);
        QCOMPARE(went.first().first().toLongLong(), 3);
    }
};

QTEST_MAIN(TestPeople)
#include "test_people.moc"

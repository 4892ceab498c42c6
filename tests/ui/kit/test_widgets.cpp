#include "ui/kit/canvas.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/label.h"
#include "ui/kit/menubutton.h"
#include "ui/kit/notice.h"
#include "ui/kit/popupplace.h"
#include "ui/kit/segmentedbutton.h"
#include "ui/kit/smalllist.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QToolTip>
#include <QtTest>

using namespace wheelhouse;

namespace {

QList<SmallList::Item> people()
{
    return { { QStringLiteral("1"), QStringLiteral("Ines Okafor"), {}, {}, QStringLiteral("Ines Okafor"),
                 QStringLiteral("m"), false },
        { QStringLiteral("2"), QStringLiteral("Tomasz Wilk"), QStringLiteral("Care"), {}, {}, {}, true },
        { QStringLiteral("3"), QStringLiteral("Priya Nair"), {}, {}, {}, {}, false } };
}

struct Opened {
    Look look;
    QWidget window;
    SmallList list { look, QStringLiteral("Assign to"), &window };
    QSignalSpy picked { &list, &SmallList::picked };
    QSignalSpy created { &list, &SmallList::created };
    QSignalSpy closed { &list, &SmallList::closed };
    QLineEdit *field = list.findChild<QLineEdit *>();

    Opened()
    {
        window.resize(600, 400);
        window.show();
        list.setItems(people());
        list.openAt(&window, QRect(20, 20, 80, 24));
    }
};

} // namespace

class TestWidgets : public QObject {
    Q_OBJECT
private slots:
    /// A font that is made anew is the program's own: of our family, but of the body's size.
    void eachRoleOfTypeHasItsOwnSizeAndWeight()
    {
        const QFont before = QApplication::font();
        Look look;
        look.setTextScale(123); // which nobody asked for yet
        applyGround(*qApp, look);
        QCOMPARE(look.font(Type::Title).pixelSize(), look.scaled(17));
        QCOMPARE(look.font(Type::Title).weight(), QFont::DemiBold);
        QCOMPARE(look.font(Type::Tiny).pixelSize(), look.scaled(11));
        QCOMPARE(look.font(Type::Body, QFont::Bold).weight(), QFont::Bold);
        QApplication::setFont(before);
    }

    void aSmallWindowStaysOnItsScreen_data()
    {
        QTest::addColumn<QRect>("anchor");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("alignRight");
        QTest::addColumn<QPoint>("place");
        const QSize size(320, 160);
        QTest::newRow("below") << QRect(100, 50, 80, 24) << size << false << QPoint(100, 76);
        QTest::newRow("below, right edges meet") << QRect(500, 50, 80, 24) << size << true << QPoint(260, 76);
        QTest::newRow("above where there is no room below")
            << QRect(100, 400, 80, 24) << size << false << QPoint(100, 238);
        QTest::newRow("at the right edge") << QRect(600, 50, 80, 24) << size << false << QPoint(330, 76);
        QTest::newRow("at the left edge") << QRect(20, 50, 80, 24) << size << true << QPoint(10, 76);
        QTest::newRow("neither below nor above") << QRect(100, 150, 80, 300) << size << false << QPoint(100, 320);
        QTest::newRow("larger than the screen") << QRect(100, 50, 80, 24) << QSize(900, 900) << false << QPoint(10, 0);
    }
    void aSmallWindowStaysOnItsScreen()
    {
        QFETCH(QRect, anchor);
        QFETCH(QSize, size);
        QFETCH(bool, alignRight);
        QTEST(popupPlace(anchor, size, QRect(10, 0, 640, 480), 2, alignRight), "place");
    }

    void whatMayShortenItselfIsWholeWhereThereIsRoom()
    {
        Look look;
        QWidget window;
        auto *row = new QHBoxLayout(&window);
        QList<TextLabel *> labels;
        for (const char *words : { "Mastodon", "Bluesky", "The Counter", "Marlowe Coffee", "Oat or whole? Vote" }) {
            auto *label = new TextLabel(look, Type::Body, Ink::First, {}, &window);
            label->setType(Type::Body, QFont::DemiBold);
            label->setElides();
            label->setText(QString::fromLatin1(words)); // known only later, as in a preview
            row->addWidget(label);
            labels.append(label);
        }
        row->addStretch(1);
        window.resize(1400, 100);
        window.show();
        for (const TextLabel *each : std::as_const(labels))
            QVERIFY2(each->contentsRect().width() >= Canvas::textWidth(each->text(), each->font()),
                qPrintable(each->text()));
    }

    void aLeadIsBolderAndReadAsItStands()
    {
        Look look;
        LeadLabel label(look, Type::Small, Ink::First, {});
        label.setWordWrap(true);
        label.resize(300, 80);
        const auto drawn = [&](const QString &lead, const QString &rest) {
            label.setWords(lead, rest);
            return label.grab().toImage();
        };
        const QImage led = drawn(QStringLiteral("<b>Careful.</b>"), QStringLiteral("It is late, and the way is long."));
        QCOMPARE(label.text(), QStringLiteral("<b>Careful.</b> It is late, and the way is long."));
        const int height = label.heightForWidth(120);
        const QString plain = label.text();
        QVERIFY(led != drawn({}, plain));
        QVERIFY(height >= label.heightForWidth(120));
        Notice notice(look);
        notice.warn(QStringLiteral("Careful."), QStringLiteral("It is late."));
        QCOMPARE(notice.words(), QStringLiteral("Careful. It is late."));
        QCOMPARE(notice.accessibleName(), notice.words());
    }
    void typingFiltersAndEnterPicks()
    {
        Opened opened;
        QCOMPARE(opened.list.count(), 3);
        QTest::keyClicks(opened.field, QStringLiteral("WIL"));
        QCOMPARE(opened.list.count(), 1);
        QTest::keyClick(opened.field, Qt::Key_Return);
        QCOMPARE(opened.picked.value(0).value(0).toString(), QStringLiteral("2"));
        QCOMPARE(opened.closed.count(), 1);
        QVERIFY(!opened.list.isVisible());
    }

    void arrowsStepAndStopAtTheEnds()
    {
        Opened opened;
        QTest::keyClick(opened.field, Qt::Key_Up);
        for (int i = 0; i < 9; ++i)
            QTest::keyClick(opened.field, Qt::Key_Down);
        QTest::keyClick(opened.field, Qt::Key_Enter);
        QCOMPARE(opened.picked.value(0).value(0).toString(), QStringLiteral("3"));
    }

    void aRowsOwnKeyPicksOnlyWhileNothingIsTyped()
    {
        Opened opened;
        QTest::keyClicks(opened.field, QStringLiteral("tom"));
        QVERIFY(opened.list.isVisible()); // the m was a letter of a name
        QCOMPARE(opened.field->text(), QStringLiteral("tom"));
        opened.field->clear();
        QTest::keyClick(opened.field, Qt::Key_M);
        QCOMPARE(opened.picked.value(0).value(0).toString(), QStringLiteral("1"));
    }

    void whatHasNoNameYetCanBeMade()
    {
        Opened opened;
        opened.list.setCreatePattern(QStringLiteral("Create “%1”"));
        QTest::keyClicks(opened.field, QStringLiteral("priya  nair"));
        QCOMPARE(opened.list.count(), 1); // named already, whatever the spaces and capitals
        opened.field->clear();
        QTest::keyClicks(opened.field, QStringLiteral(" Oat "));
        QCOMPARE(opened.list.count(), 1);
        QTest::keyClick(opened.field, Qt::Key_Return);
        QCOMPARE(opened.created.value(0).value(0).toString(), QStringLiteral("Oat"));
        QCOMPARE(opened.picked.count(), 0);
    }

    void escapeLeavesWithoutPicking()
    {
        Opened opened;
        QTest::keyClick(opened.field, Qt::Key_Escape);
        QVERIFY(!opened.list.isVisible());
        QCOMPARE(opened.picked.count(), 0);
        QCOMPARE(opened.closed.count(), 1);
    }

    void aNoticeSaysAnErrorUntilItIsClosedAndTheWordsArePlain()
    {
        const Look look;
        Notice notice(look);
        QVERIFY(!notice.isVisible());
        notice.say(Error { Error::Kind::Storage, QStringLiteral("The disk is <b>full</b>."), {} });
        QVERIFY(notice.isVisible());
        QCOMPARE(notice.accessibleName(), QStringLiteral("The disk is <b>full</b>."));
        QCOMPARE(notice.findChild<TextLabel *>()->textFormat(), Qt::PlainText);
        auto *leave = notice.findChild<QTimer *>();
        QVERIFY(!leave->isActive());
        notice.say(QStringLiteral("Kept."));
        QVERIFY(leave->isActive()); // a success leaves by itself
        notice.warn(QStringLiteral("Nearly full."));
        QVERIFY(!leave->isActive());
        QCOMPARE(notice.words(), QStringLiteral("Nearly full."));
        QTest::mouseClick(notice.findChild<QToolButton *>(), Qt::LeftButton);
        QVERIFY(!notice.isVisible() && notice.words().isEmpty());
    }

    void theFocusRingStandsOutsideTheControl()
    {
        Look look;
        applyLook(*qApp, look);
        QWidget window;
        window.resize(300, 120);
        QPushButton one(QStringLiteral("One"), &window);
        QPushButton two(QStringLiteral("Two"), &window);
        QLineEdit field(&window);
        one.setGeometry(20, 20, 80, 28);
        two.setGeometry(120, 20, 80, 28);
        field.setGeometry(20, 80, 80, 28);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const QColor ring = look.theme().accent.text;
        const auto at = [&window](int x, int y) { return window.grab().toImage().pixelColor(x, y); };
        one.setFocus(Qt::TabFocusReason);
        QCOMPARE(at(60, 17), ring); // 1 px of gap, then 2 px of ring, above the button
        QCOMPARE(at(60, 18), ring);
        QCOMPARE(at(60, 19), look.theme().window);
        one.move(20, 30);
        QCOMPARE(at(60, 27), ring); // it goes with its control
        two.setFocus(Qt::TabFocusReason);
        QCOMPARE(at(60, 27), look.theme().window);
        QCOMPARE(at(160, 17), ring);
        two.hide();
        QVERIFY(at(160, 17) != ring);
        field.setFocus(Qt::TabFocusReason); // a field draws its own edge
        QCOMPARE(at(60, 77), look.theme().window);
    }

    void whatCanBeTickedIsSeenInTheDark()
    {
        Look look;
        look.setMode(Look::Mode::Dark);
        applyLook(*qApp, look);
        QCheckBox box(QStringLiteral("Box"));
        QRadioButton dot(QStringLiteral("Dot"));
        for (QAbstractButton *each : std::initializer_list<QAbstractButton *> { &box, &dot }) {
            const auto shows = [&](const QColor &ink) { // a round edge is softened
                const QImage shown = each->grab().toImage();
                QString met;
                for (int x = 0; x < 20; ++x) {
                    const QColor at = shown.pixelColor(x, shown.height() / 2);
                    met += at.name() + QLatin1Char(' ');
                    if (qAbs(at.red() - ink.red()) < 40 && qAbs(at.green() - ink.green()) < 40
                        && qAbs(at.blue() - ink.blue()) < 40)
                        return true;
                }
                qWarning("%s is not in %s", qPrintable(ink.name()), qPrintable(met));
                return false;
            };
            each->setChecked(false);
            QVERIFY(shows(look.theme().outline));
            each->setChecked(true);
            QVERIFY(shows(each == &box ? look.theme().accent.fill : look.theme().accent.text));
        }
        look.setMode(Look::Mode::Light);
        applyLook(*qApp, look);
    }

    void aButtonInABarGivesWay()
    {
        Look look;
        QWidget bar;
        MenuButton button(look, QStringLiteral("Order"), MenuButton::Frame::None, &bar);
        button.setGlyph(QStringLiteral("view-sort"));
        button.setWords(QStringLiteral("Longest waiting first"));
        button.setKeys({ QStringLiteral("Ctrl"), QStringLiteral("O") });
        QCOMPARE(button.accessibleName(), QStringLiteral("Order: Longest waiting first"));
        QCOMPARE(button.toolTip(), QStringLiteral("Order: Longest waiting first (Ctrl+O)"));
        const int whole = button.sizeHint().width();
        QVERIFY(button.minimumSizeHint().width() < whole);
        button.setCompact(true);
        QVERIFY(button.sizeHint().width() < 30);
        button.setCompact(false);
        QCOMPARE(button.sizeHint().width(), whole);
    }

    void anEmptyStateSaysAFactAndOffersTheNextStep()
    {
        const Look look;
        EmptyState empty(look);
        empty.resize(400, 300);
        empty.show();
        empty.setContent(QStringLiteral("inbox"), QStringLiteral("Nobody is waiting"));
        QCOMPARE(empty.accessibleName(), QStringLiteral("Nobody is waiting"));
        QCOMPARE(empty.findChildren<TextLabel *>().at(1)->isVisible(), false);
        int ran = 0;
        empty.addAction(QStringLiteral("Show all"), { QStringLiteral("G") }, [&ran] { ++ran; });
        empty.addAction(QStringLiteral("Import"), {}, [&ran] { ran += 10; });
        const auto buttons = empty.findChildren<QPushButton *>();
        QCOMPARE(buttons.at(0)->text(), QStringLiteral("Show all  G")); // the style draws what is behind two spaces
        QCOMPARE(buttons.at(0)->accessibleName(), QStringLiteral("Show all"));
        QVERIFY(!buttons.at(0)->property("kind").isValid()); // as drawn: the first has an edge, the others have none
        QCOMPARE(buttons.at(1)->property("kind").toString(), QStringLiteral("plain"));
        QTest::keyClick(buttons.at(0), Qt::Key_Return); // as Space does
        buttons.at(1)->click();
        QCOMPARE(ran, 11);
        empty.clearActions();
        QVERIFY(!buttons.at(0)->isVisible());
    }

    void segmentsAreChosenByArrowsAlongTheLineOfReading_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::addColumn<Qt::Key>("ahead");
        QTest::newRow("left to right") << Qt::LeftToRight << Qt::Key_Right;
        QTest::newRow("right to left") << Qt::RightToLeft << Qt::Key_Left;
    }
    void segmentsAreChosenByArrowsAlongTheLineOfReading()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QFETCH(Qt::Key, ahead);
        const Look look;
        SegmentedButton button(look, { QStringLiteral("Roomy"), QStringLiteral("Tight") });
        button.setLayoutDirection(direction);
        button.resize(button.sizeHint());
        QSignalSpy chosen(&button, &SegmentedButton::chosen);
        QTest::keyClick(&button, ahead);
        QTest::keyClick(&button, ahead); // no further than the last
        QCOMPARE(button.current(), 1);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(button.accessibleDescription(), QStringLiteral("Tight"));
        const int first = direction == Qt::LeftToRight ? 4 : button.width() - 4;
        QTest::mouseClick(&button, Qt::LeftButton, {}, QPoint(first, 8));
        QCOMPARE(button.current(), 0);
    }

    void aStepperTellsThePressAndStays()
    {
        const Look look;
        SegmentedButton stepper(look, { QStringLiteral("-"), QStringLiteral("100 %"), QStringLiteral("+") });
        stepper.setStepper(true);
        stepper.setCurrent(1);
        QSignalSpy pressed(&stepper, &SegmentedButton::pressed);
        QSignalSpy chosen(&stepper, &SegmentedButton::chosen);
        QTest::keyClick(&stepper, Qt::Key_Right);
        QTest::keyClick(&stepper, Qt::Key_Left);
        QCOMPARE(pressed.value(0).value(0).toInt(), 2);
        QCOMPARE(pressed.value(1).value(0).toInt(), 0);
        QCOMPARE(stepper.current(), 1);
        QCOMPARE(chosen.count(), 0);
    }

    void aLabelThatElidesGivesWayAndKeepsTheWholeInItsTip()
    {
        const Look look;
        TextLabel label(look, Type::Tiny, Ink::Second, QStringLiteral("Snoozed “Lid shipped separately” until 14:00"));
        QVERIFY(label.minimumSizeHint().width() > 100);
        label.setElides();
        QCOMPARE(label.minimumSizeHint().width(), 0);
        label.resize(60, 20);
        label.show();
        QHelpEvent asked(QEvent::ToolTip, QPoint(2, 2), label.mapToGlobal(QPoint(2, 2)));
        QApplication::sendEvent(&label, &asked);
        QCOMPARE(QToolTip::text(), label.text());
    }
};

QTEST_MAIN(TestWidgets)
#include "test_widgets.moc"

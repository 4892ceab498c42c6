#include "tests/ui/inbox/threaddesk.h"
#include "ui/inbox/contactcard.h"
#include "ui/inbox/earlierlist.h"
#include "ui/inbox/thread/linkgate.h"
#include "ui/kit/label.h"

#include <QClipboard>
#include <QTest>
#include <QToolButton>

using namespace wheelhouse;

namespace {

struct Shown {
    explicit Shown(ThreadDesk &desk)
        : card(desk.services(), look)
    {
        card.setOpener([this](const QUrl &url) {
            opened.append(url);
            return true;
        });
        card.resize(240, 700);
        card.show();
    }
    [[nodiscard]] QStringList words() const
    {
        QStringList all;
        const auto labels = card.findChildren<TextLabel *>();
        for (const TextLabel *label : labels)
            if (label->isVisible())
                all.append(label->text());
        return all;
    }
    [[nodiscard]] QToolButton *button(const QString &begins) const
    {
        const auto buttons = card.findChildren<QToolButton *>();
        for (QToolButton *each : buttons)
            if (each->isVisible() && each->accessibleName().startsWith(begins))
                return each;
        return nullptr;
    }

    Look look;
    QList<QUrl> opened;
    ContactCard card;
};

qint64 identityOf(ThreadDesk &desk, qint64 conversation)
{
    return TestDesk::must(desk.services().store.items({ conversation })).constFirst().identity;
}

} // namespace

class TestContactCard : public QObject {
    Q_OBJECT

private slots:
    void whoTheyAreAndSinceWhen();
    void enterGoesToAnEarlierConversation();
    void theHandleIsCopied();
    void aProfileIsOpenedThroughTheDoor();
    void aWickedProfileIsNot();
    void aNameIsPlainText();
    void newsOfThemAreRead();
    void newsOfThemTakeNoKeyboard();
    void whatTheyDidWithoutWordsIsCounted();
};

void TestContactCard::whatTheyDidWithoutWordsIsCounted()
{
    ThreadDesk desk;
    const Arrival said = desk.desk().saying(QStringLiteral("1"), QStringLiteral("Lovely beans"), 5);
    const qint64 c = desk.receive({ said });
    Shown shown(desk);
    shown.card.showIdentity(identityOf(desk, c), c);
    const auto says = [&](const QString &words) { return shown.words().join(QLatin1Char('\n')).contains(words); };
    QVERIFY(!says(QStringLiteral("like")) && !says(QStringLiteral("follows us")));
    using Kind = Response::Kind;
    desk.on([&] {
        desk.desk().respond(
            { Response { QStringLiteral("like 1"), Kind::Favourite, said.author, QStringLiteral("x"), {} },
                Response { QStringLiteral("like 2"), Kind::Favourite, said.author, QStringLiteral("y"), {} },
                Response { QStringLiteral("boost"), Kind::Boost, said.author, QStringLiteral("x"), {} },
                Response { QStringLiteral("follow"), Kind::Follow, said.author, {}, {} } });
    });
    QTRY_VERIFY(says(QStringLiteral("2\nlike")));
    QVERIFY(says(QStringLiteral("1\nboost")));
    QVERIFY(says(QStringLiteral("follows us")));
}

void TestContactCard::whoTheyAreAndSinceWhen()
{
    ThreadDesk desk;
    Arrival first = desk.desk().saying(QStringLiteral("1"), QStringLiteral("The grinder is broken"), 60 * 24 * 400);
    first.author.followers = 1'204;
    first.language = QStringLiteral("en");
    desk.receive({ first });
    const qint64 c = desk.receive({ desk.desk().saying(QStringLiteral("2"), QStringLiteral("And now?"), 5) });
    desk.on(
        [&] { return desk.services().triage.done({ desk.desk().conversationOf(QStringLiteral("1")) }).has_value(); });
    Shown shown(desk);
    shown.card.showIdentity(identityOf(desk, c), c);
    const QStringList words = shown.words();
    QVERIFY(words.contains(QStringLiteral("ada")));
    QVERIFY(words.contains(QStringLiteral("@ada")));
    QVERIFY2(words.contains(QStringLiteral("With us since September 2025")), qPrintable(words.join(QLatin1Char('|'))));
    QVERIFY2(words.join(QLatin1Char('|')).contains(QStringLiteral("conversation(s), 1 closed"))
            || words.join(QLatin1Char('|')).contains(QStringLiteral("1 closed")),
        qPrintable(words.join(QLatin1Char('|'))));
    QVERIFY(words.join(QLatin1Char('|')).contains(QStringLiteral("1,204 followers")));
    shown.card.clear();
    QVERIFY(!shown.words().contains(QStringLiteral("ada")));
}

void TestContactCard::enterGoesToAnEarlierConversation()
{
    ThreadDesk desk;
    const qint64 b = desk.receive({ desk.desk().saying(QStringLiteral("1"), QStringLiteral("Before"), 600) });
    const qint64 c = desk.receive({ desk.desk().saying(QStringLiteral("2"), QStringLiteral("Now"), 5) });
    Shown shown(desk);
    shown.card.showIdentity(identityOf(desk, c), c);
    auto *list = shown.card.findChild<EarlierList *>();
    QCOMPARE(list->model()->rowCount(), 2);
    QSignalSpy requested(&shown.card, &ContactCard::conversationRequested);
    list->setFocus();
    list->setCurrentIndex(list->model()->index(0, 0));
    QVERIFY(list->currentIndex().data(Qt::AccessibleTextRole).toString().contains(QLatin1String("open now")));
    QTest::keyClick(list, Qt::Key_Return); // it is open already
    QCOMPARE(requested.size(), 0);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.constFirst().constFirst().toLongLong(), b);
}

void TestContactCard::theHandleIsCopied()
{
    ThreadDesk desk;
    const qint64 c = desk.receive({ desk.desk().saying(QStringLiteral("1"), QStringLiteral("Hi")) });
    Shown shown(desk);
    shown.card.showIdentity(identityOf(desk, c), c);
    QTest::keyClick(shown.button(QStringLiteral("Copy")), Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("@ada"));
}

void TestContactCard::aProfileIsOpenedThroughTheDoor()
{
    ThreadDesk desk;
    Arrival arrival = desk.desk().saying(QStringLiteral("1"), QStringLiteral("Hi"));
    arrival.author.profileUrl = QStringLiteral("https://a.example/@ada");
    const qint64 c = desk.receive({ arrival });
    Shown shown(desk);
    shown.card.showIdentity(identityOf(desk, c), c);
    QTest::keyClick(shown.button(QStringLiteral("Open the profile")), Qt::Key_Space);
    QCOMPARE(shown.opened, QList<QUrl>({ QUrl(QStringLiteral("https://a.example/@ada")) }));
}

void TestContactCard::aWickedProfileIsNot()
{
    ThreadDesk desk;
    Arrival arrival = desk.desk().saying(QStringLiteral("1"), QStringLiteral("Hi"));
    arrival.author.profileUrl = QStringLiteral("file:///etc/passwd");
    const qint64 c = desk.receive({ arrival });
    Shown shown(desk);
    shown.card.showIdentity(identityOf(desk, c), c);
    if (QToolButton *open = shown.button(QStringLiteral("Open the profile")))
        QTest::keyClick(open, Qt::Key_Space);
    QVERIFY(shown.opened.isEmpty());
}

void TestContactCard::aNameIsPlainText()
{
    ThreadDesk desk;
    Arrival arrival = desk.desk().saying(QStringLiteral("1"), QStringLiteral("Hi"));
    arrival.author.displayName = QStringLiteral("<b>Eve</b>");
    const qint64 c = desk.receive({ arrival });
    Shown shown(desk);
    shown.card.showIdentity(identityOf(desk, c), c);
    QVERIFY(shown.words().contains(QStringLiteral("<b>Eve</b>")));
    const auto labels = shown.card.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
}

void TestContactCard::newsOfThemAreRead()
{
    ThreadDesk desk;
    const qint64 c = desk.receive({ desk.desk().saying(QStringLiteral("1"), QStringLiteral("Hi"), 50) });
    Shown shown(desk);
    shown.card.showIdentity(identityOf(desk, c), c);
    auto *list = shown.card.findChild<EarlierList *>();
    QCOMPARE(list->model()->rowCount(), 1);
    desk.receive({ desk.desk().saying(QStringLiteral("2"), QStringLiteral("Again"), 1) });
    QTRY_COMPARE(list->model()->rowCount(), 2);
}

void TestContactCard::newsOfThemTakeNoKeyboard()
{
    ThreadDesk desk;
    const qint64 c = desk.receive({ desk.desk().saying(QStringLiteral("1"), QStringLiteral("Before"), 600) });
    Shown shown(desk);
    shown.card.showIdentity(identityOf(desk, c), c);
    const QPointer<QToolButton> copy = shown.button(QStringLiteral("Copy"));
    QVERIFY(copy);
    copy->setFocus();
    desk.receive({ desk.desk().saying(QStringLiteral("2"), QStringLiteral("And again"), 1) });
    QTRY_VERIFY(shown.words().contains(QStringLiteral("2")));
    QCOMPARE(shown.card.findChild<EarlierList *>()->model()->rowCount(), 2);
    QVERIFY(copy);
    QCOMPARE(shown.card.focusWidget(), copy.data());
    // Larger letters are another matter: all is drawn anew.
    const int width = copy->width();
    shown.look.setTextScale(150);
    QTRY_VERIFY(shown.button(QStringLiteral("Copy")));
    QVERIFY(shown.button(QStringLiteral("Copy"))->width() > width);
}

QTEST_MAIN(TestContactCard)
#include "test_contactcard.moc"

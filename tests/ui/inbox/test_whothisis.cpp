#include "tests/ui/inbox/openinbox.h"
#include "ui/inbox/contactcard.h"
#include "ui/inbox/conversationview.h"
#include "ui/inbox/elidedlabel.h"
#include "ui/inbox/thread/messagelist.h"
#include "ui/inbox/thread/threadview.h"

#include <QMenu>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

/// One conversation of ada's in which bo, cy and we speak too.
struct Room : OpenInbox {
    Room()
        : OpenInbox(1)
        , thread(panel->findChild<ThreadView *>())
        , card(panel->findChild<ContactCard *>())
    {
        desk.on([this] {
            auto &here = desk.desk();
            here.receive({ here.saying(u"r1"_s, u"Mine too"_s, 200, u"ada"_s, u"bo"_s),
                here.saying(u"r2"_s, u"We look"_s, 190, u"ada"_s, u"us"_s),
                here.saying(u"r3"_s, u"And mine"_s, 180, u"ada"_s, u"cy"_s) });
        });
        QTRY_VERIFY(of(u"cy"_s).isValid());
        QTRY_COMPARE(who(), u"cy"_s); // whom we owe an answer
    }
    [[nodiscard]] QModelIndex of(const QString &author) const
    {
        for (int i = 0; i < thread->model()->rowCount(); ++i)
            if (const QModelIndex at = thread->model()->index(i, 0);
                at.data(MessageListModel::RowRole).value<ThreadRow>().name == author)
                return at;
        return {};
    }
    /// Opens the menu of somebody's message by key, and chooses; false: it has no such entry.
    bool ask(const QString &author)
    {
        thread->setFocus();
        thread->setCurrentIndex(of(author));
        QTest::keyClick(thread, Qt::Key_Return);
        auto *menu = thread->findChild<QMenu *>(u"rowMenu"_s);
        bool isThere = false;
        for (QAction *each : menu->actions())
            if (each->text() == u"Show who this is"_s) {
                each->trigger();
                isThere = true;
            }
        menu->close();
        QCoreApplication::sendPostedEvents(menu, QEvent::DeferredDelete);
        return isThere;
    }
    [[nodiscard]] QString who() const { return card->isVisible() ? card->findChild<ElidedLabel *>()->text() : u""_s; }

    ThreadView *thread;
    ContactCard *card;
};

} // namespace

/// "Show who this is" is about whoever wrote that message.
class TestWhoThisIs : public QObject {
    Q_OBJECT
private slots:
    void theMenuShowsWhoWroteThatMessage()
    {
        Room room;
        for (const QString &each : { u"bo"_s, u"cy"_s, u"ada"_s }) {
            QVERIFY(room.ask(each));
            QCOMPARE(room.who(), each);
        }
        // Something else changes meanwhile: the card stays with whom it was opened for.
        room.desk.receive(u"other"_s, u"Hello"_s, 1, u"di"_s);
        QTest::qWait(700);
        QCOMPARE(room.who(), u"ada"_s);
        room.press("C");
        QCOMPARE(room.who(), QString());
        room.press("C"); // the key is about the conversation
        QCOMPARE(room.who(), u"cy"_s);
    }
    void theFaceShowsItToo()
    {
        Room room;
        room.press("C");
        QCOMPARE(room.who(), QString());
        const QRect row = room.thread->visualRect(room.of(u"bo"_s));
        QTest::mouseClick(room.thread->viewport(), Qt::LeftButton, {}, row.topLeft() + QPoint(30, 24));
        QTRY_COMPARE(room.who(), u"bo"_s);
    }
    void weAreNobodysContact()
    {
        Room room;
        QVERIFY(!room.ask(u"us"_s));
    }
};

QTEST_MAIN(TestWhoThisIs)
#include "test_whothisis.moc"

#include "tests/ui/inbox/shownthread.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QTest>
#include <QToolTip>

using namespace wheelhouse;

namespace {

struct Shown : ShownThread {
    using ShownThread::ShownThread;
    /// Shows a conversation with a link that goes where it says; where in the viewport it stands.
    QPoint showLink(ThreadDesk &desk)
    {
        view.showConversation(desk.receive({ html(desk.desk().saying(QStringLiteral("1"), {}),
            QStringLiteral("<p><a href=\"https://marlowe.example/oat\">marlowe.example/oat</a></p>")) }));
        QCoreApplication::processEvents();
        const QWidget *page = thread()->viewport();
        for (int y = 0; y < page->height(); y += 4)
            for (int x = 0; x < page->width(); x += 8)
                if (isLink({ x, y }))
                    return { x, y };
        return {};
    }
    [[nodiscard]] bool isLink(const QPoint &at) const
    {
        QWidget *page = thread()->viewport();
        QMouseEvent move(QEvent::MouseMove, at, page->mapToGlobal(QPointF(at)), Qt::NoButton, {}, {});
        QApplication::sendEvent(page, &move);
        if (page->cursor().shape() != Qt::PointingHandCursor)
            return false;
        QHelpEvent ask(QEvent::ToolTip, at, page->mapToGlobal(at));
        QApplication::sendEvent(page, &ask);
        return QToolTip::text().contains(QLatin1String("marlowe.example"));
    }
};

} // namespace

/// Links and the question before one, under mouse and keyboard.
class TestThreadLinks : public QObject {
    Q_OBJECT
private slots:
    void aDoubleClickOpensOnce();
    void whatIsPressedIsWhereItWasPressed();
    void aQuestionThatGoesUnansweredTakesNoKeyboard();
};

void TestThreadLinks::aDoubleClickOpensOnce()
{
    ThreadDesk desk;
    Shown shown(desk);
    QWidget *page = shown.thread()->viewport();
    const QPoint link = shown.showLink(desk);
    QVERIFY(!link.isNull());
    QTest::mouseClick(page, Qt::LeftButton, {}, link);
    QCOMPARE(shown.opened.size(), 1);
    shown.opened.clear();
    QTest::mousePress(page, Qt::LeftButton, {}, link);
    QTest::mouseRelease(page, Qt::LeftButton, {}, link);
    QMouseEvent again(QEvent::MouseButtonDblClick, link, page->mapToGlobal(link), Qt::LeftButton, Qt::LeftButton, {});
    QApplication::sendEvent(page, &again);
    QTest::mouseRelease(page, Qt::LeftButton, {}, link);
    QCOMPARE(shown.opened.size(), 1);
}

void TestThreadLinks::whatIsPressedIsWhereItWasPressed()
{
    ThreadDesk desk;
    Shown shown(desk);
    QWidget *page = shown.thread()->viewport();
    const QPoint link = shown.showLink(desk);
    QVERIFY(!link.isNull());
    const QPoint beside(page->width() / 2, page->height() - 2); // under the last row
    for (const auto &[from, to] : { std::pair(beside, link), std::pair(link, beside) }) {
        QTest::mousePress(page, Qt::LeftButton, {}, from);
        QTest::mouseRelease(page, Qt::LeftButton, {}, to);
        QVERIFY(shown.opened.isEmpty());
    }
}

void TestThreadLinks::aQuestionThatGoesUnansweredTakesNoKeyboard()
{
    ThreadDesk desk;
    const qint64 c = desk.receive({ html(desk.desk().saying(QStringLiteral("1"), {}),
        QStringLiteral("<p><a href=\"https://evil.example/x\">https://bank.example/login</a></p>")) });
    const qint64 d = desk.receive(
        { desk.desk().saying(QStringLiteral("2"), QStringLiteral("Me too"), 5, {}, QStringLiteral("bo")) });
    Shown shown(desk);
    const auto ask = [&] {
        shown.view.showConversation(c);
        shown.gate()->open(QStringLiteral("https://evil.example/x"), QStringLiteral("https://bank.example/login"));
        QVERIFY(shown.gate()->isAncestorOf(shown.view.focusWidget()));
    };
    ask();
    auto *field = shown.view.findChild<QPlainTextEdit *>();
    field->setFocus(); // as a click elsewhere does
    shown.view.showConversation(d);
    QVERIFY(shown.gate()->isHidden());
    QCOMPARE(shown.view.focusWidget(), field);
    ask();
    QTest::keyClick(shown.gate(), Qt::Key_Escape);
    QCOMPARE(shown.view.focusWidget(), shown.thread());
}

QTEST_MAIN(TestThreadLinks)
#include "test_threadlinks.moc"

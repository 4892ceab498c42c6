#pragma once

#include "tests/ui/inbox/inboxdesk.h"
#include "ui/inbox/conversationlistview.h"
#include "ui/inbox/inboxpanel.h"

#include <QApplication>

namespace wheelhouse {

/// The panel over a desk with five people waiting for the person at it, the longest first: ada, bo, cy, di, ed.
struct OpenInbox {
    explicit OpenInbox(int people = 5)
    {
        static const QStringList names { QStringLiteral("ada"), QStringLiteral("bo"), QStringLiteral("cy"),
            QStringLiteral("di"), QStringLiteral("ed") };
        for (int i = 0; i < people; ++i) {
            const QString name = i < names.size() ? names.at(i) : QStringLiteral("p%1").arg(i);
            rows.append(desk.receive(name, QStringLiteral("Where is my order, asks %1?").arg(name), 300 - i, name));
        }
        panel = std::make_unique<InboxPanel>(desk.services(), desk.look, desk.shortcuts, desk.settings);
        desk.tieSteps(*panel);
        spy = std::make_unique<QSignalSpy>(panel.get(), &InboxPanel::acted);
        QObject::connect(panel.get(), &InboxPanel::told, panel.get(), [this](const QString &words) { told = words; });
        panel->resize(1368, 800);
        panel->show();
        panel->activateWindow();
        view = panel->findChild<ConversationListView *>();
        QVERIFY(QTest::qWaitForWindowActive(panel.get()));
        panel->takeFocus();
        QTRY_COMPARE(panel->current(), rows.first());
    }
    void press(const char *keys) { press(QKeySequence(QLatin1String(keys))); }
    void press(const QKeySequence &keys)
    {
        for (int i = 0; i < int(keys.count()); ++i) {
            const auto key = keys[uint(i)];
            QWidget *focus = QApplication::focusWidget();
            const bool typed = !(key.keyboardModifiers() & Qt::ControlModifier) && key.key() < 0x80;
            const QString letter = typed ? QString(QChar(key.key())) : QString();
            const bool shift = key.keyboardModifiers() & Qt::ShiftModifier;
            QKeyEvent down(QEvent::KeyPress, key.key(), key.keyboardModifiers(), shift ? letter : letter.toLower());
            QApplication::sendEvent(focus ? focus : panel.get(), &down);
        }
    }
    /// Types into the small list that is open, and picks.
    void choose(const char *words)
    {
        QTRY_VERIFY(QApplication::activePopupWidget());
        auto *field = QApplication::activePopupWidget()->findChild<QLineEdit *>();
        QTest::keyClicks(field, QLatin1String(words));
        QTest::keyClick(field, Qt::Key_Return);
    }
    QString said()
    {
        if (spy->isEmpty())
            spy->wait(2000);
        const QString sentence = spy->isEmpty() ? QString() : spy->last().first().toString();
        spy->clear();
        return sentence;
    }

    /// The status words of something that cannot be taken back.
    QString heard()
    {
        if (told.isEmpty() && !QTest::qWaitFor([this] { return !told.isEmpty(); }, 2000))
            return {};
        return std::exchange(told, {});
    }

    InboxDesk desk;
    QList<qint64> rows;
    std::unique_ptr<InboxPanel> panel;
    ConversationListView *view = nullptr;
    std::unique_ptr<QSignalSpy> spy;
    QString told;
};

} // namespace wheelhouse

#pragma once

#include "core/publishing/deliverybook.h"
#include "tests/ui/inbox/threaddesk.h"
#include "ui/inbox/conversationview.h"
#include "ui/inbox/replyeditor.h"
#include "ui/kit/label.h"
#include "ui/kit/plaineditor.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace wheelhouse {

/// A conversation on the screen, and what is answered in it.
struct Shown {
    explicit Shown(ThreadDesk &of)
        : desk(of)
        , view(of.services(), look)
        , acted(&view, &ConversationView::acted)
    {
        view.resize(640, 760);
        view.show();
    }
    [[nodiscard]] PlainEditor *field() const { return view.findChild<PlainEditor *>(); }
    /// The button whose name that is, if it can be seen.
    [[nodiscard]] QPushButton *button(const QString &name) const
    {
        for (QPushButton *each : view.findChild<ReplyEditor *>()->findChildren<QPushButton *>())
            if (each->isVisible() && each->accessibleName() == name)
                return each;
        return nullptr;
    }
    void write(const QString &words)
    {
        view.reply();
        QTest::keyClicks(field(), words);
        QTRY_COMPARE(desk.draftOf(conversation), words);
    }
    void press(Qt::KeyboardModifiers modifiers) { QTest::keyClick(field(), Qt::Key_Return, modifiers); }
    [[nodiscard]] bool says(const QString &words) const
    {
        const auto labels = view.findChildren<TextLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(),
            [&](const TextLabel *label) { return label->isVisible() && label->text().contains(words); });
    }
    [[nodiscard]] QList<Delivery> deliveries() const
    {
        return desk.on([this] { return TestDesk::must(DeliveryBook(desk.desk().writer()).list({}, 100)); });
    }

    ThreadDesk &desk;
    Look look;
    ConversationView view;
    QSignalSpy acted;
    qint64 conversation = 0;
};

inline Arrival asking(ThreadDesk &desk, const QString &name, const QString &text, const QString &answers = {})
{
    Arrival arrival = desk.desk().saying(name, text, 5, answers);
    arrival.remoteId = QStringLiteral("id-") + name;
    arrival.author.handle = QStringLiteral("@ada@a.example");
    return arrival;
}

/// A desk with an account, and a question on the screen.
struct Asked {
    /// \a saved a reply to begin with; none: none is offered.
    explicit Asked(const QString &saved = {})
    {
        desk.signInToAnswer();
        if (!saved.isEmpty())
            desk.saveReply(QStringLiteral("Saved"), saved);
        shown = std::make_unique<Shown>(desk);
        shown->conversation = desk.receive({ asking(desk, QStringLiteral("1"), QStringLiteral("Is it safe?")) });
        shown->view.showConversation(shown->conversation);
    }
    ThreadDesk desk;
    std::unique_ptr<Shown> shown;
};

} // namespace wheelhouse

#pragma once

#include "tests/ui/inbox/threaddesk.h"
#include "ui/inbox/conversationview.h"
#include "ui/inbox/thread/linkgate.h"
#include "ui/inbox/thread/threadview.h"

#include <QUrl>

namespace wheelhouse {

/// \a arrival with \a body as a network would send it.
inline Arrival html(Arrival arrival, const QString &body)
{
    arrival.form = Arrival::Form::Html;
    arrival.body = body;
    return arrival;
}

/// A window on one conversation, with an ear at the door through which addresses would leave.
struct ShownThread {
    explicit ShownThread(ThreadDesk &desk)
        : view(desk.services(), look)
    {
        view.setOpener([this](const QUrl &url) {
            opened.append(url);
            return true;
        });
        view.resize(640, 760);
        view.show();
    }
    [[nodiscard]] ThreadView *thread() const { return view.findChild<ThreadView *>(); }
    [[nodiscard]] LinkGate *gate() const { return view.findChild<LinkGate *>(); }

    Look look;
    QList<QUrl> opened;
    ConversationView view;
};

} // namespace wheelhouse

#include "ui/inbox/thread/gesturemenu.h"

#include "ui/inbox/thread/gesturenames.h"

#include <QCoreApplication>
#include <QInputDialog>
#include <QMenu>

namespace wheelhouse {

namespace {

using Kind = Gesture::Kind;
using Wish = std::function<void(Kind)>;

/// What is so already: ticked, and choosing it takes it back where that is offered.
void addTicked(QMenu &menu, const GestureName &name, const QSet<Kind> &offered, const Wish &wish)
{
    const auto back = oppositeOf(name.kind);
    const bool goesBack = back && *name.takesBack != '\0' && offered.contains(*back);
    QAction *entry = menu.addAction(gestureText(goesBack ? name.takesBack : name.isSo));
    entry->setCheckable(true);
    entry->setChecked(true);
    entry->setEnabled(goesBack);
    if (goesBack)
        QObject::connect(entry, &QAction::triggered, &menu, [wish, back = *back] { wish(back); });
}

/// Whether \a name would change nothing, or is offered as what takes back what is so.
bool isLeftOut(const GestureName &name, const GestureRoom &room)
{
    if (!room.offered.contains(name.kind) || (*name.stands != '\0' && room.moderation == QLatin1String(name.stands)))
        return true;
    const auto back = oppositeOf(name.kind);
    const bool takesBack = back && name.kind > *back;
    return takesBack && (room.standing.contains(*back) || room.standing.contains(name.kind));
}

} // namespace

void addGestures(QMenu &menu, const GestureRoom &room, const Wish &wish)
{
    if (room.offered.isEmpty())
        return;
    auto *there = menu.addMenu(QCoreApplication::translate("GestureMenu", "On their network"));
    there->setObjectName(QStringLiteral("gestures"));
    for (const GestureName &each : gestureNames()) {
        if (isLeftOut(each, room))
            continue;
        if (each.beginsGroup)
            there->addSeparator();
        const bool isAgain = *each.stands != '\0' || each.kind == Kind::Report || each.kind == Kind::MarkRead;
        if (room.standing.contains(each.kind) && !isAgain)
            addTicked(*there, each, room.offered, wish);
        else
            there->addAction(gestureText(each.menu), &menu, [wish, kind = each.kind] { wish(kind); });
    }
}

std::optional<QString> askReportWords(QWidget *above)
{
    bool isMeant = false;
    const QString words =
        QInputDialog::getMultiLineText(above, QCoreApplication::translate("GestureMenu", "Report to their moderators"),
            QCoreApplication::translate(
                "GestureMenu", "What is wrong with it? People on that server read this, with your account's name."),
            {}, &isMeant);
    return isMeant ? std::optional(words) : std::nullopt;
}

} // namespace wheelhouse

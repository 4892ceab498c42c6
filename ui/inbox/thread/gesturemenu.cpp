#include "ui/inbox/thread/gesturemenu.h"

#include <QCoreApplication>
#include <QInputDialog>
#include <QMenu>

#include <array>

namespace wheelhouse {

namespace {

using Kind = Gesture::Kind;

struct Entry {
    Kind kind;
    const char *words;
    bool beginsGroup = false;
    const char *stands = ""; ///< where the moderation queue has it when this would change nothing
};
constexpr std::array<Entry, 16> entries { {
    { Kind::Approve, QT_TRANSLATE_NOOP("GestureMenu", "Approve"), false, "approved" },
    { Kind::Hold, QT_TRANSLATE_NOOP("GestureMenu", "Hold back for moderation"), false, "hold" },
    { Kind::MarkSpam, QT_TRANSLATE_NOOP("GestureMenu", "Spam, on their side too"), false, "spam" },
    { Kind::Trash, QT_TRANSLATE_NOOP("GestureMenu", "Into the bin there"), false, "trash" },
    { Kind::Favourite, QT_TRANSLATE_NOOP("GestureMenu", "Favourite") },
    { Kind::Unfavourite, QT_TRANSLATE_NOOP("GestureMenu", "No longer a favourite") },
    { Kind::Boost, QT_TRANSLATE_NOOP("GestureMenu", "Boost") },
    { Kind::Unboost, QT_TRANSLATE_NOOP("GestureMenu", "No longer boosted") },
    { Kind::MarkRead, QT_TRANSLATE_NOOP("GestureMenu", "Mark read there, up to here") },
    { Kind::Follow, QT_TRANSLATE_NOOP("GestureMenu", "Follow this person"), true },
    { Kind::Unfollow, QT_TRANSLATE_NOOP("GestureMenu", "Follow no longer") },
    { Kind::Mute, QT_TRANSLATE_NOOP("GestureMenu", "Mute this person") },
    { Kind::Unmute, QT_TRANSLATE_NOOP("GestureMenu", "Mute no longer") },
    { Kind::Block, QT_TRANSLATE_NOOP("GestureMenu", "Block this person") },
    { Kind::Unblock, QT_TRANSLATE_NOOP("GestureMenu", "Block no longer") },
    { Kind::Report, QT_TRANSLATE_NOOP("GestureMenu", "Report to their moderators…"), true },
} };

} // namespace

void addGestures(
    QMenu &menu, const QSet<Kind> &offered, const QString &moderation, const std::function<void(Kind)> &wish)
{
    if (offered.isEmpty())
        return;
    auto *there = menu.addMenu(QCoreApplication::translate("GestureMenu", "On their network"));
    there->setObjectName(QStringLiteral("gestures"));
    for (const Entry &each : entries) {
        if (!offered.contains(each.kind) || (*each.stands != '\0' && moderation == QLatin1String(each.stands)))
            continue;
        if (each.beginsGroup)
            there->addSeparator();
        there->addAction(
            QCoreApplication::translate("GestureMenu", each.words), &menu, [wish, kind = each.kind] { wish(kind); });
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

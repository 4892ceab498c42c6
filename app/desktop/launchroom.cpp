#include "app/desktop/launchroom.h"

#include "ui/housekeeping/printdialog.h"
#include "ui/launch/launchprinting.h"

#include <QPrinter>

namespace wheelhouse {

LaunchRoom *makeLaunchRoom(Engine &engine, const Look &look, Shortcuts &shortcuts)
{
    return new LaunchRoom(
        { engine.lane(), engine.reader(), engine.desks().launches, engine.desks().calendar, engine.desks().changes,
            engine.file().path(), engine.clock(), engine.file().isWritable() },
        look, shortcuts);
}

void tieLaunchRoom(LaunchRoom &room, CalendarPanel &calendar, const Look &look, MainWindow &window)
{
    room.addKeys();
    QObject::connect(&room, &LaunchRoom::acted, &window, &MainWindow::setUndo);
    QObject::connect(&room, &LaunchRoom::told, &window, &MainWindow::setStatus);
    QObject::connect(&room, &LaunchRoom::holdRequested, &calendar, &CalendarPanel::holdRequested);
    QObject::connect(&room, &LaunchRoom::openPostRequested, &calendar, &CalendarPanel::openRequested);
    QObject::connect(&calendar, &CalendarPanel::launchPaged, &room, &LaunchRoom::lookBeside);
    // After the window has shown the panel's own.
    QObject::connect(
        &room, &LaunchRoom::entered, &window, [&window] { window.setHintsFor(QStringLiteral("launch")); },
        Qt::QueuedConnection);
    QObject::connect(&room, &LaunchRoom::left, &window, [&calendar, &window] {
        if (calendar.isVisible())
            window.setHintsFor(calendar.scope());
    });
    QObject::connect(&room, &LaunchRoom::printRequested, &room, [&room, &look, &window] {
        auto *dialog = new PrintDialog(look,
            { LaunchRoom::tr("Print the launch"), QStringLiteral("launch.pdf"), QPageLayout::Landscape,
                [sight = room.sight()](QPrinter &printer) { printLaunch(printer, sight); } },
            &window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

} // namespace wheelhouse

#include "app/desktop/planningdesk.h"

#include "app/desktop/launchroom.h"
#include "ui/calendar/plannerview.h"
#include "ui/calendar/planprint.h"
#include "ui/housekeeping/printdialog.h"
#include "ui/kit/shortcuts.h"

#include <QPainter>
#include <QPrinter>

namespace wheelhouse {

PlanningDesk::PlanningDesk(Engine &engine, const Look &look, Shortcuts &shortcuts, QSettings &settings)
    : m_engine(engine)
    , m_look(look)
    , m_shortcuts(shortcuts)
{
    m_launch = makeLaunchRoom(engine, look, shortcuts);
    m_calendar = new CalendarPanel(
        CalendarServices { engine.lane(), engine.desks().calendar, engine.reader(), engine.file().path(),
            engine.file().workspace().name, engine.desks().changes, engine.clock(),
            [&engine](const QList<PostId> &posts) { return engine.makePicturesReady(posts); } },
        look, shortcuts, settings, m_launch);
}

void PlanningDesk::tie(MainWindow &window)
{
    m_window = &window;
    connect(m_calendar, &CalendarPanel::acted, &window, &MainWindow::setUndo);
    connect(m_calendar, &CalendarPanel::told, &window, &MainWindow::setStatus);
    tieLaunchRoom(*m_launch, *m_calendar, m_look, window);
    m_shortcuts.add({ QStringLiteral("calendar.print"), tr("Print the week or month…"), m_calendar->scope(),
        { QStringLiteral("Ctrl+P"), QStringLiteral("Ctrl+Shift+P") }, QStringLiteral("document-print"),
        [this] { print(); }, [this] { return m_calendar->view() != nullptr; }, {}, false });
}

void PlanningDesk::print()
{
    PrintedPlan plan { m_calendar->shownTitle(), m_engine.file().workspace().name,
        m_calendar->shape() == CalendarPanel::Shape::Week, m_calendar->day(), m_calendar->sight(),
        m_calendar->filter() };
    auto *dialog = new PrintDialog(m_look,
        { tr("Print the calendar"), QStringLiteral("calendar.pdf"), QPageLayout::Landscape,
            [plan](QPrinter &printer) {
                QPainter painter(&printer);
                paintPlan(painter, QRectF(QPointF(), printer.pageRect(QPrinter::DevicePixel).size()), plan);
            } },
        m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace wheelhouse

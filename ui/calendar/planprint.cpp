#include "ui/calendar/planprint.h"

#include "ui/calendar/legend.h"
#include "ui/calendar/monthview.h"
#include "ui/calendar/weekview.h"

#include <QLocale>
#include <QPainter>

namespace wheelhouse {

namespace {

constexpr int sheetWidth = 1240; // px, of a sheet lying on its side, before it is scaled to the page
constexpr int headHeight = 40;
constexpr int legendHeight = 30;
constexpr int mostHours = 24;

void paintHead(QPainter &painter, const Look &look, const PrintedPlan &plan)
{
    Canvas canvas(painter, look, QGuiApplication::layoutDirection(), QRect(0, 0, sheetWidth, headHeight));
    const QRect head(space::grid, 0, sheetWidth - 2 * space::grid, headHeight);
    canvas.text(head, plan.title, look.font(Type::Title), look.theme().text);
    canvas.text(head,
        PlannerView::tr("%1 · printed %2", "a workspace, a time")
            .arg(plan.workspace, QLocale().toString(plan.sight.now.toLocalTime(), QLocale::ShortFormat)),
        look.font(Type::Small), look.theme().text2, Canvas::Side::Trailing);
}

} // namespace

void paintPlan(QPainter &painter, const QRectF &page, const PrintedPlan &plan)
{
    Look look;
    look.setMode(Look::Mode::Light);
    const int sheetHeight = qMax(1, qRound(sheetWidth * page.height() / page.width()));
    const int room = sheetHeight - headHeight - legendHeight;
    std::unique_ptr<PlannerView> view;
    int height = room;
    if (plan.isWeek) {
        auto week = std::make_unique<WeekView>(look, nullptr);
        week->setWeek(plan.day);
        height = qMax(room, look.scaled(54) * mostHours + look.scaled(120)); // nothing is left to be scrolled to
        view = std::move(week);
    } else {
        auto month = std::make_unique<MonthView>(look, nullptr);
        month->setMonth(plan.day);
        view = std::move(month);
    }
    view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->resize(sheetWidth, height);
    view->setSight(plan.sight, plan.filter);
    view->setDay(plan.day);
    Legend legend(look, nullptr);
    legend.resize(sheetWidth, legendHeight);

    painter.save();
    painter.translate(page.topLeft());
    const qreal scale = page.width() / sheetWidth;
    painter.scale(scale, scale);
    paintHead(painter, look, plan);
    painter.translate(0, headHeight);
    painter.save();
    painter.scale(qreal(room) / height, qreal(room) / height);
    view->render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
    painter.restore();
    painter.translate(0, room);
    legend.render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
    painter.restore();
}

} // namespace wheelhouse

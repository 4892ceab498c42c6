#pragma once

#include "ui/calendar/calendarsight.h"

#include <QRectF>

class QPainter;

namespace wheelhouse {

/// What is put on paper: a week or the month of a day, as it is looked at.
struct PrintedPlan {
    QString title; ///< "October 2026"
    QString workspace;
    bool isWeek = false;
    QDate day; ///< any of it
    CalendarSight sight;
    CalendarFilter filter;
};

/// Draws the plan on a page lying on its side, black on white whatever the window's theme, with every hour of a week.
void paintPlan(QPainter &painter, const QRectF &page, const PrintedPlan &plan);

} // namespace wheelhouse

#pragma once

#include "core/calendar/card.h"
#include "ui/kit/look.h"

#include <QRect>

namespace wheelhouse {

/// A campaign's bar in one week of a month.
struct MonthBar {
    int campaign = 0; ///< its place in the list that was given
    int week = 0; ///< row, from 0
    QRect rect;
    bool isFirst = false; ///< of the weeks that show it: its name stands in full
};

/// Where the cards of a day lie; what has no room is counted.
struct DayStack {
    QList<QRect> cards;
    QRect more; ///< "+3 more"; empty: all are shown
    int hidden = 0;
};

/// The days of a month in rows of weeks: which rectangle is which day, bar, card. Pure geometry, as if one read from
/// left to right; px of a window of the size given.
class MonthGrid {
public:
    MonthGrid() = default;
    /// \a day any of the month; \a firstWeekday as the person's country begins its weeks. Rows keep their least height:
    /// the grid may be higher than \a size. \a scrolled px that the rows are moved up by.
    MonthGrid(const Look &look, QSize size, QDate day, int firstWeekday, int scrolled = 0);

    [[nodiscard]] QDate first() const { return m_first; } ///< of the days shown
    [[nodiscard]] QDate last() const { return m_first.addDays(7 * m_weeks - 1); }
    [[nodiscard]] int weeks() const { return m_weeks; }
    [[nodiscard]] int height() const { return m_header + m_weeks * m_row; } ///< of all rows and the names of the days
    [[nodiscard]] QRect body() const; ///< where days are, below the names
    [[nodiscard]] QRect name(int column) const;
    [[nodiscard]] QRect weekNumber(int week) const;
    [[nodiscard]] QRect cell(QDate day) const; ///< empty: it is not shown
    [[nodiscard]] QDate dayAt(const QPoint &place) const; ///< none: no day is there
    [[nodiscard]] bool isOutside(QDate day) const { return day.month() != m_month; }

    /// The bars of campaigns that have days; as many lanes as leave room for a card.
    [[nodiscard]] QList<MonthBar> bars(const QList<Campaign> &campaigns) const;
    /// Places for \a count cards of \a day under \a lanes bars: tall ones, or short ones where these have no room.
    [[nodiscard]] DayStack stack(QDate day, int lanes, int count) const;
    /// How many lanes of \a bars lie over \a week.
    [[nodiscard]] static int lanes(const QList<MonthBar> &bars, int week);

private:
    [[nodiscard]] int columnLeft(int column) const;
    [[nodiscard]] int px(double size) const { return m_look->scaled(size); }
    [[nodiscard]] QRect barRect(int week, int lane, int from, int to) const;

    const Look *m_look = nullptr;
    QSize m_size;
    QDate m_first;
    int m_month = 0;
    int m_weeks = 0;
    int m_numbers = 0; ///< width of the column of week numbers
    int m_header = 0;
    int m_row = 0;
    int m_scrolled = 0;
};

} // namespace wheelhouse

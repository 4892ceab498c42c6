#pragma once

#include "ui/calendar/monthgrid.h"
#include "ui/calendar/plannerview.h"

namespace wheelhouse {

/// A month: weeks in rows, each day with as many cards as it has room for, campaigns as bars above them, and six small
/// bars for what usually comes in between 06:00 and 24:00.
class MonthView : public PlannerView {
    Q_OBJECT
public:
    MonthView(const Look &look, QWidget *parent);

    /// \a day any of the month to be shown.
    void setMonth(QDate day);
    [[nodiscard]] QDate pageDay() const override;
    [[nodiscard]] std::pair<QDate, QDate> rangeFor(QDate day) const override;
    [[nodiscard]] QDate pageStep(QDate day, int pages) const override { return day.addMonths(pages); }
    [[nodiscard]] int tableRows() const override { return m_grid.weeks(); }
    [[nodiscard]] Cell tableCell(int row, int column) const override;
    [[nodiscard]] QRect cellsOf(QDate day) const override;
    [[nodiscard]] QString rowTitle(int row) const override;
    [[nodiscard]] QString columnTitle(int column) const override;
    [[nodiscard]] const MonthGrid &grid() const { return m_grid; }

protected:
    void arrange() override;
    void paint(Canvas &canvas, QPainter &painter) override;
    [[nodiscard]] PlannerPoint pointAt(const QPoint &place) const override { return { m_grid.dayAt(place), {} }; }
    [[nodiscard]] QRect rectOf(const WallTime &at) const override;
    [[nodiscard]] QDate wholeDayAt(const QPoint &place) const override;
    [[nodiscard]] std::pair<int, int> carryStep(int key, bool isFine) const override;
    [[nodiscard]] int daysDown() const override { return 7; }
    [[nodiscard]] bool hidesCards() const override { return true; }
    void reveal(const QRect &rect) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct More {
        QDate day;
        QRect rect;
        int hidden = 0;
    };
    void revealDay();
    void paintNames(Canvas &canvas) const;
    void paintDay(Canvas &canvas, QPainter &painter, QDate day) const;
    void paintDate(Canvas &canvas, const QRect &cell, QDate day) const;
    void paintUsual(Canvas &canvas, const QRect &cell, QDate day) const;
    void paintBars(Canvas &canvas) const;

    MonthGrid m_grid;
    QList<MonthBar> m_bars;
    QList<More> m_more;
    QDate m_month; ///< any day of it
    bool m_isNewMonth = false; ///< its day was not brought into sight yet
};

/// "S  Stillwater launch, 6 to 23 October", or since when it is held.
[[nodiscard]] QString barWords(const Campaign &campaign, const CalendarSight &sight, bool inFull);

} // namespace wheelhouse

#pragma once

#include "ui/calendar/plannerview.h"
#include "ui/calendar/weekgrid.h"

namespace wheelhouse {

class ClashBox;

/// A week by the hour, with a line for now, and beside each hour a bar for what usually comes in then.
class WeekView : public PlannerView {
    Q_OBJECT
public:
    WeekView(const Look &look, QWidget *parent);

    void setWeek(QDate day); ///< any of it
    [[nodiscard]] std::pair<QDate, QDate> rangeFor(QDate day) const override;
    [[nodiscard]] QDate pageStep(QDate day, int pages) const override { return day.addDays(7 * pages); }
    [[nodiscard]] int tableRows() const override { return 24 - m_grid.firstHour(); }
    [[nodiscard]] Cell tableCell(int row, int column) const override;
    [[nodiscard]] QRect cellsOf(QDate day) const override;
    [[nodiscard]] QString rowTitle(int row) const override;
    [[nodiscard]] QString columnTitle(int column) const override;
    [[nodiscard]] const WeekGrid &grid() const { return m_grid; }

protected:
    void arrange() override;
    void paint(Canvas &canvas, QPainter &painter) override;
    [[nodiscard]] PlannerPoint pointAt(const QPoint &place) const override;
    [[nodiscard]] QRect rectOf(const WallTime &at) const override;
    [[nodiscard]] std::pair<int, int> carryStep(int key, bool isFine) const override;
    void reveal(const QRect &rect) override;

private:
    [[nodiscard]] WeekGrid::Terms terms() const;
    void scrollRanges();
    void paintHours(Canvas &canvas) const;
    void paintUsual(Canvas &canvas) const;
    void paintHeader(Canvas &canvas, QPainter &painter) const;
    void paintBars(Canvas &canvas) const;
    void paintAxis(Canvas &canvas) const;
    void paintNow(Canvas &canvas) const;
    void sayClash(); ///< beneath the current card, what stands against it

    ClashBox *m_clash;
    WeekGrid m_grid;
    QDate m_monday; ///< the first day shown
    bool m_isScrolled = false; ///< to the hours of work, once
};

} // namespace wheelhouse

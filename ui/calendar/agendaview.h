#pragma once

#include "ui/calendar/plannerview.h"

namespace wheelhouse {

/// A month as a list by day: for small windows, and for who would rather read than look.
class AgendaView : public PlannerView {
    Q_OBJECT
public:
    AgendaView(const Look &look, QWidget *parent);

    void setMonth(QDate day); ///< any of it
    [[nodiscard]] std::pair<QDate, QDate> rangeFor(QDate day) const override;
    [[nodiscard]] QDate pageStep(QDate day, int pages) const override { return day.addMonths(pages); }
    [[nodiscard]] int tableRows() const override { return int(m_lines.size()); }
    [[nodiscard]] int tableColumns() const override { return 1; }
    [[nodiscard]] Cell tableCell(int row, int column) const override;
    [[nodiscard]] QRect cellsOf(QDate) const override { return {}; }
    [[nodiscard]] QString rowTitle(int row) const override;
    [[nodiscard]] QString columnTitle(int) const override { return tr("Planned"); }

protected:
    void arrange() override;
    void paint(Canvas &canvas, QPainter &painter) override;
    [[nodiscard]] PlannerPoint pointAt(const QPoint &place) const override;
    [[nodiscard]] QRect rectOf(const WallTime &at) const override;
    [[nodiscard]] std::pair<int, int> carryStep(int key, bool isFine) const override;
    [[nodiscard]] int daysDown() const override { return 1; }
    void reveal(const QRect &rect) override;

private:
    void openAtDay();
    struct Line {
        QDate day;
        int card = -1; ///< -1: the title of the day
        QRect rect;
    };
    [[nodiscard]] bool isTitled(QDate day) const; ///< it has cards, is today, or where the keyboard is
    void paintTitle(Canvas &canvas, const Line &line) const;
    void paintRow(Canvas &canvas, const Line &line) const;

    QList<Line> m_lines;
    QDate m_month;
    QDate m_opensAt; ///< comes to the top; none: it did
};

} // namespace wheelhouse

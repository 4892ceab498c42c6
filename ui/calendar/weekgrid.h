#pragma once

#include "ui/kit/look.h"

#include <QDateTime>
#include <QRect>

namespace wheelhouse {

/// A card to be placed in a week: which one, and when.
struct WeekEntry {
    int index = 0; ///< of the caller's list
    QDate day;
    QTime time; ///< none: at any time of that day
};

/// Where it lies; empty: it is out of sight.
struct WeekPlace {
    int index = 0;
    QRect rect;
    bool isNarrow = false; ///< it shares its hour with others
};

/// What a point of the week means.
struct WeekPoint {
    QDate day;
    QTime time; ///< to the quarter of an hour; none: in the strip of any time
};

/// Seven days by the hour: which rectangle is which hour, card. Pure geometry, as if one read from left to right.
class WeekGrid {
public:
    struct Terms {
        QDate monday; ///< the first day shown, whichever it is
        int firstHour = 6;
        int anyTime = 0; ///< the most cards without an hour on one day
        int lanes = 0; ///< of campaign bars
        bool hasSecondZone = false;
    };
    static constexpr int days = 7;
    static constexpr int minutesStep = 15;

    WeekGrid() = default;
    /// \a scrolled px that the hours are moved up and the days to the leading side by.
    WeekGrid(const Look &look, QSize size, const Terms &terms, QPoint scrolled = {});

    [[nodiscard]] QRect header() const; ///< names of the days and bars
    [[nodiscard]] QRect anyTimeStrip() const;
    [[nodiscard]] QRect body() const; ///< the hours, what is scrolled
    [[nodiscard]] int contentHeight() const { return (24 - m_terms.firstHour) * m_hour; }
    [[nodiscard]] int contentWidth() const { return days * m_column; }
    [[nodiscard]] int axisWidth() const { return m_axis; }
    [[nodiscard]] int hourHeight() const { return m_hour; }
    [[nodiscard]] int firstHour() const { return m_terms.firstHour; }
    [[nodiscard]] QRect column(int day) const; ///< from the header to the bottom
    [[nodiscard]] QRect hour(int day, int hour) const;
    [[nodiscard]] QRect axis(int hour) const; ///< beside its hour
    [[nodiscard]] QRect bar(int lane, int fromDay, int toDay) const;
    [[nodiscard]] int yOf(QTime time) const;
    [[nodiscard]] QRect cardAt(QDate day, QTime time) const; ///< one that has its hour for itself
    [[nodiscard]] WeekPoint at(const QPoint &place) const; ///< no day: nothing is there
    /// Places for \a entries: those that overlap stand side by side.
    [[nodiscard]] QList<WeekPlace> places(const QList<WeekEntry> &entries) const;

private:
    void placeDay(QList<WeekEntry> entries, QList<WeekPlace> &places) const;
    void placeGroup(const QList<WeekEntry> &group, QList<WeekPlace> &places) const;
    [[nodiscard]] int px(double size) const { return m_look->scaled(size); }

    const Look *m_look = nullptr;
    QSize m_size;
    Terms m_terms;
    QPoint m_scrolled;
    int m_axis = 0;
    int m_header = 0;
    int m_strip = 0;
    int m_hour = 0;
    int m_column = 0;
};

} // namespace wheelhouse

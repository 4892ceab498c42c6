#pragma once

#include "ui/launch/lanepainter.h"

#include <QAbstractScrollArea>

namespace wheelhouse {

/// The lanes of a launch about its doors. It changes nothing: it signals what a person wishes. Every wish of the mouse
/// is one of the keys too.
class LaneView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit LaneView(const Look &look, QWidget *parent = nullptr);

    void show(const LaunchSight &sight);
    [[nodiscard]] StepId current() const { return m_pose.current; }
    [[nodiscard]] LaneId currentLane() const { return m_pose.lane; }
    /// What a command is about: what is chosen, else the current step.
    [[nodiscard]] QList<StepId> subject() const;
    /// Where a new step would stand, in days from the doors.
    [[nodiscard]] int currentDays() const;
    void choose(const QList<StepId> &steps); ///< as soon as they are there
    void chooseLane(LaneId lane);
    [[nodiscard]] QString currentSentence() const;

    /// Arrows; while something is carried they carry it. \a across 1: later, \a down 1: the next lane.
    void step(int across, int down, bool extends = false);
    void toEnd(bool last); ///< the first or last step of the lane
    void pickUp();
    void drop();
    void putBack(); ///< what is carried, a link that is being drawn, or what is chosen
    void chooseAll();
    void beginLink(); ///< the next step that is opened, or clicked, is what the current one needs
    void activate(); ///< drops, links, or opens
    [[nodiscard]] bool isCarrying() const { return m_pose.carry.isOn(); }
    [[nodiscard]] bool isLinking() const { return !m_pose.linkFrom.isNull(); }

signals:
    void moveRequested(const QList<wheelhouse::StepId> &steps, int days, wheelhouse::LaneId to);
    void openRequested(wheelhouse::StepId step);
    void laneOpenRequested(wheelhouse::LaneId lane);
    void newRequested(wheelhouse::LaneId lane, int fromDays);
    void linkRequested(wheelhouse::StepId step, wheelhouse::StepId needs, bool isNeeded);
    void menuRequested(const QPoint &place); ///< on the screen
    void currentChanged();
    void stateChanged(); ///< something is carried or linked, or no more

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool focusNextPrevChild(bool next) override; ///< the next lane; after the last, out of here

private:
    void layOut();
    void settle();
    void setCurrent(StepId step, bool extends = false);
    void setCarry(int days, LaneId lane);
    void endCarry();
    void ensureSeen();
    void announce();
    [[nodiscard]] QList<StepId> stepsOf(LaneId lane) const;
    [[nodiscard]] LaneId laneBeside(LaneId lane, int by) const; ///< null: there is none
    [[nodiscard]] StepId nearest(LaneId lane, QDate day) const;
    [[nodiscard]] QPoint inLayout(QPoint onScreen) const;
    [[nodiscard]] bool isHead(QPoint onScreen) const;
    void pressHead(const QPoint &at);

    const Look &m_look;
    LaunchSight m_sight;
    LaneLayout m_layout;
    LanePose m_pose;
    QList<StepId> m_wanted; ///< to be chosen when they are there
    QPoint m_pressedAt; ///< in the layout; what is dragged
    StepId m_pressed;
    bool m_isDragging = false;
    bool m_wasShown = false;
};

} // namespace wheelhouse

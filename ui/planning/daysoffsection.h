#pragma once

#include "ui/kit/label.h"
#include "ui/planning/planningservices.h"

#include <QWidget>

class QListWidget;
class QPushButton;

namespace wheelhouse {

/// Days off, from calendars that the team gives: the calendar says where a post falls on one.
class DaysOffSection : public QWidget {
    Q_OBJECT
public:
    DaysOffSection(const PlanningServices &services, const Look &look, QWidget *parent = nullptr);
    /// Takes the days off of the calendar file \a path from its place to now, and two years on.
    void take(const QString &path);

signals:
    void said(const QString &sentence);
    void refused(const wheelhouse::Error &error);

private:
    void read();
    void choose();
    void remove();
    void keep(const QString &source, const QList<DayOff> &daysOff);

    PlanningServices m_services;
    QListWidget *m_list;
    QPushButton *m_import;
    QPushButton *m_remove;
    TextLabel *m_hint;
};

} // namespace wheelhouse

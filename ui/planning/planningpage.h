#pragma once

#include "ui/planning/planningservices.h"

#include <QWidget>

class QVBoxLayout;

namespace wheelhouse {

class Look;
class Notice;

/// How this team plans: its campaigns, the hours at which its outposts usually speak, its days off, and what it decided
/// about publishing. Each change is one step to undo.
class PlanningPage : public QWidget {
    Q_OBJECT
public:
    PlanningPage(const PlanningServices &services, const Look &look, QWidget *parent = nullptr);

signals:
    void acted(const QString &sentence); ///< something was changed, and can be taken back

private:
    template<typename Section> void add(QVBoxLayout *column, const QString &title, Section *section);

    const Look &m_look;
    Notice *m_notice;
};

} // namespace wheelhouse

#pragma once

#include "ui/kit/label.h"
#include "ui/planning/planningservices.h"

#include <QWidget>

class QCheckBox;
class QSpinBox;

namespace wheelhouse {

/// What the team decided about publishing, each kept as it is changed.
class TermsSection : public QWidget {
    Q_OBJECT
public:
    TermsSection(const PlanningServices &services, const Look &look, QWidget *parent = nullptr);

signals:
    void said(const QString &sentence);
    void refused(const wheelhouse::Error &error);

private:
    void read();
    void keep();
    [[nodiscard]] QSpinBox *minutes(const QString &name, const QString &tip);

    PlanningServices m_services;
    QSpinBox *m_gap;
    QSpinBox *m_grace;
    QCheckBox *m_approval;
    QCheckBox *m_objective;
};

} // namespace wheelhouse

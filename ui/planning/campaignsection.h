#pragma once

#include "ui/planning/campaignform.h"
#include "ui/planning/planningservices.h"

class QListWidget;
class QPushButton;

namespace wheelhouse {

/// The campaigns of this desk, to make and to change.
class CampaignSection : public QWidget {
    Q_OBJECT
public:
    CampaignSection(const PlanningServices &services, const Look &look, QWidget *parent = nullptr);

signals:
    void said(const QString &sentence);
    void refused(const wheelhouse::Error &error);

private:
    void read(const QString &shown);
    void show(int row);
    void begin();
    void save();

    PlanningServices m_services;
    QList<Campaign> m_campaigns;
    QListWidget *m_list;
    CampaignForm *m_form;
    QPushButton *m_add;
    QPushButton *m_save;
};

} // namespace wheelhouse

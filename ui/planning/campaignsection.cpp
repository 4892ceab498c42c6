#include "ui/planning/campaignsection.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>

namespace wheelhouse {

CampaignSection::CampaignSection(const PlanningServices &services, const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_list(new QListWidget(this))
    , m_form(new CampaignForm(look, this))
    , m_add(new QPushButton(tr("New"), this))
    , m_save(new QPushButton(tr("Save"), this))
{
    m_list->setAccessibleName(tr("Campaigns"));
    m_list->setProperty("dataText", true);
    m_list->setFixedWidth(look.scaled(150));
    m_list->setUniformItemSizes(true);
    for (QPushButton *each : { m_add, m_save }) {
        each->setAutoDefault(false);
        each->setProperty("small", true);
    }
    auto *left = new QVBoxLayout;
    left->addWidget(m_list, 1);
    left->addWidget(m_add, 0, Qt::AlignLeading);
    auto *right = new QVBoxLayout;
    right->addWidget(m_form);
    right->addStretch();
    right->addWidget(m_save, 0, Qt::AlignTrailing);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::pane);
    row->addLayout(left);
    row->addLayout(right, 1);
    connect(m_list, &QListWidget::currentRowChanged, this, &CampaignSection::show);
    connect(m_add, &QPushButton::clicked, this, &CampaignSection::begin);
    connect(m_save, &QPushButton::clicked, this, &CampaignSection::save);
    read({});
}

/// What there is now; the one called \a shown becomes current, or the first.
void CampaignSection::read(const QString &shown)
{
    auto found = m_services.book.campaigns();
    if (!found) {
        emit refused(found.error());
        return;
    }
    m_campaigns = *std::move(found);
    m_list->clear();
    int current = m_campaigns.isEmpty() ? -1 : 0;
    for (const Campaign &each : std::as_const(m_campaigns)) {
        if (each.name == shown)
            current = m_list->count();
        m_list->addItem(each.name);
    }
    m_list->setCurrentRow(current);
    show(current);
}

void CampaignSection::show(int row)
{
    m_form->setCampaign(row >= 0 && row < m_campaigns.size() ? m_campaigns.at(row) : Campaign());
}

void CampaignSection::begin()
{
    m_list->setCurrentRow(-1);
    m_form->setFocus();
}

void CampaignSection::save()
{
    const auto wanted = m_form->campaign();
    if (!wanted) {
        emit refused(wanted.error());
        return;
    }
    setEnabled(false); // until it is kept: what is typed meanwhile would be of another campaign
    m_services.engine.ask(
        this, [&calendar = m_services.calendar, campaign = *wanted] { return calendar.put(campaign); },
        [this](const Result<Campaign> &kept) {
            setEnabled(true);
            if (!kept) {
                emit refused(kept.error());
                return;
            }
            emit said(tr("“%1” is kept.").arg(kept->name));
            read(kept->name);
        });
}

} // namespace wheelhouse

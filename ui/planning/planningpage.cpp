#include "ui/planning/planningpage.h"

#include "ui/kit/notice.h"
#include "ui/planning/campaignsection.h"
#include "ui/planning/daysoffsection.h"
#include "ui/planning/slotsection.h"
#include "ui/planning/termssection.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace wheelhouse {

PlanningPage::PlanningPage(const PlanningServices &services, const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_notice(new Notice(look, this))
{
    auto *inside = new QWidget;
    auto *sections = new QVBoxLayout(inside);
    sections->setContentsMargins(0, 0, space::pane, 0); // room for the scroll bar
    sections->setSpacing(space::pane);
    add(sections, tr("Campaigns"), new CampaignSection(services, look, inside));
    add(sections, tr("When each outpost usually speaks"), new SlotSection(services, look, inside));
    add(sections, tr("Days off"), new DaysOffSection(services, look, inside));
    add(sections, tr("What the team decided"), new TermsSection(services, look, inside));
    sections->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_notice);
    column->addWidget(scroll, 1);
}

template<typename Section> void PlanningPage::add(QVBoxLayout *column, const QString &title, Section *section)
{
    column->addWidget(new TextLabel(m_look, Type::Title, Ink::First, title, this));
    column->addWidget(section);
    connect(section, &Section::said, this, [this](const QString &sentence) {
        m_notice->say(sentence);
        emit acted(sentence);
    });
    connect(section, &Section::refused, m_notice, qOverload<const Error &>(&Notice::say));
}

} // namespace wheelhouse

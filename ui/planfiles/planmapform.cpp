#include "ui/planfiles/planmapform.h"

#include "ui/kit/label.h"

#include <QComboBox>
#include <QGridLayout>
#include <QTimeZone>

namespace wheelhouse {

namespace {

constexpr int boxesBeside = 4; // in a line: as few lines as five would make, and wider

struct Named {
    PlanColumn column;
    const char *words;
};
constexpr std::array<Named, planColumns> names {
    { { PlanColumn::Date, QT_TRANSLATE_NOOP("wheelhouse::PlanMapForm", "Day") },
        { PlanColumn::Time, QT_TRANSLATE_NOOP("wheelhouse::PlanMapForm", "Hour") },
        { PlanColumn::Zone, QT_TRANSLATE_NOOP("wheelhouse::PlanMapForm", "Time zone") },
        { PlanColumn::Channels, QT_TRANSLATE_NOOP("wheelhouse::PlanMapForm", "Outposts") },
        { PlanColumn::Text, QT_TRANSLATE_NOOP("wheelhouse::PlanMapForm", "Text") },
        { PlanColumn::Campaign, QT_TRANSLATE_NOOP("wheelhouse::PlanMapForm", "Campaign") },
        { PlanColumn::Objective, QT_TRANSLATE_NOOP("wheelhouse::PlanMapForm", "Objective") },
        { PlanColumn::Id, QT_TRANSLATE_NOOP("wheelhouse::PlanMapForm", "Id of a post") } }
};

} // namespace

PlanMapForm::PlanMapForm(const Look &look, const QStringList &outposts, const QByteArray &zone, QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::gap);
    grid->setVerticalSpacing(2);
    int place = 0;
    const auto labelled = [&](const QString &name) {
        auto *label = new TextLabel(look, Type::Tiny, Ink::Third, name, this);
        label->setElides();
        grid->addWidget(label, place / boxesBeside * 2, place % boxesBeside);
        auto *box = addBox(grid, name, place++);
        return std::pair(label, box);
    };
    for (const Named &each : names) {
        const auto [label, box] = labelled(tr(each.words));
        m_columns.at(size_t(each.column)) = box;
        m_ofSheets << label << box;
    }
    m_outpost = labelled(tr("Without an outpost")).second;
    m_outpost->setProperty("dataText", true);
    m_outpost->addItem(tr("It must be written"), QString());
    for (const QString &each : outposts)
        m_outpost->addItem(each, each);
    m_outpost->setCurrentIndex(outposts.size() == 1 ? 1 : 0);
    m_zone = labelled(tr("Without a zone")).second;
    m_zone->setProperty("dataText", true); // the names of zones
    m_zone->addItem(tr("It must be written"), QByteArray());
    for (const QByteArray &each : { zone, QTimeZone::systemTimeZoneId() })
        if (!each.isEmpty() && m_zone->findData(each) < 0)
            m_zone->addItem(QString::fromLatin1(each), each);
    const QList<QByteArray> zones = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &each : zones)
        m_zone->addItem(QString::fromLatin1(each), each);
    m_zone->setCurrentIndex(1);
    const auto [label, order] = labelled(tr("3/4/2026 is"));
    m_order = order;
    m_order->addItems({ tr("Not to be guessed"), tr("3 April"), tr("4 March") });
    m_ofSheets << label << order;
    for (int i = 0; i < boxesBeside; ++i)
        grid->setColumnStretch(i, 1);
}

QComboBox *PlanMapForm::addBox(QGridLayout *grid, const QString &name, int place)
{
    auto *box = new QComboBox(this);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    grid->addWidget(box, place / boxesBeside * 2 + 1, place % boxesBeside);
    connect(box, &QComboBox::activated, this, &PlanMapForm::changed);
    return box;
}

void PlanMapForm::present(const QStringList &header, const PlanSheetMap &map, bool isCalendar)
{
    for (QWidget *each : std::as_const(m_ofSheets))
        each->setVisible(!isCalendar);
    for (size_t i = 0; i < m_columns.size(); ++i) {
        QComboBox *box = m_columns.at(i);
        box->setProperty("dataText", true); // the names of columns
        box->clear();
        box->addItem(tr("–", "no column"), -1);
        for (int column = 0; column < header.size(); ++column)
            box->addItem(header.at(column), column);
        box->setCurrentIndex(map.columns.at(i) + 1);
    }
    if (isCalendar)
        return;
    m_order->setCurrentIndex(int(map.order));
    if (const int at = m_zone->findData(map.zone); at >= 0)
        m_zone->setCurrentIndex(at);
}

QString PlanMapForm::outpost() const
{
    return m_outpost->currentData().toString();
}

PlanSheetMap PlanMapForm::asked(PlanSheetMap map) const
{
    for (size_t i = 0; i < m_columns.size(); ++i)
        if (m_columns.at(i)->count() > 0)
            map.columns.at(i) = m_columns.at(i)->currentData().toInt();
    map.zone = m_zone->currentData().toByteArray();
    map.order = DayOrder(m_order->currentIndex());
    return map;
}

} // namespace wheelhouse

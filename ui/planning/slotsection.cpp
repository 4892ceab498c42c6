#include "ui/planning/slotsection.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QTimeZone>

namespace wheelhouse {

SlotSection::SlotSection(const PlanningServices &services, const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_zone(new QComboBox(this))
{
    m_zone->setAccessibleName(tr("Time zone"));
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    m_zone->setProperty("dataText", true);
    m_zone->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
        m_zone->addItem(QString::fromUtf8(zone));
    m_zone->setCurrentText(QString::fromUtf8(QTimeZone::systemTimeZoneId()));
    layOut(look);
    read();
    connect(m_zone, &QComboBox::activated, this, [this] {
        for (const Line &each : std::as_const(m_lines))
            if (!each.hours->text().trimmed().isEmpty())
                keep(each);
    });
}

void SlotSection::layOut(const Look &look)
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(space::gap);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    QList<qint64> rows;
    const auto channels = m_services.store.channels(rows).value_or(QList<Channel>());
    for (qsizetype i = 0; i < channels.size(); ++i) {
        const Channel &channel = channels.at(i);
        if (channel.handle.isEmpty())
            continue; // there we only listen
        auto *field = new QLineEdit(this);
        field->setAccessibleName(tr("When %1 usually speaks").arg(channel.name));
        field->setPlaceholderText(QStringLiteral("Mon-Fri 09:00 15:30; Sat 11:00"));
        field->setProperty("dataText", true);
        m_lines.append({ channel.id, rows.at(i), field });
        const Line line = m_lines.constLast();
        connect(field, &QLineEdit::editingFinished, this, [this, line] { keep(line); });
        auto *name = new TextLabel(look, Type::Body, Ink::First, channel.name, this);
        name->setBuddy(field);
        form->addRow(name, field);
    }
    if (m_lines.isEmpty()) {
        auto *none = new TextLabel(look, Type::Small, Ink::Second,
            tr("No outpost that can speak is connected yet. “Connect an account…” adds one."), this);
        none->setWordWrap(true);
        form->addRow(none);
    }
    form->addRow(tr("&Zone"), m_zone);
    m_zone->setEnabled(!m_lines.isEmpty());
}

void SlotSection::read()
{
    const auto all = m_services.hoursRead.all();
    if (!all) {
        emit refused(all.error());
        return;
    }
    for (const Line &each : std::as_const(m_lines)) {
        const ChannelHours hours = all->value(each.row);
        each.hours->setText(speakingHoursText(hours.hours));
        if (!hours.zone.isEmpty())
            m_zone->setCurrentText(QString::fromLatin1(hours.zone));
    }
}

void SlotSection::keep(const Line &line)
{
    const auto hours = speakingHoursFromText(line.hours->text());
    if (!hours) {
        emit refused(hours.error());
        return;
    }
    const ChannelHours wanted { m_zone->currentText().trimmed().toLatin1(), *hours };
    m_services.engine.ask(
        this, [&desk = m_services.hours, channel = line.channel, wanted] { return desk.put(channel, wanted); },
        [this](const Result<QString> &done) {
            if (!done) {
                emit refused(done.error());
                return;
            }
            if (!done->isEmpty())
                emit said(*done);
            read();
        });
}

} // namespace wheelhouse

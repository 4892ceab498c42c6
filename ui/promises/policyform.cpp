#include "ui/promises/policyform.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeZone>

namespace wheelhouse {

namespace {

/// "30m", as spanFromText() reads it.
QString typed(qint64 ms)
{
    const qint64 minutes = ms / 60'000;
    if (minutes == 0)
        return {};
    return minutes % 60 == 0 ? QStringLiteral("%1h").arg(minutes / 60)
        : minutes > 60       ? QStringLiteral("%1h%2").arg(minutes / 60).arg(minutes % 60)
                             : QStringLiteral("%1m").arg(minutes);
}

} // namespace

PolicyForm::PolicyForm(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_name(new QLineEdit(this))
    , m_reason(new QLineEdit(this))
    , m_first(new QLineEdit(this))
    , m_next(new QLineEdit(this))
    , m_hours(new QLineEdit(this))
    , m_zone(choice(tr("Time zone")))
    , m_daysOff(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_channel(choice(tr("Outpost")))
    , m_department(choice(tr("Department")))
    , m_label(choice(tr("Label")))
    , m_need(choice(tr("What they ask")))
    , m_pauses(new QCheckBox(tr("Pauses while snoozed"), this))
    , m_verdict(new TextLabel(look, Type::Small, Ink::Third, {}, this))
{
    m_reason->setPlaceholderText(tr("Shown wherever this promise bites"));
    m_first->setPlaceholderText(tr("30m; empty: none"));
    m_next->setPlaceholderText(tr("1h30; empty: none"));
    m_hours->setPlaceholderText(QStringLiteral("Mon-Fri 09:00-12:30 13:30-17:00; Sat 10:00-14:00"));
    m_hours->setProperty("dataText", true);
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    m_zone->setProperty("dataText", true);
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
        m_zone->addItem(QString::fromUtf8(zone));
    m_verdict->setWordWrap(true);
    m_pauses->setToolTip(tr("The clock stands still while a conversation is snoozed"));
    setFocusProxy(m_name);
    layOut();
    listen();
}

QComboBox *PolicyForm::choice(const QString &name)
{
    auto *box = new QComboBox(this);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    box->setProperty("dataText", true); // mostly names that people gave
    return box;
}

void PolicyForm::layOut()
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, space::pane, 0); // room for the scroll bar
    form->setSpacing(space::gap);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Why"), m_reason);
    form->addRow(tr("&First reply in"), m_first);
    form->addRow(tr("Ne&xt replies in"), m_next);
    form->addRow(tr("&Hours"), m_hours);
    form->addRow(tr("&Zone"), m_zone);
    auto *off = new QHBoxLayout;
    auto *import = new QPushButton(tr("Import .ics…"), this);
    import->setAutoDefault(false);
    off->addWidget(m_daysOff, 1);
    off->addWidget(import);
    form->addRow(tr("Days off"), off);
    form->addRow(tr("&Outpost"), m_channel);
    form->addRow(tr("&Department"), m_department);
    form->addRow(tr("&Label"), m_label);
    form->addRow(tr("As&ks for"), m_need);
    form->addRow(QString(), m_pauses);
    form->addRow(m_verdict);
    connect(import, &QPushButton::clicked, this, &PolicyForm::holidaysRequested);
}

void PolicyForm::listen()
{
    for (QLineEdit *field : { m_name, m_reason, m_first, m_next, m_hours })
        connect(field, &QLineEdit::textEdited, this, [this] {
            judge();
            emit changed();
        });
    for (QComboBox *box : { m_zone, m_channel, m_department, m_label, m_need })
        connect(box, &QComboBox::activated, this, [this] {
            judge();
            emit changed();
        });
    connect(m_zone->lineEdit(), &QLineEdit::textEdited, this, [this] {
        judge();
        emit changed();
    });
    connect(m_pauses, &QCheckBox::clicked, this, &PolicyForm::changed);
}

void PolicyForm::fill(QComboBox *box, const QString &any, const QList<QPair<qint64, QString>> &things)
{
    box->clear();
    box->addItem(any, qint64(0));
    for (const auto &[row, name] : things)
        box->addItem(name, row);
}

void PolicyForm::setChoices(const Choices &choices)
{
    fill(m_channel, tr("Any outpost"), choices.channels);
    fill(m_department, tr("Any department"), choices.departments);
    fill(m_label, tr("Any label"), choices.labels);
    m_need->clear();
    m_need->addItem(tr("Anything"), QString());
    const QList<QPair<const char *, QString>> needs { { "help", tr("Help") }, { "complaint", tr("Complaint") },
        { "praise", tr("Praise") }, { "question", tr("Question") }, { "idea", tr("Idea") }, { "press", tr("Press") },
        { "recruiting", tr("Recruiting") }, { "partner", tr("Partner") } };
    for (const auto &[word, name] : needs)
        m_need->addItem(name, QString::fromLatin1(word));
    setPolicy(m_policy);
}

void PolicyForm::setPolicy(const PromisePolicy &policy)
{
    m_policy = policy;
    m_name->setText(policy.name);
    m_reason->setText(policy.reason);
    for (QLineEdit *field : { m_name, m_reason })
        field->setCursorPosition(0); // a long one is read from its beginning
    m_first->setText(typed(policy.firstMs));
    m_next->setText(typed(policy.nextMs));
    m_hours->setText(hoursToText(policy.hours));
    m_zone->setCurrentText(policy.hours.zone.isEmpty() ? QStringLiteral("UTC") : QString::fromUtf8(policy.hours.zone));
    const auto pick = [](QComboBox *box, const QVariant &value) {
        box->setCurrentIndex(qMax(0, box->findData(value)));
    };
    pick(m_channel, policy.channel);
    pick(m_department, policy.department);
    pick(m_label, policy.label);
    pick(m_need, policy.need);
    m_pauses->setChecked(policy.pausesWhileSnoozed);
    setHolidays(policy.hours.holidays);
    judge();
}

void PolicyForm::setHolidays(const QList<Holiday> &holidays)
{
    m_policy.hours.holidays = holidays;
    m_daysOff->setText(holidays.isEmpty() ? tr("None") : tr("%Ln day(s)", nullptr, int(holidays.size())));
    QStringList days;
    for (const Holiday &each : holidays.mid(0, 40))
        days.append(each.date.toString(Qt::ISODate) + QLatin1Char(' ') + each.name);
    m_daysOff->setToolTip(plainTip(days.join(QLatin1Char('\n'))));
}

Result<PromisePolicy> PolicyForm::policy() const
{
    PromisePolicy policy = m_policy;
    policy.name = m_name->text();
    policy.reason = m_reason->text();
    const auto span = [](const QLineEdit *field) {
        return field->text().trimmed().isEmpty() ? 0 : spanFromText(field->text());
    };
    policy.firstMs = span(m_first);
    policy.nextMs = span(m_next);
    if (policy.firstMs < 0 || policy.nextMs < 0)
        return fail(Error::Kind::Refused, tr("Write a time like 30m, 4h or 1h30."));
    auto hours = hoursFromText(m_hours->text(), m_zone->currentText().trimmed().toUtf8());
    if (!hours)
        return tl::unexpected(hours.error());
    hours->holidays = m_policy.hours.holidays;
    policy.hours = *hours;
    policy.channel = m_channel->currentData().toLongLong();
    policy.department = m_department->currentData().toLongLong();
    policy.label = m_label->currentData().toLongLong();
    policy.need = m_need->currentData().toString();
    policy.pausesWhileSnoozed = m_pauses->isChecked();
    return policy;
}

void PolicyForm::judge()
{
    const auto understood = policy();
    m_verdict->setText(!understood ? understood.error().message
            : understood->reason.trimmed().isEmpty()
            ? tr("Say why: nobody keeps a promise whose reason they do not know.")
            : QString());
}

} // namespace wheelhouse

#include "ui/calendar/repeatdialog.h"

#include "ui/calendar/cardwords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

enum End { Never, OnDay, AfterTimes };
constexpr int mostInterval = 99;
constexpr int mostTimes = 999;
constexpr int previewed = 4;
constexpr int previewedYears = 12;
constexpr double dialogWidth = 460;

} // namespace

RepeatDialog::RepeatDialog(const Look &look, const QString &title, const WallTime &at,
    const std::optional<RecurrenceRule> &rule, QWidget *parent)
    : QDialog(parent)
    , m_look(look)
    , m_at(at)
    , m_was(rule)
    , m_frequency(new QComboBox(this))
    , m_interval(new QSpinBox(this))
    , m_end(new QComboBox(this))
    , m_until(new QDateEdit(at.date.addMonths(3), this))
    , m_count(new QSpinBox(this))
    , m_scope(new QComboBox(this))
    , m_next(new TextLabel(look, Type::Small, Ink::Second, {}, this))
{
    setWindowTitle(tr("Does it come again?"));
    m_frequency->addItems(
        { tr("It does not repeat"), tr("Every day"), tr("Every week"), tr("Every month"), tr("Every year") });
    m_interval->setRange(1, mostInterval);
    m_end->addItems({ tr("Goes on"), tr("Until a day"), tr("A number of times") });
    m_until->setCalendarPopup(true);
    m_count->setRange(1, mostTimes);
    m_count->setValue(10);
    m_scope->addItems({ tr("This one and the following"), tr("All of the series") });
    m_next->setWordWrap(true);
    m_next->setProperty("dataText", true);
    for (int day = 1; day <= 7; ++day)
        m_weekdays.append(new QCheckBox(QLocale().standaloneDayName(day, QLocale::ShortFormat), this));
    layOut(title);
    if (rule)
        show(*rule);
    else
        m_weekdays.at(at.date.dayOfWeek() - 1)->setChecked(true);
    for (QComboBox *each : { m_frequency, m_end, m_scope })
        connect(each, &QComboBox::currentIndexChanged, this, &RepeatDialog::preview);
    for (QSpinBox *each : { m_interval, m_count })
        connect(each, &QSpinBox::valueChanged, this, &RepeatDialog::preview);
    for (QCheckBox *each : std::as_const(m_weekdays))
        connect(each, &QCheckBox::toggled, this, &RepeatDialog::preview);
    connect(m_until, &QDateEdit::dateChanged, this, &RepeatDialog::preview);
    preview();
}

void RepeatDialog::layOut(const QString &title)
{
    auto *name = new TextLabel(m_look, Type::Heading, Ink::First, title, this);
    name->setProperty("dataText", true);
    name->setElides();
    auto *days = new QGridLayout;
    for (int i = 0; i < m_weekdays.size(); ++i)
        days->addWidget(m_weekdays.at(i), i / 4, i % 4);
    auto *form = new QFormLayout;
    form->addRow(tr("&Repeats"), m_frequency);
    form->addRow(tr("&Each how many"), m_interval);
    form->addRow(tr("On"), days);
    form->addRow(tr("&Ends"), m_end);
    form->addRow(tr("&Last day"), m_until);
    form->addRow(tr("&Times"), m_count);
    if (m_was)
        form->addRow(tr("&Which"), m_scope);
    m_scope->setVisible(m_was.has_value());
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *ok = new QPushButton(tr("Repeat it so"), this);
    cancel->setAutoDefault(false);
    ok->setProperty("kind", QStringLiteral("primary"));
    ok->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(ok);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::card);
    column->addWidget(name);
    column->addLayout(form);
    column->addWidget(m_next);
    column->addStretch();
    column->addLayout(buttons);
    setMinimumWidth(m_look.scaled(dialogWidth));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(ok, &QPushButton::clicked, this, [this] {
        emit chosen(rule(), m_was && m_scope->currentIndex() == 0 ? EditScope::Following : EditScope::All);
        accept();
    });
}

void RepeatDialog::show(const RecurrenceRule &rule)
{
    m_frequency->setCurrentIndex(int(rule.frequency) + 1);
    m_interval->setValue(rule.interval);
    for (const RecurrenceRule::Day &day : rule.days)
        m_weekdays.at(day.weekday - 1)->setChecked(true);
    if (rule.days.isEmpty())
        m_weekdays.at(m_at.date.dayOfWeek() - 1)->setChecked(true);
    m_end->setCurrentIndex(rule.count > 0 ? AfterTimes : rule.until.isValid() ? OnDay : Never);
    if (rule.count > 0)
        m_count->setValue(rule.count);
    if (rule.until.isValid())
        m_until->setDate(rule.until);
}

std::optional<RecurrenceRule> RepeatDialog::rule() const
{
    if (m_frequency->currentIndex() == 0)
        return std::nullopt;
    const auto frequency = RecurrenceRule::Frequency(m_frequency->currentIndex() - 1);
    // What this form has no field for ("the last Friday") stays, for as long as it comes by the same measure.
    RecurrenceRule rule = m_was && m_was->frequency == frequency ? *m_was : RecurrenceRule();
    rule.frequency = frequency;
    rule.interval = m_interval->value();
    rule.until = {};
    rule.count = 0;
    if (rule.frequency == RecurrenceRule::Frequency::Weekly)
        rule.days.clear();
    if (rule.frequency == RecurrenceRule::Frequency::Weekly)
        for (int day = 1; day <= 7; ++day)
            if (m_weekdays.at(day - 1)->isChecked())
                rule.days.append({ 0, day });
    if (m_end->currentIndex() == OnDay)
        rule.until = m_until->date();
    else if (m_end->currentIndex() == AfterTimes)
        rule.count = m_count->value();
    return rule;
}

void RepeatDialog::preview()
{
    const auto now = rule();
    m_interval->setEnabled(now.has_value());
    m_end->setEnabled(now.has_value());
    m_until->setEnabled(now && m_end->currentIndex() == OnDay);
    m_count->setEnabled(now && m_end->currentIndex() == AfterTimes);
    for (QCheckBox *each : std::as_const(m_weekdays))
        each->setEnabled(now && now->frequency == RecurrenceRule::Frequency::Weekly);
    if (!now) {
        m_next->setText(tr("Once: %1.").arg(placeWords(m_at)));
        return;
    }
    Series series;
    series.start = m_at;
    series.rule = now;
    QStringList days;
    for (const Occurrence &each : occurrences(series, m_at.date, m_at.date.addYears(previewedYears), previewed).list)
        days.append(placeWords(each.at));
    m_next->setText(days.isEmpty() ? tr("No day fits that.") : tr("Next: %1").arg(days.join(QLatin1String(" · "))));
}

} // namespace wheelhouse

#include "ui/launch/slipdialog.h"

#include "ui/kit/icons.h"
#include "ui/kit/label.h"
#include "ui/launch/stepwords.h"

#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTimeEdit>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {
constexpr int widthPx = 560;
constexpr int linesShown = 6;
constexpr int farthest = 365;
} // namespace

SlipDialog::SlipDialog(const Look &look, LaunchSight sight, QWidget *parent)
    : LaunchForm(look, tr("Move the whole plan"), tr("Move"), widthPx, parent)
    , m_sight(std::move(sight))
    , m_days(new QSpinBox(this))
    , m_day(new QDateEdit(m_sight.plan->launch.doors.date, this))
    , m_hour(new QTimeEdit(m_sight.plan->launch.doors.time, this))
    , m_counts(new TextLabel(look, Type::Body, Ink::First, {}, this))
    , m_clocks(new TextLabel(look, Type::Small, Ink::Amber, {}, this))
    , m_landings(new QListWidget(this))
    , m_try(addButton(tr("&Try it first")))
{
    layOut();
    connect(m_days, &QSpinBox::valueChanged, this, [this](int days) {
        const QSignalBlocker still(m_day);
        m_day->setDate(m_sight.plan->launch.doors.date.addDays(days));
        settle();
    });
    connect(m_day, &QDateEdit::dateChanged, this, [this](QDate day) {
        const QSignalBlocker still(m_days);
        m_days->setValue(int(m_sight.plan->launch.doors.date.daysTo(day)));
        settle();
    });
    connect(m_hour, &QTimeEdit::timeChanged, this, &SlipDialog::settle);
    connect(m_try, &QPushButton::clicked, this, &SlipDialog::tryRequested);
    m_days->setValue(1);
    settle();
    resize(sizeHint() + QSize(0, 2 * look.lineHeight(Type::Body))); // sentences may take two lines
    m_days->setFocus();
    m_days->selectAll();
}

void SlipDialog::layOut()
{
    m_days->setRange(-farthest, farthest);
    m_days->setAccessibleName(tr("By how many days"));
    m_days->setToolTip(plainTip(tr("Later; below zero: earlier")));
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(
        tr("d MMMM yyyy, dddd", "a day, as QDateEdit shows it: the day first, so that arrows change it"));
    m_hour->setDisplayFormat(QStringLiteral("HH:mm"));
    m_hour->setAccessibleName(tr("Hour when doors open"));
    m_landings->setAccessibleName(tr("What is worth a look"));
    m_landings->setProperty("dataText", true);
    m_landings->setMinimumHeight(m_look.scaled(26) * linesShown);
    m_landings->setWordWrap(true);
    m_landings->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_counts->setWordWrap(true);
    m_clocks->setWordWrap(true);
    m_try->setToolTip(plainTip(tr("Makes a what-if layer: nothing moves before you apply it")));
    auto *doors = new QHBoxLayout;
    doors->setSpacing(space::gap);
    doors->addWidget(m_day, 1);
    doors->addWidget(m_hour);
    form().addRow(tr("By &days"), m_days);
    form().addRow(tr("Doors then open"), doors);
    column().addWidget(m_counts);
    column().addWidget(m_clocks);
    column().addWidget(m_landings, 1);
}

WallTime SlipDialog::to() const
{
    WallTime to = m_sight.plan->launch.doors;
    to.date = m_day->date();
    to.time = m_hour->time();
    return to;
}

int SlipDialog::days() const
{
    return m_days->value();
}

void SlipDialog::showLandings(const Slip &slip)
{
    m_landings->clear();
    for (const Landing &each : slip.landings) {
        if (each.remarks.isEmpty() && !each.stays)
            continue;
        const QString words = each.stays ? tr("%1 stays where it is: it is out, or has no day.").arg(each.name)
                                         : tr("%1: %2").arg(each.name, each.remarks.join(QLatin1Char(' ')));
        const QColor ink = each.forbids ? m_look.theme().red.text : m_look.theme().amber.text;
        new QListWidgetItem(
            Icons::icon(each.stays ? QStringLiteral("post-published") : QStringLiteral("post-clash"), ink), words,
            m_landings);
    }
    if (m_landings->count() == 0)
        new QListWidgetItem(Icons::icon(QStringLiteral("post-approved"), m_look.theme().green.text),
            tr("Nothing lands on a weekend, a day off or in the past."), m_landings);
}

void SlipDialog::settle()
{
    const Slip slip = slipOf(*m_sight.plan, to(), m_sight.daysOff, m_sight.now);
    QStringList parts { tr("%n {post moves|posts move}", nullptr, slip.posts),
        tr("%n other {step|steps}", nullptr, slip.steps) };
    if (slip.weekends > 0)
        parts.append(tr("%n on weekends", nullptr, slip.weekends));
    if (slip.daysOff > 0)
        parts.append(tr("%n on days off", nullptr, slip.daysOff));
    if (slip.past > 0)
        parts.append(tr("%n in the past", nullptr, slip.past));
    m_counts->setText(slip.refusal.isEmpty() ? parts.join(QStringLiteral(" · ")) : slip.refusal);
    m_counts->setInk(slip.refusal.isEmpty() || slip.days == 0 ? Ink::First : Ink::Red);
    m_clocks->setText(slip.clocks);
    m_clocks->setVisible(!slip.clocks.isEmpty());
    showLandings(slip);
    setMay(slip.refusal.isEmpty());
    m_try->setEnabled(slip.refusal.isEmpty() && slip.days != 0);
}

} // namespace wheelhouse

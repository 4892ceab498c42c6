#include "ui/launch/stepdialog.h"

#include "core/launch/launchwords.h"
#include "ui/kit/icons.h"
#include "ui/kit/label.h"
#include "ui/launch/launchsight.h"
#include "ui/launch/stepwords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>

namespace wheelhouse {

namespace {

constexpr int widthPx = 440;
constexpr int farthest = 365;
constexpr int channelsShown = 4;

using Kind = LaunchStep::Kind;

/// "9:30", "0930", "9": what busy people type. Not valid: it is no hour.
QTime readHour(const QString &typed)
{
    const QString text = typed.trimmed();
    for (const char *format : { "H:mm", "HHmm", "Hmm", "H" })
        if (const QTime time = QTime::fromString(text, QLatin1String(format)); time.isValid())
            return time;
    return {};
}

} // namespace

StepDialog::StepDialog(
    const Look &look, const LaunchSight &sight, LaneId lane, const StepTerms &terms, bool isNew, QWidget *parent)
    : LaunchForm(look, isNew ? tr("New step") : tr("This step"), isNew ? tr("Add") : tr("Save"), widthPx, parent)
    , m_doors(sight.plan->launch.doors)
    , m_post(terms.post)
    , m_isNew(isNew)
    , m_name(new QLineEdit(terms.name, this))
    , m_kind(new QComboBox(this))
    , m_lane(new QComboBox(this))
    , m_from(new QComboBox(this))
    , m_day(new QSpinBox(this))
    , m_date(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_hour(new QLineEdit(terms.time.isValid() ? terms.time.toString(QStringLiteral("HH:mm")) : QString(), this))
    , m_days(new QSpinBox(this))
    , m_gate(new QCheckBox(tr("A &gate: its department cannot say go before it is passed"), this))
    , m_channels(new QListWidget(this))
{
    fill(sight, lane, terms);
    layOut(isNew);
    connect(m_name, &QLineEdit::textChanged, this, &StepDialog::settle);
    connect(m_hour, &QLineEdit::textChanged, this, &StepDialog::settle);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &StepDialog::settle);
    connect(m_from, &QComboBox::currentIndexChanged, this, [this](int row) {
        if (row > 0 && m_name->text().isEmpty())
            m_name->setText(m_from->itemText(row));
        settle();
    });
    connect(m_day, &QSpinBox::valueChanged, this, &StepDialog::settle);
    connect(m_channels, &QListWidget::itemChanged, this, &StepDialog::settle);
    settle();
    m_name->setFocus();
    m_name->selectAll();
}

void StepDialog::fill(const LaunchSight &sight, LaneId lane, const StepTerms &terms)
{
    for (const Kind each : { Kind::Post, Kind::Task, Kind::Document, Kind::Knowledge, Kind::JobAd, Kind::Press })
        m_kind->addItem(kindName(each), int(each));
    m_kind->setCurrentIndex(m_kind->findData(int(terms.kind)));
    for (const LaunchLane &each : sight.plan->lanes) {
        m_lane->addItem(each.name, each.id.toString());
        if (each.id == lane)
            m_lane->setCurrentIndex(m_lane->count() - 1);
    }
    m_from->addItem(tr("A new post"), QString());
    for (const Card &each : sight.tray)
        m_from->addItem(each.name(), each.post.toString());
    m_day->setRange(-farthest, farthest);
    m_day->setValue(terms.fromDays);
    m_days->setRange(1, farthest);
    m_days->setValue(terms.days);
    m_gate->setChecked(terms.isGate);
    for (const Channel &each : sight.outposts) {
        auto *item = new QListWidgetItem(
            Icons::icon(Icons::networkName(networkWord(each.network)), m_look), each.name, m_channels);
        item->setData(Qt::UserRole, each.id.toString());
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(terms.channels.isEmpty() || terms.channels.contains(each.id) ? Qt::Checked : Qt::Unchecked);
    }
}

void StepDialog::layOut(bool isNew)
{
    m_name->setMaxLength(LaunchDesk::longestName);
    m_name->setPlaceholderText(tr("What is to be done"));
    m_hour->setPlaceholderText(tr("any time"));
    m_hour->setMaximumWidth(m_look.scaled(96));
    m_day->setAccessibleName(tr("Days from the day when doors open"));
    m_day->setToolTip(plainTip(tr("Days from the day when doors open: before it, below zero")));
    m_channels->setAccessibleName(tr("Where the post goes"));
    m_channels->setProperty("dataText", true);
    m_channels->setFixedHeight(m_look.scaled(26) * qBound(1, m_channels->count(), channelsShown) + 4);
    m_kind->setEnabled(isNew);
    m_lane->setEnabled(isNew);
    auto *day = new QHBoxLayout;
    day->setSpacing(space::gap);
    day->addWidget(m_day);
    day->addWidget(m_date, 1);
    form().addRow(tr("&Name"), m_name);
    form().addRow(tr("&Kind"), m_kind);
    form().addRow(tr("&Department"), m_lane);
    form().addRow(tr("Day from doors"), day);
    form().addRow(tr("&Hour"), m_hour);
    form().addRow(tr("&Takes days"), m_days);
    form().addRow(tr("Which &post"), m_from);
    form().addRow(tr("&Where it goes"), m_channels);
    form().addRow(QString(), m_gate);
}

bool StepDialog::isPost() const
{
    return Kind(m_kind->currentData().toInt()) == Kind::Post;
}

StepTerms StepDialog::terms() const
{
    StepTerms terms { Kind(m_kind->currentData().toInt()), m_name->text().trimmed(), m_day->value(),
        readHour(m_hour->text()), m_days->value(), m_gate->isChecked(), {}, m_post };
    if (!isPost() || !m_isNew)
        return terms;
    terms.post = PostId::fromString(m_from->currentData().toString());
    for (int i = 0; i < m_channels->count(); ++i)
        if (m_channels->item(i)->checkState() == Qt::Checked)
            terms.channels.append(ChannelId::fromString(m_channels->item(i)->data(Qt::UserRole).toString()));
    return terms;
}

LaneId StepDialog::lane() const
{
    return LaneId::fromString(m_lane->currentData().toString());
}

void StepDialog::settle()
{
    const StepTerms now = terms();
    const bool beginsPost = m_isNew && isPost();
    const auto showRow = [this](QWidget *field, bool on) {
        field->setVisible(on);
        if (QWidget *label = form().labelForField(field))
            label->setVisible(on);
    };
    showRow(m_days, !isPost());
    showRow(m_from, beginsPost && m_from->count() > 1);
    showRow(m_channels, beginsPost && now.post.isNull());
    const QString clocks = now.time.isValid()
        ? clockSentence({ m_doors.date.addDays(now.fromDays), now.time, m_doors.zone, WallTime::Turn::First })
        : QString();
    m_date->setText(clocks.isEmpty() ? shortDay(m_doors.date.addDays(now.fromDays)) : clocks);
    const bool isHour = m_hour->text().trimmed().isEmpty() || now.time.isValid();
    const bool hasPlace = !beginsPost || !now.post.isNull() || !now.channels.isEmpty();
    setMay(!now.name.isEmpty() && isHour && hasPlace);
}

} // namespace wheelhouse

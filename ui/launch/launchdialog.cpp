#include "ui/launch/launchdialog.h"

#include "core/base/zones.h"
#include "ui/kit/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTimeEdit>

namespace wheelhouse {

namespace {
constexpr int widthPx = 520;
constexpr int linesShown = 3;

QComboBox *editable(const QStringList &items, const QString &current, QWidget *parent)
{
    auto *combo = new QComboBox(parent);
    combo->setEditable(true);
    combo->setInsertPolicy(QComboBox::NoInsert);
    combo->addItems(items);
    combo->setCurrentText(current);
    combo->completer()->setFilterMode(Qt::MatchContains);
    combo->completer()->setCompletionMode(QCompleter::PopupCompletion);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(12);
    return combo;
}

QStringList zoneNames()
{
    QStringList names;
    for (const QByteArray &each : QTimeZone::availableTimeZoneIds())
        if (isKnownZone(each))
            names.append(QString::fromLatin1(each));
    return names;
}

} // namespace

LaunchDialog::LaunchDialog(
    const Look &look, const LaunchTerms &terms, const QStringList &campaigns, bool isNew, First first, QWidget *parent)
    : LaunchForm(
        look, isNew ? tr("New launch") : tr("This launch"), isNew ? tr("Make it") : tr("Save"), widthPx, parent)
    , m_name(new QLineEdit(terms.name, this))
    , m_day(new QDateEdit(terms.doors.date, this))
    , m_hour(new QTimeEdit(terms.doors.time, this))
    , m_zone(editable(zoneNames(), QString::fromLatin1(terms.doors.zone), this))
    , m_campaign(editable(QStringList { QString() } + campaigns, terms.campaign, this))
    , m_embargo(new QCheckBox(tr("Nothing of the campaign goes out &before doors open"), this))
    , m_says(new QPlainTextEdit(terms.says, this))
    , m_saysNot(new QPlainTextEdit(terms.saysNot, this))
    , m_slipsIf(new QLineEdit(terms.slipsIf, this))
    , m_clocks(new TextLabel(look, Type::Small, Ink::Amber, {}, this))
{
    m_embargo->setChecked(terms.isEmbargoed);
    layOut(isNew);
    connect(m_name, &QLineEdit::textChanged, this, &LaunchDialog::settle);
    connect(m_day, &QDateEdit::dateChanged, this, &LaunchDialog::settle);
    connect(m_hour, &QTimeEdit::timeChanged, this, &LaunchDialog::settle);
    connect(m_zone, &QComboBox::currentTextChanged, this, &LaunchDialog::settle);
    connect(m_campaign, &QComboBox::currentTextChanged, this, &LaunchDialog::settle);
    settle();
    (first == First::Says ? static_cast<QWidget *>(m_says) : m_name)->setFocus();
}

void LaunchDialog::layOut(bool isNew)
{
    m_name->setMaxLength(LaunchDesk::longestName);
    m_name->setPlaceholderText(tr("What the team calls it"));
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(
        tr("d MMMM yyyy, dddd", "a day, as QDateEdit shows it: the day first, so that arrows change it"));
    m_day->setAccessibleName(tr("Day when doors open"));
    m_hour->setDisplayFormat(QStringLiteral("HH:mm"));
    m_hour->setAccessibleName(tr("Hour when doors open"));
    m_slipsIf->setPlaceholderText(tr("If Legal says no by Wednesday 18:00, the plan moves as one block."));
    auto *doors = new QHBoxLayout;
    doors->setSpacing(space::gap);
    doors->addWidget(m_day, 1);
    doors->addWidget(m_hour);
    for (QWidget *each :
        { static_cast<QWidget *>(m_day), static_cast<QWidget *>(m_hour), static_cast<QWidget *>(m_zone) }) {
        each->setEnabled(isNew);
        if (!isNew)
            each->setToolTip(plainTip(tr("“Move whole plan…” changes it, with all that hangs on it.")));
    }
    for (QPlainTextEdit *each : { m_says, m_saysNot }) {
        each->setTabChangesFocus(true);
        each->setFixedHeight(m_look.lineHeight(Type::Body) * linesShown + space::pane);
    }
    form().addRow(tr("&Name"), m_name);
    form().addRow(tr("Doors open"), doors);
    form().addRow(tr("On the wall &of"), m_zone);
    form().addRow(QString(), m_clocks);
    form().addRow(tr("&Campaign"), m_campaign);
    form().addRow(QString(), m_embargo);
    form().addRow(tr("What we all &say"), m_says);
    form().addRow(tr("What we do no&t say"), m_saysNot);
    form().addRow(tr("It slips &if"), m_slipsIf);
    m_clocks->setWordWrap(true);
}

LaunchTerms LaunchDialog::terms() const
{
    return { m_name->text().trimmed(),
        { m_day->date(), m_hour->time(), m_zone->currentText().trimmed().toLatin1(), WallTime::Turn::First },
        m_campaign->currentText().trimmed(), m_embargo->isChecked(), m_says->toPlainText(), m_saysNot->toPlainText(),
        m_slipsIf->text() };
}

void LaunchDialog::settle()
{
    const LaunchTerms now = terms();
    const bool isKnown = isKnownZone(now.doors.zone);
    m_clocks->setText(isKnown ? clockSentence(now.doors) : tr("There is no such place in the list of time zones."));
    m_clocks->setVisible(!m_clocks->text().isEmpty());
    m_embargo->setEnabled(!now.campaign.isEmpty());
    setMay(!now.name.isEmpty() && isKnown);
}

} // namespace wheelhouse

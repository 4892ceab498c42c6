#include "ui/planning/campaignform.h"

#include "core/base/walltime.h"
#include "core/base/zones.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QTimeZone>

namespace wheelhouse {

namespace {

QByteArray zoneHere()
{
    return QTimeZone::systemTimeZoneId();
}

QString dayText(QDate day)
{
    return day.isValid() ? day.toString(Qt::ISODate) : QString();
}

QString embargoText(const QDateTime &until)
{
    const auto wall = until.isValid() ? wallTimeAt(until, zoneHere()) : fail(Error::Kind::Missing, {});
    return wall ? wallTimeText(*wall) : QString();
}

} // namespace

CampaignForm::CampaignForm(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_letter(new QLineEdit(this))
    , m_tint(new QComboBox(this))
    , m_first(new QLineEdit(this))
    , m_last(new QLineEdit(this))
    , m_embargo(new QLineEdit(this))
    , m_verdict(new TextLabel(look, Type::Small, Ink::Red, {}, this))
{
    m_letter->setMaxLength(2);
    m_letter->setFixedWidth(look.scaled(48));
    m_letter->setToolTip(tr("Marks its posts in the calendar"));
    const QList<QPair<QString, QString>> tints { { QStringLiteral("accent"), tr("Teal") },
        { QStringLiteral("violet"), tr("Violet") }, { QStringLiteral("amber"), tr("Amber") },
        { QStringLiteral("blue"), tr("Blue") }, { QStringLiteral("green"), tr("Green") },
        { QStringLiteral("red"), tr("Red") } };
    for (const auto &[word, name] : tints)
        m_tint->addItem(name, word);
    m_first->setPlaceholderText(tr("2026-10-06; empty: open"));
    m_last->setPlaceholderText(tr("2026-10-23; empty: open"));
    m_embargo->setPlaceholderText(tr("2026-10-22 09:00 Europe/Amsterdam; empty: none"));
    m_embargo->setToolTip(tr("Nothing of it goes out before, whoever signed it"));
    for (QLineEdit *field : { m_name, m_letter, m_first, m_last, m_embargo }) {
        field->setProperty("dataText", true);
        connect(field, &QLineEdit::textEdited, this, &CampaignForm::judge);
    }
    m_verdict->setWordWrap(true);
    setFocusProxy(m_name);
    layOut();
}

void CampaignForm::layOut()
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(space::gap);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Letter"), m_letter);
    form->addRow(tr("&Colour"), m_tint);
    form->addRow(tr("&First day"), m_first);
    form->addRow(tr("Las&t day"), m_last);
    form->addRow(tr("&Embargo until"), m_embargo);
    form->addRow(m_verdict);
}

void CampaignForm::setCampaign(const Campaign &campaign)
{
    m_campaign = campaign;
    m_name->setText(campaign.name);
    m_letter->setText(campaign.letter);
    m_tint->setCurrentIndex(qMax(0, m_tint->findData(campaign.tint)));
    m_first->setText(dayText(campaign.firstDay));
    m_last->setText(dayText(campaign.lastDay));
    m_embargo->setText(embargoText(campaign.embargoUntil));
    m_verdict->clear();
}

Result<Campaign> CampaignForm::campaign() const
{
    Campaign wanted = m_campaign;
    wanted.name = m_name->text().trimmed();
    if (wanted.name.isEmpty())
        return fail(Error::Kind::Refused, tr("A campaign needs a name."));
    wanted.letter = m_letter->text().trimmed().toUpper();
    wanted.tint = m_tint->currentData().toString();
    for (const auto &[field, day] :
        { std::pair { m_first, &wanted.firstDay }, std::pair { m_last, &wanted.lastDay } }) {
        *day = QDate::fromString(field->text().trimmed(), Qt::ISODate);
        if (!field->text().trimmed().isEmpty() && !day->isValid())
            return fail(Error::Kind::Refused, tr("“%1” is no day. Write it like 2026-10-06.").arg(field->text()));
    }
    if (wanted.firstDay.isValid() && wanted.lastDay.isValid() && wanted.lastDay < wanted.firstDay)
        return fail(Error::Kind::Refused, tr("It ends before it begins."));
    wanted.embargoUntil = {};
    if (const QString text = m_embargo->text().trimmed(); !text.isEmpty()) {
        const auto meant = readWallTime(text, zoneHere());
        const auto at = meant ? resolve(*meant) : tl::unexpected(meant.error());
        if (!at)
            return tl::unexpected(at.error());
        wanted.embargoUntil = at->utc;
    }
    return wanted;
}

void CampaignForm::judge()
{
    const auto wanted = campaign();
    m_verdict->setText(wanted ? QString() : wanted.error().message);
}

} // namespace wheelhouse

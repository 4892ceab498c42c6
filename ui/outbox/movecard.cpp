#include "ui/outbox/movecard.h"

#include "core/base/text.h"
#include "core/base/zones.h"
#include "ui/outbox/outboxwords.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTimeZone>

namespace wheelhouse {

MoveCard::MoveCard(const Look &look, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_title(new TextLabel(look, Type::Title, Ink::First, {}, this))
    , m_others(new TextLabel(
          look, Type::Small, Ink::Second, tr("The first goes out then; the others keep their distance from it."), this))
    , m_field(new QLineEdit(this))
    , m_means(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_move(new QPushButton(tr("Move") + QStringLiteral("  \u21b5"), this))
{
    m_field->setAccessibleName(tr("Day, hour and zone"));
    m_field->setProperty("dataText", true);
    m_means->setWordWrap(true);
    m_means->setMinimumHeight(2 * look.lineHeight(Type::Small));
    m_means->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_others->setWordWrap(true);
    m_move->setProperty("kind", QStringLiteral("primary"));
    m_move->setAccessibleName(tr("Move"));
    auto *stay = new QPushButton(tr("Leave it") + QStringLiteral("  Esc"), this);
    stay->setAccessibleName(tr("Leave it"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addStretch();
    buttons->addWidget(stay);
    buttons->addWidget(m_move);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, space::pane);
    column->setSpacing(space::gap);
    for (QWidget *each : std::initializer_list<QWidget *> { m_title, m_others, m_field, m_means })
        column->addWidget(each);
    column->addLayout(buttons);
    connect(m_field, &QLineEdit::textChanged, this, &MoveCard::judge);
    connect(m_field, &QLineEdit::returnPressed, this, &MoveCard::choose);
    connect(m_move, &QPushButton::clicked, this, &MoveCard::choose);
    connect(stay, &QPushButton::clicked, this, &MoveCard::cancelled);
}

void MoveCard::ask(int count, const WallTime &now)
{
    m_zone = now.zone.isEmpty() ? QTimeZone::systemTimeZoneId() : now.zone;
    m_title->setText(count == 1 ? tr("When does it go out?") : tr("When do the %Ln go out?", nullptr, count));
    m_others->setVisible(count > 1);
    m_field->setText(wallTimeText(now));
    m_field->selectAll();
    judge();
}

QWidget *MoveCard::firstFocus() const
{
    return m_field;
}

void MoveCard::judge()
{
    const auto meant = readWallTime(m_field->text(), m_zone);
    const auto instant = meant ? resolve(*meant) : tl::unexpected(meant.error());
    m_move->setEnabled(false);
    m_means->setInk(Ink::Red);
    if (!instant)
        return m_means->setText(instant.error().message);
    if (instant->utc <= m_clock.now())
        return m_means->setText(tr("This time is over."));
    m_move->setEnabled(true);
    const QString odd = clockSentence(*meant);
    const QDateTime here = instant->utc.toTimeZone(QTimeZone::systemTimeZone());
    const QLocale locale;
    m_means->setInk(odd.isEmpty() ? Ink::Second : Ink::Amber);
    m_means->setText((odd.isEmpty() ? QString() : odd + QLatin1Char(' '))
        + tr("%1, %2 here (%3).", "a day, an hour, a place")
              .arg(locale.toString(here.date(), QLocale::LongFormat), outboxwords::hourWords(here.time()),
                  isolate(placeOf(here.timeZone().id()))));
}

void MoveCard::choose()
{
    const auto meant = readWallTime(m_field->text(), m_zone);
    if (meant && m_move->isEnabled())
        emit chosen(*meant);
}

} // namespace wheelhouse

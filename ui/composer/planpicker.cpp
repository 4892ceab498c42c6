#include "ui/composer/planpicker.h"

#include "core/base/zones.h"
#include "ui/kit/label.h"
#include "ui/kit/popupplace.h"

#include <QComboBox>
#include <QCompleter>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPushButton>
#include <QScreen>
#include <QTimeZone>

namespace wheelhouse {

QString planWords(const WallTime &at)
{
    const QLocale locale;
    const QString day = locale.toString(at.date, PlanPicker::tr("ddd d MMMM", "a day: Tue 27 October"));
    if (!at.time.isValid())
        return day;
    const QString when = PlanPicker::tr("%1, %2", "a day, an hour").arg(day, at.time.toString(QStringLiteral("HH:mm")));
    return at.zone == QTimeZone::systemTimeZoneId()
        ? when
        : PlanPicker::tr("%1 in %2", "a time, a place").arg(when, placeOf(at.zone));
}

PlanPicker::PlanPicker(const Look &look, const Clock &clock, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_look(look)
    , m_clock(clock)
    , m_day(new QDateEdit(this))
    , m_hour(new QTimeEdit(this))
    , m_zone(new QComboBox(this))
    , m_words(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_take(new QPushButton(tr("Plan for then"), this))
    , m_none(new Link(look, Type::Small, tr("No date yet"), this))
{
    setObjectName(QStringLiteral("smalllist")); // dressed as the other small windows
    setAccessibleName(tr("When it goes out"));
    layOut();
    connect(m_day, &QDateEdit::dateChanged, this, &PlanPicker::judge);
    connect(m_hour, &QTimeEdit::timeChanged, this, &PlanPicker::judge);
    connect(m_zone, &QComboBox::currentTextChanged, this, &PlanPicker::judge);
    connect(m_take, &QPushButton::clicked, this, [this] {
        emit picked(chosen());
        close();
    });
    connect(m_none, &Link::clicked, this, [this] {
        emit picked(std::nullopt);
        close();
    });
}

void PlanPicker::layOut()
{
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(QStringLiteral("ddd d MMMM yyyy"));
    m_hour->setDisplayFormat(QStringLiteral("HH:mm"));
    m_zone->setEditable(true);
    for (const QByteArray &each : QTimeZone::availableTimeZoneIds())
        if (isKnownZone(each))
            m_zone->addItem(QString::fromLatin1(each));
    m_zone->completer()->setFilterMode(Qt::MatchContains);
    m_zone->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_zone->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_day->setAccessibleName(tr("Day"));
    m_hour->setAccessibleName(tr("Hour"));
    m_zone->setAccessibleName(tr("Zone"));
    m_words->setWordWrap(true);
    m_take->setProperty("kind", QStringLiteral("primary"));
    auto *when = new QHBoxLayout;
    when->addWidget(m_day, 1);
    when->addWidget(m_hour);
    auto *last = new QHBoxLayout;
    last->addWidget(m_none);
    last->addStretch();
    last->addWidget(m_take);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::card, space::card, space::card, space::card);
    column->setSpacing(space::gap);
    column->addLayout(when);
    column->addWidget(m_zone);
    column->addWidget(m_words);
    column->addLayout(last);
}

WallTime PlanPicker::chosen() const
{
    return { m_day->date(), m_hour->time(), m_zone->currentText().trimmed().toLatin1(), WallTime::Turn::First };
}

/// Where clocks change it is said before anybody lets go; a zone that nobody knows, and what is over, cannot be taken.
void PlanPicker::judge()
{
    const WallTime at = chosen();
    const auto resolved = resolve(at);
    const bool isOver = resolved && resolved->utc < m_clock.now();
    const QString clocks = clockSentence(at);
    m_words->setText(!resolved ? resolved.error().message
            : isOver           ? tr("That is over already.")
            : clocks.isEmpty()
            ? tr("Where you are that is %1.")
                  .arg(QLocale().toString(resolved->utc.toLocalTime(), tr("ddd d MMMM, HH:mm", "a day and an hour")))
            : clocks);
    m_words->setInk(!resolved || isOver ? Ink::Red : clocks.isEmpty() ? Ink::Second : Ink::Amber);
    m_take->setEnabled(resolved && !isOver);
    layout()->activate();
    resize(width(), layout()->totalHeightForWidth(width())); // of this width: words wrap
}

/// Enter takes what is shown, wherever the focus is; it is no dialog, where a default button would hear it.
void PlanPicker::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return m_take->click(); // one that is not enabled does nothing
    QFrame::keyPressEvent(event);
}

void PlanPicker::place()
{
    move(popupPlace(m_anchor, size(), m_room, 2, layoutDirection() == Qt::LeftToRight));
}

/// Longer words make it higher, and it stays on its screen all the same.
void PlanPicker::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    if (m_room.isValid())
        place();
}

void PlanPicker::openAt(QWidget *anchor, const std::optional<WallTime> &at)
{
    const QByteArray here = QTimeZone::systemTimeZoneId();
    const auto now = wallTimeAt(m_clock.now().addSecs(3600), at ? at->zone : here);
    WallTime shown = at.value_or(now.value_or(WallTime { m_clock.now().date(), {}, here }));
    if (!shown.time.isValid())
        shown.time = QTime(9, 0);
    if (!at)
        shown.time = QTime(shown.time.hour(), 0);
    m_day->setDate(shown.date);
    m_hour->setTime(shown.time);
    m_zone->setCurrentText(QString::fromLatin1(shown.zone));
    m_none->setVisible(at.has_value());
    m_room = anchor->screen()->availableGeometry();
    m_anchor = QRect(anchor->mapToGlobal(QPoint()), anchor->size());
    setFixedWidth(qMin(m_look.scaled(320), m_room.width()));
    judge();
    place();
    show();
    m_day->setFocus();
}

} // namespace wheelhouse

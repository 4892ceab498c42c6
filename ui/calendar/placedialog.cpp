#include "ui/calendar/placedialog.h"

#include "core/base/zones.h"
#include "ui/calendar/cardwords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeEdit>
#include <QTimeZone>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr double dialogWidth = 440;

QStringList zoneNames()
{
    QStringList names;
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
        if (zone.contains('/') && isKnownZone(zone))
            names.append(QString::fromLatin1(zone));
    return names;
}

QString textOf(const WallTime &place)
{
    return place.time.isValid() ? wallTimeText(place)
                                : place.date.toString(Qt::ISODate) + QLatin1Char(' ') + QString::fromLatin1(place.zone);
}

} // namespace

PlaceDialog::PlaceDialog(const Look &look, const QString &title, const WallTime &from, const Ask &ask, QWidget *parent)
    : QDialog(parent)
    , m_look(look)
    , m_ask(ask)
    , m_place(from)
    , m_typed(new QLineEdit(this))
    , m_date(new QDateEdit(this))
    , m_time(new QTimeEdit(this))
    , m_anyTime(new QCheckBox(tr("Any time that day"), this))
    , m_zone(new QComboBox(this))
    , m_words(new TextLabel(look, Type::Body, Ink::First, {}, this))
    , m_clocks(new TextLabel(look, Type::Small, Ink::Amber, {}, this))
    , m_ok(new QPushButton(tr("Place it there"), this))
{
    setWindowTitle(tr("When does it go out?"));
    m_date->setCalendarPopup(true);
    m_time->setDisplayFormat(hourFormat());
    m_zone->addItems(zoneNames());
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    m_zone->completer()->setFilterMode(Qt::MatchContains);
    m_zone->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_zone->setProperty("dataText", true);
    m_words->setProperty("dataText", true);
    m_words->setWordWrap(true);
    m_clocks->setWordWrap(true);
    layOut(title);
    connect(m_typed, &QLineEdit::textEdited, this, &PlaceDialog::takeTyped);
    connect(m_date, &QDateEdit::dateChanged, this, &PlaceDialog::takePicked);
    connect(m_time, &QTimeEdit::timeChanged, this, &PlaceDialog::takePicked);
    connect(m_anyTime, &QCheckBox::toggled, this, &PlaceDialog::takePicked);
    connect(m_zone, &QComboBox::currentTextChanged, this, &PlaceDialog::takePicked);
    show(from);
    m_typed->setText(textOf(from));
    m_typed->setFocus();
    m_typed->selectAll();
    judge();
}

void PlaceDialog::layOut(const QString &title)
{
    auto *name = new TextLabel(m_look, Type::Heading, Ink::First, title, this);
    name->setProperty("dataText", true);
    name->setElides();
    auto *form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("&Typed"), m_typed);
    form->addRow(tr("&Day"), m_date);
    form->addRow(tr("&Hour"), m_time);
    form->addRow(QString(), m_anyTime);
    form->addRow(tr("&Zone"), m_zone);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_ok->setProperty("kind", QStringLiteral("primary"));
    m_ok->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_ok);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::card);
    column->addWidget(name);
    column->addLayout(form);
    column->addWidget(m_words);
    column->addWidget(m_clocks);
    column->addStretch();
    column->addLayout(buttons);
    setMinimumWidth(m_look.scaled(dialogWidth));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ok, &QPushButton::clicked, this, [this] {
        if (!m_isValid)
            return;
        emit chosen(m_place);
        accept();
    });
}

/// What is typed leads; the fields show what was understood.
void PlaceDialog::takeTyped()
{
    const QString text = m_typed->text().trimmed();
    auto read = readWallTime(text, m_place.zone);
    if (!read) {
        const QDate day = QDate::fromString(text.section(QLatin1Char(' '), 0, 0), Qt::ISODate);
        const QByteArray zone = text.section(QLatin1Char(' '), 1).trimmed().toLatin1();
        if (day.isValid() && (zone.isEmpty() || isKnownZone(zone)))
            read = WallTime { day, {}, zone.isEmpty() ? m_place.zone : zone };
    }
    m_isValid = read.has_value();
    if (!read) {
        m_words->setInk(Ink::Red);
        m_words->setText(read.error().message);
        m_clocks->clear();
        m_ok->setEnabled(false);
        return;
    }
    show(*read);
    judge();
}

void PlaceDialog::takePicked()
{
    if (m_isShowing)
        return;
    const QByteArray zone = m_zone->currentText().toLatin1();
    m_isValid = isKnownZone(zone);
    WallTime place { m_date->date(), m_anyTime->isChecked() ? QTime() : m_time->time(), zone };
    if (!m_isValid) {
        m_words->setInk(Ink::Red);
        m_words->setText(tr("No zone has that name. Type a city, such as Amsterdam."));
        m_ok->setEnabled(false);
        return;
    }
    show(place);
    m_typed->setText(textOf(place));
    judge();
}

void PlaceDialog::show(const WallTime &place)
{
    m_isShowing = true;
    m_place = place;
    m_date->setDate(place.date);
    m_anyTime->setChecked(!place.time.isValid());
    m_time->setEnabled(place.time.isValid());
    if (place.time.isValid())
        m_time->setTime(place.time);
    if (m_zone->currentText().toLatin1() != place.zone)
        m_zone->setCurrentText(QString::fromLatin1(place.zone));
    m_isShowing = false;
}

void PlaceDialog::judge()
{
    const Remarks remarks = m_ask(m_place);
    QStringList lines { placeWords(m_place) };
    lines += remarks.lines;
    m_words->setInk(remarks.forbids ? Ink::Red : Ink::First);
    m_words->setText(lines.join(QLatin1Char('\n')));
    m_clocks->setText(m_place.time.isValid() ? clockSentence(m_place) : QString());
    m_ok->setEnabled(!remarks.forbids);
}

} // namespace wheelhouse

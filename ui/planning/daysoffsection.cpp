#include "ui/planning/daysoffsection.h"

#include "core/inbox/holidays.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>

namespace wheelhouse {

namespace {

constexpr qint64 mostBytes = 4LL * 1024 * 1024; // the reader takes no more
constexpr int yearsOn = 2;

/// Days of one name that follow each other are one stretch.
QList<DayOff> stretches(const QList<Holiday> &days, const QString &source)
{
    QList<DayOff> all;
    for (const Holiday &day : days) {
        if (!all.isEmpty() && all.constLast().name == day.name && all.constLast().lastDay.addDays(1) == day.date)
            all.last().lastDay = day.date;
        else
            all.append({ day.date, day.date, day.name, source });
    }
    return all;
}

struct Taken {
    QList<DayOff> daysOff;
    QStringList report;
};

Result<Taken> readFile(const QString &path, const QString &source, QDate today)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Missing, DaysOffSection::tr("This file cannot be read."), file.errorString());
    const HolidayImport found = readHolidays(file.read(mostBytes), today.addYears(-1), today.addYears(yearsOn));
    if (found.holidays.isEmpty())
        return fail(Error::Kind::Malformed,
            DaysOffSection::tr("No whole days from last year to in two years are named there. Nothing was changed. %1")
                .arg(found.report.value(0)));
    return Taken { stretches(found.holidays, source), found.report };
}

} // namespace

DaysOffSection::DaysOffSection(const PlanningServices &services, const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_list(new QListWidget(this))
    , m_import(new QPushButton(tr("Import .ics…"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_hint(new TextLabel(look, Type::Small, Ink::Second, {}, this))
{
    m_list->setAccessibleName(tr("Days off"));
    m_list->setProperty("dataText", true);
    m_list->setMinimumHeight(look.scaled(64));
    m_hint->setWordWrap(true);
    for (QPushButton *each : { m_import, m_remove }) {
        each->setAutoDefault(false);
        each->setProperty("small", true);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_hint);
    column->addWidget(m_list);
    auto *row = new QHBoxLayout;
    row->addWidget(m_import);
    row->addWidget(m_remove);
    row->addStretch();
    column->addLayout(row);
    connect(m_import, &QPushButton::clicked, this, &DaysOffSection::choose);
    connect(m_remove, &QPushButton::clicked, this, &DaysOffSection::remove);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int current) { m_remove->setEnabled(current >= 0); });
    read();
}

void DaysOffSection::read()
{
    const auto found = m_services.daysOff.all(QDate::currentDate());
    if (!found) {
        emit refused(found.error());
        return;
    }
    m_list->clear();
    for (const DayOffSource &each : *found) {
        auto *item = new QListWidgetItem(
            tr("%1 · %Ln day(s) off, the next %2", nullptr, each.days)
                .arg(each.name, each.next.isValid() ? QLocale().toString(each.next, QLocale::ShortFormat) : tr("none")),
            m_list);
        item->setData(Qt::UserRole, each.name);
    }
    m_remove->setEnabled(false);
    m_hint->setText(found->isEmpty() ? tr("None yet. Give the calendar of your country or your house: the plan says "
                                          "then where a post falls on a day off.")
                                     : tr("A calendar that is given again takes the place of the one of its name."));
}

void DaysOffSection::choose()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Days off from a calendar"), {}, tr("Calendars (*.ics)"));
    if (!path.isEmpty())
        take(path);
}

void DaysOffSection::take(const QString &path)
{
    const QString source = QFileInfo(path).completeBaseName();
    // Off the window's thread: a hostile calendar may take a second and a half.
    m_services.engine.ask(
        this, [path, source] { return readFile(path, source, QDate::currentDate()); },
        [this, source](const Result<Taken> &taken) {
            if (!taken) {
                emit refused(taken.error());
                return;
            }
            keep(source, taken->daysOff);
            if (!taken->report.isEmpty())
                emit refused({ Error::Kind::Malformed, taken->report.join(u'\n'), {}, {} });
        });
}

void DaysOffSection::remove()
{
    if (const QListWidgetItem *current = m_list->currentItem())
        keep(current->data(Qt::UserRole).toString(), {});
}

void DaysOffSection::keep(const QString &source, const QList<DayOff> &daysOff)
{
    m_services.engine.ask(
        this, [&calendar = m_services.calendar, source, daysOff] { return calendar.putDaysOff(source, daysOff); },
        [this, source](const Result<int> &kept) {
            if (!kept)
                emit refused(kept.error());
            else
                emit said(*kept > 0 ? tr("%1: %Ln day(s) off", nullptr, *kept).arg(source)
                                    : tr("The days off of %1 are removed.").arg(source));
            read();
        });
}

} // namespace wheelhouse

#include "ui/planfiles/planexportdialog.h"

#include "ui/kit/label.h"
#include "ui/kit/notice.h"
#include "ui/kit/segmentedbutton.h"

#include <QDateEdit>
#include <QFileDialog>
#include <QGridLayout>
#include <QPushButton>

namespace wheelhouse {

PlanExportDialog::PlanExportDialog(const Look &look, PlanExport door, QDate from, QDate to, QWidget *parent)
    : QDialog(parent)
    , m_look(look)
    , m_door(std::move(door))
    , m_form(new SegmentedButton(look, { tr("Calendar (.ics)"), tr("Table (.csv)") }, this))
    , m_from(new QDateEdit(from, this))
    , m_to(new QDateEdit(to, this))
    , m_notice(new Notice(look, this))
    , m_write(new QPushButton(tr("&Write…"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setWindowTitle(tr("Export the plan"));
    layOut();
    connect(m_write, &QPushButton::clicked, this, &PlanExportDialog::choose);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    for (QDateEdit *each : { m_from, m_to })
        connect(each, &QDateEdit::dateChanged, this, &PlanExportDialog::settle);
    settle();
}

PlanExportDialog::~PlanExportDialog()
{
    m_lane.stop();
}

void PlanExportDialog::layOut()
{
    m_form->setAccessibleName(tr("What kind of file"));
    m_from->setAccessibleName(tr("First day"));
    m_to->setAccessibleName(tr("Last day"));
    for (QDateEdit *each : { m_from, m_to })
        each->setCalendarPopup(true);
    m_write->setProperty("kind", QStringLiteral("primary"));
    m_write->setDefault(true);
    auto *words = new TextLabel(m_look, Type::Small, Ink::Second,
        tr("Drafts and what is planned, with what repeats. A calendar of ours is read back as it was; a table can be "
           "mended in a spreadsheet and read back."),
        this);
    words->setWordWrap(true);
    auto *fields = new QGridLayout;
    fields->setHorizontalSpacing(space::card);
    fields->addWidget(new TextLabel(m_look, Type::Body, Ink::Second, tr("From"), this), 0, 0);
    fields->addWidget(m_from, 0, 1);
    fields->addWidget(new TextLabel(m_look, Type::Body, Ink::Second, tr("To", "a day"), this), 1, 0);
    fields->addWidget(m_to, 1, 1);
    fields->setColumnStretch(1, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addStretch();
    buttons->addWidget(m_write);
    buttons->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::card);
    column->addWidget(m_form, 0, Qt::AlignLeading);
    column->addWidget(words);
    column->addLayout(fields);
    column->addWidget(m_notice);
    column->addStretch();
    column->addLayout(buttons);
    setMinimumWidth(m_look.scaled(420));
}

void PlanExportDialog::settle()
{
    m_write->setEnabled(m_from->date() <= m_to->date());
    if (m_from->date() > m_to->date())
        m_notice->warn(tr("The last day lies before the first."));
    else
        m_notice->clear();
}

PlanExportWish PlanExportDialog::wish(const QString &path) const
{
    const QString ending = m_form->current() == 0 ? QStringLiteral(".ics") : QStringLiteral(".csv");
    const QString whole = path.endsWith(ending, Qt::CaseInsensitive) ? path : path + ending;
    return { whole, m_from->date(), m_to->date(), WholeFile::Existing::Replace };
}

/// The file dialog itself asks before a file that is there is replaced.
void PlanExportDialog::choose()
{
    const bool isCalendar = m_form->current() == 0;
    const QString name = tr("plan", "a file's name") + (isCalendar ? QStringLiteral(".ics") : QStringLiteral(".csv"));
    QString path = QFileDialog::getSaveFileName(
        this, tr("Export the plan"), name, isCalendar ? tr("Calendars (*.ics)") : tr("Tables (*.csv)"));
    if (!path.isEmpty())
        write(path);
}

void PlanExportDialog::write(const QString &path)
{
    m_write->setEnabled(false);
    m_lane.ask(
        this, [door = m_door, wish = wish(path)] { return door(wish); },
        [this](const Result<QString> &written) {
            m_write->setEnabled(true);
            if (written)
                m_notice->say(*written);
            else
                m_notice->say(written.error());
        });
}

} // namespace wheelhouse

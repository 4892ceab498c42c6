#include "ui/housekeeping/exportdialog.h"

#include "ui/kit/label.h"
#include "ui/kit/notice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace wheelhouse {

ExportDialog::ExportDialog(const Look &look, const ExportWish &what, const QString &title, Export door, QWidget *parent)
    : QDialog(parent)
    , m_look(look)
    , m_what(what)
    , m_door(std::move(door))
    , m_title(new TextLabel(look, Type::Title, Ink::First, title, this))
    , m_form(new QComboBox(this))
    , m_columns(new QListWidget(this))
    , m_guard(new QCheckBox(tr("Safe in spreadsheets"), this))
    , m_mark(new QCheckBox(tr("Mark as UTF-8 for older spreadsheets"), this))
    , m_progress(new QProgressBar(this))
    , m_notice(new Notice(look, this))
    , m_export(new QPushButton(tr("Export…"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setWindowTitle(tr("Export this view"));
    m_form->addItem(tr("CSV, for spreadsheets"), int(ExportWish::Form::Csv));
    m_form->addItem(tr("JSON Lines, for programs"), int(ExportWish::Form::JsonLines));
    for (const ExportColumn column : allExportColumns()) {
        auto *item = new QListWidgetItem(exportName(column), m_columns);
        item->setData(Qt::UserRole, int(column));
        item->setCheckState(Qt::Checked);
        item->setSizeHint(QSize(0, look.scaled(24))); // no smaller than a finger
    }
    m_guard->setChecked(true);
    m_guard->setToolTip(plainTip(tr("An apostrophe before what begins with = + - or @: a spreadsheet would run such a "
                                    "cell as a formula. Importing the file here takes "
                                    "the apostrophe off again.")));
    layOut();
    connect(m_form, &QComboBox::currentIndexChanged, this, [this] { settle(); });
    connect(m_columns, &QListWidget::itemChanged, this, [this] { settle(); });
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::choose);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, [this] { m_stop = true; });
    settle();
}

ExportDialog::~ExportDialog()
{
    m_stop = true;
    m_lane.stop();
}

void ExportDialog::layOut()
{
    m_title->setWordWrap(true);
    m_form->setAccessibleName(tr("Form"));
    m_columns->setAccessibleName(tr("Columns"));
    m_progress->setRange(0, 0);
    m_progress->setFormat(QString());
    m_progress->hide();
    m_export->setProperty("kind", QStringLiteral("primary"));
    m_export->setDefault(true);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::pane);
    form->setVerticalSpacing(space::card);
    form->addRow(tr("&Form"), m_form);
    form->addRow(tr("&Columns"), m_columns);
    form->addRow(QString(), m_guard);
    form->addRow(QString(), m_mark);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addWidget(m_progress, 1);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_export);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::card);
    column->addWidget(m_title);
    column->addLayout(form, 1);
    column->addWidget(m_notice);
    column->addLayout(buttons);
    const QSize room = parentWidget() ? parentWidget()->window()->size() : QSize(1024, 700);
    resize(QSize(m_look.scaled(520), m_look.scaled(640)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
}

ExportWish ExportDialog::wish() const
{
    ExportWish wish = m_what;
    wish.form = ExportWish::Form(m_form->currentData().toInt());
    wish.isGuarded = m_guard->isChecked();
    wish.hasMark = m_mark->isChecked();
    wish.columns.clear();
    for (int i = 0; i < m_columns->count(); ++i)
        if (m_columns->item(i)->checkState() == Qt::Checked)
            wish.columns.append(ExportColumn(m_columns->item(i)->data(Qt::UserRole).toInt()));
    return wish;
}

void ExportDialog::settle()
{
    const ExportWish now = wish();
    const bool isCsv = now.form == ExportWish::Form::Csv;
    m_guard->setEnabled(isCsv && !m_isRunning);
    m_mark->setEnabled(isCsv && !m_isRunning);
    m_form->setEnabled(!m_isRunning);
    m_columns->setEnabled(!m_isRunning);
    m_export->setEnabled(!m_isRunning && !now.columns.isEmpty());
    m_progress->setVisible(m_isRunning);
    m_close->setText(m_isRunning ? tr("Break off") : tr("Close"));
}

void ExportDialog::choose()
{
    ExportWish asked = wish();
    const bool isCsv = asked.form == ExportWish::Form::Csv;
    asked.path = QFileDialog::getSaveFileName(this, tr("Export to"),
        isCsv ? QStringLiteral("wheelhouse.csv") : QStringLiteral("wheelhouse.jsonl"),
        isCsv ? tr("CSV (*.csv)") : tr("JSON Lines (*.jsonl)"));
    asked.existing = WholeFile::Existing::Replace; // the file dialog has asked already
    if (!asked.path.isEmpty())
        write(asked);
}

void ExportDialog::write(const ExportWish &asked)
{
    m_isRunning = true;
    settle();
    m_lane.ask(
        this,
        [this, asked] {
            return m_door(asked, [this](qint64 rows) {
                QMetaObject::invokeMethod(
                    this, [this, rows] { m_notice->say(tr("%1 messages so far").arg(QLocale().toString(rows))); });
                return !m_stop;
            });
        },
        [this, path = asked.path](const Result<ExportReport> &done) { finished(done, path); });
}

void ExportDialog::finished(const Result<ExportReport> &done, const QString &path)
{
    m_isRunning = false;
    settle();
    if (done)
        m_notice->say(done->sentence(path));
    else
        m_notice->say(done.error());
}

} // namespace wheelhouse

#include "ui/planfiles/planimportdialog.h"

#include "core/base/text.h"
#include "core/store/wholefile.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"
#include "ui/planfiles/planmapform.h"

#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QTableView>

namespace wheelhouse {

namespace {

constexpr int verdictWidth = 260; // px
constexpr int cellWidth = 140;
constexpr int textWidth = 300;

} // namespace

PlanImportDialog::PlanImportDialog(const Look &look, PlanDoors doors, QWidget *parent)
    : QDialog(parent)
    , m_look(look)
    , m_doors(std::move(doors))
    , m_model(look)
    , m_file(new TextLabel(look, Type::Heading, Ink::First, tr("Choose a file, or drop it here"), this))
    , m_choose(new QPushButton(tr("Choose a &file…"), this))
    , m_form(new PlanMapForm(look, m_doors.channels, m_doors.zone, this))
    , m_summary(new TextLabel(look, Type::Small, Ink::Second,
          tr("A table (CSV) or a calendar (.ics). Nothing is planned before you say so."), this))
    , m_which(new QComboBox(this))
    , m_table(new QTableView(this))
    , m_progress(new QProgressBar(this))
    , m_notice(new Notice(look, this))
    , m_keep(new QPushButton(tr("&Save what cannot be planned…"), this))
    , m_plan(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    setWindowTitle(tr("Import a plan"));
    setAcceptDrops(true);
    layOut();
    listen();
    setRunning(false);
}

PlanImportDialog::~PlanImportDialog()
{
    m_stop = true;
    m_lane.stop();
}

void PlanImportDialog::layOut()
{
    m_which->addItems({ tr("All rows"), tr("Rows with a remark"), tr("Rows that cannot be planned") });
    m_which->setAccessibleName(tr("Which rows are shown"));
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("The rows of the file"));
    m_table->setAccessibleDescription(tr("F2 mends a cell."));
    m_table->setProperty("dataText", true);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->setDefaultSectionSize(m_look.rowHeight(RowKind::Checklist));
    m_table->setIconSize(QSize(m_look.scaled(16), m_look.scaled(16)));
    m_file->setElides();
    m_summary->setWordWrap(true);
    m_form->hide();
    m_progress->setAccessibleName(tr("Progress"));
    m_plan->setProperty("kind", QStringLiteral("primary"));
    m_choose->setAutoDefault(false);
    m_keep->setAutoDefault(false);
    m_keep->setToolTip(tr("As a table, with why it cannot, to be mended and imported another time"));
    auto *top = new QHBoxLayout;
    top->addWidget(m_file);
    top->addStretch();
    top->addWidget(m_choose);
    auto *middle = new QHBoxLayout;
    middle->addWidget(m_summary, 1);
    middle->addWidget(m_which);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_progress, 1);
    buttons->addStretch();
    buttons->addWidget(m_keep);
    buttons->addWidget(m_plan);
    buttons->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::gap);
    column->addLayout(top);
    column->addWidget(m_form);
    column->addLayout(middle);
    column->addWidget(m_table, 1);
    column->addWidget(m_notice);
    column->addLayout(buttons);
    const QSize room = parentWidget() ? parentWidget()->window()->size() : screen()->availableSize();
    resize(QSize(m_look.scaled(980), m_look.scaled(620)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
}

void PlanImportDialog::listen()
{
    connect(m_choose, &QPushButton::clicked, this, &PlanImportDialog::chooseFile);
    connect(m_form, &PlanMapForm::changed, this, &PlanImportDialog::readAgain);
    connect(m_plan, &QPushButton::clicked, this, &PlanImportDialog::plan);
    connect(m_keep, &QPushButton::clicked, this, &PlanImportDialog::keepRefused);
    connect(m_close, &QPushButton::clicked, this, &PlanImportDialog::stopOrClose);
    connect(&m_model, &PlanModel::judged, this, &PlanImportDialog::settle);
    connect(m_which, &QComboBox::activated, this, [this](int which) { m_model.show(PlanModel::Show(which)); });
}

void PlanImportDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (!m_isRunning && event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void PlanImportDialog::dropEvent(QDropEvent *event)
{
    openFile(event->mimeData()->urls().first().toLocalFile());
}

void PlanImportDialog::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Import a plan"), QString(), tr("Plans (*.csv *.tsv *.txt *.ics);;All files (*)"));
    if (!path.isEmpty())
        openFile(path);
}

void PlanImportDialog::openFile(const QString &path)
{
    m_path = path;
    m_isPlanned = false;
    m_file->setText(QFileInfo(path).fileName());
    m_file->setProperty("dataText", true);
    scan(std::nullopt);
}

void PlanImportDialog::readAgain()
{
    if (!m_path.isEmpty() && !m_isRunning)
        scan(m_form->asked(m_scan.map));
}

PlanWatch PlanImportDialog::watch()
{
    return [this](qint64 done, qint64 all) {
        QMetaObject::invokeMethod(this, [this, done, all] { showProgress(done, all); });
        return !m_stop;
    };
}

void PlanImportDialog::scan(const std::optional<PlanSheetMap> &map)
{
    m_notice->clear();
    m_stop = false;
    setRunning(true);
    PlanSheetMap usual = m_form->asked({});
    usual.channels = m_doors.channels;
    m_lane.ask(
        this, [path = m_path, map, usual, watch = watch()] { return scanPlan(path, map, usual, watch); },
        [this, asked = ++m_asked](const Result<PlanScan> &scan) {
            if (asked == m_asked)
                present(scan);
        });
}

void PlanImportDialog::showProgress(qint64 done, qint64 all)
{
    m_progress->setMaximum(1000);
    m_progress->setValue(all > 0 ? int(done * 1000 / all) : 0);
}

void PlanImportDialog::present(const Result<PlanScan> &scan)
{
    setRunning(false);
    if (!scan)
        return m_notice->say(scan.error());
    m_scan = *scan;
    m_model.setScan(*scan);
    m_scan.rows.clear();
    m_form->present(scan->header, scan->map, scan->isCalendar);
    m_form->show();
    m_table->setColumnWidth(0, m_look.scaled(verdictWidth));
    const int text = scan->isCalendar ? 1 : scan->map.column(PlanColumn::Text);
    for (int i = 0; i < scan->header.size(); ++i)
        m_table->setColumnWidth(i + 1, m_look.scaled(i == text ? textWidth : cellWidth));
    if (!scan->isCalendar && scan->all == 0)
        m_notice->warn(tr("Say above which column is the text and which the day."));
    settle();
    m_table->setFocus();
}

qint64 PlanImportDialog::ready() const
{
    return m_isPlanned ? m_model.won() : m_scan.taken + m_model.won();
}

void PlanImportDialog::settle()
{
    const qint64 refused = m_scan.refused - m_model.won();
    QStringList said;
    if (!m_isPlanned)
        said.append(tr("%Ln row(s).", nullptr, int(m_scan.all)));
    said.append(tr("%Ln can be planned.", nullptr, int(ready())));
    if (m_scan.remarked > 0 && !m_isPlanned)
        said.append(tr("%Ln of them with a word to it.", nullptr, int(m_scan.remarked)));
    if (refused > 0)
        said.append(tr("%Ln cannot; mend them here, or leave them out.", nullptr, int(refused)));
    if (m_scan.all > PlanScan::mostPlain && !m_isPlanned)
        said.append(tr("Of those without a remark the first %Ln are shown.", nullptr, PlanScan::mostPlain));
    m_summary->setText(said.join(QLatin1Char(' ')));
    m_plan->setText(ready() == 0 ? tr("&Plan") : tr("&Plan %Ln", "posts", int(ready())));
    m_plan->setEnabled(!m_isRunning && ready() > 0);
    m_keep->setVisible(!m_isRunning && refused > 0);
}

void PlanImportDialog::keepRefused()
{
    const QFileInfo from(m_path);
    const QString beside = from.dir().filePath(tr("%1, not planned.csv", "a file").arg(from.completeBaseName()));
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save what cannot be planned"), beside, tr("Tables (*.csv)"));
    if (path.isEmpty())
        return;
    auto file = WholeFile::begin(path, WholeFile::Existing::Replace); // the file dialog asked
    auto written = file ? (*file)->write(m_model.refusedSheet()) : tl::unexpected(file.error());
    auto finished = written ? (*file)->finish() : written;
    if (finished)
        m_notice->say(tr("Saved to %1.").arg(isolate(path)));
    else
        m_notice->say(finished.error());
}

/// The file is read once more as it is planned, so that rows need not all be held; what was mended stands in place.
void PlanImportDialog::plan()
{
    m_stop = false;
    m_notice->clear();
    setRunning(true);
    const auto feed = [path = m_path, map = m_scan.map, mended = m_model.mended(), isRest = m_isPlanned](
                          const std::function<Result<bool>(const QList<PlanVerdict> &)> &take) {
        return takePlan(path, map, mended, [&](QList<PlanVerdict> lot) {
            if (isRest) // the others were planned before
                lot.removeIf([&mended](const PlanVerdict &each) { return !mended.contains(each.row); });
            return lot.isEmpty() ? Result<bool>(true) : take(lot);
        });
    };
    m_lane.ask(
        this,
        [doors = m_doors, feed, isCalendar = m_scan.isCalendar, entries = m_scan.entries, usual = m_form->outpost()] {
            return isCalendar ? doors.entries(entries, usual) : doors.rows(feed, usual);
        },
        [this](const Result<PlanTaken> &taken) { finished(taken); });
}

void PlanImportDialog::finished(const Result<PlanTaken> &taken)
{
    setRunning(false);
    if (!taken)
        return m_notice->say(taken.error());
    m_scan.refused -= m_model.won();
    m_scan.taken = 0;
    m_isPlanned = true;
    m_model.leaveRefused();
    settle();
    m_notice->say(m_scan.refused > 0 ? tr("%1. What is left stands here until you close this.").arg(taken->sentence)
                                     : taken->sentence);
    emit imported(taken->sentence);
}

void PlanImportDialog::stopOrClose()
{
    if (m_isRunning)
        m_stop = true;
    else
        accept();
}

void PlanImportDialog::reject()
{
    if (m_isRunning)
        m_stop = true;
    else
        QDialog::reject();
}

void PlanImportDialog::setRunning(bool running)
{
    m_isRunning = running;
    m_progress->setVisible(running);
    m_close->setText(running ? tr("Stop") : tr("Close"));
    for (QWidget *each : std::initializer_list<QWidget *> { m_choose, m_form, m_table, m_which })
        each->setEnabled(!running);
    m_which->setVisible(!m_path.isEmpty());
    m_table->setVisible(!m_path.isEmpty());
    if (!m_path.isEmpty() || !running)
        settle();
    if (m_path.isEmpty())
        m_summary->setText(tr("A table (CSV) or a calendar (.ics). Nothing is planned before you say so."));
}

} // namespace wheelhouse

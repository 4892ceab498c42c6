#include "ui/shell/importdialog.h"

#include "ui/kit/label.h"
#include "ui/kit/notice.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QTableWidget>
#include <QTimeZone>

namespace wheelhouse {

namespace {

constexpr int previewRows = 100;
constexpr int verdictColumn = 0;
constexpr int verdictWidth = 260; // px; longer verdicts take a second line
constexpr int widestColumn = 320; // px

struct RoleName {
    ColumnRole role;
    const char *words;
};
constexpr std::array<RoleName, columnRoles> roleNames { {
    { ColumnRole::Id, QT_TRANSLATE_NOOP("wheelhouse::ImportDialog", "Id of the message") },
    { ColumnRole::Text, QT_TRANSLATE_NOOP("wheelhouse::ImportDialog", "Text") },
    { ColumnRole::Author, QT_TRANSLATE_NOOP("wheelhouse::ImportDialog", "Author’s handle") },
    { ColumnRole::AuthorName, QT_TRANSLATE_NOOP("wheelhouse::ImportDialog", "Author’s name") },
    { ColumnRole::AuthorId, QT_TRANSLATE_NOOP("wheelhouse::ImportDialog", "Author’s id") },
    { ColumnRole::Time, QT_TRANSLATE_NOOP("wheelhouse::ImportDialog", "Time") },
    { ColumnRole::Reply, QT_TRANSLATE_NOOP("wheelhouse::ImportDialog", "Answers the id") },
    { ColumnRole::Url, QT_TRANSLATE_NOOP("wheelhouse::ImportDialog", "Link") },
    { ColumnRole::Language, QT_TRANSLATE_NOOP("wheelhouse::ImportDialog", "Language") },
    { ColumnRole::Channel, QT_TRANSLATE_NOOP("wheelhouse::ImportDialog", "Outpost") },
    { ColumnRole::Ours, QT_TRANSLATE_NOOP("wheelhouse::ImportDialog", "Written by us") },
} };
/// One line of what stands in the file; the rest in the tooltip.
QTableWidgetItem *cell(const QString &text)
{
    constexpr int shown = 200; // letters
    const QString line = text.left(shown).simplified();
    auto *item = new QTableWidgetItem(line);
    if (line.size() > 30)
        item->setToolTip(plainTip(text.left(2000)));
    return item;
}

constexpr int oursInverted = columnRoles; // "Written by them": the same role, turned round

} // namespace

struct ImportDialog::Opened {
    Source source;
    QList<PreviewRow> rows;
    QString trouble; ///< why there are no verdicts yet; empty: there are
};

ImportDialog::ImportDialog(const Look &look, ImportDoor door, QWidget *parent)
    : QDialog(parent)
    , m_look(look)
    , m_door(std::move(door))
    , m_file(new TextLabel(look, Type::Heading, Ink::First, tr("Choose a file, or drop it here"), this))
          , m_choose(new QPushButton(tr("Choose a &file…"), this))
                , m_rows(new QTableWidget(this))
                , m_zone(new QComboBox(this))
                , m_dates(new QComboBox(this))
                , m_arriveAs(new QComboBox(this))
                , m_verdict(new TextLabel(look, Type::Small, Ink::Second,
                                tr("CSV, JSON Lines, a Mastodon outbox.json or an X tweets.js. Nothing is written before you say so."),
                                    this))
                      , m_progress(new QProgressBar(this))
                      , m_notice(new Notice(look, this))
                      , m_import(new QPushButton(tr("&Import"), this))
                            , m_close(new QPushButton(tr("Close"), this))
{
    setWindowTitle(tr("Import"));
    setAcceptDrops(true);
    fillChoices();
    layOut();
    setRunning(false);
    connect(m_choose, &QPushButton::clicked, this, &ImportDialog::chooseFile);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::start);
    connect(m_close, &QPushButton::clicked, this, &ImportDialog::stopOrClose);
    for (QComboBox *box : { m_zone, m_dates })
        connect(box, &QComboBox::activated, this, &ImportDialog::readAgain);
}

ImportDialog::~ImportDialog()
{
    m_stop = true;
    m_reader.ask([source = std::move(m_source)]() mutable { source.reset(); }); // it ends where it lived
    m_reader.stop();
}

void ImportDialog::fillChoices()
{
    m_zone->setProperty("dataText", true); // the names of zones
    m_zone->addItem(tr("Times say their zone"), QByteArray());
    const QByteArray here = QTimeZone::systemTimeZoneId();
    m_zone->addItem(tr("Here: %1").arg(QString::fromLatin1(here)), here);
    const QList<QByteArray> zones = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &zone : zones)
        m_zone->addItem(QString::fromLatin1(zone), zone);
    m_dates->addItems({ tr("Dates as they are told"),
        tr("Month first"), tr("Day first"), tr("Seconds since 1970"), tr("Milliseconds since 1970") });
    m_arriveAs->addItem(tr("Into the inbox, as new"), false);
    m_arriveAs->addItem(tr("As history, already done"), true);
    m_zone->setAccessibleName(tr("Time zone of the file"));
    m_dates->setAccessibleName(tr("How dates are written"));
    m_arriveAs->setAccessibleName(tr("How the conversations arrive"));
    m_rows->setAccessibleName(tr("The first rows of the file"));
    m_progress->setAccessibleName(tr("Progress"));
}

void ImportDialog::layOut()
{
    auto *top = new QHBoxLayout;
    top->addWidget(m_file, 1);
    top->addWidget(m_choose);
    auto *choices = new QHBoxLayout;
    for (QComboBox *box : { m_zone, m_dates, m_arriveAs }) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(14);
        choices->addWidget(box, 1);
    }
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_progress, 1);
    buttons->addStretch();
    m_import->setProperty("kind", QStringLiteral("primary"));
    buttons->addWidget(m_import);
    buttons->addWidget(m_close);
    m_verdict->setWordWrap(true);
    m_file->setElides();
    m_rows->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_rows->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_rows->setWordWrap(true); // for the verdicts, which decide how high a row is
    m_rows->setProperty("dataText", true);
    m_rows->setCornerButtonEnabled(false);
    m_rows->verticalHeader()->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::gap);
    column->addLayout(top);
    column->addWidget(m_verdict);
    column->addWidget(m_rows, 1);
    column->addLayout(choices);
    column->addWidget(m_notice);
    column->addLayout(buttons);
    const QSize room = parentWidget() ? parentWidget()->window()->size() : screen()->availableSize();
    resize(QSize(m_look.scaled(900), m_look.scaled(560)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
}

void ImportDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (!m_isRunning && event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void ImportDialog::dropEvent(QDropEvent *event)
{
    openFile(event->mimeData()->urls().first().toLocalFile());
}

void ImportDialog::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this,
        tr("Import"), QString(), tr("Files to import (*.csv *.tsv *.txt *.jsonl *.ndjson *.json *.js);;All files (*)"));
    if (!path.isEmpty())
        openFile(path);
}

void ImportDialog::openFile(const QString &path)
{
    m_path = path;
    m_map = {};
    m_rows->clear();
    m_rows->setRowCount(0);
    m_zone->setCurrentIndex(0);
    m_dates->setCurrentIndex(0);
    readAgain();
}

/// What the boxes say now, as far as there are any.
ColumnMap ImportDialog::asked() const
{
    ColumnMap map = m_map;
    map.columns.fill(QString());
    for (int column = 1; column < m_rows->columnCount() && m_rows->rowCount() > 0; ++column) {
        const auto *box = qobject_cast<QComboBox *>(m_rows->cellWidget(0, column));
        const int role = box ? box->currentData().toInt() : -1;
        if (role < 0)
            continue;
        map.oursInverted = role == oursInverted;
        map.columns[static_cast<size_t>(std::min(role, static_cast<int>(ColumnRole::Ours)))] =
            m_rows->horizontalHeaderItem(column)->text();
    }
    map.zone = m_zone->currentData().toByteArray();
    map.dates = static_cast<TimeForm>(m_dates->currentIndex());
    return map;
}

void ImportDialog::readAgain()
{
    if (m_path.isEmpty() || m_isRunning)
        return;
    m_notice->clear();
    m_reader.ask(
        this,
        [path = m_path, map = asked()]() -> Result<Opened> {
            auto source = ImportSource::open(path, map);
            if (!source)
                return tl::unexpected(source.error());
            Opened opened { Source(*std::move(source)), {}, {} };
            auto rows = opened.source->preview(previewRows);
            if (rows)
                opened.rows = *rows;
            else
                opened.trouble = rows.error().message;
            return opened;
        },
        [this](const Result<Opened> &opened) { present(opened); });
}

void ImportDialog::present(const Result<Opened> &opened)
{
    m_import->setEnabled(opened && opened->trouble.isEmpty());
    if (!opened) {
        m_notice->say(opened.error());
        return;
    }
    m_source = opened->source;
    m_map = m_source->map();
    m_file->setText(QFileInfo(m_path).fileName());
    m_file->setProperty("dataText", true);
    const int dates = static_cast<int>(m_map.dates);
    m_dates->setCurrentIndex(dates);
    m_zone->setEnabled(m_source->takesMap());
    m_dates->setEnabled(m_source->takesMap());
    showRows(*opened);
    if (!opened->trouble.isEmpty())
        m_notice->warn(opened->trouble);
}

void ImportDialog::showRows(const Opened &opened)
{
    const QStringList columns = opened.source->columns();
    const int shift = opened.source->takesMap() ? 1 : 0;
    m_rows->clear();
    m_rows->setColumnCount(static_cast<int>(columns.size()) + 1);
    m_rows->setRowCount(static_cast<int>(opened.rows.size()) + shift);
    m_rows->setHorizontalHeaderLabels(QStringList { tr("What becomes of it") } + columns);
    for (int i = 0; i < columns.size() && shift == 1; ++i)
        addRoleBox(i + 1, columns.at(i), m_map);
    int refused = 0;
    for (int row = 0; row < opened.rows.size(); ++row) {
        const PreviewRow &each = opened.rows.at(row);
        refused += each.verdict.isTaken() ? 0 : 1;
        auto *verdict =
            new QTableWidgetItem(each.verdict.kind == Verdict::Kind::Take ? tr("Comes in") : each.verdict.sentence());
        if (each.verdict.kind != Verdict::Kind::Take)
            verdict->setForeground(m_look.theme().hue(each.verdict.isTaken() ? Tint::Amber : Tint::Red).text);
        verdict->setToolTip(plainTip(each.verdict.words));
        m_rows->setItem(row + shift, verdictColumn, verdict);
        for (int i = 0; i < columns.size() && i < each.cells.size(); ++i)
            m_rows->setItem(row + shift, i + 1, cell(each.cells.at(i)));
    }
    fitColumns();
    QStringList said { tr("The first %n row(s), read as %1.", nullptr, static_cast<int>(opened.rows.size())).arg(opened.source->encodingName()) };
    if (refused > 0)
        said.append(tr("%n cannot be taken; the others can.", nullptr, refused));
    m_verdict->setText((said + opened.source->proposal().notes).join(QLatin1Char(' ')));
}

/// Wide enough for the choice above and for most of what stands below, but none so wide that it hides the others.
void ImportDialog::fitColumns()
{
    m_rows->setColumnWidth(verdictColumn, m_look.scaled(verdictWidth));
    for (int column = verdictColumn + 1; column < m_rows->columnCount(); ++column) {
        m_rows->resizeColumnToContents(column);
        const QWidget *box = m_rows->cellWidget(0, column);
        const int least = box ? box->sizeHint().width() : m_look.scaled(80);
        const int most = qMax(least, m_look.scaled(widestColumn));
        m_rows->setColumnWidth(column, qBound(least, m_rows->columnWidth(column), most));
    }
    const QFontMetrics metrics(m_rows->font());
    for (int row = 0; row < m_rows->rowCount(); ++row) {
        const QTableWidgetItem *verdict = m_rows->item(row, verdictColumn);
        const QRect room(0, 0, m_look.scaled(verdictWidth) - 2 * space::gap, m_look.scaled(200));
        const int words = verdict ? metrics.boundingRect(room, Qt::TextWordWrap, verdict->text()).height() : 0;
        const QWidget *box = m_rows->cellWidget(row, verdictColumn + 1);
        m_rows->setRowHeight(
            row, qMax(words + space::gap, box ? box->sizeHint().height() : m_look.rowHeight(RowKind::Table)));
    }
}

void ImportDialog::addRoleBox(int column, const QString &name, const ColumnMap &map)
{
    auto *box = new QComboBox(m_rows);
    box->setAccessibleName(tr("What the column %1 holds").arg(name));
    box->addItem(tr("Left out"), -1);
    for (const RoleName &each : roleNames)
        box->addItem(tr(each.words), static_cast<int>(each.role));
    box->addItem(tr("Written by them"), oursInverted);
    for (int role = 0; role < columnRoles; ++role)
        if (map.columns[static_cast<size_t>(role)] == name)
            box->setCurrentIndex(
                box->findData(role == static_cast<int>(ColumnRole::Ours) && map.oursInverted ? oursInverted : role));
    m_rows->setCellWidget(0, column, box);
    connect(box, &QComboBox::activated, this, [this, box] {
        for (int other = 1; other < m_rows->columnCount(); ++other) // one meaning, one column
            if (auto *another = qobject_cast<QComboBox *>(m_rows->cellWidget(0, other));
                another && another != box && another->currentData() == box->currentData())
                another->setCurrentIndex(0);
        readAgain();
    });
}

void ImportDialog::start()
{
    setRunning(true);
    m_stop = false;
    m_notice->clear();
    const bool asHistory = m_arriveAs->currentData().toBool();
    auto run = [this, source = m_source, asHistory] {
        return m_door(*source, asHistory, [this](const ImportProgress &progress) {
            QMetaObject::invokeMethod(this, [this, progress] { tell(progress); });
            return !m_stop;
        });
    };
    m_reader.ask(this, std::move(run), [this](const Result<ImportState> &done) { finished(done); });
}

void ImportDialog::tell(const ImportProgress &progress)
{
    m_progress->setMaximum(1000);
    m_progress->setValue(
        progress.bytesTotal > 0 ? static_cast<int>(progress.bytesDone * 1000 / progress.bytesTotal) : 0);
    m_verdict->setText(importSentence(progress.state));
    emit imported();
}

void ImportDialog::finished(const Result<ImportState> &done)
{
    setRunning(false);
    if (!done) {
        m_notice->say(done.error());
        return;
    }
    m_verdict->setText(importSentence(*done));
    if (done->stage == ImportState::Stage::Paused) {
        m_import->setText(tr("&Go on"));
        m_notice->warn(
            tr("Stopped after row %L1. What is in stays; “Go on” takes the rest.").arg(done->position.record));
    } else {
        m_import->setText(tr("&Import"));
        m_import->setEnabled(false);
        m_notice->say(tr("“%1” is in: %2. Ctrl+Z takes it out again.").arg(done->fileName, importSentence(*done)));
    }
}

void ImportDialog::stopOrClose()
{
    if (m_isRunning)
        m_stop = true;
    else
        accept();
}

void ImportDialog::reject()
{
    if (m_isRunning)
        m_stop = true;
    else
        QDialog::reject();
}

void ImportDialog::setRunning(bool running)
{
    m_isRunning = running;
    m_progress->setVisible(running);
    m_import->setEnabled(m_source != nullptr && !running);
    m_import->setDefault(true);
    m_close->setText(running ? tr("Stop") : tr("Close"));
    for (QWidget *each : std::initializer_list<QWidget *> { m_choose, m_rows, m_zone, m_dates, m_arriveAs })
        each->setEnabled(!running);
}

} // namespace wheelhouse

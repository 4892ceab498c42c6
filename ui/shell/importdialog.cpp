#include "ui/shell/importdialog.h"

#include "ui/kit/label.h"
#include "ui/kit/notice.h"
#include "ui/shell/importtable.h"
#include "ui/shell/verdictlist.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QTimeZone>

namespace wheelhouse {

namespace {

constexpr int previewRows = 100;

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
    , m_rows(new ImportTable(look, this))
    , m_said(new VerdictList(look, this))
    , m_zone(new QComboBox(this))
    , m_dates(new QComboBox(this))
    , m_arriveAs(new QComboBox(this))
    , m_verdict(new TextLabel(look, Type::Small, Ink::Second,
          tr("CSV, JSON Lines, a Mastodon outbox.json or an X tweets.js. Nothing is written before you say so."), this))
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
    connect(m_rows, &ImportTable::mapChanged, this, &ImportDialog::readAgain);
    connect(m_said, &VerdictList::told, m_notice, qOverload<const QString &>(&Notice::say));
    connect(m_said, &VerdictList::failed, m_notice, qOverload<const Error &>(&Notice::say));
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
    m_dates->addItems({ tr("Dates as they are told"), tr("Month first"), tr("Day first"), tr("Seconds since 1970"),
        tr("Milliseconds since 1970") });
    m_arriveAs->addItem(tr("Into the inbox, as new"), false);
    m_arriveAs->addItem(tr("As history, already done"), true);
    m_zone->setAccessibleName(tr("Time zone of the file"));
    m_dates->setAccessibleName(tr("How dates are written"));
    m_arriveAs->setAccessibleName(tr("How the conversations arrive"));
    m_progress->setAccessibleName(tr("Progress"));
}

void ImportDialog::layOut()
{
    auto *top = new QHBoxLayout;
    top->addWidget(m_file);
    top->addStretch();
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
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::gap);
    column->addLayout(top);
    column->addWidget(m_verdict);
    column->addWidget(m_rows, 1);
    column->addWidget(m_said);
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
    const QString path = QFileDialog::getOpenFileName(this, tr("Import"), QString(),
        tr("Files to import (*.csv *.tsv *.txt *.jsonl *.ndjson *.json *.js);;All files (*)"));
    if (!path.isEmpty())
        openFile(path);
}

void ImportDialog::openFile(const QString &path)
{
    m_path = path;
    m_map = {};
    m_rows->empty();
    m_said->clear();
    m_zone->setCurrentIndex(0);
    m_dates->setCurrentIndex(0);
    m_import->setText(tr("&Import"));
    readAgain();
}

/// What the boxes say now, as far as there are any.
ColumnMap ImportDialog::asked() const
{
    ColumnMap map = m_rows->asked(m_map);
    map.zone = m_zone->currentData().toByteArray();
    map.dates = static_cast<TimeForm>(m_dates->currentIndex());
    return map;
}

void ImportDialog::readAgain()
{
    if (m_path.isEmpty() || m_isRunning)
        return;
    m_notice->clear();
    m_import->setEnabled(false); // until what it would do is seen
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
    m_import->setEnabled(!m_isRunning && opened && opened->trouble.isEmpty());
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
    m_rows->present(opened.source->columns(), opened.source->takesMap(), m_map, opened.rows);
    QStringList said { tr("The first %Ln row(s), read as %1.", nullptr, static_cast<int>(opened.rows.size()))
                           .arg(opened.source->encodingName()) };
    if (m_rows->refused() > 0)
        said.append(tr("%Ln cannot be taken; the others can.", nullptr, m_rows->refused()));
    m_verdict->setText((said + opened.source->proposal().notes).join(QLatin1Char(' ')));
}

QString ImportDialog::goOnWords()
{
    return tr("&Go on");
}

void ImportDialog::start()
{
    setRunning(true);
    m_stop = false;
    if (m_import->text() != goOnWords()) // the rest of a file that was stopped adds to what was said
        m_said->clear();
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
    m_said->add(progress.said);
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
        m_import->setText(goOnWords());
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

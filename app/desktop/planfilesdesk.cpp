#include "app/desktop/planfilesdesk.h"

#include "ui/kit/shortcuts.h"
#include "ui/planfiles/planexportdialog.h"
#include "ui/planfiles/planimportdialog.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace wheelhouse {

namespace {

constexpr int exportedDays = 90;

/// The answer of another lane; it may have ended, and then there is none.
template<typename T> Result<T> answerOf(QFuture<Result<T>> future)
{
    future.waitForFinished();
    if (future.resultCount() == 0)
        return fail(Error::Kind::Cancelled, PlanFilesDesk::tr("The workspace was closed."));
    return future.result();
}

ChannelId channelNamed(Database &reader, const QString &name)
{
    Statement find(reader, "SELECT id FROM channel WHERE name = ?1 COLLATE NOCASE");
    const auto found = find.one<ChannelId>([](const Row &row) { return row.id<ChannelId>(0); }, name);
    return found ? found->value_or(ChannelId()) : ChannelId();
}

Result<PlanTaken> takeRows(Engine &engine, const PlanFeed &feed, const QString &usual)
{
    QList<PlannedRow> rows;
    auto fed = feed([&rows](const QList<PlanVerdict> &lot) -> Result<bool> {
        for (const PlanVerdict &each : lot)
            rows.append(each.planned);
        return true;
    });
    if (!fed)
        return tl::unexpected(fed.error());
    return answerOf(engine.lane().ask([&desks = engine.desks(), &rows, &usual] {
        return desks.planIntake.rows(rows, channelNamed(*desks.writer, usual));
    }));
}

Result<PlanTaken> takeEntries(Engine &engine, const QList<PlanEntry> &entries, const QString &usual)
{
    return answerOf(engine.lane().ask([&desks = engine.desks(), &entries, &usual] {
        return desks.planIntake.entries(entries, channelNamed(*desks.writer, usual));
    }));
}

/// Over a connection of its own: a long plan is read on the dialog's lane.
Result<int> exportPlan(const QString &workspace, const QDateTime &now, const PlanExportWish &wish)
{
    auto reader = Database::open(workspace, Database::Mode::Read);
    if (!reader)
        return tl::unexpected(reader.error());
    PlanOuttake plan(**reader);
    return writePlan(plan, wish, now);
}

} // namespace

PlanFilesDesk::PlanFilesDesk(Engine &engine, MainWindow &window, const Look &look, Shortcuts &shortcuts)
    : m_engine(engine)
    , m_window(window)
    , m_look(look)
{
    // By their beginning they stand in the menu of the calendar, and work everywhere.
    shortcuts.add({ QStringLiteral("calendar.importPlan"), tr("Import a plan…"), Shortcuts::window,
        { QStringLiteral("Ctrl+Shift+I") }, QStringLiteral("document-import"), [this] { openImport(); }, {}, {},
        false });
    shortcuts.add({ QStringLiteral("calendar.exportPlan"), tr("Export the plan…"), Shortcuts::window, {},
        QStringLiteral("document-export"), [this] { openExport(); }, {}, {}, false });
}

PlanDoors PlanFilesDesk::doors(const QStringList &channels) const
{
    PlanDoors doors { channels, QTimeZone::systemTimeZoneId(), {}, {} };
    doors.rows = [&engine = m_engine](
                     const PlanFeed &feed, const QString &usual) { return takeRows(engine, feed, usual); };
    doors.entries = [&engine = m_engine](const QList<PlanEntry> &entries, const QString &usual) {
        return takeEntries(engine, entries, usual);
    };
    return doors;
}

void PlanFilesDesk::openImport(const QString &path)
{
    m_engine.reader().ask(
        this,
        [workspace = m_engine.file().path()]() -> Result<QStringList> {
            auto reader = Database::open(workspace, Database::Mode::Read);
            return reader ? PlanOuttake(**reader).channels() : Result<QStringList>(tl::unexpected(reader.error()));
        },
        [this, path](const Result<QStringList> &channels) {
            auto *dialog = new PlanImportDialog(m_look, doors(channels.value_or(QStringList())), &m_window);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &PlanImportDialog::imported, &m_window, &MainWindow::setUndo);
            dialog->open();
            if (!path.isEmpty())
                dialog->openFile(path);
        });
}

void PlanFilesDesk::openExport()
{
    const QDate today = m_engine.clock().now().toLocalTime().date();
    auto *dialog = new PlanExportDialog(
        m_look,
        [workspace = m_engine.file().path(), name = m_engine.file().workspace().name, now = m_engine.clock().now()](
            PlanExportWish wish) {
            wish.name = name;
            return exportPlan(workspace, now, wish);
        },
        today, today.addDays(exportedDays), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace wheelhouse

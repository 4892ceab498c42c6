#include "app/desktop/planfilesdesk.h"

#include "core/networks/accountbook.h"
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

/// One step, however many lots.
class Taking {
public:
    Taking(Engine &engine, const QString &usual)
        : m_engine(engine)
    {
        const QStringList fallback = usual.isEmpty() ? QStringList() : QStringList { usual };
        m_engine.lane().ask([&plans = m_engine.desks().plans, fallback] { plans.begin(fallback, false); });
    }
    Result<bool> take(const QList<PlanItem> &items)
    {
        auto done =
            answerOf(m_engine.lane().ask([&plans = m_engine.desks().plans, items] { return plans.take(items); }));
        if (!done)
            return tl::unexpected(done.error());
        for (const PlanOutcome &each : std::as_const(*done)) {
            using Kind = PlanOutcome::Kind;
            (each.kind == Kind::Refused       ? m_taken.refused
                    : each.kind == Kind::Same ? m_taken.known
                                              : m_taken.planned) += 1;
            if (each.kind == Kind::Refused)
                m_taken.why = each.words;
        }
        return true;
    }
    [[nodiscard]] Result<PlanTaken> taken()
    {
        if (m_taken.planned == 0 && m_taken.known == 0 && m_taken.refused > 0)
            return fail(Error::Kind::Refused, PlanFilesDesk::tr("Nothing was planned. %1").arg(m_taken.why));
        QStringList said { PlanFilesDesk::tr("Planned: %n draft(s)", nullptr, m_taken.planned) };
        if (m_taken.known > 0)
            said.append(PlanFilesDesk::tr("%n there already", nullptr, m_taken.known));
        if (m_taken.refused > 0)
            said.append(PlanFilesDesk::tr("%n refused: %1", nullptr, m_taken.refused).arg(m_taken.why));
        m_taken.sentence = said.join(PlanFilesDesk::tr("; ", "between what became of rows"));
        return m_taken;
    }

private:
    Engine &m_engine;
    PlanTaken m_taken;
};

Result<PlanTaken> takeRows(Engine &engine, const PlanFeed &feed, const QString &usual)
{
    Taking taking(engine, usual);
    auto fed = feed([&taking](const QList<PlanVerdict> &lot) {
        QList<PlanItem> items;
        for (const PlanVerdict &each : lot)
            items.append(itemOf(each));
        return taking.take(items);
    });
    if (!fed)
        return tl::unexpected(fed.error());
    return taking.taken();
}

Result<PlanTaken> takeEntries(Engine &engine, const QList<PlanEntry> &entries, const QString &usual)
{
    Taking taking(engine, usual);
    for (qsizetype at = 0; at < entries.size(); at += PlanScan::lot) {
        QList<PlanItem> items;
        for (const PlanEntry &each : entries.mid(at, PlanScan::lot))
            items.append({ at + items.size() + 1, each, 0 });
        if (auto done = taking.take(items); !done)
            return tl::unexpected(done.error());
    }
    return taking.taken();
}

/// Over a connection of its own: a long plan is read on the dialog's lane.
Result<QString> writePlan(const QString &workspace, const QDateTime &now, const PlanExportWish &wish)
{
    auto reader = Database::open(workspace, Database::Mode::Read);
    auto written = reader ? exportPlan(**reader, wish, now, [] { return true; })
                          : Result<PlanExported>(tl::unexpected(reader.error()));
    if (!written)
        return tl::unexpected(written.error());
    return written->sentence(wish.path);
}

Result<QStringList> outposts(const QString &workspace)
{
    auto reader = Database::open(workspace, Database::Mode::Read);
    auto all = reader ? AccountList(**reader).list() : Result<QList<Account>>(tl::unexpected(reader.error()));
    if (!all)
        return tl::unexpected(all.error());
    QStringList names;
    for (const Account &each : std::as_const(*all))
        if (each.signsIn() && !names.contains(each.channel.name))
            names.append(each.channel.name);
    return names;
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
        this, [workspace = m_engine.file().path()] { return outposts(workspace); },
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
        [workspace = m_engine.file().path(), now = m_engine.clock().now()](
            const PlanExportWish &wish) { return writePlan(workspace, now, wish); },
        today, today.addDays(exportedDays), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace wheelhouse

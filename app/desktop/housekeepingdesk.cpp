#include "app/desktop/housekeepingdesk.h"

#include "core/base/log.h"
#include "core/housekeeping/oldcopies.h"
#include "ui/housekeeping/bundledialog.h"
#include "ui/housekeeping/erasedialog.h"
#include "ui/housekeeping/exportdialog.h"
#include "ui/housekeeping/printdialog.h"
#include "ui/housekeeping/retentionpage.h"
#include "ui/inbox/contactcard.h"
#include "ui/kit/look.h"
#include "ui/kit/shortcuts.h"

#include <QAction>
#include <QCoreApplication>
#include <QSettings>

#include <limits>

namespace wheelhouse {

namespace {

constexpr int printedMessages = 10'000;

/// A reading connection for the length of one question, on the thread that calls.
template<typename Work> auto reading(const WorkspaceFile &file, Work work) -> std::invoke_result_t<Work, Database &>
{
    auto reader = file.openReader();
    if (!reader)
        return tl::unexpected(reader.error());
    return work(**reader);
}

void open(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace

HousekeepingDesk::HousekeepingDesk(Engine &engine, MentionStore &store, InboxPanel &inbox, MainWindow &window,
    const Look &look, Shortcuts &shortcuts, const QSettings &settings)
    : m_engine(engine)
    , m_store(store)
    , m_inbox(inbox)
    , m_window(window)
    , m_look(look)
    , m_settings(settings)
{
    addCommands(shortcuts);
    m_window.addPreferencesPage(tr("What is kept"), [this] { return retentionPage(); });
    if (auto *card = m_inbox.findChild<ContactCard *>()) {
        auto *entry = new QAction(tr("Erase this person…"), card);
        connect(entry, &QAction::triggered, this, &HousekeepingDesk::erase);
        card->addAction(entry);
        card->setContextMenuPolicy(Qt::ActionsContextMenu);
    }
}

void HousekeepingDesk::addCommands(Shortcuts &shortcuts)
{
    const auto add = [&](const char *id, const QString &text, const QStringList &keys, const char *icon,
                         const std::function<void()> &run, const std::function<bool()> &mayRun = {}) {
        // Each room prints, previews or does nothing by Ctrl+P: this is the inbox's.
        const bool isInbox = qstrcmp(id, "app.print") == 0;
        shortcuts.add({ QString::fromLatin1(id), text, isInbox ? QStringLiteral("inbox") : QString(Shortcuts::window),
            keys, QString::fromLatin1(icon), run, mayRun, {}, false });
    };
    const auto hasCurrent = [this] { return m_inbox.current() != 0; };
    add("app.export", tr("Export this view…"), { QStringLiteral("Ctrl+Shift+E") }, "document-export",
        [this, &shortcuts] {
            // Where posts are planned and written, what one sees is the plan.
            if (m_inbox.isVisible() || !shortcuts.run(QStringLiteral("calendar.exportPlan")))
                exportView();
        });
    add(
        "app.print", tr("Print this conversation…"), { QStringLiteral("Ctrl+P") }, "document-print",
        [this] { print(); }, hasCurrent);
    add(
        "app.erase", tr("Erase this person…"), {}, "edit-delete", [this] { erase(); },
        [this, hasCurrent] { return hasCurrent() && m_engine.file().isWritable(); });
    add("help.bundle", tr("Support bundle…"), {}, "help-about", [this] { showBundle(); });
}

std::optional<ConversationItem> HousekeepingDesk::current() const
{
    const auto items = m_store.items({ m_inbox.current() });
    if (!items || items->isEmpty())
        return std::nullopt;
    return items->constFirst();
}

void HousekeepingDesk::exportView()
{
    ExportWish wish;
    if (const Query asked = m_inbox.asked(); !asked.isEmpty())
        wish.what = asked;
    else
        wish.what = m_inbox.list().view();
    wish.order = m_inbox.list().order();
    wish.since = m_inbox.list().startOfToday();
    const WorkspaceFile &file = m_engine.file();
    open(new ExportDialog(
        m_look, wish, m_inbox.shownTitle(),
        [&file, &clock = m_engine.clock()](const ExportWish &wanted, const std::function<bool(qint64)> &watch) {
            return reading(
                file, [&](Database &reader) { return wheelhouse::exportView(reader, wanted, clock, watch); });
        },
        &m_window));
}

void HousekeepingDesk::print()
{
    const auto item = current();
    if (!item)
        return;
    m_engine.reader().ask(
        this,
        [&file = m_engine.file(), row = item->row] {
            return reading(file, [row](Database &reader) {
                return MentionStore(reader).messages(row, std::numeric_limits<qint64>::max(), printedMessages);
            });
        },
        [this, item](const Result<QList<Mention>> &messages) {
            if (!messages)
                return m_window.setStatus(messages.error().message);
            QList<qint64> rows;
            const auto channels = m_store.channels(rows);
            const auto place = rows.indexOf(item->channel);
            open(new PrintDialog(m_look,
                pagesOf({ item->name == item->handle ? item->name : item->name + QStringLiteral(", ") + item->handle,
                    channels && place >= 0 ? channels->at(place).name : QString(), *messages, m_engine.clock().now() }),
                &m_window));
        });
}

void HousekeepingDesk::erase()
{
    const auto item = current();
    if (!item)
        return;
    Desks &desks = m_engine.desks();
    // Who they are is only known once the preview has looked; the engine is asked for the same people.
    const auto person = [identity = item->identity](Database &reader) { return Erasure::personOf(reader, identity); };
    const WorkspaceFile &file = m_engine.file();
    const Clock &clock = m_engine.clock();
    open(new EraseDialog(m_look,
        { m_engine.lane(),
            [&file, &clock, person] {
                return reading(file, [&](Database &reader) {
                    return person(reader).and_then(
                        [&](const QList<qint64> &identities) { return Erasure::preview(reader, identities, clock); });
                });
            },
            [&desks, person](Erasure::Asked asked) {
                auto begun = person(*desks.writer).and_then([&](const QList<qint64> &identities) {
                    return desks.erasure.begin(identities, asked);
                });
                desks.eraseOn();
                return begun;
            },
            [&desks] { return desks.erasing.next(); },
            [&file, &clock](bool now) -> Result<QDateTime> {
                const OldCopies copies(file.path(), clock);
                Backups backups(file.path(), clock);
                if (now)
                    if (auto gone = copies.replace(backups, OldCopies::When::Now); !gone)
                        return tl::unexpected(gone.error());
                return copies.until();
            } },
        &m_window));
}

void HousekeepingDesk::showBundle()
{
    QVariantMap settings;
    for (const QString &key : m_settings.allKeys())
        settings.insert(key, m_settings.value(key));
    open(new BundleDialog(
        m_look,
        [&file = m_engine.file(), &clock = m_engine.clock(), settings] {
            return SupportBundle::collect(file, settings, QCoreApplication::applicationVersion(), logFolder(), clock);
        },
        m_engine.clock(), &m_window));
}

QWidget *HousekeepingDesk::retentionPage()
{
    Desks &desks = m_engine.desks();
    const WorkspaceFile &file = m_engine.file();
    RetentionDoor door { m_engine.lane(), [&file] { return reading(file, &Retention::list); },
        [&file, &clock = m_engine.clock()](const RetentionRule &rule) {
            return reading(file, [&](Database &reader) { return Retention::preview(reader, rule, clock); });
        },
        [&desks](const RetentionRule &rule) { return desks.retention.set(rule); },
        [&desks](RetentionId id) { return desks.retention.end(id); }, {}, {},
        [&desks](RetentionId id) {
            auto begun = desks.retention.begin(id);
            desks.eraseOn();
            return begun;
        },
        [&desks](RetentionId id) { return desks.retention.stop(id); }, [&desks] { return desks.erasing.next(); } };
    QList<qint64> rows;
    if (const auto channels = m_store.channels(rows))
        for (qsizetype i = 0; i < channels->size(); ++i)
            door.channels.append({ rows.at(i), channels->at(i).name });
    if (const auto labels = m_store.labels())
        for (const Label &label : *labels)
            door.labels.append({ label.row, label.name });
    return new RetentionPage(m_look, std::move(door));
}

} // namespace wheelhouse

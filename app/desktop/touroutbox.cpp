#include "app/desktop/tour.h"

#include "core/intake/admission.h"
#include "core/posts/poststore.h"
#include "core/publishing/dispatch.h"
#include "core/publishing/outbox.h"
#include "ui/outbox/holdcard.h"
#include "ui/outbox/outboxwindow.h"
#include "ui/planfiles/planimportdialog.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>

#include <algorithm>

// A desk on whose outbox everything lies that may: refused, missed, in doubt, planned, out; and a campaign to hold.
namespace wheelhouse {

namespace {

constexpr int heldRow = 3; // of the tour's outbox: a post that is held may be moved

using State = Delivery::State;

/// What a desk is made of, for as long as it is filled.
struct Yard {
    Database &writer;
    const Clock &clock;
    OperationLog log { writer, clock };
    Undo undo { writer, log };
    Admission admission { writer };
    PostStore posts { writer, log, clock };
    Holds holds { writer, log, clock };
    Outbox outbox { writer, log, undo, holds, clock };
    Dispatch dispatch { writer, clock, QStringLiteral("tour") };
    DeliveryBook book { writer };
};

struct Item {
    QString words;
    NetworkId network;
    int minutes; ///< from now
    State state;
    QString reason {};
    QString campaign {};
};

QList<Item> items()
{
    const QString launch = QStringLiteral("Stillwater");
    return { { Tour::tr("It is here: coffee in an oat can. Where to find it first."), NetworkId::Mastodon, -180,
                 State::Sent },
        { Tour::tr("It is here: coffee in an oat can. Where to find it first."), NetworkId::Bluesky, -180,
            State::Rejected, Tour::tr("bsky.social: the app password is not valid any more. Sign in again.") },
        { Tour::tr("Meet Rafa, who roasts at night so that you wake to fresh beans"), NetworkId::Mastodon, -2,
            State::Unconfirmed, Tour::tr("The line broke before coffee.example answered. It is looked for.") },
        { Tour::tr("The barista shift swap is open until Friday"), NetworkId::Mastodon, 1, State::Queued,
            Tour::tr("coffee.example is busy and asked to wait.") },
        { Tour::tr("Two cans, one picnic"), NetworkId::Bluesky, 60 * 5, State::Queued, {}, launch },
        { Tour::tr("Oat or whole? Vote"), NetworkId::Mastodon, 60 * 24, State::Queued, {}, launch },
        { Tour::tr("Lab results, plainly: what we measured, and what we did not"), NetworkId::WordPress, 60 * 49,
            State::Queued } };
}

Result<void> settle(Yard &yard, DeliveryId id, const Item &item)
{
    if (item.state == State::Queued && item.reason.isEmpty())
        return {};
    auto delivery = yard.book.find(id);
    auto claimed =
        delivery && *delivery ? yard.dispatch.claim((*delivery)->row) : Result<std::optional<Claim>>(std::nullopt);
    if (!claimed || !*claimed)
        return claimed ? Result<void>() : tl::unexpected(claimed.error());
    const qint64 until = yard.clock.nowMs() + 133'000;
    if (item.state == State::Rejected)
        return yard.dispatch.reject(**claimed, item.reason, true);
    if (item.state == State::Queued)
        return yard.dispatch.postpone(**claimed, item.reason, until, true);
    DeliveryPart part = (*claimed)->parts.constFirst();
    part.firstTriedAt = yard.clock.now();
    if (auto begun = yard.dispatch.begin(**claimed, part); !begun)
        return tl::unexpected(begun.error());
    if (item.state == State::Unconfirmed)
        return yard.dispatch.doubt(**claimed, item.reason, until);
    const QString there = QStringLiteral("https://coffee.example/@marlowe/") + QString::number(part.row);
    auto sent = yard.dispatch.sent(**claimed, part, { { there, QStringLiteral("1") }, there, yard.clock.now() });
    return sent ? Result<void>() : tl::unexpected(sent.error());
}

Result<void> add(Yard &yard, const Item &item)
{
    const qint64 minute = 60;
    const qint64 now = yard.clock.now().toSecsSinceEpoch() / minute * minute;
    const QDateTime due = QDateTime::fromSecsSinceEpoch(now + minute * std::max(0, item.minutes), Qt::UTC);
    auto wall = wallTimeAt(due, "Europe/Amsterdam");
    auto transaction = Transaction::begin(yard.writer);
    if (!transaction || !wall)
        return tl::unexpected(transaction ? wall.error() : transaction.error());
    const Channel channel { ChannelId::fromName("channel", networkWord(item.network).toUtf8()), item.network,
        item.network == NetworkId::WordPress ? QStringLiteral("Journal") : QStringLiteral("@marlowe"), {} };
    PostContent content;
    content.parts = { { item.words, {} } };
    auto row = yard.admission.channel(*transaction, channel);
    auto post = row ? yard.posts.begin(*transaction, { { { channel.id, content } }, item.campaign, {} })
                    : Result<PostId>(tl::unexpected(row.error()));
    auto revision = post ? yard.posts.submit(*transaction, *post) : Result<Revision>(tl::unexpected(post.error()));
    auto ids = revision ? yard.outbox.queue(*transaction, *revision, { *wall, due })
                        : Result<QList<DeliveryId>>(tl::unexpected(revision.error()));
    if (!ids)
        return tl::unexpected(ids.error());
    if (auto committed = transaction->commit(); !committed)
        return committed;
    return settle(yard, ids->constFirst(), item);
}

Result<void> fillOutbox(const QString &path, const Clock &clock)
{
    auto file = WorkspaceFile::open(path, clock);
    if (!file)
        return tl::unexpected(file.error());
    auto writer = (*file)->openWriter();
    if (!writer)
        return tl::unexpected(writer.error());
    Yard yard { **writer, clock };
    for (const Item &each : items())
        if (auto added = add(yard, each); !added)
            return added;
    return {};
}

} // namespace

/// A desk of its own for each shape: what was released once is not held again.
void Tour::openOutbox()
{
    const QString name = QStringLiteral("outbox-%1.wheelhouse").arg(++m_outboxes);
    if (const auto made = makeOutbox(name); !made)
        return complain(made.error().message);
    openDesk(qPrintable(name));
}

Result<void> Tour::makeOutbox(const QString &name)
{
    const QString path = m_home.filePath(name);
    if (auto made = Engine::makeDesk(path, tr("Marlowe Coffee"), tr("Ines Okafor"), m_clock); !made)
        return made;
    Lane lane(QStringLiteral("tour"));
    return lane.ask([this, &path] { return fillOutbox(path, m_clock); }).result();
}

HoldCard *Tour::shownHold()
{
    const auto all = window().findChildren<HoldCard *>();
    for (HoldCard *each : all)
        if (each->isVisible())
            return each;
    complain(tr("Nothing asks what is to be held."));
    return nullptr;
}

/// A plan in which something is wrong.
QString Tour::planSheetFile()
{
    const QString path = m_home.filePath(QStringLiteral("plan.csv"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)
        || file.write("date,time,zone,outpost,text,campaign\n"
                      "2027-11-30,09:00,Europe/Amsterdam,Journal,Why washed tastes cleaner,Autumn blends\n"
                      "2027-11-30,25:00,Europe/Amsterdam,Journal,A day behind the bar,\n"
                      "2027-03-28,02:30,Europe/Amsterdam,Journal,\"Clocks forward, more coffee\",\n"
                      ",,,Journal,Grind size in one picture,Kitchen-table tips\n"
                      "2027-12-02,10:00,Europe/Amsterdam,The Counter,Winter opening hours,\n")
            < 0)
        complain(tr("%1 could not be written.").arg(path));
    return path;
}

void Tour::agreeToHold()
{
    QKeyEvent press(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    if (auto *card = shownHold())
        QApplication::sendEvent(card, &press);
}

void Tour::planOutbox(const QString &suffix)
{
    const auto close = [this] {
        if (auto *outbox = window().findChild<OutboxWindow *>())
            outbox->close();
    };
    const auto stop = [this, &suffix](const char *name, std::function<void()> arrange, std::function<void()> leave) {
        m_stops.push_back({ QString::fromLatin1(name) + suffix, std::move(arrange), std::move(leave) });
    };
    stop(
        "outbox", [this] { command("go.outbox"); }, close);
    stop(
        "hold",
        [this] {
            command("tools.hold");
            if (auto *card = shownHold())
                card->findChild<QLineEdit *>()->setText(tr("Hazelnut in oat cans"));
        },
        [this] {
            QKeyEvent press(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
            if (auto *card = shownHold())
                QApplication::sendEvent(card->parentWidget()->parentWidget(), &press);
        });
    stop(
        "hold-stands",
        [this] {
            command("tools.hold");
            if (auto *card = shownHold())
                card->findChild<QLineEdit *>()->setText(tr("Hazelnut in oat cans"));
            agreeToHold();
        },
        [] {});
    stop(
        "hold-release",
        [this] {
            command("tools.hold");
            QTimer::singleShot(200, this, [this] { // what stands is chosen first
                const auto *card = shownHold();
                const auto buttons = card ? card->findChildren<QAbstractButton *>() : QList<QAbstractButton *>();
                const auto running = std::find_if(
                    buttons.cbegin(), buttons.cend(), [](const QAbstractButton *each) { return each->isCheckable(); });
                if (running != buttons.cend())
                    (*running)->click();
            });
        },
        [this] { agreeToHold(); });
    stop(
        "outbox-review", [] {},
        [this, close] {
            close();
            command("edit.undo");
        });
    stop(
        "hold-again", [] {}, [this] { command("edit.undo"); }); // so that each shape has something to hold
    stop(
        "plan-import",
        [this] {
            command("calendar.importPlan");
            QTimer::singleShot(150, this, [this] {
                if (auto *dialog = window().findChild<PlanImportDialog *>())
                    dialog->openFile(planSheetFile());
                else
                    complain(tr("No dialog is open."));
            });
        },
        [this] { closeDialog(); });
    stop(
        "plan-export", [this] { command("calendar.exportPlan"); }, [this] { closeDialog(); });
    stop(
        "outbox-move",
        [this] {
            command("go.outbox");
            QTimer::singleShot(200, this, [this] { // the rows have come
                auto *list = window().findChild<OutboxWindow *>()->findChild<QListView *>();
                list->setCurrentIndex(list->model()->index(heldRow, 0));
                command("outbox.move");
            });
        },
        [this, close] {
            escape();
            close();
        });
}

/// In every shape in which something could be cut off.
void Tour::planOutboxDesk(const QString &suffix)
{
    m_stops.push_back({ QStringLiteral("outbox-open") + suffix, [this] { openOutbox(); }, [] {} });
    planOutbox(suffix);
    const auto shaped = [this, &suffix](const char *name, std::function<void()> dress, std::function<void()> undress) {
        m_stops.push_back({ QLatin1String("outbox-open") + QLatin1String(name) + suffix,
            [this, dress] {
                openOutbox();
                dress();
            },
            [] {} });
        planOutbox(QLatin1String(name) + suffix);
        auto leave = std::exchange(m_stops.back().leave, {});
        m_stops.back().leave = [leave, undress] {
            leave();
            undress();
        };
    };
    shaped(
        "-1024x700", [this] { window().resize(1024, 700); }, [this] { window().resize(m_front->size()); });
    shaped(
        "-rtl", [this] { m_app.setLayoutDirection(Qt::RightToLeft); },
        [this] { m_app.setLayoutDirection(Qt::LeftToRight); });
    shaped(
        "-160",
        [this] {
            m_look.setTextScale(160);
            window().resize(1024, 700);
        },
        [this] {
            m_look.setTextScale(100);
            window().resize(m_front->size());
        });
}

} // namespace wheelhouse

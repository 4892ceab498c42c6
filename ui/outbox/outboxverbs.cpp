#include "ui/outbox/outboxwindow.h"

#include "ui/kit/notice.h"
#include "ui/kit/overlay.h"
#include "ui/kit/shortcuts.h"
#include "ui/outbox/amendcard.h"
#include "ui/outbox/movecard.h"
#include "ui/outbox/outboxdetail.h"
#include "ui/outbox/outboxwords.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QListView>
#include <QMenu>
#include <QUrl>

namespace wheelhouse {

namespace {

using State = Delivery::State;

bool isUnderWay(const OutboxRow &row)
{
    return row.delivery.state == State::Claimed || row.delivery.state == State::Intent;
}

bool maySend(const OutboxRow &row)
{
    return !isUnderWay(row) && row.delivery.state != State::Sent;
}

bool mayWithdraw(const OutboxRow &row)
{
    return maySend(row) && row.delivery.state != State::Withdrawn;
}

bool mayBeSeen(const OutboxRow &row)
{
    return row.delivery.state == State::Unconfirmed;
}

bool mayMove(const OutboxRow &row)
{
    return row.delivery.state == State::Queued || row.delivery.state == State::Missed
        || row.delivery.state == State::Held;
}

/// Of those whose hour went by meanwhile core says so.
bool mayGoAsPlanned(const OutboxRow &row)
{
    return row.delivery.state == State::Held;
}

bool mayOpen(const OutboxRow &row)
{
    const QUrl url(row.url, QUrl::StrictMode);
    return url.isValid() && (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http"));
}

bool mayRemove(const OutboxRow &row)
{
    return row.delivery.partsOut > 0 && !isUnderWay(row) && !row.wish;
}

bool mayChange(const OutboxRow &row)
{
    return mayRemove(row) && row.delivery.partsOut == row.delivery.parts
        && outboxwords::canChange(row.delivery.channel.network);
}

bool any(const OutboxRow &)
{
    return true;
}

QList<DeliveryId> idsOf(const QList<OutboxRow> &rows)
{
    QList<DeliveryId> ids;
    for (const OutboxRow &each : rows)
        ids.append(each.delivery.id);
    return ids;
}

/// What the wall shows then, moved by as much as the first one is.
Result<QList<Outbox::Move>> movesOf(const QList<OutboxRow> &rows, const WallTime &at)
{
    QList<Outbox::Move> moves;
    std::optional<QDateTime> first;
    for (const OutboxRow &each : rows) {
        auto was = readWallTime(each.delivery.wall);
        if (!was)
            return tl::unexpected(was.error());
        const QDateTime before(was->date, was->time, Qt::UTC);
        WallTime to = at;
        if (first) {
            const QDateTime then = QDateTime(at.date, at.time, Qt::UTC).addSecs(first->secsTo(before));
            to = { then.date(), then.time(), was->zone, was->turn };
        } else {
            first = before;
        }
        auto planned = plannedAt(to);
        if (!planned)
            return tl::unexpected(planned.error());
        moves.append({ each.delivery.id, *planned });
    }
    return moves;
}

} // namespace

void OutboxWindow::addVerb(const char *id, const QString &text, const QString &key, const char *icon,
    const std::function<void()> &run, bool (*fits)(const OutboxRow &))
{
    m_shortcuts.add({ QString::fromLatin1(id), text, scope, { key }, QString::fromLatin1(icon), run,
        [this, fits] { return isVisible() && !fitting(fits).isEmpty(); }, {}, false });
}

void OutboxWindow::addCommands()
{
    m_shortcuts.addScope(scope, tr("&Outbox"), this);
    addVerb(
        "outbox.asPlanned", tr("Let it go as planned"), QStringLiteral("P"), "post-approved",
        [this] { decide(Decision::AsPlanned, &mayGoAsPlanned); }, &mayGoAsPlanned);
    addVerb(
        "outbox.send", tr("Send now"), QStringLiteral("Ctrl+Return"), "document-send",
        [this] { decide(Decision::Send, &maySend); }, &maySend);
    addVerb(
        "outbox.seen", tr("I saw it out there"), QStringLiteral("Y"), "view-visible",
        [this] { decide(Decision::IsSent, &mayBeSeen); }, &mayBeSeen);
    addVerb(
        "outbox.move", tr("Move…"), QStringLiteral("D"), "view-calendar", [this] { askWhen(); }, &mayMove);
    addVerb(
        "outbox.withdraw", tr("Withdraw"), QStringLiteral("W"), "dialog-cancel",
        [this] { decide(Decision::Withdraw, &mayWithdraw); }, &mayWithdraw);
    addVerb(
        "outbox.link", tr("Open it there"), QStringLiteral("L"), "internet-services", [this] { openLink(); }, &mayOpen);
    addVerb(
        "outbox.change", tr("Change it there…"), QStringLiteral("E"), "document-edit", [this] { askToChange(); },
        &mayChange);
    addVerb(
        "outbox.remove", tr("Delete it there…"), QStringLiteral("Del"), "edit-delete", [this] { askToRemove(); },
        &mayRemove);
    addVerb(
        "outbox.copy", tr("Copy"), QStringLiteral("Ctrl+C"), "edit-copy", [this] { copy(); }, &any);
    m_detail->setVerbs({ QStringLiteral("outbox.asPlanned"), QStringLiteral("outbox.send"),
        QStringLiteral("outbox.seen"), QStringLiteral("outbox.move"), QStringLiteral("outbox.withdraw"),
        QStringLiteral("outbox.link"), QStringLiteral("outbox.change"), QStringLiteral("outbox.remove") });
}

void OutboxWindow::showMenu(const QPoint &place)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Command &each : m_shortcuts.commands()) {
        if (each.scope != scope || !m_shortcuts.mayRun(each))
            continue;
        connect(menu->addAction(each.text + QLatin1Char('\t') + m_shortcuts.keys(each.id).value(0)),
            &QAction::triggered, this, [this, id = each.id] { std::ignore = m_shortcuts.run(id); });
    }
    menu->popup(m_list->viewport()->mapToGlobal(place));
}

template<typename T> void OutboxWindow::finish(const Result<T> &done, const QString &sentence)
{
    if (!done)
        return m_notice->say(done.error());
    m_notice->say(sentence);
    emit acted(sentence);
}

void OutboxWindow::decide(Decision decision, bool (*fits)(const OutboxRow &))
{
    m_services.engine.ask(
        this,
        [&outbox = m_services.outbox, ids = idsOf(fitting(fits)), decision] { return outbox.decideAll(ids, decision); },
        [this, decision](const Result<DecidedAll> &done) {
            if (!done || decision != Decision::Send)
                return finish(done, done ? done->sentence : QString());
            m_notice->say(done->sentence);
            emit told(done->sentence);
        });
}

void OutboxWindow::ask(QWidget *card, QWidget *first)
{
    (card == m_move ? m_moveOver : m_amendOver)->open(first);
}

void OutboxWindow::askWhen()
{
    m_asked = fitting(&mayMove);
    m_move->ask(int(m_asked.size()), readWallTime(m_asked.constFirst().delivery.wall).value_or(WallTime()));
    ask(m_move, m_move->firstFocus());
}

void OutboxWindow::move(const WallTime &at)
{
    m_moveOver->dismiss();
    const auto moves = movesOf(m_asked, at);
    if (!moves)
        return m_notice->say(moves.error());
    m_services.engine.ask(
        this, [&outbox = m_services.outbox, moves = *moves] { return outbox.moveAll(moves); },
        [this](const Result<DecidedAll> &done) { finish(done, done ? done->sentence : QString()); });
}

void OutboxWindow::askToRemove()
{
    m_asked = fitting(&mayRemove);
    m_amend->askToRemove(m_asked);
    ask(m_amend, m_amend->firstFocus());
}

void OutboxWindow::remove()
{
    m_amendOver->dismiss();
    m_services.engine.ask(
        this,
        [&amendments = m_services.amendments, ids = idsOf(m_asked)]() -> Result<int> {
            int wished = 0;
            for (const DeliveryId each : ids) {
                if (auto done = amendments.remove(each); !done && wished == 0)
                    return tl::unexpected(done.error());
                else if (done)
                    ++wished;
            }
            return wished;
        },
        [this](const Result<int> &done) {
            finish(done, tr("%n {is|are} being deleted there", nullptr, done.value_or(0)));
        });
}

void OutboxWindow::askToChange()
{
    m_asked = { fitting(&mayChange).constFirst() };
    m_services.engine.ask(
        this,
        [&amendments = m_services.amendments, delivery = m_asked.constFirst().delivery] {
            return amendments.claimOf({ 0, {}, Amendment::Kind::Remove, 0, 0, delivery });
        },
        [this](const Result<Claim> &claim) {
            if (!claim)
                return m_notice->say(claim.error());
            m_amend->askToChange(m_asked.constFirst(), claim->canonical.content);
            ask(m_amend, m_amend->firstFocus());
        });
}

void OutboxWindow::change(const PostContent &content)
{
    m_amendOver->dismiss();
    m_services.engine.ask(
        this,
        [&amendments = m_services.amendments, id = m_asked.constFirst().delivery.id, content] {
            return amendments.change(id, content);
        },
        [this](const Result<AmendmentId> &done) { finish(done, tr("Its change is on its way")); });
}

void OutboxWindow::openLink()
{
    if (const QList<OutboxRow> rows = fitting(&mayOpen); !rows.isEmpty())
        QDesktopServices::openUrl(QUrl(rows.constFirst().url, QUrl::StrictMode));
}

void OutboxWindow::copy()
{
    QStringList lines;
    for (const OutboxRow &each : chosen())
        lines.append(outboxwords::sentence(each, m_services.clock.now())
            + (each.url.isEmpty() ? QString() : QLatin1Char(' ') + each.url));
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
    m_notice->say(tr("Copied"));
}

} // namespace wheelhouse

#include "app/desktop/tour.h"

#include "core/gestures/gestures.h"
#include "core/intake/admission.h"
#include "core/networks/accounts.h"
#include "ui/inbox/conversationlistview.h"
#include "ui/inbox/thread/messagelist.h"
#include "ui/inbox/thread/threadview.h"
#include "ui/kit/emptystate.h"

#include <QAbstractButton>
#include <QEventLoop>
#include <QKeyEvent>
#include <QMenu>
#include <QTimer>

// A desk on which something was done to messages on their network: liked, waiting, failed; and one message is gone.
namespace wheelhouse {

namespace {

const QString place = QStringLiteral("https://coffee.example/");

Arrival saying(const QString &name, const QString &author, const QString &text, const QDateTime &at)
{
    Arrival one;
    one.globalName = place + name;
    one.inReplyTo = name == QLatin1String("1") ? QString() : place + QLatin1Char('1');
    one.author.globalName = place + QLatin1Char('@') + author.section(QLatin1Char(' '), 0, 0).toLower();
    one.author.handle = QLatin1Char('@') + author.section(QLatin1Char(' '), 0, 0).toLower();
    one.author.displayName = author;
    one.author.isUs = author.startsWith(QLatin1String("Marlowe"));
    one.body = text;
    one.writtenAt = at;
    one.remoteId = name;
    return one;
}

QList<Arrival> thread(const QDateTime &now)
{
    const auto ago = [&now](int minutes) { return now.addSecs(-60 * minutes); };
    return { saying(QStringLiteral("1"), QStringLiteral("Kofi Danquah"),
                 Tour::tr("The oat can says best before March, the box says May. Which one is right?"), ago(50)),
        saying(QStringLiteral("2"), QStringLiteral("Marlowe Coffee"),
            Tour::tr("The can is right. We print the boxes a week ahead, sorry!"), ago(44)),
        saying(QStringLiteral("3"), QStringLiteral("Lotte Verhoeven"),
            Tour::tr("Same here, and mine was delicious all the same. Thank you for the quick answer."), ago(30)),
        saying(QStringLiteral("4"), QStringLiteral("Bas Tielen"), Tour::tr("Never buying this again."), ago(21)),
        saying(QStringLiteral("5"), QStringLiteral("Kofi Danquah"),
            Tour::tr("Good to know. Will the small cans come back, too?"), ago(9)) };
}

Response liked(const QString &who, Response::Kind kind)
{
    Response one;
    one.globalName = place + QStringLiteral("response/") + who + QString::number(int(kind));
    one.kind = kind;
    one.who = saying(QStringLiteral("2"), who, {}, {}).author;
    one.about = kind == Response::Kind::Follow ? QString() : place + QLatin1Char('2');
    return one;
}

/// What a desk is made of, for as long as it is filled.
struct Room {
    Database &writer;
    const Clock &clock;
    OperationLog log { writer, clock };
    Undo undo { writer, log };
    Accounts accounts { writer, log, undo, clock };
    Admission admission { writer };
    Gestures gestures { writer, log, undo, clock };
};

Result<void> receive(Room &room, qint64 channel)
{
    auto transaction = Transaction::begin(room.writer);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const AdmissionTerms terms { channel, room.clock.nowMs(), false, std::nullopt };
    auto came = room.admission.admit(
        *transaction, prepareAll(thread(room.clock.now()), NetworkId::Mastodon, terms.receivedAt), terms);
    if (!came)
        return tl::unexpected(came.error());
    const QString kofi = QStringLiteral("Kofi Danquah");
    auto responded = room.admission.respond(
        *transaction, { liked(kofi, Response::Kind::Favourite), liked(kofi, Response::Kind::Follow) }, terms);
    if (!responded)
        return tl::unexpected(responded.error());
    if (auto gone = room.admission.gone(*transaction, { place + QLatin1Char('4') }, terms); !gone)
        return tl::unexpected(gone.error());
    return transaction->commit();
}

/// \a end what the network says of it; none: nothing yet.
Result<void> wish(Room &room, Gesture::Kind kind, const char *name,
    const std::function<Result<void>(const WishedGesture &)> &end = {})
{
    Statement find(room.writer, "SELECT row FROM mention WHERE global_name = ?1");
    auto mention = find.number(place + QLatin1String(name));
    auto done = mention ? room.gestures.wish(kind, { mention->value_or(0) }) : tl::unexpected(mention.error());
    auto all = done ? room.gestures.of(mention->value_or(0)) : tl::unexpected(done.error());
    if (!all)
        return tl::unexpected(all.error());
    return end && !all->isEmpty() ? end(all->constLast()) : Result<void>();
}

Result<void> doThings(Room &room)
{
    const auto succeed = [&room](const WishedGesture &each) { return room.gestures.succeed(each, {}); };
    const auto refuse = [&room](const WishedGesture &each) {
        return room.gestures.refuse(
            each.row, Tour::tr("coffee.example says that this account may not pass on what others wrote."));
    };
    auto done = wish(room, Gesture::Kind::Favourite, "1", succeed);
    for (const auto &[kind, name] :
        { std::pair { Gesture::Kind::Follow, "1" }, std::pair { Gesture::Kind::Favourite, "3" } })
        if (done)
            done = wish(room, kind, name);
    return done ? wish(room, Gesture::Kind::Boost, "3", refuse) : done;
}

Result<void> fillDeeds(const QString &path, const Clock &clock)
{
    auto file = WorkspaceFile::open(path, clock);
    if (!file)
        return tl::unexpected(file.error());
    auto writer = (*file)->openWriter();
    if (!writer)
        return tl::unexpected(writer.error());
    Room room { **writer, clock };
    SignedIn account;
    account.network = NetworkId::Mastodon;
    account.globalName = place + QStringLiteral("users/marlowe");
    account.handle = QStringLiteral("@marlowe@coffee.example");
    account.address = QStringLiteral("https://coffee.example");
    if (auto signedIn = room.accounts.signIn(account); !signedIn)
        return tl::unexpected(signedIn.error());
    const auto all = room.accounts.list();
    if (!all)
        return tl::unexpected(all.error());
    if (auto paused = room.accounts.pause({ all->first().channel.id }, true); !paused) // nobody is asked
        return tl::unexpected(paused.error());
    auto came = receive(room, all->first().channelRow);
    return came ? doThings(room) : came;
}

} // namespace

Result<void> Tour::makeDeeds()
{
    const QString path = m_home.filePath(QStringLiteral("deeds.wheelhouse"));
    if (auto made = Engine::makeDesk(path, tr("Marlowe Coffee"), tr("Ines Okafor"), m_clock); !made)
        return made;
    Lane lane(QStringLiteral("tour"));
    return lane.ask([this, &path] { return fillDeeds(path, m_clock); }).result();
}

/// Nobody waits for whoever looks: the way on stands there, once the inbox has been read.
void Tour::lookAtOthers()
{
    for (int tries = 0; tries < 20; ++tries) {
        if (const auto *list = window().findChild<ConversationListView *>(); list && list->model()->rowCount() > 0)
            return; // the desk before it was left there
        for (auto *empty : window().findChildren<EmptyState *>())
            if (auto *button = empty->isVisible() ? empty->findChild<QAbstractButton *>() : nullptr;
                button && button->isVisible())
                return button->click();
        QEventLoop wait;
        QTimer::singleShot(100, &wait, &QEventLoop::quit);
        wait.exec();
    }
    complain(tr("There is no way on to what nobody has taken."));
}

/// The thread, and what may be done to a message of it, with ticks.
void Tour::planDeeds(const QString &suffix)
{
    m_stops.push_back({ QStringLiteral("deeds") + suffix,
        [this] {
            command("go.inbox");
            command("inbox.next");
            if (auto *thread = window().findChild<ThreadView *>())
                thread->scrollToTop();
        },
        [] {} });
    m_stops.push_back({ QStringLiteral("deeds-menu") + suffix,
        [this] {
            auto *thread = window().findChild<ThreadView *>();
            thread->setCurrentIndex(thread->model()->index(0, 0));
            QKeyEvent press(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
            QApplication::sendEvent(thread, &press);
            if (auto *there = thread->findChild<QMenu *>(QStringLiteral("gestures")))
                thread->findChild<QMenu *>(QStringLiteral("rowMenu"))->setActiveAction(there->menuAction());
            else
                complain(tr("No menu is open."));
        },
        [this] {
            for (QMenu *each : window().findChildren<QMenu *>(QStringLiteral("rowMenu")))
                each->close();
        } });
}

/// In every shape in which something could be cut off.
void Tour::planDeedsDesk(const QString &suffix)
{
    m_stops.push_back({ QStringLiteral("deeds-open") + suffix, [this] { openDesk("deeds.wheelhouse"); },
        [this] { lookAtOthers(); } });
    planDeeds(suffix);
    const auto shaped = [this, &suffix](const char *name, std::function<void()> dress, std::function<void()> undress) {
        m_stops.push_back({ QLatin1String("deeds-open") + QLatin1String(name) + suffix, std::move(dress), [] {} });
        planDeeds(QLatin1String(name) + suffix);
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
}

} // namespace wheelhouse

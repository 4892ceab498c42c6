#include "app/desktop/tour.h"

#include "core/networks/accounts.h"
#include "ui/inbox/contactsteps.h"
#include "ui/inbox/mergepeopledialog.h"
#include "ui/outposts/feedlistdialog.h"
#include "ui/outposts/followdialog.h"
#include "ui/shell/preferences.h"

#include <QApplication>
#include <QFile>
#include <QPushButton>
#include <QTimer>
#include <QTreeWidget>

namespace wheelhouse {

namespace {

constexpr int answerMs = 150; // what a dialog asks for first has been answered

using Kind = Error::Kind;

Fare fareOf(const Account &account, const QDateTime &now, const std::optional<Error> &error)
{
    Fare fare;
    fare.channel = account.channel.id;
    fare.error = error;
    fare.at = now.addSecs(-300);
    fare.notBefore = now.addSecs(1500); // nobody is asked while the tour lasts
    fare.failures = error ? 3 : 0;
    return fare;
}

/// Outposts in every state, by the services that write them; nobody is asked.
Result<void> fillOutposts(const QString &path, const Clock &clock)
{
    auto file = WorkspaceFile::open(path, clock);
    if (!file)
        return tl::unexpected(file.error());
    auto writer = (*file)->openWriter();
    if (!writer)
        return tl::unexpected(writer.error());
    OperationLog log(**writer, clock);
    Undo undo(**writer, log);
    Accounts accounts(**writer, log, undo, clock);
    const std::chrono::minutes pace { 30 };
    auto done =
        accounts.follow({ { QStringLiteral("https://blog.marlowe.example/feed"), QStringLiteral("Our blog"), {}, pace },
            { QStringLiteral("https://roast.example/rss"), QStringLiteral("Roast & Ground"), {}, pace },
            { QStringLiteral("https://forum.example/latest.rss"), QStringLiteral("The Counter"), {}, pace },
            { QStringLiteral("https://old.example/atom.xml"), QStringLiteral("Old journal"), {}, pace },
            { QStringLiteral("https://press.example/search?q=marlowe"), QStringLiteral("Press search"), {}, pace } });
    const auto all = accounts.list();
    if (!done || !all)
        return tl::unexpected(!done ? done.error() : all.error());
    const QList<std::optional<Error>> errors { std::nullopt,
        Error { Kind::Expired, Tour::tr("It is no more: its server says that it is gone for ever."), {}, {} },
        std::nullopt, Error { Kind::Offline, Tour::tr("Nobody answers at roast.example."), {}, {} },
        Error { Kind::Busy, Tour::tr("Too many questions."), {}, std::chrono::seconds { 1500 } } };
    for (qsizetype i = 0; i < all->size(); ++i)
        if (auto noted = accounts.note(fareOf(all->at(i), clock.now(), errors.value(i))); !noted)
            return noted;
    const auto paused = accounts.pause({ all->at(2).channel.id }, true);
    return paused ? Result<void>() : tl::unexpected(paused.error());
}

} // namespace

Result<void> Tour::makeOutposts()
{
    const QString path = m_home.filePath(QStringLiteral("outposts.wheelhouse"));
    if (auto made = Engine::makeDesk(path, tr("Marlowe Coffee"), tr("Ines Okafor"), m_clock); !made)
        return made;
    Lane lane(QStringLiteral("tour"));
    return lane.ask([this, &path] { return fillOutposts(path, m_clock); }).result();
}

QString Tour::feedList()
{
    const QString path = m_home.filePath(QStringLiteral("feeds.opml"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)
        || file.write(R"(<opml version="2.0"><body><outline text="Roasters">
            <outline text="Roast &amp; Ground" xmlUrl="https://roast.example/rss"/>
            <outline text="Beans and Kettles" xmlUrl="https://beans.example/rss"/>
            <outline text="The Long Pull" xmlUrl="https://pull.example/feed"/></outline>
            <outline text="Press"><outline text="Coffee Weekly" xmlUrl="https://weekly.example/atom"/></outline>
            <outline text="Our own test server" xmlUrl="http://192.168.0.7/rss"/></body></opml>)")
            < 0)
        complain(tr("%1 could not be written.").arg(path));
    return path;
}

void Tour::openDesk(const char *name)
{
    if (const auto opened = openBench(QString::fromLatin1(name)); !opened)
        return complain(opened.error().message);
    window().resize(m_front->size());
    window().show();
    m_bench->inbox().takeFocus();
}

void Tour::closeDialog()
{
    if (auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget()))
        dialog->reject();
    else
        complain(tr("No dialog is open."));
}

/// The desk of the outposts must be open.
void Tour::planOutpostDialogs(const QString &suffix)
{
    const auto stop = [this, &suffix](const char *name, std::function<void()> arrange) {
        m_stops.push_back({ QString::fromLatin1(name) + suffix, std::move(arrange), [this] { closeDialog(); } });
    };
    const auto lookUp = [this](const QString &address) {
        command("app.follow");
        if (auto *dialog = window().findChild<FollowDialog *>())
            dialog->lookUp(address);
    };
    stop("follow-found", [this, lookUp] { lookUp(m_site.page()); });
    stop("follow-failed", [this, lookUp] { lookUp(m_site.bare()); });
    stop("feeds-import", [this] {
        command("app.importFeeds");
        if (auto *dialog = window().findChild<FeedListDialog *>())
            dialog->openFile(feedList());
    });
    stop("preferences-outposts", [this] { command("tools.outposts"); });
    planConnect(suffix);
}

void Tour::planOutposts(const QString &suffix)
{
    m_stops.push_back({ QStringLiteral("outposts") + suffix, [this] { openDesk("outposts.wheelhouse"); }, [] {} });
    m_stops.push_back(
        { QStringLiteral("follow") + suffix, [this] { command("app.follow"); }, [this] { closeDialog(); } });
    planOutpostDialogs(suffix);
    const auto dressed = [this, &suffix](const char *name, std::function<void()> dress, std::function<void()> undress) {
        m_stops.push_back({ QLatin1String("outposts") + QLatin1String(name) + suffix, std::move(dress), [] {} });
        planOutpostDialogs(QLatin1String(name) + suffix);
        auto leave = std::exchange(m_stops.back().leave, {});
        m_stops.back().leave = [leave, undress] {
            leave();
            undress();
        };
    };
    dressed(
        "-1024x700", [this] { window().resize(1024, 700); }, [this] { window().resize(m_front->size()); });
    dressed(
        "-rtl", [this] { m_app.setLayoutDirection(Qt::RightToLeft); },
        [this] { m_app.setLayoutDirection(Qt::LeftToRight); });
    auto leave = std::exchange(m_stops.back().leave, {});
    m_stops.back().leave = [this, leave] {
        leave();
        openDesk("tour.wheelhouse");
    };
}

void Tour::planSamePerson(const QString &suffix)
{
    m_stops.push_back({ QStringLiteral("same-person") + suffix,
        [this] {
            if (auto *steps = window().findChild<ContactSteps *>())
                steps->mergeByHand();
            if (auto *dialog = window().findChild<MergePeopleDialog *>())
                dialog->find(QStringLiteral("an"));
            else
                complain(tr("No dialog is open."));
        },
        [this] { closeDialog(); } });
}

/// A rule is there, chosen, and asked to run: what would go is said, and the question.
void Tour::showRunNow()
{
    RetentionRule rule;
    rule.days = 7;
    rule.reason = tr("Our privacy notice promises a week");
    const auto kept =
        m_bench->engine().lane().ask([&desks = m_bench->engine().desks(), rule] { return desks.retention.set(rule); });
    if (!kept.result())
        return complain(kept.result().error().message);
    command("app.preferences");
    auto *dialog = window().findChild<Preferences *>();
    dialog->showPage(2);
    QTimer::singleShot(answerMs, dialog, [dialog] {
        for (auto *list : dialog->findChildren<QTreeWidget *>())
            if (list->isVisible())
                list->setCurrentItem(list->topLevelItem(0));
        for (auto *each : dialog->findChildren<QPushButton *>(QStringLiteral("runNow")))
            each->click();
    });
}

} // namespace wheelhouse

#include "ui/outposts/outpoststeps.h"

#include "core/base/text.h"
#include "core/connectors/feed/feedlists.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

namespace wheelhouse {

namespace {

QList<ChannelId> channelsOf(const QList<Account> &accounts)
{
    QList<ChannelId> channels;
    for (const Account &each : accounts)
        channels.append(each.channel.id);
    return channels;
}

} // namespace

OutpostSteps::OutpostSteps(const OutpostServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
    connect(&m_services.intake, &Intake::fared, this, &OutpostSteps::hear);
}

void OutpostSteps::act(const Work &work)
{
    m_services.engine.ask(
        this, [&accounts = m_services.accounts, work] { return work(accounts); },
        [this](const Result<AccountsChanged> &done) {
            if (!done)
                emit failed(done.error());
            else if (done->sentence.isEmpty())
                emit told(tr("Nothing to change there."));
            else
                emit acted(done->sentence);
        });
}

void OutpostSteps::askNow(const QList<Account> &accounts)
{
    for (const Account &each : accounts)
        m_asked.insert(each.channel.id, each.channel.name);
    m_services.engine.ask(
        this,
        [&intake = m_services.intake, channels = channelsOf(accounts)] {
            int asked = 0;
            for (const ChannelId &each : channels)
                asked += intake.fetchNow(each);
            return asked;
        },
        [this, channels = channelsOf(accounts)](int asked) {
            if (asked > 0 && !m_asked.isEmpty())
                emit told(tr("Asking %Ln outpost(s)…", nullptr, asked));
            if (asked > 0)
                return;
            for (const ChannelId &each : channels)
                m_asked.remove(each);
            emit told(tr("Nobody was asked: it is paused, gone, or its server asked to be left alone."));
        });
}

void OutpostSteps::hear(const Fare &fare)
{
    if (!m_asked.contains(fare.channel))
        return;
    const QString name = isolate(m_asked.take(fare.channel));
    if (fare.error)
        emit failed(Error {
            fare.error->kind, tr("%1: %2", "an outpost, and why it failed").arg(name, fare.error->message), {}, {} });
    else
        emit told(tr("%1 answered: %Ln new.", nullptr, fare.added).arg(name));
}

void OutpostSteps::pause(const QList<Account> &accounts, bool isPaused)
{
    act([channels = channelsOf(accounts), isPaused](Accounts &desk) { return desk.pause(channels, isPaused); });
}

QString OutpostSteps::afterRemoval(const QList<Account> &accounts)
{
    const auto isAny = [&](auto what) { return std::any_of(accounts.begin(), accounts.end(), what); };
    QStringList said { tr("What came from there stays in the inbox. Ctrl+Z takes it back.") };
    if (isAny([](const Account &each) { return each.signsIn(); }))
        said.append(tr("After 20 seconds what lets Wheelhouse in is given back to the server; then it takes signing in "
                       "anew."));
    // com.atproto.server.revokeAppPassword is not for those who came in with one.
    if (isAny([](const Account &each) { return each.channel.network == NetworkId::Bluesky; }))
        said.append(tr("No program may delete an app password of Bluesky: delete it in Bluesky's settings, under "
                       "Privacy and security."));
    if (isAny([](const Account &each) { return each.channel.network == NetworkId::WordPress; }))
        said.append(tr("If the site does not take it back, its profile page lists the application passwords."));
    return said.join(QLatin1Char(' '));
}

void OutpostSteps::remove(const QList<Account> &accounts)
{
    if (accounts.isEmpty())
        return;
    const bool signsIn =
        std::all_of(accounts.begin(), accounts.end(), [](const Account &each) { return each.signsIn(); });
    const int count = int(accounts.size());
    const QString name = isolate(accounts.constFirst().channel.name);
    const QString question = count == 1 ? (signsIn ? tr("Disconnect “%1”?") : tr("Stop following “%1”?")).arg(name)
                                        : (signsIn ? tr("Disconnect these %Ln accounts?", nullptr, count)
                                                   : tr("Stop following these %Ln outposts?", nullptr, count));
    const QString word = signsIn ? tr("Disconnect") : tr("Stop following");
    auto *box = new QMessageBox(QMessageBox::NoIcon, word, question, QMessageBox::NoButton, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(afterRemoval(accounts));
    QPushButton *stop = box->addButton(word, QMessageBox::AcceptRole);
    box->setDefaultButton(
        box->addButton(signsIn ? tr("Keep it connected") : tr("Keep following"), QMessageBox::RejectRole));
    connect(stop, &QPushButton::clicked, this,
        [this, channels = channelsOf(accounts)] { act([channels](Accounts &desk) { return desk.remove(channels); }); });
    box->open();
}

void OutpostSteps::writeList()
{
    const QString path = QFileDialog::getSaveFileName(
        m_window, tr("Write the list of feeds"), QStringLiteral("wheelhouse.opml"), tr("Lists of feeds (*.opml)"));
    if (!path.isEmpty())
        writeListTo(path);
}

void OutpostSteps::writeListTo(const QString &path)
{
    m_services.engine.ask(
        this,
        [&accounts = m_services.accounts, path, title = m_services.desk]() -> Result<int> {
            const auto all = accounts.list();
            if (!all)
                return tl::unexpected(all.error());
            const auto written = writeFeedList(path, title, *all, true);
            return written ? Result<int>(int(all->size())) : tl::unexpected(written.error());
        },
        [this, path](const Result<int> &written) {
            if (written)
                emit told(tr("%Ln feed(s) written to %1.", nullptr, *written).arg(isolate(path)));
            else
                emit failed(written.error());
        });
}

} // namespace wheelhouse

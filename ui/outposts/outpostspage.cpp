#include "ui/outposts/outpostspage.h"

#include "core/base/text.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/icons.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"
#include "ui/outposts/outpoststeps.h"
#include "ui/outposts/standinglook.h"

#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int pulseMs = 250;
enum Column { NameColumn, StateColumn, AskedColumn, NextColumn };

QString hour(const QDateTime &utc, const QDateTime &now)
{
    if (!utc.isValid())
        return QStringLiteral("–");
    const QDateTime local = utc.toLocalTime();
    return local.date() == now.toLocalTime().date() ? QLocale().toString(local.time(), QLocale::ShortFormat)
                                                    : QLocale().toString(local.date(), QLocale::ShortFormat);
}

QString nextWords(const Account &account, const QDateTime &now)
{
    if (account.isPaused || account.standing.state == AccountStanding::State::Gone)
        return OutpostsPage::tr("not by itself");
    if (!account.standing.notBefore.isValid() || account.standing.notBefore <= now)
        return OutpostsPage::tr("now");
    return hour(account.standing.notBefore, now);
}

} // namespace

OutpostsPage::OutpostsPage(const OutpostServices &services, const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_look(look)
    , m_steps(new OutpostSteps(services, this))
    , m_room(new QStackedWidget(this))
    , m_nothing(new EmptyState(look, this))
    , m_list(new QTreeWidget(this))
    , m_details(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_notice(new Notice(look, this))
    , m_ask(new QPushButton(tr("Ask &now"), this))
    , m_pause(new QPushButton(tr("&Pause"), this))
    , m_remove(new QPushButton(tr("Stop following…"), this))
    , m_again(new QPushButton(tr("&Sign in again…"), this))
    , m_follow(new QPushButton(tr("&Follow a feed…"), this))
    , m_connect(new QPushButton(tr("&Connect an account…"), this))
    , m_feedList(new QPushButton(tr("Feed &list"), this))
{
    layOut();
    listen();
    settle();
    read();
}

void OutpostsPage::layOut()
{
    m_list->setHeaderLabels({ tr("Outpost"), tr("How it fares"), tr("Asked"), tr("Next") });
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setAccessibleName(tr("Outposts"));
    m_list->setProperty("dataText", true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(StateColumn, QHeaderView::Stretch);
    m_list->header()->resizeSection(NameColumn, m_look.scaled(190));
    for (const int column : { AskedColumn, NextColumn })
        m_list->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setMinimumHeight(3 * m_look.lineHeight(Type::Small));
    m_details->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_details->setProperty("dataText", true);
    m_nothing->setContent(QStringLiteral("network-connect"), tr("We listen nowhere yet"),
        tr("Connect an account, or follow a blog, a forum or a search as a feed, and what is new there comes into the "
           "inbox."));
    m_nothing->addAction(tr("Connect an account…"), {}, [this] { emit connectRequested(); });
    m_nothing->addAction(tr("Follow a feed…"), {}, [this] { emit followRequested(); });
    m_room->addWidget(m_list);
    m_room->addWidget(m_nothing);
    auto *menu = new QMenu(m_feedList);
    m_import = menu->addAction(tr("&Import a list of feeds…"));
    m_export = menu->addAction(tr("&Export the list of feeds…"));
    m_feedList->setMenu(menu);
    m_feedList->setToolTip(
        plainTip(tr("Follows what a list of feeds (OPML) names, or writes what is followed as one")));
    auto *acts = new QHBoxLayout;
    acts->setSpacing(space::gap);
    for (QPushButton *each : { m_ask, m_again, m_pause, m_remove })
        acts->addWidget(each);
    acts->addStretch();
    auto *more = new QHBoxLayout;
    more->setSpacing(space::gap);
    more->addWidget(m_feedList);
    more->addStretch();
    more->addWidget(m_follow);
    more->addWidget(m_connect);
    m_connect->setProperty("kind", QStringLiteral("primary"));
    for (QPushButton *each : { m_ask, m_again, m_pause, m_remove, m_feedList, m_follow, m_connect })
        each->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::gap);
    column->addWidget(new TextLabel(m_look, Type::Title, Ink::First, tr("Where do we listen?"), this));
    column->addWidget(m_room, 1);
    column->addWidget(m_details);
    column->addLayout(acts);
    column->addWidget(m_notice);
    column->addLayout(more);
}

void OutpostsPage::listen()
{
    m_pulse.setSingleShot(true);
    m_pulse.setInterval(pulseMs);
    connect(&m_pulse, &QTimer::timeout, this, &OutpostsPage::read);
    connect(&m_services.changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        static const QSet<QByteArray> ours { "account", "account_fare", "channel" };
        if (!m_pulse.isActive() && (tables.isEmpty() || tables.intersects(ours)))
            m_pulse.start();
    });
    connect(&m_services.intake, &Intake::catchingUp, this, &OutpostsPage::hear);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &OutpostsPage::settle);
    connect(m_ask, &QPushButton::clicked, this, [this] { m_steps->askNow(chosen()); });
    connect(m_pause, &QPushButton::clicked, this, [this] {
        const QList<Account> these = chosen();
        const bool isAllPaused = std::all_of(these.begin(), these.end(), [](const Account &a) { return a.isPaused; });
        m_steps->pause(these, !isAllPaused);
    });
    connect(m_remove, &QPushButton::clicked, this, [this] { m_steps->remove(chosen()); });
    connect(m_follow, &QPushButton::clicked, this, &OutpostsPage::followRequested);
    connect(m_connect, &QPushButton::clicked, this, &OutpostsPage::connectRequested);
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (const QList<Account> these = chosen(); these.size() == 1)
            emit signInRequested(these.constFirst());
    });
    connect(m_import, &QAction::triggered, this, &OutpostsPage::importRequested);
    connect(m_export, &QAction::triggered, m_steps, &OutpostSteps::writeList);
    connect(m_steps, &OutpostSteps::told, m_notice, qOverload<const QString &>(&Notice::say));
    connect(m_steps, &OutpostSteps::failed, m_notice, qOverload<const Error &>(&Notice::say));
    connect(m_steps, &OutpostSteps::acted, this, [this](const QString &sentence) {
        m_notice->say(sentence);
        emit acted(sentence);
    });
}

void OutpostsPage::hear(const CatchUp &catchUp)
{
    if (catchUp.isOver)
        m_behind.remove(catchUp.channel);
    else
        m_behind.insert(catchUp.channel, catchUp);
    if (!m_pulse.isActive())
        m_pulse.start();
}

QString OutpostsPage::stateOf(const Account &account, const QDateTime &now) const
{
    const auto behind = m_behind.constFind(account.channel.id);
    return behind == m_behind.cend() ? standingWords(account, now) : catchUpWords(*behind, now);
}

void OutpostsPage::choose(const QString &address)
{
    m_wanted = address;
    if (m_hasRead)
        present(QList<Account>(m_accounts));
}

void OutpostsPage::read()
{
    m_services.engine.ask(
        this, [&accounts = m_services.accounts] { return accounts.list(); },
        [this](const Result<QList<Account>> &accounts) {
            m_hasRead = accounts.has_value();
            if (accounts)
                present(*accounts);
            else
                m_notice->say(accounts.error());
        });
}

/// What was chosen stays chosen, whatever comes and goes around it.
void OutpostsPage::present(const QList<Account> &accounts)
{
    QSet<qint64> marked;
    for (const Account &each : chosen())
        marked.insert(each.row);
    const qint64 current = m_accounts.value(m_list->indexOfTopLevelItem(m_list->currentItem())).row;
    m_accounts = accounts;
    const QDateTime now = m_services.clock.now();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const Account &each : accounts) {
            const QString state = stateOf(each, now);
            auto *item = new QTreeWidgetItem(
                m_list, { oneLine(each.channel.name), state, hour(each.standing.askedAt, now), nextWords(each, now) });
            const StandingLook look = lookOf(each);
            item->setIcon(StateColumn,
                Icons::icon(
                    look.icon, look.tint == Tint::Plain ? m_look.theme().text2 : m_look.theme().hue(look.tint).text));
            item->setToolTip(NameColumn, plainTip(each.address));
            item->setToolTip(StateColumn, plainTip(state));
            if (each.row == current || (!m_wanted.isEmpty() && each.address == m_wanted))
                m_list->setCurrentItem(item);
            item->setSelected(marked.contains(each.row) || item->isSelected());
        }
        if (!m_list->currentItem() && !accounts.isEmpty())
            m_list->setCurrentItem(m_list->topLevelItem(0));
    }
    m_wanted.clear();
    settle();
}

QList<Account> OutpostsPage::chosen() const
{
    QList<Account> these;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        if (m_list->topLevelItem(i)->isSelected() && i < m_accounts.size())
            these.append(m_accounts.at(i));
    return these;
}

QString OutpostsPage::details(const Account &account) const
{
    return account.address + QLatin1Char('\n') + stateOf(account, m_services.clock.now()) + QLatin1Char(' ')
        + adviceWords(account);
}

void OutpostsPage::settle()
{
    const QList<Account> these = chosen();
    const bool isAny = !these.isEmpty();
    const bool isAllPaused =
        isAny && std::all_of(these.begin(), these.end(), [](const Account &a) { return a.isPaused; });
    m_room->setCurrentIndex(m_hasRead && m_accounts.isEmpty() ? 1 : 0);
    m_details->setVisible(!m_accounts.isEmpty());
    m_details->setText(these.size() == 1 ? details(these.constFirst())
            : isAny                      ? tr("%Ln outposts are chosen.", nullptr, int(these.size()))
                                         : tr("Choose an outpost."));
    m_pause->setText(isAllPaused ? tr("&Go on") : tr("&Pause"));
    m_pause->setToolTip(plainTip(isAllPaused ? tr("Asks it again, now and at its pace")
                                             : tr("Asks it no more until you say so; what came stays")));
    m_ask->setToolTip(plainTip(tr("Asks at once, whatever its pace; not where a server asked to be left alone")));
    m_remove->setToolTip(plainTip(tr("What came from there stays in the inbox")));
    m_ask->setEnabled(isAny && !isAllPaused);
    for (QPushButton *each : { m_pause, m_remove })
        each->setEnabled(isAny);
    const bool signsIn = isAny && std::all_of(these.begin(), these.end(), [](const Account &a) { return a.signsIn(); });
    m_again->setEnabled(these.size() == 1 && signsIn);
    m_remove->setText(signsIn ? tr("&Disconnect…") : tr("Stop following…"));
    for (QPushButton *each : { m_ask, m_again, m_pause, m_remove })
        each->setVisible(!m_accounts.isEmpty());
    m_again->setVisible(signsIn);
    m_export->setEnabled(!m_accounts.isEmpty());
}

} // namespace wheelhouse

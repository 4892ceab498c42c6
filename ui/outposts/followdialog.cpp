#include "ui/outposts/followdialog.h"

#include "core/base/text.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"
#include "ui/outposts/feedcard.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int longestName = 200; // as core cuts it
constexpr int longestAddress = 4000;
constexpr int shownChoices = 3; // rows, before the list scrolls

} // namespace

FollowDialog::FollowDialog(const OutpostServices &services, const Look &look, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_look(look)
    , m_address(new QLineEdit(this))
    , m_lookUp(new QPushButton(tr("&Look it up"), this))
    , m_state(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_choices(new QListWidget(this))
    , m_room(new QStackedWidget(this))
    , m_nothing(new EmptyState(look, this))
    , m_card(new FeedCard(look, this))
    , m_name(new QLineEdit(this))
    , m_pace(new QComboBox(this))
    , m_progress(new QProgressBar(this))
    , m_notice(new Notice(look, this))
    , m_follow(new QPushButton(tr("Follow"), this))
    , m_close(new QPushButton(tr("Cancel"), this))
{
    setWindowTitle(tr("Follow a feed"));
    nameFields();
    layOut();
    connect(m_address, &QLineEdit::textChanged, this, &FollowDialog::settle);
    connect(m_name, &QLineEdit::textChanged, this, &FollowDialog::settle);
    connect(m_lookUp, &QPushButton::clicked, this, &FollowDialog::ask);
    connect(m_choices, &QListWidget::currentRowChanged, this, &FollowDialog::choose);
    connect(m_follow, &QPushButton::clicked, this, &FollowDialog::follow);
    connect(m_close, &QPushButton::clicked, this, &FollowDialog::reject);
    settle();
    m_address->setFocus();
    if (m_services.isSample)
        m_notice->warn(refusal());
}

QString FollowDialog::refusal() const
{
    return tr("A sample reaches nobody outside. Begin a desk of your own, and follow it there.");
}

void FollowDialog::nameFields()
{
    m_address->setPlaceholderText(tr("The address of a blog, a page or a feed"));
    m_address->setMaxLength(longestAddress);
    m_address->setClearButtonEnabled(true);
    m_lookUp->setToolTip(plainTip(tr("Asks there, and follows nothing yet (Enter)")));
    m_choices->setAccessibleName(tr("Feeds of this page"));
    m_choices->setProperty("dataText", true);
    m_choices->setUniformItemSizes(true);
    m_choices->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_choices->setTextElideMode(Qt::ElideRight);
    m_name->setMaxLength(longestName);
    m_pace->addItem(tr("5 minutes"), 5);
    m_pace->addItem(tr("15 minutes"), 15);
    m_pace->addItem(tr("30 minutes"), 30);
    m_pace->addItem(tr("1 hour"), 60);
    m_pace->addItem(tr("6 hours"), 360);
    m_pace->addItem(tr("1 day"), 1440);
    m_pace->setCurrentIndex(
        m_pace->findData(int(std::chrono::duration_cast<std::chrono::minutes>(Account::usualPace).count())));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Looking"));
    m_state->setWordWrap(true);
    m_nothing->setContent(QStringLiteral("network-feed"), tr("What is new there comes into the inbox"),
        tr("Wheelhouse looks at the address, shows what it finds and follows nothing before you say so."));
    m_follow->setProperty("kind", QStringLiteral("primary"));
    m_close->setAutoDefault(false);
    m_close->setToolTip(plainTip(tr("Esc")));
}

void FollowDialog::layOut()
{
    auto *label = new TextLabel(m_look, Type::Body, Ink::First, tr("&Address"), this);
    label->setType(Type::Body, QFont::DemiBold);
    label->setBuddy(m_address);
    auto *where = new QHBoxLayout;
    where->setSpacing(space::gap);
    where->addWidget(m_address, 1);
    where->addWidget(m_lookUp);
    m_choices->setFixedHeight(m_look.scaled(26) * shownChoices + 2);
    auto *found = new QWidget(m_room);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::pane);
    form->setVerticalSpacing(space::gap);
    form->addRow(tr("&Name here"), m_name);
    form->addRow(tr("Ask &every"), m_pace);
    auto *history = new TextLabel(m_look, Type::Small, Ink::Third,
        tr("What stands in it now comes in as history: nothing is owed for it. What is new from now on waits for you."),
        found);
    history->setWordWrap(true);
    auto *inside = new QVBoxLayout(found);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(space::card);
    inside->addWidget(m_choices);
    inside->addWidget(m_card, 1);
    inside->addLayout(form);
    inside->addWidget(history);
    m_room->addWidget(m_nothing);
    m_room->addWidget(found);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addWidget(m_progress, 1);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_follow);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::gap);
    column->addWidget(label);
    column->addLayout(where);
    column->addWidget(m_state);
    column->addWidget(m_room, 1);
    column->addWidget(m_notice);
    column->addLayout(buttons);
    const QSize room = parentWidget() ? parentWidget()->window()->size() : QSize(1024, 700);
    resize(QSize(m_look.scaled(560), m_look.scaled(540)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
}

const FeedPreview *FollowDialog::chosen() const
{
    const int row = m_found.size() == 1 ? 0 : m_choices->currentRow();
    return row >= 0 && row < m_found.size() ? &m_found.at(row) : nullptr;
}

bool FollowDialog::isKnown(const FeedPreview &feed) const
{
    return m_followed.contains(feed.address.toString(QUrl::FullyEncoded));
}

/// Enter does the next step: it looks up what was typed, and follows what was found there.
void FollowDialog::settle()
{
    const QString typed = m_address->text().trimmed();
    const FeedPreview *feed = chosen();
    const bool isFresh = feed && typed == m_lookedUp && !m_isLooking;
    const bool mayFollow = isFresh && !isKnown(*feed) && !m_isFollowing && !m_name->text().trimmed().isEmpty();
    m_lookUp->setEnabled(!typed.isEmpty() && !m_isLooking && !m_isFollowing && !m_services.isSample);
    m_address->setReadOnly(m_isLooking);
    m_follow->setEnabled(mayFollow);
    m_follow->setToolTip(plainTip(mayFollow      ? tr("Follows it (Enter)")
            : !isFresh                           ? tr("Look an address up first.")
            : feed && isKnown(*feed)             ? tr("You follow it already.")
            : m_name->text().trimmed().isEmpty() ? tr("Give it a name first.")
                                                 : QString()));
    m_lookUp->setDefault(!isFresh);
    m_follow->setDefault(isFresh);
    m_progress->setVisible(m_isLooking || m_isFollowing);
    m_close->setText(m_isLooking ? tr("Stop") : tr("Cancel"));
    m_choices->setVisible(m_found.size() > 1);
    m_room->setCurrentIndex(m_found.isEmpty() ? 0 : 1);
    m_room->setEnabled(!m_isLooking && !m_isFollowing);
}

void FollowDialog::lookUp(const QString &address)
{
    m_address->setText(address);
    ask();
}

void FollowDialog::ask()
{
    const QString typed = m_address->text().trimmed();
    if (typed.isEmpty() || m_isLooking || m_services.isSample)
        return;
    m_notice->clear();
    m_found.clear();
    m_choices->clear();
    m_isLooking = true;
    m_lookedUp = typed;
    m_state->setInk(Ink::Second);
    m_state->setText(tr("Looking there…"));
    settle();
    const int asked = ++m_asked;
    using Looking = QFuture<Result<QList<FeedPreview>>>;
    m_services.engine.ask(
        this,
        [&accounts = m_services.accounts, &feeds = m_services.feeds, typed] {
            return std::pair(accounts.list(), feeds.look(typed));
        },
        [this, asked](const std::pair<Result<QList<Account>>, Looking> &both) {
            m_followed.clear();
            for (const Account &each : both.first.value_or(QList<Account>()))
                m_followed << each.address << each.firstAddress;
            whenDone(both.second, this, [this, asked](const Result<QList<FeedPreview>> &found) {
                if (asked == m_asked)
                    present(found);
            });
        });
}

void FollowDialog::stop(const QString &words)
{
    ++m_asked;
    m_isLooking = false;
    m_lookedUp.clear();
    m_state->setInk(Ink::Second);
    m_state->setText(words);
    settle();
    m_address->setFocus();
}

void FollowDialog::present(const Result<QList<FeedPreview>> &found)
{
    if (!found) {
        stop({});
        m_notice->say(Error { found.error().kind,
            tr("%1 Nothing was changed.", "after a sentence that says what happened").arg(found.error().message), {},
            {} });
        m_address->selectAll();
        return;
    }
    m_isLooking = false;
    m_found = *found;
    for (const FeedPreview &feed : std::as_const(m_found)) {
        const QString title = feed.title.isEmpty() ? feed.address.toDisplayString() : oneLine(feed.title);
        const QString words = isKnown(feed) ? tr("%1 (followed already)").arg(title) : title;
        auto *item =
            new QListWidgetItem(tr("%1 – %Ln post(s)", "a feed's title and size", feed.entries).arg(words), m_choices);
        item->setToolTip(plainTip(feed.address.toDisplayString()));
    }
    m_state->setInk(Ink::Green);
    m_state->setText(m_found.size() == 1
            ? tr("✓ Found a feed.")
            : tr("✓ This page names %Ln feeds. Choose one.", nullptr, int(m_found.size())));
    m_choices->setCurrentRow(0);
    choose(0);
    (m_found.size() > 1 ? static_cast<QWidget *>(m_choices) : m_name)->setFocus();
}

void FollowDialog::choose(int)
{
    if (const FeedPreview *feed = chosen()) {
        m_card->show(*feed);
        const QString title = oneLine(feed->title).left(longestName);
        m_name->setText(title.isEmpty() ? feed->address.host() : title);
        m_name->setCursorPosition(0);
        m_notice->clear();
        if (isKnown(*feed))
            m_notice->warn(tr("You follow this already."));
        else if (feed->isEnded)
            m_notice->warn(tr("It says of itself that nothing will come any more. You may follow it all the same."));
    }
    settle();
}

void FollowDialog::follow()
{
    const FeedPreview *feed = chosen();
    if (!feed || m_isFollowing)
        return;
    m_isFollowing = true;
    settle();
    const NewAccount wanted { feed->address.toString(QUrl::FullyEncoded), m_name->text().trimmed(), feed->typed,
        std::chrono::minutes { m_pace->currentData().toInt() } };
    m_services.engine.ask(
        this, [&accounts = m_services.accounts, wanted] { return accounts.follow({ wanted }); },
        [this](const Result<AccountsChanged> &done) { finish(done); });
}

void FollowDialog::finish(const Result<AccountsChanged> &done)
{
    m_isFollowing = false;
    settle();
    if (!done) {
        m_notice->say(done.error());
    } else if (done->changed == 0) {
        m_notice->warn(tr("You follow this already."));
    } else {
        emit followed(done->sentence);
        accept();
    }
}

void FollowDialog::reject()
{
    if (m_isLooking)
        stop(tr("Stopped. Nothing was changed."));
    else if (!m_isFollowing)
        QDialog::reject();
}

} // namespace wheelhouse

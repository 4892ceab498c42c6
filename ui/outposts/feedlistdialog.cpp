#include "ui/outposts/feedlistdialog.h"

#include "core/base/text.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLocale>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int placeRole = Qt::UserRole; // of the offer; folders have none
constexpr int longestTitle = 200; // characters
enum Column { TitleColumn, AddressColumn, VerdictColumn };

QString verdictWords(const FeedOffer &offer)
{
    switch (offer.verdict) {
    case FeedOffer::Verdict::New:
        return FeedListDialog::tr("new");
    case FeedOffer::Verdict::Followed:
        return FeedListDialog::tr("followed already");
    case FeedOffer::Verdict::Refused:
        return FeedListDialog::tr("refused: %1").arg(offer.reason);
    }
    return {};
}

} // namespace

FeedListDialog::FeedListDialog(const OutpostServices &services, const Look &look, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_look(look)
    , m_file(new TextLabel(look, Type::Heading, Ink::First, tr("Choose a list of feeds (OPML), or drop it here"), this))
    , m_choose(new QPushButton(tr("Choose a &file…"), this))
    , m_list(new QTreeWidget(this))
    , m_summary(new TextLabel(look, Type::Small, Ink::Second,
          tr("Other readers write such a list when asked to export. Nothing is followed before you say so."), this))
    , m_all(new QPushButton(tr("Tick &all"), this))
    , m_none(new QPushButton(tr("Tick &none"), this))
    , m_progress(new QProgressBar(this))
    , m_notice(new Notice(look, this))
    , m_follow(new QPushButton(tr("Follow"), this))
    , m_close(new QPushButton(tr("Cancel"), this))
{
    setWindowTitle(tr("Import a list of feeds"));
    setAcceptDrops(true);
    layOut();
    connect(m_choose, &QPushButton::clicked, this, &FeedListDialog::chooseFile);
    connect(m_all, &QPushButton::clicked, this, [this] { tick(true); });
    connect(m_none, &QPushButton::clicked, this, [this] { tick(false); });
    connect(m_list, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem *item) {
        if (item->childCount() > 0)
            tickUnder(*item, item->checkState(TitleColumn) == Qt::Checked);
        count();
    });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &FeedListDialog::settle);
    connect(m_follow, &QPushButton::clicked, this, &FeedListDialog::follow);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    settle();
    if (m_services.isSample)
        m_notice->warn(tr("A sample reaches nobody outside. Begin a desk of your own, and follow feeds there."));
}

FeedListDialog::~FeedListDialog() = default;

void FeedListDialog::layOut()
{
    m_list->setHeaderLabels({ tr("Feed"), tr("Address"), tr("What becomes of it") });
    m_list->setAccessibleName(tr("Feeds of the file"));
    m_list->setUniformRowHeights(true);
    m_list->setProperty("dataText", true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->header()->setStretchLastSection(true);
    m_list->header()->resizeSection(TitleColumn, m_look.scaled(250));
    m_list->header()->resizeSection(AddressColumn, m_look.scaled(230));
    m_file->setElides();
    m_summary->setWordWrap(true);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Working"));
    m_follow->setProperty("kind", QStringLiteral("primary"));
    m_follow->setDefault(true);
    for (QPushButton *each : { m_choose, m_all, m_none, m_close })
        each->setAutoDefault(false);
    for (QPushButton *each : { m_all, m_none })
        each->setProperty("small", true);
    m_close->setToolTip(plainTip(tr("Esc")));
    auto *top = new QHBoxLayout;
    top->addWidget(m_file);
    top->addStretch(1);
    top->addWidget(m_choose);
    auto *ticks = new QHBoxLayout;
    ticks->setSpacing(space::gap);
    ticks->addWidget(m_summary, 1);
    ticks->addWidget(m_all);
    ticks->addWidget(m_none);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addWidget(m_progress, 1);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_follow);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::gap);
    column->addLayout(top);
    column->addWidget(m_list, 1);
    column->addLayout(ticks);
    column->addWidget(m_notice);
    column->addLayout(buttons);
    const QSize room = parentWidget() ? parentWidget()->window()->size() : QSize(1024, 700);
    resize(QSize(m_look.scaled(760), m_look.scaled(540)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
}

void FeedListDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (!m_isBusy && event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void FeedListDialog::dropEvent(QDropEvent *event)
{
    openFile(event->mimeData()->urls().first().toLocalFile());
}

void FeedListDialog::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Import a list of feeds"), QString(), tr("Lists of feeds (*.opml *.xml);;All files (*)"));
    if (!path.isEmpty())
        openFile(path);
}

void FeedListDialog::openFile(const QString &path)
{
    m_notice->clear();
    m_file->setText(QFileInfo(path).fileName());
    m_file->setProperty("dataText", true);
    m_isBusy = true;
    settle();
    const int opened = ++m_opened;
    m_services.engine.ask(
        this, [&accounts = m_services.accounts] { return accounts.list(); },
        [this, path, opened](const Result<QList<Account>> &followed) {
            if (opened != m_opened)
                return;
            if (!followed)
                return present(tl::unexpected(followed.error()));
            m_lane.ask(
                this, [path, followed = *followed] { return readFeedList(path, followed); },
                [this, opened](const Result<FeedOffers> &offers) {
                    if (opened == m_opened)
                        present(offers);
                });
        });
}

QTreeWidgetItem *FeedListDialog::folder(const QString &name)
{
    QTreeWidgetItem *&item = m_folders[name];
    if (item)
        return item;
    item = new QTreeWidgetItem(m_list, { name });
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setFont(TitleColumn, m_look.font(Type::Body, QFont::DemiBold));
    item->setFirstColumnSpanned(true);
    return item;
}

void FeedListDialog::addOffer(int place, const FeedOffer &offer)
{
    const QString title = shorten(oneLine(offer.title.isEmpty() ? offer.address : offer.title), longestTitle);
    const QString group =
        offer.verdict == FeedOffer::Verdict::Refused ? tr("Refused", "a group of rows") : oneLine(offer.folder);
    auto *item = new QTreeWidgetItem({ title, oneLine(offer.address), verdictWords(offer) });
    const bool isNew = offer.verdict == FeedOffer::Verdict::New;
    item->setData(0, placeRole, place);
    item->setFlags(Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
        | (isNew ? Qt::ItemIsEnabled | Qt::ItemIsUserCheckable : Qt::ItemIsEnabled));
    if (isNew)
        item->setCheckState(TitleColumn, offer.isChosen ? Qt::Checked : Qt::Unchecked);
    for (const int column : { TitleColumn, AddressColumn, VerdictColumn }) {
        item->setToolTip(column, plainTip(item->text(column)));
        if (!isNew)
            item->setForeground(column, m_look.theme().text3);
    }
    if (group.isEmpty())
        m_list->addTopLevelItem(item);
    else
        folder(group)->addChild(item);
}

void FeedListDialog::present(const Result<FeedOffers> &offers)
{
    m_isBusy = false;
    m_offers = offers.value_or(FeedOffers());
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        m_folders.clear();
        for (int place = 0; place < m_offers.feeds.size(); ++place)
            addOffer(place, m_offers.feeds.at(place));
        for (QTreeWidgetItem *each : std::as_const(m_folders)) {
            bool hasNew = false;
            for (int i = 0; i < each->childCount() && !hasNew; ++i)
                hasNew = each->child(i)->flags().testFlag(Qt::ItemIsUserCheckable);
            if (!hasNew) // nothing to tick in there
                each->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        }
        m_list->expandAll();
        m_list->setCurrentItem(m_list->topLevelItem(0));
    }
    count();
    if (!offers)
        m_notice->say(offers.error());
    else if (!m_offers.problems.isEmpty())
        m_notice->warn(m_offers.problems.join(u' '));
    if (!m_offers.feeds.isEmpty())
        m_list->setFocus();
}

QString FeedListDialog::summary() const
{
    int known = 0;
    int refused = 0;
    for (const FeedOffer &each : m_offers.feeds) {
        known += each.verdict == FeedOffer::Verdict::Followed ? 1 : 0;
        refused += each.verdict == FeedOffer::Verdict::Refused ? 1 : 0;
    }
    QStringList said { tr("%Ln ticked.", nullptr, m_chosen) };
    if (known > 0)
        said.append(tr("%Ln followed already.", nullptr, known));
    if (m_offers.duplicates > 0)
        said.append(tr("%Ln stood there twice.", nullptr, m_offers.duplicates));
    if (refused > 0)
        said.append(tr("%Ln cannot be followed; why stands beside it.", nullptr, refused));
    return said.join(u' ');
}

/// Reads the ticks; those of the folders follow. Qt's own would show none where one feed in there is followed already.
void FeedListDialog::count()
{
    m_chosen = 0;
    const auto look = [this](const QTreeWidgetItem &item) {
        const QVariant place = item.data(0, placeRole);
        if (!place.isValid() || !item.flags().testFlag(Qt::ItemIsUserCheckable))
            return;
        const bool isOn = item.checkState(TitleColumn) == Qt::Checked;
        m_offers.feeds[place.toInt()].isChosen = isOn;
        m_chosen += isOn ? 1 : 0;
    };
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *top = m_list->topLevelItem(i);
        look(*top);
        int open = 0;
        const int before = m_chosen;
        for (int child = 0; child < top->childCount(); ++child) {
            look(*top->child(child));
            open += top->child(child)->flags().testFlag(Qt::ItemIsUserCheckable) ? 1 : 0;
        }
        const int ticked = m_chosen - before;
        const QSignalBlocker quiet(m_list);
        if (open > 0)
            top->setCheckState(TitleColumn,
                ticked == 0          ? Qt::Unchecked
                    : ticked == open ? Qt::Checked
                                     : Qt::PartiallyChecked);
    }
    m_list->viewport()->update();
    settle();
}

void FeedListDialog::tickUnder(QTreeWidgetItem &item, bool isOn)
{
    const QSignalBlocker quiet(m_list);
    const auto put = [isOn](QTreeWidgetItem &one) {
        if (one.data(0, placeRole).isValid() && one.flags().testFlag(Qt::ItemIsUserCheckable))
            one.setCheckState(TitleColumn, isOn ? Qt::Checked : Qt::Unchecked);
    };
    put(item);
    for (int child = 0; child < item.childCount(); ++child)
        put(*item.child(child));
}

void FeedListDialog::tick(bool isOn)
{
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        tickUnder(*m_list->topLevelItem(i), isOn);
    count();
}

void FeedListDialog::settle()
{
    const bool hasRows = !m_offers.feeds.isEmpty();
    // What a column has no room for stands below while its row is the current one.
    const QTreeWidgetItem *current = m_list->currentItem();
    const QVariant place = current ? current->data(0, placeRole) : QVariant();
    const bool isRefused =
        place.isValid() && m_offers.feeds.value(place.toInt()).verdict == FeedOffer::Verdict::Refused;
    if (hasRows)
        m_summary->setText(isRefused ? current->text(VerdictColumn) : summary());
    m_progress->setVisible(m_isBusy);
    m_all->setVisible(hasRows);
    m_none->setVisible(hasRows);
    for (QWidget *each : std::initializer_list<QWidget *> { m_choose, m_list, m_all, m_none })
        each->setEnabled(!m_isBusy);
    m_follow->setText(m_chosen > 0 ? tr("Follow %Ln feed(s)", nullptr, m_chosen) : tr("Follow"));
    m_follow->setEnabled(m_chosen > 0 && !m_isBusy && !m_services.isSample);
    m_follow->setToolTip(plainTip(m_follow->isEnabled() ? tr("One step, which Ctrl+Z takes back (Enter)")
            : hasRows                                   ? tr("Tick what you want to follow.")
                                                        : tr("Choose a file first.")));
}

void FeedListDialog::follow()
{
    m_isBusy = true;
    settle();
    m_services.engine.ask(
        this, [&accounts = m_services.accounts, chosen = chosenFeeds(m_offers)] { return accounts.follow(chosen); },
        [this](const Result<AccountsChanged> &done) {
            m_isBusy = false;
            settle();
            if (!done)
                return m_notice->say(done.error());
            if (done->changed == 0)
                return m_notice->warn(tr("You follow all of these already."));
            emit followed(done->sentence);
            accept();
        });
}

} // namespace wheelhouse

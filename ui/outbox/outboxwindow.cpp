#include "ui/outbox/outboxwindow.h"

#include "ui/kit/emptystate.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"
#include "ui/kit/overlay.h"
#include "ui/kit/pulse.h"
#include "ui/kit/shortcuts.h"
#include "ui/outbox/amendcard.h"
#include "ui/outbox/holdstrip.h"
#include "ui/outbox/movecard.h"
#include "ui/outbox/outboxdelegate.h"
#include "ui/outbox/outboxdetail.h"
#include "ui/outbox/outboxwords.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

namespace wheelhouse {

namespace {

constexpr int pulseMs = 100; // at most ten times a second
constexpr int cardWidth = 460;
constexpr int detailWidth = 320;

/// Home goes to the first row, which is below a title: QListView goes to the title, and so nowhere.
class RowList final : public QListView {
public:
    using QListView::QListView;

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override
    {
        const QModelIndex to = QListView::moveCursor(action, modifiers);
        return to.isValid() && !to.flags().testFlag(Qt::ItemIsEnabled) ? to.siblingAtRow(to.row() + 1) : to;
    }
};

} // namespace

OutboxWindow::OutboxWindow(const OutboxServices &services, const Look &look, Shortcuts &shortcuts, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_look(look)
    , m_shortcuts(shortcuts)
    , m_reader(services.reader, services.path)
    , m_model(services.clock)
    , m_pulse(new Pulse(this))
    , m_summary(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_strip(new HoldStrip(look, this))
    , m_room(new QStackedWidget(this))
    , m_list(new RowList(this))
    , m_empty(new EmptyState(look, this))
    , m_detail(new OutboxDetail(look, shortcuts, this))
    , m_notice(new Notice(look, this))
    , m_move(new MoveCard(look, services.clock))
    , m_amend(new AmendCard(look))
    , m_moveOver(new Overlay(look, this, Overlay::Place::Middle))
    , m_amendOver(new Overlay(look, this, Overlay::Place::Middle))
{
    setWindowTitle(tr("Outbox"));
    m_most.fill(pageSize);
    m_moveOver->setContent(m_move, cardWidth);
    m_amendOver->setContent(m_amend, cardWidth);
    layOut();
    addCommands();
    listen();
}

OutboxWindow::~OutboxWindow() = default;

void OutboxWindow::layOut()
{
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new OutboxDelegate(m_model, m_look, m_list));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setAccessibleName(tr("Outbox"));
    m_list->setProperty("pane", true);
    m_empty->setContent(QStringLiteral("post-published"), tr("Nothing waits to go out"),
        m_services.isSample ? tr("A sample desk never sends anything.")
                            : tr("What you plan or answer stands here until it is out, and for a while after."));
    m_room->addWidget(m_list);
    m_room->addWidget(m_empty);
    m_detail->setFixedWidth(m_look.scaled(detailWidth));
    auto *hold = new QPushButton(tr("Hold…"), this);
    hold->setProperty("small", true);
    hold->setAutoDefault(false);
    hold->setToolTip(plainTip(tr("Hold outgoing posts (%1)").arg(QStringLiteral("Ctrl+Shift+H"))));
    connect(hold, &QPushButton::clicked, this, &OutboxWindow::holdsRequested);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(space::pane, space::gap, space::pane, space::gap);
    top->addWidget(m_summary, 1);
    top->addWidget(hold);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_room, 1);
    row->addWidget(m_detail);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_strip);
    column->addLayout(row, 1);
    column->addWidget(m_notice);
    setMinimumSize(640, 420);
    const QSize room = parentWidget() ? parentWidget()->window()->size() : QSize(1024, 700);
    resize(QSize(m_look.scaled(980), m_look.scaled(640)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
}

void OutboxWindow::listen()
{
    connect(&m_services.changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        static const QSet<QByteArray> ours { "delivery", "delivery_part", "amendment", "hold", "campaign", "channel" };
        if (isVisible() && (tables.isEmpty() || tables.intersects(ours)))
            m_pulse->ask(pulseMs);
    });
    connect(m_pulse, &Pulse::beat, this, &OutboxWindow::read);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &OutboxWindow::settle);
    connect(m_list, &QListView::activated, this, &OutboxWindow::activate);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (index.data(OutboxModel::LineRole).toInt() == int(OutboxModel::Line::More))
            activate(index);
    });
    connect(m_list, &QListView::customContextMenuRequested, this, &OutboxWindow::showMenu);
    connect(m_strip, &HoldStrip::holdsRequested, this, &OutboxWindow::holdsRequested);
    connect(m_move, &MoveCard::chosen, this, &OutboxWindow::move);
    connect(m_move, &MoveCard::cancelled, m_moveOver, &Overlay::dismiss);
    connect(m_amend, &AmendCard::removing, this, &OutboxWindow::remove);
    connect(m_amend, &AmendCard::changing, this, &OutboxWindow::change);
    connect(m_amend, &AmendCard::cancelled, m_amendOver, &Overlay::dismiss);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &OutboxWindow::tick);
}

void OutboxWindow::open(const QString &words)
{
    if (!words.isEmpty())
        m_notice->warn(words);
    show();
    raise();
    activateWindow();
    m_list->setFocus();
}

void OutboxWindow::review(const QString &words)
{
    m_isReviewing = true;
    open(words);
    read();
}

void OutboxWindow::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    read();
    m_second.start();
}

/// Esc leaves; Enter is for the row, not for a button far away.
void OutboxWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return event->accept();
    QDialog::keyPressEvent(event);
}

void OutboxWindow::read()
{
    m_reader.ask<OutboxPage>(
        this, [most = m_most](OutboxBook &book) { return book.page(most); },
        [this](const Result<OutboxPage> &page) { present(page); });
    m_reader.ask<HoldFigures>(
        this, [](OutboxBook &book) { return book.holds(); },
        [this](const Result<HoldFigures> &figures) { presentHolds(figures); });
}

void OutboxWindow::presentHolds(const Result<HoldFigures> &figures)
{
    if (figures)
        m_strip->show(figures->standing, figures->held);
}

void OutboxWindow::present(const Result<OutboxPage> &page)
{
    if (!page)
        return m_notice->say(page.error());
    QList<DeliveryId> before;
    for (const OutboxRow &each : chosen())
        before.append(each.delivery.id);
    const OutboxRow *current = m_model.row(m_list->currentIndex());
    DeliveryId at = current ? current->delivery.id : DeliveryId();
    m_model.setPage(*page);
    if (std::exchange(m_isReviewing, false)) {
        before.clear();
        for (const OutboxRow &each : page->rows.at(size_t(OutboxGroup::NeedsPerson)))
            if (each.delivery.state == Delivery::State::Held)
                before.append(each.delivery.id);
        at = {}; // the keyboard stands on the first of them
    }
    keepSelection(before, m_model.indexOf(at));
    m_room->setCurrentIndex(m_model.isEmpty() ? 1 : 0);
    m_detail->setVisible(!m_model.isEmpty());
    const auto count = [&page](OutboxGroup group) { return page->counts.at(size_t(group)); };
    QStringList said;
    if (const int needs = count(OutboxGroup::NeedsPerson); needs > 0)
        said.append(tr("%Ln {needs|need} you", nullptr, needs));
    if (const int doubts = count(OutboxGroup::InDoubt); doubts > 0)
        said.append(tr("%Ln in doubt", nullptr, doubts));
    said.append(tr("%Ln to go out", nullptr, count(OutboxGroup::OnItsWay)));
    m_summary->setText(said.join(QStringLiteral(" · ")));
}

/// What was chosen stays chosen, wherever it stands now; where it is gone, the first is.
void OutboxWindow::keepSelection(const QList<DeliveryId> &chosen, const QModelIndex &current)
{
    QItemSelection selection;
    QModelIndex first;
    for (const DeliveryId each : chosen)
        if (const QModelIndex at = m_model.indexOf(each); at.isValid()) {
            selection.select(at, at);
            if (!first.isValid() || at.row() < first.row())
                first = at;
        }
    const QModelIndex to = current.isValid() ? current : first.isValid() ? first : m_model.index(1);
    if (to.isValid())
        m_list->selectionModel()->setCurrentIndex(to, QItemSelectionModel::NoUpdate);
    if (selection.isEmpty() && to.isValid())
        selection.select(to, to);
    m_list->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    settle();
}

void OutboxWindow::settle()
{
    m_detail->show(chosen(), m_services.clock.now());
}

void OutboxWindow::tick()
{
    if (!isVisible()) {
        m_second.stop();
        return;
    }
    m_list->viewport()->update();
    if (const Rows rows = chosen(); rows.size() == 1)
        m_detail->show(rows, m_services.clock.now());
}

OutboxWindow::Rows OutboxWindow::chosen() const
{
    Rows rows;
    QModelIndexList indexes = m_list->selectionModel()->selectedIndexes();
    std::sort(indexes.begin(), indexes.end());
    for (const QModelIndex &each : std::as_const(indexes))
        if (const OutboxRow *row = m_model.row(each))
            rows.append(*row);
    return rows;
}

OutboxWindow::Rows OutboxWindow::fitting(bool (*fits)(const OutboxRow &)) const
{
    Rows rows = chosen();
    rows.removeIf([fits](const OutboxRow &each) { return !fits(each); });
    return rows;
}

void OutboxWindow::activate(const QModelIndex &index)
{
    if (index.data(OutboxModel::LineRole).toInt() == int(OutboxModel::Line::More)) {
        m_most.at(size_t(index.data(OutboxModel::GroupRole).toInt())) += pageSize;
        read();
    }
}

} // namespace wheelhouse

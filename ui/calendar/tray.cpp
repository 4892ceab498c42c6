#include "ui/calendar/tray.h"

#include "ui/calendar/cardpainter.h"
#include "ui/kit/icons.h"
#include "ui/kit/keycap.h"
#include "ui/kit/shortcuts.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr double paneWidth = 236; // DESIGN 10, design/html/calendar-month
constexpr double drawerHeight = 120;
constexpr double cardHeight = 67;
constexpr double cardGap = 8;
constexpr double drawerCard = 200;
constexpr double glyph = 13;

class TrayDelegate : public QStyledItemDelegate {
public:
    TrayDelegate(const Look &look, const TrayModel &model, QListView *view)
        : QStyledItemDelegate(view)
        , m_look(look)
        , m_model(model)
        , m_view(view)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        const bool isRow = m_view->flow() == QListView::LeftToRight;
        return { isRow ? m_look.scaled(drawerCard) : m_view->viewport()->width(), m_look.scaled(cardHeight + cardGap) };
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Card &card = m_model.cards().at(index.row());
        Canvas canvas(*painter, m_look, option.direction, option.rect);
        const int side = m_look.scaled(m_view->flow() == QListView::LeftToRight ? 4 : 10);
        const QRect box = option.rect.adjusted(side, 0, -side, -m_look.scaled(cardGap));
        const Theme &theme = canvas.theme();
        canvas.fill(box, theme.base, 5);
        canvas.frame(box, theme.outline, 5, card.state == CardState::Draft ? Qt::DashLine : Qt::SolidLine);
        const bool isHere = option.state & QStyle::State_Selected;
        if (isHere) {
            canvas.fill(box, m_view->hasFocus() ? theme.selected : theme.selectedIdle, 5);
            canvas.frame(box, m_view->hasFocus() ? theme.accent.text : theme.outline, 5);
        }
        paintWords(
            canvas, box.adjusted(m_look.scaled(9), m_look.scaled(7), -m_look.scaled(9), -m_look.scaled(4)), card);
    }

private:
    void paintWords(Canvas &canvas, const QRect &room, const Card &card) const
    {
        const Theme &theme = canvas.theme();
        const CardLook own = cardLook(card.state);
        const int line = m_look.lineHeight(Type::Small);
        const int side = m_look.scaled(glyph);
        QRect first(room.left(), room.top(), room.width(), line);
        canvas.icon(QRect(first.left(), first.top(), side, line), own.icon,
            own.tint == Tint::Plain ? theme.text3 : theme.hue(own.tint).text);
        first.setLeft(first.left() + side + 5);
        if (const Campaign *campaign = m_model.sight().campaign(card.campaign))
            first.setLeft(first.left() + paintCampaign(canvas, first, *campaign, Canvas::Side::Leading) + 5);
        QStringList drawn;
        for (auto target = card.targets.rbegin(); target != card.targets.rend(); ++target) {
            const QString name = Icons::networkName(networkWord(target->channel.network));
            if (drawn.contains(name))
                continue;
            drawn.append(name);
            canvas.icon(QRect(first.right() + 1 - side, first.top(), side, line), name, theme.text2);
            first.setRight(first.right() - side - 3);
        }
        canvas.text(
            first, card.name(), m_look.font(Type::Small, QFont::DemiBold), card.hasName() ? theme.text : theme.text3);
        const QRect second(room.left(), room.top() + line + 2, room.width(), line);
        canvas.text(second, card.author, m_look.font(Type::Small), theme.text3);
        canvas.text(second.translated(0, line - 1), card.reason.isEmpty() ? stateWords(card.state) : card.reason,
            m_look.font(Type::Small), theme.text2);
    }

    const Look &m_look;
    const TrayModel &m_model;
    QListView *m_view;
};

class TrayList : public QListView {
public:
    using QListView::QListView;

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QListView::resizeEvent(event);
        scheduleDelayedItemsLayout(); // cards are as wide as the list
    }
};

} // namespace

Tray::Tray(const Look &look, Shortcuts &shortcuts, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_shortcuts(shortcuts)
    , m_title(new TextLabel(look, Type::Body, Ink::First, tr("No date yet"), this))
    , m_count(new TextLabel(look, Type::Small, Ink::Third, {}, this))
    , m_list(new TrayList(this))
    , m_nothing(new TextLabel(look, Type::Small, Ink::Third, tr("Every post has its day."), this))
    , m_campaigns(new QWidget(this))
    , m_boxes(new QVBoxLayout(m_campaigns))
{
    setObjectName(QStringLiteral("tray"));
    m_title->setType(Type::Body, QFont::DemiBold);
    m_count->setProperty("dataText", true);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new TrayDelegate(look, m_model, m_list));
    m_list->setAccessibleName(tr("Posts without a date"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setDragEnabled(true);
    m_list->setAcceptDrops(true);
    m_list->setDragDropMode(QAbstractItemView::DragDrop);
    m_list->setDefaultDropAction(Qt::MoveAction);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setProperty("ownRing", true);
    m_list->setProperty("pane", true);
    m_list->viewport()->setAutoFillBackground(false);
    m_nothing->setWordWrap(true);
    layOut();
    connect(m_list, &QListView::doubleClicked, this,
        [this](const QModelIndex &index) { emit openRequested(keyOf(m_model.cards().at(index.row()))); });
    connect(m_list, &QListView::customContextMenuRequested, this,
        [this](const QPoint &place) { emit menuRequested(m_list->viewport()->mapToGlobal(place)); });
    connect(&m_model, &TrayModel::dropped, this, &Tray::dropped);
    connect(&look, &Look::changed, this, [this] {
        m_shown.clear(); // their letters are painted anew
        dress();
        setSight(m_model.sight(), m_filter);
    });
    dress();
}

void Tray::layOut()
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::card, 0, space::card, 0);
    head->setSpacing(space::gap);
    head->addWidget(m_title);
    head->addWidget(m_count);
    head->addStretch();
    auto *cap = new KeyCap(m_look, m_shortcuts.caps(QStringLiteral("calendar.tray")), {}, this);
    connect(&m_shortcuts, &Shortcuts::changed, cap,
        [this, cap] { cap->setCaps(m_shortcuts.caps(QStringLiteral("calendar.tray"))); });
    head->addWidget(cap);
    auto *top = new QWidget(this);
    top->setLayout(head);
    top->setObjectName(QStringLiteral("trayHead"));
    m_boxes->setContentsMargins(space::card, 10, space::card, 10);
    m_boxes->setSpacing(2);
    m_nothing->setContentsMargins(space::card, 10, space::card, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(top);
    column->addSpacing(10);
    column->addWidget(m_nothing);
    column->addWidget(m_list, 1);
    column->addWidget(m_campaigns);
}

void Tray::dress()
{
    if (auto *head = findChild<QWidget *>(QStringLiteral("trayHead")))
        head->setFixedHeight(m_look.scaled(m_isDrawer ? 28 : 40));
    if (m_isDrawer) {
        setMinimumWidth(0);
        setMaximumWidth(QWIDGETSIZE_MAX);
        setFixedHeight(m_look.scaled(drawerHeight));
    } else {
        setMinimumHeight(0);
        setMaximumHeight(QWIDGETSIZE_MAX);
        setFixedWidth(m_look.scaled(paneWidth));
    }
    m_list->doItemsLayout();
}

void Tray::setDrawer(bool isDrawer)
{
    m_isDrawer = isDrawer;
    m_campaigns->setVisible(!isDrawer);
    m_list->setFlow(isDrawer ? QListView::LeftToRight : QListView::TopToBottom);
    m_list->setHorizontalScrollBarPolicy(isDrawer ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(isDrawer ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    layout()->itemAt(1)->spacerItem()->changeSize(0, isDrawer ? 0 : 10);
    dress();
}

void Tray::setSight(const CalendarSight &sight, const CalendarFilter &filter)
{
    m_model.setSight(sight, filter);
    m_count->setText(QLocale().toString(m_model.cards().size()));
    m_nothing->setVisible(m_model.cards().isEmpty());
    fillCampaigns(sight, filter);
}

void Tray::fillCampaigns(const CalendarSight &sight, const CalendarFilter &filter)
{
    if (sight.campaigns == m_shown && filter == m_filter)
        return;
    m_filter = filter;
    m_shown = sight.campaigns;
    while (QLayoutItem *item = m_boxes->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (m_shown.isEmpty())
        return;
    m_boxes->addWidget(new TextLabel(m_look, Type::Tiny, Ink::Third, tr("Campaigns shown"), m_campaigns));
    for (const Campaign &campaign : std::as_const(m_shown)) {
        auto *box = new QCheckBox(m_campaigns);
        QString words = campaign.name;
        box->setText(words.replace(QLatin1Char('&'), QLatin1String("&&")));
        box->setProperty("dataText", true);
        box->setIconSize(QSize(m_look.scaled(14), m_look.scaled(14)));
        QPixmap letter(box->iconSize() * devicePixelRatioF());
        letter.setDevicePixelRatio(devicePixelRatioF());
        letter.fill(Qt::transparent);
        QPainter painter(&letter);
        {
            Canvas canvas(painter, m_look, Qt::LeftToRight, QRect(QPoint(), box->iconSize()));
            paintCampaign(canvas, QRect(QPoint(), box->iconSize()), campaign, Canvas::Side::Leading);
        }
        painter.end();
        box->setIcon(letter);
        box->setChecked(!filter.hiddenCampaigns.contains(campaign.row));
        connect(box, &QCheckBox::toggled, this,
            [this, row = campaign.row](bool shown) { emit campaignToggled(row, shown); });
        m_boxes->addWidget(box);
    }
}

void Tray::takeFocus()
{
    m_list->setFocus();
    // A list that gets the focus makes its first row current, and chooses nothing.
    if (m_list->selectionModel()->selectedIndexes().isEmpty() && m_model.rowCount() > 0)
        m_list->setCurrentIndex(m_model.index(qMax(0, m_list->currentIndex().row())));
}

bool Tray::hasCurrent() const
{
    return m_list->hasFocus() && m_list->currentIndex().isValid();
}

QList<Card> Tray::chosen() const
{
    QList<Card> cards;
    for (const QModelIndex &index : m_list->selectionModel()->selectedIndexes())
        cards.append(m_model.cards().at(index.row()));
    return cards;
}

void Tray::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    canvas.fill(rect(), theme.window);
    const int head = m_look.scaled(m_isDrawer ? 28 : 40);
    canvas.hairline(QRect(0, 0, width(), head), theme.line);
    if (m_isDrawer)
        canvas.fill(QRect(0, 0, width(), 1), theme.line);
    else
        canvas.fill(QRect(0, 0, 1, height()), theme.line);
    if (!m_isDrawer && !m_shown.isEmpty())
        canvas.fill(QRect(0, m_campaigns->y(), width(), 1), theme.line);
}

} // namespace wheelhouse

#include "ui/inbox/bulkpane.h"

#include "ui/inbox/conversationlist.h"
#include "ui/inbox/namebook.h"
#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int margin = 16; // px, as drawn

class Cards : public QStyledItemDelegate {
public:
    Cards(const Look &look, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_look(look)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return { 100, m_look.scaled(57) + space::gap };
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto line = index.data(ConversationListModel::LineRole).value<ListLine>();
        Canvas canvas(*painter, m_look, option.direction, option.rect);
        const Theme &theme = m_look.theme();
        const QRect card = option.rect.adjusted(margin, 0, -margin, -space::gap);
        canvas.frame(card, theme.line, space::cardRadius);
        const int side = m_look.scaled(30);
        const QRect circle(card.left() + space::card, card.top() + (card.height() - side) / 2, side, side);
        canvas.avatar(circle, line.item.name, NameBook::networkIcon(line.item.network));
        QRect room = card.adjusted(side + 2 * space::card, 0, -space::card, 0);
        const QFont tiny = m_look.font(Type::Tiny, QFont::DemiBold);
        const int used = canvas.digits(room, line.time, tiny, line.isLate ? theme.amber.text : theme.text3);
        room.setRight(room.right() - used - space::gap);
        for (const ListLine::Chip &label : line.labels)
            if (room.width() > m_look.scaled(200))
                room.setRight(canvas.chip(room, label.name, label.tint, Canvas::Side::Trailing).left() - space::gap);
        const int height = m_look.scaled(18);
        QRect upper(room.left(), card.center().y() - height, room.width(), height);
        const QRect lower = upper.translated(0, height);
        upper.setLeft(upper.left() + space::tightGap
            + canvas.text(upper, line.item.name, m_look.font(Type::Body, QFont::DemiBold), theme.text));
        canvas.text(upper, line.item.handle, m_look.font(Type::Small), theme.text3);
        canvas.text(lower, line.item.snippet, m_look.font(Type::Small), theme.text2);
    }

private:
    const Look &m_look;
};

bool isUnanswered(const ListLine &line)
{
    return line.item.state == TriageState::New || line.item.state == TriageState::Open;
}

} // namespace

BulkPane::BulkPane(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_title(new TextLabel(look, Type::Heading, Ink::First, {}, this))
    , m_hint(new TextLabel(
          look, Type::Small, Ink::Third, tr("What you do now applies to all of them, as one step you can undo"), this))
    , m_cards(new QListView(this))
    , m_model(new QStandardItemModel(this))
    , m_more(new TextLabel(look, Type::Small, Ink::Third, {}, this))
    , m_sign(new QLabel(this))
    , m_closes(new TextLabel(look, Type::Small, Ink::First, {}, this))
    , m_waited(new TextLabel(look, Type::Small, Ink::First, {}, this))
    , m_leaveOut(new Link(look, Type::Small, {}, this))
    , m_warning(warning())
{
    m_cards->setModel(m_model);
    m_cards->setItemDelegate(new Cards(look, m_cards));
    m_cards->setUniformItemSizes(true);
    m_cards->setFrameShape(QFrame::NoFrame);
    m_cards->setSelectionMode(QAbstractItemView::NoSelection);
    m_cards->setFocusPolicy(Qt::TabFocus);
    m_cards->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_cards->setAccessibleName(tr("Selected conversations"));
    m_cards->setProperty("dataText", true);
    auto *merge = new QPushButton(tr("Merge into one conversation"), this);
    connect(merge, &QPushButton::clicked, this, &BulkPane::mergeRequested);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, space::pane);
    column->setSpacing(space::gap);
    column->addWidget(head());
    column->addSpacing(space::gap);
    column->addWidget(m_cards, 1000);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(margin, 0, margin, 0);
    foot->setSpacing(space::card);
    foot->addWidget(m_more);
    foot->addWidget(m_warning);
    foot->addWidget(merge, 0, Qt::AlignLeading);
    column->addLayout(foot);
    column->addStretch(1); // the warning stands under the cards, not at the foot of the window
    connect(&look, &Look::changed, this, &BulkPane::dress);
    dress();
}

QWidget *BulkPane::head()
{
    auto *holder = new QWidget(this);
    auto *words = new QVBoxLayout(holder);
    words->setContentsMargins(space::pane, space::tightGap, space::pane, space::tightGap);
    words->setSpacing(0);
    words->addStretch();
    words->addWidget(m_title);
    words->addWidget(m_hint);
    words->addStretch();
    m_title->setElides();
    m_hint->setElides();
    return holder;
}

QWidget *BulkPane::warning()
{
    auto *holder = new QWidget(this);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(space::card, space::gap + 2, space::card, space::gap + 2);
    row->setSpacing(space::gap + 2);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    m_closes->setType(Type::Small, QFont::DemiBold);
    for (TextLabel *each : { m_closes, m_waited }) {
        each->setWordWrap(true);
        each->setProperty("dataText", true);
        words->addWidget(each);
    }
    m_leaveOut->setProperty("dataText", true);
    m_leaveOut->setElides();
    words->addSpacing(2);
    words->addWidget(m_leaveOut, 0, Qt::AlignLeading); // its own width would else bind the words
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    connect(m_leaveOut, &Link::clicked, this, [this] { emit leaveOutRequested(m_longest); });
    return holder;
}

void BulkPane::dress()
{
    m_title->parentWidget()->setFixedHeight(m_look.scaled(50)); // as the header of a conversation
    m_sign->setPixmap(Icons::pixmap(QStringLiteral("data-information"), m_look.theme().blue.text, m_look.scaled(16),
        devicePixelRatioF(), layoutDirection()));
    update();
}

void BulkPane::setLines(const QList<ListLine> &lines, int count)
{
    m_title->setText(tr("%Ln conversation(s) selected", nullptr, count));
    m_model->clear();
    for (const ListLine &line : lines) {
        auto *card = new QStandardItem(line.item.name);
        card->setData(QVariant::fromValue(line), ConversationListModel::LineRole);
        card->setData(
            tr("%1. %2", "name, what they said").arg(line.item.name, line.item.snippet), Qt::AccessibleTextRole);
        card->setEditable(false);
        m_model->appendRow(card);
    }
    m_cards->setMaximumHeight(int(lines.size()) * (m_look.scaled(57) + space::gap) + 1);
    m_more->setText(tr("and %Ln more", nullptr, count - int(lines.size())));
    m_more->setVisible(count > lines.size());
    warn(lines, count);
}

void BulkPane::warn(const QList<ListLine> &lines, int count)
{
    const ListLine *longest = nullptr;
    int unanswered = count - int(lines.size()); // of those not read we assume the worst
    for (const ListLine &line : lines) {
        if (!isUnanswered(line))
            continue;
        ++unanswered;
        if (!longest || line.item.waitingSince < longest->item.waitingSince)
            longest = &line;
    }
    m_warning->setVisible(longest != nullptr);
    if (!longest)
        return;
    m_longest = longest->item.row;
    m_closes->setText(tr("“Done” closes %Ln conversation(s) nobody has answered.", nullptr, unanswered));
    m_waited->setText(tr("%1 has waited longest: %2.").arg(longest->item.name, longest->time));
    m_leaveOut->setText(tr("Leave %1 out").arg(longest->item.name));
    m_leaveOut->setAccessibleName(m_leaveOut->text());
    m_leaveOut->updateGeometry();
    fitWarning();
}

/// The cards would else take the room of the warning's second lines.
void BulkPane::fitWarning()
{
    const int room = width() - 2 * margin;
    if (room <= 0)
        return;
    m_warning->layout()->activate(); // the column of words in it would else answer for the words before
    m_warning->setMinimumHeight(qMax(0, m_warning->layout()->totalHeightForWidth(room)));
}

void BulkPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitWarning();
}

void BulkPane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_look.theme().base);
    const int line = m_title->parentWidget()->geometry().bottom();
    painter.fillRect(QRect(0, line, width(), 1), m_look.theme().line);
    if (!m_warning->isVisible())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_look.theme().blue.ground);
    painter.drawRoundedRect(m_warning->geometry(), space::radius, space::radius);
}

} // namespace wheelhouse

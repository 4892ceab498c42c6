#include "ui/inbox/viewbar.h"

#include "ui/kit/menubutton.h"
#include "ui/kit/shortcuts.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>

namespace wheelhouse {

namespace {

QString orderTitle(Order order)
{
    switch (order) {
    case Order::Newest:
        return ViewBar::tr("Newest first");
    case Order::MostUrgent:
        return ViewBar::tr("Most urgent first");
    case Order::Soonest:
        return ViewBar::tr("Soonest promise first");
    case Order::LongestWaiting:
        break;
    }
    return ViewBar::tr("Longest waiting first");
}

QString escaped(QString words)
{
    return words.replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

ViewBar::ViewBar(const Look &look, Shortcuts &shortcuts, const StreamModel &streams, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_streams(streams)
    , m_strong(new TextLabel(look, Type::Small, Ink::First, {}, this))
    , m_faint(new TextLabel(look, Type::Small, Ink::Third, {}, this))
    , m_stream(new MenuButton(look, tr("View"), MenuButton::Frame::Outlined, this))
    , m_order(new MenuButton(look, tr("Order"), MenuButton::Frame::None, this))
    , m_density(new MenuButton(look, tr("Row height"), MenuButton::Frame::None, this))
    , m_save(new MenuButton(look, tr("Save as filter…"), MenuButton::Frame::None, this))
{
    m_strong->setType(Type::Small, QFont::DemiBold);
    for (TextLabel *words : { m_strong, m_faint }) {
        words->setProperty("dataText", true);
        words->setElides();
    }
    m_stream->setProperty("dataText", true);
    m_stream->setMenu(new QMenu(m_stream));
    m_order->setMenu(new QMenu(m_order));
    m_order->setGlyph(QStringLiteral("view-sort"));
    m_density->setGlyph(QStringLiteral("view-list-details"));
    m_density->setKeys(shortcuts.caps(QStringLiteral("view.density")));
    m_save->setGlyph(QStringLiteral("view-filter"));
    m_save->setWords(tr("Save as filter…"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::tightGap);
    row->addWidget(m_stream);
    row->addWidget(m_strong);
    row->addWidget(m_faint);
    row->addStretch();
    for (MenuButton *each : { m_save, m_order, m_density })
        row->addWidget(each);
    connect(m_save, &QToolButton::clicked, &shortcuts,
        [&shortcuts] { std::ignore = shortcuts.run(QStringLiteral("inbox.saveFilter")); });
    connect(m_order->menu(), &QMenu::aboutToShow, this, &ViewBar::fillOrders);
    connect(m_stream->menu(), &QMenu::aboutToShow, this, &ViewBar::fillStreams);
    connect(m_density, &QToolButton::clicked, &shortcuts,
        [&shortcuts] { std::ignore = shortcuts.run(QStringLiteral("view.density")); });
    connect(&shortcuts, &Shortcuts::changed, this,
        [this, &shortcuts] { m_density->setKeys(shortcuts.caps(QStringLiteral("view.density"))); });
    connect(&look, &Look::changed, this, &ViewBar::dress);
    setNarrow(false);
    dress();
}

void ViewBar::dress()
{
    m_density->setWords(m_look.isTight() ? tr("Tight") : tr("Roomy"));
    giveWay();
}

/// What matters least goes first: how many are open, the word for the rows, the word for the order. What is left of
/// the count is elided.
void ViewBar::giveWay()
{
    const bool counts = !m_isSearching && !m_isNarrow;
    m_faint->setVisible(counts);
    m_density->setCompact(false);
    m_order->setCompact(false);
    m_save->setCompact(false);
    const auto fits = [this] {
        int needed = 0;
        for (const QWidget *each :
            std::initializer_list<QWidget *> { m_stream, m_strong, m_faint, m_save, m_order, m_density })
            needed += each->isHidden() ? 0 : each->sizeHint().width() + space::tightGap;
        return needed <= width();
    };
    if (!fits())
        m_faint->hide();
    for (MenuButton *each : { m_density, m_order, m_save })
        if (!each->isHidden() && !fits())
            each->setCompact(true);
}

void ViewBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    giveWay();
}

void ViewBar::setStream(const Stream &stream, qint64 open)
{
    m_shown = stream;
    m_open = open;
    settle();
}

void ViewBar::setSearch(const QString &found)
{
    m_isSearching = true;
    m_found = found;
    settle();
}

void ViewBar::stopSearching()
{
    m_isSearching = false;
    settle();
}

QWidget *ViewBar::saveButton() const
{
    return m_save;
}

void ViewBar::setOrder(Order order, bool choosable)
{
    m_ordered = order;
    m_isOrderChoosable = choosable;
    m_order->setWords(orderTitle(order));
    settle();
}

void ViewBar::setNarrow(bool narrow)
{
    m_isNarrow = narrow;
    settle();
}

void ViewBar::settle()
{
    const QString count = StreamModel::countWords(m_shown);
    m_stream->setWords(count.isEmpty() ? m_shown.name : tr("%1 %2", "view, count").arg(m_shown.name, count));
    const bool mine = m_shown.filter == 0 && m_shown.view.kind == View::Kind::MyTurn;
    const QString named = m_shown.count < 0 ? m_shown.name : tr("%1: %2", "view, count").arg(m_shown.name, count);
    const QString strong = mine && m_shown.count >= 0 ? tr("%Ln waiting for you", nullptr, int(m_shown.count)) : named;
    m_strong->setText(m_isSearching ? m_found : strong);
    m_faint->setText(m_isSearching || m_open < 0 ? QString() : tr("of %1 open").arg(QLocale().toString(m_open)));
    m_stream->setVisible(m_isNarrow);
    m_strong->setVisible(m_isSearching || !m_isNarrow);
    m_order->setVisible(m_isOrderChoosable && !m_isSearching && !m_isNarrow);
    m_save->setVisible(m_isSearching);
    giveWay();
}

void ViewBar::fillOrders()
{
    m_order->menu()->clear();
    for (const Order order : { Order::MostUrgent, Order::Soonest, Order::LongestWaiting, Order::Newest }) {
        QAction *entry = m_order->menu()->addAction(orderTitle(order));
        entry->setCheckable(true);
        entry->setChecked(order == m_ordered);
        connect(entry, &QAction::triggered, this, [this, order] { emit orderChosen(order); });
    }
}

void ViewBar::fillStreams()
{
    QMenu *menu = m_stream->menu();
    menu->clear();
    for (const StreamModel::Section &section : m_streams.sections()) {
        menu->addSection(section.title);
        for (const Stream &stream : section.streams) {
            const QString count = StreamModel::countWords(stream);
            QAction *entry = menu->addAction(escaped(stream.name) + QLatin1Char('\t') + count);
            entry->setCheckable(true);
            entry->setChecked(stream.isSame(m_shown));
            connect(entry, &QAction::triggered, this, [this, stream] { emit streamChosen(stream); });
        }
    }
}

} // namespace wheelhouse

#include "ui/inbox/viewbar.h"

#include "ui/kit/icons.h"
#include "ui/kit/shortcuts.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

namespace wheelhouse {

namespace {

QString orderTitle(Order order)
{
    return order == Order::Newest ? ViewBar::tr("Newest first") : ViewBar::tr("Longest waiting first");
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
    , m_stream(button(tr("View")))
          , m_order(button(tr("Order")))
                , m_density(button(tr("Row height")))
                      , m_save(button(tr("Save as filter…")))
{
    m_strong->setType(Type::Small, QFont::Bold);
    for (TextLabel *words : { m_strong, m_faint })
        words->setProperty("dataText", true);
    m_stream->setProperty("kind", QStringLiteral("outlined"));
    m_stream->setProperty("dataText", true);
    m_order->setMenu(new QMenu(m_order));
    m_stream->setMenu(new QMenu(m_stream));
    for (QToolButton *each : { m_order, m_stream })
        each->setStyleSheet(QStringLiteral("padding-right: 16px")); // the arrow of the menu stands there
    m_density->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::tightGap);
    row->addWidget(m_stream);
    row->addWidget(m_strong);
    row->addWidget(m_faint);
    row->addStretch();
    row->addWidget(m_save);
    row->addWidget(m_order);
    row->addWidget(m_density);
    m_save->setText(tr("Save as filter…"));
    connect(m_save, &QToolButton::clicked, &shortcuts,
        [&shortcuts] { std::ignore = shortcuts.run(QStringLiteral("inbox.saveFilter")); });
    connect(m_order->menu(), &QMenu::aboutToShow, this, &ViewBar::fillOrders);
    connect(m_stream->menu(), &QMenu::aboutToShow, this, &ViewBar::fillStreams);
    connect(m_density, &QToolButton::clicked, &shortcuts,
        [&shortcuts] { std::ignore = shortcuts.run(QStringLiteral("view.density")); });
    connect(&look, &Look::changed, this, &ViewBar::dress);
    setNarrow(false);
    dress();
}

QToolButton *ViewBar::button(const QString &name)
{
    auto *made = new QToolButton(this);
    made->setProperty("kind", QStringLiteral("plain"));
    made->setAccessibleName(name);
    made->setToolTip(name);
    made->setPopupMode(QToolButton::InstantPopup);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

void ViewBar::dress()
{
    m_density->setText(m_look.isTight() ? tr("Tight") : tr("Roomy"));
    m_density->setIcon(Icons::icon(QStringLiteral("view-list-details"), m_look, 14));
    for (QToolButton *each : { m_stream, m_order, m_density, m_save }) {
        QPalette palette = each->palette();
        palette.setColor(QPalette::ButtonText, m_look.theme().text2);
        each->setPalette(palette);
        each->setFont(m_look.font(Type::Small));
    }
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
    m_order->setText(orderTitle(order));
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
    m_stream->setText(escaped(count.isEmpty() ? m_shown.name : tr("%1 %2", "view, count").arg(m_shown.name, count)));
    const bool mine = m_shown.filter == 0 && m_shown.view.kind == View::Kind::MyTurn;
    const QString named = m_shown.count < 0 ? m_shown.name : tr("%1: %2", "view, count").arg(m_shown.name, count);
    const QString strong = mine && m_shown.count >= 0 ? tr("%n waiting for you", nullptr, int(m_shown.count)) : named;
    m_strong->setText(m_isSearching ? m_found : strong);
    m_faint->setText(m_isSearching || m_open < 0 ? QString() : tr("of %1 open").arg(QLocale().toString(m_open)));
    m_stream->setVisible(m_isNarrow);
    m_strong->setVisible(m_isSearching || !m_isNarrow);
    m_faint->setVisible(!m_isSearching && !m_isNarrow);
    m_order->setVisible(m_isOrderChoosable && !m_isSearching && !m_isNarrow);
    m_save->setVisible(m_isSearching);
}

void ViewBar::fillOrders()
{
    m_order->menu()->clear();
    for (const Order order : { Order::LongestWaiting, Order::Newest }) {
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

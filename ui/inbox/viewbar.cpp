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
{
    m_strong->setType(Type::Small, QFont::Bold);
    for (TextLabel *words : { m_strong, m_faint })
        words->setProperty("dataText", true);
    m_stream->setProperty("kind", QStringLiteral("outlined"));
    m_stream->setProperty("dataText", true);
    m_order->setMenu(new QMenu(m_order));
    m_stream->setMenu(new QMenu(m_stream));
    m_density->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::tightGap);
    row->addWidget(m_stream);
    row->addWidget(m_strong);
    row->addWidget(m_faint);
    row->addStretch();
    row->addWidget(m_order);
    row->addWidget(m_density);
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
    for (QToolButton *each : { m_stream, m_order, m_density }) {
        QPalette palette = each->palette();
        palette.setColor(QPalette::ButtonText, m_look.theme().text2);
        each->setPalette(palette);
        each->setFont(m_look.font(Type::Small));
    }
}

void ViewBar::setStream(const Stream &stream, qint64 open)
{
    m_shown = stream;
    const QString count = StreamModel::countWords(stream);
    m_stream->setText(escaped(count.isEmpty() ? stream.name : tr("%1 %2", "view, count").arg(stream.name, count)));
    const bool mine = stream.filter == 0 && stream.view.kind == View::Kind::MyTurn;
    const QString strong = stream.count < 0                    ? stream.name
                                                               : mine
        ? tr("%n waiting for you", nullptr, int(stream.count)) : tr("%1: %2", "view, count").arg(stream.name, count);
    m_strong->setText(strong);
    m_faint->setText(open < 0 ? QString() : tr("of %1 open").arg(QLocale().toString(open)));
}

void ViewBar::setWords(const QString &strong, const QString &faint)
{
    m_strong->setText(strong);
    m_faint->setText(faint);
}

void ViewBar::setOrder(Order order, bool choosable)
{
    m_ordered = order;
    m_order->setText(orderTitle(order));
    m_order->setVisible(choosable && !m_isNarrow);
}

void ViewBar::setNarrow(bool narrow)
{
    m_isNarrow = narrow;
    m_stream->setVisible(narrow);
    m_strong->setVisible(!narrow);
    m_faint->setVisible(!narrow);
    m_order->setVisible(!narrow);
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

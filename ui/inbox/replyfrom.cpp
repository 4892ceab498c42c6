#include "ui/inbox/replyfrom.h"

#include "core/base/text.h"
#include "ui/inbox/namebook.h"
#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"
#include "ui/kit/label.h"

#include <QMenu>
#include <QPainter>

namespace wheelhouse {

namespace {

constexpr int leastName = 60; // px of a name that is cut

} // namespace

ReplyFrom::ReplyFrom(const Look &look, QWidget *parent)
    : QToolButton(parent)
    , m_look(look)
{
    setAccessibleName(tr("The account it goes from"));
    setPopupMode(QToolButton::InstantPopup);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    connect(&look, &Look::changed, this, [this] { updateGeometry(); });
    hide();
}

void ReplyFrom::show(const QList<ReplyAccount> &accounts, ChannelId current)
{
    if (accounts == m_accounts && current == m_current)
        return;
    m_accounts = accounts;
    m_current = current;
    const auto found = std::find_if(
        accounts.cbegin(), accounts.cend(), [current](const ReplyAccount &each) { return each.channel.id == current; });
    setVisible(found != accounts.cend());
    if (found == accounts.cend())
        return;
    m_channel = found->channel;
    m_isAddressed = found->isAddressed;
    m_hasOthers = accounts.size() > 1;
    setText(m_channel.name);
    setFocusPolicy(m_hasOthers ? Qt::TabFocus : Qt::NoFocus);
    const QString words = tr("Goes from %1 on %2", "a name of ours, a network")
                              .arg(isolate(m_channel.name), NameBook::network(m_channel.network));
    setAccessibleName(words);
    setToolTip(plainTip(m_hasOthers ? tr("%1. Choose another account", "a sentence").arg(words) : words));
    fillMenu(accounts, current);
    updateGeometry();
    update();
}

void ReplyFrom::fillMenu(const QList<ReplyAccount> &accounts, ChannelId current)
{
    if (QMenu *old = menu()) {
        setMenu(nullptr);
        old->deleteLater();
    }
    if (!m_hasOthers)
        return;
    auto *others = new QMenu(this);
    others->setToolTipsVisible(true);
    for (const ReplyAccount &each : accounts) {
        const QString name = each.isAddressed ? tr("%1 – it was written to this one").arg(isolate(each.channel.name))
            : each.whyNot.isEmpty()
            ? isolate(each.channel.name)
            : tr("%1 – %2", "a name, why it cannot").arg(isolate(each.channel.name), each.whyNot);
        QAction *entry = others->addAction(Icons::icon(Icons::networkName(networkWord(each.channel.network)), m_look),
            QString(name).replace(u'&', QStringLiteral("&&")));
        entry->setCheckable(true);
        entry->setChecked(each.channel.id == current);
        entry->setEnabled(each.whyNot.isEmpty());
        connect(entry, &QAction::triggered, this, [this, id = each.channel.id] { emit chosen(id); });
    }
    setMenu(others);
}

int ReplyFrom::side() const
{
    return m_look.scaled(22);
}

QFont ReplyFrom::ownFont() const
{
    return m_look.font(Type::Small, m_isAddressed ? QFont::Medium : QFont::DemiBold);
}

QSize ReplyFrom::sizeHint() const
{
    const int arrow = m_hasOthers ? m_look.scaled(14) + space::grid : 0;
    return { side() + 2 * space::tightGap + Canvas::textWidth(m_channel.name, ownFont()) + arrow + 4,
        m_look.rowHeight(RowKind::SmallButton) };
}

QSize ReplyFrom::minimumSizeHint() const
{
    return { std::min(sizeHint().width(), side() + m_look.scaled(leastName)), sizeHint().height() };
}

/// Another account than the one that was addressed stands out.
void ReplyFrom::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    if (!m_isAddressed)
        canvas.fill(rect(), theme.amber.ground, space::radius);
    if (m_hasOthers && (underMouse() || !m_isAddressed))
        canvas.frame(rect(), m_isAddressed ? theme.outline : theme.amber.fill, space::radius);
    const QRect circle(space::grid, (height() - side()) / 2, side(), side());
    canvas.avatar(circle, m_channel.name, Icons::networkName(networkWord(m_channel.network)));
    QRect room = rect().adjusted(side() + 2 * space::tightGap, 0, -space::grid, 0);
    if (m_hasOthers) {
        const int arrow = m_look.scaled(12);
        canvas.icon(
            QRect(room.right() - arrow, (height() - arrow) / 2, arrow, arrow), QStringLiteral("go-down"), theme.text2);
        room.setRight(room.right() - arrow - space::grid);
    }
    canvas.text(room, m_channel.name, ownFont(), m_isAddressed ? theme.text2 : theme.amber.text);
}

} // namespace wheelhouse

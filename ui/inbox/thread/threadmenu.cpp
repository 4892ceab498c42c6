#include "ui/inbox/thread/threadview.h"

#include "core/base/text.h"
#include "ui/inbox/thread/gesturenames.h"
#include "ui/inbox/thread/messagedelegate.h"
#include "ui/inbox/thread/messagelist.h"

#include <QMenu>

// The menu of a row: all that may be done with it, for the keyboard as for the mouse.
namespace wheelhouse {

namespace {

constexpr int mostLinksInMenu = 20;

/// For menus: one line, and "&" is a letter.
QString menuWords(const QString &words)
{
    return shorten(oneLine(words), 60).replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

void ThreadView::addLinks(QMenu &menu, const ThreadRow &row)
{
    const RowLayout &layout = layoutOf(row);
    if (!layout.words)
        return;
    const QList<Span> links = layout.words->links();
    for (const Span &link : links.mid(0, mostLinksInMenu)) {
        const QString shown = layout.words->text().mid(link.start, link.length);
        menu.addAction(tr("Open %1").arg(menuWords(shown)), this,
            [this, href = link.target, shown] { emit linkRequested(href, shown); });
    }
    for (const Attachment &attachment : row.media.mid(0, RowLayouts::mostMedia))
        if (!attachment.url.isEmpty())
            menu.addAction(tr("Open the original of %1").arg(menuWords(RowLayouts::mediaWords(attachment))), this,
                [this, url = attachment.url] { emit linkRequested(url, {}); });
    if (!row.url.isEmpty())
        menu.addAction(tr("Open where it was written"), this, [this, url = row.url] { emit linkRequested(url, {}); });
}

/// What failed may be tried again from the first level: whoever comes by keyboard does not look for it.
void ThreadView::addDeeds(QMenu &menu, const ThreadRow &row)
{
    if (row.channel == 0 || !m_room)
        return;
    const auto wish = [this, mention = row.mention](
                          Gesture::Kind kind) { emit gestureRequested(mention, static_cast<int>(kind)); };
    for (const DeedLine &deed : row.deeds)
        if (deed.state == DeedLine::State::Failed)
            menu.addAction(tr("Try again: %1", "what failed there: Like").arg(gestureText(gestureName(deed.kind).menu)),
                this, [wish, kind = deed.kind] { wish(kind); });
    addGestures(menu, m_room(row), wish);
}

void ThreadView::openMenu(const QModelIndex &index, const QPoint &at)
{
    setCurrentIndex(index);
    const auto row = index.data(MessageListModel::RowRole).value<ThreadRow>();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("rowMenu"));
    menu->addAction(selectedText().isEmpty() ? tr("Copy the text") : tr("Copy"), this, &ThreadView::copy);
    if (row.isCut())
        menu->addAction(tr("Show more of it"), this,
            [this, place = QPersistentModelIndex(index)] { m_model.showMore(place.row()); });
    addLinks(*menu, row);
    if (row.mention != 0) {
        menu->addSeparator();
        if (!row.isOurs)
            menu->addAction(tr("Show who this is"), this, [this, who = row.identity] { emit contactRequested(who); });
        if (!row.isOurs)
            menu->addAction(
                tr("How this reads…"), this, [this, mention = row.mention] { emit readingRequested(mention); });
        if (row.maySplit)
            menu->addAction(tr("From here on a conversation of its own"), this,
                [this, mention = row.mention] { emit splitRequested(mention); });
        if (row.versions > 0)
            menu->addAction(
                tr("What it said before…"), this, [this, mention = row.mention] { emit versionsRequested(mention); });
        addDeeds(*menu, row);
    }
    menu->popup(at);
    menu->setActiveAction(menu->actions().constFirst());
}

} // namespace wheelhouse

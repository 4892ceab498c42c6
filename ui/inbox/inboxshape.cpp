#include "ui/inbox/inboxshape.h"

#include "ui/inbox/conversationview.h"
#include "ui/inbox/viewbar.h"
#include "ui/kit/look.h"

#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int narrow = 1128; // px: a window of 1200 less the rail
constexpr int treeWidth = 212;
constexpr int listWidths[] { 506, 384 }; // in a wide window, in a narrow one

} // namespace

InboxShape::InboxShape(const Panes &panes, const Look &look, QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_panes(panes)
    , m_look(look)
    , m_settings(settings)
    , m_all(new QSplitter(this))
    , m_work(new QSplitter(this))
    , m_column(new QWidget(this))
    , m_list(new QStackedWidget(this))
    , m_right(new QStackedWidget(this))
    , m_thread(new QWidget(this))
{
    m_work->addWidget(listColumn());
    m_work->addWidget(rightSide());
    m_work->setStretchFactor(1, 1);
    m_all->addWidget(m_panes.views);
    m_all->addWidget(m_work);
    m_all->setStretchFactor(1, 1);
    for (QSplitter *each : { m_all, m_work }) {
        each->setChildrenCollapsible(false);
        each->setHandleWidth(1);
    }
    m_panes.views->setMinimumWidth(m_look.scaled(150));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_all);
    connect(m_work, &QSplitter::splitterMoved, this,
        [this] { m_listWidth[m_isNarrow] = m_column->width() * 100 / m_look.textScale(); });
    connect(&m_look, &Look::changed, this, &InboxShape::fold);
}

QWidget *InboxShape::listColumn()
{
    m_column->setAutoFillBackground(true);
    m_column->setBackgroundRole(QPalette::Base);
    m_column->setProperty("pane", true);
    m_column->setMinimumWidth(m_look.scaled(240));
    auto *head = new QVBoxLayout;
    head->setContentsMargins(space::card, space::gap, space::card, space::gap);
    head->setSpacing(space::gap);
    head->addWidget(m_panes.field);
    head->addWidget(m_panes.bar);
    m_list->addWidget(m_panes.rows);
    m_list->addWidget(m_panes.empty);
    m_list->addWidget(m_panes.loading);
    auto *all = new QVBoxLayout(m_column);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(m_panes.notice);
    all->addWidget(m_list, 1);
    all->addWidget(m_panes.bulkBar);
    m_panes.bulkBar->hide();
    return m_column;
}

QWidget *InboxShape::rightSide()
{
    auto *row = new QHBoxLayout(m_thread);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_panes.conversation, 1);
    m_panes.conversation->setCard(m_panes.contact);
    m_right->addWidget(m_thread);
    m_right->addWidget(m_panes.bulkPane);
    m_right->setMinimumWidth(m_look.scaled(280));
    return m_right;
}

void InboxShape::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fold();
}

void InboxShape::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    applyListWidthSoon();
}

/// After the splitter has its own width: before that it would share out what it does not have yet.
void InboxShape::applyListWidthSoon()
{
    const auto apply = [this] {
        // The tree may have left its room without the splitter knowing yet.
        const int whole = m_panes.views->isHidden() ? width() : m_work->width();
        const int list = qMin(m_look.scaled(m_listWidth[m_isNarrow]), whole * 45 / 100);
        m_work->setSizes({ list, qMax(1, whole - list - m_work->handleWidth()) });
    };
    QMetaObject::invokeMethod(this, apply, Qt::QueuedConnection);
}

void InboxShape::fold()
{
    const bool small = width() < m_look.scaled(narrow); // large text needs the room of a large window
    if (small != m_isNarrow || m_look.textScale() != m_foldedScale) {
        m_isNarrow = small;
        m_foldedScale = m_look.textScale();
        applyListWidthSoon();
    }
    m_panes.views->setVisible(!m_isNarrow && !m_isFocusView);
    m_panes.bar->setNarrow(m_isNarrow);
    m_panes.contact->setVisible(m_wantsContact && !m_isNarrow && !m_isFocusView);
}

void InboxShape::showRows(bool any)
{
    m_list->setCurrentWidget(any ? m_panes.rows : m_panes.empty);
    m_column->setFocusProxy(any ? m_panes.rows : m_panes.field);
}

void InboxShape::showLoading()
{
    m_list->setCurrentWidget(m_panes.loading);
}

void InboxShape::showBulk(bool on)
{
    m_panes.bulkBar->setVisible(on);
    m_right->setCurrentWidget(on ? m_panes.bulkPane : m_thread);
}

void InboxShape::toggleContact()
{
    m_wantsContact = m_panes.contact->isHidden();
    m_panes.contact->setVisible(m_wantsContact);
}

void InboxShape::showContact()
{
    m_wantsContact = true;
    m_panes.contact->setVisible(true);
}

bool InboxShape::hasContact() const
{
    return !m_panes.contact->isHidden();
}

void InboxShape::toggleFocusView()
{
    m_isFocusView = !m_isFocusView;
    m_column->setVisible(!m_isFocusView);
    fold();
}

void InboxShape::restore()
{
    if (!m_all->restoreState(m_settings.value(QStringLiteral("inbox/splitter")).toByteArray()))
        m_all->setSizes({ m_look.scaled(treeWidth), 1156 });
    m_listWidth[0] = m_settings.value(QStringLiteral("inbox/listWidth"), listWidths[0]).toInt();
    m_listWidth[1] = m_settings.value(QStringLiteral("inbox/listWidthNarrow"), listWidths[1]).toInt();
    fold(); // before the window asks how little room would do
}

void InboxShape::remember() const
{
    m_settings.setValue(QStringLiteral("inbox/splitter"), m_all->saveState());
    m_settings.setValue(QStringLiteral("inbox/listWidth"), m_listWidth[0]);
    m_settings.setValue(QStringLiteral("inbox/listWidthNarrow"), m_listWidth[1]);
}

} // namespace wheelhouse

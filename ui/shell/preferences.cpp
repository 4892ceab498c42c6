#include "ui/shell/preferences.h"

#include "ui/kit/label.h"
#include "ui/shell/keyssheet.h"
#include "ui/shell/lookcontrols.h"

#include <QApplication>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>

namespace wheelhouse {

Preferences::Preferences(Look &look, Shortcuts &shortcuts, QWidget *parent)
    : QDialog(parent)
    , m_look(look)
    , m_titles(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
{
    setWindowTitle(tr("Preferences"));
    m_titles->setAccessibleName(tr("Pages"));
    m_titles->setFrameShape(QFrame::NoFrame);
    m_titles->setProperty("kind", QStringLiteral("pages"));
    connect(&look, &Look::changed, this, &Preferences::fitTitles);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::pane);
    row->addWidget(m_titles);
    row->addWidget(m_pages, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::pane);
    column->addLayout(row, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_titles, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    addPage(tr("Look"), lookPage());
    addPage(tr("Keys"), new KeysView(look, shortcuts));
    showPage(0);
    const QSize room = parent ? parent->window()->size() : QSize(1024, 700);
    resize(QSize(look.scaled(720), look.scaled(520)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
}

QWidget *Preferences::lookPage()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setSpacing(space::pane);
    auto *contrast = new QCheckBox(tr("Strong lines (high contrast)"), page);
    contrast->setChecked(m_look.highContrast());
    auto *still = new QCheckBox(tr("Reduce motion"), page);
    still->setChecked(m_look.reducedMotion());
    connect(contrast, &QCheckBox::toggled, &m_look, &Look::setHighContrast);
    connect(still, &QCheckBox::toggled, &m_look, &Look::setReducedMotion);
    column->addWidget(new TextLabel(m_look, Type::Title, Ink::First, tr("How should it look?")));
    column->addWidget(new LookControls(m_look));
    column->addWidget(contrast);
    column->addWidget(still);
    column->addStretch();
    return page;
}

void Preferences::addPage(const QString &title, QWidget *page)
{
    m_titles->addItem(title);
    // Large letters in a small window: what has no room is scrolled to, and nothing is cut off.
    auto *view = new QScrollArea;
    view->setFrameShape(QFrame::NoFrame);
    view->setWidgetResizable(true);
    view->setFocusPolicy(Qt::NoFocus);
    view->setWidget(page);
    view->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    connect(qApp, &QApplication::focusChanged, view, [view](const QWidget *, QWidget *now) {
        if (now && view->widget()->isAncestorOf(now))
            view->ensureWidgetVisible(now);
    });
    m_pages->addWidget(view);
    fitTitles();
    makeRoomFor(*page);
}

void Preferences::makeRoomFor(const QWidget &page)
{
    const int beside =
        m_titles->width() + layout()->contentsMargins().left() * 3 + style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    const int below = sizeHint().height() - m_pages->sizeHint().height();
    const QSize room = parentWidget() ? parentWidget()->window()->size() : QSize(1024, 700);
    const QSize wanted = QSize(page.minimumSizeHint().width(), page.sizeHint().height()) + QSize(beside, below);
    resize(size().expandedTo(wanted).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
}

void Preferences::fitTitles()
{
    m_titles->setFont(m_look.font(Type::Body));
    m_titles->setFixedWidth(qMax(m_look.scaled(140), m_titles->sizeHintForColumn(0) + 2 * space::gap));
}

void Preferences::showPage(const QString &title)
{
    const auto found = m_titles->findItems(title, Qt::MatchExactly);
    if (!found.isEmpty())
        m_titles->setCurrentItem(found.constFirst());
}

void Preferences::showPage(int index)
{
    m_titles->setCurrentRow(index);
}

} // namespace wheelhouse

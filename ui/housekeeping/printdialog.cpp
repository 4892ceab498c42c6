#include "ui/housekeeping/printdialog.h"

#include "ui/kit/label.h"
#include "ui/kit/look.h"
#include "ui/kit/notice.h"

#include <QFileDialog>
#include <QGraphicsScene>
#include <QGraphicsView>
#include <QKeyEvent>
#include <QLocale>
#include <QPrintDialog>
#include <QPrintPreviewWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr qreal zoomStep = 1.25;

QPushButton *button(const QString &words, QWidget *parent)
{
    auto *made = new QPushButton(words, parent);
    made->setAutoDefault(false);
    return made;
}

} // namespace

PrintDialog::PrintDialog(const Look &look, PrintedPages pages, QWidget *parent)
    : QDialog(parent)
    , m_look(look)
    , m_pages(std::move(pages))
    , m_preview(new QPrintPreviewWidget(&m_printer, this))
    , m_back(button(tr("Page before"), this))
    , m_next(button(tr("Next page"), this))
    , m_page(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_notice(new Notice(look, this))
{
    setWindowTitle(m_pages.title);
    m_printer.setPageOrientation(m_pages.orientation);
    m_preview->setAccessibleName(tr("The pages as they will be printed"));
    m_preview->setFocusPolicy(Qt::StrongFocus);
    layOut();
    connect(
        m_preview, &QPrintPreviewWidget::paintRequested, this, [this](QPrinter *printer) { m_pages.paint(*printer); });
    connect(m_preview, &QPrintPreviewWidget::previewChanged, this, &PrintDialog::settle);
    connect(m_back, &QPushButton::clicked, this, [this] { turn(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { turn(1); });
    m_preview->fitToWidth();
    m_preview->updatePreview();
    if (auto *view = m_preview->findChild<QGraphicsView *>(); view && view->scene()) {
        view->scene()->setBackgroundBrush(look.theme().alternate);
        view->setFrameShape(QFrame::NoFrame);
    }
    settle();
}

PrintDialog::~PrintDialog() = default;

void PrintDialog::layOut()
{
    auto *save = button(tr("Save as PDF…"), this);
    auto *close = button(tr("Close"), this);
    auto *print = new QPushButton(tr("Print…"), this);
    print->setProperty("kind", QStringLiteral("primary"));
    print->setDefault(true);
    auto *pages = new QHBoxLayout;
    pages->setSpacing(space::gap);
    pages->addWidget(m_page);
    pages->addStretch();
    for (QPushButton *each : { m_back, m_next }) {
        each->setProperty("small", true);
        pages->addWidget(each);
    }
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addStretch();
    for (QPushButton *each : { close, save, print })
        buttons->addWidget(each);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::card);
    column->addLayout(pages);
    column->addWidget(m_preview, 1);
    column->addWidget(m_notice);
    column->addLayout(buttons);
    const QSize room = parentWidget() ? parentWidget()->window()->size() : QSize(1024, 700);
    resize(QSize(m_look.scaled(640), m_look.scaled(720)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &PrintDialog::savePdf);
    connect(print, &QPushButton::clicked, this, &PrintDialog::print);
}

void PrintDialog::turn(int by)
{
    m_preview->setCurrentPage(qBound(1, m_preview->currentPage() + by, qMax(1, m_preview->pageCount())));
    settle();
}

void PrintDialog::settle()
{
    const int pages = qMax(1, m_preview->pageCount());
    const QLocale locale;
    m_page->setText(tr("Page %1 of %2").arg(locale.toString(m_preview->currentPage()), locale.toString(pages)));
    m_back->setEnabled(m_preview->currentPage() > 1);
    m_next->setEnabled(m_preview->currentPage() < pages);
    m_back->setVisible(pages > 1);
    m_next->setVisible(pages > 1);
}

void PrintDialog::print()
{
    auto *dialog = new QPrintDialog(&m_printer, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this, [this](QPrinter *) {
        m_preview->print();
        accept();
    });
    dialog->open();
}

void PrintDialog::savePdf()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save as PDF"), m_pages.fileName, tr("PDF (*.pdf)"));
    if (path.isEmpty())
        return;
    if (const auto saved = savePages(path, m_pages))
        m_notice->say(tr("Saved as %1.").arg(path));
    else
        m_notice->say(saved.error());
}

/// Now the preview knows how wide it is.
void PrintDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    QTimer::singleShot(0, m_preview, &QPrintPreviewWidget::fitToWidth);
}

void PrintDialog::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_PageUp:
        return turn(-1);
    case Qt::Key_PageDown:
        return turn(1);
    case Qt::Key_Plus:
        return m_preview->zoomIn(zoomStep);
    case Qt::Key_Minus:
        return m_preview->zoomOut(zoomStep);
    default:
        QDialog::keyPressEvent(event);
    }
}

} // namespace wheelhouse

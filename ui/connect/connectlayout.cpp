#include "ui/connect/connectdialog.h"

#include "ui/connect/connectsteps.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"

#include <QFrame>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

// Where the parts of the connect dialog stand.
namespace wheelhouse {

namespace {

constexpr int stepsWidth = 204; // px
constexpr int mostStepsWidth = 280; // in longer languages

QFrame *hairline(QFrame::Shape shape, QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFrameShape(shape);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    return line;
}

} // namespace

void ConnectDialog::layOut()
{
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Asking"));
    m_next->setProperty("kind", QStringLiteral("primary"));
    m_next->setDefault(true);
    m_next->setObjectName(QStringLiteral("next"));
    for (QPushButton *each : { m_later, m_back })
        each->setAutoDefault(false);
    m_later->setToolTip(plainTip(tr("Keeps the network, the server and your ticks; never a password.")));

    auto *side = new QFrame(this);
    side->setObjectName(QStringLiteral("dialogSide"));
    side->setAutoFillBackground(true);
    side->setBackgroundRole(QPalette::Window);
    auto *safe = new TextLabel(m_look, Type::Small, Ink::Second,
        tr("Keys are kept in the keyring of this computer, or in a sealed vault, never in the shared desk."), side);
    safe->setWordWrap(true);
    auto *line = hairline(QFrame::HLine, side);
    auto *left = new QVBoxLayout(side);
    left->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    left->setSpacing(space::card);
    left->addWidget(m_steps);
    left->addWidget(line);
    left->addWidget(safe);
    left->addStretch();
    side->setFixedWidth(std::clamp(
        m_steps->sizeHint().width() + 2 * space::pane, m_look.scaled(stepsWidth), m_look.scaled(mostStepsWidth)));

    auto *page = new QFrame(this);
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto *right = new QVBoxLayout(page);
    right->setContentsMargins(24, 18, 24, 18);
    right->setSpacing(space::gap);
    right->addWidget(m_pages, 1);
    right->addWidget(m_notice);

    auto *across = new QHBoxLayout;
    across->setSpacing(0);
    across->addWidget(side);
    across->addWidget(hairline(QFrame::VLine, this));
    across->addWidget(page, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(space::pane, space::card, space::pane, space::card);
    buttons->setSpacing(space::gap);
    buttons->addWidget(m_later);
    buttons->addWidget(m_progress, 1);
    buttons->addStretch();
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addLayout(across, 1);
    whole->addWidget(hairline(QFrame::HLine, this));
    whole->addLayout(buttons);
    const QSize room = parentWidget() ? parentWidget()->window()->size() : QSize(1024, 700);
    resize(QSize(m_look.scaled(778), m_look.scaled(472)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
}

} // namespace wheelhouse

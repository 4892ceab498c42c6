#include "ui/launch/launchform.h"

#include "ui/kit/label.h"
#include "ui/kit/notice.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace wheelhouse {

LaunchForm::LaunchForm(const Look &look, const QString &title, const QString &does, int width, QWidget *parent)
    : QDialog(parent)
    , m_look(look)
    , m_form(new QFormLayout)
    , m_column(new QVBoxLayout)
    , m_notice(new Notice(look, this))
    , m_does(new QPushButton(does, this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_buttons(new QHBoxLayout)
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    m_form->setHorizontalSpacing(space::pane);
    m_form->setVerticalSpacing(space::gap);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_column->setSpacing(space::gap);
    m_does->setProperty("kind", QStringLiteral("primary"));
    m_does->setDefault(true);
    m_cancel->setAutoDefault(false);
    m_cancel->setToolTip(plainTip(tr("Esc")));
    m_does->setToolTip(plainTip(tr("Enter")));
    m_buttons->setSpacing(space::gap);
    m_buttons->addStretch();
    m_buttons->addWidget(m_cancel);
    m_buttons->addWidget(m_does);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    whole->setSpacing(space::card);
    whole->addLayout(m_form);
    whole->addLayout(m_column, 1);
    whole->addWidget(m_notice);
    whole->addLayout(m_buttons);
    connect(m_does, &QPushButton::clicked, this, &LaunchForm::submitted);
    connect(m_cancel, &QPushButton::clicked, this, &LaunchForm::reject);
    const int room = parent ? parent->window()->width() - 2 * space::pane : look.scaled(width);
    setMinimumWidth(qMin(look.scaled(width), room));
}

void LaunchForm::say(const Error &error)
{
    m_notice->say(error);
}

void LaunchForm::finish(const Result<void> &done)
{
    if (done)
        accept();
    else
        say(done.error());
}

void LaunchForm::setMay(bool may)
{
    m_does->setEnabled(may);
}

QPushButton *LaunchForm::addButton(const QString &words)
{
    auto *button = new QPushButton(words, this);
    button->setAutoDefault(false);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

} // namespace wheelhouse

#include "ui/shell/preferences.h"

#include "ui/kit/label.h"
#include "ui/shell/keyssheet.h"
#include "ui/shell/lookcontrols.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
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
    m_titles->setFixedWidth(look.scaled(140));
    auto *row = new QHBoxLayout;
    row->addWidget(m_titles);
    row->addWidget(m_pages, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *column = new QVBoxLayout(this);
    column->addLayout(row, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_titles, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    addPage(tr("Look"), lookPage());
    addPage(tr("Keys"), new KeysView(look, shortcuts));
    showPage(0);
    resize(look.scaled(720), look.scaled(520));
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
    m_pages->addWidget(page);
}

void Preferences::showPage(int index)
{
    m_titles->setCurrentRow(index);
}

} // namespace wheelhouse

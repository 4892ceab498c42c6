#include "ui/shell/newdeskdialog.h"

#include "ui/kit/label.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace wheelhouse {

NewDeskDialog::NewDeskDialog(QWidget *parent, const Look &look, bool thenImport)
    : QDialog(parent)
    , m_desk(new QLineEdit(this))
    , m_person(new QLineEdit(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("A new desk"));
    auto *why = new TextLabel(look, Type::Body, Ink::Second,
        thenImport ? tr("Name the desk that you take over. Next you choose the files to import.")
                   : tr("Everything stays on this computer."),
        this);
    why->setWordWrap(true);
    m_desk->setPlaceholderText(tr("Marlowe Coffee"));
    m_desk->setAccessibleName(tr("Name of the desk"));
    m_desk->setMaxLength(100);
    m_person->setPlaceholderText(tr("Ines Okafor"));
    m_person->setAccessibleName(tr("Your name"));
    m_person->setMaxLength(100);
    QPushButton *make = m_buttons->button(QDialogButtonBox::Ok);
    make->setText(thenImport ? tr("Make it and choose files") : tr("Make the desk"));
    make->setProperty("kind", QStringLiteral("primary"));
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    form->setHorizontalSpacing(space::pane);
    form->setVerticalSpacing(space::card);
    form->addRow(why);
    form->addRow(tr("&Desk"), m_desk);
    form->addRow(tr("&Your name"), m_person);
    form->addRow(m_buttons);
    setMinimumWidth(look.scaled(420));
    connect(m_desk, &QLineEdit::textChanged, this, &NewDeskDialog::check);
    connect(m_person, &QLineEdit::textChanged, this, &NewDeskDialog::check);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

void NewDeskDialog::check()
{
    m_buttons->button(QDialogButtonBox::Ok)
        ->setEnabled(!m_desk->text().trimmed().isEmpty() && !m_person->text().trimmed().isEmpty());
}

std::optional<NewDeskDialog::Wanted> NewDeskDialog::ask(QWidget *parent, const Look &look, bool thenImport)
{
    NewDeskDialog dialog(parent, look, thenImport);
    if (dialog.exec() != Accepted)
        return std::nullopt;
    return Wanted { dialog.m_desk->text().trimmed(), dialog.m_person->text().trimmed() };
}

} // namespace wheelhouse

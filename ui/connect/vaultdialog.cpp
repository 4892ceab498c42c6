#include "ui/connect/vaultdialog.h"

#include "ui/kit/label.h"
#include "ui/kit/notice.h"

#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace wheelhouse {

VaultDialog::VaultDialog(const SecretServices &services, Wish wish, const Look &look, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_wish(wish)
    , m_passphrase(new QLineEdit(this))
    , m_again(new QLineEdit(this))
    , m_notice(new Notice(look, this))
    , m_progress(new QProgressBar(this))
    , m_go(new QPushButton(wish == Wish::Open ? tr("Open the vault") : tr("Make the vault"), this))
{
    setWindowTitle(wish == Wish::Open ? tr("The vault is locked") : tr("A vault for your keys"));
    layOut(look);
    for (QLineEdit *each : { m_passphrase, m_again })
        connect(each, &QLineEdit::textChanged, this, &VaultDialog::settle);
    connect(m_go, &QPushButton::clicked, this, &VaultDialog::go);
    settle();
}

void VaultDialog::layOut(const Look &look)
{
    auto *about = new TextLabel(look, Type::Body, Ink::Second,
        m_wish == Wish::Open ? tr(
            "What lets Wheelhouse into your accounts is sealed. Until it is open nothing new comes in from them; what "
            "came before is there.")
                             : tr("This computer has no keyring that answers. Wheelhouse can keep what lets it into "
                                  "your accounts in a file "
                                  "that is sealed with a passphrase. It is asked for once each time Wheelhouse starts, "
                                  "and nobody can bring "
                                  "it back."),
        this);
    about->setWordWrap(true);
    const auto field = [&](QLineEdit *edit, const QString &words) {
        auto *label = new TextLabel(look, Type::Body, Ink::First, words, this);
        label->setType(Type::Body, QFont::DemiBold);
        label->setBuddy(edit);
        edit->setEchoMode(QLineEdit::Password);
        edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
        return label;
    };
    auto *first = field(m_passphrase, tr("&Passphrase"));
    auto *second = field(m_again, tr("The same &again"));
    second->setVisible(m_wish == Wish::Make);
    m_again->setVisible(m_wish == Wish::Make);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Working"));
    m_go->setProperty("kind", QStringLiteral("primary"));
    m_go->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addWidget(m_progress, 1);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_go);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::gap);
    for (QWidget *each :
        { static_cast<QWidget *>(about), static_cast<QWidget *>(first), static_cast<QWidget *>(m_passphrase),
            static_cast<QWidget *>(second), static_cast<QWidget *>(m_again), static_cast<QWidget *>(m_notice) })
        column->addWidget(each);
    column->addStretch();
    column->addLayout(buttons);
    const QSize room = parentWidget() ? parentWidget()->window()->size() : QSize(1024, 700);
    resize(QSize(look.scaled(460), look.scaled(260)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
    m_passphrase->setFocus();
}

void VaultDialog::settle()
{
    const bool isSame = m_wish == Wish::Open || m_passphrase->text() == m_again->text();
    m_go->setEnabled(!m_isBusy && isSame && !m_passphrase->text().isEmpty());
    m_go->setToolTip(plainTip(isSame ? QString() : tr("The two are not the same yet.")));
    m_progress->setVisible(m_isBusy);
    for (QLineEdit *each : { m_passphrase, m_again })
        each->setReadOnly(m_isBusy);
}

void VaultDialog::go()
{
    auto passphrase = std::make_shared<Secret>(m_passphrase->text().toUtf8());
    m_isBusy = true;
    m_notice->clear();
    settle();
    m_services.engine.ask(
        this,
        [passphrase, wish = m_wish, services = m_services] {
            return wish == Wish::Open ? services.vault.open(*passphrase) : services.vault.create(*passphrase);
        },
        [this](const QFuture<Result<void>> &coming) {
            whenDone(coming, this, [this](const Result<void> &done) { take(done); });
        });
}

void VaultDialog::take(const Result<void> &done)
{
    m_isBusy = false;
    if (!done && done.error().kind == Error::Kind::Conflict && m_wish == Wish::Make) {
        m_wish = Wish::Open; // one was made before: what was typed may open it
        return go();
    }
    if (!done) {
        m_notice->say(done.error());
        settle();
        m_passphrase->selectAll();
        m_passphrase->setFocus();
        return;
    }
    for (QLineEdit *each : { m_passphrase, m_again })
        each->clear();
    m_services.engine.ask([services = m_services] { services.choose(SecretStore::Keeper::Vault); });
    accept();
}

} // namespace wheelhouse

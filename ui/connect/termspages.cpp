#include "ui/connect/termspages.h"

#include "ui/connect/connectparts.h"

#include <QLineEdit>
#include <QRadioButton>
#include <QRegularExpression>

namespace wheelhouse {

using namespace connectparts;

TermsPage::TermsPage(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_who(heading(look, {}, this))
    , m_granted(wrapped(look, Ink::Second, {}, this))
    , m_name(new QLineEdit(this))
    , m_listens(new QLineEdit(this))
{
    auto *name = heading(look, tr("What it is &called here"), this);
    name->setBuddy(m_name);
    auto *more = new QWidget(this);
    m_more = more;
    auto *listens = heading(look, tr("&Listen for more than mentions"), more);
    listens->setBuddy(m_listens);
    m_name->setMaxLength(longestName);
    m_listens->setPlaceholderText(tr("#marlowecoffee, marlowe beans"));
    m_who->setElides();
    auto *inside = column(this);
    for (QWidget *each : { static_cast<QWidget *>(m_who), static_cast<QWidget *>(m_granted) })
        inside->addWidget(each);
    inside->addSpacing(space::gap);
    inside->addWidget(name);
    inside->addWidget(m_name);
    inside->addSpacing(space::gap);
    auto *below = column(more);
    below->addWidget(listens);
    below->addWidget(m_listens);
    below->addWidget(wrapped(look, Ink::Third,
        tr("Hashtags and words, with commas between them, 20 at most. What people say with them comes into the inbox "
           "too."),
        more));
    inside->addWidget(more);
    inside->addStretch();
}

void TermsPage::show(const Met &met)
{
    m_more->setVisible(met.network != NetworkId::WordPress); // a blog is heard as a whole
    m_who->setText(met.isHereAlready ? tr("%1 is connected already, and is only signed in again").arg(met.handle)
                                     : tr("You are %1 there").arg(met.handle));
    m_granted->setText(met.granted.isEmpty()
            ? tr("What the server granted it does not say. Wheelhouse does only what you ticked.")
            : tr("The server granted: %1").arg(met.granted.join(QStringLiteral(", "))));
    m_name->setText(met.name.isEmpty() ? met.handle : met.name);
}

QString TermsPage::name() const
{
    return m_name->text().trimmed();
}

QStringList TermsPage::listensTo() const
{
    QStringList words;
    const auto parts = m_listens->text().split(QRegularExpression(QStringLiteral("[,;\\n]")), Qt::SkipEmptyParts);
    for (const QString &each : parts)
        if (!each.trimmed().isEmpty())
            words.append(each.trimmed());
    return words;
}

void TermsPage::setListensTo(const QStringList &words)
{
    m_listens->setText(words.join(QStringLiteral(", ")));
}

void TermsPage::focusFirst()
{
    (m_more->isHidden() ? m_name : m_listens)->setFocus();
}

HistoryPage::HistoryPage(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_state(new TextLabel(look, Type::Body, Ink::Second, {}, this))
{
    auto *inside = column(this);
    inside->addWidget(heading(look, tr("Since when does it wait for an answer?"), this));
    inside->addWidget(wrapped(look, Ink::Second,
        tr("What is older comes in too, as far as the server gives it, but as history: it is there to be read, nothing "
           "is "
           "owed for it, and nobody is told."),
        this));
    const QList<std::pair<int, QString>> choices { { 0, tr("From &now on") }, { 1, tr("Since &yesterday") },
        { 7, tr("For a &week") }, { 30, tr("For a &month") } };
    for (const auto &[days, words] : choices) {
        auto *choice = new QRadioButton(words, this);
        choice->setProperty("days", days);
        m_choices.append(choice);
        inside->addWidget(choice);
    }
    m_choices.constFirst()->setChecked(true);
    m_state->setWordWrap(true);
    inside->addSpacing(space::gap);
    inside->addWidget(m_state);
    inside->addStretch();
}

int HistoryPage::days() const
{
    for (const QRadioButton *each : m_choices)
        if (each->isChecked())
            return each->property("days").toInt();
    return 0;
}

void HistoryPage::showFetching()
{
    for (QRadioButton *each : std::as_const(m_choices))
        each->setEnabled(false);
    m_state->setInk(Ink::Second);
    m_state->setText(tr("Connected. Asking for the first time…"));
}

void HistoryPage::showFetched(const QString &sentence, bool isFine)
{
    m_state->setInk(isFine ? Ink::Green : Ink::Amber);
    m_state->setText(sentence);
}

} // namespace wheelhouse

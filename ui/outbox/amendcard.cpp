#include "ui/outbox/amendcard.h"

#include "core/base/text.h"
#include "ui/outbox/outboxwords.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>

namespace wheelhouse {

namespace {

constexpr int fieldHeight = 96; // px

/// A style sheet looks at a property only when it dresses a widget.
void dressAs(QPushButton &button, const QString &kind)
{
    if (button.property("kind").toString() == kind)
        return;
    button.setProperty("kind", kind);
    button.style()->unpolish(&button);
    button.style()->polish(&button);
}

} // namespace

AmendCard::AmendCard(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_title(new TextLabel(look, Type::Title, Ink::First, {}, this))
    , m_means(new TextLabel(look, Type::Body, Ink::Second, {}, this))
    , m_parts(new QVBoxLayout)
    , m_yes(new QPushButton(this))
    , m_no(new QPushButton(tr("Leave it") + QStringLiteral("  Esc"), this))
{
    m_title->setWordWrap(true);
    m_means->setWordWrap(true);
    m_no->setAccessibleName(tr("Leave it"));
    m_parts->setSpacing(space::gap);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addStretch();
    buttons->addWidget(m_no);
    buttons->addWidget(m_yes);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, space::pane);
    column->setSpacing(space::card);
    column->addWidget(m_title);
    column->addLayout(m_parts);
    column->addWidget(m_means);
    column->addLayout(buttons);
    connect(m_yes, &QPushButton::clicked, this, &AmendCard::agree);
    connect(m_no, &QPushButton::clicked, this, &AmendCard::cancelled);
}

void AmendCard::clear()
{
    qDeleteAll(m_fields);
    m_fields.clear();
}

void AmendCard::askToRemove(const QList<OutboxRow> &rows)
{
    clear();
    m_isChange = false;
    QStringList means;
    for (const OutboxRow &each : rows) {
        const QString line = tr("%1: %2", "a network, what it means there")
                                 .arg(outboxwords::networkName(each.delivery.channel.network),
                                     outboxwords::removeMeans(each.delivery.channel.network));
        if (!means.contains(line))
            means.append(line);
    }
    m_title->setText(rows.size() == 1
            ? tr("Delete “%1” there?").arg(isolate(shorten(rows.constFirst().delivery.words, 60)))
            : tr("Delete %Ln posts there?", nullptr, int(rows.size())));
    m_means->setText(means.join(QLatin1Char('\n')));
    m_yes->setText(tr("Delete there"));
    dressAs(*m_yes, QStringLiteral("danger"));
    m_yes->setEnabled(true);
}

void AmendCard::askToChange(const OutboxRow &row, const PostContent &content)
{
    clear();
    m_isChange = true;
    m_content = content;
    for (int i = 0; i < content.parts.size(); ++i) {
        auto *field = new QPlainTextEdit(this);
        field->setProperty("kind", QStringLiteral("field"));
        field->setPlainText(content.parts.at(i).text);
        field->setFixedHeight(m_look.scaled(fieldHeight));
        field->setTabChangesFocus(true);
        field->setAccessibleName(
            content.parts.size() == 1 ? tr("What it says") : tr("What part %n says", nullptr, i + 1));
        connect(field, &QPlainTextEdit::textChanged, this, &AmendCard::judge);
        m_parts->addWidget(field);
        m_fields.append(field);
    }
    m_title->setText(tr("What should it say there?"));
    m_means->setText(outboxwords::changeMeans(row.delivery.channel.network));
    m_yes->setText(tr("Change there"));
    dressAs(*m_yes, QStringLiteral("primary"));
    judge();
}

QWidget *AmendCard::firstFocus() const
{
    return m_fields.isEmpty() ? static_cast<QWidget *>(m_no) : m_fields.constFirst();
}

/// Something has to be other than it is out there.
void AmendCard::judge()
{
    bool isOther = false;
    for (int i = 0; i < m_fields.size(); ++i)
        isOther = isOther || m_fields.at(i)->toPlainText() != m_content.parts.at(i).text;
    m_yes->setEnabled(isOther);
}

void AmendCard::agree()
{
    if (!m_isChange)
        return emit removing();
    for (int i = 0; i < m_fields.size(); ++i)
        m_content.parts[i].text = m_fields.at(i)->toPlainText();
    emit changing(m_content);
}

} // namespace wheelhouse

#include "ui/outbox/outboxdetail.h"

#include "core/base/text.h"
#include "ui/kit/canvas.h"
#include "ui/kit/shortcuts.h"
#include "ui/outbox/outboxwords.h"

#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace wheelhouse {

OutboxDetail::OutboxDetail(const Look &look, Shortcuts &shortcuts, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_shortcuts(shortcuts)
    , m_words(new TextLabel(look, Type::Heading, Ink::First, {}, this))
    , m_where(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_when(new TextLabel(look, Type::Body, Ink::First, {}, this))
    , m_here(new TextLabel(look, Type::Small, Ink::Third, {}, this))
    , m_stands(new TextLabel(look, Type::Body, Ink::First, {}, this))
    , m_next(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_tries(new TextLabel(look, Type::Small, Ink::Third, {}, this))
    , m_buttons(new QVBoxLayout)
{
    setProperty("pane", true);
    setAccessibleName(tr("What is chosen"));
    auto *told = new QWidget(this);
    auto *lines = new QVBoxLayout(told);
    lines->setContentsMargins(space::pane, space::pane, space::pane, space::gap);
    lines->setSpacing(space::grid);
    for (TextLabel *each : { m_words, m_where, m_when, m_here, m_stands, m_next, m_tries }) {
        each->setWordWrap(true);
        each->setTextInteractionFlags(Qt::TextSelectableByMouse);
        lines->addWidget(each);
    }
    m_words->setProperty("dataText", true);
    lines->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(told);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    told->setAutoFillBackground(false);
    m_buttons->setContentsMargins(space::pane, space::gap, space::pane, space::pane);
    m_buttons->setSpacing(space::tightGap);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scroll, 1);
    column->addLayout(m_buttons);
    connect(&m_shortcuts, &Shortcuts::changed, this, &OutboxDetail::settleButtons);
}

void OutboxDetail::setVerbs(const QStringList &commands)
{
    for (const QString &id : commands) {
        auto *button = new QPushButton(this);
        button->setProperty("small", true);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, id] { std::ignore = m_shortcuts.run(id); });
        m_buttons->addWidget(button);
        m_verbs.insert(id, button);
    }
    settleButtons();
}

void OutboxDetail::settleButtons()
{
    for (auto each = m_verbs.cbegin(); each != m_verbs.cend(); ++each) {
        const Command *command = m_shortcuts.find(each.key());
        const QStringList caps = m_shortcuts.caps(each.key());
        each.value()->setVisible(command && m_shortcuts.mayRun(*command));
        if (!command)
            continue;
        each.value()->setText(caps.isEmpty() ? command->text : command->text + QStringLiteral("  ") + caps.join(u' '));
        each.value()->setAccessibleName(command->text);
        each.value()->setToolTip(plainTip(m_shortcuts.keys(each.key()).isEmpty()
                ? command->text
                : tr("%1 (%2)", "a verb, its key").arg(command->text, m_shortcuts.keys(each.key()).constFirst())));
    }
}

void OutboxDetail::say(TextLabel *label, const QString &words)
{
    label->setText(words);
    label->setVisible(!words.isEmpty());
}

void OutboxDetail::show(const QList<OutboxRow> &rows, const QDateTime &now)
{
    if (rows.size() == 1)
        fill(rows.constFirst(), now);
    else
        fillMany(rows);
    settleButtons();
}

void OutboxDetail::fill(const OutboxRow &row, const QDateTime &now)
{
    const Delivery &delivery = row.delivery;
    say(m_words, delivery.words.isEmpty() ? tr("No words, pictures only") : delivery.words);
    say(m_where,
        tr("%1, as %2", "a network, a name of ours")
            .arg(outboxwords::networkName(delivery.channel.network), isolate(delivery.channel.name)));
    say(m_when, outboxwords::dueWords(row));
    say(m_here, outboxwords::hereWords(row));
    say(m_stands, outboxwords::stands(row, now));
    const Tint tint = outboxwords::markOf(row).tint;
    m_stands->setInk(tint == Tint::Red ? Ink::Red : tint == Tint::Amber ? Ink::Amber : Ink::First);
    say(m_next, outboxwords::tellTime(row, now));
    QStringList more;
    if (delivery.parts > 1)
        more.append(tr("%n part(s)", nullptr, delivery.parts));
    if (delivery.tries > 0)
        more.append(tr("tried %n time(s)", nullptr, delivery.tries));
    if (delivery.looks > 0)
        more.append(tr("looked for %n time(s)", nullptr, delivery.looks));
    say(m_tries, more.join(tr(", ", "between facts")));
}

void OutboxDetail::fillMany(const QList<OutboxRow> &rows)
{
    say(m_words, rows.isEmpty() ? QString() : tr("%Ln chosen", nullptr, int(rows.size())));
    for (TextLabel *each : { m_where, m_when, m_here, m_stands, m_next, m_tries })
        say(each, {});
    if (!rows.isEmpty())
        say(m_where, tr("What you do is done to each of which it can be done, as one step."));
}

void OutboxDetail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    canvas.fill(rect(), m_look.theme().window);
    canvas.fill(QRect(0, 0, 1, height()), m_look.theme().line);
}

} // namespace wheelhouse

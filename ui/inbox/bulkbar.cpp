#include "ui/inbox/bulkbar.h"

#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"
#include "ui/kit/keycap.h"
#include "ui/kit/shortcuts.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace wheelhouse {

BulkBar::BulkBar(const Look &look, Shortcuts &shortcuts, QWidget *parent)
    : QFrame(parent)
    , m_look(look)
    , m_shortcuts(shortcuts)
    , m_chosen(new TextLabel(look, Type::Body, Ink::First, {}, this))
    , m_spread(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_all(new Link(look, Type::Small, tr("All"), this))
    , m_verbs(verbs())
    , m_words(new TextLabel(look, Type::Body, Ink::First, {}, this))
    , m_yes(new QPushButton(tr("Do it"), this))
    , m_question(question())
{
    setAccessibleName(tr("What is selected"));
    m_chosen->setType(Type::Body, QFont::Bold);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::card, space::gap + 2, space::card, space::gap);
    column->setSpacing(space::gap);
    column->addWidget(counts());
    column->addWidget(m_verbs);
    column->addWidget(m_question);
    stopAsking();
    dress();
    connect(&look, &Look::changed, this, &BulkBar::dress);
    connect(&shortcuts, &Shortcuts::changed, this, &BulkBar::dress);
    connect(m_yes, &QPushButton::clicked, this, &BulkBar::confirmed);
    connect(m_all, &Link::clicked, &shortcuts,
        [&shortcuts] { std::ignore = shortcuts.run(QStringLiteral("inbox.selectAll")); });
}

QWidget *BulkBar::counts()
{
    auto *holder = new QWidget(this);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::gap);
    m_chosen->setElides();
    m_spread->setElides();
    row->addWidget(m_chosen);
    row->addWidget(m_spread);
    row->addStretch();
    const auto cap = [&](const char *id) {
        m_caps.append({ new KeyCap(m_look, {}, {}, holder), QLatin1String(id) });
        row->addWidget(m_caps.last().first);
    };
    row->addWidget(m_all);
    cap("inbox.selectAll");
    m_none = new Link(m_look, Type::Small, tr("Clear"), holder);
    row->addWidget(m_none);
    cap("inbox.selectNone");
    connect(m_none, &Link::clicked, &m_shortcuts,
        [this] { std::ignore = m_shortcuts.run(QStringLiteral("inbox.selectNone")); });
    return holder;
}

QWidget *BulkBar::verbs()
{
    auto *holder = new QWidget(this);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::tightGap);
    const auto add = [&](const QString &text, const QString &id) {
        auto *button = new QPushButton(holder);
        button->setProperty("small", true);
        button->setProperty("elides", true); // gives way to its glyph
        button->setAccessibleName(text);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QPushButton::clicked, &m_shortcuts, [this, id] { std::ignore = m_shortcuts.run(id); });
        row->addWidget(button);
        m_buttons.append({ button, text, id });
    };
    add(tr("Done"), QStringLiteral("inbox.done"));
    add(tr("Assign"), QStringLiteral("inbox.assign"));
    add(tr("Label"), QStringLiteral("inbox.label"));
    add(tr("Snooze"), QStringLiteral("inbox.snooze"));
    add(tr("Hand to"), QStringLiteral("inbox.hand"));
    row->addStretch();
    return holder;
}

void BulkBar::dress()
{
    for (const auto &[cap, command] : std::as_const(m_caps))
        cap->setCaps(m_shortcuts.caps(command));
    for (const Verb &each : std::as_const(m_buttons)) {
        const Command *command = m_shortcuts.find(each.command);
        const QString key = m_shortcuts.caps(each.command).join(QLatin1Char('+'));
        each.button->setIcon(Icons::icon(command ? command->icon : QString(), m_look, m_look.scaled(14)));
        each.button->setIconSize(QSize(m_look.scaled(14), m_look.scaled(14)));
        each.button->setMinimumWidth(m_look.scaled(30)); // else the words would hold the whole column open
        each.button->setToolTip(
            key.isEmpty() ? each.words : tr("%1 (%2)", "what a button does, its key").arg(each.words, key));
    }
    giveWay();
}

/// First the keys go, then the words, from the last verb on: what a glyph means is in its tooltip.
void BulkBar::giveWay()
{
    const auto fits = [this](const QWidget *row) {
        int needed = 0;
        for (const QWidget *each : row->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
            needed += each->isHidden() ? 0 : each->sizeHint().width() + row->layout()->spacing();
        return needed <= width() - 2 * space::card + row->layout()->spacing();
    };
    for (const bool keys : { true, false }) {
        for (const Verb &each : std::as_const(m_buttons)) {
            const QString key = m_shortcuts.caps(each.command).join(QLatin1Char('+'));
            each.button->setText(keys && !key.isEmpty() ? each.words + QStringLiteral("  ") + key : each.words);
        }
        if (fits(m_verbs))
            break;
    }
    for (auto each = m_buttons.crbegin(); each != m_buttons.crend() && !fits(m_verbs); ++each)
        each->button->setText({});
    for (const auto &[cap, command] : std::as_const(m_caps))
        cap->setVisible(!m_shortcuts.caps(command).isEmpty());
    m_spread->show();
    if (!fits(m_all->parentWidget()))
        for (const auto &[cap, command] : std::as_const(m_caps))
            cap->hide();
    if (!fits(m_all->parentWidget()))
        m_spread->hide();
}

void BulkBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    giveWay();
}

QWidget *BulkBar::question()
{
    auto *holder = new QWidget(this);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::gap);
    m_yes->setProperty("kind", QStringLiteral("primary"));
    m_yes->setProperty("small", true);
    auto *no = new QPushButton(tr("Leave it"), holder);
    no->setProperty("small", true);
    m_words->setWordWrap(true);
    m_words->setMinimumWidth(1); // as narrow as its longest word; the answers keep theirs
    row->addWidget(m_words, 1);
    row->addWidget(no);
    row->addWidget(m_yes);
    connect(no, &QPushButton::clicked, this, &BulkBar::cancelled);
    return holder;
}

void BulkBar::setCounts(int chosen, qint64 all, int networks)
{
    m_chosen->setText(tr("%Ln selected", nullptr, chosen));
    m_spread->setText(tr("on %Ln network(s)", nullptr, networks));
    m_all->setText(all < 0 ? tr("All") : tr("All %1").arg(QLocale().toString(all)));
    m_all->setAccessibleName(m_all->text());
    m_all->updateGeometry();
    giveWay();
}

void BulkBar::ask(const QString &question)
{
    m_words->setText(question);
    m_verbs->hide();
    m_question->show();
    m_yes->setFocus();
}

void BulkBar::stopAsking()
{
    m_question->hide();
    m_verbs->show();
}

bool BulkBar::isAsking() const
{
    return !m_question->isHidden();
}

void BulkBar::keyPressEvent(QKeyEvent *event)
{
    const bool yes = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isAsking() && event->key() == Qt::Key_Escape)
        emit cancelled();
    else if (isAsking() && yes && m_yes->hasFocus())
        emit confirmed();
    else
        QFrame::keyPressEvent(event);
}

void BulkBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_look.theme().accent.ground);
    painter.fillRect(QRect(0, 0, width(), 2), m_look.theme().accent.fill);
}

} // namespace wheelhouse

#include "ui/shell/statusline.h"

#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"
#include "ui/shell/statusmark.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>

namespace wheelhouse {

KeyHints::KeyHints(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setAccessibleName(tr("Keys"));
}

void KeyHints::setHints(const QList<KeyHint> &hints)
{
    m_hints = hints;
    QStringList spoken;
    for (const KeyHint &hint : hints)
        spoken.append(hint.caps.join(QLatin1Char(' ')) + QLatin1Char(' ') + hint.word);
    setAccessibleDescription(spoken.join(QLatin1String(", ")));
    update();
}

void KeyHints::setMost(int count)
{
    m_most = count;
    update();
}

void KeyHints::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const QFont font = m_look.font(Type::Tiny, QFont::Normal);
    const int apart = m_look.scaled(22);
    QList<int> widths;
    int whole = 0;
    for (const KeyHint &hint : std::as_const(m_hints)) {
        const int own = canvas.keycapsWidth(hint.caps) + space::grid + Canvas::textWidth(hint.word, font);
        if (widths.size() == m_most || whole + own + apart > width())
            break;
        widths.append(own);
        whole += own + apart;
    }
    int left = qMax(0, (width() - whole + apart) / 2);
    for (int i = 0; i < widths.size(); ++i) {
        const QRect room(left, 0, widths.at(i) + 2, height());
        const QRect caps = canvas.keycaps(room, m_hints.at(i).caps);
        canvas.text(room.adjusted(caps.width() + space::grid, 0, 2, 0), m_hints.at(i).word, font, m_look.theme().text2);
        left += widths.at(i) + apart;
    }
}

StatusLine::StatusLine(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_arrow(new QLabel(this))
    , m_deed(new TextLabel(look, Type::Tiny, Ink::Second, {}, this))
    , m_undo(new Link(look, Type::Tiny, tr("Undo"), this))
    , m_key(new TextLabel(look, Type::Tiny, Ink::Second, {}, this))
    , m_hints(new KeyHints(look, this))
    , m_turning(new QLabel(this))
    , m_progress(new TextLabel(look, Type::Tiny, Ink::Second, {}, this))
    , m_cloud(new QLabel(this))
    , m_facts(new TextLabel(look, Type::Tiny, Ink::Second, {}, this))
    , m_held(new StatusMark(look, QStringLiteral("post-held"), Tint::Violet, this))
{
    setProperty("pane", true);
    setFocusProxy(m_undo);
    setAccessibleName(tr("Status"));
    for (TextLabel *words : { m_deed, m_key, m_progress, m_facts })
        words->setType(Type::Tiny, QFont::Normal);
    m_key->setProperty("dataText", true); // the names of keys
    for (TextLabel *words : { m_deed, m_progress, m_facts })
        words->setElides();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::card, 1, space::card, 0);
    row->setSpacing(space::grid);
    for (QWidget *part : std::initializer_list<QWidget *> { m_arrow, m_deed, m_undo, m_key })
        row->addWidget(part);
    row->addWidget(m_hints, 1);
    row->addWidget(m_turning);
    row->addWidget(m_progress);
    row->addWidget(m_cloud);
    row->addWidget(m_facts);
    row->addSpacing(space::gap);
    row->addWidget(m_held);
    connect(m_held, &StatusMark::clicked, this, &StatusLine::heldRequested);
    connect(m_undo, &Link::clicked, this, &StatusLine::undoRequested);
    connect(&look, &Look::changed, this, &StatusLine::dress);
    showUndo(false);
    setProgress({});
    setFacts({});
    dress();
}

void StatusLine::showUndo(bool shown)
{
    for (QWidget *part : std::initializer_list<QWidget *> { m_arrow, m_undo, m_key })
        part->setVisible(shown);
}

void StatusLine::setUndo(const QString &deed, const QStringList &caps)
{
    setWords(deed);
    showUndo(!deed.isEmpty());
    m_key->setText(caps.join(QLatin1Char('+')));
    m_undo->setAccessibleName(tr("Undo: %1").arg(deed));
    if (deed.isEmpty())
        return;
    QAccessibleEvent alert(m_undo, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void StatusLine::setWords(const QString &words)
{
    m_deed->setText(words);
    showUndo(false);
}

void StatusLine::setFacts(const QString &words)
{
    m_facts->setText(words);
    m_cloud->setVisible(!words.isEmpty());
}

void StatusLine::setProgress(const QString &words)
{
    m_progress->setText(words);
    for (QWidget *part : std::initializer_list<QWidget *> { m_turning, m_progress })
        part->setVisible(!words.isEmpty());
}

void StatusLine::setHeld(const QString &words)
{
    m_held->setWords(words);
}

void StatusLine::setVersion(const QString &words)
{
    setFacts(words);
    m_cloud->hide();
}

void StatusLine::setNarrow(bool narrow)
{
    m_hints->setMost(narrow ? 3 : 9);
}

void StatusLine::dress()
{
    setFixedHeight(m_look.scaled(26));
    const auto glyph = [this](const char *name) {
        return Icons::pixmap(
            QString::fromLatin1(name), m_look.theme().text2, m_look.scaled(16), devicePixelRatioF(), layoutDirection());
    };
    m_arrow->setPixmap(glyph("edit-undo"));
    m_turning->setPixmap(glyph("view-refresh"));
    m_cloud->setPixmap(glyph("state-ok"));
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    canvas.fill(rect(), m_look.theme().window);
    canvas.fill(QRect(0, 0, width(), 1), m_look.theme().line);
}

} // namespace wheelhouse

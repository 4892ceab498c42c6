#include "ui/inbox/searchbar.h"

#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"
#include "ui/kit/keycap.h"
#include "ui/kit/shortcuts.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolButton>

namespace wheelhouse {

/// Where the letters of the field stand, laid out as the field itself does it.
class SearchField::Places {
public:
    explicit Places(const SearchField &field)
        : m_layout(field.displayText(), field.font())
    {
        QTextOption option;
        option.setTextDirection(field.layoutDirection());
        option.setWrapMode(QTextOption::NoWrap);
        m_layout.setTextOption(option);
        QList<QTextLayout::FormatRange> inks;
        for (const QueryChip &chip : field.m_chips) {
            QTextLayout::FormatRange ink { chip.start, chip.length, {} };
            ink.format.setForeground(field.m_look.theme().accent.text);
            inks.append(ink);
        }
        m_layout.setFormats(inks);
        m_layout.beginLayout();
        m_line = m_layout.createLine();
        m_layout.endLayout();
        // The field scrolls sideways and does not say how far: its caret does (drawn 5 px inside cursorRect()).
        const QRect caret = field.cursorRect();
        m_origin = QPointF(caret.left() + 5 - m_line.cursorToX(field.cursorPosition()), caret.top());
        m_height = qCeil(m_line.height());
    }
    [[nodiscard]] QRectF chip(const QueryChip &chip) const
    {
        const qreal from = m_line.cursorToX(chip.start);
        const qreal to = m_line.cursorToX(chip.start + chip.length);
        const QRectF letters(m_origin.x() + qMin(from, to), m_origin.y(), qAbs(to - from), m_height);
        return letters.adjusted(-3, -1, 3, 1);
    }
    [[nodiscard]] qreal end() const { return m_origin.x() + m_line.naturalTextWidth(); }
    void write(QPainter &painter) const { m_layout.draw(&painter, m_origin); }

private:
    QTextLayout m_layout;
    QTextLine m_line;
    QPointF m_origin;
    int m_height = 0;
};

SearchField::SearchField(const Look &look, QWidget *parent)
    : QLineEdit(parent)
    , m_look(look)
{
    setProperty("kind", QStringLiteral("bare"));
    setProperty("dataText", true);
    setFrame(false);
    setMaxLength(2000);
    setAccessibleName(tr("Search"));
    setAccessibleDescription(tr("Words or filters, such as from:ada or label:refund"));
    setPlaceholderText(tr("add words or filters"));
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_chips = parseQuery(text, Typing::GoesOn).chips;
        spread();
        update();
    });
    connect(this, &QLineEdit::cursorPositionChanged, this, [this] { update(); });
}

/// So that two chips do not touch; words without one stand as they always do.
void SearchField::spread()
{
    const int wanted = m_chips.isEmpty() ? 0 : m_look.scaled(5);
    QFont spaced = font();
    if (qRound(spaced.wordSpacing()) == wanted)
        return;
    spaced.setWordSpacing(wanted);
    setFont(spaced);
}

void SearchField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        spread();
}

bool SearchField::isAtCaret(const QueryChip &chip) const
{
    return hasFocus() && cursorPosition() >= chip.start && cursorPosition() <= chip.start + chip.length;
}

void SearchField::paintEvent(QPaintEvent *event)
{
    if (m_chips.isEmpty()) {
        QLineEdit::paintEvent(event);
        return;
    }
    const Places places(*this);
    const auto ground = [this, &places](QPainter &painter, const QueryChip &chip) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_look.theme().accent.ground);
        painter.drawRoundedRect(places.chip(chip), space::radius, space::radius);
    };
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        for (const QueryChip &chip : std::as_const(m_chips))
            ground(painter, chip);
    }
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const QueryChip &chip : std::as_const(m_chips))
        if (!isAtCaret(chip) && !hasSelectedText()) {
            ground(painter, chip);
            painter.setClipRect(places.chip(chip));
            places.write(painter);
            painter.setClipping(false);
        }
    // After a chip at the end there is room for more, and it says so.
    const bool endsWithChip = QStringView(text()).mid(m_chips.last().start + m_chips.last().length).trimmed().isEmpty();
    if (endsWithChip && !hasFocus() && layoutDirection() == Qt::LeftToRight) {
        painter.setPen(m_look.theme().text3);
        QFont plain = font();
        plain.setWordSpacing(0);
        painter.setFont(plain);
        painter.drawText(QRectF(places.end() + space::gap, 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft,
            placeholderText());
    }
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (!text().isEmpty())
            emit clearRequested();
        emit listRequested(); // who goes on by keys would else write them into the field
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
        emit listRequested();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

SearchBar::SearchBar(const Look &look, const Shortcuts &shortcuts, QWidget *parent)
    : QFrame(parent)
    , m_look(look)
    , m_shortcuts(shortcuts)
    , m_field(new SearchField(look, this))
    , m_clear(new QToolButton(this))
    , m_cap(new KeyCap(look, {}, {}, this))
{
    m_clear->setProperty("kind", QStringLiteral("plain"));
    m_clear->setAccessibleName(tr("Clear the search"));
    m_clear->setToolTip(tr("Clear the search (Esc)"));
    m_clear->setAutoRaise(true);
    m_clear->setFocusPolicy(Qt::TabFocus);
    m_clear->hide();
    setFocusProxy(m_field);
    m_field->installEventFilter(this);
    auto *row = new QHBoxLayout(this);
    row->setSpacing(space::tightGap);
    row->addWidget(m_field, 1);
    row->addWidget(m_clear);
    row->addWidget(m_cap);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_clear->setVisible(!text.isEmpty());
        showKey();
        emit changed(text);
    });
    connect(m_field, &SearchField::listRequested, this, &SearchBar::listRequested);
    connect(m_field, &SearchField::clearRequested, m_field, &QLineEdit::clear);
    connect(m_clear, &QToolButton::clicked, this, [this] {
        m_field->clear();
        emit listRequested();
    });
    connect(&look, &Look::changed, this, &SearchBar::dress);
    connect(&shortcuts, &Shortcuts::changed, this, &SearchBar::showKey);
    dress();
    showKey();
}

/// The key that leads here, while there is room for it and it has one.
void SearchBar::showKey()
{
    const QStringList caps = m_shortcuts.caps(QStringLiteral("inbox.search"));
    m_cap->setCaps(caps);
    m_cap->setVisible(text().isEmpty() && !caps.isEmpty());
}

void SearchBar::dress()
{
    m_field->setFont(m_look.font(Type::Small));
    layout()->setContentsMargins(space::gap + m_look.scaled(16) + space::tightGap, 1, space::gap, 1);
    m_clear->setIcon(Icons::icon(QStringLiteral("edit-clear"), m_look, 14));
    setFixedHeight(m_look.scaled(30));
    update();
}

void SearchBar::setText(const QString &text)
{
    m_field->setText(text);
}

void SearchBar::take()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

QString SearchBar::withoutFilters() const
{
    QString words = text();
    const QList<QueryChip> &chips = m_field->chips();
    for (auto chip = chips.crbegin(); chip != chips.crend(); ++chip)
        words.remove(chip->start, chip->length);
    return words.simplified();
}

bool SearchBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QFrame::eventFilter(watched, event);
}

void SearchBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = m_look.theme();
    const bool on = m_field->hasFocus();
    const qreal pen = on ? 2 : 1;
    painter.setPen(QPen(on ? theme.accent.text : theme.outline, pen));
    painter.setBrush(theme.base);
    const qreal in = pen / 2;
    painter.drawRoundedRect(QRectF(rect()).adjusted(in, in, -in, -in), space::radius, space::radius);
    const int side = m_look.scaled(16);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    canvas.icon(QRect(space::gap, (height() - side) / 2, side, side), QStringLiteral("edit-find"), theme.text2);
}

} // namespace wheelhouse

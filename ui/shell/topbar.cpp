#include "ui/shell/topbar.h"

#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScopeGuard>

namespace wheelhouse {

CommandField::CommandField(const Look &look, QWidget *parent)
    : QAbstractButton(parent)
    , m_look(look)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(tr("Go to, find or run"));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(&look, &Look::changed, this, &CommandField::updateGeometry);
}

void CommandField::setCaps(const QStringList &caps)
{
    m_caps = caps;
    const QString what = tr("Go to, find or run");
    setToolTip(caps.isEmpty() ? what : tr("%1 (%2)", "what a field does, its key").arg(what, caps.join(u'+')));
    update();
}

void CommandField::setNarrow(bool narrow)
{
    m_narrow = narrow;
    updateGeometry();
}

QSize CommandField::sizeHint() const
{
    return { m_narrow ? m_look.scaled(168) : m_look.scaled(300), m_look.scaled(24) };
}

QSize CommandField::minimumSizeHint() const
{
    return { m_look.scaled(90), m_look.scaled(24) };
}

void CommandField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    canvas.fill(rect(), isDown() ? theme.selected : underMouse() ? theme.alternate : theme.base, space::radius);
    canvas.frame(rect(), theme.outline, space::radius);
    const int side = m_look.scaled(16);
    QRect room = rect().adjusted(space::gap, 0, -space::grid, 0);
    canvas.icon(QRect(room.left(), (height() - side) / 2, side, side), QStringLiteral("edit-find"), theme.text2);
    room.setLeft(room.left() + side + space::tightGap);
    if (!m_caps.isEmpty() && room.width() > canvas.keycapsWidth(m_caps) + m_look.scaled(60))
        room.setRight(canvas.keycaps(room, m_caps, Canvas::Side::Trailing).left() - space::grid);
    const QString words = m_narrow ? tr("Find or run…") : tr("Go to, find or run…");
    canvas.text(room, words, m_look.font(Type::Small), theme.text3);
}

Tag::Tag(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&look, &Look::changed, this, &Tag::updateGeometry);
    hide();
}

void Tag::setFace(const QString &person, const QString &words)
{
    m_person = person;
    setProperty("dataText", true); // a name, and what was said of its bearer
    m_words = words;
    setAccessibleName(words.isEmpty() ? person : words);
    setToolTip(plainTip(words.isEmpty() ? person : words));
    setVisible(!person.isEmpty());
    updateGeometry();
    update();
}

void Tag::setGlyph(const QString &icon, Tint tint, const QString &words, bool warns)
{
    m_icon = icon;
    m_tint = tint;
    m_warns = warns;
    m_words = words;
    setAccessibleName(words);
    setToolTip(plainTip(words));
    setVisible(!words.isEmpty());
    updateGeometry();
    update();
}

void Tag::setBare(bool bare)
{
    m_bare = bare;
    updateGeometry();
    update();
}

QSize Tag::sizeHint() const
{
    const QFont font = m_look.font(Type::Small, m_warns ? QFont::DemiBold : QFont::Normal);
    const int words = m_bare || m_words.isEmpty() ? 0 : Canvas::textWidth(m_words, font) + space::tightGap + 2;
    return { m_look.scaled(m_person.isEmpty() ? 16 : 22) + words + (m_warns ? 16 : 2), m_look.scaled(24) };
}

void Tag::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    const Hue hue = theme.hue(m_tint);
    QRect room = rect();
    if (m_warns) {
        canvas.fill(room, hue.ground, space::radius);
        room.adjust(8, 0, -8, 0);
    }
    const int side = m_look.scaled(m_person.isEmpty() ? 16 : 22);
    const QRect glyph(room.left(), (height() - side) / 2, side, side);
    if (m_person.isEmpty())
        canvas.icon(glyph, m_icon, hue.text);
    else
        canvas.avatar(glyph, m_person);
    if (m_bare)
        return;
    room.setLeft(glyph.right() + space::tightGap);
    canvas.text(room.adjusted(0, 0, 2, 0), m_words, m_look.font(Type::Small, m_warns ? QFont::DemiBold : QFont::Normal),
        m_warns ? hue.text : theme.text2);
}

QSize Menus::sizeHint() const
{
    constexpr int padding = 16; // px, and 2 between two; as the style sheet says
    int width = 0;
    for (const QAction *entry : actions())
        width += fontMetrics().size(Qt::TextShowMnemonic, entry->text()).width() + padding + 2;
    return { width + padding, QMenuBar::sizeHint().height() };
}

TopBar::TopBar(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_wheel(new QLabel(this))
    , m_menus(new Menus(this))
    , m_field(new CommandField(look, this))
    , m_sync(new Tag(look, this))
    , m_duty(new Tag(look, this))
    , m_account(new Tag(look, this))
{
    m_menus->setNativeMenuBar(false);
    m_menus->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_wheel->setAlignment(Qt::AlignCenter);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 10, 1);
    row->setSpacing(2);
    row->addWidget(m_wheel);
    row->addWidget(m_menus, 0, Qt::AlignVCenter);
    row->addStretch(1);
    row->addWidget(m_field);
    row->addStretch(1);
    row->addWidget(m_sync);
    row->addSpacing(space::card);
    row->addWidget(m_duty);
    row->addSpacing(space::gap);
    row->addWidget(m_account);
    connect(&look, &Look::changed, this, &TopBar::dress);
    dress();
    setNarrow(false);
}

void TopBar::setSync(const QString &words, SyncState state)
{
    const auto later = qScopeGuard([this] { settle(); });
    switch (state) {
    case SyncState::Fine:
        return m_sync->setGlyph(QStringLiteral("state-ok"), Tint::Green, words, false);
    case SyncState::Busy:
        return m_sync->setGlyph(QStringLiteral("view-refresh"), Tint::Plain, words, false);
    case SyncState::Offline:
        return m_sync->setGlyph(QStringLiteral("network-disconnect"), Tint::Amber, words, true);
    case SyncState::Trouble:
        return m_sync->setGlyph(QStringLiteral("data-warning"), Tint::Red, words, true);
    }
}

void TopBar::setDuty(const QString &person, const QString &words)
{
    m_duty->setFace(person, words);
    settle();
}

void TopBar::setAccount(const QString &person)
{
    m_account->setFace(person, {});
    settle();
}

void TopBar::setNarrow(bool narrow)
{
    m_isNarrow = narrow;
    m_wheel->setFixedWidth(narrow ? qMax(48, m_look.scaled(48)) : qMax(72, m_look.scaled(72)));
    m_field->setNarrow(narrow);
    settle();
}

void TopBar::settle()
{
    m_menus->updateGeometry();
    m_duty->setBare(m_isNarrow);
    m_sync->setBare(false);
    const auto needed = [this] {
        int sum = m_wheel->width() + m_menus->sizeHint().width() + m_field->sizeHint().width() + 3 * space::pane;
        for (const Tag *tag : { m_sync, m_duty, m_account })
            sum += tag->isHidden() ? 0 : tag->sizeHint().width() + space::gap;
        return sum;
    };
    for (Tag *tag : { m_duty, m_sync })
        if (needed() > width())
            tag->setBare(true);
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    settle();
}

void TopBar::dress()
{
    setFixedHeight(m_look.scaled(34));
    setNarrow(m_isNarrow);
    m_wheel->setPixmap(
        Icons::pixmap(QStringLiteral("wheel"), m_look.theme().accent.text, m_look.scaled(19), devicePixelRatioF()));
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    canvas.fill(rect(), m_look.theme().window);
    canvas.hairline(rect(), m_look.theme().line);
}

} // namespace wheelhouse

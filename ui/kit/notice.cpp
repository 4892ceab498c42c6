#include "ui/kit/notice.h"

#include "ui/kit/icons.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QTimer>
#include <QToolButton>

namespace wheelhouse {

Notice::Notice(const Look &look, QWidget *parent)
    : QFrame(parent)
    , m_look(look)
    , m_icon(new QLabel(this))
    , m_words(new LeadLabel(look, Type::Small, Ink::First, {}, this))
    , m_close(new QToolButton(this))
    , m_leave(new QTimer(this))
{
    setObjectName(QStringLiteral("notice"));
    m_words->setWordWrap(true);
    m_close->setProperty("kind", QStringLiteral("plain"));
    m_close->setAccessibleName(tr("Close this notice"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::card, space::gap, space::gap, space::gap);
    row->setSpacing(space::gap);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_words, 1);
    row->addWidget(m_close, 0, Qt::AlignTop);
    m_leave->setSingleShot(true);
    m_leave->setInterval(std::chrono::seconds { 6 });
    connect(m_leave, &QTimer::timeout, this, &Notice::clear);
    connect(m_close, &QToolButton::clicked, this, &Notice::clear);
    connect(&look, &Look::changed, this, &Notice::dress);
    hide();
}

void Notice::say(const Error &error)
{
    show(Tint::Red, QStringLiteral("promise-broken"), error.message);
}

void Notice::say(const QString &success)
{
    show(Tint::Green, QStringLiteral("post-approved"), success);
    m_leave->start();
}

void Notice::warn(const QString &lead, const QString &words)
{
    show(Tint::Amber, QStringLiteral("promise-broken"), words, lead);
}

void Notice::clear()
{
    m_leave->stop();
    m_words->setWords({}, {});
    hide();
}

QString Notice::words() const
{
    return m_words->text();
}

void Notice::show(Tint tint, const QString &icon, const QString &words, const QString &lead)
{
    m_leave->stop();
    m_tint = tint;
    m_iconName = icon;
    m_words->setWords(lead, words);
    setAccessibleName(m_words->text());
    dress();
    setVisible(true);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Notice::dress()
{
    const Hue hue = m_look.theme().hue(m_tint);
    m_icon->setPixmap(Icons::pixmap(m_iconName, hue.text, m_look.scaled(16), devicePixelRatioF(), layoutDirection()));
    m_close->setIcon(Icons::icon(QStringLiteral("window-close"), m_look));
    setStyleSheet(QStringLiteral("#notice { background: %1; border-radius: 4px; }").arg(hue.ground.name()));
}

} // namespace wheelhouse

#include "ui/inbox/thread/linkgate.h"

#include "core/base/text.h"
#include "ui/kit/label.h"

#include <QAccessible>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace wheelhouse {

LinkGate::LinkGate(const Look &look, QWidget *parent)
    : QFrame(parent)
    , m_look(look)
    , m_open([](const QUrl &url) { return QDesktopServices::openUrl(url); })
    , m_words(new TextLabel(look, Type::Small, Ink::First, {}, this))
    , m_go(new QPushButton(this))
    , m_leave(new QPushButton(tr("Do not open"), this))
{
    setObjectName(QStringLiteral("linkGate"));
    m_words->setWordWrap(true);
    for (QPushButton *button : { m_go, m_leave })
        button->setProperty("small", true);
    m_leave->setAccessibleName(m_leave->text());
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addStretch();
    buttons->addWidget(m_go);
    buttons->addWidget(m_leave);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::card, space::gap, space::card, space::gap);
    column->setSpacing(space::gap);
    column->addWidget(m_words);
    column->addLayout(buttons);
    connect(m_go, &QPushButton::clicked, this, &LinkGate::go);
    connect(m_leave, &QPushButton::clicked, this, &LinkGate::dismiss);
    connect(&look, &Look::changed, this, &LinkGate::dress);
    dress();
    hide();
}

void LinkGate::dress()
{
    setStyleSheet(QStringLiteral("#linkGate { background: %1; border-top: 1px solid %2; }")
                      .arg(m_look.theme().amber.ground.name(), m_look.theme().amber.fill.name()));
}

void LinkGate::open(const QString &href, const QString &shownText)
{
    const LinkCheck check = checkLink(href, shownText);
    if (check.openable && check.warning.isEmpty()) {
        hide();
        m_url = check.url;
        go();
    } else {
        ask(check);
    }
}

void LinkGate::ask(const LinkCheck &check)
{
    m_url = check.openable ? check.url : QUrl();
    m_go->setVisible(check.openable);
    m_go->setText(tr("Open %1").arg(shorten(check.shownHost, 40)));
    m_go->setAccessibleName(m_go->text());
    m_leave->setText(check.openable ? tr("Do not open") : tr("Close"));
    m_leave->setAccessibleName(m_leave->text());
    say(check.warning);
}

void LinkGate::say(const QString &words)
{
    m_words->setText(words);
    setAccessibleName(words);
    show();
    m_leave->setFocus();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void LinkGate::go()
{
    const QUrl url = std::exchange(m_url, {});
    if (!url.isEmpty() && !m_open(url)) {
        m_go->hide();
        say(tr("No program on this computer opens such addresses. Copy the address and open it yourself."));
        return;
    }
    dismiss();
}

void LinkGate::dismiss()
{
    m_url.clear();
    const QWidget *focus = window()->focusWidget();
    const bool hadFocus = isVisible() && focus && isAncestorOf(focus);
    hide();
    if (hadFocus)
        emit answered();
}

void LinkGate::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

QString LinkGate::tip(const QString &href, const QString &shownText)
{
    const LinkCheck check = checkLink(href, shownText);
    if (!check.openable)
        return check.warning;
    const QString opens = tr("Opens %1").arg(isolate(check.shownHost));
    return check.warning.isEmpty() ? opens : tr("%1. %2").arg(opens, check.warning);
}

} // namespace wheelhouse

#include "ui/kit/shortcuts.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QLoggingCategory>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTextEdit>

#include <algorithm>

namespace wheelhouse {
namespace {

Q_LOGGING_CATEGORY(wh, "wh.kit")

constexpr auto patience = std::chrono::milliseconds { 1500 };

bool isTextField(const QWidget *widget)
{
    if (!widget)
        return false;
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        return !line->isReadOnly();
    if (const auto *plain = qobject_cast<const QPlainTextEdit *>(widget))
        return !plain->isReadOnly();
    if (const auto *rich = qobject_cast<const QTextEdit *>(widget))
        return !rich->isReadOnly();
    const auto *combo = qobject_cast<const QComboBox *>(widget);
    return qobject_cast<const QAbstractSpinBox *>(widget) || (combo && combo->isEditable());
}

/// What a text field does itself, even though the window has a command on the same key.
bool editsText(const QKeyEvent &event)
{
    constexpr std::array editing { QKeySequence::Undo, QKeySequence::Redo, QKeySequence::Cut, QKeySequence::Copy,
        QKeySequence::Paste, QKeySequence::SelectAll };
    return std::any_of(editing.begin(), editing.end(), [&event](auto key) { return event.matches(key); });
}

/// A reader of text ("readsText") copies and selects for itself.
bool readsText(const QWidget *widget, const QKeyEvent &event)
{
    return widget->property("readsText").toBool()
        && (event.matches(QKeySequence::Copy) || event.matches(QKeySequence::SelectAll));
}

/// An overlay asks something of the whole window: what lies under it does not listen. Nor does anything while Alt has
/// given the letters to the menu bar.
bool isCovered(const QWidget *focus)
{
    if (qobject_cast<const QMenuBar *>(focus))
        return true;
    for (const QWidget *widget = focus; widget; widget = widget->parentWidget())
        if (widget->inherits("wheelhouse::Overlay"))
            return true;
    return QApplication::activeModalWidget() || QApplication::activePopupWidget();
}

QString settingFor(const QString &id)
{
    return QLatin1String("keys/") + id;
}

bool beginsChord(const QString &first, const QString &keys)
{
    return keys.size() > first.size() + 1 && keys.startsWith(first) && keys.at(first.size()) == QLatin1Char(',');
}

} // namespace

Shortcuts::Shortcuts(QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_singleKeys(settings.value(QStringLiteral("keys.single"), true).toBool())
{
    m_scopes.append({ window, tr("Anywhere"), nullptr });
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &Shortcuts::endChord);
    qApp->installEventFilter(this);
}

void Shortcuts::addScope(const QString &id, const QString &title, QWidget *root)
{
    m_scopes.append({ id, title, root });
}

QStringList Shortcuts::scopes() const
{
    QStringList ids;
    for (const Scope &scope : m_scopes)
        ids.append(scope.id);
    return ids;
}

QString Shortcuts::scopeTitle(const QString &id) const
{
    const auto found = std::find_if(m_scopes.begin(), m_scopes.end(), [&id](const Scope &s) { return s.id == id; });
    return found == m_scopes.end() ? QString() : found->title;
}

void Shortcuts::add(Command command)
{
    QStringList keys = m_settings.value(settingFor(command.id), command.keys).toStringList();
    if (const Command *other = clash(command, keys)) {
        qCWarning(wh) << "no key for" << command.id << "since" << other->id << "has it";
        keys.clear();
    }
    m_keys.insert(command.id, keys);
    m_commands.append(std::move(command));
    emit changed();
}

const Command *Shortcuts::find(const QString &id) const
{
    const auto found =
        std::find_if(m_commands.begin(), m_commands.end(), [&id](const Command &c) { return c.id == id; });
    return found == m_commands.end() ? nullptr : &*found;
}

bool Shortcuts::mayRun(const Command &command) const
{
    return command.run && (!command.mayRun || command.mayRun());
}

bool Shortcuts::run(const QString &id) const
{
    const Command *command = find(id);
    if (!command || !mayRun(*command))
        return false;
    const auto deed = command->run; // the list may change while it runs
    for (const Scope &scope : m_scopes)
        if (m_reveal && scope.id == command->scope && scope.root && !scope.root->isVisible())
            m_reveal(scope.root);
    deed();
    return true;
}

QStringList Shortcuts::keys(const QString &id) const
{
    return m_keys.value(id);
}

QStringList Shortcuts::caps(const QString &id) const
{
    const QStringList all = keys(id);
    return all.isEmpty() ? QStringList() : capsOf(all.constFirst());
}

QStringList Shortcuts::capsOf(const QString &keys)
{
    QStringList caps;
    for (const QString &key : keys.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        QStringList parts = key.size() == 1 ? QStringList { key } : key.split(QLatin1Char('+'), Qt::SkipEmptyParts);
        if (key.size() > 1 && key.endsWith(QLatin1Char('+')))
            parts.append(QStringLiteral("+"));
        caps += parts;
    }
    static constexpr std::pair<QLatin1String, QChar> drawn[] = { { QLatin1String("Return"), u'↵' },
        { QLatin1String("Left"), u'←' }, { QLatin1String("Right"), u'→' }, { QLatin1String("Up"), u'↑' },
        { QLatin1String("Down"), u'↓' } };
    for (QString &cap : caps)
        for (const auto &[name, sign] : drawn)
            if (cap == name)
                cap = sign;
    return caps;
}

Result<void> Shortcuts::rebind(const QString &id, const QStringList &keys)
{
    const Command *command = find(id);
    if (!command)
        return fail(Error::Kind::Missing, tr("There is no such command."), id);
    if (const Command *other = clash(*command, keys))
        return fail(Error::Kind::Conflict,
            tr("%1 already means “%2”. Take it away there first.").arg(keys.join(QLatin1String(", ")), other->text));
    m_keys.insert(id, keys);
    m_settings.setValue(settingFor(id), keys);
    emit changed();
    return {};
}

void Shortcuts::resetAll()
{
    for (const Command &command : std::as_const(m_commands)) {
        m_settings.remove(settingFor(command.id));
        m_keys.insert(command.id, command.keys);
    }
    emit changed();
}

void Shortcuts::setSingleKeys(bool on)
{
    m_singleKeys = on;
    m_settings.setValue(QStringLiteral("keys.single"), on);
    endChord();
    emit changed();
}

const Command *Shortcuts::clash(const Command &with, const QStringList &keys) const
{
    for (const Command &other : m_commands) {
        const bool overlap = other.scope == with.scope || other.scope == window || with.scope == window;
        if (other.id == with.id || !overlap)
            continue;
        const QStringList theirs = m_keys.value(other.id);
        for (const QString &key : keys)
            for (const QString &their : theirs)
                if (key == their || beginsChord(key, their) || beginsChord(their, key))
                    return &other;
    }
    return nullptr;
}

bool Shortcuts::sleeps(const QString &keys, bool textHasFocus) const
{
    return isTyped(keys.section(QLatin1Char(','), 0, 0)) && (textHasFocus || !m_singleKeys);
}

const Command *Shortcuts::boundTo(const QString &keys, const QStringList &active) const
{
    for (const QString &scope : active)
        for (const Command &command : m_commands)
            if (command.scope == scope && m_keys.value(command.id).contains(keys))
                return &command;
    return nullptr;
}

std::optional<QString> Shortcuts::actionFor(
    const KeyStroke &stroke, const QStringList &activeScopes, bool textHasFocus) const
{
    const auto name = nameOf(stroke);
    if (!name || sleeps(*name, textHasFocus))
        return std::nullopt;
    const Command *command = boundTo(*name, activeScopes);
    return command ? std::optional(command->id) : std::nullopt;
}

QStringList Shortcuts::activeScopes(const QWidget *focus) const
{
    const auto holds = [focus](const Scope &s) {
        return s.root && focus && (s.root == focus || s.root->isAncestorOf(focus));
    };
    const bool somewhere = std::any_of(m_scopes.begin(), m_scopes.end(), holds);
    QStringList active;
    for (const Scope &scope : m_scopes) {
        const bool shown = scope.root && scope.root->isVisible() && scope.root->isEnabled()
            && (!focus || scope.root->window() == focus->window());
        if (shown && (!somewhere || holds(scope)))
            active.prepend(scope.id); // made later: lies further in
    }
    active.append(window);
    return active;
}

bool Shortcuts::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || (widget != QApplication::focusWidget() && !widget->isWindow()))
        return false;
    if (widget->isWindow() && QApplication::focusWidget() && widget != QApplication::focusWidget())
        return false; // it has been offered to the widget with the focus already
    const auto &press = static_cast<const QKeyEvent &>(*event);
    if (isCovered(widget) || (isTextField(widget) && editsText(press)) || readsText(widget, press))
        return false;
    return strike(KeyStroke::of(press), widget, press.isAutoRepeat());
}

bool Shortcuts::strike(const KeyStroke &stroke, QWidget *focus, bool repeated)
{
    const auto name = nameOf(stroke);
    if (!name)
        return false;
    const bool typing = isTextField(focus);
    const QStringList active = activeScopes(focus);
    if (!m_chord.isEmpty())
        return goOn(*name, active);
    if (sleeps(*name, typing) || (typing && (*name == QLatin1String("Esc") || *name == QLatin1String("Return"))))
        return false;
    if (const Command *command = boundTo(*name, active))
        return (repeated && !command->repeats) || run(command->id);
    if (!begins(*name, active))
        return false;
    m_chord = *name;
    m_patience.start();
    emit chordBegun(m_chord);
    return true;
}

bool Shortcuts::opensChord(const QString &key) const
{
    return begins(key, scopes());
}

bool Shortcuts::begins(const QString &name, const QStringList &active) const
{
    return std::any_of(m_commands.begin(), m_commands.end(), [&](const Command &command) {
        const QStringList keys = m_keys.value(command.id);
        return active.contains(command.scope)
            && std::any_of(keys.begin(), keys.end(), [&name](const QString &k) { return beginsChord(name, k); });
    });
}

/// The second key of a chord. One that leads nowhere ends the chord and does nothing else, so that a slip of the finger
/// after G never closes a conversation.
bool Shortcuts::goOn(const QString &name, const QStringList &active)
{
    const QString whole = m_chord + QLatin1Char(',') + name;
    endChord();
    if (const Command *command = boundTo(whole, active))
        run(command->id);
    return true;
}

void Shortcuts::endChord()
{
    if (m_chord.isEmpty())
        return;
    m_chord.clear();
    m_patience.stop();
    emit chordBegun({});
}

} // namespace wheelhouse

#pragma once

#include "core/base/result.h"
#include "ui/kit/keystroke.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTimer>

#include <functional>

class QSettings;
class QWidget;

namespace wheelhouse {

/// Something a person can ask for by key or by name. Keys are words as of nameOf(); a chord is "G,I"; several keys may
/// lead to one command. \c id is stable: the remapped keys are kept under it.
struct Command {
    QString id; ///< "inbox.done"
    QString text; ///< "Done", translated
    QString scope; ///< a scope made by addScope()
    QStringList keys; ///< as delivered; may be empty
    QString icon; ///< a name Icons knows; may be empty
    std::function<void()> run;
    std::function<bool()> mayRun; ///< none: always
    QString hint; ///< one word for the status bar ("next"); empty: not shown there
    bool repeats = false; ///< goes on while the key is held down; only for steps that do no harm
    QString group {}; ///< the submenu of its scope's menu in which it stands, translated; empty: the menu itself
};

/// All commands of the window with their keys: shown, remapped, switched off. One event filter on the application finds
/// the strokes; single letters sleep while a text field has the focus, and AltGr or dead keys never start anything.
class Shortcuts : public QObject {
    Q_OBJECT
public:
    /// \a settings keeps the remapped keys; it must outlive this.
    explicit Shortcuts(QSettings &settings, QObject *parent = nullptr);

    /// The scope every window has; its commands work wherever the focus is.
    static constexpr QLatin1String window { "window" };

    /// Commands of \a id work while \a root is shown and the focus is inside it, or in no other scope's root.
    void addScope(const QString &id, const QString &title, QWidget *root);
    [[nodiscard]] QStringList scopes() const; ///< in the order of adding, "window" first
    [[nodiscard]] QString scopeTitle(const QString &id) const;

    void add(Command command);
    [[nodiscard]] const QList<Command> &commands() const { return m_commands; }
    [[nodiscard]] const Command *find(const QString &id) const; ///< none when unknown
    /// Runs it if it may, where it is seen; false otherwise.
    bool run(const QString &id) const;
    /// What brings the root of a scope before people: a menu or the palette may ask for a command of what is hidden,
    /// and the keyboard would then be where nobody sees it.
    using Reveal = std::function<void(const QWidget *root)>;
    void setReveal(Reveal reveal) { m_reveal = std::move(reveal); }
    [[nodiscard]] bool mayRun(const Command &command) const;

    [[nodiscard]] QStringList keys(const QString &id) const; ///< as they are now
    [[nodiscard]] QStringList caps(const QString &id) const; ///< the first key, cut into caps to draw: {"Ctrl", "K"}
    [[nodiscard]] static QStringList capsOf(const QString &keys); ///< "Ctrl+Shift+H" or "G,I" cut into caps

    /// Refuses, with words, keys that another command of an overlapping scope has. An empty list takes the keys away.
    [[nodiscard]] Result<void> rebind(const QString &id, const QStringList &keys);
    void resetAll();

    [[nodiscard]] bool singleKeys() const { return m_singleKeys; }
    void setSingleKeys(bool on); ///< off: nothing that typing could start (WCAG 2.1.4)

    /// Whether \a key is the first of some chord, so that it cannot be a key by itself.
    [[nodiscard]] bool opensChord(const QString &key) const;

    /// What \a stroke starts when it is the whole key (no chord under way) and the given scopes are active, the
    /// innermost first. Changes nothing, runs nothing.
    [[nodiscard]] std::optional<QString> actionFor(
        const KeyStroke &stroke, const QStringList &activeScopes, bool textHasFocus = false) const;

    /// The scopes whose keys work where \a focus is, the innermost first, "window" last.
    [[nodiscard]] QStringList activeScopes(const QWidget *focus) const;

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void changed(); ///< keys or commands
    void chordBegun(const QString &caps); ///< "G …"; empty when it is over

private:
    struct Scope {
        QString id;
        QString title;
        QPointer<QWidget> root;
    };
    bool strike(const KeyStroke &stroke, QWidget *focus, bool repeated);
    bool goOn(const QString &name, const QStringList &active);
    [[nodiscard]] bool begins(const QString &name, const QStringList &active) const;
    [[nodiscard]] const Command *boundTo(const QString &keys, const QStringList &active) const;
    [[nodiscard]] const Command *clash(const Command &with, const QStringList &keys) const;
    [[nodiscard]] bool sleeps(const QString &keys, bool textHasFocus) const;
    void endChord();

    QSettings &m_settings;
    QList<Scope> m_scopes;
    QList<Command> m_commands;
    QHash<QString, QStringList> m_keys; ///< command id -> keys now
    QString m_chord; ///< the first key of a chord under way
    QTimer m_patience; ///< how long a chord waits for its second key
    bool m_singleKeys = true;
    Reveal m_reveal;
};

} // namespace wheelhouse

#pragma once

#include "ui/kit/overlay.h"

class QCheckBox;
class QKeyEvent;
class QLineEdit;
class QListView;
class QStandardItemModel;

namespace wheelhouse {

struct Command;
class Notice;
class Shortcuts;

/// All commands by scope with their keys; what is typed narrows them to those whose name or key it is in. Enter on a
/// row waits for the new key (Esc keeps the old, Backspace takes it away); what is taken elsewhere is refused with
/// words.
class KeysView : public QWidget {
    Q_OBJECT
public:
    KeysView(const Look &look, Shortcuts &shortcuts, QWidget *parent = nullptr);
    [[nodiscard]] bool isListening() const { return !m_listening.isEmpty(); }
    /// Shows all of them anew, those of \a first before the others.
    void begin(const QStringList &first);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    [[nodiscard]] QStringList scopes() const;
    [[nodiscard]] bool isSought(const Command &command, const QStringList &keys) const;
    void addHeader(const QString &words);
    void addRow(const Command &command, const QStringList &keys);
    bool pressInWords(const QKeyEvent &press);
    bool narrow(const QKeyEvent &press);
    void listen();
    void hear(const QKeyEvent &press);
    void bind(const QStringList &keys);
    const Look &m_look;
    Shortcuts &m_shortcuts;
    QStringList m_first; ///< scopes that stand before the others
    QLineEdit *m_words;
    QListView *m_list;
    QStandardItemModel *m_model;
    QCheckBox *m_single;
    Notice *m_notice;
    QString m_listening; ///< id of the command that waits for a key
    QString m_chord; ///< its first key, while a second is awaited
};

/// The sheet under "?": KeysView over the window.
class KeysSheet : public Overlay {
    Q_OBJECT
public:
    KeysSheet(const Look &look, Shortcuts &shortcuts, QWidget *window);
    void openSheet();

private:
    Shortcuts &m_shortcuts;
    KeysView *m_view;
};

} // namespace wheelhouse

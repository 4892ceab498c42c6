#pragma once

#include "core/inbox/query.h"
#include "ui/kit/look.h"

#include <QFrame>
#include <QLineEdit>

class QToolButton;

namespace wheelhouse {

class KeyCap;
class Shortcuts;

/// The line of the search, with every filter that was understood drawn as a chip. The text stays plain text, to be
/// edited letter by letter; the chip under the caret shows its ground only.
class SearchField : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchField(const Look &look, QWidget *parent = nullptr);
    [[nodiscard]] const QList<QueryChip> &chips() const { return m_chips; }

signals:
    void listRequested(); ///< Enter, Down, or Esc in an empty field: on to the list
    void clearRequested(); ///< Esc

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Places;
    void spread();
    [[nodiscard]] bool isAtCaret(const QueryChip &chip) const;
    const Look &m_look;
    QList<QueryChip> m_chips;
};

/// The search field over the list: glass, line, and the key that leads to it.
class SearchBar : public QFrame {
    Q_OBJECT
public:
    SearchBar(const Look &look, const Shortcuts &shortcuts, QWidget *parent = nullptr);
    [[nodiscard]] QString text() const { return m_field->text(); }
    void setText(const QString &text); ///< as if it had been typed
    void take(); ///< the focus, with all that stands there selected
    [[nodiscard]] bool hasCaret() const { return m_field->hasFocus(); }
    [[nodiscard]] QString withoutFilters() const; ///< the words only
    [[nodiscard]] const QList<QueryChip> &chips() const { return m_field->chips(); }

signals:
    void changed(const QString &text);
    void listRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void dress();
    void showKey();
    const Look &m_look;
    const Shortcuts &m_shortcuts;
    SearchField *m_field;
    QToolButton *m_clear;
    KeyCap *m_cap;
};

} // namespace wheelhouse

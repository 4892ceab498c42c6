#pragma once

#include <QIcon>
#include <QWidget>

namespace wheelhouse {

/// One of the rooms of the window: the rail shows its icon, title and badge, the stack shows the panel itself.
class Panel : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual QString iconName() const = 0; ///< a name that ui/kit/icons knows
    /// The letter that leads here after G ("I" for G, I); empty: none.
    [[nodiscard]] virtual QString goKey() const { return {}; }
    [[nodiscard]] virtual QString scope() const { return {}; } ///< of its commands in Shortcuts; empty: it has none
    [[nodiscard]] int badge() const { return m_badge; } ///< how many wait for a person; 0: nothing to show
    /// Where the keyboard goes when the panel is shown.
    virtual void takeFocus() { setFocus(); }

signals:
    void badgeChanged(int count);

protected:
    void setBadge(int count);

private:
    int m_badge = 0;
};

} // namespace wheelhouse

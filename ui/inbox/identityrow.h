#pragma once

#include "core/networks/network.h"
#include "ui/kit/label.h"

#include <QWidget>

#include <functional>

class QHBoxLayout;

namespace wheelhouse {

/// One identity: its network, its handle, and a line that says how sure it is; buttons behind it, and a menu with what
/// else can be done. Reached by Tab.
class IdentityRow : public QWidget {
    Q_OBJECT
public:
    IdentityRow(
        const Look &look, NetworkId network, const QString &handle, const QString &about, Ink ink, QWidget *parent);
    void addButton(
        const QString &icon, const QString &words, const std::function<void()> &act, const QString &tip = {});
    /// In the menu, and on \a key (0: none) while the row has the focus.
    void addStep(const QString &words, int key, const std::function<void()> &act);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Step {
        QString words;
        int key = 0;
        std::function<void()> act;
    };
    const Look &m_look;
    QHBoxLayout *m_first;
    QList<Step> m_steps;
    bool m_hasStep = false; ///< besides what its buttons do
};

} // namespace wheelhouse

#pragma once

#include <QObject>
#include <QPoint>

class QMenu;

namespace wheelhouse {

class Choice;
class ConversationListView;
class Shortcuts;

/// The verbs for what is current or ticked in the list, with their keys, by
/// right click or the menu key.
class RowMenu : public QObject {
    Q_OBJECT
public:
    RowMenu(Shortcuts &shortcuts, const Choice &choice, ConversationListView &view);

private:
    void open(const QPoint &place);
    void add(QMenu &menu, const QString &id);
    void addThere(QMenu &menu);

    Shortcuts &m_shortcuts;
    const Choice &m_choice;
    ConversationListView &m_view;
};

} // namespace wheelhouse

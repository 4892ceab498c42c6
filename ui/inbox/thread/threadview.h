#pragma once

#include "ui/inbox/thread/gesturemenu.h"
#include "ui/inbox/thread/threadrow.h"

#include <QListView>

#include <functional>
#include <optional>

class QMenu;

namespace wheelhouse {

class Look;
class MessageDelegate;
class MessageListModel;
struct RowLayout;

/// The thread, to be read: text can be selected and copied, links and the words "Show all" are pressed; every row has a
/// menu with the same by keyboard (Enter, or the menu key).
class ThreadView : public QListView {
    Q_OBJECT
public:
    ThreadView(MessageListModel &model, const Look &look, QWidget *parent = nullptr);

    /// Puts the message \a mention into sight and makes it current; the last row when it is not here.
    void goTo(qint64 mention);
    /// What may be done to a message there, and how it stands; nothing where none is set.
    void setGestures(std::function<GestureRoom(const ThreadRow &)> room) { m_room = std::move(room); }
    [[nodiscard]] qint64 currentMention() const; ///< row; 0: the current row is none, or there is none
    [[nodiscard]] QString selectedText() const;
    void copy();
    void doItemsLayout() override;

signals:
    void linkRequested(const QString &href, const QString &shownText);
    void earlierRequested();
    void contactRequested(qint64 identity); ///< row, of whoever wrote that message
    void readingRequested(qint64 mention); ///< why it reads so, and to say otherwise
    void splitRequested(qint64 mention);
    void versionsRequested(qint64 mention); ///< what it said before
    void gestureRequested(qint64 mention, int kind); ///< a Gesture::Kind
    void left(); ///< Esc

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// What is under a point.
    struct Hit {
        QModelIndex index;
        ThreadRow row;
        int position = -1; ///< in the row's words; -1: beside them
        QString href;
        QString shown;
        int spot = -1;
    };
    /// What answers to a press: the same where it began and where it ended.
    struct Target {
        QString row; ///< key
        QString href;
        int spot = -1;
        friend bool operator==(const Target &, const Target &) = default;
    };
    [[nodiscard]] static Target targetOf(const Hit &hit) { return { hit.row.key, hit.href, hit.spot }; }
    [[nodiscard]] const RowLayout &layoutOf(const ThreadRow &row) const;
    [[nodiscard]] Hit hit(const QPoint &at) const;
    void press(const Hit &hit);
    void select(const QModelIndex &index, int from, int to);
    void selectWord(const Hit &hit);
    void step(int by);
    void openMenu(const QModelIndex &index, const QPoint &at);
    void addLinks(QMenu &menu, const ThreadRow &row);
    void addDeeds(QMenu &menu, const ThreadRow &row);
    void relayOut();
    void holdPlace();

    MessageListModel &m_model;
    MessageDelegate *m_delegate;
    std::function<GestureRoom(const ThreadRow &)> m_room;
    QPersistentModelIndex m_selected; ///< the row in which text is selected
    int m_from = 0;
    int m_to = 0;
    bool m_isDragging = false;
    std::optional<Target> m_pressed;
    /// The first row in sight, by its key, and where it stood, while rows come, go and grow.
    struct Place {
        QString key;
        int top = 0;
    };
    std::optional<Place> m_place;
    bool m_atEnd = true; ///< the end was in sight: stays there when something comes
};

} // namespace wheelhouse

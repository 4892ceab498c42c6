#pragma once

#include "ui/inbox/conversationdelegate.h"
#include "ui/inbox/conversationlist.h"

#include <QListView>

#include <functional>

class QVariantAnimation;

namespace wheelhouse {

/// The list of conversations: keeps the conversation under the eye where it is when rows come and go above it, lets a
/// row that leaves go in 120 ms, and loads pages at both ends of the window. Tells a person's move from a row that was
/// taken away: whoever is at work there decides whether to follow.
class ConversationListView : public QListView {
    Q_OBJECT
public:
    ConversationListView(ConversationListModel &model, const Look &look, QWidget *parent = nullptr);

    [[nodiscard]] qint64 current() const; ///< conversation row; 0: none
    void setCurrent(qint64 conversation); ///< nothing when it is not in the window
    /// \a leaving takes rows out, the current one among them; \a next becomes current in its place, so that the eye
    /// need not move.
    void takeOver(qint64 next, const std::function<void()> &leaving);
    /// \a conversation (0: none) becomes current where nothing is; nobody moved there.
    void fallTo(qint64 conversation);
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void setChecked(const QSet<qint64> &checked, bool choosing);
    /// Tints the rows whose promise ran out just now, once, for a second, and says so to a screen reader.
    void tint(const QList<qint64> &conversations);

signals:
    void currentMoved(qint64 conversation); ///< 0: none
    void currentLost(); ///< what was current is not in the list any more; another one is, or none
    void checkToggled(qint64 conversation); ///< by the mouse, on the avatar or with Ctrl
    void opened(qint64 conversation);
    void menuRequested(const QPoint &globalPlace);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyboardSearch(const QString &) override { } // letters are commands here
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    void holdPlace(); ///< remembers which conversation is under the eye, and where
    void takePlace();
    void findLost();
    void tellCurrent();
    void letGo(const QRect &row);
    [[nodiscard]] QModelIndex step(int by) const;
    void followLook();

    ConversationListModel &m_model;
    const Look &m_look;
    ConversationDelegate *m_delegate;
    qint64 m_anchor = 0;
    int m_anchorTop = 0;
    qint64 m_lastCurrent = 0;
    qint64 m_lost = 0; ///< was current as its row went, and may come back at another place
    bool m_isSettling = false;
};

} // namespace wheelhouse

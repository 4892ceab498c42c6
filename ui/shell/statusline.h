#pragma once

#include "ui/kit/label.h"

#include <QList>
#include <QWidget>

namespace wheelhouse {

class StatusMark;

/// A key and the one word for what it does.
struct KeyHint {
    QStringList caps;
    QString word;
};

/// The keys of the focused pane, as many as there is room for.
class KeyHints : public QWidget {
    Q_OBJECT
public:
    explicit KeyHints(const Look &look, QWidget *parent = nullptr);
    void setHints(const QList<KeyHint> &hints);
    void setMost(int count); ///< shown at once

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
    QList<KeyHint> m_hints;
    int m_most = 9;
};

/// The lowest line: what was just done and taking it back, the keys, what the store holds.
class StatusLine : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(const Look &look, QWidget *parent = nullptr);
    void setUndo(const QString &deed, const QStringList &caps); ///< empty: nothing can be taken back
    void setHints(const QList<KeyHint> &hints) { m_hints->setHints(hints); }
    void setFacts(const QString &words); ///< of the store
    /// What goes on in the background, before the facts; empty: nothing. It is not called out to screen readers.
    void setProgress(const QString &words);
    void setHeld(const QString &words); ///< what does not go out; empty: all does
    void setVersion(const QString &words); ///< at the same place, while no desk is open
    void setWords(const QString &words); ///< instead of a deed, where nothing can be undone
    void setNarrow(bool narrow);

signals:
    void undoRequested();
    void heldRequested(); ///< what is held is to be looked at

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void dress();
    void showUndo(bool shown);
    const Look &m_look;
    QLabel *m_arrow;
    TextLabel *m_deed;
    Link *m_undo;
    TextLabel *m_key;
    KeyHints *m_hints;
    QLabel *m_turning;
    TextLabel *m_progress;
    QLabel *m_cloud;
    TextLabel *m_facts;
    StatusMark *m_held;
};

} // namespace wheelhouse

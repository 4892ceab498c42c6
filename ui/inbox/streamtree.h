#pragma once

#include "ui/inbox/dayfigures.h"
#include "ui/inbox/streammodel.h"
#include "ui/kit/look.h"

#include <QTreeView>

namespace wheelhouse {

/// The tree of streams. Moving with the arrows shows a stream at once; section titles are passed over.
class StreamTree : public QTreeView {
    Q_OBJECT
public:
    StreamTree(StreamModel &model, const Look &look, QWidget *parent = nullptr);
    /// Marks \a stream as the one shown, and says nothing.
    void setStream(const Stream &stream);
    /// How we did today, below the streams.
    void setFigures(const QList<DayFigures::Line> &lines);

signals:
    void chosen(const wheelhouse::Stream &stream);
    void chosenAgain(const wheelhouse::Stream &stream); ///< a click on what is marked already
    void listRequested(); ///< Enter: on to the list
    void addRequested(); ///< the "+" beside the outposts
    void sectionMenuRequested(const QPoint &globalPlace); ///< of the section with the "+"
    /// \a row where the stream stands, in the viewport.
    void menuRequested(const wheelhouse::Stream &stream, const QPoint &globalPlace, const QRect &row);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyboardSearch(const QString &) override { }
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void placeFigures();
    [[nodiscard]] QRect plusOf(const QModelIndex &section) const;

    StreamModel &m_model;
    const Look &m_look;
    DayFigures *m_figures;
    Stream m_shown;
    bool m_isQuiet = false;
};

} // namespace wheelhouse

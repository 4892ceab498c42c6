#pragma once

#include "ui/calendar/calendarsight.h"
#include "ui/kit/label.h"

class QPushButton;
class QToolButton;

namespace wheelhouse {

class MenuButton;
class SegmentedButton;
class Shortcuts;

/// Above the days: back, today, forth, which days these are, which shape, which outposts, and a new post.
class CalendarBar : public QWidget {
    Q_OBJECT
public:
    /// \a shapes the words of the views, in their order.
    CalendarBar(const Look &look, Shortcuts &shortcuts, const QStringList &shapes, QWidget *parent);

    void setTitle(const QString &words);
    void setShape(int index);
    void setOutposts(const QList<Channel> &all, const QSet<ChannelId> &shown); ///< none shown: all
    void setNarrow(bool isNarrow);

signals:
    void pageRequested(int by);
    void todayRequested();
    void shapeChosen(int index);
    void newRequested();
    void outpostsChosen(const QSet<wheelhouse::ChannelId> &shown); ///< none: all

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();
    void fillOutposts();
    void dress();
    void fit();
    void nameButtons(bool withKeys);

    const Look &m_look;
    Shortcuts &m_shortcuts;
    QToolButton *m_back;
    QPushButton *m_today;
    QToolButton *m_forth;
    TextLabel *m_title;
    SegmentedButton *m_shapes;
    MenuButton *m_outposts;
    QPushButton *m_new;
    QList<Channel> m_all;
    QSet<ChannelId> m_shown;
    bool m_isNarrow = false;
};

} // namespace wheelhouse

#pragma once

#include "ui/inbox/listline.h"
#include "ui/kit/label.h"

class QListView;
class QStandardItemModel;

namespace wheelhouse {

/// Beside the list while conversations are ticked: whom the next act touches, and a warning before people whom nobody
/// has answered are closed.
class BulkPane : public QWidget {
    Q_OBJECT
public:
    static constexpr int most = 100; ///< cards; the rest is a number

    explicit BulkPane(const Look &look, QWidget *parent = nullptr);
    /// \a lines of the first ones ticked, \a count of all of them.
    void setLines(const QList<ListLine> &lines, int count);

signals:
    void leaveOutRequested(qint64 conversation);
    void mergeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *head();
    QWidget *warning();
    void dress();
    void fitWarning();
    void warn(const QList<ListLine> &lines, int count);
    const Look &m_look;
    TextLabel *m_title;
    TextLabel *m_hint;
    QListView *m_cards;
    QStandardItemModel *m_model;
    TextLabel *m_more;
    QLabel *m_sign;
    TextLabel *m_closes;
    TextLabel *m_waited;
    Link *m_leaveOut;
    QWidget *m_warning;
    qint64 m_longest = 0; ///< who has waited longest of the unanswered
};

} // namespace wheelhouse

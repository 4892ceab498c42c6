#pragma once

#include "core/people/contactbook.h"

#include <QListView>

class QStandardItemModel;

namespace wheelhouse {

class Look;

/// What somebody wrote before: a line a conversation, as tall as its lines. Enter and a click go there.
class EarlierList : public QListView {
    Q_OBJECT
public:
    explicit EarlierList(const Look &look, QWidget *parent = nullptr);
    /// \a current is marked and bears no way to itself.
    void setLines(const QList<HistoryLine> &lines, qint64 current);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void chosen(qint64 conversation);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void go(const QModelIndex &index);
    const Look &m_look;
    QStandardItemModel *m_model;
    QList<HistoryLine> m_lines;
    qint64 m_current = 0;
};

} // namespace wheelhouse

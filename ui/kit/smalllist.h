#pragma once

#include "ui/kit/look.h"

#include <QFrame>
#include <QList>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace wheelhouse {

/// A short list over the window: type to filter, Enter picks, Esc leaves. For assign, label, snooze.
class SmallList : public QFrame {
    Q_OBJECT
public:
    struct Item {
        QString id;
        QString text;
        QString detail; ///< third ink, behind the text
        QString icon; ///< a name Icons knows; empty: none
        QString avatar; ///< a person's name: initials instead of the icon
        QString key; ///< drawn as a cap; pressed while nothing is typed, it picks at once
        bool checked = false; ///< a tick, where several may be on
    };

    SmallList(const Look &look, const QString &title, QWidget *parent);

    void setItems(const QList<Item> &items);
    /// With a pattern as "Create “%1”" a row offers what was typed when no item has that name.
    void setCreatePattern(const QString &pattern);
    /// Below \a anchor, or above where there is no room; at its leading edge.
    void openAt(QWidget *anchor);
    void openAt(QWidget *anchor, const QRect &within); ///< \a within in \a anchor's coordinates
    [[nodiscard]] int count() const; ///< of the rows now shown

signals:
    void picked(const QString &id);
    void created(const QString &text);
    void closed(); ///< picked or not

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void filter();
    void pick();
    void step(int by);
    [[nodiscard]] bool pickByKey(const QString &typed);
    void settle();

    const Look &m_look;
    QLineEdit *m_field;
    QListView *m_list;
    QStandardItemModel *m_model;
    QList<Item> m_items;
    QString m_createPattern;
};

} // namespace wheelhouse

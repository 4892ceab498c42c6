#pragma once

#include "core/routing/rule.h"
#include "ui/kit/look.h"

#include <QAbstractListModel>
#include <QListView>

namespace wheelhouse {

/// Rules in the order in which they run. Changes nothing: a row that is dropped elsewhere is a wish.
class RuleListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        RuleRole = Qt::UserRole, ///< Rule
        NumberRole, ///< int, 1 first
    };
    Q_ENUM(Role)
    explicit RuleListModel(QObject *parent = nullptr);
    void setRules(const QList<Rule> &rules);
    [[nodiscard]] const QList<Rule> &rules() const { return m_rules; }
    [[nodiscard]] int rowOf(RuleId id) const; ///< -1: not there

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    bool dropMimeData(
        const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) override;

signals:
    void moveRequested(wheelhouse::RuleId id, int place);

private:
    QList<Rule> m_rules;
};

/// The list of rules: a number, a name, what it is for; dragged, or carried by Ctrl+Up and Ctrl+Down; Space switches,
/// Delete removes.
class RuleListView : public QListView {
    Q_OBJECT
public:
    RuleListView(RuleListModel &model, const Look &look, QWidget *parent);
    [[nodiscard]] const Rule *current() const; ///< none: nothing is chosen
    void setCurrent(RuleId id);

signals:
    void currentMoved();
    void carried(int by); ///< -1: up
    void switched();
    void removed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    RuleListModel &m_rules;
    const Look &m_look;
};

} // namespace wheelhouse

Q_DECLARE_METATYPE(wheelhouse::Rule)

#pragma once

#include "core/publishing/outboxbook.h"

#include <QAbstractListModel>

namespace wheelhouse {

/// The outbox as lines: a title for each group that has something, its first deliveries, and a line that says how many
/// more there are. It changes nothing.
class OutboxModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum class Line { Title, Delivery, More };
    enum Role {
        LineRole = Qt::UserRole, ///< Line, as int
        GroupRole, ///< OutboxGroup, as int
        CountRole, ///< int: deliveries of a title's group; of More those not shown
    };

    /// \a clock outlives it.
    explicit OutboxModel(const Clock &clock, QObject *parent = nullptr);
    void setPage(const OutboxPage &page);
    [[nodiscard]] bool isEmpty() const { return m_lines.isEmpty(); }
    [[nodiscard]] const OutboxRow *row(const QModelIndex &index) const; ///< nullptr: a title
    [[nodiscard]] QModelIndex indexOf(DeliveryId id) const; ///< not valid: it is not shown
    [[nodiscard]] QDateTime now() const { return m_clock.now(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Entry {
        Line line = Line::Title;
        OutboxGroup group = OutboxGroup::NeedsPerson;
        int count = 0;
        OutboxRow row {};
    };
    [[nodiscard]] QString words(const Entry &entry) const;

    const Clock &m_clock;
    QList<Entry> m_lines;
    QHash<DeliveryId, int> m_places;
};

} // namespace wheelhouse

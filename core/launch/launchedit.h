#pragma once

#include "core/launch/launch.h"
#include "core/store/statement.h"

#include <QJsonArray>
#include <QJsonObject>

#include <map>

namespace wheelhouse {

/// One change of rows of a launch inside a transaction, kept as what was and what is, so that it can be taken back:
/// first what a step does, through set() and its like; then what is kept of it. Rows are never deleted: what is made
/// begins as a row that was removed.
class LaunchEdit {
public:
    enum class Table { Launch, Lane, Step, Campaign, Layer };

    explicit LaunchEdit(Database &database);
    ~LaunchEdit();
    LaunchEdit(const LaunchEdit &) = delete;
    LaunchEdit &operator=(const LaunchEdit &) = delete;

    /// Begins anew, with nothing done.
    void begin() { m_images = {}; }
    /// A fresh row, which stands as removed until it is set.
    [[nodiscard]] Result<qint64> make(Table table, const QByteArray &id, qint64 under);
    /// Writes the columns that \a columns names; nothing is kept where nothing changes.
    [[nodiscard]] Result<void> set(Table table, qint64 row, const QJsonObject &columns);
    [[nodiscard]] Result<void> setNeed(qint64 step, qint64 needs, bool isThere);
    /// What was done since begin(), each {"table", "row", "was", "now"}.
    [[nodiscard]] const QJsonArray &images() const { return m_images; }

    /// Puts back (or again) what \a images says, but for what was changed since; gives how much was left.
    [[nodiscard]] Result<int> turn(const QJsonArray &images, bool isBack);

private:
    struct Access;
    [[nodiscard]] Access &access(Table table);
    [[nodiscard]] Result<QJsonObject> read(Table table, qint64 row);
    [[nodiscard]] Result<void> write(Table table, qint64 row, const QJsonObject &image);
    [[nodiscard]] Result<bool> isThere(qint64 step, qint64 needs);
    [[nodiscard]] Result<bool> turnNeed(const QJsonObject &image, bool isBack);
    [[nodiscard]] Result<bool> turnRow(Table table, const QJsonObject &image, bool isBack);

    Database &m_database;
    std::map<Table, std::unique_ptr<Access>> m_access;
    Statement m_need;
    Statement m_addNeed;
    Statement m_dropNeed;
    QJsonArray m_images;
};

} // namespace wheelhouse

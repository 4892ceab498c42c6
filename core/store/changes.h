#pragma once

#include "core/store/database.h"

#include <QObject>
#include <QTimer>

namespace wheelhouse {

/// Says after a commit which tables it touched; screens listen here and re-read. Our own commits are told at once;
/// what another process committed is found by asking PRAGMA data_version five times a second, and then every table
/// may have changed. Lives on the lane of the writing connection.
class Changes : public QObject {
    Q_OBJECT
public:
    explicit Changes(Database &writer, QObject *parent = nullptr);

signals:
    /// \a tables by name; empty: any of them.
    void changed(const QSet<QByteArray> &tables);

private:
    void lookForOthers();

    Database &m_writer;
    QTimer m_ask;
    qint64 m_version = 0;
};

} // namespace wheelhouse

#pragma once

#include "core/base/clock.h"
#include "core/intake/admission.h"
#include "core/networks/connector.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <vector>

namespace wheelhouse {

/// Polls every connector on its pace and admits what came; a cursor moves in the transaction of what it fetched, so
/// that a kill loses nothing and doubles nothing. A connector that fails is asked again later and later, up to five
/// minutes; the others go on. Lives on the engine lane.
class Intake : public QObject {
    Q_OBJECT
public:
    Intake(Database &database, Admission &admission, const Clock &clock, QObject *parent = nullptr);

    void add(std::unique_ptr<Connector> connector);
    void start(); ///< only while this process holds the engine
    void stop(); ///< what is being fetched is dropped and fetched again another time

signals:
    void admitted(const QList<qint64> &mentions);
    void failed(const QString &channel, const wheelhouse::Error &error);

private:
    struct Line {
        std::unique_ptr<Connector> connector;
        qint64 channel = 0;
        int failures = 0;
        qint64 notBefore = 0; ///< UTC ms
        bool asking = false;
    };
    void poll();
    void ask(Line &line);
    void take(Line &line, const Result<Page> &page);
    [[nodiscard]] Result<AdmissionReport> admit(Line &line, const Page &page);
    [[nodiscard]] Result<AdmissionReport> admitLot(
        Line &line, const QList<Arrival> &arrivals, const QByteArray &cursor);
    [[nodiscard]] Result<void> open(Line &line);

    Database &m_database;
    Admission &m_admission;
    const Clock &m_clock;
    std::vector<std::unique_ptr<Line>> m_lines;
    QTimer m_timer;
    quint64 m_round = 0; ///< answers of an earlier round fall to the ground
    Statement m_cursor;
    Statement m_move;
};

} // namespace wheelhouse

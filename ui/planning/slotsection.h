#pragma once

#include "ui/kit/label.h"
#include "ui/planning/planningservices.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace wheelhouse {

/// The hours at which each outpost usually speaks, a field an outpost; kept as it is left.
class SlotSection : public QWidget {
    Q_OBJECT
public:
    SlotSection(const PlanningServices &services, const Look &look, QWidget *parent = nullptr);

signals:
    void said(const QString &sentence);
    void refused(const wheelhouse::Error &error);

private:
    struct Line {
        ChannelId channel;
        qint64 row;
        QLineEdit *hours;
    };
    void layOut(const Look &look);
    void read();
    void keep(const Line &line);

    PlanningServices m_services;
    QComboBox *m_zone;
    QList<Line> m_lines;
};

} // namespace wheelhouse

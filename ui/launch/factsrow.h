#pragma once

#include "ui/launch/launchsight.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace wheelhouse {

class Look;
class MenuButton;
class TextLabel;

/// What matters of a launch in one line: doors, gates, what is in the way, who saw the plan, and the way to move it
/// whole.
class FactsRow : public QWidget {
    Q_OBJECT
public:
    explicit FactsRow(const Look &look, QWidget *parent = nullptr);
    void show(const LaunchSight &sight);
    void setMoveKeys(const QStringList &caps);

signals:
    void moveRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Fact {
        QWidget *whole;
        QLabel *icon;
        TextLabel *caption;
        TextLabel *value;
        TextLabel *detail;
    };
    Fact addFact(QHBoxLayout *row, const QString &caption);
    void settle();
    const Look &m_look;
    Fact m_doors {};
    Fact m_gates {};
    Fact m_way {};
    Fact m_seen {};
    TextLabel *m_slipsIf;
    MenuButton *m_move;
};

} // namespace wheelhouse

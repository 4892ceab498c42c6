#pragma once

#include "ui/kit/label.h"
#include "ui/launch/launchsight.h"

#include <QScrollArea>

class QFrame;
class QVBoxLayout;

namespace wheelhouse {

class Link;
class Look;
class TextLabel;

/// The gates that are still open; one is opened by Enter or a click.
class GateList : public QWidget {
    Q_OBJECT
public:
    explicit GateList(const Look &look, QWidget *parent = nullptr);
    void show(const LaunchSight &sight);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return { 0, sizeHint().height() }; }

signals:
    void picked(wheelhouse::StepId step);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] int rowHeight() const;
    void go(int row);
    struct Row {
        StepId step;
        QString icon;
        QColor ink;
        QString name;
        QString where;
    };
    const Look &m_look;
    QList<Row> m_rows;
    int m_current = 0;
};

/// One page for everybody: what we all say, what we do not say, which gates are open, who works from an older plan.
class OnePage : public QWidget {
    Q_OBJECT
public:
    explicit OnePage(const Look &look, QWidget *parent = nullptr);
    void show(const LaunchSight &sight);

signals:
    void editRequested();
    void stepPicked(wheelhouse::StepId step);
    void changesRequested(qint64 member); ///< row
    void applyRequested(const wheelhouse::SlipLayer &layer);
    void dropRequested(const wheelhouse::SlipLayer &layer);
    void lookRequested(qint64 layer); ///< row; 0: as it is

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TextLabel *heading(const QString &words);
    TextLabel *paragraph(Ink ink = Ink::First);
    void showBehind(const LaunchSight &sight);
    void addBehind(const QList<LaunchSeen> &who, const QString &words);
    void showLayers(const LaunchSight &sight);
    void clear(QVBoxLayout *boxes);
    QFrame *box(QVBoxLayout *boxes, const QString &words);

    const Look &m_look;
    QVBoxLayout *m_column;
    QVBoxLayout *m_layers;
    QVBoxLayout *m_behind;
    TextLabel *m_says;
    TextLabel *m_plan;
    TextLabel *m_saysNot;
    TextLabel *m_go;
    GateList *m_gates;
    TextLabel *m_noGates;
};

} // namespace wheelhouse

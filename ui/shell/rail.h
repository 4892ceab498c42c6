#pragma once

#include "ui/kit/look.h"

#include <QAbstractButton>
#include <QList>
#include <QWidget>

namespace wheelhouse {

class Canvas;
class Panel;

/// One room on the rail: glyph over word; the number of those who wait is said in words to the screen reader.
class RailButton : public QAbstractButton {
    Q_OBJECT
public:
    RailButton(const Look &look, const QString &title, const QString &iconName, QWidget *parent = nullptr);
    void setBadge(int count);
    void setNarrow(bool narrow);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintWord(Canvas &canvas, const QRect &line) const;
    void paintBadge(Canvas &canvas, const QRect &glyph) const;
    [[nodiscard]] QColor ink() const;
    void name();
    const Look &m_look;
    QString m_iconName;
    int m_badge = 0;
    bool m_narrow = false;
};

/// The rooms as a column of buttons, 72 px wide, 48 and without words in a narrow window. Arrows walk, Space goes.
class Rail : public QWidget {
    Q_OBJECT
public:
    Rail(const Look &look, const QList<Panel *> &panels, QWidget *parent = nullptr);
    void setCurrent(int index); ///< -1: none
    void setNarrow(bool narrow);
    void setDeskOpen(bool open); ///< without a desk the rooms rest, the settings do not

signals:
    void chosen(int index);
    void settingsRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void dress();
    const Look &m_look;
    QList<RailButton *> m_rooms;
    RailButton *m_settings;
    bool m_narrow = false;
};

} // namespace wheelhouse

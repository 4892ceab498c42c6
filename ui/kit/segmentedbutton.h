#pragma once

#include "ui/kit/look.h"

#include <QWidget>

namespace wheelhouse {

/// A few words side by side of which one is on. Left and right choose, as in radio buttons.
class SegmentedButton : public QWidget {
    Q_OBJECT
public:
    SegmentedButton(const Look &look, const QStringList &words, QWidget *parent = nullptr);

    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int index); ///< says nothing
    void setWord(int index, const QString &word);
    /// A stepper ("− 100 % +"): pressing tells pressed(), the one that is on stays.
    void setStepper(bool on) { m_isStepper = on; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void chosen(int index); ///< by a person
    void pressed(int index);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRect segment(int index) const; ///< left to right
    [[nodiscard]] int at(const QPoint &place) const; ///< -1: between them
    void choose(int index);
    const Look &m_look;
    QStringList m_words;
    int m_current = 0;
    int m_hovered = -1;
    bool m_isStepper = false;
};

} // namespace wheelhouse

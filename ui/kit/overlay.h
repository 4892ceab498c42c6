#pragma once

#include "ui/kit/look.h"

#include <QPointer>
#include <QWidget>

namespace wheelhouse {

/// Fills the window, dims it and asks one thing. Tab stays inside, Esc closes, the focus goes back to where it came
/// from.
class Overlay : public QWidget {
    Q_OBJECT
public:
    enum class Place { Top, Middle };

    /// \a window the widget to fill; it owns the overlay.
    Overlay(const Look &look, QWidget *window, Place place);

    /// What is asked, in a framed card \a width px wide before the text scale (less where the window is narrow).
    void setContent(QWidget *content, int width);
    void open(QWidget *firstFocus);
    void dismiss();
    [[nodiscard]] bool isOpen() const { return isVisible(); }

signals:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void placeCard();

private:
    const Look &m_look;
    Place m_place;
    QWidget *m_card;
    int m_width = 640;
    QPointer<QWidget> m_origin;
};

} // namespace wheelhouse

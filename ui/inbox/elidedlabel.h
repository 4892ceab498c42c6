#pragma once

#include "ui/kit/label.h"

namespace wheelhouse {

/// Words on one line that give way where there is no room, with an ellipsis; the tooltip and the screen reader have all
/// of them. In the direction of their own first strong letter, at the leading edge.
class ElidedLabel : public TextLabel {
    Q_OBJECT
public:
    ElidedLabel(const Look &look, Type type, Ink ink, const QString &words, QWidget *parent = nullptr);
    void setWords(const QString &words);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
};

} // namespace wheelhouse

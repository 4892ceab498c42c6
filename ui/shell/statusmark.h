#pragma once

#include "ui/kit/look.h"

#include <QAbstractButton>

namespace wheelhouse {

/// A few words with a glyph in the status line that say what must not be overlooked, and open what it is about. Hidden
/// while there are none.
class StatusMark : public QAbstractButton {
    Q_OBJECT
public:
    StatusMark(const Look &look, const QString &icon, Tint tint, QWidget *parent);
    void setWords(const QString &words);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int glyph() const;
    const Look &m_look;
    QString m_icon;
    Tint m_tint;
};

} // namespace wheelhouse

#pragma once

#include "ui/kit/theme.h"

#include <QWidget>

namespace wheelhouse {

class Look;

/// Chips beside each other, as many as fit on a line, then the next line. Hidden while there are none.
class ChipRow : public QWidget {
    Q_OBJECT
public:
    struct Chip {
        QString words;
        Tint tint = Tint::Plain;
        friend bool operator==(const Chip &, const Chip &) = default;
    };
    explicit ChipRow(const Look &look, QWidget *parent = nullptr);
    void setChips(const QList<Chip> &chips);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int lineHeight() const;
    [[nodiscard]] int widthOf(const Chip &chip) const;
    const Look &m_look;
    QList<Chip> m_chips;
};

} // namespace wheelhouse

#pragma once

#include "ui/kit/look.h"

#include <QWidget>

namespace wheelhouse {

/// Below the days: what each glyph says, and what the bars of usual hours are.
class Legend : public QWidget {
    Q_OBJECT
public:
    Legend(const Look &look, QWidget *parent);
    void setUsualWords(const QString &words); ///< empty: no bars are drawn
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
    QString m_usual;
};

} // namespace wheelhouse

#pragma once

#include "ui/kit/label.h"

class QVBoxLayout;

namespace wheelhouse {

/// Figures under each other, each with what it counts.
class CountList : public QWidget {
    Q_OBJECT
public:
    struct Line {
        QString figures;
        QString words; ///< "messages"
        QString tip; ///< how the figure came about; empty: nothing more to say
    };
    explicit CountList(const Look &look, QWidget *parent = nullptr);
    void setLines(const QList<Line> &lines);

private:
    void add(const Line &line);

    const Look &m_look;
    QVBoxLayout *m_rows;
};

} // namespace wheelhouse

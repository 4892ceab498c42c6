#pragma once

#include <QWidget>

class QButtonGroup;

namespace wheelhouse {

class Look;
class SegmentedButton;

/// Light or dark, rows and text size: the same controls on the first screen and in the preferences. Changes the Look at
/// once.
class LookControls : public QWidget {
    Q_OBJECT
public:
    explicit LookControls(Look &look, QWidget *parent = nullptr);

private:
    void reflect();
    Look &m_look;
    QButtonGroup *m_modes;
    SegmentedButton *m_rows;
    SegmentedButton *m_text;
};

} // namespace wheelhouse

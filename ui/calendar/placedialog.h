#pragma once

#include "core/base/walltime.h"
#include "ui/kit/label.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLineEdit;
class QPushButton;
class QTimeEdit;

namespace wheelhouse {

/// When: typed ("2026-11-30 09:00 Europe/Amsterdam") or picked, with what the clocks do then and what stands against
/// it. It reads and writes nothing: what was chosen is told by chosen().
class PlaceDialog : public QDialog {
    Q_OBJECT
public:
    /// What stands against a place, a line each; and whether it may be taken at all.
    struct Remarks {
        QStringList lines;
        bool forbids = false;
    };
    using Ask = std::function<Remarks(const WallTime &)>;

    PlaceDialog(const Look &look, const QString &title, const WallTime &from, const Ask &ask, QWidget *parent);

signals:
    void chosen(const wheelhouse::WallTime &place);

private:
    void layOut(const QString &title);
    void takeTyped();
    void takePicked();
    void show(const WallTime &place);
    void judge();

    const Look &m_look;
    Ask m_ask;
    WallTime m_place;
    bool m_isValid = true;
    bool m_isShowing = false;
    QLineEdit *m_typed;
    QDateEdit *m_date;
    QTimeEdit *m_time;
    QCheckBox *m_anyTime;
    QComboBox *m_zone;
    TextLabel *m_words;
    TextLabel *m_clocks;
    QPushButton *m_ok;
};

} // namespace wheelhouse

#pragma once

#include "core/planning/plansheet.h"
#include "ui/kit/look.h"

#include <QWidget>

#include <array>

class QComboBox;
class QGridLayout;

namespace wheelhouse {

/// Which column of a sheet is what, in which zone its hours are, and which number of 3/4/2026 is the day.
class PlanMapForm : public QWidget {
    Q_OBJECT
public:
    /// \a outposts by name, \a zone the team's.
    PlanMapForm(const Look &look, const QStringList &outposts, const QByteArray &zone, QWidget *parent);
    /// As it was read. Of a calendar only the zone is asked.
    void present(const QStringList &header, const PlanSheetMap &map, bool isCalendar);
    /// As the boxes say, over \a map.
    [[nodiscard]] PlanSheetMap asked(PlanSheetMap map) const;
    /// Where a row goes that names no outpost; empty: it must name one.
    [[nodiscard]] QString outpost() const;

signals:
    void changed();

private:
    QComboBox *addBox(QGridLayout *grid, const QString &name, int place);

    std::array<QComboBox *, planColumns> m_columns {};
    QComboBox *m_outpost;
    QComboBox *m_zone;
    QComboBox *m_order;
    QList<QWidget *> m_ofSheets; ///< what a calendar has none of
};

} // namespace wheelhouse

#pragma once

#include "core/base/result.h"

#include <QList>

namespace wheelhouse {

/// How much strain is borne at an influence; both 0..100.
struct TolerancePoint {
    int influence = 0;
    int strain = 0;
    friend bool operator==(const TolerancePoint &, const TolerancePoint &) = default;
};

/// What the team agreed to bear from whom: patience rises with influence up to a knee and falls from there, since
/// whoever is heard by many does more harm by going on. Above the ceiling nobody is exempt; from the floor on somebody
/// relieves whoever has been answering, whatever the curve says.
struct ToleranceCurve {
    QList<TolerancePoint> points { { 0, 35 }, { 35, 45 }, { 60, 60 }, { 75, 40 }, { 100, 15 } }; ///< from 0 to 100
    int ceiling = 85; ///< strain, 1..100
    int floor = 70; ///< strain, 1..ceiling
    friend bool operator==(const ToleranceCurve &, const ToleranceCurve &) = default;
};

/// Whether \a curve may be agreed on; Refused with words where not. It rises (or stays) up to its knee and falls
/// behind it, from influence 0 to 100, and no point lies above the ceiling.
Result<void> check(const ToleranceCurve &curve);
/// The influence from which on patience falls: that of the last highest point.
int kneeOf(const ToleranceCurve &curve);
/// The strain borne at \a influence: on the straight line between the points around it, at most the ceiling.
double allowedStrain(const ToleranceCurve &curve, double influence);
/// Of what is borne, the share from which on it is nearly used up.
inline constexpr double nearShare = 0.8;

/// What may be done; a suggestion, a person decides.
enum class Outcome { KeepTalking, AnswerOnce, HandOver, Stop };

/// Where somebody stands on the plot.
struct Standpoint {
    qint64 contact = 0; ///< row
    double influence = 0; ///< 0..100
    double strain = 0; ///< >= 0
    bool hasThreatened = false; ///< lately; goes to those who deal with threats, whoever it was
    friend bool operator==(const Standpoint &, const Standpoint &) = default;
};

struct Suggestion {
    Outcome outcome = Outcome::KeepTalking;
    QStringList reasons; ///< for a person; never empty
};
Outcome outcomeFor(const ToleranceCurve &curve, const Standpoint &who);
Suggestion suggestionFor(const ToleranceCurve &curve, const Standpoint &who);

/// Of \a people, the rows of those for whom the suggestion is another under \a after than under \a before.
QList<qint64> changedBy(const ToleranceCurve &before, const ToleranceCurve &after, const QList<Standpoint> &people);

/// \a curve with the point at \a index moved as near to \a to as the rules allow: not past its neighbours, not above
/// the ceiling, and the curve still rises and then falls.
ToleranceCurve withPointAt(ToleranceCurve curve, int index, TolerancePoint to);

} // namespace wheelhouse

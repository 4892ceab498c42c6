#include "core/people/tolerance.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Tolerance)
};

constexpr int mostPoints = 12;

qsizetype kneeIndex(const QList<TolerancePoint> &points)
{
    qsizetype knee = 0;
    for (qsizetype i = 1; i < points.size(); ++i)
        if (points.at(i).strain >= points.at(knee).strain)
            knee = i;
    return knee;
}

bool risesAndFalls(const QList<TolerancePoint> &points)
{
    const qsizetype knee = kneeIndex(points);
    for (qsizetype i = 1; i < points.size(); ++i) {
        const bool rises = points.at(i).strain >= points.at(i - 1).strain;
        const bool falls = points.at(i).strain < points.at(i - 1).strain;
        if (i <= knee ? !rises : !falls)
            return false;
    }
    return knee + 1 < points.size();
}

} // namespace

Result<void> check(const ToleranceCurve &curve)
{
    const auto &points = curve.points;
    const auto refuse = [](const QString &why) { return fail(Error::Kind::Refused, why); };
    if (points.size() < 3 || points.size() > mostPoints)
        return refuse(Words::tr("A curve has 3 to %1 points.").arg(mostPoints));
    if (points.constFirst().influence != 0 || points.constLast().influence != 100)
        return refuse(Words::tr("The curve begins at influence 0 and ends at 100."));
    for (qsizetype i = 1; i < points.size(); ++i)
        if (points.at(i).influence <= points.at(i - 1).influence)
            return refuse(Words::tr("Each point needs a higher influence than the one before."));
    if (curve.ceiling < 1 || curve.ceiling > 100 || curve.floor < 1 || curve.floor > curve.ceiling)
        return refuse(
            Words::tr("The line that protects the team lies between 1 and the ceiling, the ceiling at most at 100."));
    for (const TolerancePoint &point : points)
        if (point.strain < 0 || point.strain > curve.ceiling)
            return refuse(Words::tr("No point lies above the ceiling: nobody is exempt."));
    if (!risesAndFalls(points))
        return refuse(Words::tr("Patience rises up to one knee and falls behind it."));
    return {};
}

int kneeOf(const ToleranceCurve &curve)
{
    return curve.points.isEmpty() ? 0 : curve.points.at(kneeIndex(curve.points)).influence;
}

double allowedStrain(const ToleranceCurve &curve, double influence)
{
    if (curve.points.isEmpty())
        return 0;
    const double at = std::clamp(influence, 0.0, 100.0);
    double allowed = curve.points.constLast().strain;
    for (qsizetype i = 1; i < curve.points.size(); ++i) {
        const TolerancePoint &from = curve.points.at(i - 1);
        const TolerancePoint &to = curve.points.at(i);
        if (at <= to.influence) {
            const double share = (at - from.influence) / (to.influence - from.influence);
            allowed = from.strain + share * (to.strain - from.strain);
            break;
        }
    }
    return std::min(allowed, double(curve.ceiling));
}

Outcome outcomeFor(const ToleranceCurve &curve, const Standpoint &who)
{
    if (who.strain >= curve.ceiling)
        return Outcome::Stop;
    const double allowed = allowedStrain(curve, who.influence);
    if (who.hasThreatened || who.strain >= curve.floor || (who.strain > 0 && who.strain >= allowed))
        return Outcome::HandOver;
    return who.strain > 0 && who.strain >= nearShare * allowed ? Outcome::AnswerOnce : Outcome::KeepTalking;
}

Suggestion suggestionFor(const ToleranceCurve &curve, const Standpoint &who)
{
    Suggestion suggestion { outcomeFor(curve, who), {} };
    const auto say = [&suggestion](const QString &reason) { suggestion.reasons.append(reason); };
    const int strain = qRound(who.strain);
    const int allowed = qRound(allowedStrain(curve, who.influence));
    if (who.hasThreatened)
        say(Words::tr("There was a threat: that goes to those who deal with threats, whoever made it."));
    if (suggestion.outcome == Outcome::Stop)
        say(Words::tr("Strain %1 is past the ceiling of %2: nobody is exempt, whatever their influence.")
                .arg(strain)
                .arg(curve.ceiling));
    else if (who.strain >= curve.floor)
        say(Words::tr("Strain %1 is past %2, the line that protects the team: somebody else takes over.")
                .arg(strain)
                .arg(curve.floor));
    else if (suggestion.outcome == Outcome::HandOver && who.strain >= allowedStrain(curve, who.influence))
        say(Words::tr("Strain %1 is past the %2 that the team bears at influence %3.")
                .arg(strain)
                .arg(allowed)
                .arg(qRound(who.influence)));
    else if (suggestion.outcome == Outcome::AnswerOnce)
        say(Words::tr("Strain %1 is close to the %2 that the team bears at influence %3: one courteous answer.")
                .arg(strain)
                .arg(allowed)
                .arg(qRound(who.influence)));
    else if (suggestion.outcome == Outcome::KeepTalking)
        say(who.strain <= 0 ? Words::tr("Nothing strained us in their messages.")
                            : Words::tr("Strain %1, and the team bears %2 at influence %3.")
                                  .arg(strain)
                                  .arg(allowed)
                                  .arg(qRound(who.influence)));
    return suggestion;
}

QList<qint64> changedBy(const ToleranceCurve &before, const ToleranceCurve &after, const QList<Standpoint> &people)
{
    QList<qint64> changed;
    for (const Standpoint &who : people)
        if (outcomeFor(before, who) != outcomeFor(after, who))
            changed.append(who.contact);
    return changed;
}

ToleranceCurve withPointAt(ToleranceCurve curve, int index, TolerancePoint to)
{
    if (index < 0 || index >= curve.points.size())
        return curve;
    const bool isFirst = index == 0;
    const bool isLast = index + 1 == curve.points.size();
    const TolerancePoint was = curve.points.at(index);
    to.influence = isFirst || isLast
        ? was.influence
        : std::clamp(to.influence, curve.points.at(index - 1).influence + 1, curve.points.at(index + 1).influence - 1);
    to.strain = std::clamp(to.strain, 0, curve.ceiling);
    curve.points[index].influence = to.influence;
    // From where it stood towards where it shall stand, as far as the curve keeps its shape.
    const int step = to.strain < was.strain ? -1 : 1;
    while (curve.points.at(index).strain != to.strain) {
        curve.points[index].strain += step;
        if (!check(curve)) {
            curve.points[index].strain -= step;
            break;
        }
    }
    return curve;
}

} // namespace wheelhouse

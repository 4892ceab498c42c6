#pragma once

#include "core/approval/signoff.h"
#include "core/base/result.h"
#include "core/team/member.h"

#include <QJsonObject>
#include <QSet>
#include <QStringList>

#include <chrono>

namespace wheelhouse {

/// How much harm a wrong word does on a topic.
enum class Risk { Green, Amber, Red };

/// Whom a line of a gate means: one member, everybody of a department, with a role, or of a belt at least.
struct Who {
    enum class Kind { Member, Department, Role, Belt };
    Kind kind = Kind::Member;
    MemberId member;
    DepartmentId department;
    QString role; ///< "legal"
    int belt = 0; ///< 1 white, 2 yellow, 3 orange, 4 green, 5 blue, 6 black
    friend bool operator==(const Who &, const Who &) = default;
};

/// When a gate or a route holds: all that is said has to be so. Nothing said: always.
struct Condition {
    QString network; ///< as networks name themselves: "mastodon"
    QString need; ///< what it is about: "recall"
    Risk risk = Risk::Green; ///< at least
    QString flag; ///< raised by a guideline: "legal"
    bool acrossUnits = false; ///< it concerns units of more than one branch
    friend bool operator==(const Condition &, const Condition &) = default;
};

/// k of n who have to agree before something goes out.
struct Gate {
    /// What happens where nobody signed in time. None of them agrees for anybody.
    enum class Late { Hold, Deputies };

    GateId id;
    QString name;
    QString why; ///< shown wherever it bites; never empty
    int stage = 0; ///< opens when every gate of a lower stage has passed
    int needed = 1; ///< signatures of different people
    int departments = 1; ///< of at least so many departments
    QList<Who> of;
    QList<Who> mayRefuse; ///< one of them saying no ends it
    QList<DepartmentId> over; ///< whose posts; empty: everybody's
    Condition when;
    std::chrono::minutes lead { 0 }; ///< before the hour it goes out, by which it has to be signed
    Late late = Late::Hold;
    QList<Who> deputies; ///< may sign from then on, beside the others
    friend bool operator==(const Gate &, const Gate &) = default;
};

/// A department's place among the others.
struct Unit {
    enum class Part { Hub, Spoke };
    DepartmentId department;
    DepartmentId parent; ///< null: the root, of which there is one
    Part part = Part::Spoke;
    friend bool operator==(const Unit &, const Unit &) = default;
};

/// What a unit answers for. Empty: whatever it is about, wherever it is said.
struct Duty {
    DepartmentId unit;
    QString need;
    QString network;
    friend bool operator==(const Duty &, const Duty &) = default;
};

/// From whom a thing goes on to whom.
struct Route {
    DepartmentId from;
    DepartmentId to;
    Condition when;
    QString why; ///< never empty
    friend bool operator==(const Route &, const Route &) = default;
};

/// Who answers for what, and who has to agree: a version of the graph. A version is never changed; what was submitted
/// under one is judged by it to its end.
struct Authority {
    QString preset; ///< the shape it began as: "dandelion"; empty: none
    QList<Unit> units;
    QList<Duty> duties;
    QList<Route> routes;
    QList<Gate> gates;
    friend bool operator==(const Authority &, const Authority &) = default;
};

/// What decides who answers for a mention or a post, and who has to agree to it.
struct AuthorityFacts {
    DepartmentId unit; ///< the author's, or the one that it was handed to by hand; null: nobody's yet
    QSet<DepartmentId> units; ///< all whom it concerns
    QStringList networks;
    QString need;
    Risk risk = Risk::Green;
    QStringList flags;
};

/// How something came to the one unit that answers for it.
struct AuthorityPath {
    struct Step {
        DepartmentId unit;
        QString why;
        friend bool operator==(const Step &, const Step &) = default;
    };
    QList<Step> steps; ///< at least one; the last answers for it
    [[nodiscard]] DepartmentId accountable() const { return steps.isEmpty() ? DepartmentId() : steps.constLast().unit; }
};

/// "Who would get this?" Exactly one unit wherever the graph is sound(). The most particular duty counts, of equal ones
/// the first; then the routes that hold, one after the other; nobody's duty is the root's. Pure.
[[nodiscard]] AuthorityPath pathOf(const Authority &authority, const AuthorityFacts &facts);

/// The gates that it has to pass, by stage. Pure.
[[nodiscard]] QList<Gate> gatesFor(const Authority &authority, const AuthorityFacts &facts);

struct Signatory;
/// What is wrong with a graph, a sentence each: two roots, a circle of routes, departments that sign for each other in
/// a circle, a gate without a reason, or one that nobody of \a people could pass. Empty: it may be used. Pure.
[[nodiscard]] QStringList troublesOf(const Authority &authority, const QList<Signatory> &people);

/// JSON of a version, as it is kept and hashed; keys sorted.
[[nodiscard]] QJsonObject toJson(const Authority &authority);
/// Malformed, naming the place, where something is missing or of another kind.
[[nodiscard]] Result<Authority> authorityFromJson(const QByteArray &utf8);

} // namespace wheelhouse

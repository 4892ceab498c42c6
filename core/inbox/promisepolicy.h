#pragma once

#include "core/inbox/mention.h"
#include "core/inbox/promiseclock.h"
#include "core/store/statement.h"

#include <QHash>

#include <memory>

namespace wheelhouse {

using PolicyId = Id<struct PromisePolicy>;

/// What we promise to whom, in which hours, and why. Conditions that are not set are anything.
struct PromisePolicy {
    qint64 row = 0; ///< of this version
    PolicyId id; ///< null: a new one
    QString name;
    QString reason; ///< never empty: shown wherever the promise bites
    qint64 channel = 0; ///< row; 0: any
    qint64 department = 0; ///< row; 0: any
    qint64 label = 0; ///< row; 0: any
    QString need; ///< as reading says it: "complaint"; empty: any
    qint64 firstMs = 0; ///< open time until our first reply; 0: not promised
    qint64 nextMs = 0; ///< open time until each one after it; 0: not promised
    bool pausesWhileSnoozed = false;
    WorkingHours hours;
    qint64 fromAt = 0; ///< UTC ms: it holds for what they write from then …
    qint64 untilAt = 0; ///< … until then; 0: in force
    [[nodiscard]] qint64 targetMs(Owed::Kind kind) const { return kind == Owed::Kind::First ? firstMs : nextMs; }
    friend bool operator==(const PromisePolicy &, const PromisePolicy &) = default;
};

/// What a policy may ask about.
struct PromiseSubject {
    qint64 channel = 0;
    qint64 department = 0;
    QList<qint64> labels;
    QString need;
};

/// Whether \a policy is about \a subject.
bool isAbout(const PromisePolicy &policy, const PromiseSubject &subject);
/// How much a policy says: a label outweighs a need, a need a department, a department a channel.
int weight(const PromisePolicy &policy);
/// Of the \a policies in force at \a at that promise a reply of \a kind to \a subject, the one that says most; of
/// equals the shorter promise, then the older policy. Null: nothing is promised.
const PromisePolicy *choose(
    const QList<PromisePolicy> &policies, const PromiseSubject &subject, Owed::Kind kind, qint64 at);
/// 30 minutes to a first reply and an hour to each after it, on office days in \a zone: what a new desk is offered.
PromisePolicy suggestedPolicy(const QByteArray &zone);

/// "90m" "4h" "1h30" "2d" (of 24 hours) as ms; -1: not understood. And back: "1 h 30 min".
qint64 spanFromText(const QString &text);
QString spanToText(qint64 ms);

/// Reads policies; any connection.
class PolicyReader {
public:
    explicit PolicyReader(Database &database);
    /// Those in force, by name.
    [[nodiscard]] Result<QList<PromisePolicy>> inForce();
    /// Every version there ever was, the oldest first.
    [[nodiscard]] Result<QList<PromisePolicy>> allVersions();

private:
    [[nodiscard]] Result<QList<PromisePolicy>> read(Statement &statement);
    Statement m_inForce;
    Statement m_all;
};

} // namespace wheelhouse

#pragma once

#include "core/base/clock.h"
#include "core/inbox/promisepolicy.h"
#include "core/inbox/triage.h"

#include <QObject>
#include <QSet>

namespace wheelhouse {

/// A share of a promise's time is used up, and nobody has answered.
struct PromiseWarning {
    qint64 conversation = 0;
    int share = 0; ///< percent: 50, 80, or 100 where it is broken
    bool isLate = false; ///< the share was used up a while ago: the computer slept, or nobody had this open
    QDateTime dueAt; ///< UTC
    QString policy; ///< its name
    QString name; ///< who waits
    QString snippet; ///< what they wrote, one line
    friend bool operator==(const PromiseWarning &, const PromiseWarning &) = default;
};

/// What recomputing would do to one clock that runs.
struct PromiseEffect {
    qint64 conversation = 0;
    QString name; ///< who waits
    QString snippet;
    QString was; ///< the policy it had; empty: nothing was promised
    QString now; ///< the policy it gets; empty: nothing is promised any more
    QDateTime dueWas;
    QDateTime dueNow;
    bool breaks = false; ///< it would be past its promise at once
    friend bool operator==(const PromiseEffect &, const PromiseEffect &) = default;
};

/// Keeps what is owed to whom, and until when. Follows every change of a conversation in the transaction that makes it,
/// whoever makes it, and reckons anew from what is stored: so an act and taking it back, or two desks, come to the same
/// due times. Policies are changed here, each change an operation; a changed policy holds for what is written from then
/// on, unless it is recomputed. Lives on the engine lane; one for the writing connection.
class Promises : public QObject {
    Q_OBJECT
public:
    Promises(Database &database, OperationLog &log, Undo &undo, const Clock &clock);
    ~Promises() override;
    Q_DISABLE_COPY_MOVE(Promises)

    /// Adds \a policy, or puts a new version in the place of the one with its id. Refused, in words, where name,
    /// reason, a time or hours are missing. \a from: what they wrote since then is promised (the sample); null: now.
    [[nodiscard]] Result<Acted> setPolicy(const PromisePolicy &policy, const QDateTime &from = {});
    [[nodiscard]] Result<Acted> removePolicy(PolicyId id);
    /// What recompute() would change, soonest first.
    [[nodiscard]] Result<QList<PromiseEffect>> effects();
    /// Gives every clock that runs the policy in force now.
    [[nodiscard]] Result<Acted> recompute();

    /// Tells by warned() of every share that was used up by now, each once; gives how many. Of several that one promise
    /// missed meanwhile the last is told. Due instants are in the store, so that it goes on after a restart or a sleep.
    [[nodiscard]] Result<int> warnDue();
    /// UTC ms of the next warning; none when nothing runs.
    [[nodiscard]] Result<std::optional<qint64>> nextWarning();

signals:
    void warned(const wheelhouse::PromiseWarning &warning);

private:
    struct Case; ///< a conversation with all that its promises depend on
    struct Kept; ///< a row of promise
    struct Step; ///< the operation that is being written
    struct Due; ///< a warning whose instant has come

    [[nodiscard]] Result<void> loadPolicies();
    [[nodiscard]] Result<void> follow(const QSet<qint64> &conversations, const QSet<qint64> &operations);
    [[nodiscard]] Result<void> refresh(qint64 conversation, const Step &step);
    [[nodiscard]] Result<std::optional<Case>> read(qint64 conversation);
    [[nodiscard]] Result<void> readFacts(Case &found);
    [[nodiscard]] Result<Step> stepOf(const QSet<qint64> &operations);
    [[nodiscard]] Result<void> learn(Case &found, const Step &step);
    [[nodiscard]] Result<QHash<qint64, Kept>> kept(const QList<Owed> &owed);
    [[nodiscard]] Kept reckoned(const Case &found, const Owed &owed, const Kept &before, std::optional<qint64> termsAt);
    [[nodiscard]] Result<void> write(const Case &found, const QList<Owed> &owed, const QHash<qint64, Kept> &before);
    [[nodiscard]] Result<void> nothingOwed(qint64 conversation);
    [[nodiscard]] Result<std::optional<PromiseWarning>> warn(const Due &due);
    [[nodiscard]] Result<Due> dueNow(Due due);
    [[nodiscard]] Openings &openingsOf(const PromisePolicy &policy);
    [[nodiscard]] const PromisePolicy *version(qint64 row) const;
    [[nodiscard]] Result<PromiseEffect> effectOn(const Case &found, const Kept &was, const Kept &now);
    [[nodiscard]] Result<QList<qint64>> openConversations();
    [[nodiscard]] Result<Acted> write(
        Transaction &transaction, const QString &kind, const QJsonObject &payload, const QString &sentence);
    [[nodiscard]] Result<void> eachEffect(
        const std::function<Result<void>(const Case &, const Kept &, const Kept &)> &look);
    [[nodiscard]] Result<void> putTerms(const Case &found, Kept now, qint64 at);
    [[nodiscard]] Result<void> put(Statement &statement, qint64 key, qint64 conversation, const Kept &kept);
    [[nodiscard]] Result<QByteArray> insert(const PromisePolicy &policy, qint64 from);
    [[nodiscard]] Result<Undone> invertPolicy(Transaction &transaction, const Operation &step, Undo::Way way);
    [[nodiscard]] Result<Undone> invertRecompute(Transaction &transaction, const Operation &step, Undo::Way way);

    struct Statements;
    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    std::unique_ptr<Statements> m_sql;
    PolicyReader m_reader;
    QList<PromisePolicy> m_policies; ///< every version
    QHash<qint64, std::shared_ptr<Openings>> m_openings; ///< by version; versions never change
    qint64 m_mark = -1; ///< by which the policies in the store are known to be those in m_policies
};

} // namespace wheelhouse

Q_DECLARE_METATYPE(wheelhouse::PromiseWarning)

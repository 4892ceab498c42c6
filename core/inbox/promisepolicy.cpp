#include "core/inbox/promisepolicy.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Promises)
};

constexpr qint64 minuteMs = 60'000;
constexpr qint64 longestMs = 366LL * 24 * 60 * minuteMs;

constexpr const char *columns = R"(
    SELECT p.row, p.id, p.name, p.reason, p.channel, p.department, p.label, p.need, p.first_ms, p.next_ms,
           p.pauses_in_snooze, c.hours, p.from_at, p.until_at
      FROM promise_policy p JOIN calendar c ON c.row = p.calendar
)";

PromisePolicy readPolicy(const Row &row)
{
    PromisePolicy policy;
    policy.row = row.number(0);
    policy.id = row.id<PolicyId>(1);
    policy.name = row.text(2);
    policy.reason = row.text(3);
    policy.channel = row.number(4);
    policy.department = row.number(5);
    policy.label = row.number(6);
    policy.need = row.text(7);
    policy.firstMs = row.number(8);
    policy.nextMs = row.number(9);
    policy.pausesWhileSnoozed = row.flag(10);
    // Hours that cannot be read promise nothing at any hour, rather than the wrong thing.
    policy.hours = WorkingHours::fromJson(QJsonDocument::fromJson(row.bytes(11)).object()).value_or(WorkingHours());
    policy.fromAt = row.number(12);
    policy.untilAt = row.number(13);
    return policy;
}

} // namespace

bool isAbout(const PromisePolicy &policy, const PromiseSubject &subject)
{
    return (policy.channel == 0 || policy.channel == subject.channel)
        && (policy.department == 0 || policy.department == subject.department)
        && (policy.label == 0 || subject.labels.contains(policy.label))
        && (policy.need.isEmpty() || policy.need == subject.need);
}

int weight(const PromisePolicy &policy)
{
    return (policy.label != 0 ? 8 : 0) + (policy.need.isEmpty() ? 0 : 4) + (policy.department != 0 ? 2 : 0)
        + (policy.channel != 0 ? 1 : 0);
}

const PromisePolicy *choose(
    const QList<PromisePolicy> &policies, const PromiseSubject &subject, Owed::Kind kind, qint64 at)
{
    const PromisePolicy *best = nullptr;
    const auto rank = [kind](const PromisePolicy &each) {
        return std::tuple(-weight(each), each.targetMs(kind), each.id.bytes());
    };
    for (const PromisePolicy &each : policies) {
        const bool inForce = each.fromAt <= at && (each.untilAt == 0 || at < each.untilAt);
        if (!inForce || each.targetMs(kind) == 0 || !isAbout(each, subject))
            continue;
        if (!best || rank(each) < rank(*best))
            best = &each;
    }
    return best;
}

PromisePolicy suggestedPolicy(const QByteArray &zone)
{
    PromisePolicy policy;
    policy.name = Words::tr("Everyone");
    policy.reason = Words::tr("Whoever writes to us on a working day hears from a person within the half hour.");
    policy.firstMs = 30 * minuteMs;
    policy.nextMs = 60 * minuteMs;
    policy.hours = WorkingHours::officeDays(zone, { 9 * 60, 17 * 60 });
    return policy;
}

qint64 spanFromText(const QString &text)
{
    static const QRegularExpression span(
        QStringLiteral("^\\s*(?:(\\d{1,4})\\s*d)?\\s*(?:(\\d{1,5})\\s*h)?\\s*(?:(\\d{1,6})\\s*(?:m|min)?)?\\s*$"));
    const auto match = span.match(text.toLower());
    if (!match.hasMatch() || text.simplified().isEmpty())
        return -1;
    const qint64 minutes =
        match.captured(1).toLongLong() * 24 * 60 + match.captured(2).toLongLong() * 60 + match.captured(3).toLongLong();
    return minutes * minuteMs > longestMs ? -1 : minutes * minuteMs;
}

QString spanToText(qint64 ms)
{
    const qint64 minutes = (ms + minuteMs / 2) / minuteMs;
    if (minutes < 60)
        return Words::tr("%1 min").arg(minutes);
    if (minutes < 48 * 60)
        return minutes % 60 == 0 ? Words::tr("%1 h").arg(minutes / 60)
                                 : Words::tr("%1 h %2").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
    return Words::tr("%1 d").arg((minutes + 12 * 60) / (24 * 60));
}

PolicyReader::PolicyReader(Database &database)
    : m_inForce(database, QByteArray(columns) + " WHERE p.until_at IS NULL ORDER BY p.name, p.row")
    , m_all(database, QByteArray(columns) + " ORDER BY p.row")
{
}

Result<QList<PromisePolicy>> PolicyReader::read(Statement &statement)
{
    return statement.all<PromisePolicy>(&readPolicy);
}

Result<QList<PromisePolicy>> PolicyReader::inForce()
{
    return read(m_inForce);
}

Result<QList<PromisePolicy>> PolicyReader::allVersions()
{
    return read(m_all);
}

} // namespace wheelhouse

#include "core/publishing/termsdesk.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

using namespace std::chrono_literals;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Terms)
};

const QString kind = QStringLiteral("publishing.terms");

QJsonObject toJson(const PublishingTerms &terms)
{
    return { { QStringLiteral("grace"), int(terms.grace.count()) }, { QStringLiteral("gap"), int(terms.gap.count()) },
        { QStringLiteral("approval"), terms.needsApproval }, { QStringLiteral("objective"), terms.asksObjective } };
}

PublishingTerms fromJson(const QJsonObject &json)
{
    return { std::chrono::minutes(json.value(QLatin1String("grace")).toInt()),
        json.value(QLatin1String("approval")).toBool(true),
        std::chrono::minutes(json.value(QLatin1String("gap")).toInt()),
        json.value(QLatin1String("objective")).toBool() }; // steps from before it was asked say nothing of it
}

bool isTime(std::chrono::minutes time)
{
    return time >= 0min && time <= 24h;
}

} // namespace

TermsDesk::TermsDesk(Database &database, OperationLog &log, Undo &undo)
    : m_database(database)
    , m_log(log)
    , m_store(database)
{
    undo.teach(kind, [this](Transaction &transaction, const Operation &step, Undo::Way way) {
        return invert(transaction, step, way);
    });
}

Result<QString> TermsDesk::set(const PublishingTerms &terms)
{
    if (!isTime(terms.grace) || !isTime(terms.gap))
        return fail(Error::Kind::Refused, Words::tr("Say a time between none and a day."));
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto was = m_store.read();
    if (!was)
        return tl::unexpected(was.error());
    if (*was == terms)
        return QString();
    if (auto done = m_store.write(*transaction, terms); !done)
        return tl::unexpected(done.error());
    const QJsonObject payload { { QStringLiteral("was"), toJson(*was) }, { QStringLiteral("now"), toJson(terms) } };
    if (auto done = m_log.append(*transaction, { kind, payload, {}, true }); !done)
        return tl::unexpected(done.error());
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return Words::tr("Changed what the team decided about publishing");
}

Result<Undone> TermsDesk::invert(Transaction &transaction, const Operation &operation, Undo::Way way)
{
    const QJsonObject payload = QJsonDocument::fromJson(operation.payload).object();
    const bool isBack = way == Undo::Way::Back;
    const auto side = [&payload](bool was) {
        return fromJson(payload.value(was ? QLatin1String("was") : QLatin1String("now")).toObject());
    };
    const auto now = m_store.read();
    if (!now)
        return tl::unexpected(now.error());
    if (*now != side(!isBack))
        return Undone { Words::tr("Somebody decided otherwise since: it stays"), 1, {} };
    if (auto done = m_store.write(transaction, side(isBack)); !done)
        return tl::unexpected(done.error());
    return Undone { Words::tr("What the team decided about publishing is as it was"), 0, {} };
}

} // namespace wheelhouse

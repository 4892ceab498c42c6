#include "core/publishing/terms.h"

#include <algorithm>

namespace wheelhouse {

namespace {
const QString graceName = QStringLiteral("grace_minutes");
const QString approvalName = QStringLiteral("needs_approval");
const QString gapName = QStringLiteral("gap_minutes");
const QString objectiveName = QStringLiteral("asks_objective");
constexpr int longest = 24 * 60; // minutes, of either
} // namespace

PublishingTermsStore::PublishingTermsStore(Database &database)
    : m_read(database, "SELECT name, value FROM publishing_term")
    , m_write(database, R"(
        INSERT INTO publishing_term (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2)")
{
}

Result<PublishingTerms> PublishingTermsStore::read()
{
    PublishingTerms terms;
    auto done = m_read.each([&terms](const Row &row) {
        if (row.text(0) == graceName)
            terms.grace = std::chrono::minutes(std::clamp(row.text(1).toInt(), 0, longest));
        else if (row.text(0) == approvalName)
            terms.needsApproval = row.text(1) != QLatin1String("0"); // what cannot be read is not taken for a yes
        else if (row.text(0) == gapName)
            terms.gap = std::chrono::minutes(std::clamp(row.text(1).toInt(), 0, longest));
        else if (row.text(0) == objectiveName)
            terms.asksObjective = row.text(1) != QLatin1String("0");
        return true;
    });
    if (!done)
        return tl::unexpected(done.error());
    return terms;
}

Result<void> PublishingTermsStore::write(Transaction &, const PublishingTerms &terms)
{
    if (auto done = m_write.run(graceName, QString::number(terms.grace.count())); !done)
        return done;
    if (auto done = m_write.run(gapName, QString::number(terms.gap.count())); !done)
        return done;
    if (auto done = m_write.run(objectiveName, QString::number(terms.asksObjective ? 1 : 0)); !done)
        return done;
    return m_write.run(approvalName, QString::number(terms.needsApproval ? 1 : 0));
}

} // namespace wheelhouse

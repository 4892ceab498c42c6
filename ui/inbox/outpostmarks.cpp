#include "ui/inbox/outpostmarks.h"

#include "ui/outposts/standinglook.h"

namespace wheelhouse {

OutpostMarks::OutpostMarks(AccountList *accounts)
    : m_list(accounts)
{
}

void OutpostMarks::follow(const QSet<QByteArray> &tables)
{
    m_isOld = m_isOld || tables.isEmpty() || tables.contains("account") || tables.contains("account_fare")
        || tables.contains("channel");
}

Result<void> OutpostMarks::mark(QList<StreamModel::Section> &sections, const QDateTime &now, const QStringList &addKeys)
{
    if (!m_list)
        return {};
    if (m_isOld) {
        const auto accounts = m_list->list();
        if (!accounts)
            return tl::unexpected(accounts.error());
        m_accounts.clear();
        for (const Account &each : *accounts)
            m_accounts.insert(each.channelRow, each);
        m_isOld = false;
    }
    for (StreamModel::Section &section : sections) {
        if (!section.isOutposts)
            continue;
        section.addTip = addKeys.isEmpty()
            ? tr("Follow a feed…")
            : tr("Follow a feed… (%1)", "a command and its keys").arg(addKeys.join(QLatin1Char('+')));
        for (Stream &stream : section.streams) {
            const auto found = m_accounts.constFind(stream.view.key);
            if (found == m_accounts.cend())
                continue;
            const StandingLook look = lookOf(*found);
            const QString words = standingWords(*found, now);
            stream.tip = QStringList { stream.tip, words, adviceWords(*found) }.join(QLatin1Char('\n')).trimmed();
            if (look.isWorthSaying) {
                stream.mark = look.icon;
                stream.markTint = look.tint;
                stream.markWords = words;
            }
        }
    }
    return {};
}

} // namespace wheelhouse

#pragma once

#include "core/networks/accountbook.h"
#include "ui/inbox/streammodel.h"

namespace wheelhouse {

/// Puts onto the outposts of the tree how each fares, where that is worth a glyph: failing, waiting, paused, gone; and
/// a way to follow one more. Lives on the window's thread.
class OutpostMarks {
    Q_DECLARE_TR_FUNCTIONS(OutpostMarks)
public:
    /// \a accounts: over the window's reading connection; none: nobody is asked over the network here.
    explicit OutpostMarks(AccountList *accounts);
    /// \a tables (empty: any) have changed.
    void follow(const QSet<QByteArray> &tables);
    /// \a addKeys: of the command that follows one more; for its tooltip.
    [[nodiscard]] Result<void> mark(
        QList<StreamModel::Section> &sections, const QDateTime &now, const QStringList &addKeys);

private:
    AccountList *m_list;
    QHash<qint64, Account> m_accounts; ///< by the row of the channel
    bool m_isOld = true;
};

} // namespace wheelhouse

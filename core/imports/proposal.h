#pragma once

#include "core/imports/columns.h"

#include <QStringList>

namespace wheelhouse {

/// A guess at what the columns of a file are, with a reason for each, for a person to confirm.
struct Proposal {
    ColumnMap map;
    struct Reason {
        ColumnRole role;
        QString column;
        QString words; ///< "It is called tweet_id, and no value comes twice."
    };
    QList<Reason> reasons;
    QStringList notes; ///< what a person should look at: times without a zone, ids that a spreadsheet has cut
};

/// Reads the names of the columns and \a samples of their values (one list a row, as long as \a columns). A name alone
/// is not believed: ids must not repeat, times must be readable, truths be yes or no. \a fileName gives the source.
Proposal propose(const QStringList &columns, const QList<QStringList> &samples, const QString &fileName);

} // namespace wheelhouse

#pragma once

#include "core/networks/network.h"
#include "core/store/statement.h"

#include <QHash>

namespace wheelhouse {

/// What the rows of a card are called: a few of each, read once for all cards of a page.
struct CardNames {
    QHash<qint64, Channel> channels; ///< by row
    QHash<qint64, QString> members; ///< by row
    QHash<qint64, qint64> launches; ///< rows, by that of a post
};

/// Reads them; any connection.
class CardNamesReader {
public:
    explicit CardNamesReader(Database &database);
    [[nodiscard]] Result<CardNames> read();

private:
    Statement m_channels;
    Statement m_members;
    Statement m_launches;
};

} // namespace wheelhouse

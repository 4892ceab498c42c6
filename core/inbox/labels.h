#pragma once

#include "core/inbox/mention.h"
#include "core/operations/operationlog.h"

namespace wheelhouse {

/// The words that conversations are labelled with. Lives on the engine lane.
class LabelBook {
public:
    LabelBook(Database &database, OperationLog &log);

    /// The label of that name (case does not count), made when there is none. An empty \a colour: one is chosen by
    /// name.
    [[nodiscard]] Result<Label> called(const QString &name, const QString &colour = {});

private:
    [[nodiscard]] Result<std::optional<Label>> find(const QString &name);

    Database &m_database;
    OperationLog &m_log;
    Statement m_all;
    Statement m_insert;
};

} // namespace wheelhouse

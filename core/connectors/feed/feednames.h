#pragma once

#include "core/connectors/feed/markup.h"

#include <QString>

#include <utility>
#include <vector>

namespace wheelhouse {

/// The names of a feed's elements, whatever prefixes it gave its namespaces.
class FeedNames {
public:
    /// What the attributes of an element bind, as long as it is open.
    void bind(const QList<MarkupReader::Attribute> &attributes);
    [[nodiscard]] size_t bound() const { return m_namespaces.size(); }
    void unbind(size_t bound); ///< down to so many
    [[nodiscard]] QString uriOf(QStringView prefix) const;
    /// The name with the prefix that we know its namespace by; with its own where we do not. Lower case.
    [[nodiscard]] QString canonical(QStringView written) const;

private:
    std::vector<std::pair<QString, QString>> m_namespaces; ///< prefix and address, the newest last
};

} // namespace wheelhouse

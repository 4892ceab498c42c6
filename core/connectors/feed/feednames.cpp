#include "core/connectors/feed/feednames.h"

#include "core/connectors/feed/feedfields.h"

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr size_t mostNamespaces = 200; ///< bound at one time

} // namespace

void FeedNames::bind(const QList<MarkupReader::Attribute> &attributes)
{
    for (const auto &attribute : attributes) {
        const bool isDefault = attribute.name == u"xmlns";
        if (!isDefault && !attribute.name.startsWith(u"xmlns:"))
            continue;
        if (m_namespaces.size() < mostNamespaces)
            m_namespaces.emplace_back(
                isDefault ? QString() : attribute.name.sliced(6).toString(), attribute.value.toString());
    }
}

void FeedNames::unbind(size_t bound)
{
    m_namespaces.resize(std::min(m_namespaces.size(), bound));
}

QString FeedNames::uriOf(QStringView prefix) const
{
    for (auto bound = m_namespaces.rbegin(); bound != m_namespaces.rend(); ++bound)
        if (bound->first == prefix)
            return bound->second;
    return {};
}

QString FeedNames::canonical(QStringView written) const
{
    const qsizetype colon = written.indexOf(u':');
    const QStringView prefix = colon < 0 ? QStringView() : written.first(colon);
    const QString local = written.sliced(colon + 1).toString().toLower();
    const QString uri = uriOf(prefix);
    const QString known = uri.isEmpty() ? QString() : knownPrefix(uri);
    QString used = known.isNull() ? prefix.toString().toLower() : known;
    // Some forget to declare it.
    if (uri.isEmpty() && (used == u"atom" || used == u"rss" || used == u"atom10"))
        used.clear();
    return used.isEmpty() ? local : used + u':' + local;
}

} // namespace wheelhouse

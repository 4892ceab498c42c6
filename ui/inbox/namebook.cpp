#include "ui/inbox/namebook.h"

#include "core/base/text.h"
#include "ui/kit/icons.h"

#include <algorithm>

namespace wheelhouse {

namespace {

template<typename List> auto findRow(const List &list, qint64 row)
{
    return std::find_if(list.begin(), list.end(), [row](const auto &each) { return each.row == row; });
}

template<typename List> QString nameIn(const List &list, qint64 row)
{
    const auto found = findRow(list, row);
    return found == list.end() ? QString() : found->name;
}

} // namespace

NameBook::NameBook(MentionStore &store, Roster &roster)
    : m_store(store)
    , m_roster(roster)
{
}

Result<void> NameBook::read()
{
    auto members = m_roster.members();
    auto departments = m_roster.departments();
    auto labels = m_store.labels();
    QList<qint64> rows;
    auto channels = m_store.channels(rows);
    if (!members || !departments || !labels || !channels)
        return tl::unexpected(!members ? members.error()
                : !departments         ? departments.error()
                : !labels              ? labels.error()
                                       : channels.error());
    m_members = *members;
    m_departments = *departments;
    m_labels = *labels;
    m_outposts.clear();
    for (qsizetype i = 0; i < rows.size(); ++i)
        m_outposts.append({ rows.at(i), channels->at(i) });
    const auto me = std::find_if(m_members.cbegin(), m_members.cend(), [](const Member &m) { return m.isMe; });
    m_me = me == m_members.cend() ? 0 : me->row;
    return {};
}

bool NameBook::isTouchedBy(const QSet<QByteArray> &tables)
{
    return tables.isEmpty() || tables.contains("member") || tables.contains("department") || tables.contains("label")
        || tables.contains("channel");
}

QString NameBook::member(qint64 row) const
{
    return nameIn(m_members, row);
}

QString NameBook::department(qint64 row) const
{
    return nameIn(m_departments, row);
}

Label NameBook::label(qint64 row) const
{
    const auto found = findRow(m_labels, row);
    return found == m_labels.cend() ? Label() : *found;
}

QString NameBook::outpost(qint64 row) const
{
    const auto found = findRow(m_outposts, row);
    return found == m_outposts.cend() ? QString() : found->channel.name;
}

QString NameBook::thing(const QUuid &id) const
{
    const auto in = [&id](const auto &things) {
        for (const auto &each : things)
            if (each.id.uuid() == id)
                return each.name;
        return QString();
    };
    const QString label = in(m_labels);
    const QString member = label.isEmpty() ? in(m_members) : label;
    return member.isEmpty() ? in(m_departments) : member;
}

QString NameBook::firstName(const QString &name)
{
    const QString line = name.simplified();
    return isolate(line.left(line.indexOf(QLatin1Char(' '))));
}

QString NameBook::network(NetworkId network)
{
    switch (network) {
    case NetworkId::Mastodon:
        return QStringLiteral("Mastodon");
    case NetworkId::Bluesky:
        return QStringLiteral("Bluesky");
    case NetworkId::WordPress:
        return QStringLiteral("WordPress");
    case NetworkId::Twitter:
        return QStringLiteral("Twitter");
    case NetworkId::Feed:
        return tr("a feed");
    case NetworkId::Forum:
        return tr("the forum");
    case NetworkId::Other:
        break;
    }
    return tr("another place");
}

QString NameBook::networkIcon(NetworkId network)
{
    return Icons::networkName(networkWord(network));
}

Tint NameBook::tint(const QString &colour)
{
    static const QHash<QString, Tint> tints { { QStringLiteral("red"), Tint::Red },
        { QStringLiteral("amb"), Tint::Amber }, { QStringLiteral("grn"), Tint::Green },
        { QStringLiteral("blu"), Tint::Blue }, { QStringLiteral("vio"), Tint::Violet },
        { QStringLiteral("acc"), Tint::Accent } };
    return tints.value(colour, Tint::Plain);
}

} // namespace wheelhouse

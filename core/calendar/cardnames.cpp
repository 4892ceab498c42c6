#include "core/calendar/cardnames.h"

namespace wheelhouse {

CardNamesReader::CardNamesReader(Database &database)
    : m_channels(database, "SELECT row, id, network, name, handle FROM channel")
    , m_members(database, "SELECT row, name FROM member")
    , m_launches(database, R"(
        SELECT s.post, a.launch FROM launch_step s JOIN launch_lane a ON a.row = s.lane
         WHERE s.post IS NOT NULL AND s.removed = 0 AND a.removed = 0)")
{
}

Result<CardNames> CardNamesReader::read()
{
    CardNames names;
    auto channels = m_channels.each([&names](const Row &row) {
        names.channels.insert(
            row.number(0), { row.id<ChannelId>(1), networkFromWord(row.text(2)), row.text(3), row.text(4) });
        return true;
    });
    auto members = m_members.each([&names](const Row &row) {
        names.members.insert(row.number(0), row.text(1));
        return true;
    });
    auto launches = m_launches.each([&names](const Row &row) {
        names.launches.insert(row.number(0), row.number(1));
        return true;
    });
    for (const Result<void> *done : { &channels, &members, &launches })
        if (!*done)
            return tl::unexpected(done->error());
    return names;
}

} // namespace wheelhouse

#include "core/posts/nameless.h"

#include "core/store/linefunctions.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Nameless)
};

} // namespace

QString namelessWords(int pictures)
{
    if (pictures == 0)
        return Words::tr("Without a name");
    return pictures == 1 ? Words::tr("A picture") : Words::tr("%Ln pictures", nullptr, pictures);
}

NamelessReader::NamelessReader(Database &database)
    : m_post(database, R"(
        WITH said (content) AS (
            SELECT shared FROM post WHERE row = ?1
             UNION ALL SELECT more FROM variant WHERE post = ?1)
        SELECT (SELECT json_extract(shared, '$.parts[0].text') FROM post WHERE row = ?1 AND json_valid(shared)),
               (SELECT max((SELECT sum(json_array_length(part.value, '$.pictures'))
                              FROM json_each(content, '$.parts') part))
                  FROM said WHERE json_valid(content)))")
{
}

Result<Nameless> NamelessReader::read(qint64 post)
{
    auto found = m_post.one<Nameless>(
        [](const Row &row) {
            return Nameless { opening(row.bytes(0)), int(row.number(1)) };
        },
        post);
    if (!found)
        return tl::unexpected(found.error());
    return found->value_or(Nameless());
}

} // namespace wheelhouse

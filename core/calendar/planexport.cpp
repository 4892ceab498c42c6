#include "core/calendar/planexport.h"

#include "core/calendar/planwords.h"
#include "core/planning/icalendar.h"
#include "core/planning/plansheet.h"
#include "core/posts/variantrow.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlanExport)
};

constexpr int alts = 4; // columns for descriptions of pictures: as many as a post usually has

struct Written {
    qint64 row = 0;
    PostId id;
    QString title;
    QString campaign;
    std::optional<Series> when;
    QStringList channels;
    QString text;
    QStringList descriptions;
    QJsonObject contents; ///< by channel
    bool isPlain = true; ///< the text says it all

    [[nodiscard]] QString contentsText() const
    {
        return isPlain ? QString() : QString::fromUtf8(QJsonDocument(contents).toJson(QJsonDocument::Compact));
    }
};

/// Reads one post after the other; each of them with its words and channels.
class PlanWalk {
public:
    explicit PlanWalk(Database &database)
        : m_posts(database, R"(
            SELECT p.row, p.id, p.title, coalesce(c.name, ''), l.row IS NOT NULL, l.start, l.zone, l.turn, l.rule,
                   l.dropped, l.moved, l.added
              FROM post p LEFT JOIN campaign c ON c.row = p.campaign LEFT JOIN plan l ON l.post = p.row
             WHERE p.state <> 'discarded' AND p.reply_to IS NULL
               AND (l.row IS NULL OR (l.last_day >= ?1 AND l.first_day <= ?2))
             ORDER BY coalesce(l.first_day, 9999999), p.row)")
        , m_variants(database, R"(
            SELECT CASE WHEN c.handle <> '' AND (SELECT count(*) FROM channel o WHERE o.name = c.name) > 1
                        THEN c.handle ELSE c.name END, v.text, v.more
              FROM variant v JOIN channel c ON c.row = v.channel WHERE v.post = ?1
             ORDER BY v.row)")
    {
    }
    [[nodiscard]] Result<void> each(QDate from, QDate to, const std::function<Result<bool>(const Written &)> &look)
    {
        Result<bool> seen = true;
        auto read = m_posts.each(
            [&](const Row &row) {
                Written post { row.number(0), row.id<PostId>(1), row.text(2), row.text(3), {}, {}, {}, {}, {}, true };
                if (row.flag(4))
                    post.when = PlanStore::seriesOf(row, 5);
                auto words = addWords(post);
                seen = words ? look(post) : Result<bool>(tl::unexpected(words.error()));
                return seen && *seen;
            },
            from.toJulianDay(), to.toJulianDay());
        return !read ? read : seen ? Result<void>() : tl::unexpected(seen.error());
    }

private:
    [[nodiscard]] Result<void> addWords(Written &post)
    {
        return m_variants.each(
            [&post](const Row &row) {
                const auto content = variantContent(row.text(1), row.bytes(2));
                if (post.channels.isEmpty() && content) // the first speaks for all, for whoever knows one text alone
                    takeText(post, *content);
                post.channels.append(row.text(0));
                if (content) {
                    post.contents.insert(row.text(0), toJson(*content));
                    post.isPlain = post.isPlain && *content == plainContent(post.text);
                }
                return true;
            },
            post.row);
    }
    static void takeText(Written &post, const PostContent &content)
    {
        post.text = wholeText(content);
        for (const PostPart &part : content.parts)
            for (const PictureRef &picture : part.pictures)
                post.descriptions.append(picture.description);
    }
    Statement m_posts;
    Statement m_variants;
};

PlanEntry entryOf(const Written &post)
{
    PlanEntry entry;
    entry.uid = post.id.toString();
    entry.when = *post.when;
    if (entry.when.isWholeDays()) {
        entry.when.start.zone.clear();
        entry.lastDay = entry.when.start.date;
    }
    entry.summary = post.title.isEmpty() ? summaryOf(post.text) : post.title;
    entry.text = post.text;
    if (!post.campaign.isEmpty())
        entry.categories = { post.campaign };
    entry.channels = post.channels;
    entry.contents = post.contentsText();
    return entry;
}

Result<PlanExported> writeEntries(
    PlanWalk &walk, WholeFile &file, QDate from, QDate to, const QDateTime &now, const std::function<bool()> &goesOn)
{
    QList<PlanEntry> entries;
    auto read = walk.each(from, to, [&](const Written &post) -> Result<bool> {
        if (!goesOn())
            return fail(Error::Kind::Cancelled, Words::tr("Stopped; nothing was written."));
        if (post.when && !cardsOf(*post.when, from, to, 1).list.isEmpty())
            entries.append(entryOf(post));
        return true;
    });
    auto written = read ? file.write(writeCalendar(entries, Words::tr("Wheelhouse"), now)) : read;
    if (!written)
        return tl::unexpected(written.error());
    return PlanExported { int(entries.size()) };
}

Result<PlanExported> writeRows(
    PlanWalk &walk, WholeFile &file, QDate from, QDate to, bool hasTray, const std::function<bool()> &goesOn)
{
    PlanExported exported;
    if (auto head = file.write(planSheetHead(alts)); !head)
        return tl::unexpected(head.error());
    auto read = walk.each(from, to, [&](const Written &post) -> Result<bool> {
        if (!goesOn())
            return fail(Error::Kind::Cancelled, Words::tr("Stopped; nothing was written."));
        const Occurrences dates = post.when ? cardsOf(*post.when, from, to) : Occurrences();
        QList<PlannedRow> rows;
        for (const Occurrence &each : dates.list)
            rows.append({ each.name.isEmpty() ? post.id.toString() : post.id.toString() + QLatin1Char('/') + each.name,
                each.at, post.channels, post.text, post.descriptions, post.campaign, post.contentsText() });
        if (!post.when && hasTray)
            rows.append({ post.id.toString(), {}, post.channels, post.text, post.descriptions, post.campaign,
                post.contentsText() });
        for (const PlannedRow &each : std::as_const(rows))
            if (auto done = file.write(planSheetLine(each, alts)); !done)
                return tl::unexpected(done.error());
        exported.posts += int(rows.size());
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    return exported;
}

} // namespace

QString PlanExported::sentence(const QString &path) const
{
    return Words::tr("%n {post|posts} written to %1", nullptr, posts).arg(path);
}

Result<PlanExported> exportPlan(
    Database &database, const PlanExportWish &wish, const QDateTime &now, const std::function<bool()> &goesOn)
{
    auto file = WholeFile::begin(wish.path, wish.existing);
    if (!file)
        return tl::unexpected(file.error());
    PlanWalk walk(database);
    const QDate from = wish.from.isValid() ? wish.from : QDate(1, 1, 1);
    // A series without end would be a sheet without end.
    const QDate endless = wish.isCalendar() ? QDate(9999, 12, 31) : now.date().addYears(1);
    const QDate to = wish.to.isValid() ? wish.to : endless;
    auto exported = wish.isCalendar()
        ? writeEntries(walk, **file, from, to, now, goesOn)
        : writeRows(walk, **file, from, to, !wish.from.isValid() && !wish.to.isValid(), goesOn);
    auto finished = exported ? (*file)->finish() : Result<void>(tl::unexpected(exported.error()));
    if (!finished)
        return tl::unexpected(finished.error());
    return exported;
}

} // namespace wheelhouse

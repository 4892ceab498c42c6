#include "core/launch/launchedit.h"

#include <QJsonDocument>

#include <sqlite3.h>

namespace wheelhouse {

namespace {

using Table = LaunchEdit::Table;

struct Shape {
    Table table;
    const char *name;
    const char *columns; ///< those that a step may change
    const char *make; ///< an SQL of id and what it stands under; none: it is not made here
};
constexpr Shape shapes[] = {
    { Table::Launch, "launch", "name,campaign,start,zone,turn,says,says_not,slips_if,removed",
        "INSERT INTO launch (id, name, start, zone, removed, version) VALUES (?1, '-', '', '', 1, 1)" },
    { Table::Lane, "launch_lane", "department,name,owner,position,vote,voted_by,voted_at,why,removed",
        "INSERT INTO launch_lane (id, launch, name, position, removed) VALUES (?1, ?2, '', 0, 1)" },
    { Table::Step, "launch_step", "lane,kind,name,post,from_days,time,days,is_gate,state,removed",
        "INSERT INTO launch_step (id, lane, kind, name, removed) VALUES (?1, ?2, 'task', '', 1)" },
    { Table::Campaign, "campaign", "embargo_until", nullptr },
    { Table::Layer, "plan_layer", "state", nullptr },
};
const QString needTable = QStringLiteral("launch_need");

const Shape &shapeOf(Table table)
{
    return shapes[size_t(table)];
}

QByteArray readSql(const Shape &shape)
{
    QByteArrayList pairs;
    for (const QByteArray &each : QByteArray(shape.columns).split(','))
        pairs.append('\'' + each + "', " + each);
    return "SELECT json_object(" + pairs.join(", ") + ") FROM " + shape.name + " WHERE row = ?1";
}

QByteArray writeSql(const Shape &shape)
{
    QByteArrayList sets;
    for (const QByteArray &each : QByteArray(shape.columns).split(','))
        sets.append(each + " = json_extract(?2, '$." + each + "')");
    return QByteArray("UPDATE ") + shape.name + " SET " + sets.join(", ") + " WHERE row = ?1";
}

QJsonObject image(const QString &table, qint64 row, const QJsonObject &was, const QJsonObject &now)
{
    return { { QStringLiteral("table"), table }, { QStringLiteral("row"), row }, { QStringLiteral("was"), was },
        { QStringLiteral("now"), now } };
}

} // namespace

struct LaunchEdit::Access {
    Access(Database &database, const Shape &shape)
        : read(database, readSql(shape))
        , write(database, writeSql(shape))
    {
        if (shape.make)
            make.emplace(database, shape.make);
    }
    Statement read;
    Statement write;
    std::optional<Statement> make;
};

LaunchEdit::LaunchEdit(Database &database)
    : m_database(database)
    , m_need(database, "SELECT count(*) FROM launch_need WHERE step = ?1 AND needs = ?2")
    , m_addNeed(database, "INSERT INTO launch_need (step, needs) VALUES (?1, ?2)")
    , m_dropNeed(database, "DELETE FROM launch_need WHERE step = ?1 AND needs = ?2")
{
    for (const Shape &each : shapes)
        m_access.emplace(each.table, std::make_unique<Access>(database, each));
}

LaunchEdit::~LaunchEdit() = default;

LaunchEdit::Access &LaunchEdit::access(Table table)
{
    return *m_access.at(table);
}

Result<qint64> LaunchEdit::make(Table table, const QByteArray &id, qint64 under)
{
    Q_ASSERT(access(table).make);
    if (auto made = table == Table::Launch ? access(table).make->run(id) : access(table).make->run(id, under); !made)
        return tl::unexpected(made.error());
    return sqlite3_last_insert_rowid(m_database.handle());
}

Result<QJsonObject> LaunchEdit::read(Table table, qint64 row)
{
    auto text = access(table).read.one<QByteArray>([](const Row &found) { return found.bytes(0); }, row);
    if (!text)
        return tl::unexpected(text.error());
    return QJsonDocument::fromJson(text->value_or(QByteArray())).object();
}

Result<void> LaunchEdit::write(Table table, qint64 row, const QJsonObject &image)
{
    const QByteArray text = QJsonDocument(image).toJson(QJsonDocument::Compact);
    return access(table).write.run(row, Utf8 { text });
}

Result<void> LaunchEdit::set(Table table, qint64 row, const QJsonObject &columns)
{
    auto was = read(table, row);
    if (!was)
        return tl::unexpected(was.error());
    QJsonObject now = *was;
    for (auto it = columns.begin(); it != columns.end(); ++it)
        now.insert(it.key(), it.value());
    if (now == *was)
        return {};
    m_images.append(image(QLatin1String(shapeOf(table).name), row, *was, now));
    return write(table, row, now);
}

Result<bool> LaunchEdit::isThere(qint64 step, qint64 needs)
{
    auto count = m_need.number(step, needs);
    if (!count)
        return tl::unexpected(count.error());
    return count->value_or(0) > 0;
}

Result<void> LaunchEdit::setNeed(qint64 step, qint64 needs, bool isWanted)
{
    auto was = isThere(step, needs);
    if (!was)
        return tl::unexpected(was.error());
    if (*was == isWanted)
        return {};
    const auto there = [needs](bool is) {
        return QJsonObject { { QStringLiteral("needs"), needs }, { QStringLiteral("there"), is } };
    };
    m_images.append(image(needTable, step, there(*was), there(isWanted)));
    return (isWanted ? m_addNeed : m_dropNeed).run(step, needs);
}

Result<bool> LaunchEdit::turnNeed(const QJsonObject &image, bool isBack)
{
    const QJsonObject to = image.value(isBack ? QLatin1String("was") : QLatin1String("now")).toObject();
    const qint64 step = image.value(QLatin1String("row")).toInteger();
    const qint64 needs = to.value(QLatin1String("needs")).toInteger();
    const bool isWanted = to.value(QLatin1String("there")).toBool();
    auto is = isThere(step, needs);
    if (!is || *is == isWanted)
        return is ? Result<bool>(false) : tl::unexpected(is.error());
    if (auto done = (isWanted ? m_addNeed : m_dropNeed).run(step, needs); !done)
        return tl::unexpected(done.error());
    return true;
}

Result<bool> LaunchEdit::turnRow(Table table, const QJsonObject &image, bool isBack)
{
    const qint64 row = image.value(QLatin1String("row")).toInteger();
    auto is = read(table, row);
    if (!is)
        return tl::unexpected(is.error());
    if (*is != image.value(isBack ? QLatin1String("now") : QLatin1String("was")).toObject())
        return false;
    if (auto done = write(table, row, image.value(isBack ? QLatin1String("was") : QLatin1String("now")).toObject());
        !done)
        return tl::unexpected(done.error());
    return true;
}

Result<int> LaunchEdit::turn(const QJsonArray &images, bool isBack)
{
    int left = 0;
    for (qsizetype i = 0; i < images.size(); ++i) {
        // What was done last is taken back first: a row may stand twice.
        const QJsonObject each = images.at(isBack ? images.size() - 1 - i : i).toObject();
        const QString name = each.value(QLatin1String("table")).toString();
        Result<bool> done = false;
        if (name == needTable)
            done = turnNeed(each, isBack);
        for (const Shape &shape : shapes)
            if (name == QLatin1String(shape.name))
                done = turnRow(shape.table, each, isBack);
        if (!done)
            return tl::unexpected(done.error());
        left += *done ? 0 : 1;
    }
    return left;
}

} // namespace wheelhouse

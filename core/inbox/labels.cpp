#include "core/inbox/labels.h"

#include <QCoreApplication>

#include <array>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Labels)
};

QString tintFor(const QString &name)
{
    static constexpr std::array<const char *, 6> tints { "acc", "blu", "vio", "grn", "amb", "plain" };
    return QString::fromLatin1(tints.at(qHash(name.toCaseFolded(), 0) % tints.size()));
}

constexpr qsizetype longestName = 60;

QString nameFrom(const QString &typed)
{
    QString name = typed.simplified().left(longestName);
    if (!name.isEmpty() && name.back().isHighSurrogate())
        name.chop(1);
    return name;
}

Label readLabel(const Row &row)
{
    return { row.number(0), row.id<LabelId>(1), row.text(2), row.text(3) };
}

} // namespace

LabelBook::LabelBook(Database &database, OperationLog &log)
    : m_database(database)
    , m_log(log)
    , m_all(database, "SELECT row, id, name, colour FROM label")
    , m_insert(database, "INSERT INTO label (id, name, colour) VALUES (?1, ?2, ?3)")
{
}

/// SQLite folds the case of ASCII only.
Result<std::optional<Label>> LabelBook::find(const QString &name)
{
    auto all = m_all.all<Label>(&readLabel);
    if (!all)
        return tl::unexpected(all.error());
    const QString wanted = name.toCaseFolded();
    for (const Label &label : std::as_const(*all))
        if (label.name.toCaseFolded() == wanted)
            return std::optional(label);
    return std::nullopt;
}

Result<Label> LabelBook::called(const QString &name, const QString &colour)
{
    const QString word = nameFrom(name);
    if (word.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("A label needs a name."));
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto found = find(word);
    if (!found)
        return tl::unexpected(found.error());
    if (*found)
        return **found;
    const auto id = LabelId::fresh();
    if (auto made = m_insert.run(id, word, colour.isEmpty() ? tintFor(word) : colour); !made)
        return tl::unexpected(made.error());
    auto logged = m_log.append(*transaction,
        { QStringLiteral("label.add"), { { QStringLiteral("id"), id.toString() }, { QStringLiteral("name"), word } },
            {}, false });
    if (!logged)
        return tl::unexpected(logged.error());
    auto label = find(word);
    if (!label)
        return tl::unexpected(label.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return label->value_or(Label());
}

} // namespace wheelhouse

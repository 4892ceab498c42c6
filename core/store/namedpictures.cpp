#include "core/store/namedpictures.h"

#include "core/store/statement.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LostPicture)
};

constexpr qsizetype hexDigits = 64; // SHA-256
constexpr qsizetype digitsShown = 12;

// Wherever core/posts/content.h is written down. A test fills them all and looks for digests in every other column.
constexpr std::pair<const char *, const char *> holders[] = {
    { "variant", "more" },
    { "variant_aside", "more" },
    { "post", "shared" },
    { "post_template", "content" },
    { "revision_variant", "content" },
    { "kept_words", "words" },
    { "plan_import_row", "done" },
    { "launch_change", "images" },
};

bool isHexDigit(char each)
{
    return (each >= '0' && each <= '9') || (each >= 'a' && each <= 'f');
}

/// Whatever may be a digest counts as one: a picture too many is kept, never one too few.
void collect(QSet<QByteArray> &found, const QByteArray &json)
{
    for (qsizetype i = 0; i < json.size();) {
        if (!isHexDigit(json[i])) {
            ++i;
            continue;
        }
        const qsizetype start = i;
        while (i < json.size() && isHexDigit(json[i]))
            ++i;
        if (i - start == hexDigits)
            found.insert(QByteArray::fromHex(json.mid(start, hexDigits)));
    }
}

} // namespace

Result<QSet<QByteArray>> picturesNamedIn(Database &reader)
{
    QSet<QByteArray> found;
    Statement has(reader, "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2");
    for (const auto &[table, column] : holders) {
        auto there = has.number(QString::fromLatin1(table), QString::fromLatin1(column));
        if (!there)
            return tl::unexpected(there.error());
        if (there->value_or(0) == 0)
            continue;
        const QByteArray name(column);
        Statement each(
            reader, QByteArray("SELECT " + name + " FROM " + table + " WHERE instr(" + name + ", 'sha256') > 0"));
        auto done = each.each([&found](const Row &row) {
            collect(found, row.bytes(0));
            return true;
        });
        if (!done)
            return tl::unexpected(done.error());
    }
    return found;
}

QString pictureNameIn(Database &reader, const QByteArray &digest)
{
    Statement select(reader, "SELECT name FROM picture_name WHERE digest = ?1");
    const auto name = select.one<QString>([](const Row &row) { return row.text(0); }, digest);
    return name ? name->value_or(QString()) : QString(); // an older store has no such table
}

QStringList lostSentences(const QList<LostPicture> &lost)
{
    QStringList said;
    for (const LostPicture &each : lost)
        said.append(each.sentence());
    return said;
}

QString LostPicture::sentence() const
{
    const QString called = name.isEmpty() ? QString::fromLatin1(digest.toHex().left(digitsShown)) : name;
    return isAltered ? Words::tr("The picture “%1” is not what it was, or cannot be read.").arg(called)
                     : Words::tr("The picture “%1” is missing.").arg(called);
}

} // namespace wheelhouse

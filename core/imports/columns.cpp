#include "core/imports/columns.h"

#include "core/base/encoding.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace wheelhouse {

namespace {

constexpr std::array<const char *, columnRoles> roleWords { "id", "text", "author", "name", "author-id", "time",
    "reply", "url", "lang", "channel", "ours" };
constexpr std::array<const char *, 5> dateWords { "auto", "month-first", "day-first", "seconds", "milliseconds" };

struct Delimiter {
    char letter;
    const char *word;
};
constexpr std::array<Delimiter, 4> delimiters { { { ',', "comma" }, { ';', "semicolon" }, { '\t', "tab" },
    { '|', "pipe" } } };

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Imports)
};

tl::unexpected<Error> notUnderstood(const QString &part, const QString &why)
{
    return fail(Error::Kind::Refused, Words::tr("The part “%1” of the map is not understood. %2").arg(part, why));
}

QString escaped(const QString &value)
{
    QString out;
    for (const QChar c : value) {
        if (c == QLatin1Char('\\') || c == QLatin1Char(',') || (c == QLatin1Char('!') && out.isEmpty()))
            out += QLatin1Char('\\');
        out += c;
    }
    return out;
}

/// The parts between commas, backslashes still in them.
QStringList partsOf(QStringView text)
{
    QStringList parts { QString() };
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char(',')) {
            parts.append(QString());
            continue;
        }
        parts.last() += text[i];
        if (text[i] == QLatin1Char('\\') && i + 1 < text.size())
            parts.last() += text[++i];
    }
    return parts;
}

QString unescaped(QStringView value)
{
    QString out;
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] == QLatin1Char('\\') && i + 1 < value.size())
            ++i;
        out += value[i];
    }
    return out;
}

template<size_t N> int indexOf(const std::array<const char *, N> &list, const QString &word)
{
    for (size_t i = 0; i < N; ++i)
        if (word == QLatin1String(list[i]))
            return static_cast<int>(i);
    return -1;
}

Result<void> setOption(ColumnMap &map, const QString &key, const QString &value, const QString &part)
{
    if (key == QLatin1String("zone")) {
        map.zone = value.toLatin1();
        if (!value.isEmpty() && !QTimeZone(map.zone).isValid())
            return notUnderstood(part, Words::tr("A zone is written like Europe/Amsterdam."));
    } else if (key == QLatin1String("dates")) {
        const int form = indexOf(dateWords, value);
        if (form < 0)
            return notUnderstood(part, Words::tr("Choose auto, month-first, day-first, seconds or milliseconds."));
        map.dates = static_cast<TimeForm>(form);
    } else if (key == QLatin1String("network")) {
        map.network = networkFromWord(value);
        if (networkWord(*map.network) != value)
            return notUnderstood(
                part, Words::tr("Choose mastodon, bluesky, wordpress, feed, forum, twitter or other."));
    } else if (key == QLatin1String("source")) {
        map.source = value;
    } else if (key == QLatin1String("encoding")) {
        map.encoding = value;
        if (const auto known = encodingNamed(value); !known && !value.isEmpty())
            return tl::unexpected(known.error());
    } else if (key == QLatin1String("delimiter")) {
        for (const Delimiter &each : delimiters)
            if (value == QLatin1String(each.word))
                map.delimiter = each.letter;
        if (map.delimiter == 0)
            return notUnderstood(part, Words::tr("Choose comma, semicolon, tab or pipe."));
    } else if (key == QLatin1String("names") && value == QLatin1String("global")) {
        map.globalNames = true;
    } else if (key == QLatin1String("cells") && value == QLatin1String("guarded")) {
        map.guarded = true;
    } else if (key == QLatin1String("header")) {
        if (value != QLatin1String("yes") && value != QLatin1String("no"))
            return notUnderstood(part, Words::tr("Choose yes or no."));
        map.header = value == QLatin1String("yes");
    } else {
        return notUnderstood(part, Words::tr("Ask wheelhouse-cli import --help for the words that are known."));
    }
    return {};
}

} // namespace

QLatin1String roleWord(ColumnRole role)
{
    return QLatin1String(roleWords[static_cast<size_t>(role)]);
}

bool ColumnMap::namesColumns() const
{
    for (const QString &each : columns)
        if (!each.isEmpty())
            return true;
    return false;
}

Result<ColumnMap> ColumnMap::read(QStringView text)
{
    ColumnMap map;
    const QStringList parts = partsOf(text);
    for (const QString &part : parts) {
        if (part.trimmed().isEmpty())
            continue;
        const qsizetype equals = part.indexOf(QLatin1Char('='));
        if (equals < 0)
            return notUnderstood(part, Words::tr("Each part is written as word=column."));
        const QString key = part.left(equals).trimmed();
        QString value = part.mid(equals + 1);
        const int role = indexOf(roleWords, key);
        if (role < 0) {
            if (const auto set = setOption(map, key, unescaped(value), part); !set)
                return tl::unexpected(set.error());
            continue;
        }
        if (role == static_cast<int>(ColumnRole::Ours) && value.startsWith(QLatin1Char('!'))) {
            map.oursInverted = true;
            value.remove(0, 1);
        }
        map.columns[static_cast<size_t>(role)] = unescaped(value);
    }
    return map;
}

QString ColumnMap::write() const
{
    QStringList parts;
    const auto add = [&parts](
                         QLatin1String key, const QString &value) { parts.append(key + QLatin1Char('=') + value); };
    for (size_t i = 0; i < columns.size(); ++i) {
        const bool inverted = i == static_cast<size_t>(ColumnRole::Ours) && oursInverted;
        if (!columns[i].isEmpty())
            add(QLatin1String(roleWords[i]), (inverted ? QStringLiteral("!") : QString()) + escaped(columns[i]));
    }
    if (!zone.isEmpty())
        add(QLatin1String("zone"), QString::fromLatin1(zone));
    if (dates != TimeForm::Auto)
        add(QLatin1String("dates"), QLatin1String(dateWords[static_cast<size_t>(dates)]));
    if (network)
        add(QLatin1String("network"), networkWord(*network));
    if (!source.isEmpty())
        add(QLatin1String("source"), escaped(source));
    if (!encoding.isEmpty())
        add(QLatin1String("encoding"), escaped(encoding));
    for (const Delimiter &each : delimiters)
        if (delimiter == each.letter)
            add(QLatin1String("delimiter"), QLatin1String(each.word));
    if (globalNames)
        add(QLatin1String("names"), QStringLiteral("global"));
    if (guarded)
        add(QLatin1String("cells"), QStringLiteral("guarded"));
    if (!header)
        add(QLatin1String("header"), QStringLiteral("no"));
    return parts.join(QLatin1Char(','));
}

QString columnMapHelp()
{
    return Words::tr(
        "  id=COLUMN         what names a row and nothing else; without it a digest of author, time and text\n"
        "  text=COLUMN       what was written (the only one that is needed)\n"
        "  author=COLUMN     the handle of who wrote it\n"
        "  name=COLUMN       the name of who wrote it, as shown\n"
        "  author-id=COLUMN  what names the author and never changes\n"
        "  time=COLUMN       when it was written\n"
        "  reply=COLUMN      the id of the row that it answers\n"
        "  url=COLUMN        where it can be read\n"
        "  lang=COLUMN       its language, such as en or pt-BR\n"
        "  channel=COLUMN    the place that it came to\n"
        "  ours=COLUMN       yes, true or 1 where we wrote it; ours=!COLUMN turns it round\n"
        "  zone=ZONE         for times that say none, such as Europe/Amsterdam\n"
        "  dates=FORM        auto, month-first, day-first, seconds, milliseconds\n"
        "  network=NAME      mastodon, bluesky, wordpress, feed, forum, twitter, other\n"
        "  source=NAME       where ids are unique; else the name of the file\n"
        "  encoding=NAME     else it is found out\n"
        "  delimiter=NAME    comma, semicolon, tab, pipe; else it is found out\n"
        "  names=global      an export of Wheelhouse: its ids are those of the networks\n"
        "  cells=guarded     an export of Wheelhouse: apostrophes before = + - @ are its own\n"
        "  header=no         the first row is a row; the columns are called 1, 2, 3\n"
        "  In JSON a column is a path: author=user.handle. A comma in a name is written \\,\n");
}

} // namespace wheelhouse

#include "core/imports/mapping.h"

#include "core/imports/rowid.h"

#include <QCoreApplication>
#include <QCryptographicHash>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Imports)
};

QString withoutEntities(QString text)
{
    if (!text.contains(QLatin1Char('&')))
        return text;
    text.replace(QStringLiteral("&lt;"), QStringLiteral("<"));
    text.replace(QStringLiteral("&gt;"), QStringLiteral(">"));
    text.replace(QStringLiteral("&amp;"), QStringLiteral("&"));
    return text;
}

/// Stands for an id where the file has none: the same row gives the same one in every import.
QString digestOf(const QString &author, const QString &when, const QString &text)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &part : { author, when, text }) {
        hash.addData(part.toUtf8());
        hash.addData(QByteArrayView("\0", 1));
    }
    return QString::fromLatin1(hash.result().toHex());
}

/// As our own exports write it (csvwords.h): apostrophes, and then what would begin a formula.
bool isGuarded(const QString &cell)
{
    qsizetype first = 0;
    while (first < cell.size() && cell.at(first) == QLatin1Char('\''))
        ++first;
    return first > 0 && first < cell.size() && QStringView(u"=+-@\t\r\n").contains(cell.at(first));
}

bool equalsAny(QStringView word, std::initializer_list<const char *> list)
{
    for (const char *each : list)
        if (word.compare(QLatin1String(each), Qt::CaseInsensitive) == 0)
            return true;
    return false;
}

} // namespace

std::optional<bool> truthOf(QStringView word)
{
    word = word.trimmed();
    if (equalsAny(word, { "true", "yes", "1", "t", "y", "x" }))
        return true;
    if (word.isEmpty() || equalsAny(word, { "false", "no", "0", "f", "n" }))
        return false;
    return {};
}

RowMapping::RowMapping(const ColumnMap &map, const QStringList &columns)
    : m_map(map)
    , m_times(map.dates, map.zone.isEmpty() ? QTimeZone() : QTimeZone(map.zone))
{
    for (size_t i = 0; i < m_index.size(); ++i)
        m_index[i] = m_map.columns[i].isEmpty() ? -1 : static_cast<int>(columns.indexOf(m_map.columns[i]));
}

Result<RowMapping> RowMapping::make(const ColumnMap &map, const QStringList &columns)
{
    for (const QString &each : map.columns)
        if (!each.isEmpty() && !columns.contains(each))
            return fail(Error::Kind::Refused,
                Words::tr("The file has no column “%1”. Its columns are: %2.")
                    .arg(each, columns.join(QStringLiteral(", "))));
    if (map.column(ColumnRole::Text).isEmpty())
        return fail(Error::Kind::Refused,
            Words::tr("Nothing says which column holds the text. Choose one of: %1.")
                .arg(columns.join(QStringLiteral(", "))));
    return RowMapping(map, columns);
}

QString RowMapping::cell(const Record &record, ColumnRole role) const
{
    const int index = m_index[static_cast<size_t>(role)];
    if (index < 0 || static_cast<size_t>(index) >= record.cells.size())
        return {};
    const std::string_view bytes = record.cells[static_cast<size_t>(index)];
    QString text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
    if (m_map.guarded && isGuarded(text))
        text.remove(0, 1);
    text.replace(QChar(u'\0'), QChar(QChar::ReplacementCharacter)); // SQLite would end the text there
    return text;
}

QString RowMapping::named(const QString &id) const
{
    return m_map.globalNames ? id : QLatin1String("import:") + m_map.source + QLatin1Char(':') + id;
}

void RowMapping::remark(Verdict &verdict, ColumnRole role, const QString &said) const
{
    verdict.kind = Verdict::Kind::Remark;
    verdict.column = m_map.column(role);
    verdict.words = said;
}

void RowMapping::refuse(Verdict &verdict, ColumnRole role, const QString &said) const
{
    verdict = Verdict::refusal(verdict.row, m_map.column(role), said);
}

Verdict RowMapping::read(const Record &record) const
{
    if (!record.trouble.isEmpty())
        return Verdict::refusal(record.number, {}, record.trouble);
    Verdict verdict;
    verdict.row = record.number;
    if (!record.remark.isEmpty()) {
        verdict.kind = Verdict::Kind::Remark;
        verdict.words = record.remark;
    }
    Arrival &arrival = verdict.arrival;
    arrival.body = cell(record, ColumnRole::Text);
    if (m_map.network == NetworkId::Twitter)
        arrival.body = withoutEntities(arrival.body);
    if (arrival.body.trimmed().isEmpty()) {
        refuse(verdict, ColumnRole::Text, Words::tr("There is no text. The row is left out."));
        return verdict;
    }
    const QString when = cell(record, ColumnRole::Time);
    if (!readTime(when, verdict) || !readIds(record, verdict, when) || !readOurs(record, verdict))
        return verdict;
    arrival.url = cell(record, ColumnRole::Url).trimmed();
    arrival.language = cell(record, ColumnRole::Language).trimmed();
    verdict.channel = cell(record, ColumnRole::Channel).trimmed();
    if (verdict.words.isEmpty() && arrival.body.contains(QChar::ReplacementCharacter))
        remark(verdict, ColumnRole::Text,
            Words::tr("Letters that cannot be read are shown as �. If there are many, choose another encoding."));
    return verdict;
}

bool RowMapping::readTime(const QString &when, Verdict &verdict) const
{
    const ReadTime read = m_times.read(when);
    if (!read.reason.isEmpty()) {
        refuse(verdict, ColumnRole::Time, Words::tr("“%1”: %2").arg(when.trimmed().left(40), read.reason));
        return false;
    }
    if (!read.remark.isEmpty())
        remark(verdict, ColumnRole::Time, Words::tr("“%1”: %2").arg(when.trimmed(), read.remark));
    if (!read.at && !m_map.column(ColumnRole::Time).isEmpty())
        remark(verdict, ColumnRole::Time, Words::tr("No time is told; the time of the import stands for it."));
    verdict.arrival.writtenAt = read.at;
    return true;
}

bool RowMapping::readIds(const Record &record, Verdict &verdict, const QString &when) const
{
    auto id = mendedId(cell(record, ColumnRole::Id));
    if (!id) {
        refuse(verdict, ColumnRole::Id, id.error().message);
        return false;
    }
    if (id->isEmpty() && !m_map.column(ColumnRole::Id).isEmpty())
        remark(verdict, ColumnRole::Id, Words::tr("There is no id; a digest of author, time and text stands for it."));
    if (id->isEmpty())
        id =
            digestOf(cell(record, ColumnRole::AuthorId) + cell(record, ColumnRole::Author), when, verdict.arrival.body);
    verdict.arrival.globalName = named(*id);
    const auto reply = mendedId(cell(record, ColumnRole::Reply));
    if (!reply)
        remark(verdict, ColumnRole::Reply, reply.error().message + Words::tr(" The row stands alone."));
    else if (!reply->isEmpty())
        verdict.arrival.inReplyTo = named(*reply);
    readAuthor(record, verdict, *id);
    return true;
}

void RowMapping::readAuthor(const Record &record, Verdict &verdict, const QString &id) const
{
    Author &author = verdict.arrival.author;
    QString handle = cell(record, ColumnRole::Author).trimmed();
    author.displayName = cell(record, ColumnRole::AuthorName).trimmed();
    const auto own = mendedId(cell(record, ColumnRole::AuthorId));
    QString key = own ? *own : QString();
    if (key.isEmpty() && !handle.isEmpty())
        key = handle.startsWith(QLatin1Char('@')) ? handle.mid(1).toLower() : handle.toLower();
    if (key.isEmpty())
        key = author.displayName;
    if (key.isEmpty()) {
        key = QLatin1String("of:") + id;
        author.displayName = Words::tr("Unknown author");
    }
    if (!handle.isEmpty() && !handle.startsWith(QLatin1Char('@')) && !handle.contains(QLatin1Char(' ')))
        handle.prepend(QLatin1Char('@'));
    author.handle = handle;
    author.globalName = m_map.globalNames && own && !own->isEmpty() ? *own : named(QLatin1String("author:") + key);
}

bool RowMapping::readOurs(const Record &record, Verdict &verdict) const
{
    if (m_map.column(ColumnRole::Ours).isEmpty())
        return true;
    const QString word = cell(record, ColumnRole::Ours);
    const auto truth = truthOf(word);
    if (!truth) {
        refuse(verdict, ColumnRole::Ours, Words::tr("“%1” is neither yes nor no.").arg(word.trimmed().left(40)));
        return false;
    }
    // An empty cell says nothing, hence never that we wrote it.
    verdict.arrival.author.isUs = !word.trimmed().isEmpty() && *truth != m_map.oursInverted;
    return true;
}

} // namespace wheelhouse

#include "core/imports/proposal.h"

#include "core/imports/mapping.h"
#include "core/imports/rowid.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Imports)
};

/// Names by which a role goes in files of the trade, best first, without blanks, case and signs.
struct Names {
    ColumnRole role;
    std::initializer_list<const char *> list;
};

const std::initializer_list<Names> &knownNames()
{
    static const std::initializer_list<Names> all {
        { ColumnRole::Id,
            { "tweetid", "statusid", "postid", "mentionid", "messageid", "commentid", "idstr", "id", "guid", "uri",
                "externalid" } },
        { ColumnRole::Text,
            { "text", "tweettext", "fulltext", "posttext", "commenttext", "content", "message", "body", "comment",
                "tweet", "post", "snippet", "review" } },
        { ColumnRole::Time,
            { "createdat", "tweetcreated", "tweetdate", "publishedat", "postedat", "writtenat", "timestamp", "datetime",
                "published", "created", "date", "time", "postdate" } },
        { ColumnRole::Author,
            { "userscreenname", "screenname", "username", "authorhandle", "authorusername", "handle", "userhandle",
                "userusername", "accountacct", "author", "user", "name", "from" } },
        { ColumnRole::AuthorName,
            { "authorname", "displayname", "authordisplayname", "userdisplayname", "accountdisplayname", "fullname",
                "username", "name", "author" } },
        { ColumnRole::AuthorId, { "authorid", "userid", "useridstr", "accountid", "fromid", "authorguid" } },
        { ColumnRole::Reply,
            { "inresponsetotweetid", "inreplytostatusidstr", "inreplytostatusid", "inreplytotweetid", "inreplytoid",
                "inreplyto", "replytoid", "replyto", "parentid", "parent" } },
        { ColumnRole::Url, { "url", "permalink", "link", "tweeturl", "posturl", "source url" } },
        { ColumnRole::Language, { "lang", "language", "languagecode" } },
        { ColumnRole::Channel, { "channel", "airline", "brand", "topic", "page", "outpost", "keyword" } },
        { ColumnRole::Ours, { "ours", "isours", "isus", "fromus", "outbound", "inbound", "incoming" } },
    };
    return all;
}

QString bare(const QString &name)
{
    QString out;
    for (const QChar c : name.toLower())
        if (c.isLetterOrNumber())
            out += c;
    return out;
}

/// One column's sampled values, without the empty ones.
struct Sample {
    QStringList values;
    qsizetype rows = 0;

    template<typename Test> [[nodiscard]] bool mostly(Test test, int percent = 90) const
    {
        const auto fitting = std::count_if(values.begin(), values.end(), test);
        return !values.isEmpty() && fitting * 100 >= values.size() * percent;
    }
    [[nodiscard]] bool isUnique() const { return QSet<QString>(values.begin(), values.end()).size() == values.size(); }
    [[nodiscard]] qsizetype meanLength() const
    {
        qsizetype sum = 0;
        for (const QString &each : values)
            sum += each.size();
        return values.isEmpty() ? 0 : sum / values.size();
    }
};

bool readsAsTime(const QString &value, const QTimeZone &zone)
{
    return TimeReader(TimeForm::MonthFirst, zone).read(value).at || TimeReader(TimeForm::DayFirst, zone).read(value).at;
}

class Guess {
public:
    Guess(const QStringList &columns, const QList<QStringList> &samples)
        : m_columns(columns)
    {
        for (qsizetype i = 0; i < columns.size(); ++i) {
            Sample sample;
            for (const QStringList &row : samples)
                if (i < row.size() && !row.at(i).trimmed().isEmpty())
                    sample.values.append(row.at(i));
            sample.rows = samples.size();
            m_samples.append(sample);
        }
    }

    Proposal made(const QString &fileName)
    {
        for (const Names &names : knownNames())
            take(names);
        takeLongestAsText();
        authorFromId();
        tellNetwork();
        tellTimes();
        tellIds();
        tellOurOwn();
        m_proposal.map.source = QFileInfo(fileName).completeBaseName();
        return m_proposal;
    }

private:
    void take(const Names &names)
    {
        for (const char *name : names.list) {
            for (qsizetype i = 0; i < m_columns.size(); ++i) {
                if (m_taken.contains(i) || bare(m_columns.at(i)) != QLatin1String(name)
                    || !fits(names.role, m_samples.at(i)))
                    continue;
                set(names.role, i, reason(names.role, i));
                if (names.role == ColumnRole::Ours)
                    m_proposal.map.oursInverted = QLatin1String(name) == QLatin1String("inbound")
                        || QLatin1String(name) == QLatin1String("incoming");
                return;
            }
        }
    }

    [[nodiscard]] static bool fits(ColumnRole role, const Sample &sample)
    {
        const QTimeZone utc = QTimeZone::utc();
        switch (role) {
        case ColumnRole::Id:
            return sample.values.isEmpty() || (sample.isUnique() && sample.values.size() * 10 >= sample.rows * 9);
        case ColumnRole::Time:
            return sample.values.isEmpty() || sample.mostly([&](const QString &v) { return readsAsTime(v, utc); }, 50);
        case ColumnRole::Ours:
            return sample.mostly([](const QString &v) { return truthOf(v).has_value(); });
        case ColumnRole::Author:
            return sample.values.isEmpty()
                || sample.mostly([](const QString &v) { return !v.trimmed().contains(QLatin1Char(' ')); });
        default:
            return true;
        }
    }

    [[nodiscard]] QString reason(ColumnRole role, qsizetype column) const
    {
        const QString name = m_columns.at(column);
        if (m_samples.at(column).values.isEmpty())
            return Words::tr("It is called “%1”.").arg(name);
        switch (role) {
        case ColumnRole::Id:
            return Words::tr("It is called “%1”, and no value comes twice.").arg(name);
        case ColumnRole::Time:
            return Words::tr("It is called “%1”, and its values are times.").arg(name);
        case ColumnRole::Ours:
            return Words::tr("It is called “%1”, and its values are yes or no.").arg(name);
        default:
            return Words::tr("It is called “%1”.").arg(name);
        }
    }

    void set(ColumnRole role, qsizetype column, const QString &why)
    {
        m_taken.insert(column);
        m_proposal.map.column(role) = m_columns.at(column);
        m_proposal.reasons.append({ role, m_columns.at(column), why });
    }

    void takeLongestAsText()
    {
        if (!m_proposal.map.column(ColumnRole::Text).isEmpty())
            return;
        qsizetype longest = -1;
        for (qsizetype i = 0; i < m_columns.size(); ++i)
            if (!m_taken.contains(i)
                && (longest < 0 || m_samples.at(i).meanLength() > m_samples.at(longest).meanLength()))
                longest = i;
        if (longest >= 0 && m_samples.at(longest).meanLength() > 0)
            set(ColumnRole::Text, longest, Words::tr("Its values are the longest of those that are left."));
    }

    /// Some files name people only by their id, which is then also what is shown.
    void authorFromId()
    {
        ColumnMap &map = m_proposal.map;
        if (!map.column(ColumnRole::Author).isEmpty() || !map.column(ColumnRole::AuthorName).isEmpty()
            || map.column(ColumnRole::AuthorId).isEmpty())
            return;
        const QString column = std::exchange(map.column(ColumnRole::AuthorId), {});
        map.column(ColumnRole::Author) = column;
        for (Proposal::Reason &each : m_proposal.reasons)
            if (each.role == ColumnRole::AuthorId)
                each = { ColumnRole::Author, column, Words::tr("No other column names the author.") };
    }

    void tellNetwork()
    {
        for (const QString &each : std::as_const(m_columns))
            if (bare(each).contains(QLatin1String("tweet")))
                m_proposal.map.network = NetworkId::Twitter;
    }

    [[nodiscard]] const Sample *sampleOf(ColumnRole role) const
    {
        const qsizetype i = m_columns.indexOf(m_proposal.map.column(role));
        return i < 0 ? nullptr : &m_samples.at(i);
    }

    void tellTimes()
    {
        const Sample *times = sampleOf(ColumnRole::Time);
        if (!times) {
            m_proposal.notes.append(Words::tr("No column holds times; the time of the import stands for them."));
            return;
        }
        const QTimeZone utc = QTimeZone::utc();
        const auto readBy = [&](TimeForm form) {
            return times->mostly([&](const QString &v) { return TimeReader(form, utc).read(v).at.has_value(); }, 50);
        };
        if (!times->values.isEmpty() && !readBy(TimeForm::Auto)) {
            const bool month = readBy(TimeForm::MonthFirst);
            const bool day = readBy(TimeForm::DayFirst);
            if (month != day)
                m_proposal.map.dates = month ? TimeForm::MonthFirst : TimeForm::DayFirst;
            else
                m_proposal.notes.append(Words::tr("The times do not say whether day or month comes first. Choose it."));
        }
        const TimeReader zoneless(m_proposal.map.dates);
        const auto needsZone = [&](const QString &v) {
            return !zoneless.read(v).at && TimeReader(m_proposal.map.dates, utc).read(v).at;
        };
        if (std::any_of(times->values.begin(), times->values.end(), needsZone))
            m_proposal.notes.append(Words::tr("The times say no zone. Choose the one in which the file was written."));
    }

    void tellIds()
    {
        const Sample *ids = sampleOf(ColumnRole::Id);
        if (!ids) {
            m_proposal.notes.append(
                Words::tr("No column names the rows; a digest of author, time and text stands for it."));
            return;
        }
        const auto isCut = [](const QString &v) { return !mendedId(v); };
        const auto isRound = [](const QString &v) { return v.size() >= 17 && v.endsWith(QLatin1String("000")); };
        if (std::any_of(ids->values.begin(), ids->values.end(), isCut) || ids->mostly(isRound))
            m_proposal.notes.append(
                Words::tr("A spreadsheet has cut digits off the ids. Export again with this column as text."));
    }

    /// Exports of ours bear a mark in every row (core/housekeeping/viewexport).
    void tellOurOwn()
    {
        const qsizetype mark = m_columns.indexOf(QStringLiteral("wheelhouse"));
        if (mark < 0)
            return;
        const auto says = [&](const char *word) {
            return m_samples.at(mark).mostly([&](const QString &v) { return v == QLatin1String(word); }, 100);
        };
        m_proposal.map.guarded = says("guarded");
        m_proposal.map.globalNames = m_proposal.map.guarded || says("plain");
    }

    QStringList m_columns;
    QList<Sample> m_samples;
    QSet<qsizetype> m_taken;
    Proposal m_proposal;
};

} // namespace

Proposal propose(const QStringList &columns, const QList<QStringList> &samples, const QString &fileName)
{
    return Guess(columns, samples).made(fileName);
}

} // namespace wheelhouse

#include "core/people/figures.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <cmath>

namespace wheelhouse {

namespace {

struct Kind {
    StrainKind kind;
    const char *word;
    double weight;
};
/// Two threats in a month, five insults or sixteen wasted hours are past what we begin with as the ceiling.
constexpr std::array<Kind, 3> kinds { { { StrainKind::Time, "time", 6 }, { StrainKind::Abuse, "abuse", 18 },
    { StrainKind::Threat, "threat", 50 } } };

constexpr double dayMs = 24.0 * 3600 * 1000;
constexpr double halfLifeMs = 30 * dayMs;
constexpr double threatMs = 182 * dayMs;
constexpr double harshWeight = 2; // a message read as very harsh: a complaint is no abuse, a hundred of them wear

} // namespace

QString strainWord(StrainKind kind)
{
    for (const Kind &each : kinds)
        if (each.kind == kind)
            return QString::fromLatin1(each.word);
    return QStringLiteral("time");
}

StrainKind strainFromWord(QStringView word)
{
    for (const Kind &each : kinds)
        if (word == QLatin1String(each.word))
            return each.kind;
    return StrainKind::Time;
}

double weightOf(StrainKind kind)
{
    for (const Kind &each : kinds)
        if (each.kind == kind)
            return each.weight;
    return 0;
}

double decayed(double strain, qint64 since, qint64 now)
{
    return now <= since ? strain : strain * std::exp2(-double(now - since) / halfLifeMs);
}

double strainOf(const QList<StrainEvent> &events, qint64 now)
{
    double strain = 0;
    for (const StrainEvent &event : events)
        strain += decayed(event.weight, event.at, now);
    return strain;
}

FigureReader::FigureReader(Database &database)
    : m_contact(database, "SELECT contact FROM identity WHERE row = ?1")
    , m_identities(database, "SELECT row FROM identity WHERE contact = ?1 ORDER BY row LIMIT ?2")
    , m_messages(database, "SELECT count(*) FROM (SELECT 1 FROM mention WHERE identity = ?1 LIMIT ?2)")
    , m_followers(
          database, "SELECT max(followers) FROM identity WHERE contact = (SELECT contact FROM identity WHERE row = ?1)")
    , m_voices(database, R"(
        SELECT count(DISTINCT identity) FROM (
            SELECT m.identity FROM mention m
             WHERE m.conversation IN (SELECT conversation FROM (
                       SELECT conversation FROM mention WHERE identity = ?1 ORDER BY row DESC LIMIT ?2))
               AND m.is_ours = 0 AND m.identity <> ?1 LIMIT ?3))")
    , m_works(database, "SELECT count(*) FROM evidence WHERE identity = ?1 AND removed = 0 AND verified_by IS NOT NULL")
    , m_marks(database, R"(
        SELECT kind, marked_at FROM strain_mark WHERE identity = ?1 AND removed = 0 ORDER BY marked_at DESC LIMIT ?2)")
    , m_harsh(database, R"(
        SELECT written_at FROM (SELECT written_at, tone, sureness FROM mention WHERE identity = ?1 ORDER BY row DESC LIMIT ?2)
         WHERE tone <= -80 AND sureness = 'sure')")
    , m_strained(database, R"(
        SELECT row, influence, strain, strain_at FROM standing_figure INDEXED BY standing_figure_strained
         WHERE strain > 0 ORDER BY influence DESC LIMIT ?1)")
{
}

Result<std::optional<qint64>> FigureReader::contactOf(qint64 identity)
{
    return m_contact.number(identity);
}

Result<InfluenceFacts> FigureReader::factsOf(const QList<qint64> &identities)
{
    InfluenceFacts facts;
    for (const qint64 identity : identities) {
        auto messages = m_messages.number(identity, countLimit);
        auto voices = m_voices.number(identity, countLimit, voiceLimit);
        auto works = m_works.number(identity);
        if (!messages || !voices || !works)
            return tl::unexpected(!messages ? messages.error() : !voices ? voices.error() : works.error());
        facts.messages += int(messages->value_or(0));
        facts.voices += int(voices->value_or(0));
        facts.evidence += int(works->value_or(0));
    }
    facts.messages = std::min(facts.messages, countLimit);
    auto followers =
        identities.isEmpty() ? Result<std::optional<qint64>>() : m_followers.number(identities.constFirst());
    if (!followers)
        return tl::unexpected(followers.error());
    facts.followers = *followers;
    return facts;
}

Result<void> FigureReader::readStrain(PersonFigures &figures, const QList<qint64> &identities, qint64 now)
{
    QList<StrainEvent> events;
    for (const qint64 identity : identities) {
        auto marked = m_marks.each(
            [&](const Row &row) {
                const StrainKind kind = strainFromWord(row.text(0));
                events.append({ weightOf(kind), row.number(1) });
                figures.hasThreatened |= kind == StrainKind::Threat && double(now - row.number(1)) < threatMs;
                ++figures.marks;
                return true;
            },
            identity, countLimit);
        auto harsh = m_harsh.each(
            [&events](const Row &row) {
                events.append({ harshWeight, row.number(0) });
                return true;
            },
            identity, countLimit);
        if (!marked || !harsh)
            return !marked ? marked : harsh;
    }
    figures.strain = strainOf(events, now);
    return {};
}

Result<PersonFigures> FigureReader::of(qint64 contact, qint64 now)
{
    auto identities = m_identities.all<qint64>([](const Row &row) { return row.number(0); }, contact, largestContact);
    if (!identities)
        return tl::unexpected(identities.error());
    auto facts = factsOf(*identities);
    if (!facts)
        return tl::unexpected(facts.error());
    PersonFigures figures;
    figures.influence = influenceOf(*facts);
    if (auto done = readStrain(figures, *identities, now); !done)
        return tl::unexpected(done.error());
    return figures;
}

Result<QList<Standpoint>> FigureReader::strained(qint64 now, int limit)
{
    return m_strained.all<Standpoint>(
        [now](const Row &row) {
            return Standpoint { row.number(0), double(row.number(1)),
                decayed(double(row.number(2)) / 1000.0, row.number(3), now), false };
        },
        limit);
}

Figures::Figures(Database &database, const Clock &clock)
    : m_clock(clock)
    , m_reader(database)
    , m_author(database,
          "SELECT i.contact FROM mention m JOIN identity i ON i.row = m.identity WHERE m.row = ?1 AND i.is_us = 0")
    , m_write(database, R"(
        INSERT INTO standing_figure (row, influence, strain, strain_at) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (row) DO UPDATE SET influence = excluded.influence, strain = excluded.strain,
                                        strain_at = excluded.strain_at
         WHERE influence <> excluded.influence OR strain <> excluded.strain)")
{
}

Result<void> Figures::refresh(Transaction &, qint64 contact)
{
    const qint64 now = m_clock.nowMs();
    auto figures = m_reader.of(contact, now);
    if (!figures)
        return tl::unexpected(figures.error());
    return m_write.run(contact, figures->influence.score, qint64(std::llround(figures->strain * 1000)), now);
}

Result<void> Figures::follow(Transaction &transaction, const QList<qint64> &mentions)
{
    QSet<qint64> contacts;
    for (const qint64 mention : mentions) {
        auto contact = m_author.number(mention);
        if (!contact)
            return tl::unexpected(contact.error());
        if (!*contact || contacts.contains(**contact))
            continue;
        if (contacts.size() >= batchLimit)
            break;
        contacts.insert(**contact);
        if (auto done = refresh(transaction, **contact); !done)
            return done;
    }
    return {};
}

} // namespace wheelhouse

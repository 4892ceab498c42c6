#include "core/routing/ruletrace.h"

#include <algorithm>

namespace wheelhouse {

namespace {

RuleRun readRun(const Row &row)
{
    RuleRun run;
    run.rule = row.id<RuleId>(0);
    run.number = int(row.number(1));
    run.version = int(row.number(2));
    run.at = row.time(3);
    run.operation = row.number(4);
    run.did = placesFromText(row.text(5));
    run.spared = sparedFromText(row.text(6));
    run.text = { row.text(7), row.text(8), actsFromJson(row.bytes(9)), row.flag(10), row.text(11) };
    run.isTakenBack = row.flag(12);
    return run;
}

} // namespace

RuleTrace::RuleTrace(Database &database)
    : m_runs(database, R"(
        SELECT r.id,
               CASE r.removed WHEN 1 THEN 0 ELSE (SELECT count(*) FROM rule o
                 WHERE o.kind = 'rule' AND o.removed = 0 AND (o.position, o.row) <= (r.position, r.row)) END,
               t.version, t.ran_at, t.operation, t.acts, t.spared, v.name, v.asks, v.acts, v.stops, v.reason,
               (SELECT u.undone FROM undo u WHERE u.operation = t.operation)
          FROM rule_trace t JOIN rule r ON r.row = t.rule
          JOIN rule_version v ON v.rule = t.rule AND v.version = t.version
         WHERE t.conversation = ?1 ORDER BY t.row DESC LIMIT ?2)")
{
}

Result<QList<RuleRun>> RuleTrace::of(qint64 conversation, int limit)
{
    auto runs = m_runs.all<RuleRun>(&readRun, conversation, limit);
    if (runs)
        std::reverse(runs->begin(), runs->end());
    return runs;
}

QString placesToText(const QList<int> &places)
{
    QStringList words;
    for (const int place : places)
        words.append(QString::number(place));
    return words.join(u' ');
}

QString sparedToText(const QList<QPair<int, Spared>> &spared)
{
    QStringList words;
    for (const auto &[place, why] : spared)
        words.append(QString::number(place) + u':' + sparedWord(why));
    return words.join(u' ');
}

QList<int> placesFromText(const QString &text)
{
    QList<int> places;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        places.append(word.toInt());
    return places;
}

QList<QPair<int, Spared>> sparedFromText(const QString &text)
{
    QList<QPair<int, Spared>> spared;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        spared.append({ word.section(u':', 0, 0).toInt(), sparedFromWord(word.section(u':', 1)) });
    return spared;
}

} // namespace wheelhouse

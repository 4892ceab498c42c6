#include "core/demo/demosteps.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

namespace wheelhouse {

using namespace rehearsal;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 shift = 9 * 60 * minute;

template<typename T> Result<void> only(const Result<T> &result)
{
    return result ? Result<void>() : tl::unexpected(result.error());
}

QString labelOf(const QString &kind)
{
    if (kind == QLatin1String("job"))
        return QStringLiteral("Jobs");
    if (kind == QLatin1String("press"))
        return QStringLiteral("Press");
    return kind == QLatin1String("wish") ? QStringLiteral("Idea") : QString();
}

/// "{curtain-6}" as the time of day six minutes before the curtain, where this desk stands.
QString withTimes(QString text, const QDateTime &curtain)
{
    static const QRegularExpression time(QStringLiteral("\\{curtain-(\\d+)\\}"));
    for (auto match = time.match(text); match.hasMatch(); match = time.match(text))
        text.replace(match.capturedStart(), match.capturedLength(),
            curtain.addSecs(-60 * match.captured(1).toInt()).toLocalTime().toString(QStringLiteral("HH:mm")));
    return text;
}

} // namespace

DemoSteps::DemoSteps(Triage &triage, Notes &notes, PastClock &clock, const QDateTime &now)
    : m_triage(triage)
    , m_notes(notes)
    , m_clock(clock)
    , m_now(now)
{
}

void DemoSteps::add(qint64 at, std::function<Result<void>()> act)
{
    m_steps.append(Step { std::min(at, m_now.toMSecsSinceEpoch()), std::move(act) });
}

void DemoSteps::planStaged(const StagedThread &staged, qint64 row, qint64 latest, const Furniture &furniture)
{
    const Triage::Rows rows { row };
    const qint64 at = latest + 2 * minute;
    if (const qint64 department = furniture.departments.value(staged.department))
        add(at, [=, this] { return only(m_triage.handOver(rows, department)); });
    if (const qint64 member = furniture.members.value(staged.assigned))
        add(at + 1, [=, this] { return only(m_triage.assign(rows, member)); });
    QList<qint64> labels;
    for (const QString &label : staged.labels)
        labels.append(furniture.labels.value(label));
    if (!labels.isEmpty())
        add(at + 2, [=, this] { return only(m_triage.label(rows, labels, {})); });
    if (staged.escalated)
        add(at + 3, [=, this] { return only(m_triage.escalate(rows, true)); });
    add(at + 4, [=, this, unread = !staged.read] { return only(m_triage.setUnread(rows, unread)); });
    for (const StagedThread::Note &note : staged.notes) {
        const qint64 written = m_now.toMSecsSinceEpoch() + note.minutes * minute;
        const qint64 author = furniture.members.value(note.who);
        add(written, [=, this, text = withTimes(note.words, m_now)] { return only(m_notes.add(row, text, author)); });
    }
}

void DemoSteps::planSnooze(qint64 row, qint64 latest, Dice &dice)
{
    SnoozeTerm term;
    // One in four only waits for an answer; the others sleep until later today, or nine o'clock on a day to come.
    if (dice.chance(0.25)) {
        term.mode = SnoozeMode::UntilReply;
    } else {
        const QDateTime local = m_now.toLocalTime();
        const QDateTime until = dice.chance(0.4)
            ? local.addSecs(dice.between(1, 5) * 3600)
            : local.date().addDays(dice.between(1, 6)).startOfDay().addSecs(9 * 3600);
        term.until = until.toUTC();
        term.wall =
            until.toString(QStringLiteral("yyyy-MM-ddTHH:mm ")) + QString::fromLatin1(QTimeZone::systemTimeZoneId());
    }
    const qint64 asked = m_now.toMSecsSinceEpoch() - dice.between(10, 240) * minute;
    add(std::max(latest + 2 * minute, asked), [=, this] { return only(m_triage.snooze({ row }, term)); });
}

void DemoSteps::planDone(qint64 row, qint64 latest, Dice &dice)
{
    // Since the shift began, or since midnight where that is later.
    const qint64 now = m_now.toMSecsSinceEpoch();
    const qint64 midnight = m_now.toLocalTime().date().startOfDay().toMSecsSinceEpoch();
    const qint64 since = std::max({ midnight + 1, now - shift, latest });
    add(since + qint64(dice.real() * double(now - since)), [=, this] { return only(m_triage.done({ row })); });
}

void DemoSteps::plan(
    const DemoThread &thread, const StagedThread *staged, qint64 row, const Furniture &furniture, Dice &dice)
{
    if (staged)
        return planStaged(*staged, row, thread.latest(), furniture);
    const qint64 looked = thread.latest() + dice.between(2, 30) * minute;
    if (const qint64 label = furniture.labels.value(labelOf(thread.lines.constFirst().kind));
        label != 0 && thread.fate != Fate::Open)
        add(looked, [=, this] { return only(m_triage.label({ row }, { label }, {})); });
    if (thread.fate == Fate::Waiting)
        add(looked, [=, this] { return only(m_triage.wait({ row })); });
    else if (thread.fate == Fate::Spam)
        add(looked, [=, this] { return only(m_triage.spam({ row })); });
    else if (thread.fate == Fate::Snoozed)
        planSnooze(row, thread.latest(), dice);
    else if (thread.fate == Fate::DoneToday)
        planDone(row, thread.latest(), dice);
}

Result<void> DemoSteps::take()
{
    std::stable_sort(m_steps.begin(), m_steps.end(), [](const Step &a, const Step &b) { return a.at < b.at; });
    for (const Step &step : std::as_const(m_steps)) {
        m_clock.at = step.at;
        if (auto done = step.act(); !done)
            return done;
    }
    return {};
}

} // namespace wheelhouse

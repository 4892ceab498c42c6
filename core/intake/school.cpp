#include "core/intake/school.h"

#include <QLoggingCategory>
#include <QTimer>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(reading, "wh.reading")

constexpr int oneBreathMs = 300;

void tell(const char *what, const std::optional<LearningCheck> &check)
{
    if (check)
        qCInfo(reading, "%d corrections of %s: F1 %.3f taught, %.3f untaught", check->lessons, what, check->taught,
            check->untaught);
}

} // namespace

School::School(Database &database, Corrections &corrections, Admission &admission, QObject *parent)
    : QObject(parent)
    , m_corrections(corrections)
    , m_admission(admission)
    , m_words(database, R"(
        SELECT CASE title WHEN '' THEN text ELSE title || char(10) || text END, language,
               reply_to IS NOT NULL OR instr(text, '@') > 0
          FROM mention WHERE row = ?1)")
    , m_round(std::make_shared<std::atomic<quint64>>(0))
{
    m_corrections.whenChanged([this] { learnSoon(); });
}

School::~School()
{
    ++*m_round; // what is being learned stops at its next step
    m_corrections.whenChanged({});
    m_lane.stop();
}

void School::learnSoon()
{
    ++*m_round;
    if (std::exchange(m_isSoon, true))
        return;
    QTimer::singleShot(oneBreathMs, this, [this] {
        m_isSoon = false;
        learn();
    });
}

Result<Reading> School::explain(qint64 mention)
{
    auto reading = m_words.one<Reading>(
        [reader = m_admission.reader()](const Row &row) {
            return reader.read(row.bytes(0), { row.flag(2), {}, LanguageGuess { row.text(1), 100, true } });
        },
        mention);
    if (!reading)
        return tl::unexpected(reading.error());
    if (!*reading)
        return fail(Error::Kind::Missing, tr("This message is not here any more."));
    return **reading;
}

void School::learn()
{
    auto lessons = m_corrections.lessons();
    if (!lessons) {
        qCWarning(reading, "corrections cannot be read: %s", qPrintable(lessons.error().detail));
        return;
    }
    const quint64 round = *m_round;
    const auto isOver = [now = m_round, round] { return *now != round; };
    m_lane.ask(
        this, [lessons = *lessons, isOver] { return learnIfWorthIt(lessons, isOver); },
        [this, isOver](const Schooling &schooling) {
            if (isOver())
                return; // something newer is on its way
            tell("mood", schooling.checks.mood);
            tell("need", schooling.checks.need);
            m_admission.teach(schooling.taught);
            emit learned(schooling.taught != nullptr);
        });
}

} // namespace wheelhouse

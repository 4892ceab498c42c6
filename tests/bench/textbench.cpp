#include "core/base/csv.h"
#include "core/reading/taught.h"
#include "tests/bench/readbench.h"
#include "tests/support/shareddata.h"

namespace wheelhouse {

namespace {

/// The texts and labels of a year's complaints; empty where the real data is not here.
QList<Lesson> airlineLessons()
{
    CsvReader reader;
    QList<Lesson> lessons;
    if (sharedData().isEmpty() || !reader.open(sharedData() + QStringLiteral("/mentions/airline_2015.csv"), {}))
        return lessons;
    const qsizetype text = reader.columns().indexOf(QStringLiteral("text"));
    const qsizetype label = reader.columns().indexOf(QStringLiteral("airline_sentiment"));
    Record record;
    while (reader.next(record)) {
        const auto cell = [&record](qsizetype at) {
            return QByteArray(record.cells[size_t(at)].data(), qsizetype(record.cells[size_t(at)].size()));
        };
        lessons.append({ cell(text), moodFromWord(QString::fromLatin1(cell(label))), false });
    }
    return lessons;
}

} // namespace

void benchTexts(Report &report)
{
    const QList<Lesson> lessons = airlineLessons();
    if (lessons.size() < 1000) {
        report.note(QStringLiteral("reading: the real data is not here (WH_SHARED_DATA)"));
        return;
    }
    const auto each = [&](const Reader &reader) {
        Samples rounds;
        for (int round = 0; round < 5; ++round) {
            const double before = processorTime();
            for (const Lesson &lesson : lessons)
                std::ignore = reader.mark(lesson.text);
            rounds.add((processorTime() - before) / double(lessons.size()));
        }
        return rounds.median();
    };
    std::ignore = Reader().mark(lessons.first().text); // the word lists are loaded once
    report.say(
        { QStringLiteral("a text's language, need and mood"), each(Reader()), {}, QStringLiteral("us"), atMost(20) });
    QList<Lesson> some = lessons.first(500);
    for (Lesson &lesson : some) // how long it takes does not hang on whether the needs are right
        lesson.need = Reader().mark(lesson.text).need;
    std::shared_ptr<const Taught> taught;
    Samples learning;
    Samples checking;
    for (int round = 0; round < 5; ++round) {
        double before = processorTime();
        taught = learn(some);
        learning.add((processorTime() - before) / 1000);
        before = processorTime();
        std::ignore = checkLearning(some);
        checking.add((processorTime() - before) / 1000);
    }
    report.say({ QStringLiteral("learning mood and need from 500 corrections"), learning.median(), {},
        QStringLiteral("ms"), atMost(300) });
    report.say(
        { QStringLiteral("asking whether they help, five models"), checking.median(), {}, QStringLiteral("ms"), {} });
    report.say({ QStringLiteral("a text, taught"), each(Reader(taught)), {}, QStringLiteral("us"), {} });
}

} // namespace wheelhouse

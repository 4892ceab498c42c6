#include "core/reading/lbfgs.h"
#include "core/reading/taughtmood.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace wheelhouse;
using namespace Qt::StringLiterals;

namespace {

/// A team that calls everything about "beans" bad and about "cups" good, in words that no list weighs.
QList<Lesson> someLessons(int count)
{
    QList<Lesson> lessons;
    for (int each = 0; each < count; ++each) {
        const QByteArray number = QByteArray::number(each);
        if (each % 3 == 0)
            lessons.append({ "the beans of lot " + number + " arrived", Mood::Negative, false });
        else if (each % 3 == 1)
            lessons.append({ "the cups of set " + number + " arrived", Mood::Positive, false });
        else
            lessons.append({ "the table of room " + number + " arrived", Mood::Neutral, false });
    }
    return lessons;
}

constexpr const char *unseen = "the beans of lot 7777 are here";

} // namespace

class TestTaughtMood : public QObject {
    Q_OBJECT
private slots:
    void theLowestPointIsFound()
    {
        // Rosenbrock's valley: no lesson is as crooked.
        std::vector<double> x { -1.2, 1 };
        const auto valley = [](const std::vector<double> &at, std::vector<double> &slope) {
            const double a = 1 - at[0];
            const double b = at[1] - at[0] * at[0];
            slope = { -2 * a - 400 * at[0] * b, 200 * b };
            return a * a + 100 * b * b;
        };
        QVERIFY(walkDown(valley, x, 200, {}));
        QVERIFY(qAbs(x[0] - 1) < 1e-3 && qAbs(x[1] - 1) < 1e-3);
    }
    void whatWasTaughtIsKnown()
    {
        QCOMPARE(Reader().read(unseen).closest, Mood::Neutral);
        const auto taught = learnMood(someLessons(60));
        QVERIFY(taught);
        const Reading reading = Reader(taught).read(unseen);
        QCOMPARE(reading.closest, Mood::Negative);
        const auto reason = std::find_if(reading.words.begin(), reading.words.end(),
            [](const WeighedWord &each) { return each.word.contains(u"beans"_s); });
        QVERIFY(reason != reading.words.end());
        QVERIFY(reason->isLearned);
        QVERIFY(reason->weight < 0);
        QCOMPARE(Reader(taught).read("the cups of set 7777 are here").closest, Mood::Positive);
    }
    void theOrderOfLessonsDoesNotMatter()
    {
        QList<Lesson> lessons = someLessons(45);
        const MoodScores one = Reader(learnMood(lessons)).read(unseen).shares;
        std::mt19937 random(7);
        std::shuffle(lessons.begin(), lessons.end(), random);
        QCOMPARE(Reader(learnMood(lessons)).read(unseen).shares, one); // to the last bit
    }
    void aLessonTakenBackWasNeverThere()
    {
        const QList<Lesson> lessons = someLessons(45);
        QList<Lesson> more = lessons;
        more.append({ unseen, Mood::Positive, false });
        const MoodScores before = Reader(learnMood(lessons)).read(unseen).shares;
        QVERIFY(Reader(learnMood(more)).read(unseen).shares != before);
        more.removeLast();
        QCOMPARE(Reader(learnMood(more)).read(unseen).shares, before);
    }
    void mixedAndUnsureTeachNothing()
    {
        QVERIFY(!learnMood({ { "so so", Mood::Mixed, false }, { "who knows", Mood::Unsure, false } }));
        QVERIFY(!learnMood({}));
    }
    void learningStopsWhenAsked()
    {
        int asked = 0;
        QVERIFY(!learnMood(someLessons(60), [&asked] { return ++asked > 70; })); // between two steps
        QVERIFY(!checkLearning(someLessons(60), [] { return true; }));
    }
    void fewLessonsAreNotJudged() { QVERIFY(!checkLearning(someLessons(9))); }
    void lessonsThatContradictThemselvesAreRefused()
    {
        // Labels at random on texts that the lists read well: whatever is learned from them is noise.
        std::mt19937 random(3);
        QList<Lesson> lessons;
        for (int each = 0; each < 90; ++each) {
            static constexpr std::array<const char *, 3> texts { "awful, I hate it, number ", "the office, number ",
                "wonderful, I love it, number " };
            static constexpr std::array<Mood, 3> moods { Mood::Negative, Mood::Neutral, Mood::Positive };
            const size_t is = size_t(each) % 3;
            const size_t said = each % 4 == 0 ? random() % 3 : is;
            lessons.append({ texts[is] + QByteArray::number(each), moods[said], false });
        }
        const auto check = checkLearning(lessons);
        QVERIFY(check);
        QVERIFY(check->untaught > 0.7);
        QVERIFY(check->taught <= check->untaught);
        const auto good = checkLearning(someLessons(60));
        QVERIFY(good && good->isWorthIt() && good->taught > 0.9);
    }
    void oddLessonsDoNoHarm()
    {
        const QList<Lesson> odd { { "", Mood::Negative, false }, { "\xff\xfe", Mood::Positive, true },
            { QByteArray(1 << 20, 'x'), Mood::Neutral, false }, { "", Mood::Positive, false } };
        const auto taught = learnMood(odd);
        QVERIFY(taught);
        const double confidence = Reader(taught).read("anything").confidence;
        QVERIFY(confidence > 0 && confidence <= 1);
    }
};

QTEST_GUILESS_MAIN(TestTaughtMood)
#include "test_taughtmood.moc"

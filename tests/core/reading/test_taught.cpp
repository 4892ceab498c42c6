#include "core/reading/lbfgs.h"
#include "core/reading/taught.h"

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

class TestTaught : public QObject {
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
        const auto taught = learn(someLessons(60));
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
        const MoodScores one = Reader(learn(lessons)).read(unseen).shares;
        std::mt19937 random(7);
        std::shuffle(lessons.begin(), lessons.end(), random);
        QCOMPARE(Reader(learn(lessons)).read(unseen).shares, one); // to the last bit
    }
    void aLessonTakenBackWasNeverThere()
    {
        const QList<Lesson> lessons = someLessons(45);
        QList<Lesson> more = lessons;
        more.append({ unseen, Mood::Positive, false });
        const MoodScores before = Reader(learn(lessons)).read(unseen).shares;
        QVERIFY(Reader(learn(more)).read(unseen).shares != before);
        more.removeLast();
        QCOMPARE(Reader(learn(more)).read(unseen).shares, before);
    }
    void needsAreLearnedToo()
    {
        QCOMPARE(Reader().read(unseen).mark.need, Need::None);
        QList<Lesson> lessons = someLessons(60);
        for (Lesson &each : lessons)
            each.need = each.mood == Mood::Negative ? Need::Help
                : each.mood == Mood::Positive       ? Need::Idea
                                                    : Need::None;
        const auto both = learn(lessons);
        QCOMPARE(Reader(both).read(unseen).mark.need, Need::Help);
        QCOMPARE(Reader(both).read("the cups of set 7777 are here").mark.need, Need::Idea);
        const auto moods = learn(someLessons(60));
        QVERIFY(both->knowsNeed() && both->knowsMood() && !moods->knowsNeed());
        QCOMPARE(Reader(moods).read(unseen).shares, Reader(both).read(unseen).shares); // each by itself
        std::reverse(lessons.begin(), lessons.end());
        QCOMPARE(Reader(learn(lessons)).read(unseen).needs, Reader(both).read(unseen).needs);
        const auto check = checkLearning(lessons).need;
        QVERIFY(check && check->isWorthIt() && check->lessons == 60);
    }
    /// A team that corrects complaints and praise says nothing of journalists: they are found as before.
    void aNeedThatNobodySpokeOfStaysAsItWas()
    {
        const char *press = "journalist here, would like to interview your press office";
        QCOMPARE(Reader().read(press).mark.need, Need::Press);
        QList<Lesson> lessons = someLessons(300);
        for (Lesson &each : lessons)
            each.need = each.mood == Mood::Negative ? Need::Complaint : Need::Praise;
        const Reading taught = Reader(learn(lessons)).read(press);
        QCOMPARE(taught.needs[size_t(Need::Press) - 1], Reader().read(press).needs[size_t(Need::Press) - 1]);
    }
    void whatDoesWorseIsLeftOutByItself()
    {
        QList<Lesson> lessons = someLessons(60);
        std::mt19937 random(5);
        for (Lesson &each : lessons) { // moods that can be learned, needs that are noise against what is read well
            const bool asks = random() % 2 == 0;
            each.text += asks ? ", what time do you open?" : ", wonderful, thank you!";
            const bool isWrong = random() % 3 == 0;
            each.need = asks != isWrong ? Need::Question : Need::Praise;
        }
        const Schooling schooling = learnIfWorthIt(lessons);
        QVERIFY(schooling.checks.mood && schooling.checks.need);
        QVERIFY(schooling.taught && schooling.taught->knowsMood());
        QCOMPARE(schooling.taught->knowsNeed(), schooling.checks.need->isWorthIt());
        QVERIFY(!schooling.checks.need->isWorthIt());
    }
    void mixedAndUnsureTeachNothing()
    {
        QVERIFY(!learn({ { "so so", Mood::Mixed, false }, { "who knows", Mood::Unsure, false } }));
        QVERIFY(!learn({}));
    }
    void learningStopsWhenAsked()
    {
        int asked = 0;
        QVERIFY(!learn(someLessons(60), [&asked] { return ++asked > 70; })); // between two steps
        QVERIFY(!checkLearning(someLessons(60), [] { return true; }).mood);
    }
    void fewLessonsAreNotJudged() { QVERIFY(!checkLearning(someLessons(9)).mood); }
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
        const auto check = checkLearning(lessons).mood;
        QVERIFY(check);
        QVERIFY(check->untaught > 0.7);
        QVERIFY(check->taught <= check->untaught);
        const auto good = checkLearning(someLessons(60)).mood;
        QVERIFY(good && good->isWorthIt() && good->taught > 0.9);
    }
    void oddLessonsDoNoHarm()
    {
        const QList<Lesson> odd { { "", Mood::Negative, false }, { "\xff\xfe", Mood::Positive, true },
            { QByteArray(1 << 20, 'x'), Mood::Neutral, false }, { "", Mood::Positive, false } };
        const auto taught = learn(odd);
        QVERIFY(taught);
        const double confidence = Reader(taught).read("anything").confidence;
        QVERIFY(confidence > 0 && confidence <= 1);
    }
};

QTEST_GUILESS_MAIN(TestTaught)
#include "test_taught.moc"

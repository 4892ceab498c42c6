#include "core/planning/seriesedit.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace wheelhouse;

namespace {

const QDate far(2029, 12, 31);

WallTime wall(QAnyStringView text)
{
    const auto read = readWallTime(text.toString(), "Europe/Amsterdam");
    return read ? *read : WallTime();
}

Series series(const char *start, const QByteArray &rule)
{
    Series made { wall(start), {}, {}, {}, {} };
    if (const auto read = readRule(rule, made.start))
        made.rule = *read;
    return made;
}

/// Where the occurrences are: "11-02 09:00, 11-09 09:00".
QString shown(const std::optional<Series> &of, int most = 10)
{
    if (!of)
        return QStringLiteral("nothing");
    QStringList all;
    for (const Occurrence &each : occurrences(*of, QDate(2026, 1, 1), far, most).list)
        all.append(each.at.date.toString(QStringLiteral("MM-dd"))
            + (each.at.time.isValid() ? each.at.time.toString(QStringLiteral(" HH:mm")) : QString()));
    return all.join(QStringLiteral(", "));
}

QString name(const char *day, const char *hour = "09:00:00")
{
    return QStringLiteral("2026-%1T%2").arg(QLatin1String(day), QLatin1String(hour));
}

QString placed(const SeriesEdit &edit, const QString &old)
{
    const auto place = edit.placeOf(old);
    if (!place)
        return QStringLiteral("gone");
    return (place->isOther ? QStringLiteral("other ") : QStringLiteral("kept ")) + place->name.mid(5, 11);
}

} // namespace

class TestSeriesEdit : public QObject {
    Q_OBJECT
private slots:
    void thisOneIsMovedAndKeepsItsName();
    void thisOneIsPutBackWhereItWas();
    void thisAndFollowingBecomeASeriesOfTheirOwn();
    void aCountIsSharedOut();
    void allMoveByAsMuch();
    void followingFromTheFirstOneIsAll();
    void whatAPersonMovedStaysWhereItWasPut();
    void aSeriesOfEverySecondWeekStaysInStep();
    void rulesThatFollowAMoveByDays_data();
    void rulesThatFollowAMoveByDays();
    void rulesThatDoNotFollowAreRefused_data();
    void rulesThatDoNotFollowAreRefused();
    void aMoveToAnotherHourAndZoneFitsAnyRule();
    void leavingOut();
    void anotherRule();
    void takingOneOut();
    void onceIsMovedWhole();
    void whatTheSeriesNoLongerNamesIsRefused();
    void onlyWhatWasPutInByHandStandsBefore();
    void b03_aMovedSeriesIsResolvedAnew();
    void noOccurrenceIsLostOrDoubledByAnyMove();
};

void TestSeriesEdit::thisOneIsMovedAndKeepsItsName()
{
    const Series weekly = series("2026-11-02 09:00", "FREQ=WEEKLY;COUNT=3");
    const auto edit = withMoved(weekly, name("11-09"), wall("2026-11-10 10:30"), EditScope::This);
    QCOMPARE(shown(edit->kept), QStringLiteral("11-02 09:00, 11-10 10:30, 11-16 09:00"));
    QVERIFY(!edit->other);
    QCOMPARE(placed(*edit, name("11-09")), QStringLiteral("kept 11-09T09:00"));
    QCOMPARE(placed(*edit, name("11-16")), QStringLiteral("kept 11-16T09:00"));
}

void TestSeriesEdit::thisOneIsPutBackWhereItWas()
{
    const Series weekly = series("2026-11-02 09:00", "FREQ=WEEKLY;COUNT=3");
    const auto there = withMoved(weekly, name("11-09"), wall("2026-11-10 10:30"), EditScope::This);
    const auto back = withMoved(*there->kept, name("11-09"), wall("2026-11-09 09:00"), EditScope::This);
    QCOMPARE(*back->kept, weekly);
}

void TestSeriesEdit::thisAndFollowingBecomeASeriesOfTheirOwn()
{
    const Series weekly = series("2026-11-02 09:00", "FREQ=WEEKLY;BYDAY=MO,FR");
    const auto edit = withMoved(weekly, name("11-09"), wall("2026-11-10 10:00"), EditScope::Following);
    QCOMPARE(shown(edit->kept), QStringLiteral("11-02 09:00, 11-06 09:00"));
    QCOMPARE(shown(edit->other, 4), QStringLiteral("11-10 10:00, 11-14 10:00, 11-17 10:00, 11-21 10:00"));
    QCOMPARE(placed(*edit, name("11-06")), QStringLiteral("kept 11-06T09:00"));
    QCOMPARE(placed(*edit, name("11-13")), QStringLiteral("other 11-14T10:00"));
}

void TestSeriesEdit::aCountIsSharedOut()
{
    Series weekly = series("2026-11-02 09:00", "FREQ=WEEKLY;COUNT=5");
    weekly.dropped.insert(name("11-09")); // one of the five all the same
    const auto edit = withMoved(weekly, name("11-16"), wall("2026-11-17 09:00"), EditScope::Following);
    QCOMPARE(edit->kept->rule->count, 2);
    QCOMPARE(shown(edit->kept), QStringLiteral("11-02 09:00"));
    QCOMPARE(shown(edit->other), QStringLiteral("11-17 09:00, 11-24 09:00, 12-01 09:00"));
}

void TestSeriesEdit::allMoveByAsMuch()
{
    Series weekly = series("2026-11-02 09:00", "FREQ=WEEKLY;COUNT=3");
    weekly.dropped.insert(name("11-09"));
    const auto edit = withMoved(weekly, name("11-16"), wall("2026-11-18 08:00"), EditScope::All);
    QCOMPARE(shown(edit->kept), QStringLiteral("11-04 08:00, 11-18 08:00"));
    QCOMPARE(edit->kept->dropped, QSet<QString>({ name("11-11", "08:00:00") }));
    QCOMPARE(placed(*edit, name("11-02")), QStringLiteral("kept 11-04T08:00"));
    QCOMPARE(placed(*edit, name("11-09")), QStringLiteral("gone"));
}

void TestSeriesEdit::followingFromTheFirstOneIsAll()
{
    const Series weekly = series("2026-11-02 09:00", "FREQ=WEEKLY;COUNT=3");
    const auto following = withMoved(weekly, name("11-02"), wall("2026-11-03 09:00"), EditScope::Following);
    const auto all = withMoved(weekly, name("11-02"), wall("2026-11-03 09:00"), EditScope::All);
    QCOMPARE(*following->kept, *all->kept);
    QVERIFY(!following->other);
}

void TestSeriesEdit::whatAPersonMovedStaysWhereItWasPut()
{
    Series weekly = series("2026-11-02 09:00", "FREQ=WEEKLY;COUNT=4");
    weekly.moved.insert(name("11-09"), wall("2026-11-12 12:00"));
    weekly.moved.insert(name("11-16"), wall("2026-11-19 12:00"));
    const auto edit = withMoved(weekly, name("11-16"), wall("2026-11-17 09:00"), EditScope::All);
    QCOMPARE(shown(edit->kept), QStringLiteral("11-03 09:00, 11-12 12:00, 11-17 09:00, 11-24 09:00"));
    QCOMPARE(placed(*edit, name("11-09")), QStringLiteral("kept 11-10T09:00"));
}

void TestSeriesEdit::aSeriesOfEverySecondWeekStaysInStep()
{
    const Series fortnight = series("2026-11-02 09:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE");
    const auto edit = withMoved(fortnight, name("11-18"), wall("2026-11-19 09:00"), EditScope::Following);
    QCOMPARE(shown(edit->kept), QStringLiteral("11-02 09:00, 11-04 09:00, 11-16 09:00"));
    QCOMPARE(shown(edit->other, 3), QStringLiteral("11-19 09:00, 12-01 09:00, 12-03 09:00"));
    // Monday would stay in its week and Wednesday leave it: no rule says so.
    const auto torn = withMoved(fortnight, name("11-18"), wall("2026-11-23 09:00"), EditScope::All);
    QVERIFY(!torn);
    QCOMPARE(torn.error().kind, Error::Kind::Refused);
    const auto week = withMoved(fortnight, name("11-18"), wall("2026-11-25 09:00"), EditScope::All);
    QCOMPARE(shown(week->kept, 3), QStringLiteral("11-09 09:00, 11-11 09:00, 11-23 09:00"));
}

void TestSeriesEdit::rulesThatFollowAMoveByDays_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("are");
    const auto row = [](const char *rule, const char *from, const char *to, const char *are) {
        QTest::newRow(rule) << QByteArray(rule) << name(from) << QStringLiteral("2026-%1 09:00").arg(QLatin1String(to))
                            << QString::fromLatin1(are);
    };
    row("FREQ=DAILY;INTERVAL=3", "02-05", "02-06", "02-03 09:00, 02-06 09:00, 02-09 09:00");
    row("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "02-06", "02-07", "02-03 09:00, 02-04 09:00, 02-05 09:00");
    row("FREQ=WEEKLY;BYDAY=MO,SU", "02-08", "02-09", "02-03 09:00, 02-09 09:00, 02-10 09:00");
    row("FREQ=MONTHLY", "03-02", "03-30", "03-30 09:00, 04-30 09:00, 05-30 09:00");
    row("FREQ=MONTHLY;BYMONTHDAY=15", "02-15", "02-03", "02-03 09:00, 03-03 09:00, 04-03 09:00");
    row("FREQ=MONTHLY;BYMONTHDAY=1;INTERVAL=2", "04-01", "04-09", "04-09 09:00, 06-09 09:00, 08-09 09:00");
    row("FREQ=YEARLY", "02-02", "02-28", "02-28 09:00, 02-28 09:00, 02-28 09:00");
    row("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3", "05-03", "06-30", "06-30 09:00, 06-30 09:00, 06-30 09:00");
}

void TestSeriesEdit::rulesThatFollowAMoveByDays()
{
    QFETCH(const QByteArray, rule);
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    QFETCH(const QString, are);
    const Series before = series("2026-02-02 09:00", rule);
    const auto edit = withMoved(before, from, wall(to), EditScope::All);
    QVERIFY2(edit, edit ? "" : qPrintable(edit.error().message));
    QCOMPARE(shown(edit->kept, 3), are);
    QVERIFY(occurrence(*edit->kept, occurrenceName(wall(to).date, QTime(9, 0))));
    QVERIFY(edit->placeOf(from));
}

void TestSeriesEdit::rulesThatDoNotFollowAreRefused_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    const auto row = [](const char *rule, const char *from, const char *to) {
        QTest::newRow(rule) << QByteArray(rule) << name(from) << QStringLiteral("2026-%1 09:00").arg(QLatin1String(to));
    };
    row("FREQ=MONTHLY;BYDAY=2TU", "02-10", "02-11");
    row("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "02-02", "02-03");
    row("FREQ=MONTHLY;BYMONTHDAY=-1", "02-28", "02-27");
    row("FREQ=MONTHLY;BYMONTHDAY=2,20", "02-20", "02-21");
    row("FREQ=MONTHLY", "02-02", "03-01");
    row("FREQ=YEARLY;BYYEARDAY=100", "04-10", "04-11");
    row("FREQ=YEARLY", "02-02", "03-03"); // as many days only where there is no 29 February
    row("FREQ=DAILY;BYMONTH=2", "02-10", "02-11");
}

void TestSeriesEdit::rulesThatDoNotFollowAreRefused()
{
    QFETCH(const QByteArray, rule);
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    const Series before = series("2026-02-02 09:00", rule);
    for (const EditScope scope : { EditScope::All, EditScope::Following }) {
        const auto edit = withMoved(before, from, wall(to), scope);
        QVERIFY(!edit);
        QVERIFY2(
            edit.error().message.contains(QLatin1String("choose its days anew")), qPrintable(edit.error().message));
    }
    QVERIFY(withMoved(before, from, wall(to), EditScope::This)); // a single one goes anywhere
}

void TestSeriesEdit::aMoveToAnotherHourAndZoneFitsAnyRule()
{
    const Series second = series("2026-11-10 09:00", "FREQ=MONTHLY;BYDAY=2TU;COUNT=3");
    const auto edit = withMoved(second, name("12-08"), wall("2026-12-08 17:00 Asia/Tokyo"), EditScope::All);
    QCOMPARE(shown(edit->kept), QStringLiteral("11-10 17:00, 12-08 17:00, 01-12 17:00"));
    QCOMPARE(edit->kept->start.zone, QByteArray("Asia/Tokyo"));
    QCOMPARE(placed(*edit, name("12-08")), QStringLiteral("kept 12-08T17:00"));
}

void TestSeriesEdit::leavingOut()
{
    const Series weekly = series("2026-11-02 09:00", "FREQ=WEEKLY;COUNT=3");
    const auto one = withDropped(weekly, name("11-09"), EditScope::This);
    QCOMPARE(shown(one->kept), QStringLiteral("11-02 09:00, 11-16 09:00"));
    QCOMPARE(placed(*one, name("11-09")), QStringLiteral("gone"));
    QCOMPARE(placed(*one, name("11-16")), QStringLiteral("kept 11-16T09:00"));
    const auto rest = withDropped(weekly, name("11-09"), EditScope::Following);
    QCOMPARE(shown(rest->kept), QStringLiteral("11-02 09:00"));
    QCOMPARE(placed(*rest, name("11-16")), QStringLiteral("gone"));
    QVERIFY(!withDropped(weekly, name("11-09"), EditScope::All)->kept);
    QVERIFY(!withDropped(weekly, name("11-02"), EditScope::Following)->kept);
    QVERIFY(!withDropped({ wall("2026-11-02 09:00"), {}, {}, {}, {} }, name("11-02"), EditScope::This)->kept);
}

void TestSeriesEdit::anotherRule()
{
    Series weekly = series("2026-11-02 09:00", "FREQ=WEEKLY;COUNT=4");
    weekly.moved.insert(name("11-23"), wall("2026-11-24 12:00"));
    weekly.dropped.insert(name("11-16"));
    const auto daily = readRule("FREQ=DAILY;INTERVAL=2;COUNT=9", weekly.start);
    const auto edit = withRule(weekly, name("11-09"), *daily, EditScope::Following);
    QCOMPARE(shown(edit->kept), QStringLiteral("11-02 09:00"));
    QCOMPARE(shown(edit->other), // 16 November is none of its days, 23 November is and was moved
        QStringLiteral(
            "11-09 09:00, 11-11 09:00, 11-13 09:00, 11-15 09:00, 11-17 09:00, 11-19 09:00, 11-21 09:00, 11-24 12:00, "
            "11-25 09:00"));
    QCOMPARE(edit->other->dropped, QSet<QString>());
    QCOMPARE(placed(*edit, name("11-09")), QStringLiteral("other 11-09T09:00"));
    QCOMPARE(placed(*edit, name("11-16")), QStringLiteral("gone"));
    QCOMPARE(shown(withRule(weekly, name("11-09"), {}, EditScope::All)->kept), QStringLiteral("11-09 09:00"));
    QVERIFY(!withRule(weekly, name("11-09"), *daily, EditScope::This));
}

void TestSeriesEdit::takingOneOut()
{
    Series weekly = series("2026-11-02 09:00", "FREQ=WEEKLY;COUNT=3");
    weekly.moved.insert(name("11-09"), wall("2026-11-10 12:00"));
    const auto edit = withTakenOut(weekly, name("11-09"));
    QCOMPARE(shown(edit->kept), QStringLiteral("11-02 09:00, 11-16 09:00"));
    QCOMPARE(shown(edit->other), QStringLiteral("11-10 12:00"));
    QCOMPARE(placed(*edit, name("11-09")), QStringLiteral("other 11-10T12:00"));
    QCOMPARE(placed(*edit, name("11-02")), QStringLiteral("kept 11-02T09:00"));
}

void TestSeriesEdit::onceIsMovedWhole()
{
    const Series once { wall("2026-11-02 09:00"), {}, {}, {}, {} };
    for (const EditScope scope : { EditScope::This, EditScope::Following, EditScope::All }) {
        const auto edit = withMoved(once, name("11-02"), wall("2026-12-24 18:00 second"), scope);
        QVERIFY(!edit); // no such hour twice: nothing is read
        const auto moved = withMoved(once, name("11-02"), wall("2026-12-24 18:00"), scope);
        QCOMPARE(*moved->kept, Series({ wall("2026-12-24 18:00"), {}, {}, {}, {} }));
        QCOMPARE(placed(*moved, name("11-02")), QStringLiteral("kept 12-24T18:00"));
    }
}

void TestSeriesEdit::whatTheSeriesNoLongerNamesIsRefused()
{
    const Series weekly = series("2026-11-02 09:00", "FREQ=WEEKLY;COUNT=3");
    for (const QString &each : { name("11-03"), name("11-23"), QString() }) {
        QCOMPARE(withMoved(weekly, each, wall("2026-12-01 09:00"), EditScope::All).error().kind, Error::Kind::Missing);
        QCOMPARE(withDropped(weekly, each, EditScope::This).error().kind, Error::Kind::Missing);
        QCOMPARE(withRule(weekly, each, {}, EditScope::All).error().kind, Error::Kind::Missing);
        QCOMPARE(withTakenOut(weekly, each).error().kind, Error::Kind::Missing);
    }
}

void TestSeriesEdit::onlyWhatWasPutInByHandStandsBefore()
{
    Series weekly = series("2026-11-02 09:00", "FREQ=WEEKLY;COUNT=2");
    weekly.added = { name("10-01", "12:00:00"), name("12-31", "12:00:00") };
    const auto edit = withMoved(weekly, name("11-02"), wall("2026-11-03 09:00"), EditScope::Following);
    QCOMPARE(shown(edit->kept), QStringLiteral("10-01 12:00"));
    QCOMPARE(shown(edit->other), QStringLiteral("11-03 09:00, 11-10 09:00, 01-01 12:00"));
    const auto last = withMoved(weekly, name("12-31", "12:00:00"), wall("2027-01-02 12:00"), EditScope::Following);
    QCOMPARE(shown(last->kept), QStringLiteral("10-01 12:00, 11-02 09:00, 11-09 09:00"));
    QCOMPARE(shown(last->other), QStringLiteral("01-02 12:00"));
}

void TestSeriesEdit::b03_aMovedSeriesIsResolvedAnew()
{
    const Series weekly = series("2026-02-28 02:30 America/New_York", "FREQ=WEEKLY;COUNT=3");
    const auto edit = withMoved(
        weekly, QStringLiteral("2026-02-28T02:30:00"), wall("2026-03-01 02:30 America/New_York"), EditScope::All);
    QStringList instants;
    for (const Occurrence &each : occurrences(*edit->kept, QDate(2026, 1, 1), far).list)
        instants.append(resolve(each.at)->utc.toString(QStringLiteral("MM-dd HH:mm")));
    QCOMPARE(instants,
        QStringList({ QStringLiteral("03-01 07:30"), QStringLiteral("03-08 07:30"), QStringLiteral("03-15 06:30") }));
}

void TestSeriesEdit::noOccurrenceIsLostOrDoubledByAnyMove()
{
    const QByteArrayList rules { "FREQ=DAILY;COUNT=40", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=MO,WE,SA",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;COUNT=30", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,TH;WKST=SU", "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYMONTHDAY=10;INTERVAL=5", "FREQ=WEEKLY;UNTIL=20261231", "FREQ=YEARLY;COUNT=7" };
    QRandomGenerator random(20260308);
    int moves = 0;
    for (int i = 0; i < 150; ++i) {
        const Series before = series("2026-01-05 09:00", rules.at(i % rules.size()));
        const auto all = occurrences(before, QDate(2026, 1, 1), QDate(2026, 12, 31)).list;
        const Occurrence &picked = all.at(random.bounded(int(all.size())));
        const int days = random.bounded(-9, 10);
        const WallTime to { picked.at.date.addDays(days), QTime(random.bounded(24), 0), "Europe/Amsterdam" };
        const EditScope scope = random.bounded(2) == 0 ? EditScope::All : EditScope::Following;
        const auto edit = withMoved(before, picked.name, to, scope);
        if (!edit)
            continue;
        QSet<QString> places;
        for (const Occurrence &each : all) {
            const bool isAbout = scope == EditScope::All || each.name >= picked.name;
            const auto place = edit->placeOf(each.name);
            QVERIFY(place);
            const WallTime meant { each.at.date.addDays(isAbout ? days : 0), isAbout ? to.time : each.at.time,
                "Europe/Amsterdam" };
            QCOMPARE(occurrence(place->isOther ? *edit->other : *edit->kept, place->name)->at, meant);
            places.insert(place->name + QLatin1String(place->isOther ? " of the other" : ""));
        }
        QCOMPARE(places.size(), all.size());
        const auto number = [](const std::optional<Series> &of, QDate last) {
            return of ? occurrences(*of, QDate(2025, 1, 1), last).list.size() : 0;
        };
        const QDate end = all.last().at.date;
        QCOMPARE(number(edit->other ? edit->other : edit->kept, end.addDays(days))
                + (edit->other ? number(edit->kept, end) : 0),
            all.size());
        ++moves;
    }
    qInfo("%d moves of 150 tried", moves);
    QVERIFY(moves > 90);
}

QTEST_GUILESS_MAIN(TestSeriesEdit)
#include "test_seriesedit.moc"

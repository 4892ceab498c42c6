#include "core/planning/ruledays.h"
#include "tests/support/shareddata.h"

#include <QtTest>

using namespace wheelhouse;

namespace {

/// A case of libical's own list: a rule, where it begins, and its instances, the first ones where it has no end.
struct Vector {
    QByteArray rule;
    QByteArray start;
    QByteArray startAt;
    QByteArrayList instances;
    int line = 0;
};

QList<Vector> vectors(const QString &path)
{
    QList<Vector> all;
    int line = 0;
    for (const QByteArray &each : sharedFile(path).split('\n')) {
        ++line;
        const QByteArray value = each.mid(each.indexOf(':') + 1).trimmed();
        if (each.startsWith("RRULE:"))
            all.append({ value, {}, {}, {}, line });
        else if (each.startsWith("DTSTART:") && !all.isEmpty())
            all.last().start = value;
        else if (each.startsWith("START-AT:") && !all.isEmpty())
            all.last().startAt = value;
        else if (each.startsWith("INSTANCES:") && !all.isEmpty())
            all.last().instances = value.split(',');
    }
    return all;
}

QDate dateOf(const QByteArray &text)
{
    return QDate::fromString(QString::fromLatin1(text.left(8)), QStringLiteral("yyyyMMdd"));
}

WallTime startOf(const Vector &each)
{
    if (each.start.size() == 8)
        return { dateOf(each.start), {}, {}, WallTime::Turn::First };
    const QTime time = QTime::fromString(QString::fromLatin1(each.start.mid(9, 6)), QStringLiteral("HHmmss"));
    return { dateOf(each.start), time, "UTC", WallTime::Turn::First };
}

/// The instances as the list writes them.
QByteArrayList written(const QList<QDate> &days, const Vector &each)
{
    QByteArrayList all;
    for (const QDate &day : days)
        all.append(day.toString(QStringLiteral("yyyyMMdd")).toLatin1() + each.start.mid(8));
    return all;
}

} // namespace

class TestRecurrenceVectors : public QObject {
    Q_OBJECT
private slots:
    void libicalsListComesOutOrIsRefusedWithAReason();
    void otherCalendarsAreRefused();
};

void TestRecurrenceVectors::libicalsListComesOutOrIsRefusedWithAReason()
{
    const QList<Vector> all = vectors(QStringLiteral("ics/libical_recur/icalrecur_test.txt"));
    if (all.isEmpty())
        QSKIP("the real data is not here");
    int equal = 0;
    int refused = 0;
    int entered = 0;
    int beyond = 0;
    for (const Vector &each : all) {
        const WallTime start = startOf(each);
        const auto rule = readRule(each.rule, start);
        if (!rule) {
            // Only what comes more than once a day is not ours; each such says so in its rule.
            const bool isOften = each.rule.contains("LY;")
                && (each.rule.contains("HOUR") || each.rule.contains("MINUTE") || each.rule.contains("SECOND"));
            if (!isOften || rule.error().kind != Error::Kind::Refused)
                qWarning("line %d: %s: %s", each.line, each.rule.constData(), qPrintable(rule.error().message));
            QVERIFY(isOften);
            QCOMPARE(rule.error().kind, Error::Kind::Refused);
            ++refused;
            continue;
        }
        if (each.instances.first().startsWith("*** UNIMPLEMENTED")) { // libical does not read it; 30 December in week 1
            QVERIFY(!ruleDays(*rule, start.date, start.date, rule->until, 1).days.isEmpty());
            ++beyond;
            continue;
        }
        const int most = int(each.instances.size());
        const bool isEndless = rule->count == 0 && !rule->until.isValid();
        const RuleDays found = ruleDays(*rule, start.date, start.date, QDate(2200, 1, 1), isEndless ? most : most + 1);
        if (written(found.days, each) != each.instances)
            qWarning("line %d: %s from %s", each.line, each.rule.constData(), each.start.constData());
        QCOMPARE(written(found.days, each), each.instances);
        QCOMPARE(*readRule(ruleText(*rule, start), start), *rule);
        ++equal;
        // Entered in the middle, the rest is the same.
        for (const QDate &from : { dateOf(each.startAt), dateOf(each.instances.at(most / 2)) }) {
            if (!from.isValid())
                continue;
            QList<QDate> rest = found.days;
            rest.removeIf([&](const QDate &day) { return day < from; });
            const RuleDays later = ruleDays(*rule, start.date, from, found.days.last(), most);
            QCOMPARE(later.days, rest);
            ++entered;
        }
    }
    qInfo("%d rules: %d as the list says, %d refused as more than once a day, %d that libical cannot; entered in the "
          "middle %d times",
        int(all.size()), equal, refused, beyond, entered);
    QCOMPARE(equal + refused + beyond, int(all.size()));
    QVERIFY(equal > 100);
}

void TestRecurrenceVectors::otherCalendarsAreRefused()
{
    QList<Vector> all;
    for (const char *name :
        { "icalrecur_test_rscale.txt", "icalrecur_test_rscale_withicu.txt", "icalrecur_test_rscale_withicu_dangi.txt" })
        all += vectors(QStringLiteral("ics/libical_recur/") + QLatin1String(name));
    if (all.isEmpty())
        QSKIP("the real data is not here");
    int equal = 0;
    int refused = 0;
    for (const Vector &each : all) {
        const WallTime start = startOf(each);
        const auto rule = readRule(each.rule, start);
        const bool isOurs = each.rule.contains("RSCALE=GREGORIAN") && !each.rule.contains("WARD");
        if (!rule) {
            QVERIFY2(!isOurs, each.rule.constData());
            ++refused;
            continue;
        }
        if (!isOurs)
            qWarning("line %d: %s", each.line, each.rule.constData());
        QVERIFY(isOurs);
        const RuleDays found = ruleDays(*rule, start.date, start.date, QDate(2200, 1, 1), int(each.instances.size()));
        QCOMPARE(written(found.days, each), each.instances);
        ++equal;
    }
    qInfo("%d rules: %d as the list says, %d refused", int(all.size()), equal, refused);
    QVERIFY(refused > 10);
}

QTEST_GUILESS_MAIN(TestRecurrenceVectors)
#include "test_recurrencevectors.moc"

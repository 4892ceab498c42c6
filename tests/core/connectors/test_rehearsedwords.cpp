#include "core/connectors/rehearsal/costume.h"
#include "core/connectors/rehearsal/world.h"

#include <QRegularExpression>
#include <QtTest>

using namespace wheelhouse;
using namespace wheelhouse::rehearsal;

namespace {

const QDateTime noon = QDateTime(QDate(2026, 10, 13), QTime(12, 0), Qt::UTC);

Scenario scenario(Act act)
{
    Scenario one;
    one.act = act;
    one.opens = noon.addSecs(-6 * 3600);
    one.curtain = noon;
    return one;
}

/// Four weeks of every act, as the networks would send it.
QList<Arrival> arrivals(Act act, int days = 28)
{
    const World world(scenario(act));
    QList<Arrival> all;
    for (const Line &line : world.lines(noon.addDays(-days), noon))
        all.append(dressed(line, world.cast(), world.scenario().seed));
    return all;
}

/// The tags that do not close what was opened last; empty: all is well.
QString brokenTag(const QString &html)
{
    static const QRegularExpression tag(QStringLiteral("<(/?)([a-z]+)[^<>]*>"));
    QStringList open;
    for (auto at = tag.globalMatch(html); at.hasNext();) {
        const auto match = at.next();
        if (match.captured(1).isEmpty())
            open.append(match.captured(2));
        else if (open.isEmpty() || open.takeLast() != match.captured(2))
            return match.captured(0);
    }
    return open.join(u' ');
}

} // namespace

class TestRehearsedWords : public QObject {
    Q_OBJECT
private slots:
    void everySlotIsFilledAndNobodySaysNothing_data()
    {
        QTest::addColumn<int>("act");
        QTest::newRow("a quiet week") << int(Act::Quiet);
        QTest::newRow("a launch") << int(Act::Launch);
        QTest::newRow("a storm") << int(Act::Storm);
    }
    void everySlotIsFilledAndNobodySaysNothing()
    {
        QFETCH(int, act);
        for (const Arrival &one : arrivals(Act(act))) {
            QVERIFY2(!one.body.isEmpty(), qPrintable(one.globalName));
            QVERIFY2(!one.body.contains(u'{') && !one.body.contains(u'}'), qPrintable(one.body));
            QVERIFY2(!one.body.contains(QStringLiteral("  ")), qPrintable(one.body));
            QVERIFY(!one.author.globalName.isEmpty() && !one.author.displayName.isEmpty());
            QVERIFY(one.writtenAt && one.writtenAt->timeSpec() == Qt::UTC);
        }
    }
    void everyPatternTellsWithEverySlotKnown()
    {
        const WordStock stock;
        static const QRegularExpression word(QStringLiteral("\\{([a-z]+)\\}"));
        const QSet<QString> given { QStringLiteral("name"), QStringLiteral("given") };
        const QStringList keys = stock.keys();
        int patterns = 0;
        for (const QString &key : keys) {
            const QStringList lines =
                stock.lines(key.section(u' ', 0, 0), key.section(u' ', 1, 1), key.section(u' ', 2));
            QVERIFY2(!lines.isEmpty(), qPrintable(key));
            if (!key.startsWith(QStringLiteral("slot")) && !key.endsWith(QStringLiteral(" any")))
                patterns += int(lines.size());
            for (const QString &line : lines)
                for (auto at = word.globalMatch(line); at.hasNext();) {
                    const QString slot = at.next().captured(1);
                    QVERIFY2(given.contains(slot)
                            || !stock.lines(QStringLiteral("slot"), slot, QStringLiteral("any")).isEmpty(),
                        qPrintable(key + u' ' + line));
                }
        }
        QVERIFY2(patterns > 500, qPrintable(QString::number(patterns)));
    }
    void nineLanguagesAreSpoken()
    {
        QHash<QString, int> heard;
        for (const Arrival &one : arrivals(Act::Quiet))
            ++heard[one.language];
        for (const char *language : { "en", "nl", "de", "fr", "es", "pl", "nb", "ja", "ar" })
            QVERIFY2(heard.value(QString::fromLatin1(language)) >= 3, language);
    }
    void theSameSentenceSeldomComesTwiceInADay()
    {
        QHash<QString, int> said;
        int repeats = 0;
        const QList<Arrival> day = arrivals(Act::Quiet, 1);
        for (const Arrival &one : day)
            repeats += one.inReplyTo.isEmpty() && said[one.body]++ > 0 ? 1 : 0;
        QVERIFY2(repeats <= 1, qPrintable(QString::number(repeats)));
    }
    void htmlIsWellFormed()
    {
        int seen = 0;
        for (const Act act : { Act::Quiet, Act::Launch, Act::Storm })
            for (const Arrival &one : arrivals(act))
                if (one.form == Arrival::Form::Html) {
                    QVERIFY2(brokenTag(one.body).isEmpty(), qPrintable(one.body));
                    ++seen;
                }
        QVERIFY(seen > 500);
        QCOMPARE(brokenTag(QStringLiteral("<p><a href=\"x\">y</p></a>")), QStringLiteral("</p>"));
    }
    void noAddressLeadsAnywhere()
    {
        static const QRegularExpression host(QStringLiteral("https?://([^/\\s\"<]+)"));
        for (const Act act : { Act::Quiet, Act::Storm })
            for (const Arrival &one : arrivals(act)) {
                const QString all = one.body + u' ' + one.url + u' ' + one.author.profileUrl;
                for (auto at = host.globalMatch(all); at.hasNext();) {
                    const QString name = at.next().captured(1);
                    QVERIFY2(name.endsWith(QStringLiteral(".example")), qPrintable(name));
                }
            }
    }
    void thePeopleOfTheDrawingSpeakAmongTheNewest()
    {
        const QList<Arrival> all = arrivals(Act::Quiet, 2);
        QSet<QString> newest;
        for (const Arrival &one : all.last(qMin(60, int(all.size()))))
            newest.insert(one.author.displayName);
        for (const char *name :
            { "Rhona Blackwood", "Kofi Danquah", "Lotte Verhoeven", "Espresso Sceptic", "Anneke Nowak", "Yusuf Hamdan",
                "Mira Falk", "Bas Tielen", "Dev Oyelaran", "Café Paper Trail", "Signe Wahl", "Oona Järvi" })
            QVERIFY2(newest.contains(QString::fromUtf8(name)), name);
    }
    void everyStagedLineFindsItsSpeaker()
    {
        const World world(scenario(Act::Quiet));
        QCOMPARE(world.staged().size(), 27);
        for (const StagedThread &thread : world.staged()) {
            QVERIFY2(!thread.lines.isEmpty(), qPrintable(thread.key));
            for (const Line &line : thread.lines)
                QVERIFY(!line.words.isEmpty() && line.at <= noon.toMSecsSinceEpoch());
        }
    }
    void fourHundredPeopleWithHandlesOfTheirOwn()
    {
        const WordStock stock;
        const Cast cast(stock, 1887);
        QVERIFY(cast.people().size() >= 400);
        QSet<QString> handles;
        int all = 0;
        for (const Person &person : cast.people())
            for (const QString &handle : person.handles)
                if (!handle.isEmpty()) {
                    handles.insert(handle);
                    ++all;
                }
        // One who is on the forum and in the journal has one handle in both.
        QVERIFY(handles.size() > all * 0.9);
        for (int place = 0; place < 4; ++place)
            for (int part = 0; part < 4; ++part) {
                Dice dice { 1 };
                QVERIFY(cast.anyone(place, Person::Part(part), dice) != Cast::nobody);
            }
    }
};

QTEST_GUILESS_MAIN(TestRehearsedWords)
#include "test_rehearsedwords.moc"

#include "tests/support/desk.h"

#include <QRegularExpression>
#include <QtTest>

#include <algorithm>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

/// Many networks tell whole seconds: a talk of one second stands in the order in which it was said.
class TestOrder : public QObject {
    Q_OBJECT
private slots:
    void aTalkOfOneSecondStandsInItsOrder()
    {
        TestDesk desk;
        QList<int> order { 0, 1, 2, 3, 4 };
        do {
            const QList<Arrival> talk = talkOf(desk, order);
            QCOMPARE(desk.receive(talk).added, 5);
            QCOMPARE(lastTold(desk), m_names);
        } while (std::next_permutation(order.begin(), order.end()));
        for (int run = 0; run < 20; ++run) { // and as it is said, by and by
            for (const Arrival &each : talkOf(desk, order))
                desk.receive({ each });
            QCOMPARE(lastTold(desk), m_names);
        }
        QCOMPARE(desk.database.number("SELECT count(DISTINCT conversation) FROM mention"), m_talks);
        QCOMPARE(desk.database.number("SELECT max(abs((row >> 12) - written_at)) <= 1 FROM mention"), 1);
    }
    /// What we said in the same second is an answer to what they said, not the other way round.
    void whatWeAnswerInTheSameSecondIsAnswered()
    {
        for (int talk = 0; talk < 10; ++talk) {
            TestDesk desk;
            const QString asked = u"asked %1"_s.arg(talk);
            desk.receive({ desk.saying(asked, u"open?"_s) });
            desk.receive({ desk.saying(u"said %1"_s.arg(talk), u"yes"_s, 0, asked, u"us"_s) });
            QCOMPARE(desk.stateOf(desk.conversationOf(asked)), u"waiting"_s);
        }
    }
    void manyAnswersToOneStandAboveIt()
    {
        TestDesk desk;
        QList<Arrival> page;
        for (int each = 0; each < 600; ++each)
            page.append(desk.saying(u"answer %1"_s.arg(each), u"me too"_s, 5, u"asked"_s));
        page.append(desk.saying(u"asked"_s, u"who is there?"_s, 5));
        QCOMPARE(desk.receive(page).added, 601);
        QCOMPARE(told(desk).first(), u"asked"_s);
    }
    void aLongTalkOfOneSecondAndOneThatGoesRound()
    {
        TestDesk desk;
        QList<Arrival> page;
        for (int each = 20'000; each > 0; --each)
            page.append(desk.saying(QString::number(each), u"and so on"_s, 5, QString::number(each - 1)));
        page.append({ desk.saying(u"a"_s, u"I"_s, 5, u"b"_s), desk.saying(u"b"_s, u"you"_s, 5, u"a"_s),
            desk.saying(u"c"_s, u"me"_s, 5, u"c"_s) });
        QCOMPARE(desk.receive(page).added, 20'003);
        QStringList rows = told(desk);
        rows.removeIf([](const QString &name) { return name.at(0).isLetter(); });
        QVERIFY(std::is_sorted(rows.cbegin(), rows.cend(),
            [](const QString &one, const QString &other) { return one.toInt() < other.toInt(); }));
    }
    void timeStandsAboveWhatIsAnswered()
    {
        TestDesk desk;
        // A clock that is wrong: the answer was written before.
        desk.receive({ desk.saying(u"asked"_s, u"open?"_s, 5) });
        desk.receive(
            { desk.saying(u"before"_s, u"yes"_s, 6, u"asked"_s), desk.saying(u"after"_s, u"no"_s, 4, u"asked"_s) });
        QCOMPARE(told(desk), (QStringList { u"before"_s, u"asked"_s, u"after"_s }));
    }

private:
    /// A talk of five, each an answer to the one before, as \a order has it.
    QList<Arrival> talkOf(TestDesk &desk, const QList<int> &order)
    {
        m_names.clear();
        ++m_talks;
        for (int each = 0; each < 5; ++each)
            m_names.append(u"%1/%2"_s.arg(m_talks).arg(each));
        QList<Arrival> talk;
        for (const int each : order)
            talk.append(
                desk.saying(m_names[each], u"words %1"_s.arg(each), 5, each > 0 ? m_names[each - 1] : QString()));
        return talk;
    }
    [[nodiscard]] QStringList lastTold(TestDesk &desk) const
    {
        return told(desk).filter(QRegularExpression(u"^%1/"_s.arg(m_talks)));
    }
    /// The names of what is here, in the order in which it stands.
    static QStringList told(TestDesk &desk)
    {
        Statement all(desk.writer(), "SELECT global_name FROM mention ORDER BY row");
        return TestDesk::must(
            all.all<QString>([](const Row &row) { return row.text(0).remove(u"https://a.example/"_s); }));
    }
    QStringList m_names; ///< of the last talk, as it was said
    int m_talks = 0; // rows are by ids too, so that one may stand well by chance
};

QTEST_GUILESS_MAIN(TestOrder)
#include "test_order.moc"

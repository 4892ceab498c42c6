#include "core/inbox/search.h"
#include "tests/support/desk.h"
#include "tests/support/owntime.h"
#include "tests/support/rounds.h"

#include <QRandomGenerator>

#include <atomic>
#include <thread>

using namespace wheelhouse;

namespace {

const QStringList vocabulary { QStringLiteral("coffee"), QStringLiteral("late"), QStringLiteral("parcel"),
    QStringLiteral("refund"), QStringLiteral("batch"), QStringLiteral("harbour"), QStringLiteral("roast"),
    QStringLiteral("thanks"), QStringLiteral("cold"), QStringLiteral("machine"), QStringLiteral("invoice"),
    QStringLiteral("barista") };

/// \a count mentions, \a from on, a minute's worth each lot.
QList<Arrival> some(TestDesk &desk, QRandomGenerator &dice, int from, int count)
{
    QList<Arrival> arrivals;
    for (int i = from; i < from + count; ++i) {
        QString text;
        for (int word = 0; word < 12; ++word)
            text += vocabulary.at(int(dice.bounded(quint32(vocabulary.size())))) + u' ';
        auto one = desk.saying(QStringLiteral("m%1").arg(i), text + QStringLiteral("r%1").arg(i), 0, {},
            QStringLiteral("p%1").arg(i % 997));
        one.writtenAt = desk.clock.now().addSecs(i - 2'000'000);
        arrivals.append(one);
    }
    return arrivals;
}

} // namespace

class TestSearchLoad : public QObject {
    Q_OBJECT
private slots:
    /// The import on its own thread and connection, as in the program; who types asks another connection.
    void i05SearchAnswersWhileAnImportRuns()
    {
        const int mentions = rounds("mentions searched while an import runs", 10'000, 1'000'000);
        constexpr int lot = 1000;
        TestDesk desk;
        QRandomGenerator dice(20261122);
        for (int from = 0; from < mentions; from += lot)
            desk.receive(some(desk, dice, from, lot), true);

        std::atomic<bool> stop = false;
        std::atomic<int> lots = 0;
        std::thread import([&] {
            QRandomGenerator own(7);
            for (int from = mentions; !stop; from += lot, ++lots)
                desk.receive(some(desk, own, from, lot), true);
        });
        const auto reader = TestDesk::must(Database::open(desk.database.path(), Database::Mode::Read));
        FakeClock clock;
        Search search(*reader, clock);
        QList<double> took;
        const int before = lots;
        // As somebody types: a word letter by letter, two words, a phrase, a filter.
        while (took.size() < 200 || lots < before + 2) {
            const QString word = vocabulary.at(int(dice.bounded(quint32(vocabulary.size()))));
            const QString other = vocabulary.at(int(dice.bounded(quint32(vocabulary.size()))));
            for (const QString &typed : { word.left(3), word, word + u' ' + other, u'"' + word + u' ' + other + u'"',
                     word + QStringLiteral(" from:p%1").arg(dice.bounded(997)),
                     QStringLiteral("r%1").arg(dice.bounded(mentions)) }) {
                const OwnTime timer;
                const auto page = search.find({ parseQuery(typed, Typing::GoesOn) });
                took.append(timer.ms());
                QVERIFY2(page, page ? "" : qPrintable(page.error().detail));
            }
        }
        const int during = lots - before;
        stop = true;
        import.join();
        std::sort(took.begin(), took.end());
        const double p95 = took.at(took.size() * 95 / 100);
        qInfo("%lld searches, p50 %.1f ms, p95 %.1f ms, while %d lots went in", qint64(took.size()),
            took.at(took.size() / 2), p95, during);
        QVERIFY(during > 0);
        QVERIFY2(p95 < 150, qPrintable(QString::number(p95)));
    }
};

QTEST_GUILESS_MAIN(TestSearchLoad)
#include "test_searchload.moc"

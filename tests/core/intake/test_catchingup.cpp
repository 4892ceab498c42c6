#include "core/intake/intake.h"
#include "tests/support/desk.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pageSize = 20;

/// An account that was away for days: \a pages of twenty, oldest first, each an hour later; before them \a walks
/// answers in which it only looked back.
class Behind final : public Connector {
public:
    Behind(TestDesk &desk, int walks, int pages)
        : m_desk(desk)
        , m_walks(walks)
        , m_pages(pages)
    {
    }
    [[nodiscard]] Channel channel() const override
    {
        return { ChannelId::fromName("channel", "behind"), NetworkId::Mastodon, u"@marlowe"_s, u"@marlowe"_s };
    }
    [[nodiscard]] QFuture<Result<Page>> fetch(const QByteArray &cursor) override
    {
        const int at = cursor.toInt();
        Page page { {}, QByteArray::number(at + 1), at + 1 < m_walks + m_pages };
        for (int i = 0; at >= m_walks && i < pageSize; ++i) {
            const int hoursAgo = m_walks + m_pages - at;
            page.arrivals.append(m_desk.saying(u"m%1-%2"_s.arg(at).arg(i), u"word"_s, hoursAgo * 60 + pageSize - i));
        }
        if (!page.arrivals.isEmpty() && isLying)
            page.arrivals.last().writtenAt = m_desk.clock.now().addYears(40);
        return QtFuture::makeReadyFuture(Result<Page>(page));
    }
    bool isLying = false;

private:
    TestDesk &m_desk;
    int m_walks;
    int m_pages;
};

QList<CatchUp> heard(const QSignalSpy &spy)
{
    QList<CatchUp> all;
    for (const auto &each : spy)
        all.append(each.first().value<CatchUp>());
    return all;
}

} // namespace

/// How far an account is that has more to say than one answer holds.
class TestCatchingUp : public QObject {
    Q_OBJECT
private slots:
    void itTellsHowManyCameAndUpToWhen()
    {
        TestDesk desk;
        Intake intake(desk.writer(), desk.admission, desk.clock);
        intake.add(std::make_unique<Behind>(desk, 1, 4));
        QSignalSpy told(&intake, &Intake::catchingUp);
        QSignalSpy fared(&intake, &Intake::fared);
        intake.start();
        QTRY_COMPARE(fared.size(), 1);
        const QList<CatchUp> steps = heard(told);
        QCOMPARE(steps.size(), 5); // after the walk, after three pages with more behind them, and its end
        QCOMPARE(steps.at(0).name, u"@marlowe"_s);
        QVERIFY(!steps.at(0).reached.isValid());
        const QDateTime now = desk.clock.now();
        for (int page = 1; page <= 3; ++page) {
            QCOMPARE(steps.at(page).added, page * pageSize);
            QCOMPARE(steps.at(page).reached, now.addSecs(-3600 * (5 - page) - 60));
            QVERIFY(!steps.at(page).isOver);
        }
        QVERIFY(steps.last().isOver);
        QCOMPARE(steps.last().added, 4 * pageSize);
        QCOMPARE(fared.first().first().value<Fare>().added, 4 * pageSize);
    }
    void oneAnswerIsNoCatchUp()
    {
        TestDesk desk;
        Intake intake(desk.writer(), desk.admission, desk.clock);
        intake.add(std::make_unique<Behind>(desk, 0, 1));
        QSignalSpy told(&intake, &Intake::catchingUp);
        QSignalSpy fared(&intake, &Intake::fared);
        intake.start();
        QTRY_COMPARE(fared.size(), 1);
        QCOMPARE(told.size(), 0);
    }
    void whatLiesInTheFutureIsNotReached()
    {
        TestDesk desk;
        Intake intake(desk.writer(), desk.admission, desk.clock);
        auto made = std::make_unique<Behind>(desk, 0, 3);
        made->isLying = true;
        intake.add(std::move(made));
        QSignalSpy told(&intake, &Intake::catchingUp);
        QSignalSpy fared(&intake, &Intake::fared);
        intake.start();
        QTRY_COMPARE(fared.size(), 1);
        for (const CatchUp &each : heard(told))
            QVERIFY2(each.isOver || each.reached < desk.clock.now(), qPrintable(each.reached.toString()));
    }
    void whoIsTakenAwayMeanwhileIsOver()
    {
        TestDesk desk;
        Intake intake(desk.writer(), desk.admission, desk.clock);
        auto made = std::make_unique<Behind>(desk, 0, 400);
        const ChannelId channel = made->channel().id;
        intake.add(std::move(made));
        QSignalSpy told(&intake, &Intake::catchingUp);
        intake.start();
        QTRY_VERIFY(told.size() >= 2);
        intake.remove(channel);
        QVERIFY(heard(told).last().isOver);
        const auto size = told.size();
        QTest::qWait(20);
        QCOMPARE(told.size(), size);
    }
    void itIsSaidInWords()
    {
        const QDateTime now = QDateTime::fromString(u"2026-11-06T12:00:00Z"_s, Qt::ISODate);
        CatchUp behind { {}, u"@marlowe"_s, 12'400, {}, false };
        const auto plain = [&] { return catchUpWords(behind, now).remove(QChar(0x2068)).remove(QChar(0x2069)); };
        QCOMPARE(plain(), u"Catching up @marlowe: looking back"_s);
        behind.reached = now.addDays(-3);
        QCOMPARE(plain(), u"Catching up @marlowe: %1 so far, up to 3 Nov"_s.arg(QLocale().toString(12'400)));
        behind.reached = now.addSecs(-3600);
        QVERIFY(plain().endsWith(u"up to "_s + behind.reached.toLocalTime().toString(u"HH:mm"_s)));
        behind.isOver = true;
        QVERIFY2(plain().startsWith(u"Caught up with @marlowe: "_s), qPrintable(plain()));
    }
};

QTEST_GUILESS_MAIN(TestCatchingUp)
#include "test_catchingup.moc"

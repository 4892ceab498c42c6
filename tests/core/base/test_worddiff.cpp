#include "core/base/worddiff.h"

#include <QtTest>

#include <QRandomGenerator>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using Kind = DiffPiece::Kind;

namespace {

QString without(const QList<DiffPiece> &pieces, Kind left)
{
    QString all;
    for (const DiffPiece &each : pieces)
        if (each.kind != left)
            all += each.text;
    return all;
}

} // namespace

/// What changed between two texts.
class TestWordDiff : public QObject {
    Q_OBJECT
private slots:
    void aWordThatChangedIsOneChange()
    {
        const auto pieces = wordDiff(u"the kettle leaks, help"_s, u"the kettle explodes, help"_s);
        QCOMPARE(pieces,
            (QList<DiffPiece> { { Kind::Same, u"the kettle "_s }, { Kind::Gone, u"leaks"_s },
                { Kind::Fresh, u"explodes"_s }, { Kind::Same, u", help"_s } }));
    }
    void nothingAndEverything()
    {
        QVERIFY(wordDiff({}, {}).isEmpty());
        QCOMPARE(wordDiff(u"a"_s, u"a"_s), (QList<DiffPiece> { { Kind::Same, u"a"_s } }));
        QCOMPARE(wordDiff({}, u"a b"_s), (QList<DiffPiece> { { Kind::Fresh, u"a b"_s } }));
        QCOMPARE(wordDiff(u"a b"_s, {}), (QList<DiffPiece> { { Kind::Gone, u"a b"_s } }));
    }
    void lettersOfTwoUnitsStayWhole()
    {
        const auto pieces = wordDiff(u"so 👍🏽 good"_s, u"so 👎🏽 good"_s);
        for (const DiffPiece &each : pieces)
            QVERIFY(each.text == QString::fromUtf8(each.text.toUtf8()));
        QCOMPARE(without(pieces, Kind::Fresh), u"so 👍🏽 good"_s);
    }
    /// Whatever the texts, the pieces are both of them.
    void thePiecesAreBothTexts()
    {
        QRandomGenerator dice(4);
        const QStringList stock { u"a"_s, u"b"_s, u"c"_s, u" "_s, u"\n"_s, u"é"_s, u"."_s, u"日"_s };
        for (int round = 0; round < 2'000; ++round) {
            QString one;
            QString other;
            for (QString *each : { &one, &other })
                for (int i = dice.bounded(30); i > 0; --i)
                    *each += stock.at(dice.bounded(int(stock.size())));
            const auto pieces = wordDiff(one, other);
            QCOMPARE(without(pieces, Kind::Fresh), one);
            QCOMPARE(without(pieces, Kind::Gone), other);
        }
    }
    void aVeryLongChangeIsOneChange()
    {
        QString one;
        QString other;
        for (int i = 0; i < 5'000; ++i) {
            one += u"a%1 "_s.arg(i);
            other += u"b%1 "_s.arg(i);
        }
        const auto pieces = wordDiff(u"x "_s + one, u"x "_s + other);
        QCOMPARE(without(pieces, Kind::Gone), u"x "_s + other);
        QVERIFY(pieces.size() <= 4);
    }
};

QTEST_GUILESS_MAIN(TestWordDiff)
#include "test_worddiff.moc"

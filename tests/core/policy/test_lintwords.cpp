#include "core/policy/lintwords.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

/// Words found whole, whatever their case and accents, in scripts with spaces and without.
class TestLintWords : public QObject {
    Q_OBJECT
private slots:
    void aPhraseIsFoundWhole_data()
    {
        QTest::addColumn<QString>("phrase");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("found"); // null: not there
        const auto row = [](const char *name, const QString &phrase, const QString &text, const QString &found) {
            QTest::newRow(name) << phrase << text << found;
        };
        row("as it is", u"safe"_s, u"It is safe."_s, u"safe"_s);
        row("inside another word", u"safe"_s, u"It is unsafe, safely."_s, {});
        row("case", u"Safe to Drink"_s, u"SAFE TO DRINK"_s, u"SAFE TO DRINK"_s);
        row("accents", u"cafe"_s, u"Le Café."_s, u"Café"_s);
        row("over a line", u"safe to drink"_s, u"safe\nto  drink"_s, u"safe\nto  drink"_s);
        row("broken off", u"safe to drink"_s, u"safe to"_s, {});
        row("apostrophe", u"don't"_s, u"We don\u2019t."_s, u"don\u2019t"_s);
        row("unseen character inside", u"safe"_s, u"It is sa\u200Bfe."_s, u"sa\u200Bfe"_s);
        row("Han without spaces", u"\u5B89\u5168"_s, u"\u8FD9\u662F\u5B89\u5168\u7684"_s, u"\u5B89\u5168"_s);
        row("digits", u"E 120"_s, u"with E 120."_s, u"E 120"_s);
        row("nothing in it", u"..."_s, u"safe ..."_s, {});
    }
    void aPhraseIsFoundWhole()
    {
        QFETCH(QString, phrase);
        QFETCH(QString, text);
        QFETCH(QString, found);
        PhraseIndex index;
        index.add(u"something else"_s, 1);
        index.add(phrase, 7);
        const auto hits = index.in(lintTokens(text));
        QCOMPARE(hits.size(), found.isNull() ? 0 : 1);
        if (!found.isNull()) {
            QCOMPARE(hits.constFirst().owner, 7);
            QCOMPARE(text.mid(hits.constFirst().where.start, hits.constFirst().where.length), found);
        }
    }
    void twoPhrasesWithOneBeginningAreBothFound()
    {
        PhraseIndex index;
        index.add(u"safe"_s, 0);
        index.add(u"safe to drink"_s, 1);
        QCOMPARE(index.in(lintTokens(u"safe to drink, safe"_s)).size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestLintWords)
#include "test_lintwords.moc"

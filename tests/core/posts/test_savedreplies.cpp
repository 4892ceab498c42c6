#include "core/posts/savedreplies.h"
#include "tests/support/shareddata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace wheelhouse;
using namespace Qt::StringLiterals;

class TestSavedReplies : public QObject {
    Q_OBJECT

private slots:
    void whatIsAPlaceholder_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("names");
        const auto row = [](const char *name, const QString &text, const QStringList &names) {
            QTest::newRow(name) << text << names;
        };
        row("two", u"Dear {name}, order {order} is on its way."_s, { u"name"_s, u"order"_s });
        row("one twice", u"{name}, {name}!"_s, { u"name"_s });
        row("in any case", u"{Name} {NAME} { name }"_s, { u"name"_s });
        row("several words", u"{order number} {due-date} {a_b2}"_s, { u"order number"_s, u"due-date"_s, u"a_b2"_s });
        row("other tongues", u"{größe} {имя} {𐐀𐐨}"_s, { u"größe"_s, u"имя"_s, u"𐐨𐐨"_s });
        row("composed or not", u"{cafe\u0301}{caf\u00e9}"_s, { u"caf\u00e9"_s });
        row("the inner one", u"{a {name} b}"_s, { u"name"_s });
        row("doubled", u"{{name}}"_s, { u"name"_s });
        row("no names", u"{} { } {1} {_x} {a:b} {\"a\"} { a; } } {"_s, {});
        row("over a line", u"{order\nnumber}"_s, {});
        row("40 letters", u'{' + QString(40, u'x') + u'}', { QString(40, u'x') });
        row("41 letters", u'{' + QString(41, u'x') + u'}', {});
        row("nothing", QString(), {});
    }
    void whatIsAPlaceholder()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, names);
        QCOMPARE(unfilledIn(text), names);
        for (const Placeholder &placeholder : placeholdersIn(text)) {
            const QString there = text.sliced(placeholder.where.start, placeholder.where.length);
            QVERIFY(there.startsWith(u'{') && there.endsWith(u'}'));
        }
    }
    void whatIsKnownIsFilledAndTheRestWaits()
    {
        const QString text = u"Dear {name}, {channel} looked at {order}. Thank you, {Name}."_s;
        const QString known = filled(text, knownValues(u"Ada Lovelace"_s, u"Kaffeta NL"_s));
        QCOMPARE(known, u"Dear Ada Lovelace, Kaffeta NL looked at {order}. Thank you, Ada Lovelace."_s);
        QCOMPARE(unfilledIn(known), QStringList { u"order"_s });
        const QString whole = filled(known, { { u"order"_s, u"A-17"_s } });
        QVERIFY(unfilledIn(whole).isEmpty());
        QVERIFY(whole.contains(u"looked at A-17."_s));
    }
    void anEmptyValueFillsNothing()
    {
        QCOMPARE(filled(u"Dear {name}"_s, knownValues(QString(), u"us"_s)), u"Dear {name}"_s);
        QCOMPARE(filled(u"Dear {name}"_s, { { u"name"_s, u" \n "_s } }), u"Dear {name}"_s);
        QCOMPARE(filled(u"no place"_s, { { u"name"_s, u"Ada"_s } }), u"no place"_s);
    }
    /// Whoever calls himself so gets neither our words nor our links.
    void whoCallsHimselfAPlaceholderIsNotFilledInTurn()
    {
        const QMap<QString, QString> values { { u"name"_s, u"{order}"_s }, { u"order"_s, u"A-17"_s } };
        QCOMPARE(filled(u"{name}: {order}"_s, values), u"(order): A-17"_s);
        QCOMPARE(filled(filled(u"{name}: {order}"_s, values), values), u"(order): A-17"_s);
        // Nor do two values make one between them.
        QCOMPARE(filled(u"{a}x{b}"_s, { { u"a"_s, u"{"_s }, { u"b"_s, u"}"_s } }), u"(x)"_s);
    }
    void aNameThatCallsOrLinksIsLeftToAPerson_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : { "@everyone", "Ada @mayor@town.example", "https://evil.example/", "Ada #boycott" })
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void aNameThatCallsOrLinksIsLeftToAPerson()
    {
        QFETCH(QString, name);
        QCOMPARE(filled(u"Dear {name}"_s, knownValues(name, u"us"_s)), u"Dear {name}"_s);
    }
    void aValueIsOneShortLine()
    {
        QCOMPARE(filled(u"{name}!"_s, { { u"name"_s, u"Ada\n\nLovelace\t"_s } }), u"Ada Lovelace!"_s);
        const QString much = filled(u"{name}!"_s, { { u"name"_s, QString(10'000, u'x') } });
        QVERIFY(much.size() <= 201 && much.endsWith(u"…!"_s));
    }
    void h18NaughtyStringsStayAsTheyAre()
    {
        const auto naughty = QJsonDocument::fromJson(sharedFile(u"text/naughty_strings.json"_s)).array();
        if (naughty.isEmpty())
            QSKIP("The shared data is not here.");
        for (const QJsonValue &one : naughty) {
            const QString text = one.toString();
            QCOMPARE(filled(text, {}), text);
            const QString with = filled(u"<{name}>"_s, { { u"name"_s, text } });
            QVERIFY(with == u"<{name}>"_s || unfilledIn(with).isEmpty());
        }
        QVERIFY(unfilledIn(QString(200'000, u'{')).isEmpty());
        QCOMPARE(unfilledIn(u"{a}"_s.repeated(70'000)), QStringList { u"a"_s });
    }
};

QTEST_GUILESS_MAIN(TestSavedReplies)
#include "test_savedreplies.moc"

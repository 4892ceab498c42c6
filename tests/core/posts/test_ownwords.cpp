#include "tests/core/posts/shelf.h"

#include <QTest>

#include <sys/stat.h>

using namespace wheelhouse;
using namespace Qt::StringLiterals;

class TestOwnWords : public QObject {
    Q_OBJECT

private slots:
    void ownWordsAreKept();
    void ownWordsAreBounded();
};

void TestOwnWords::ownWordsAreKept()
{
    Shelf shelf;
    QVERIFY(shelf.words.read());
    QVERIFY(shelf.words.all().isEmpty());
    QVERIFY(shelf.words.add(u"Zwolle"_s));
    QVERIFY(shelf.words.add(u"cafe\u0301"_s));
    QVERIFY(shelf.words.add(u"Zwolle"_s));
    OwnWords again(shelf.folder.filePath(u"words.txt"_s));
    QVERIFY(again.read());
    QCOMPARE(again.all(), (QStringList { u"Zwolle"_s, u"caf\u00e9"_s }));
    QVERIFY(again.contains(u"cafe\u0301"_s));
    struct stat what { };
    QCOMPARE(::stat(qPrintable(shelf.folder.filePath(u"words.txt"_s)), &what), 0);
    QCOMPARE(what.st_mode & 0777, mode_t(0600));
    QVERIFY(again.remove(u"Zwolle"_s) && again.remove(u"café"_s));
    QVERIFY(shelf.words.read());
    QVERIFY(shelf.words.all().isEmpty());
}

void TestOwnWords::ownWordsAreBounded()
{
    Shelf shelf;
    for (const QString &none : { QString(), u"  "_s, u"two words"_s, u"a\0b"_s, QString(81, u'x') })
        QCOMPARE(shelf.words.add(none).error().kind, Error::Kind::Refused);
    shelf.put(u"words.txt"_s, QByteArray("good\r\ntwo words\n\n\xff\xfe\x01\n") + QByteArray(300, 'x') + "\nfine");
    QVERIFY(shelf.words.read());
    QCOMPARE(shelf.words.all(), (QStringList { u"fine"_s, u"good"_s }));
    QByteArray many;
    for (int i = 0; i < OwnWords::mostWords + 5; ++i)
        many += 'w' + QByteArray::number(i) + '\n';
    shelf.put(u"words.txt"_s, many);
    QVERIFY(shelf.words.read());
    QCOMPARE(shelf.words.all().size(), OwnWords::mostWords);
    QCOMPARE(shelf.words.add(u"another"_s).error().kind, Error::Kind::Refused);
    shelf.put(u"words.txt"_s, QByteArray(1'000'001, 'x'));
    QCOMPARE(shelf.words.read().error().kind, Error::Kind::Refused);
    QCOMPARE(shelf.words.all().size(), OwnWords::mostWords); // as they were
    OwnWords nowhere(u"/nowhere/words.txt"_s);
    QVERIFY(!nowhere.add(u"word"_s));
    QVERIFY(!nowhere.contains(u"word"_s));
}

QTEST_GUILESS_MAIN(TestOwnWords)
#include "test_ownwords.moc"

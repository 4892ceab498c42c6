#include "core/intake/prepared.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

/// A page of a network, made ready for the store.
class TestPrepared : public QObject {
    Q_OBJECT
private slots:
    void manyAreWhatEachWouldBeAlone_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : { 1, 7, 8, 40, 200, 201, 500 }) // by one core, and by all of them
            QTest::addRow("%d", count) << count;
    }
    void manyAreWhatEachWouldBeAlone()
    {
        QFETCH(const int, count);
        QList<Arrival> page;
        for (int i = 0; i < count; ++i)
            page.append(saying(i));
        page.insert(count / 2, Arrival()); // of no name: nobody's
        const qint64 now = m_start.addDays(1).toMSecsSinceEpoch();
        const QList<Prepared> batch = prepareAll(page, NetworkId::Mastodon, now);
        QCOMPARE(batch.size(), count);
        for (int i = 0; i < count; ++i) {
            const Prepared &many = batch[count - 1 - i]; // the newest came first
            const Prepared alone = prepare(saying(i), NetworkId::Mastodon, now);
            QCOMPARE(many.globalName, alone.globalName);
            QCOMPARE(many.text, alone.text);
            QCOMPARE(many.spans, alone.spans);
            QCOMPARE(many.language, alone.language);
            QCOMPARE(many.reading, alone.reading);
            QCOMPARE(many.writtenAt, alone.writtenAt);
            QCOMPARE(many.id, alone.id);
        }
    }

private:
    Arrival saying(int number) const
    {
        static const QStringList said { u"<p>The <b>grinder</b> is broken again, this is awful.</p>"_s,
            u"<p>Wo finde ich die <a href=\"https://a.example/x\">Anleitung</a>?</p>"_s,
            u"<p>Merci beaucoup, c'est parfait &amp; rapide</p>"_s };
        Arrival arrival;
        arrival.globalName = u"https://a.example/%1"_s.arg(number);
        arrival.author.globalName = u"https://a.example/@ada"_s;
        arrival.body = said[number % said.size()];
        arrival.form = Arrival::Form::Html;
        arrival.writtenAt = m_start.addSecs(-number);
        return arrival;
    }
    QDateTime m_start { QDate(2026, 11, 1), QTime(9, 0), Qt::UTC };
};

QTEST_GUILESS_MAIN(TestPrepared)
#include "test_prepared.moc"

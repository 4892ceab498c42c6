#include "ui/kit/icons.h"
#include "ui/kit/look.h"

#include <QtTest>

using namespace wheelhouse;

namespace {

/// Colours by the short words of DESIGN 2, so that a pair of that page is a pair here.
QColor named(const Theme &t, const QByteArray &word)
{
    const QHash<QByteArray, QColor> colours {
        { "win", t.window },
        { "base", t.base },
        { "alt", t.alternate },
        { "tx", t.text },
        { "tx2", t.text2 },
        { "tx3", t.text3 },
        { "line2", t.outline },
        { "sel", t.selected },
        { "sel2", t.selectedIdle },
        { "onf", t.onFill },
        { "bar", t.bar },
        { "band", t.band },
        { "heat", t.heat },
        { "ins", t.added },
        { "del", t.removed },
        { "acc", t.accent.text },
        { "accbg", t.accent.ground },
        { "accf", t.accent.fill },
        { "red", t.red.text },
        { "redbg", t.red.ground },
        { "redf", t.red.fill },
        { "amb", t.amber.text },
        { "ambbg", t.amber.ground },
        { "ambf", t.amber.fill },
        { "grn", t.green.text },
        { "grnbg", t.green.ground },
        { "grnf", t.green.fill },
        { "blu", t.blue.text },
        { "blubg", t.blue.ground },
        { "bluf", t.blue.fill },
        { "vio", t.violet.text },
        { "viobg", t.violet.ground },
        { "viof", t.violet.fill },
    };
    return colours.value(word);
}

constexpr double textTarget = 4.5; // WCAG 2.1, 1.4.3
constexpr double graphicTarget = 3.0; // WCAG 2.1, 1.4.11

} // namespace

class TestTheme : public QObject {
    Q_OBJECT
private slots:
    void blackOnWhiteIsTwentyOne()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    }

    void figuresOfTheDesignAreMeasuredAgain()
    {
        QCOMPARE(qRound(contrast(Theme::light().text, Theme::light().band) * 100), 1261);
        QCOMPARE(qRound(contrast(Theme::dark().text3, Theme::dark().selected) * 100), 497);
    }

    void everyPairCanBeRead_data()
    {
        QTest::addColumn<double>("target");
        for (const char *pair : { "tx/win", "tx/base", "tx/alt", "tx/sel", "tx2/win", "tx2/base", "tx2/sel", "tx3/win",
                 "tx3/base", "tx3/alt", "tx3/sel", "tx3/sel2", "acc/win", "acc/base", "acc/accbg", "acc/sel",
                 "onf/accf", "onf/redf", "red/base", "red/redbg", "red/sel", "red/win", "amb/base", "amb/ambbg",
                 "amb/sel", "amb/win", "amb/alt", "grn/base", "grn/grnbg", "grn/sel", "grn/win", "blu/base",
                 "blu/blubg", "blu/sel", "blu/win", "vio/base", "vio/viobg", "vio/sel", "tx/ins", "tx/del", "tx/ambbg",
                 "tx/redbg", "tx2/ambbg", "tx2/redbg", "tx3/accbg", "tx3/redbg", "tx/band", "base/grnf" })
            QTest::newRow(pair) << textTarget;
        for (const char *pair : { "line2/base", "line2/win", "line2/alt", "accf/base", "redf/base", "ambf/base",
                 "grnf/base", "bluf/base", "viof/base", "heat/base", "bar/sel" })
            QTest::newRow(pair) << graphicTarget;
    }

    void everyPairCanBeRead()
    {
        QFETCH(double, target);
        const QList<QByteArray> pair = QByteArray(QTest::currentDataTag()).split('/');
        for (const Theme &theme :
            { Theme::light(), Theme::dark(), Theme::light().inHighContrast(), Theme::dark().inHighContrast() }) {
            const double found = contrast(named(theme, pair.first()), named(theme, pair.last()));
            QVERIFY2(found >= target, QByteArray::number(found).constData());
        }
    }

    void highContrastDrawsEveryHairlineAtThreeToOne()
    {
        for (const Theme &theme : { Theme::light().inHighContrast(), Theme::dark().inHighContrast() }) {
            QVERIFY(contrast(theme.line, theme.window) >= graphicTarget);
            QVERIFY(contrast(theme.rowLine, theme.base) >= graphicTarget);
        }
    }

    void textGrowsBetweenEightyAndAHundredAndSixty()
    {
        Look look;
        look.setTextScale(160);
        QCOMPARE(look.font(Type::Body).pixelSize(), 21);
        QCOMPARE(look.rowHeight(RowKind::Message), 86);
        look.setTextScale(500);
        QCOMPARE(look.textScale(), 160);
        look.setTextScale(10);
        QCOMPARE(look.textScale(), 80);
    }

    void theSystemDecidesOnlyWhileItIsAsked()
    {
        Look look;
        QSignalSpy changed(&look, &Look::changed);
        look.setSystemDark(true);
        QVERIFY(look.theme().isDark);
        look.setMode(Look::Mode::Light);
        QVERIFY(!look.theme().isDark);
        look.setSystemDark(false);
        look.setSystemDark(true);
        QVERIFY(!look.theme().isDark);
        QCOMPARE(changed.count(), 2);
    }

    void aLookComesBackAfterARestart()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        Look before;
        before.setMode(Look::Mode::Dark);
        before.setDensity(Look::Density::Tight);
        before.setTextScale(120);
        before.setHighContrast(true);
        before.remember(settings);
        Look after;
        after.restore(settings);
        QVERIFY(after.theme() == before.theme());
        QVERIFY(after.isTight() && after.highContrast());
        QCOMPARE(after.textScale(), 120);
    }

    void aGlyphIsPaintedInTheColourAskedFor()
    {
        const QColor red(0xB3, 0x26, 0x1E);
        for (const QString &name :
            { QStringLiteral("inbox"), QStringLiteral("office-chart-bar"), QStringLiteral("wheel") }) {
            const QImage image = Icons::pixmap(name, red, 16, 2).toImage();
            QCOMPARE(image.size(), QSize(32, 32));
            int inked = 0;
            for (int y = 0; y < 32; ++y)
                for (int x = 0; x < 32; ++x)
                    if (const QColor c = image.pixelColor(x, y); c.alpha() == 255) {
                        ++inked;
                        QCOMPARE(c.rgb(), red.rgb());
                    }
            QVERIFY2(inked > 20, qPrintable(name));
        }
    }

    void theTickIsCutOutOfTheDisc()
    {
        const QImage image = Icons::pixmap(QStringLiteral("post-approved"), Qt::black, 64, 1).toImage();
        QCOMPARE(image.pixelColor(29, 41).alpha(), 0);
        QCOMPARE(image.pixelColor(32, 12).alpha(), 255);
    }

    void arrowsTurnRoundAndTicksDoNot()
    {
        const auto at = [](const char *name, Qt::LayoutDirection direction) {
            return Icons::pixmap(QString::fromLatin1(name), Qt::black, 16, 1, direction).toImage();
        };
        QVERIFY(at("post-published", Qt::LeftToRight) != at("post-published", Qt::RightToLeft));
        QCOMPARE(at("post-published", Qt::RightToLeft), at("post-published", Qt::LeftToRight).mirrored(true, false));
        QCOMPARE(at("state-done", Qt::RightToLeft), at("state-done", Qt::LeftToRight));
    }

    void anUnknownNetworkIsAGlobe()
    {
        QCOMPARE(Icons::networkName(QStringLiteral("mastodon")), QStringLiteral("network-mastodon"));
        QCOMPARE(Icons::networkName(QStringLiteral("carrier pigeon")), QStringLiteral("network-other"));
        QVERIFY(Icons::pixmap(QStringLiteral("no such glyph"), Qt::black, 16, 1).isNull());
    }
    void whatWasChosenIsKeptThoughItLooksTheSame()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        Look look;
        connect(&look, &Look::changed, &look, [&] { look.remember(settings); }); // as the window does
        look.setMode(Look::Mode::Light); // as it is already
        QVERIFY(!look.reducedMotion());
        look.setReducedMotion(true);
        Look again;
        again.restore(settings);
        QCOMPARE(again.mode(), Look::Mode::Light);
        QVERIFY(again.reducedMotion());
    }
    void anEnvironmentIsNoChoice()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        qputenv("WHEELHOUSE_MOTION", "0");
        Look still;
        qunsetenv("WHEELHOUSE_MOTION");
        QVERIFY(still.reducedMotion());
        still.remember(settings);
        Look again;
        again.restore(settings);
        QVERIFY(!again.reducedMotion());
    }
};

QTEST_MAIN(TestTheme)
#include "test_theme.moc"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QtTest>

namespace {

QStringList includesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression include(
        QStringLiteral("^\\s*#\\s*include\\s+\"([^\"]+)\""), QRegularExpression::MultilineOption);
    QStringList found;
    auto each = include.globalMatch(QString::fromUtf8(file.readAll()));
    while (each.hasNext())
        found.append(each.next().captured(1));
    return found;
}

/// How \a path comes to include something of \a forbidden, one file after the other; empty: it does not.
QStringList wayFrom(const QString &path, const QString &forbidden, QSet<QString> &seen)
{
    if (path.startsWith(forbidden))
        return { path };
    if (seen.contains(path))
        return {};
    seen.insert(path);
    const auto next = includesOf(QStringLiteral(WH_SOURCE "/") + path);
    for (const QString &each : next)
        if (const QStringList way = wayFrom(each, forbidden, seen); !way.isEmpty())
            return QStringList { path } + way;
    return {};
}

QStringList sourcesOf(const QString &folder)
{
    QStringList found;
    QDirIterator files(QStringLiteral(WH_SOURCE "/") + folder, { QStringLiteral("*.h"), QStringLiteral("*.cpp") },
        QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        found.append(files.next().mid(int(strlen(WH_SOURCE "/"))));
    return found;
}

} // namespace

/// The forecast never changes, times or sends anything: nothing that does so can reach it.
class TestForecastApart : public QObject {
    Q_OBJECT
private slots:
    void nothingThatWritesPlansOrSendsKnowsTheForecast_data()
    {
        QTest::addColumn<QString>("folder");
        for (const char *each : { "core/publishing", "core/posts", "core/planning", "core/calendar", "core/launch",
                 "core/posture", "core/networks", "core/connectors", "core/operations", "app/engine" })
            QTest::newRow(each) << QString::fromLatin1(each);
    }
    void nothingThatWritesPlansOrSendsKnowsTheForecast()
    {
        QFETCH(const QString, folder);
        const auto files = sourcesOf(folder);
        for (const QString &each : files) {
            QSet<QString> seen;
            const QStringList way = wayFrom(each, QStringLiteral("core/insights/"), seen);
            QVERIFY2(way.isEmpty(), qPrintable(way.join(QStringLiteral(" > "))));
        }
    }

    /// The walk itself finds what is there, through a header in between.
    void theWalkSeesThroughHeaders()
    {
        QVERIFY(sourcesOf(QStringLiteral("core/publishing")).size() > 10);
        QSet<QString> seen;
        const QStringList way =
            wayFrom(QStringLiteral("core/publishing/publisher.cpp"), QStringLiteral("core/networks/connector.h"), seen);
        QVERIFY2(way.size() > 2, qPrintable(way.join(QStringLiteral(" > "))));
    }
};

QTEST_GUILESS_MAIN(TestForecastApart)
#include "test_forecastapart.moc"

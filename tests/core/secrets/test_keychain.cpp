#include "core/base/lane.h"
#include "core/secrets/keychain.h"
#include "tests/core/secrets/realkeyring.h"
#include "tests/core/secrets/stubkeyring.h"
#include "tests/support/waited.h"

#include <QProcess>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray wordOf(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Missing:
        return "missing";
    case Error::Kind::Busy:
        return "busy";
    case Error::Kind::Cancelled:
        return "cancelled";
    default:
        return "other";
    }
}

QByteArray wordOf(Secrets::State state)
{
    return state == Secrets::State::Open ? "open" : state == Secrets::State::Locked ? "locked" : "gone";
}

QByteArray wordOf(const Result<void> &done)
{
    return done ? "done" : wordOf(done.error().kind);
}

/// Does one deed of those that the outer test named, and says in a word what came of it.
QByteArray done(Keychain &keychain, const QString &deed)
{
    const QString name = deed.section(u' ', 1, 1);
    if (deed == u"state"_s)
        return wordOf(waited(keychain.state()));
    if (deed == u"open"_s)
        return wordOf(waited(keychain.open()));
    if (deed.startsWith(u"write"_s))
        return wordOf(waited(keychain.write(name, Secret(deed.section(u' ', 2).toUtf8()))));
    if (deed.startsWith(u"read"_s)) {
        const auto read = waited(keychain.read(name));
        return read ? "read " + (*read)->reveal() : wordOf(read.error().kind);
    }
    if (deed.startsWith(u"remove"_s))
        return wordOf(waited(keychain.remove(name)));
    return (deed == u"lock"_s ? realkeyring::lock() : realkeyring::unlock()) ? "done" : "failed";
}

/// The same program, inside a session of its own: one bus a process is all that Qt and GLib know.
int inside(const QStringList &deeds)
{
    std::unique_ptr<StubKeyring> stub;
    Keychain keychain(u"Wheelhouse test"_s, { 1s, 2s, 2s });
    for (const QString &deed : deeds) {
        if (deed.startsWith(u"stub"_s)) {
            stub = std::make_unique<StubKeyring>(deed.section(u' ', 1));
            continue;
        }
        std::puts(done(keychain, deed).constData());
    }
    return 0;
}

} // namespace

/// The keyring of the computer: a real one on a bus of its own, and one that misbehaves.
class TestKeychain : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrittenIsReadAndRemoved()
    {
        QCOMPARE(in({},
                     { u"state"_s, u"read a"_s, u"write a one two"_s, u"read a"_s, u"write a three"_s, u"read a"_s,
                         u"read b"_s, u"remove a"_s, u"read a"_s, u"remove a"_s }),
            QByteArrayList({ "open", "missing", "done", "read one two", "done", "read three", "missing", "done",
                "missing", "done" }));
    }
    void k03_aLockedKeyringIsNotAnEmptyOne()
    {
        QCOMPARE(in({ u"--locked"_s }, { u"state"_s, u"read a"_s, u"write a one"_s, u"remove a"_s }),
            QByteArrayList({ "locked", "busy", "busy", "busy" }));
    }
    void k03_whatWasKeptIsThereAgainAfterLocking()
    {
        QCOMPARE(in({},
                     { u"write a one"_s, u"lock"_s, u"state"_s, u"read a"_s, u"write a two"_s, u"unlock"_s, u"state"_s,
                         u"read a"_s, u"read b"_s }),
            QByteArrayList({ "done", "done", "locked", "busy", "busy", "done", "open", "read one", "missing" }));
    }
    void k03_withoutAKeyringNothingIsKeptAnywhere()
    {
        QTemporaryDir home;
        QCOMPARE(in({ u"--empty"_s }, { u"state"_s, u"write a canary"_s, u"read a"_s, u"open"_s }, home.path()),
            QByteArrayList({ "gone", "busy", "busy", "busy" }));
        QDirIterator files(home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("canary"), qPrintable(file.fileName()));
        }
    }
    void k03_withoutABusThereIsNoKeyring()
    {
        QCOMPARE(alone({ u"state"_s, u"read a"_s, u"write a one"_s, u"remove a"_s }),
            QByteArrayList({ "gone", "busy", "busy", "busy" }));
    }
    void k03_aKeyringThatNeverAnswersEndsByItself_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("to nothing") << u"silent"_s << QByteArray("gone");
        QTest::newRow("to what is asked of an open one") << u"silent after open"_s << QByteArray("open");
        QTest::newRow("in another tongue") << u"nonsense"_s << QByteArray("locked");
    }
    void k03_aKeyringThatNeverAnswersEndsByItself()
    {
        QFETCH(QString, how);
        QFETCH(QByteArray, state);
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(in({ u"--empty"_s }, { u"stub "_s + how, u"state"_s, u"read a"_s, u"write a one"_s, u"remove a"_s }),
            QByteArrayList({ state, "busy", "busy", "busy" }));
        QVERIFY(clock.elapsed() < 20'000);
    }
    void k03_aPersonIsAskedAndMayRefuse_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QByteArrayList>("said");
        QTest::newRow("they open it") << u"prompt opens"_s << QByteArrayList { "locked", "done", "open" };
        QTest::newRow("they refuse") << u"prompt refused"_s << QByteArrayList { "locked", "cancelled", "locked" };
        QTest::newRow("they went home") << u"prompt silent"_s << QByteArrayList { "locked", "busy", "locked" };
        QTest::newRow("they make the first one") << u"no collection"_s << QByteArrayList { "locked", "done", "open" };
    }
    void k03_aPersonIsAskedAndMayRefuse()
    {
        QFETCH(QString, how);
        QFETCH(QByteArrayList, said);
        QCOMPARE(in({ u"--empty"_s }, { u"stub "_s + how, u"state"_s, u"open"_s, u"state"_s }), said);
    }

private:
    static QByteArrayList run(const QString &program, const QStringList &arguments, const QProcessEnvironment &with)
    {
        QProcess process;
        process.setProcessEnvironment(with);
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(program, arguments);
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
            return { "ended with " + QByteArray::number(process.exitCode()) };
        return process.readAllStandardOutput().trimmed().split('\n');
    }
    static QByteArrayList in(const QStringList &how, const QStringList &deeds, const QString &home = {})
    {
        auto with = QProcessEnvironment::systemEnvironment();
        if (!home.isEmpty())
            for (const char *place : { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME" })
                with.insert(QString::fromLatin1(place), home);
        return run(QStringLiteral(WH_TEST_SERVERS "/keyring"),
            how + QStringList { QCoreApplication::applicationFilePath(), u"--inside"_s } + deeds, with);
    }
    static QByteArrayList alone(const QStringList &deeds)
    {
        auto with = QProcessEnvironment::systemEnvironment();
        with.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nowhere/at/all"_s);
        return run(QCoreApplication::applicationFilePath(), QStringList { u"--inside"_s } + deeds, with);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc > 1 && qstrcmp(argv[1], "--inside") == 0)
        return inside(QCoreApplication::arguments().mid(2));
    TestKeychain test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_keychain.moc"

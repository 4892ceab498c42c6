#include "core/secrets/vault.h"
#include "tests/support/rounds.h"
#include "tests/support/waited.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr VaultCost cheap { VaultCost::fewestOperations, VaultCost::fewestBytes };

Secret secret(const QByteArray &bytes)
{
    return Secret(QByteArray(bytes.constData(), bytes.size()));
}

Error::Kind kindOf(const auto &result)
{
    return result ? Error::Kind::Cancelled : result.error().kind; // Cancelled: no vault says so
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no file to test with");
}

/// The checksum that a file of \a body must end with, as whoever changes one on purpose would make it.
QByteArray summed(QByteArray body)
{
    QByteArray sum(32, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(sum.data()), 32,
        reinterpret_cast<const unsigned char *>(body.constData()), quint64(body.size()), nullptr, 0);
    return body + sum;
}

/// The number that inside() wrote whole; -1: none, -2: torn.
int numberIn(Vault &vault, const QString &name)
{
    const auto read = waited(vault.read(name));
    if (!read)
        return kindOf(read) == Error::Kind::Missing ? -1 : -2;
    const QByteArray &bytes = (*read)->reveal();
    const int number = bytes.left(bytes.indexOf(':')).toInt();
    return bytes == QByteArray::number(number) + ':' + QByteArray(20'000, char('a' + number % 26)) ? number : -2;
}

/// Another program at the same vault: "count PATH NAME FROM TO" writes NAME = FROM … TO, reads it, and says so.
int inside(const QStringList &arguments)
{
    Vault vault(arguments.value(0), cheap);
    if (!waited(vault.open(secret("correct horse"))))
        return 3;
    const QString name = arguments.value(1);
    for (int i = arguments.value(2).toInt(); i <= arguments.value(3).toInt(); ++i) {
        // Long enough that a torn write would show.
        const QByteArray value = QByteArray::number(i) + ':' + QByteArray(20'000, char('a' + i % 26));
        if (!waited(vault.write(name, secret(value))))
            return 4;
        if (numberIn(vault, name) != i) // somebody wrote over it
            return 5;
        std::printf("%d\n", i);
        std::fflush(stdout);
    }
    return 0;
}

} // namespace

/// Passwords in a file that a passphrase opens.
class TestVault : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_vault = std::make_unique<Vault>(path(), cheap);
    }
    void whatIsWrittenIsReadAndRemoved()
    {
        QCOMPARE(waited(m_vault->state()), Secrets::State::Missing);
        QVERIFY(waited(m_vault->create(secret("correct horse"))));
        QCOMPARE(waited(m_vault->state()), Secrets::State::Open);
        QCOMPARE(kindOf(waited(m_vault->read(u"a"_s))), Error::Kind::Missing);
        const QByteArray odd("\0 and \xff", 7);
        QVERIFY(waited(m_vault->write(u"a"_s, secret(odd))));
        QVERIFY(waited(m_vault->write(u"ø"_s, Secret())));
        QCOMPARE((*waited(m_vault->read(u"a"_s)))->reveal(), odd);
        QVERIFY((*waited(m_vault->read(u"ø"_s)))->isEmpty());
        QVERIFY(waited(m_vault->remove(u"a"_s)));
        QVERIFY(waited(m_vault->remove(u"a"_s)));
        QCOMPARE(kindOf(waited(m_vault->read(u"a"_s))), Error::Kind::Missing);
        QVERIFY(!m_vault->words().isEmpty());
    }
    void itIsLockedUntilSomebodyOpensIt()
    {
        make();
        Vault other(path(), cheap);
        for (Vault *vault : { m_vault.get(), &other }) {
            vault->lock();
            QCOMPARE(waited(vault->state()), Secrets::State::Locked);
            QCOMPARE(kindOf(waited(vault->read(u"a"_s))), Error::Kind::Busy);
            QCOMPARE(kindOf(waited(vault->write(u"a"_s, secret("x")))), Error::Kind::Busy);
            QCOMPARE(kindOf(waited(vault->remove(u"a"_s))), Error::Kind::Busy);
            QCOMPARE(kindOf(waited(vault->open(secret("another one")))), Error::Kind::Refused);
            QCOMPARE(waited(vault->state()), Secrets::State::Locked);
            QVERIFY(waited(vault->open(secret("correct horse"))));
            QCOMPARE((*waited(vault->read(u"a"_s)))->reveal(), "canary");
        }
    }
    void aPassphraseHasALengthAndAVaultIsMadeOnce()
    {
        QCOMPARE(kindOf(waited(m_vault->create(secret("short")))), Error::Kind::Refused);
        QCOMPARE(waited(m_vault->state()), Secrets::State::Missing);
        QCOMPARE(kindOf(waited(m_vault->open(secret("correct horse")))), Error::Kind::Missing);
        make();
        QCOMPARE(kindOf(waited(m_vault->create(secret("correct horse")))), Error::Kind::Conflict);
        QCOMPARE((*waited(m_vault->read(u"a"_s)))->reveal(), "canary");
    }
    void k01_theFileIsTheOwnersAloneAndShowsNothing()
    {
        make();
        const QByteArray file = bytesOf(path());
        QVERIFY(!file.contains("canary") && !file.contains("desk/channel") && !file.contains("correct"));
        struct stat found { };
        QCOMPARE(::stat(QFile::encodeName(path()).constData(), &found), 0);
        QCOMPARE(int(found.st_mode & 07777), 0600);
        // Sealed twice it looks different: nobody sees what changed.
        QVERIFY(waited(m_vault->write(u"a"_s, secret("canary"))));
        QVERIFY(bytesOf(path()) != file);
    }
    void everyDamagedByteIsSaidAndNothingIsOverwritten()
    {
        make();
        const QByteArray whole = bytesOf(path());
        m_vault->lock();
        for (qsizetype at = 0; at < whole.size(); ++at) {
            QByteArray harmed = whole;
            harmed[at] = char(harmed[at] ^ 0x10);
            QVERIFY2(!vaultHead(harmed), qPrintable(QString::number(at)));
            QCOMPARE(kindOf(vaultHead(harmed)), Error::Kind::Malformed);
        }
        for (const qsizetype length : { qsizetype(0), qsizetype(7), qsizetype(100), whole.size() - 1 }) {
            put(path(), whole.left(length));
            QCOMPARE(kindOf(waited(m_vault->open(secret("correct horse")))), Error::Kind::Malformed);
            QCOMPARE(kindOf(waited(m_vault->create(secret("correct horse")))), Error::Kind::Conflict);
            QCOMPARE(waited(m_vault->state()), Secrets::State::Locked);
        }
    }
    void aChangeOnPurposeIsFoundByTheSeal()
    {
        make();
        const QByteArray whole = bytesOf(path());
        QByteArray body = whole.chopped(32);
        body[body.size() - 5] = char(body[body.size() - 5] ^ 1); // what is sealed
        put(path(), summed(body));
        QCOMPARE(kindOf(waited(m_vault->read(u"a"_s))), Error::Kind::Malformed);
        QCOMPARE(kindOf(waited(m_vault->write(u"a"_s, secret("x")))), Error::Kind::Malformed);
        QCOMPARE(kindOf(waited(m_vault->open(secret("correct horse")))), Error::Kind::Malformed);
    }
    void aHostileFileCannotAskForMoreThanAVaultOfOurs_data()
    {
        QTest::addColumn<quint64>("operations");
        QTest::addColumn<quint64>("bytes");
        QTest::newRow("100 GB") << quint64(3) << quint64(100) * 1024 * 1024 * 1024;
        QTest::newRow("a year") << ~quint64(0) << VaultCost::fewestBytes;
        QTest::newRow("cheap to guess") << quint64(1) << VaultCost::fewestBytes;
        QTest::newRow("small enough to guess") << quint64(3) << quint64(8192);
    }
    void aHostileFileCannotAskForMoreThanAVaultOfOurs()
    {
        QFETCH(quint64, operations);
        QFETCH(quint64, bytes);
        make();
        QByteArray body = bytesOf(path()).chopped(32);
        const quint64 little[2] = { qToLittleEndian(operations), qToLittleEndian(bytes) };
        body.replace(8, 16, reinterpret_cast<const char *>(little), 16);
        put(path(), summed(body));
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(kindOf(waited(m_vault->open(secret("correct horse")))), Error::Kind::Malformed);
        QVERIFY(clock.elapsed() < 1'000);
    }
    void whatIsNoFileIsNotReadAndNotWritten_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : { "link", "dangling", "folder", "pipe" })
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void whatIsNoFileIsNotReadAndNotWritten()
    {
        QFETCH(QString, what);
        const QString victim = m_folder->filePath(u"victim"_s);
        put(victim, "mine");
        if (what == u"folder"_s)
            QVERIFY(QDir().mkdir(path()));
        else if (what == u"pipe"_s)
            QCOMPARE(::mkfifo(QFile::encodeName(path()).constData(), 0600), 0);
        else
            QVERIFY(QFile::link(what == u"link"_s ? victim : victim + u"2"_s, path()));
        QCOMPARE(kindOf(waited(m_vault->create(secret("correct horse")))), Error::Kind::Conflict);
        QVERIFY(kindOf(waited(m_vault->open(secret("correct horse")))) != Error::Kind::Cancelled);
        QCOMPARE(bytesOf(victim), "mine");
        QVERIFY(!QFile::exists(victim + u"2"_s));
    }
    void aLinkPutThereMeanwhileIsNotWrittenThrough()
    {
        make();
        const QString victim = m_folder->filePath(u"victim"_s);
        QVERIFY(QFile::rename(path(), victim) && QFile::link(victim, path()));
        const QByteArray before = bytesOf(victim);
        QVERIFY(!waited(m_vault->write(u"a"_s, secret("x"))));
        QCOMPARE(bytesOf(victim), before);
    }
    void aFileThatWentAwayIsNotAnEmptyVault()
    {
        make();
        QVERIFY(QFile::remove(path()));
        QCOMPARE(kindOf(waited(m_vault->read(u"a"_s))), Error::Kind::Storage);
        QVERIFY(!waited(m_vault->write(u"b"_s, secret("x"))));
        QVERIFY(!QFile::exists(path()));
    }
    void anotherPassphraseLocksWhoeverHadItOpen()
    {
        make();
        Vault other(path(), cheap);
        QVERIFY(waited(other.open(secret("correct horse"))));
        QCOMPARE(
            kindOf(waited(m_vault->change(secret("wrong horse"), secret("battery staple")))), Error::Kind::Refused);
        QCOMPARE(kindOf(waited(m_vault->change(secret("correct horse"), secret("short")))), Error::Kind::Refused);
        QVERIFY(waited(m_vault->change(secret("correct horse"), secret("battery staple"))));
        QCOMPARE((*waited(m_vault->read(u"a"_s)))->reveal(), "canary");
        QCOMPARE(kindOf(waited(other.read(u"a"_s))), Error::Kind::Busy);
        QCOMPARE(kindOf(waited(other.write(u"a"_s, secret("x")))), Error::Kind::Busy);
        QCOMPARE(kindOf(waited(other.open(secret("correct horse")))), Error::Kind::Refused);
        QVERIFY(waited(other.open(secret("battery staple"))));
        QCOMPARE((*waited(other.read(u"a"_s)))->reveal(), "canary");
    }
    void twoProgramsWriteIntoOneVault()
    {
        make();
        QProcess one;
        QProcess two;
        start(one, u"one"_s, 1, 200);
        start(two, u"two"_s, 1, 200);
        QVERIFY(one.waitForFinished(60'000) && two.waitForFinished(60'000));
        QCOMPARE(one.exitCode(), 0);
        QCOMPARE(two.exitCode(), 0);
        QCOMPARE(numberIn(*m_vault, u"one"_s), 200);
        QCOMPARE(numberIn(*m_vault, u"two"_s), 200);
        QCOMPARE((*waited(m_vault->read(u"a"_s)))->reveal(), "canary");
    }
    void aWriterThatHangsMakesOthersSayBusy()
    {
        make();
        const QByteArray lock = QFile::encodeName(path() + u".lock"_s);
        const int held = ::open(lock.constData(), O_RDWR | O_CLOEXEC);
        struct flock all { };
        all.l_type = F_WRLCK;
        QCOMPARE(fcntl(held, F_OFD_SETLK, &all), 0);
        QCOMPARE(kindOf(waited(m_vault->write(u"b"_s, secret("x")))), Error::Kind::Busy);
        QVERIFY(waited(m_vault->read(u"a"_s)));
        ::close(held);
        QVERIFY(waited(m_vault->write(u"b"_s, secret("x"))));
    }
    void aWriterKilledAtAStepLeavesTheOldOrTheNewVault_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<int>("then");
        QTest::newRow("sealed") << u"vault.sealed"_s << -1;
        QTest::newRow("written") << u"vault.written"_s << 1;
    }
    void aWriterKilledAtAStepLeavesTheOldOrTheNewVault()
    {
        QFETCH(QString, place);
        QFETCH(int, then);
        make();
        QProcess writer;
        auto with = QProcessEnvironment::systemEnvironment();
        with.insert(u"WH_FAIL"_s, place + u":die"_s);
        writer.setProcessEnvironment(with);
        start(writer, u"n"_s, 1, 1);
        QVERIFY(writer.waitForFinished(60'000));
        QCOMPARE(writer.exitStatus(), QProcess::CrashExit);
        QCOMPARE(numberIn(*m_vault, u"n"_s), then);
        QCOMPARE((*waited(m_vault->read(u"a"_s)))->reveal(), "canary");
        QVERIFY(waited(m_vault->write(u"b"_s, secret("x")))); // its lock died with it
    }
    void aWriterKilledAtAnyMomentLeavesTheOldOrTheNewVault()
    {
        make();
        int said = 0;
        const int kills = rounds("kills while a vault is written", 15, 300);
        for (int i = 0; i < kills; ++i) {
            QProcess writer;
            start(writer, u"n"_s, said + 1, said + 100'000);
            QVERIFY(writer.waitForReadyRead(60'000));
            QTest::qSleep(i % 23);
            writer.kill();
            QVERIFY(writer.waitForFinished(60'000));
            const auto lines = writer.readAllStandardOutput().trimmed().split('\n');
            said = lines.constLast().toInt();
            const int kept = numberIn(*m_vault, u"n"_s);
            QVERIFY2(kept == said || kept == said + 1, qPrintable(u"%1 after %2"_s.arg(kept).arg(said)));
            said = kept;
            QCOMPARE((*waited(m_vault->read(u"a"_s)))->reveal(), "canary");
        }
    }
    void openingHoldsNobodyUp()
    {
        make();
        m_vault->lock();
        QElapsedTimer clock;
        clock.start();
        const auto opened = m_vault->open(secret("correct horse"));
        QVERIFY2(clock.elapsed() < 20, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(waited(opened));
    }
    void itHoldsWhatManyAccountsNeedAndSaysWhenItIsFull()
    {
        make();
        for (int i = 0; i < 200; ++i)
            QVERIFY(waited(m_vault->write(QString::number(i), secret(QByteArray(2'000, 'x')))));
        QCOMPARE(kindOf(waited(m_vault->write(u"b"_s, secret(QByteArray(4'000'000, 'x'))))), Error::Kind::Refused);
        QCOMPARE((*waited(m_vault->read(u"a"_s)))->reveal(), "canary");
        QCOMPARE((*waited(m_vault->read(u"199"_s)))->reveal().size(), 2'000);
    }

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"secrets.vault"_s); }
    void make()
    {
        QVERIFY(waited(m_vault->create(secret("correct horse"))));
        QVERIFY(waited(m_vault->write(u"a"_s, secret("canary"))));
        QVERIFY(waited(m_vault->write(u"desk/channel"_s, secret("y"))));
    }
    void start(QProcess &process, const QString &name, int from, int to) const
    {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(),
            { u"--inside"_s, path(), name, QString::number(from), QString::number(to) });
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Vault> m_vault;
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc > 1 && qstrcmp(argv[1], "--inside") == 0)
        return inside(QCoreApplication::arguments().mid(2));
    TestVault test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_vault.moc"

#include "core/base/log.h"
#include "core/secrets/guard.h"
#include "core/secrets/vault.h"
#include "tests/support/canary.h"
#include "tests/support/waited.h"

#include <QLoggingCategory>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(probe, "wh.probe")

constexpr uid_t nobody = 65534;

/// A program that is asked what others may see of it.
class Watched {
public:
    /// In \a folder, as somebody who is not root and with no limit on core files.
    Watched(const QStringList &command, const QString &folder)
    {
        QByteArrayList bytes = asBytes(command);
        const qsizetype words = bytes.size();
        bytes += asBytes(environmentIn(folder));
        std::vector<char *> all;
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            if (i == words)
                all.push_back(nullptr);
            all.push_back(bytes[i].data());
        }
        all.push_back(nullptr);
        const QByteArray place = QFile::encodeName(folder);
        int closesWhenItRuns[2];
        if (::pipe2(closesWhenItRuns, O_CLOEXEC) != 0)
            qFatal("no pipe");
        m_id = ::fork();
        if (m_id == 0)
            become(all.data(), all.data() + words + 1, place.constData());
        ::close(closesWhenItRuns[1]);
        char nothing = 0;
        while (::read(closesWhenItRuns[0], &nothing, 1) < 0 && errno == EINTR) { }
        ::close(closesWhenItRuns[0]);
    }
    ~Watched()
    {
        if (m_id <= 0)
            return;
        ::kill(m_id, SIGKILL);
        ::waitpid(m_id, nullptr, 0);
    }
    Q_DISABLE_COPY_MOVE(Watched)
    /// Whether it may write core files: proc(5), the soft limit.
    [[nodiscard]] bool mayLeaveACore() const
    {
        QFile limits(u"/proc/%1/limits"_s.arg(m_id));
        return limits.open(QIODevice::ReadOnly)
            && !QRegularExpression(u"Max core file size +0 "_s).match(QString::fromUtf8(limits.readAll())).hasMatch();
    }
    [[nodiscard]] bool showsItself() const
    {
        struct stat found { };
        const QByteArray place = "/proc/" + QByteArray::number(m_id);
        // proc(5): of what is not dumpable these files belong to root.
        return ::stat((place + "/environ").constData(), &found) == 0 && found.st_uid != 0;
    }
    /// Whether it left a core when it crashed.
    [[nodiscard]] bool leavesACore()
    {
        const pid_t id = std::exchange(m_id, -1);
        ::kill(id, SIGSEGV);
        int status = 0;
        if (::waitpid(id, &status, 0) != id || !WIFSIGNALED(status) || WTERMSIG(status) != SIGSEGV)
            qFatal("it did not crash, but ended with %d", status);
        return WCOREDUMP(status);
    }

private:
    static QByteArrayList asBytes(const QStringList &texts)
    {
        QByteArrayList bytes;
        for (const QString &each : texts)
            bytes.append(each.toUtf8());
        return bytes;
    }
    static QStringList environmentIn(const QString &folder)
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const char *place : { "HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME" })
            environment.insert(QString::fromLatin1(place), folder);
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        // A sanitizer forbids cores and takes the crash itself.
        environment.insert(u"ASAN_OPTIONS"_s, u"disable_coredump=0:handle_segv=0:detect_leaks=0"_s);
        return environment.toStringList();
    }
    /// Between fork and exec: other threads may hold any lock of the library.
    [[noreturn]] static void become(char **words, char **environment, const char *folder)
    {
        rlimit all {};
        ::getrlimit(RLIMIT_CORE, &all);
        all.rlim_cur = all.rlim_max;
        ::setrlimit(RLIMIT_CORE, &all);
        if (::chdir(folder) == 0 && (::geteuid() != 0 || ::syscall(SYS_setresuid, nobody, nobody, nobody) == 0))
            ::execvpe(words[0], words, environment);
        ::_exit(97);
    }
    pid_t m_id = -1;
};

/// What a careless programmer might write into the log, with a password at hand.
void logCarelessly(const QByteArray &token)
{
    qCWarning(probe, "GET /x HTTP/1.1 Authorization: Bearer %s", token.constData());
    qCWarning(
        probe, "asked /token?grant_type=refresh_token&refresh_token=%s&code=%s", token.constData(), token.constData());
    qCWarning(probe, "{\"accessJwt\": \"%s\", \"password\":\"%s\"}", token.constData(), token.constData());
    qCWarning(probe, "Authorization: Basic %s", ("alice:" + token).toBase64().constData());
}

/// A program of ours that has a password and stays: it comes by the standard input, as a person would type it.
int holding(const QString &folder)
{
    hardenProcess();
    startLog(folder + u"/log"_s);
    char token[200] {};
    if (std::fgets(token, sizeof token, stdin) == nullptr)
        return 3;
    Vault vault(folder + u"/secrets.vault"_s, { VaultCost::fewestOperations, VaultCost::fewestBytes });
    const auto made = waited(vault.create(Secret("correct horse")));
    if (!made || !waited(vault.write(u"desk/channel"_s, Secret(QByteArray(token).trimmed()))))
        return 4;
    const auto read = waited(vault.read(u"desk/channel"_s));
    if (!read)
        return 5;
    logCarelessly((*read)->reveal());
    std::puts("holding");
    std::fflush(stdout);
    for (;;)
        ::pause();
}

} // namespace

/// What others can see of a program that has passwords.
class TestGuard : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QCOMPARE(::chmod(qPrintable(m_folder->path()), 0777), 0);
    }
    void aProgramThatDoesNothingOfTheKindIsSeen()
    {
        Watched careless({ u"sleep"_s, u"60"_s }, m_folder->path());
        QTRY_VERIFY(careless.showsItself()); // once it is nobody's
        QVERIFY(careless.mayLeaveACore());
        QVERIFY(careless.leavesACore());
    }
    void k01_ourProgramsShowNothingAndLeaveNoCore_data()
    {
        QTest::addColumn<QStringList>("command");
        const QString programs = QCoreApplication::applicationDirPath() + u"/../../../app"_s;
        QTest::newRow("the window") << QStringList { programs + u"/desktop/wheelhouse"_s, u"--workspace"_s,
            u"desk.wheelhouse"_s };
        QTest::newRow("the command line")
            << QStringList { programs + u"/cli/wheelhouse-cli"_s, u"agent"_s, u"--workspace"_s, u"desk.wheelhouse"_s };
    }
    void k01_ourProgramsShowNothingAndLeaveNoCore()
    {
        QFETCH(QStringList, command);
        QProcess maker;
        maker.setWorkingDirectory(m_folder->path());
        maker.start(QCoreApplication::applicationDirPath() + u"/../../../app/cli/wheelhouse-cli"_s,
            { u"new"_s, u"--workspace"_s, u"desk.wheelhouse"_s, u"--person"_s, u"Ines"_s });
        QVERIFY(maker.waitForFinished(60'000));
        QVERIFY2(maker.exitCode() == 0, maker.readAllStandardError().constData());
        for (const QString &each : QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden))
            QVERIFY(::geteuid() != 0 || ::chown(qPrintable(m_folder->filePath(each)), nobody, nobody) == 0);
        Watched program(command, m_folder->path());
        QTRY_VERIFY_WITH_TIMEOUT(!program.mayLeaveACore(), 60'000);
        QVERIFY(!program.showsItself());
        QVERIFY(!program.leavesACore());
        QVERIFY(QDir(m_folder->path()).entryList({ u"core*"_s }).isEmpty());
    }
    void k01_aPasswordIsNowhereButInTheVault()
    {
        const Canary canary;
        QProcess program;
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program.setWorkingDirectory(m_folder->path());
        program.start(QCoreApplication::applicationFilePath(), { u"--holding"_s, m_folder->path() });
        program.write(canary.token() + '\n');
        QVERIFY(program.waitForReadyRead(60'000));
        QCOMPARE(program.readAll().trimmed(), "holding");
        QCOMPARE(canary.inFiles(m_folder->path()), QStringList());
        QCOMPARE(canary.inProcesses(), QStringList());
        QFile log(m_folder->filePath(u"log/wheelhouse.log"_s));
        QVERIFY(log.open(QIODevice::ReadOnly));
        QCOMPARE(log.readAll().count("[secret]"), 6);
        program.kill();
        QVERIFY(program.waitForFinished());
        QCOMPARE(canary.inFiles(m_folder->path()), QStringList());
    }
    void aCanaryIsFoundInEveryForm()
    {
        const Canary canary;
        for (const QByteArray &kept : { canary.token(), canary.token().toHex(), canary.token().toBase64(),
                 ("a:" + canary.token()).toBase64(), ("ab:c" + canary.token() + "more").toBase64(),
                 QByteArray(("\0" + canary.token()).toBase64(QByteArray::Base64UrlEncoding)) }) {
            QFile file(m_folder->filePath(u".hidden"_s));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("before " + kept + " after") > 0 && file.flush());
            QCOMPARE(canary.inFiles(m_folder->path()).size(), 1);
        }
        QProcess shows;
        shows.start(u"sleep"_s, { u"60"_s });
        QVERIFY(shows.waitForStarted());
        QCOMPARE(canary.inProcesses().size(), 0);
        QProcess tells;
        auto with = QProcessEnvironment::systemEnvironment();
        with.insert(u"TOKEN"_s, QString::fromLatin1(canary.token()));
        tells.setProcessEnvironment(with);
        tells.start(u"sleep"_s, { u"60"_s });
        QVERIFY(tells.waitForStarted());
        QTRY_COMPARE(canary.inProcesses().size(), 1);
        for (QProcess *each : { &shows, &tells }) {
            each->kill();
            QVERIFY(each->waitForFinished());
        }
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc > 2 && qstrcmp(argv[1], "--holding") == 0)
        return holding(QString::fromUtf8(argv[2]));
    TestGuard test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_guard.moc"

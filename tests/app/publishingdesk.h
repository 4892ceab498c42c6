#pragma once

#include "core/store/database.h"
#include "tests/support/cliperson.h"
#include "tests/support/served.h"

#include <QImage>
#include <QRandomGenerator>

#include <csignal>

namespace wheelhouse {

using namespace Qt::Literals::StringLiterals;

inline const QString passphrase = u"a passphrase of mine"_s;

inline QJsonDocument curl(const QStringList &arguments)
{
    QProcess program;
    program.start(u"curl"_s, QStringList { u"-fsS"_s } + arguments);
    program.waitForFinished(30'000);
    return QJsonDocument::fromJson(program.readAllStandardOutput());
}

/// A desk whose secrets lie in a vault, with one account.
struct Desk : CliPerson {
    Desk()
        : CliPerson(QStringLiteral(WH_CLI))
    {
        const CliSaid made = run({ u"vault"_s, u"make"_s }, { passphrase });
        const CliSaid begun = run({ u"new"_s, u"--person"_s, u"Ada"_s });
        if (made.code != 0 || begun.code != 0)
            qFatal("no desk: %s %s", made.err.constData(), begun.err.constData());
        QImage picture(64, 48, QImage::Format_RGB32);
        picture.fill(Qt::darkGreen);
        picture.save(file(u"tin.png"_s));
    }
    [[nodiscard]] QString file(const QString &name) const { return home() + QLatin1Char('/') + name; }
    QString text(const QString &words)
    {
        const QString name = file(u"text%1.txt"_s.arg(++m_texts));
        QFile to(name);
        if (!to.open(QIODevice::WriteOnly) || to.write(words.toUtf8()) < 0)
            qFatal("no file to test with");
        return name;
    }
    void signIn(const QStringList &how, const QString &secret)
    {
        const CliSaid added = run(QStringList { u"account"_s, u"add"_s } + how, { passphrase, secret });
        if (added.code != 0)
            qFatal("no account: %s", added.err.constData());
        account = added.row().value(u"handle"_s).toString();
    }
    CliSaid fetch() { return run({ u"fetch"_s }, { passphrase }); }
    /// Plans; gives the delivery's id.
    QString post(const QStringList &more)
    {
        const CliSaid planned = run(QStringList { u"post"_s, u"--at"_s, u"now"_s } + more);
        if (planned.code != 0)
            qWarning("not planned: %s", planned.err.constData());
        return planned.row().value(u"id"_s).toString();
    }
    QJsonObject delivery(const QString &id)
    {
        const auto rows = run({ u"outbox"_s }).rows();
        for (const QJsonObject &each : rows)
            if (each.value(u"id"_s).toString() == id)
                return each;
        return {};
    }
    QString state(const QString &id) { return delivery(id).value(u"state"_s).toString(); }
    bool fetchUntil(const std::function<bool()> &isThere)
    {
        for (QDeadlineTimer patience(longest); !patience.hasExpired(); QTest::qWait(500)) {
            fetch();
            if (isThere())
                return true;
        }
        return false;
    }
    QString mentionWith(const QString &words)
    {
        const auto rows = run({ u"inbox"_s }).rows();
        for (const QJsonObject &each : rows)
            if (each.value(u"text"_s).toString().contains(words))
                return each.value(u"id"_s).toString();
        return {};
    }
    /// How often anything was tried so far.
    [[nodiscard]] qint64 tries() const
    {
        auto reader = Database::open(workspace(), Database::Mode::Read);
        return reader ? (*reader)->number("SELECT coalesce(sum(tries), 0) FROM delivery").value_or(0) : 0;
    }
    QString account;

private:
    int m_texts = 0;
};

inline QStringList linesOf(const QByteArray &said)
{
    return QString::fromUtf8(said).split(u'\n', Qt::SkipEmptyParts);
}

/// No number within another.
inline QString numbered(const QString &word, int number)
{
    return u"%1 number %2"_s.arg(word).arg(number, 4, 10, QLatin1Char('0'));
}

/// One post, and what each of its parts says.
struct Planned {
    QString id;
    QStringList parts;
};

/// The \a number th post: words alone, with a picture, or a thread of three with two pictures where \a mayThread.
inline Planned plan(Desk &desk, const QString &word, int number, bool mayThread)
{
    const QString words = numbered(word, number);
    const QStringList picture { u"--media"_s, desk.file(u"tin.png"_s), u"--alt"_s, u"A green tin"_s };
    Planned planned;
    QStringList how { u"--channel"_s, desk.account };
    const auto say = [&](const QString &text, const QStringList &more = {}) {
        planned.parts.append(text);
        how += QStringList { u"--text-file"_s, desk.text(text) } + more;
    };
    if (mayThread && number % 3 == 2) {
        say(words + u" part 1"_s, picture);
        say(words + u" part 2"_s);
        say(words + u" part 3"_s, picture);
    } else {
        say(words, number % 3 == 1 ? picture : QStringList());
    }
    planned.id = desk.post(how);
    return planned;
}

/// Kills whoever sends \a kills times while it sends a post each, through \a faults that lose some of the answers.
inline QList<Planned> killWhileSending(Desk &desk, Served &faults, int kills, const QString &word, bool mayThread)
{
    static const QStringList modes { u"ok"_s, u"ok"_s, u"ok"_s, u"lostpost"_s, u"ok"_s, u"badgw"_s, u"reset"_s };
    QRandomGenerator dice(20'261'123);
    QList<Planned> all;
    for (int i = 0, done = 0; done < kills; ++i) {
        all.append(plan(desk, word, i, mayThread));
        faults.tell(u"mode"_s, modes.at(dice.bounded(int(modes.size()))));
        const bool isAgent = i % 2 == 0; // else a command that sends what is due and ends
        QProcess sender;
        desk.begin(sender, { isAgent ? u"agent"_s : u"fetch"_s });
        sender.write(passphrase.toUtf8() + '\n');
        sender.closeWriteChannel();
        // Half die at any moment, half when something is about to leave.
        const qint64 before = desk.tries();
        const bool waits = dice.bounded(2) == 0;
        while (waits && sender.state() == QProcess::Running && desk.tries() == before)
            QTest::qWait(10);
        QTest::qWait(waits ? dice.bounded(250) : dice.bounded(20, 1'500));
        if (sender.state() == QProcess::NotRunning) // the command was done before
            continue;
        ::kill(pid_t(sender.processId()), SIGKILL);
        sender.waitForFinished();
        ++done;
    }
    faults.tell(u"mode"_s, u"ok"_s);
    return all;
}

} // namespace wheelhouse

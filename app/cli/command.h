#pragma once

#include "core/base/result.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFuture>
#include <QFutureWatcher>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>

#include <memory>
#include <vector>

namespace wheelhouse {

/// Where a command says what it found: sentences, or one JSON value with --json. Mistakes go to standard error.
class Output {
public:
    explicit Output(bool asJson)
        : m_asJson(asJson)
    {
    }
    [[nodiscard]] bool isJson() const { return m_asJson; }
    /// A line for a person; silent with --json.
    void say(const QString &line) const;
    /// One line of JSON; silent without --json. Called once for one answer, or once a row.
    void data(const QJsonValue &value) const;
    /// What happened along the way, to standard error in both ways.
    void note(const QString &line) const;
    /// The error as a sentence on standard error; answers 1.
    [[nodiscard]] int fail(const Error &error) const;
    /// What is wrong with the command line; answers 2.
    [[nodiscard]] int misuse(const QString &sentence) const;

private:
    bool m_asJson;
};

/// One word after wheelhouse-cli. A command is one file in commands/ that ends in
/// `static const Registered<MineCommand> registered;`, and one line in CMakeLists.txt.
class Command {
public:
    Command() = default;
    Command(const Command &) = delete;
    Command &operator=(const Command &) = delete;
    virtual ~Command() = default;

    [[nodiscard]] virtual QString name() const = 0;
    /// One line for the list of commands.
    [[nodiscard]] virtual QString summary() const = 0;
    /// Adds the options and positional arguments of the command; --workspace, --json and --help are there already.
    virtual void describe(QCommandLineParser &parser) const = 0;
    /// What stands below the options in `--help`: an example or two; may be empty.
    [[nodiscard]] virtual QString more() const { return {}; }
    /// 0: done; 1: it could not be done; 2: it was asked wrongly.
    [[nodiscard]] virtual int run(const QCommandLineParser &parser, const Output &out) = 0;
};

using MakeCommand = std::unique_ptr<Command> (*)();
/// Every command of the program.
std::vector<MakeCommand> &commands();

template<typename Mine> struct Registered {
    Registered()
    {
        commands().push_back([]() -> std::unique_ptr<Command> { return std::make_unique<Mine>(); });
    }
};

/// The value of --workspace; Refused with words where it was not given.
Result<QString> askedWorkspace(const QCommandLineParser &parser);

/// Runs the program's loop until \a future has its answer. A command has no loop of its own around it.
template<typename T> T waitFor(QFuture<T> future)
{
    QFutureWatcher<T> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &watcher, [] { QCoreApplication::quit(); });
    watcher.setFuture(future);
    if (!future.isFinished())
        QCoreApplication::exec();
    return future.result();
}

/// Whether SIGINT or SIGTERM came since the program started: a long command looks now and then, stops where nothing is
/// half done, and ends with 1.
bool wasStopped();

} // namespace wheelhouse

#include "app/cli/command.h"
#include "app/cli/commands/listeningdesk.h"
#include "core/connectors/feed/feedfinder.h"

#include <QJsonArray>

namespace wheelhouse {

namespace {

class FollowCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("follow"); }
    [[nodiscard]] QString summary() const override { return tr("Follows a feed, or the feed that a page names."); }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOptions({
            { QStringLiteral("name"), tr("What to call it; else as it calls itself."), QStringLiteral("NAME") },
            { QStringLiteral("every"), tr("Asked every so many minutes, 5 at least."), QStringLiteral("MINUTES"),
                QString::number(std::chrono::duration_cast<std::chrono::minutes>(Account::usualPace).count()) },
            { QStringLiteral("choose"), tr("Which, where a page names several: 1, 2, …"), QStringLiteral("N") },
        });
        parser.addPositionalArgument(QStringLiteral("ADDRESS"), tr("Of a feed or a page."), QStringLiteral("ADDRESS"));
    }
    [[nodiscard]] QString more() const override
    {
        return tr("What is in it now is history: nothing is owed for it. “wheelhouse-cli triage undo” takes it back.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const QString address = parser.positionalArguments().value(1);
        const int minutes = parser.value(QStringLiteral("every")).toInt();
        if (address.isEmpty() || minutes < 5)
            return out.misuse(tr("Say which address, and a pace of 5 minutes or more."));
        const SystemClock clock;
        const auto desk = ListeningDesk::open(*path, clock);
        if (!desk)
            return out.fail(desk.error());
        QtHttpClient http(clock);
        FeedFinder finder(http);
        const auto found = waitFor(finder.look(address));
        if (!found)
            return out.fail(found.error());
        const int chosen = found->size() == 1 ? 1 : parser.value(QStringLiteral("choose")).toInt();
        if (chosen < 1 || chosen > found->size())
            return offer(*found, out);
        const FeedPreview &feed = found->at(chosen - 1);
        const QString asked = parser.value(QStringLiteral("name"));
        return add(**desk,
            { feed.address.toString(QUrl::FullyEncoded), asked.isEmpty() ? feed.title : asked, feed.typed,
                std::chrono::minutes { minutes } },
            out);
    }

private:
    static int offer(const QList<FeedPreview> &found, const Output &out)
    {
        int place = 0;
        for (const FeedPreview &feed : found) {
            out.say(tr("%1. %2  %3  (%n post(s))", nullptr, feed.entries)
                        .arg(QString::number(++place), feed.title, feed.address.toString()));
            out.data(QJsonObject { { QStringLiteral("choose"), place }, { QStringLiteral("title"), feed.title },
                { QStringLiteral("address"), feed.address.toString(QUrl::FullyEncoded) },
                { QStringLiteral("entries"), feed.entries } });
        }
        return out.misuse(tr("The page names several feeds. Say which with --choose N."));
    }
    static int add(ListeningDesk &desk, const NewAccount &feed, const Output &out)
    {
        const auto followed = desk.accounts.follow({ feed });
        if (!followed)
            return out.fail(followed.error());
        out.say(followed->changed ? followed->sentence : tr("It is followed already."));
        out.data(QJsonObject { { QStringLiteral("address"), feed.address }, { QStringLiteral("name"), feed.name },
            { QStringLiteral("added"), followed->changed } });
        return 0;
    }
};

const Registered<FollowCommand> registered;

} // namespace

} // namespace wheelhouse

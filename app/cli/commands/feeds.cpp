#include "app/cli/command.h"
#include "app/cli/commands/listeningdesk.h"
#include "core/connectors/feed/feedlists.h"

#include <QFile>
#include <QSaveFile>

namespace wheelhouse {

namespace {

class FeedsCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("feeds"); }
    [[nodiscard]] QString summary() const override { return tr("Takes in a list of feeds (OPML), or writes one."); }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({ QStringLiteral("dry-run"), tr("Only says what an import would do.") });
        parser.addPositionalArgument(QStringLiteral("VERB"), tr("import or export."), QStringLiteral("VERB"));
        parser.addPositionalArgument(QStringLiteral("FILE"), tr("An OPML file."), QStringLiteral("FILE.opml"));
    }
    [[nodiscard]] QString more() const override
    {
        return tr("What an import adds is one step to undo. An export writes over no file that is there.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const QString verb = parser.positionalArguments().value(1);
        const QString file = parser.positionalArguments().value(2);
        if (file.isEmpty() || (verb != QLatin1String("import") && verb != QLatin1String("export")))
            return out.misuse(tr("Say import or export, and which file."));
        const SystemClock clock;
        const auto desk = ListeningDesk::open(*path, clock);
        if (!desk)
            return out.fail(desk.error());
        return verb == QLatin1String("export") ? write(**desk, file, out)
                                               : read(**desk, file, parser.isSet(QStringLiteral("dry-run")), out);
    }

private:
    static int write(ListeningDesk &desk, const QString &path, const Output &out)
    {
        const auto accounts = desk.accounts.list();
        if (!accounts)
            return out.fail(accounts.error());
        const auto written = writeFeedList(path, desk.file->workspace().name, *accounts, false);
        if (!written)
            return out.fail(written.error());
        out.say(tr("%n feed(s) written to %1.", nullptr, int(accounts->size())).arg(path));
        out.data(QJsonObject { { QStringLiteral("feeds"), accounts->size() } });
        return 0;
    }
    static int read(ListeningDesk &desk, const QString &path, bool isRehearsal, const Output &out)
    {
        const auto accounts = desk.accounts.list();
        if (!accounts)
            return out.fail(accounts.error());
        const auto list = readFeedList(path, *accounts);
        if (!list)
            return out.fail(list.error());
        int refused = 0;
        for (const FeedOffer &each : list->feeds) {
            refused += each.verdict == FeedOffer::Verdict::Refused ? 1 : 0;
            if (each.verdict == FeedOffer::Verdict::Refused)
                out.note(QStringLiteral("%1  %2").arg(each.address, each.reason));
        }
        const auto chosen = chosenFeeds(*list);
        const auto followed = isRehearsal ? Result<AccountsChanged>(AccountsChanged { {}, int(chosen.size()), 0 })
                                          : desk.accounts.follow(chosen);
        if (!followed)
            return out.fail(followed.error());
        out.say(isRehearsal ? tr("%n feed(s) would be followed. Nothing was written.", nullptr, followed->changed)
                            : tr("%n feed(s) are followed now.", nullptr, followed->changed));
        out.data(QJsonObject { { QStringLiteral("added"), followed->changed },
            { QStringLiteral("known"), list->feeds.size() - chosen.size() - refused },
            { QStringLiteral("refused"), refused }, { QStringLiteral("duplicates"), list->duplicates } });
        return 0;
    }
};

const Registered<FeedsCommand> registered;

} // namespace

} // namespace wheelhouse

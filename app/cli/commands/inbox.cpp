#include "app/cli/command.h"
#include "core/inbox/mentionstore.h"
#include "core/inbox/triagestate.h"
#include "core/store/workspacefile.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

std::optional<View::Kind> viewCalled(const QString &word)
{
    static const QHash<QString, View::Kind> views {
        { QStringLiteral("mine"), View::Kind::MyTurn },
        { QStringLiteral("unassigned"), View::Kind::Unassigned },
        { QStringLiteral("open"), View::Kind::AllOpen },
        { QStringLiteral("waiting"), View::Kind::Waiting },
        { QStringLiteral("snoozed"), View::Kind::Snoozed },
        { QStringLiteral("spam"), View::Kind::Spam },
        { QStringLiteral("escalated"), View::Kind::Escalated },
    };
    const auto found = views.constFind(word);
    return found == views.cend() ? std::nullopt : std::optional(*found);
}

class InboxCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("inbox"); }
    [[nodiscard]] QString summary() const override
    {
        return tr("Lists the conversations of a view, longest waiting first.");
    }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({ QStringLiteral("view"), tr("mine, unassigned, open, waiting, snoozed, escalated or spam."),
            QStringLiteral("VIEW"), QStringLiteral("open") });
        parser.addOption(
            { QStringLiteral("limit"), tr("At most so many."), QStringLiteral("N"), QStringLiteral("50") });
    }
    [[nodiscard]] QString more() const override
    {
        return tr("Each line begins with the id by which “wheelhouse-cli triage” knows the conversation.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const auto view = viewCalled(parser.value(QStringLiteral("view")));
        bool isNumber = false;
        const int limit = parser.value(QStringLiteral("limit")).toInt(&isNumber);
        if (!view || !isNumber || limit < 1)
            return out.misuse(tr("There is no such view, or the limit is not a number above 0."));
        const SystemClock clock;
        const auto file = WorkspaceFile::open(*path, clock);
        if (!file)
            return out.fail(file.error());
        const auto reader = (*file)->openReader();
        if (!reader)
            return out.fail(reader.error());
        MentionStore store(**reader);
        const auto items = store.page({ *view, 0 }, Order::LongestWaiting, std::nullopt, limit);
        if (!items)
            return out.fail(items.error());
        for (const ConversationItem &item : *items)
            if (const auto shown = show(store, item, out); !shown)
                return out.fail(shown.error());
        return 0;
    }

private:
    static Result<void> show(MentionStore &store, const ConversationItem &item, const Output &out)
    {
        const auto mention = store.mention(item.mention);
        if (!mention)
            return tl::unexpected(mention.error());
        const QString id = *mention ? (*mention)->id.toString() : QString();
        out.say(QStringLiteral("%1  %2  %3  %4: %5")
                    .arg(id, item.at.toString(Qt::ISODate), stateWord(item.state), item.name, item.snippet));
        out.data(QJsonObject { { QStringLiteral("id"), id }, { QStringLiteral("state"), stateWord(item.state) },
            { QStringLiteral("author"), item.name }, { QStringLiteral("handle"), item.handle },
            { QStringLiteral("at"), item.at.toString(Qt::ISODateWithMs) }, { QStringLiteral("text"), item.snippet },
            { QStringLiteral("escalated"), item.escalated }, { QStringLiteral("unread"), item.unread } });
        return {};
    }
};

const Registered<InboxCommand> registered;

} // namespace

} // namespace wheelhouse

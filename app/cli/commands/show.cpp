#include "app/cli/command.h"
#include "core/inbox/mentionstore.h"
#include "core/intake/alterations.h"
#include "core/store/workspacefile.h"

#include <QJsonArray>

namespace wheelhouse {

namespace {

constexpr int mostMessages = 500;

class ShowCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("show"); }
    [[nodiscard]] QString summary() const override { return tr("Shows a whole conversation, oldest message first."); }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(QStringLiteral("ID"),
            tr("Of any of its messages, as “wheelhouse-cli inbox” writes it."), QStringLiteral("ID"));
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const QString id = parser.positionalArguments().value(1);
        if (id.isEmpty())
            return out.misuse(tr("Say which conversation."));
        const SystemClock clock;
        const auto file = WorkspaceFile::open(*path, clock);
        const auto reader = file ? (*file)->openReader() : tl::unexpected(file.error());
        if (!reader)
            return out.fail(reader.error());
        return show(**reader, id, out);
    }

private:
    static int show(Database &reader, const QString &id, const Output &out)
    {
        Statement find(reader, "SELECT conversation FROM mention WHERE id = ?1");
        const auto conversation = find.number(MentionId::fromString(id));
        if (!conversation)
            return out.fail(conversation.error());
        if (!*conversation)
            return out.fail({ Error::Kind::Missing, tr("No message here is called “%1”.").arg(id), {}, {} });
        MentionStore store(reader);
        VersionList versions(reader);
        const auto messages = store.messages(**conversation, 0, mostMessages);
        if (!messages)
            return out.fail(messages.error());
        for (const Mention &each : *messages) {
            const auto before = each.versions > 0 ? versions.of(each.row) : Result<QList<MentionVersion>>();
            if (!before)
                return out.fail(before.error());
            say(each, *before, out);
        }
        return 0;
    }
    static void say(const Mention &mention, const QList<MentionVersion> &before, const Output &out)
    {
        out.say(
            QStringLiteral("%1  %2  %3\n  %4")
                .arg(mention.writtenAt.toString(Qt::ISODate), mention.authorName, mention.authorHandle, mention.text));
        for (const Attachment &each : mention.media)
            out.say(QStringLiteral("  [%1] %2").arg(each.kind, each.description));
        QJsonArray media;
        for (const Attachment &each : mention.media)
            media.append(QJsonObject { { QStringLiteral("kind"), each.kind }, { QStringLiteral("url"), each.url },
                { QStringLiteral("description"), each.description } });
        QJsonArray said;
        for (const MentionVersion &each : before)
            said.append(each.text);
        out.data(QJsonObject { { QStringLiteral("id"), mention.id.toString() },
            { QStringLiteral("global_name"), mention.globalName }, { QStringLiteral("author"), mention.authorName },
            { QStringLiteral("handle"), mention.authorHandle }, { QStringLiteral("ours"), mention.isOurs },
            { QStringLiteral("at"), mention.writtenAt.toString(Qt::ISODateWithMs) },
            { QStringLiteral("title"), mention.title }, { QStringLiteral("text"), mention.text },
            { QStringLiteral("media"), media }, { QStringLiteral("audience"), mention.audience },
            { QStringLiteral("moderation"), mention.moderation }, { QStringLiteral("gone"), mention.goneAt.isValid() },
            { QStringLiteral("said_before"), said } });
    }
};

const Registered<ShowCommand> registered;

} // namespace

} // namespace wheelhouse

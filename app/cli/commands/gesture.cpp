#include "app/cli/command.h"
#include "core/gestures/gestures.h"
#include "core/store/workspacefile.h"

namespace wheelhouse {

namespace {

class GestureCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("gesture"); }
    [[nodiscard]] QString summary() const override
    {
        return tr("Does something to messages on their network: favourite, boost, approve and the like.");
    }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({ QStringLiteral("words"), tr("What a report says."), QStringLiteral("TEXT") });
        parser.addPositionalArgument(QStringLiteral("KIND"),
            tr("favourite, boost, follow, mute, block, report, mark_read, approve, hold, spam, trash; or with un- "
               "before."),
            QStringLiteral("KIND"));
        parser.addPositionalArgument(
            QStringLiteral("ID"), tr("As “wheelhouse-cli inbox” writes it."), QStringLiteral("ID..."));
    }
    [[nodiscard]] QString more() const override
    {
        return tr(
            "It is wished, and made as soon as a window, the agent or “fetch” runs. “triage undo” takes it back.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const QStringList said = parser.positionalArguments().mid(1);
        const auto kind = gestureFromWord(said.value(0).remove(u'-'));
        if (!kind || said.size() < 2)
            return out.misuse(tr("Say what to do, and to which messages."));
        const SystemClock clock;
        const auto file = WorkspaceFile::open(*path, clock);
        const auto writer = file ? (*file)->openWriter() : tl::unexpected(file.error());
        if (!writer)
            return out.fail(writer.error());
        return wish(**writer, clock, *kind, said.mid(1), parser.value(QStringLiteral("words")), out);
    }

private:
    static int wish(Database &writer, const Clock &clock, Gesture::Kind kind, const QStringList &ids,
        const QString &words, const Output &out)
    {
        OperationLog log(writer, clock);
        Undo undo(writer, log);
        Gestures gestures(writer, log, undo, clock);
        Statement find(writer, "SELECT row FROM mention WHERE id = ?1");
        QList<qint64> rows;
        for (const QString &id : ids) {
            const auto row = find.number(MentionId::fromString(id));
            if (!row)
                return out.fail(row.error());
            if (!*row)
                return out.fail({ Error::Kind::Missing, tr("No message here is called “%1”.").arg(id), {}, {} });
            rows.append(**row);
        }
        const auto acted = gestures.wish(kind, rows, words);
        if (!acted)
            return out.fail(acted.error());
        out.say(acted->changed > 0 ? acted->sentence : tr("That is so already."));
        out.data(QJsonObject { { QStringLiteral("wished"), acted->changed }, { QStringLiteral("left"), acted->left } });
        return 0;
    }
};

const Registered<GestureCommand> registered;

} // namespace

} // namespace wheelhouse

#include "core/housekeeping/retention.h"
#include "app/cli/command.h"
#include "core/store/workspacefile.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

class RetentionCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("retention"); }
    [[nodiscard]] QString summary() const override { return tr("How long words are kept: list, set, preview, run."); }
    void describe(QCommandLineParser &parser) const override
    {
        const auto add = [&](const char *word, const QString &help, const char *value) {
            parser.addOption({ QString::fromLatin1(word), help, QString::fromLatin1(value) });
        };
        add("channel", tr("Only of this channel, by name."), "NAME");
        add("label", tr("Only of conversations with this label."), "NAME");
        add("days", tr("So many days are kept."), "N");
        add("reason", tr("Why; required."), "WORDS");
        parser.addOption({ QStringLiteral("off"), tr("The rule is written down and does nothing.") });
        parser.addPositionalArgument(
            QStringLiteral("verb"), tr("list, set, end, preview or run."), QStringLiteral("VERB"));
    }
    [[nodiscard]] QString more() const override
    {
        return tr("  wheelhouse-cli retention set --workspace FILE --channel @shop --days 365 --reason \"Privacy "
                  "notice\"\n  wheelhouse-cli retention preview --workspace FILE\n\n"
                  "A rule that is on runs daily while a desk or the agent is open. What is open, escalated, claimed or "
                  "evidence stays. What a run took is gone for ever.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto given = askedWorkspace(parser);
        if (!given)
            return out.misuse(given.error().message);
        const QString verb = parser.positionalArguments().value(1);
        static const QStringList verbs { QStringLiteral("list"), QStringLiteral("set"), QStringLiteral("end"),
            QStringLiteral("preview"), QStringLiteral("run") };
        if (!verbs.contains(verb))
            return out.misuse(tr("Say list, set, end, preview or run."));
        const auto file = WorkspaceFile::open(*given, m_clock);
        if (!file)
            return out.fail(file.error());
        auto database = verb == verbs[0] || verb == verbs[3] ? (*file)->openReader() : (*file)->openWriter();
        if (!database)
            return out.fail(database.error());
        auto rules = asked(**database, parser);
        if (!rules)
            return out.fail(rules.error());
        if (verb == verbs[0] || verb == verbs[3])
            return tell(**database, *rules, verb == verbs[3], out);
        return act(**database, verb, *rules, parser, out);
    }

private:
    static Result<qint64> rowOf(Database &database, const char *sql, const QString &name)
    {
        if (name.isEmpty())
            return 0;
        Statement find(database, sql);
        auto row = find.number(name);
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return fail(Error::Kind::Missing, tr("There is no “%1” here. Nothing was done.").arg(name));
        return **row;
    }
    /// Those for the channel and label named; all where neither is.
    static Result<QList<RetentionRule>> asked(Database &database, const QCommandLineParser &parser)
    {
        const QString channel = parser.value(QStringLiteral("channel"));
        const QString label = parser.value(QStringLiteral("label"));
        auto inChannel = rowOf(database, "SELECT row FROM channel WHERE name = ?1 OR handle = ?1", channel);
        auto withLabel = rowOf(database, "SELECT row FROM label WHERE name = ?1", label);
        if (!inChannel || !withLabel)
            return tl::unexpected(!inChannel ? inChannel.error() : withLabel.error());
        auto rules = Retention::list(database);
        if (rules && !(channel.isEmpty() && label.isEmpty()))
            rules->removeIf([&](const auto &rule) { return rule.channel != *inChannel || rule.label != *withLabel; });
        if (rules && parser.positionalArguments().value(1) == QLatin1String("set")) {
            RetentionRule fresh;
            fresh.channel = *inChannel;
            fresh.label = *withLabel;
            rules = QList<RetentionRule> { fresh };
        }
        return rules;
    }
    int tell(Database &reader, const QList<RetentionRule> &rules, bool isPreview, const Output &out) const
    {
        for (const RetentionRule &rule : rules) {
            const auto preview = isPreview ? Retention::preview(reader, rule, m_clock) : Result<RetentionPreview>();
            if (!preview)
                return out.fail(preview.error());
            out.say(tr("%1  %Ln day(s)  %2  %3", nullptr, rule.days)
                        .arg(rule.id.toString(), rule.isOn ? tr("on") : tr("off"), rule.reason));
            if (isPreview)
                out.say(QStringLiteral("  ") + preview->sentence());
            QJsonObject json { { QStringLiteral("id"), rule.id.toString() }, { QStringLiteral("days"), rule.days },
                { QStringLiteral("on"), rule.isOn }, { QStringLiteral("reason"), rule.reason } };
            if (isPreview) {
                json.insert(QStringLiteral("mentions"), preview->mentions);
                json.insert(QStringLiteral("kept"), preview->keptConversations);
                json.insert(QStringLiteral("oldest"), preview->oldest.toString(Qt::ISODate));
            }
            out.data(json);
        }
        if (rules.isEmpty())
            out.say(tr("There is no rule: all words are kept."));
        return 0;
    }
    int act(Database &writer, const QString &verb, const QList<RetentionRule> &rules, const QCommandLineParser &parser,
        const Output &out) const
    {
        OperationLog log(writer, m_clock);
        Undo undo(writer, log);
        Retention retention(writer, log, undo, m_clock);
        for (RetentionRule rule : rules) {
            rule.days = verb == QLatin1String("set") ? parser.value(QStringLiteral("days")).toInt() : rule.days;
            rule.isOn = !parser.isSet(QStringLiteral("off"));
            if (verb == QLatin1String("set"))
                rule.reason = parser.value(QStringLiteral("reason"));
            const auto acted = verb == QLatin1String("set") ? retention.set(rule)
                : verb == QLatin1String("end")              ? retention.end(rule.id)
                                                            : retention.begin(rule.id);
            if (!acted)
                return out.fail(acted.error());
            out.say(acted->sentence);
            out.data(QJsonObject { { QStringLiteral("changed"), acted->changed } });
        }
        Erasing erasing(writer, log, m_clock);
        const auto done = verb == QLatin1String("run")
            ? erasing.finish([](const ErasingProgress &) { return !wasStopped(); })
            : Result<void>();
        return done ? 0 : out.fail(done.error());
    }

    SystemClock m_clock;
};

const Registered<RetentionCommand> registered;

} // namespace

} // namespace wheelhouse

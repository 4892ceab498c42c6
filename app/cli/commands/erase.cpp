#include "app/cli/command.h"
#include "core/housekeeping/erasure.h"
#include "core/housekeeping/oldcopies.h"
#include "core/store/workspacefile.h"

#include <QCoreApplication>
#include <QLocale>

namespace wheelhouse {

namespace {

class EraseCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("erase"); }
    [[nodiscard]] QString summary() const override
    {
        return tr("Erases a person: names, words, search, drafts, and backups at their turn.");
    }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({ QStringLiteral("preview"), tr("Says what would go and what stays, and changes nothing.") });
        parser.addOption({ QStringLiteral("yes"), tr("Does it. It cannot be undone.") });
        parser.addOption({ QStringLiteral("notes"), tr("The team's notes about them go too.") });
        parser.addOption({ QStringLiteral("evidence"), tr("What an incident keeps as evidence goes too.") });
        parser.addOption({ QStringLiteral("backups"), tr("Replaces the backups that hold their words now.") });
        parser.addPositionalArgument(
            QStringLiteral("person"), tr("A handle, a profile address or a name."), QStringLiteral("PERSON"));
    }
    [[nodiscard]] QString more() const override
    {
        return tr("  wheelhouse-cli erase --workspace FILE @ada@example.social --preview\n\n"
                  "What was broken off goes on when any erase is asked for again, or when the desk is opened.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto given = askedWorkspace(parser);
        if (!given)
            return out.misuse(given.error().message);
        const QString person = parser.positionalArguments().value(1);
        const bool isPreview = parser.isSet(QStringLiteral("preview"));
        if (person.isEmpty() || isPreview == parser.isSet(QStringLiteral("yes")))
            return out.misuse(tr("Say whom to erase, and --preview or --yes."));
        const SystemClock clock;
        const auto file = WorkspaceFile::open(*given, clock);
        if (!file)
            return out.fail(file.error());
        return isPreview ? preview(**file, person, clock, out) : erase(**file, person, parser, clock, out);
    }

private:
    static int preview(const WorkspaceFile &file, const QString &person, const Clock &clock, const Output &out)
    {
        auto reader = file.openReader();
        if (!reader)
            return out.fail(reader.error());
        const auto found = Erasure::find(**reader, person).and_then([&](const QList<qint64> &identities) {
            return Erasure::preview(**reader, identities, clock);
        });
        if (!found)
            return out.fail(found.error());
        tell(*found, out);
        return 0;
    }
    static void tell(const ErasurePreview &found, const Output &out)
    {
        out.say(found.people.join(QStringLiteral("; ")));
        out.say(tr("Goes for ever:"));
        for (const QString &line : found.goes())
            out.say(QStringLiteral("  ") + line);
        out.say(tr("Stays:"));
        for (const QString &line : found.stays())
            out.say(QStringLiteral("  ") + line);
        for (const Note &note : found.notes)
            out.say(tr("  Note: %1").arg(note.text.simplified()));
        out.data(QJsonObject { { QStringLiteral("identities"), found.identities.size() },
            { QStringLiteral("mentions"), found.mentions }, { QStringLiteral("answers"), found.answers },
            { QStringLiteral("drafts"), found.drafts }, { QStringLiteral("open"), found.openConversations },
            { QStringLiteral("notes"), found.notes.size() }, { QStringLiteral("filters"), found.filters.size() },
            { QStringLiteral("named_elsewhere"), found.namedElsewhere }, { QStringLiteral("evidence"), found.evidence },
            { QStringLiteral("backups"), found.copies },
            { QStringLiteral("backups_until"), found.copiesUntil.toString(Qt::ISODate) } });
    }
    static int erase(const WorkspaceFile &file, const QString &person, const QCommandLineParser &parser,
        const Clock &clock, const Output &out)
    {
        auto writer = file.openWriter();
        if (!writer)
            return out.fail(writer.error());
        OperationLog log(**writer, clock);
        Admission admission(**writer);
        Erasure erasure(**writer, log, admission, clock);
        const auto begun = Erasure::find(**writer, person).and_then([&](const QList<qint64> &identities) {
            return erasure.begin(
                identities, { parser.isSet(QStringLiteral("notes")), parser.isSet(QStringLiteral("evidence")) });
        });
        if (!begun)
            return out.fail(begun.error());
        Erasing erasing(**writer, log, clock);
        auto last = ErasingProgress::Step::Done;
        const auto done = erasing.finish([&](const ErasingProgress &progress) {
            if (progress.step != std::exchange(last, progress.step) && !progress.isDone())
                out.note(progress.sentence());
            return !wasStopped();
        });
        if (!done)
            return out.fail(done.error());
        if (wasStopped()) {
            out.note(tr("Stopped. It goes on when the desk is opened."));
            return 1;
        }
        return tellCopies(file, parser.isSet(QStringLiteral("backups")), clock, begun->changed, out);
    }
    static int tellCopies(const WorkspaceFile &file, bool isNow, const Clock &clock, int mentions, const Output &out)
    {
        const OldCopies copies(file.path(), clock);
        Backups backups(file.path(), clock);
        const auto gone = isNow ? copies.replace(backups, OldCopies::When::Now) : Result<int>(0);
        const auto until = copies.until();
        if (!gone || !until)
            return out.fail(!gone ? gone.error() : until.error());
        out.say(tr("Erased: the words of %L1 messages are gone.").arg(mentions));
        if (until->isValid())
            out.say(tr("Backups made before hold them until %1; --backups replaces them now.")
                        .arg(QLocale().toString(until->toLocalTime().date(), QLocale::LongFormat)));
        out.data(QJsonObject { { QStringLiteral("mentions"), mentions }, { QStringLiteral("backups_replaced"), *gone },
            { QStringLiteral("backups_until"), until->toString(Qt::ISODate) } });
        return 0;
    }
};

const Registered<EraseCommand> registered;

} // namespace

} // namespace wheelhouse

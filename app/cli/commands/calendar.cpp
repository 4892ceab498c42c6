#include "app/cli/command.h"
#include "app/cli/commands/givenfile.h"
#include "app/cli/commands/speakingdesk.h"
#include "core/base/zones.h"
#include "core/calendar/planexport.h"
#include "core/calendar/planintake.h"

namespace wheelhouse {

namespace {

constexpr qint64 mostCalendar = 20 * 1024 * 1024; // bytes, see readCalendar()
constexpr int lot = 500; // rows a transaction
constexpr int daysListed = 35;

QString outcomeWord(PlanOutcome::Kind kind)
{
    switch (kind) {
    case PlanOutcome::Kind::New:
        return QStringLiteral("new");
    case PlanOutcome::Kind::Moved:
        return QStringLiteral("moved");
    case PlanOutcome::Kind::Same:
        return QStringLiteral("same");
    case PlanOutcome::Kind::Refused:
        return QStringLiteral("refused");
    }
    return {};
}

QString stateWord(CardState state)
{
    static const QHash<CardState, QString> words { { CardState::Draft, QStringLiteral("draft") },
        { CardState::InReview, QStringLiteral("in-review") }, { CardState::Approved, QStringLiteral("approved") },
        { CardState::Held, QStringLiteral("held") }, { CardState::Sending, QStringLiteral("sending") },
        { CardState::Published, QStringLiteral("published") }, { CardState::Missed, QStringLiteral("missed") },
        { CardState::Failed, QStringLiteral("failed") }, { CardState::Unconfirmed, QStringLiteral("unconfirmed") } };
    return words.value(state);
}

class CalendarCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("calendar"); }
    [[nodiscard]] QString summary() const override { return tr("Shows the plan, writes it to a file, takes one in."); }
    void describe(QCommandLineParser &parser) const override
    {
        const QString file = QStringLiteral("FILE");
        const QString day = QStringLiteral("DAY");
        parser.addOptions({
            { QStringLiteral("from"), tr("The first day, as 2026-11-30; else today."), day },
            { QStringLiteral("to"), tr("The last day."), day },
            { QStringLiteral("export"), tr("Writes the plan: .ics is an iCalendar, .csv a sheet."), file },
            { QStringLiteral("replace"), tr("Over the file that is there.") },
            { QStringLiteral("import"), tr("Takes a plan in as drafts: .ics or .csv."), file },
            { QStringLiteral("zone"), tr("Of times that name none: Europe/Amsterdam."), QStringLiteral("ZONE") },
            { QStringLiteral("channel"), tr("Where goes what names no outpost; may stand several times."),
                QStringLiteral("ACCOUNT") },
            { QStringLiteral("objective"), tr("Why is written what says nothing of it."), QStringLiteral("TEXT") },
            { QStringLiteral("no-objective"), tr("What says nothing of it has no objective, knowingly.") },
            { QStringLiteral("day-first"), tr("3/4/2026 is the third of April.") },
            { QStringLiteral("month-first"), tr("3/4/2026 is the fourth of March.") },
            { QStringLiteral("dry-run"), tr("Says what would become of each row, and takes nothing in.") },
        });
    }
    [[nodiscard]] QString more() const override
    {
        return tr(
            "What is refused stays out, with its reason; the rest is taken in. The same file twice adds nothing,\n"
            "and “triage undo” takes all of it back. It ends with 1 where something was refused.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const auto from = askedDay(parser, QStringLiteral("from"));
        const auto to = askedDay(parser, QStringLiteral("to"));
        if (!from || !to)
            return out.misuse((!from ? from : to).error().message);
        const SystemClock clock;
        const auto desk = SpeakingDesk::open(*path, clock);
        if (!desk)
            return out.fail(desk.error());
        if (parser.isSet(QStringLiteral("export")))
            return write(**desk, parser, *from, *to, out);
        if (parser.isSet(QStringLiteral("import")))
            return takeIn(**desk, parser, out);
        return list(**desk, *from, *to, out);
    }

private:
    static Result<QDate> askedDay(const QCommandLineParser &parser, const QString &option)
    {
        if (!parser.isSet(option))
            return QDate();
        const QDate day = QDate::fromString(parser.value(option), Qt::ISODate);
        if (!day.isValid())
            return fail(Error::Kind::Malformed, tr("Write --%1 as 2026-11-30.").arg(option));
        return day;
    }
    static QJsonObject cardJson(const Card &card)
    {
        QJsonArray channels;
        for (const CardTarget &each : card.targets)
            channels.append(each.channel.name);
        const QString due = card.dueAt.isValid() ? card.dueAt.toString(Qt::ISODateWithMs) : QString();
        return { { QStringLiteral("post"), card.post.toString() }, { QStringLiteral("occurrence"), card.occurrence },
            { QStringLiteral("at"), card.at ? wallLine(*card.at) : QString() }, { QStringLiteral("due_at"), due },
            { QStringLiteral("title"), card.title }, { QStringLiteral("channels"), channels },
            { QStringLiteral("state"), stateWord(card.state) }, { QStringLiteral("reason"), card.reason },
            { QStringLiteral("repeats"), card.repeats } };
    }
    static int list(SpeakingDesk &desk, QDate from, QDate to, const Output &out)
    {
        const QDate first = from.isValid() ? from : desk.clock.now().date();
        const QDate last = to.isValid() ? to : first.addDays(daysListed - 1);
        const auto page = CalendarBook(*desk.writer).page(first, last);
        if (!page)
            return out.fail(page.error());
        for (const Card &card : page->cards) {
            QStringList channels;
            for (const CardTarget &each : card.targets)
                channels.append(each.channel.name);
            out.say(QStringLiteral("%1  %2  “%3”  %4  %5")
                        .arg(wallLine(*card.at), channels.join(QStringLiteral(", ")), card.title, stateWord(card.state),
                            card.reason));
            out.data(cardJson(card));
        }
        if (page->isCut)
            out.note(tr("There is more than was written: ask for fewer days."));
        if (page->cards.isEmpty())
            out.say(tr("Nothing is planned on these days."));
        return 0;
    }
    static int write(SpeakingDesk &desk, const QCommandLineParser &parser, QDate from, QDate to, const Output &out)
    {
        PlanExportWish wish { parser.value(QStringLiteral("export")), from, to, WholeFile::Existing::Refuse };
        if (parser.isSet(QStringLiteral("replace")))
            wish.existing = WholeFile::Existing::Replace;
        const auto written = exportPlan(*desk.writer, wish, desk.clock.now(), [] { return !wasStopped(); });
        if (!written)
            return out.fail(written.error());
        out.say(written->sentence(wish.path));
        out.data(QJsonObject { { QStringLiteral("posts"), written->posts }, { QStringLiteral("file"), wish.path } });
        return 0;
    }

    /// What the rows of one file came to.
    struct Tally {
        QHash<PlanOutcome::Kind, int> count;
        int refusedByFile = 0; ///< before anybody asked the calendar
    };
    static void tell(const PlanOutcome &outcome, Tally &tally, const Output &out)
    {
        ++tally.count[outcome.kind];
        if (!outcome.words.isEmpty())
            out.say(tr("Row %1: %2").arg(QString::number(outcome.number), outcome.words));
        out.data(QJsonObject { { QStringLiteral("row"), outcome.number },
            { QStringLiteral("verdict"), outcomeWord(outcome.kind) }, { QStringLiteral("words"), outcome.words },
            { QStringLiteral("post"), outcome.card.post.isNull() ? QString() : outcome.card.post.toString() } });
    }
    static Result<void> takeLot(PlanIntake &intake, QList<PlanItem> &items, Tally &tally, const Output &out)
    {
        const auto outcomes = intake.take(items);
        items.clear();
        if (!outcomes)
            return tl::unexpected(outcomes.error());
        for (const PlanOutcome &each : *outcomes)
            tell(each, tally, out);
        return {};
    }
    static int takeIn(SpeakingDesk &desk, const QCommandLineParser &parser, const Output &out)
    {
        const QByteArray zone = parser.value(QStringLiteral("zone")).toUtf8();
        if (!zone.isEmpty() && !isKnownZone(zone))
            return out.misuse(tr("“%1” is no time zone that this machine knows.").arg(QString::fromUtf8(zone)));
        const Objective why { parser.value(QStringLiteral("objective")), parser.isSet(QStringLiteral("no-objective")) };
        if (why.isNone && !why.words.isEmpty())
            return out.misuse(tr("Say --objective or --no-objective, not both."));
        PlanIntake intake(*desk.writer, desk.log, desk.undo, desk.posts, desk.outbox, desk.clock);
        intake.begin(parser.values(QStringLiteral("channel")), parser.isSet(QStringLiteral("dry-run")), why);
        Tally tally;
        const QString file = parser.value(QStringLiteral("import"));
        const auto done = file.endsWith(QLatin1String(".ics"), Qt::CaseInsensitive)
            ? takeCalendar(intake, file, zone, tally, out)
            : takeSheet(intake, file, parser, zone, tally, out);
        if (!done)
            return out.fail(done.error());
        using Kind = PlanOutcome::Kind;
        const int refused = tally.count.value(Kind::Refused) + tally.refusedByFile;
        out.say(tr("%1 new, %2 moved, %3 here already, %4 refused.")
                    .arg(tally.count.value(Kind::New))
                    .arg(tally.count.value(Kind::Moved))
                    .arg(tally.count.value(Kind::Same))
                    .arg(refused));
        out.data(QJsonObject { { QStringLiteral("new"), tally.count.value(Kind::New) },
            { QStringLiteral("moved"), tally.count.value(Kind::Moved) },
            { QStringLiteral("same"), tally.count.value(Kind::Same) }, { QStringLiteral("refused"), refused } });
        return refused > 0 ? 1 : 0;
    }
    static Result<void> takeCalendar(
        PlanIntake &intake, const QString &file, const QByteArray &zone, Tally &tally, const Output &out)
    {
        const auto bytes = fileBytes(file, mostCalendar);
        if (!bytes)
            return tl::unexpected(bytes.error());
        const CalendarImport read = readCalendar(*bytes, zone);
        for (const CalendarRemark &each : read.remarks)
            out.note(each.sentence());
        tally.refusedByFile = read.leftOut;
        QList<PlanItem> items;
        for (qsizetype i = 0; i < read.entries.size() && !wasStopped(); ++i) {
            items.append({ i + 1, read.entries.at(i), 0 });
            if (items.size() == lot || i + 1 == read.entries.size())
                if (auto taken = takeLot(intake, items, tally, out); !taken)
                    return taken;
        }
        return {};
    }
    static Result<void> takeSheet(PlanIntake &intake, const QString &file, const QCommandLineParser &parser,
        const QByteArray &zone, Tally &tally, const Output &out)
    {
        auto sheet = PlanSheet::open(file);
        if (!sheet)
            return tl::unexpected(sheet.error());
        PlanSheetMap map = (*sheet)->map();
        map.zone = zone;
        if (parser.isSet(QStringLiteral("day-first")))
            map.order = DayOrder::DayFirst;
        if (parser.isSet(QStringLiteral("month-first")))
            map.order = DayOrder::MonthFirst;
        if (auto set = (*sheet)->setMap(map); !set)
            return set;
        while (!wasStopped()) {
            const auto rows = (*sheet)->next(lot);
            if (!rows)
                return tl::unexpected(rows.error());
            if (rows->isEmpty())
                return {};
            QList<PlanItem> items;
            for (const PlanVerdict &each : *rows) {
                if (each.isTaken())
                    items.append(itemOf(each));
                else
                    tell({ each.row, PlanOutcome::Kind::Refused, each.sentence((*sheet)->header()), {} }, tally, out);
            }
            if (auto taken = takeLot(intake, items, tally, out); !taken)
                return taken;
        }
        return {};
    }
};

const Registered<CalendarCommand> registered;

} // namespace

} // namespace wheelhouse

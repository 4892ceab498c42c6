#include "app/cli/command.h"
#include "app/cli/commands/givenfile.h"
#include "app/cli/commands/givenpoll.h"
#include "app/cli/commands/speakingdesk.h"
#include "core/networks/limitsbook.h"
#include "core/posts/media.h"
#include "core/posts/validation.h"
#include "core/publishing/replies.h"

namespace wheelhouse {

namespace {

constexpr qint64 mostPicture = 25 * 1024 * 1024; // bytes, see readPicture()

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

/// A part of a thread as the command line gives it.
struct GivenPart {
    QString text;
    QList<QPair<QString, QString>> pictures; ///< file and description
};

/// Parts, and what belongs to each, in the order in which they were typed.
Result<QList<GivenPart>> givenParts(const QCommandLineParser &parser)
{
    QList<GivenPart> parts;
    QHash<QString, int> seen;
    for (const QString &option : parser.optionNames()) {
        const QString value = parser.values(option).value(seen[option]++);
        if (option == QLatin1String("text-file")) {
            auto text = wordsOfFile(value);
            if (!text)
                return tl::unexpected(text.error());
            parts.append({ *text, {} });
        } else if (option == QLatin1String("media")) {
            if (parts.isEmpty())
                return fail(Error::Kind::Refused, Words::tr("Say --text-file before its --media."));
            parts.last().pictures.append({ value, {} });
        } else if (option == QLatin1String("alt")) {
            if (parts.isEmpty() || parts.last().pictures.isEmpty())
                return fail(Error::Kind::Refused, Words::tr("Say --media before its --alt."));
            parts.last().pictures.last().second = value;
        }
    }
    if (parts.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("Say with --text-file what it says."));
    return parts;
}

class PostCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("post"); }
    [[nodiscard]] QString summary() const override { return tr("Plans a post; the window or the agent sends it."); }
    void describe(QCommandLineParser &parser) const override
    {
        const QString file = QStringLiteral("FILE");
        const QString text = QStringLiteral("TEXT");
        parser.addOptions({
            { QStringLiteral("channel"), tr("Where it goes out; may stand several times."), QStringLiteral("ACCOUNT") },
            { QStringLiteral("at"), tr("When, as it shows on the wall: “2026-11-30 09:00 Europe/Amsterdam”; or now."),
                QStringLiteral("TIME") },
            { QStringLiteral("text-file"),
                tr("What it says, UTF-8; - is standard input. Again for each part of a "
                   "thread."),
                file },
            { QStringLiteral("media"), tr("A picture of the part before it."), file },
            { QStringLiteral("alt"), tr("Describes the picture before it."), text },
            { QStringLiteral("title"), tr("Of a blog's post."), text },
            { QStringLiteral("warning"), tr("A content warning."), text },
            { QStringLiteral("visibility"), tr("public, unlisted, followers or direct."), QStringLiteral("WHO"),
                QStringLiteral("public") },
            { QStringLiteral("language"), tr("Of the text (BCP 47)."), QStringLiteral("TAG") },
            { QStringLiteral("campaign"), tr("What it is part of; made when it is new."), QStringLiteral("NAME") },
            { QStringLiteral("objective"), tr("Why it is written."), text },
            { QStringLiteral("no-objective"), tr("It has no objective, knowingly.") },
            { QStringLiteral("reply-to"),
                tr("The message it answers, as “inbox” writes it; it goes from the account "
                   "that was addressed unless --channel says another."),
                QStringLiteral("ID") },
        });
        describePoll(parser);
    }
    [[nodiscard]] QString more() const override
    {
        return tr("What its network would refuse is refused here, and nothing is planned then. “triage undo” takes it\n"
                  "back while it waits. “outbox” shows what waits and what became of it.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const auto given = givenParts(parser);
        if (!given)
            return out.misuse(given.error().message);
        const auto visibility = visibilityFromWord(parser.value(QStringLiteral("visibility")));
        if (!visibility)
            return out.misuse(tr("--visibility is public, unlisted, followers or direct."));
        if (parser.isSet(QStringLiteral("objective")) && parser.isSet(QStringLiteral("no-objective")))
            return out.misuse(tr("Say --objective or --no-objective, not both."));
        const auto poll = givenPoll(parser);
        if (!poll)
            return out.misuse(poll.error().message);
        const SystemClock clock;
        const auto at = plannedTime(parser.value(QStringLiteral("at")), clock);
        if (!at)
            return out.misuse(at.error().message);
        const auto desk = SpeakingDesk::open(*path, clock);
        if (!desk)
            return out.fail(desk.error());
        PostContent content;
        content.title = parser.value(QStringLiteral("title"));
        content.warning = parser.value(QStringLiteral("warning"));
        content.language = parser.value(QStringLiteral("language"));
        content.visibility = *visibility;
        content.poll = *poll;
        return plan(**desk, parser, *given, content, *at, out);
    }

private:
    static Result<PlannedAt> plannedTime(const QString &typed, const Clock &clock)
    {
        if (typed == QLatin1String("now")) {
            const QDateTime now = clock.now();
            return plannedAt({ now.date(), QTime(now.time().hour(), now.time().minute(), now.time().second()), "UTC",
                WallTime::Turn::First });
        }
        const auto meant = readWallTime(typed);
        return meant ? plannedAt(*meant) : Result<PlannedAt>(tl::unexpected(meant.error()));
    }
    /// The accounts it goes out on.
    static Result<QList<Account>> targets(SpeakingDesk &desk, const QStringList &names, const QByteArray &answers)
    {
        auto accounts = desk.accounts.list();
        if (!accounts)
            return accounts;
        QList<Account> meant;
        for (const QString &each : names) {
            QList<Account> called = *accounts;
            called.removeIf([&each](const Account &one) {
                return one.channel.id.toString() != each && one.channel.name != each && one.channel.handle != each;
            });
            if (called.isEmpty())
                return fail(Error::Kind::Missing, tr("No account is called “%1”.").arg(each));
            if (called.size() > 1)
                return fail(Error::Kind::Conflict,
                    tr("Several accounts are called “%1”. Use the id that “account list --json” writes.").arg(each));
            meant.append(called.constFirst());
        }
        if (!names.isEmpty())
            return meant;
        Statement find(*desk.writer, "SELECT channel FROM mention WHERE id = ?1");
        auto channel = find.number(answers);
        if (!channel)
            return tl::unexpected(channel.error());
        for (const Account &each : std::as_const(*accounts))
            if (each.channelRow == channel->value_or(0))
                meant.append(each);
        if (meant.isEmpty())
            return fail(Error::Kind::Missing, tr("Say with --channel where it goes out."));
        return meant;
    }
    /// Pictures made fit for one network and kept; words and pictures judged by what it allows.
    static Result<PostContent> contentFor(
        SpeakingDesk &desk, const Account &account, const QList<GivenPart> &given, PostContent content)
    {
        MediaStore media(desk.file->path());
        auto limits = LimitsBook(*desk.writer).of(account.channel.id);
        if (!limits)
            return tl::unexpected(limits.error());
        for (const GivenPart &each : given) {
            Outgoing judged;
            judged.title = content.parts.isEmpty() ? content.title : QString();
            judged.text = each.text;
            judged.warning = content.warning;
            judged.visibility = content.visibility;
            judged.poll = content.parts.isEmpty() ? content.poll : std::nullopt;
            PostPart part { each.text, {} };
            for (const auto &[file, alt] : each.pictures) {
                auto bytes = fileBytes(file, mostPicture);
                auto kept =
                    bytes ? keepPicture(media, *bytes, *limits) : Result<KeptPicture>(tl::unexpected(bytes.error()));
                if (!kept)
                    return fail(kept.error().kind, QStringLiteral("%1: %2").arg(file, kept.error().message));
                const PreparedPicture &picture = kept->prepared;
                part.pictures.append({ picture.digest, picture.type, picture.size, alt });
                judged.media.append({ picture.digest, picture.type, picture.size, alt, picture.bytes, {} });
            }
            if (const auto findings = findingsOf(judged, *limits); isStopped(findings))
                return fail(Error::Kind::Refused,
                    QStringLiteral("%1: %2").arg(account.channel.name, findings.constFirst().sentence));
            content.parts.append(part);
        }
        return content;
    }
    /// An answer names whom it answers where nobody is told otherwise, and is as wide as what it answers unless it is
    /// said to be narrower.
    static Result<void> address(
        SpeakingDesk &desk, const QByteArray &answers, bool isVisibilityGiven, GivenPart &first, PostContent &content)
    {
        Statement find(*desk.writer, R"(
            SELECT i.handle, c.network, m.audience FROM mention m JOIN identity i ON i.row = m.identity
              JOIN channel c ON c.row = m.channel WHERE m.id = ?1)");
        return find.each(
            [&](const Row &row) {
                first.text = addressed(first.text, row.text(0), networkFromWord(row.text(1)));
                if (!isVisibilityGiven)
                    content.visibility = visibilityFromWord(row.text(2)).value_or(Visibility::Direct);
                return false;
            },
            answers);
    }
    static int plan(SpeakingDesk &desk, const QCommandLineParser &parser, QList<GivenPart> given, PostContent content,
        const PlannedAt &at, const Output &out)
    {
        const QString answered = parser.value(QStringLiteral("reply-to"));
        const QByteArray answers = answered.isEmpty() ? QByteArray() : Id<struct Mention>::fromString(answered).bytes();
        const auto accounts = targets(desk, parser.values(QStringLiteral("channel")), answers);
        if (!accounts)
            return out.fail(accounts.error());
        if (auto done = address(desk, answers, parser.isSet(QStringLiteral("visibility")), given.first(), content);
            !done)
            return out.fail(done.error());
        NewPost post { {}, parser.value(QStringLiteral("campaign")), parser.value(QStringLiteral("objective")), answers,
            parser.isSet(QStringLiteral("no-objective")) };
        for (const Account &each : *accounts) {
            auto fit = contentFor(desk, each, given, content);
            if (!fit)
                return out.fail(fit.error());
            post.variants.append({ each.channel.id, *fit });
        }
        const auto queued = queue(desk, post, at);
        if (!queued)
            return out.fail(queued.error());
        if (const QString sentence = clockSentence(at.meant); !sentence.isEmpty())
            out.note(sentence);
        for (const DeliveryId each : *queued) {
            const auto delivery = desk.book.find(each);
            if (!delivery || !*delivery)
                continue;
            out.say(tr("%1: planned for %2. %3")
                        .arg((*delivery)->channel.name, wallTimeText(at.meant), (*delivery)->words));
            out.data(deliveryJson(**delivery, desk.clock.now()));
        }
        return 0;
    }
    /// An answer is in no calendar; everything else stands there as well.
    static Result<QList<DeliveryId>> queue(SpeakingDesk &desk, const NewPost &post, const PlannedAt &at)
    {
        if (!post.answers.isEmpty())
            return queueAnswer(desk, post, at);
        const auto planned = desk.calendar.plan(post, {}, at.meant);
        if (!planned)
            return tl::unexpected(planned.error());
        QList<DeliveryId> queued;
        for (const DraftVariant &each : post.variants)
            queued.append(deliveryId(planned->cards.constFirst().post, each.channel, {}, 0));
        return queued;
    }
    static Result<QList<DeliveryId>> queueAnswer(SpeakingDesk &desk, const NewPost &post, const PlannedAt &at)
    {
        auto transaction = Transaction::begin(*desk.writer);
        if (!transaction)
            return tl::unexpected(transaction.error());
        auto id = desk.posts.begin(*transaction, post);
        auto revision = id ? desk.posts.submit(*transaction, *id) : Result<Revision>(tl::unexpected(id.error()));
        if (!revision)
            return tl::unexpected(revision.error());
        auto queued = desk.outbox.queue(*transaction, *revision, at);
        if (!queued)
            return queued;
        if (auto committed = transaction->commit(); !committed)
            return tl::unexpected(committed.error());
        return queued;
    }
};

const Registered<PostCommand> registered;

} // namespace

} // namespace wheelhouse

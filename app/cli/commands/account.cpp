#include "app/cli/commands/listeningdesk.h"
#include "app/cli/secretline.h"
#include "app/engine/networks.h"
#include "core/base/lane.h"

#include <QFile>

namespace wheelhouse {

namespace {

constexpr int longestPace = 24 * 3600; // seconds
constexpr int mostDays = 36'500;

QByteArray workspaceOf(const ListeningDesk &desk)
{
    return desk.file->workspace().id.bytes();
}

/// The accounts that \a text names: by id, by name or by handle.
QList<Account> named(QList<Account> accounts, const QString &text)
{
    accounts.removeIf([&text](const Account &each) {
        return each.channel.id.toString() != text && each.channel.name != text && each.channel.handle != text;
    });
    return accounts;
}

class AccountCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("account"); }
    [[nodiscard]] QString summary() const override
    {
        return tr("Connects, lists, tests and removes accounts on networks.");
    }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOptions({
            { QStringLiteral("user"), tr("Who signs in, where a password needs a name."), QStringLiteral("NAME") },
            { QStringLiteral("name"), tr("What to call the account here."), QStringLiteral("NAME") },
            { QStringLiteral("listen"), tr("A #hashtag or a word to listen for; may stand several times."),
                QStringLiteral("TERM") },
            { QStringLiteral("direct"), tr("Reads direct messages too.") },
            { QStringLiteral("every"), tr("Asked every so many seconds, 15 at least."), QStringLiteral("SECONDS"),
                QString::number(Account::signedInPace.count()) },
            { QStringLiteral("since-days"), tr("What was written so many days ago and later counts as new."),
                QStringLiteral("DAYS"), QStringLiteral("0") },
        });
        parser.addPositionalArgument(QStringLiteral("ACT"),
            tr("add NETWORK SERVER, list, test ACCOUNT, remove ACCOUNT."), QStringLiteral("ACT"));
    }
    [[nodiscard]] QString more() const override
    {
        return tr("“add” reads a token (mastodon) or an app password (bluesky, wordpress, with --user) from standard\n"
                  "input, after the passphrase where passwords are kept in a vault. What was written before the\n"
                  "account was connected is history: nothing is owed for it.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const QStringList said = parser.positionalArguments().mid(1);
        const QString act = said.value(0);
        const SystemClock clock;
        const auto desk = ListeningDesk::open(*path, clock);
        if (!desk)
            return out.fail(desk.error());
        if (act == QLatin1String("list"))
            return list(**desk, clock, out);
        if (act == QLatin1String("add") && said.size() == 3)
            return add(**desk, parser, clock, out);
        if (said.size() == 2 && (act == QLatin1String("test") || act == QLatin1String("remove")))
            return onOne(**desk, act, said.at(1), clock, out);
        return out.misuse(tr("Say add NETWORK SERVER, list, test ACCOUNT or remove ACCOUNT."));
    }

private:
    static int list(ListeningDesk &desk, const Clock &clock, const Output &out)
    {
        const auto accounts = desk.accounts.list();
        if (!accounts)
            return out.fail(accounts.error());
        if (accounts->isEmpty())
            out.say(tr("No account is connected. “wheelhouse-cli account add NETWORK SERVER” begins."));
        for (const Account &account : *accounts) {
            out.say(QStringLiteral("%1  %2  %3\n  %4")
                        .arg(account.channel.name, networkWord(account.channel.network), account.address,
                            standingWords(account, clock.now())));
            out.data(accountJson(account));
        }
        return 0;
    }
    /// What is not said stays as it is of an account that is here.
    static AccountTerms termsOf(const QCommandLineParser &parser, const Account *known)
    {
        AccountTerms terms;
        terms.permissions = { Permission::ReadMentions, Permission::Post, Permission::UploadMedia };
        if (known != nullptr)
            terms = known->terms;
        if (parser.isSet(QStringLiteral("direct")))
            terms.permissions.insert(Permission::ReadDirect);
        if (known == nullptr || parser.isSet(QStringLiteral("listen")))
            terms.listensTo = parser.values(QStringLiteral("listen"));
        return terms;
    }
    /// A whole number between bounds; none: it is something else.
    static std::optional<int> numberOf(const QCommandLineParser &parser, const char *option, int least, int most)
    {
        bool isNumber = false;
        const int number = parser.value(QLatin1String(option)).toInt(&isNumber);
        return isNumber && number >= least && number <= most ? std::optional(number) : std::nullopt;
    }
    /// Signs in, keeps what lets us in, and only then has an account: one without the other would never be asked.
    static int add(ListeningDesk &desk, const QCommandLineParser &parser, const Clock &clock, const Output &out)
    {
        const QStringList said = parser.positionalArguments();
        const NetworkId network = networkFromWord(said.value(2));
        QtHttpClient http(clock);
        const auto signIn = makeSignIn(network, http);
        if (!signIn)
            return out.misuse(tr("Say which network: mastodon, bluesky or wordpress."));
        if (!numberOf(parser, "every", 15, longestPace) || !numberOf(parser, "since-days", 0, mostDays))
            return out.misuse(tr("--every is a number of seconds from 15 to %1, --since-days one of days from 0 to %2.")
                                  .arg(longestPace)
                                  .arg(mostDays));
        SecretHouse house;
        if (auto opened = openIfVault(house, out); !opened)
            return out.fail(opened.error());
        if (auto facts = waitFor(signIn->look(said.value(3))); !facts)
            return out.fail(facts.error());
        else if (!facts->software.isEmpty())
            out.say(tr("Found: %1 at %2").arg(facts->software, facts->address.toString()));
        const QString user = parser.value(QStringLiteral("user"));
        const auto secret = readSecretLine(user.isEmpty() ? tr("Token:") : tr("App password:"), out);
        if (!secret)
            return out.fail(secret.error());
        const auto welcome = waitFor(signIn->enter(user, *secret));
        if (!welcome)
            return out.fail(welcome.error());
        return keep(desk, house, network, **welcome, parser, clock, out);
    }
    static int keep(ListeningDesk &desk, SecretHouse &house, NetworkId network, const Welcome &welcome,
        const QCommandLineParser &parser, const Clock &clock, const Output &out)
    {
        const int days = parser.value(QStringLiteral("since-days")).toInt();
        const auto accounts = desk.accounts.list();
        if (!accounts)
            return out.fail(accounts.error());
        const QList<Account> here = named(*accounts, channelOf(network, welcome.globalName).toString());
        const Account *const known = here.isEmpty() ? nullptr : &here.constFirst();
        const bool keepsName = known != nullptr && !parser.isSet(QStringLiteral("name"));
        SignedIn account { network, welcome.globalName, welcome.remoteId, welcome.handle,
            keepsName ? known->channel.name : parser.value(QStringLiteral("name")),
            welcome.address.toString(QUrl::FullyEncoded), welcome.typed, welcome.can, termsOf(parser, known),
            clock.now().addDays(-days), std::chrono::seconds { parser.value(QStringLiteral("every")).toInt() } };
        const QString key = secretName(workspaceOf(desk), channelOf(network, welcome.globalName));
        if (auto kept = waitFor(house.store.write(key, welcome.secret)); !kept)
            return out.fail(kept.error());
        const auto added = desk.accounts.signIn(account);
        if (!added) {
            if (known == nullptr) // what lets nobody in is not left lying about
                std::ignore = waitFor(house.store.remove(key));
            return out.fail(added.error());
        }
        out.say(added->sentence);
        out.data(QJsonObject { { QStringLiteral("id"), channelOf(network, welcome.globalName).toString() },
            { QStringLiteral("handle"), welcome.handle }, { QStringLiteral("global_name"), welcome.globalName },
            { QStringLiteral("added"), added->changed } });
        return 0;
    }
    static QString severalOf(const QList<Account> &meant, const QString &text)
    {
        QString words =
            tr("%1 accounts are called “%2”. Nothing was done. Say which by its id:").arg(meant.size()).arg(text);
        for (const Account &each : meant)
            words += QStringLiteral("\n  %1  %2 %3")
                         .arg(each.channel.id.toString(), networkWord(each.channel.network), each.channel.handle);
        return words;
    }
    static int onOne(
        ListeningDesk &desk, const QString &act, const QString &text, const Clock &clock, const Output &out)
    {
        const auto accounts = desk.accounts.list();
        if (!accounts)
            return out.fail(accounts.error());
        const QList<Account> meant = named(*accounts, text);
        if (meant.isEmpty())
            return out.fail({ Error::Kind::Missing, tr("No account is called “%1”.").arg(text), {}, {} });
        if (meant.size() > 1)
            return out.fail({ Error::Kind::Conflict, severalOf(meant, text), {}, {} });
        const Account *const account = &meant.constFirst();
        SecretHouse house;
        if (auto opened = account->signsIn() ? openIfVault(house, out) : Result<void>(); !opened)
            return out.fail(opened.error());
        QtHttpClient http(clock);
        return act == QLatin1String("test") ? test(desk, house, http, *account, out)
                                            : remove(desk, house, http, *account, out);
    }
    static Result<std::shared_ptr<Secret>> secretOf(ListeningDesk &desk, SecretHouse &house, const Account &account)
    {
        if (!account.signsIn())
            return std::make_shared<Secret>();
        return waitFor(house.store.read(secretName(workspaceOf(desk), account.channel.id)));
    }
    /// Asks what is new, and takes nothing in.
    static int test(
        ListeningDesk &desk, SecretHouse &house, HttpClient &http, const Account &account, const Output &out)
    {
        const auto secret = secretOf(desk, house, account);
        if (!secret)
            return out.fail(secret.error());
        const auto connector = makeConnector(account, **secret, http);
        if (!connector)
            return out.fail({ Error::Kind::Refused, tr("This program does not know that network."), {}, {} });
        Statement cursor(*desk.writer, "SELECT cursor FROM channel WHERE row = ?1");
        const auto from = cursor.one<QByteArray>([](const Row &row) { return row.bytes(0); }, account.channelRow);
        const auto page = waitFor(connector->fetch(from ? from->value_or(QByteArray()) : QByteArray()));
        if (!page)
            return out.fail(page.error());
        out.say(tr("It answers. %n message(s) wait to be fetched.", nullptr, int(page->arrivals.size())));
        out.data(QJsonObject { { QStringLiteral("answers"), true },
            { QStringLiteral("arrivals"), int(page->arrivals.size()) },
            { QStringLiteral("responses"), int(page->responses.size()) },
            { QStringLiteral("refused"), int(page->refused.size()) } });
        return 0;
    }
    /// The account first: whatever the network says then, it is asked no more.
    static int remove(
        ListeningDesk &desk, SecretHouse &house, HttpClient &http, const Account &account, const Output &out)
    {
        const auto secret = secretOf(desk, house, account);
        const auto removed = desk.accounts.remove({ account.channel.id });
        if (!removed)
            return out.fail(removed.error());
        bool isRevoked = false;
        if (const auto signIn = makeSignIn(account.channel.network, http); signIn && secret) {
            ServerFacts server;
            server.address = QUrl(account.address);
            server.typed = account.typed;
            server.can = account.can;
            const auto left = waitFor(signIn->leave(server, **secret));
            isRevoked = left.has_value();
            if (!left)
                out.note(
                    tr("What let Wheelhouse in could not be made worthless over there: %1").arg(left.error().message));
        }
        // Where it could not be, the secret stays until a running engine has tried again.
        if (account.signsIn() && isRevoked)
            if (auto gone = waitFor(house.store.remove(secretName(workspaceOf(desk), account.channel.id))); !gone)
                return out.fail(gone.error());
        if (auto left = isRevoked ? desk.accounts.hasLeft(account.channel.id) : Result<void>(); !left)
            return out.fail(left.error());
        out.say(removed->sentence);
        out.data(QJsonObject { { QStringLiteral("removed"), true }, { QStringLiteral("revoked"), isRevoked } });
        return 0;
    }
};

const Registered<AccountCommand> registered;

} // namespace

} // namespace wheelhouse

#include "core/inbox/triagestate.h"

#include <QRegularExpression>
#include <QSet>

#include <array>
#include <string_view>

namespace wheelhouse {

namespace {

using S = TriageState;
using E = TriageEvent;

constexpr std::array<const char *, 7> stateWords { "new", "open", "waiting", "snoozed", "done", "spam", "merged" };
constexpr std::array<const char *, 5> snoozeWords { "", "until_time", "until_reply", "time_or_reply",
    "time_regardless" };

// A row a state, a column an event in the order of TriageEvent: they wrote, they thanked, we answered, the time came,
// take up, wait, snooze, done, reopen, spam, not spam, merge. A letter is the state it leads to, '-' leads nowhere.
constexpr std::array<std::string_view, 7> table {
    "nnw-owzd-s-m", // new
    "oow-owzd-s-m", // open
    "oww-wwzdos-m", // waiting
    "ozwoowzdos-m", // snoozed, and see next()
    "odd--wzdos-m", // done
    "ss------oso-", // spam
    "------------", // merged
};
constexpr std::string_view letters = "nowzdsm"; // in the order of TriageState

bool wakesByReply(SnoozeMode mode)
{
    return mode == SnoozeMode::UntilReply || mode == SnoozeMode::TimeOrReply;
}

int finality(S state)
{
    // new, open, waiting, snoozed, done, spam: as declared
    return int(state);
}

} // namespace

QString stateWord(TriageState state)
{
    return QString::fromLatin1(stateWords.at(size_t(state)));
}

std::optional<TriageState> stateFromWord(QStringView word)
{
    for (size_t i = 0; i < stateWords.size(); ++i)
        if (word == QLatin1String(stateWords.at(i)))
            return TriageState(i);
    return std::nullopt;
}

QString snoozeWord(SnoozeMode mode)
{
    return QString::fromLatin1(snoozeWords.at(size_t(mode)));
}

SnoozeMode snoozeFromWord(QStringView word)
{
    for (size_t i = 0; i < snoozeWords.size(); ++i)
        if (word == QLatin1String(snoozeWords.at(i)))
            return SnoozeMode(i);
    return SnoozeMode::None;
}

std::optional<TriageState> next(TriageState state, TriageEvent event, SnoozeMode mode)
{
    // What ends a snooze is the person's choice, so the mode overrules the table there.
    if (state == S::Snoozed && event == E::TheyWrote && !wakesByReply(mode))
        return state;
    if (state == S::Snoozed && event == E::TimeCame && mode == SnoozeMode::UntilReply)
        return std::nullopt;
    const auto to = letters.find(table.at(size_t(state)).at(size_t(event)));
    return to == std::string_view::npos ? std::nullopt : std::optional(TriageState(to));
}

bool raisesDot(TriageState state, TriageEvent event, SnoozeMode mode)
{
    if (event != E::TheyWrote && event != E::TheyThanked)
        return false;
    if (state == S::Spam || state == S::Merged)
        return false;
    return !(state == S::Snoozed && mode == SnoozeMode::TimeRegardless);
}

TriageState settle(TriageState here, TriageState there, bool theyWroteLater)
{
    const S kept = finality(here) <= finality(there) ? here : there;
    // As the message would have done on a desk that knew of both; a choice of snooze is overruled with the rest.
    return theyWroteLater ? next(kept, E::TheyWrote, SnoozeMode::TimeOrReply).value_or(kept) : kept;
}

bool isCourtesy(QStringView text)
{
    constexpr int longest = 40; // a longer text says more than thanks
    if (text.size() > longest)
        return false;
    static const QSet<QString> thanks { QStringLiteral("thanks"), QStringLiteral("thank"), QStringLiteral("thx"),
        QStringLiteral("ty"), QStringLiteral("cheers"), QStringLiteral("ok"), QStringLiteral("okay"),
        QStringLiteral("great"), QStringLiteral("perfect"), QStringLiteral("super"), QStringLiteral("danke"),
        QStringLiteral("merci"), QStringLiteral("gracias"), QStringLiteral("bedankt"), QStringLiteral("dank"),
        QStringLiteral("takk"), QStringLiteral("tack"), QStringLiteral("tak"), QStringLiteral("kiitos"),
        QStringLiteral("grazie"), QStringLiteral("obrigado"), QStringLiteral("obrigada"), QStringLiteral("dzięki"),
        QStringLiteral("dziękuję") };
    static const QSet<QString> beside { QStringLiteral("you"), QStringLiteral("so"), QStringLiteral("much"),
        QStringLiteral("very"), QStringLiteral("a"), QStringLiteral("lot"), QStringLiteral("je"), QStringLiteral("wel"),
        QStringLiteral("schön"), QStringLiteral("sehr"), QStringLiteral("beaucoup"), QStringLiteral("muchas") };
    static const QRegularExpression notAWord(
        QStringLiteral("[^\\p{L}]+"), QRegularExpression::UseUnicodePropertiesOption);
    QString rest = text.toString().toLower();
    static const QRegularExpression handle(QStringLiteral("@[\\w.@-]+"));
    rest.remove(handle);
    const bool thumb =
        rest.contains(QStringLiteral("👍")) || rest.contains(QStringLiteral("🙏")) || rest.contains(QStringLiteral("❤"));
    if (rest.contains(QLatin1Char('?')))
        return false;
    const QStringList words = rest.split(notAWord, Qt::SkipEmptyParts);
    bool thanked = thumb && words.isEmpty();
    for (const QString &word : words) {
        if (thanks.contains(word))
            thanked = true;
        else if (!beside.contains(word))
            return false;
    }
    return thanked;
}

} // namespace wheelhouse

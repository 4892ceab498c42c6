#include "core/inbox/triagestate.h"

#include <QRegularExpression>
#include <QSet>

#include <array>

namespace wheelhouse {

namespace {

using S = TriageState;
using E = TriageEvent;

constexpr std::array<const char *, 7> stateWords { "new", "open", "waiting", "snoozed", "done", "spam", "merged" };
constexpr std::array<const char *, 5> snoozeWords { "", "until_time", "until_reply", "time_or_reply",
    "time_regardless" };

std::optional<S> fromTurn(S state, E event) // new or open: it is our turn
{
    switch (event) {
    case E::TheyWrote:
    case E::TheyThanked:
        return state;
    case E::WeAnswered:
    case E::Wait:
        return S::Waiting;
    case E::TakeUp:
        return S::Open;
    case E::Snooze:
        return S::Snoozed;
    case E::Done:
        return S::Done;
    case E::Spam:
        return S::Spam;
    case E::Merge:
        return S::Merged;
    default:
        return std::nullopt;
    }
}

std::optional<S> fromWaiting(E event)
{
    switch (event) {
    case E::TheyWrote:
    case E::Reopen:
        return S::Open;
    case E::TheyThanked:
    case E::WeAnswered:
    case E::TakeUp:
    case E::Wait:
        return S::Waiting;
    case E::Snooze:
        return S::Snoozed;
    case E::Done:
        return S::Done;
    case E::Spam:
        return S::Spam;
    case E::Merge:
        return S::Merged;
    default:
        return std::nullopt;
    }
}

bool wakesByReply(SnoozeMode mode)
{
    return mode == SnoozeMode::UntilReply || mode == SnoozeMode::TimeOrReply;
}

std::optional<S> fromSnoozed(E event, SnoozeMode mode)
{
    switch (event) {
    case E::TheyWrote:
        return wakesByReply(mode) ? S::Open : S::Snoozed;
    case E::TheyThanked:
    case E::Snooze:
        return S::Snoozed;
    case E::WeAnswered:
    case E::Wait:
        return S::Waiting;
    case E::TimeCame:
        return mode == SnoozeMode::UntilReply ? std::nullopt : std::optional(S::Open);
    case E::TakeUp:
    case E::Reopen:
        return S::Open;
    case E::Done:
        return S::Done;
    case E::Spam:
        return S::Spam;
    case E::Merge:
        return S::Merged;
    default:
        return std::nullopt;
    }
}

std::optional<S> fromDone(E event)
{
    switch (event) {
    case E::TheyWrote:
    case E::Reopen:
        return S::Open;
    case E::TheyThanked:
    case E::WeAnswered:
    case E::Done:
        return S::Done;
    case E::Wait:
        return S::Waiting;
    case E::Snooze:
        return S::Snoozed;
    case E::Spam:
        return S::Spam;
    case E::Merge:
        return S::Merged;
    default:
        return std::nullopt;
    }
}

std::optional<S> fromSpam(E event)
{
    switch (event) {
    case E::TheyWrote:
    case E::TheyThanked:
    case E::Spam:
        return S::Spam;
    case E::Reopen:
    case E::NotSpam:
        return S::Open;
    default:
        return std::nullopt;
    }
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
    switch (state) {
    case S::New:
    case S::Open:
        return fromTurn(state, event);
    case S::Waiting:
        return fromWaiting(event);
    case S::Snoozed:
        return fromSnoozed(event, mode);
    case S::Done:
        return fromDone(event);
    case S::Spam:
        return fromSpam(event);
    case S::Merged:
        return std::nullopt;
    }
    return std::nullopt;
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
    if (theyWroteLater && here != S::Spam && there != S::Spam)
        return S::Open;
    return finality(here) <= finality(there) ? here : there;
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

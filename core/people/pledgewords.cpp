#include "core/people/pledgewords.h"

#include <QRegularExpression>

#include <array>

namespace wheelhouse {

namespace {

constexpr int endOfDay = 17;
constexpr int workingDaysUnsaid = 2;

QRegularExpression pattern(const char *text)
{
    return QRegularExpression(QString::fromUtf8(text),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

/// Who will do what. Written from how people promise in these languages; each needs its doer, so that an order to the
/// reader ("get back to us") is none.
const QList<QRegularExpression> &promises()
{
    static const QList<QRegularExpression> all {
        pattern(
            R"(\b(i|we)(['’]ll| will| am going to| are going to)\b(?! not| never)[^.!?\n]{0,40}?\b(get back|come back|be back|be in touch|check|look into|find out|follow up|let you know|keep you|update|send|reply|respond|answer|call|write|confirm|ask|fix|refund|ship|tell you)\b)"),
        pattern(R"(\blet me\b[^.!?\n]{0,20}?\b(check|look into|find out|get back|ask)\b)"),
        pattern(
            R"(\b(ich|wir)\b[^.!?\n]{0,25}?\b(melden?|kläre?n?|prüfe?n?|schauen?|schicken?|fragen?|sagen?|geben?|antworten?|kümmere?n?|informieren?|erstatten?|senden?)\b(?! nicht)[^.!?\n]{0,25}?\b(uns|mich|bei|dir|ihnen|euch|nach|bescheid|das|es|morgen|heute|bis)\b)"),
        pattern(R"(\b(melden?|kümmere?n?)\s+(mich|uns)\b)"),
        pattern(
            R"(\b(ich|wir)\s+(werde|werden)\b(?! nicht| nie)[^.!?\n]{2,60}?\b(melden|klären|prüfen|nachsehen|schicken|nachfragen|antworten|kümmern|informieren|erstatten|senden|sagen|geben)\b)"),
        pattern(
            R"(\b(je|nous|on)\b[^.!?\n]{0,20}?\b(reviens|revenons|revient|reviendrai|reviendrons|recontacte|recontactons|tiens|tenons|tiendrai|tiendrons|vérifie|vérifions|confirme|confirmons|réponds|répondons|répondrai|répondrons|renseigne|envoie|envoyons|enverrai|enverrons|dirai|dirons|demande|demandons|rembourserons)\b)"),
        pattern(
            R"(\b(je vais|nous allons|on va)\b[^.!?\n]{0,20}?\b(vérifier|voir|demander|répondre|revenir|confirmer|envoyer|regarder|rembourser)\b)"),
        pattern(
            R"(\b(te|le|os|les|lo|la)\s+(responderé|responderemos|respondo|respondemos|contesto|contestamos|contestaremos|aviso|avisamos|avisaré|avisaremos|diré|diremos|digo|decimos|confirmo|confirmamos|confirmaremos|escribo|escribimos|escribiremos|envío|enviamos|enviaremos|consulto|consultamos|reviso|revisamos|compruebo|comprobamos|llamo|llamamos)\b)"),
        pattern(
            R"(\b(voy|vamos)\s+a\s+(revisar|comprobar|preguntar|consultar|mirar|responder|contestar|enviar|confirmar|averiguar)\w*)"),
        pattern(R"(\b(ik|we|wij)\b[^.!?\n]{0,25}?\b(kom|komen)\b[^.!?\n]{0,40}?\bterug\b)"),
        pattern(
            R"(\b(ik|we|wij)\b(?! niet)[^.!?\n]{0,10}?\b(laat|laten|zoek|zoeken|stuur|sturen|vraag|vragen|check|checken|kijk|kijken|neem|nemen|mail|mailen|bel|bellen)\b[^.!?\n]{0,40}?\b(weten|uit|op|na|het|dit|contact|je|u|jou|morgen|vandaag)\b)"),
    };
    return all;
}

struct When {
    enum class Kind { Today, Tomorrow, AfterTomorrow, Hours, Days, Weeks, Weekday, ThisWeek, NextWeek };
    Kind kind;
    QRegularExpression words;
};

const QList<When> &whens()
{
    static const QList<When> all {
        { When::Kind::AfterTomorrow,
            pattern(R"(\b(day after tomorrow|übermorgen|après-demain|pasado mañana|overmorgen)\b)") },
        { When::Kind::Tomorrow,
            pattern(R"((?<!guten )(?<!goeden )(?<!am )\b(tomorrow|morgen|demain|mañana)\b(?! früh um))") },
        { When::Kind::Hours, pattern(R"(\b(\d{1,2})\s*(hours?|hrs?|h|stunden?|heures?|horas?|uur|uren)\b)") },
        { When::Kind::Days,
            pattern(
                R"(\b(\d{1,2})\s*(?:working |business |work)?(days?|tagen?|tage|werktagen?|arbeitstagen?|jours?|días?|dagen?|werkdagen)\b)") },
        { When::Kind::Weeks, pattern(R"(\b(\d)\s*(weeks?|wochen?|semaines?|semanas?|weken)\b)") },
        { When::Kind::Today,
            pattern(
                R"(\b(today|tonight|this (afternoon|evening|morning)|end of (the )?day|heute|noch heute|aujourd['’]hui|ce soir|hoy|esta tarde|vandaag|vanmiddag|vanavond)\b)") },
        { When::Kind::NextWeek,
            pattern(
                R"(\b(next week|nächste[rn]? woche|kommende[rn]? woche|semaine prochaine|próxima semana|semana que viene|volgende week)\b)") },
        { When::Kind::ThisWeek,
            pattern(
                R"(\b(this week|end of the week|diese[r]? woche|ende der woche|cette semaine|esta semana|deze week)\b)") },
    };
    return all;
}

/// Monday 1 … Sunday 7, by the words of the five languages.
const std::array<QRegularExpression, 7> &weekdays()
{
    static const std::array<QRegularExpression, 7> all { pattern(R"(\b(monday|montag|lundi|lunes|maandag)\b)"),
        pattern(R"(\b(tuesday|dienstag|mardi|martes|dinsdag)\b)"),
        pattern(R"(\b(wednesday|mittwoch|mercredi|miércoles|woensdag)\b)"),
        pattern(R"(\b(thursday|donnerstag|jeudi|jueves|donderdag)\b)"),
        pattern(R"(\b(friday|freitag|vendredi|viernes|vrijdag)\b)"),
        pattern(R"(\b(saturday|samstag|sonnabend|samedi|sábado|zaterdag)\b)"),
        pattern(R"(\b(sunday|sonntag|dimanche|domingo|zondag)\b)") };
    return all;
}

QDateTime endOf(const QDateTime &base, int days)
{
    QDateTime due = base.addDays(days);
    due.setTime(QTime(endOfDay, 0));
    // What is promised for today at night is meant for the night.
    return due > base ? due.toUTC() : base.addSecs(2 * 3600).toUTC();
}

int workingDays(const QDateTime &base, int count)
{
    int days = 0;
    for (int left = count; left > 0;) {
        ++days;
        left -= base.addDays(days).date().dayOfWeek() <= Qt::Friday ? 1 : 0;
    }
    return days;
}

std::optional<QDateTime> dueBy(const When &when, const QRegularExpressionMatch &match, const QDateTime &at)
{
    const int count = match.captured(1).toInt();
    const int today = at.date().dayOfWeek();
    switch (when.kind) {
    case When::Kind::Today:
        return endOf(at, 0);
    case When::Kind::Tomorrow:
        return endOf(at, 1);
    case When::Kind::AfterTomorrow:
        return endOf(at, 2);
    case When::Kind::Hours:
        return at.addSecs(count * 3600).toUTC();
    case When::Kind::Days:
        return endOf(at, count);
    case When::Kind::Weeks:
        return endOf(at, 7 * count);
    case When::Kind::ThisWeek:
        return endOf(at, today <= Qt::Friday ? Qt::Friday - today : 7 - today);
    case When::Kind::NextWeek:
        return endOf(at, Qt::Friday - today + 7);
    case When::Kind::Weekday:
        break;
    }
    return std::nullopt;
}

std::optional<QDateTime> findDue(const QString &sentence, const QDateTime &at)
{
    for (const When &when : whens())
        if (const auto match = when.words.match(sentence); match.hasMatch())
            return dueBy(when, match, at);
    for (size_t day = 0; day < weekdays().size(); ++day)
        if (weekdays().at(day).match(sentence).hasMatch()) {
            const int ahead = (int(day) + 1 - at.date().dayOfWeek() + 7) % 7;
            return endOf(at, ahead == 0 ? 7 : ahead);
        }
    return std::nullopt;
}

} // namespace

std::optional<PledgeFound> findPledge(QStringView text, const QDateTime &writtenAt)
{
    constexpr qsizetype longestText = 6000;
    static const QRegularExpression ends(QStringLiteral("(?<=[.!?\\n])\\s*"));
    const QStringList sentences = text.left(longestText).toString().split(ends, Qt::SkipEmptyParts);
    for (const QString &sentence : sentences) {
        if (sentence.trimmed().endsWith(u'?'))
            continue;
        for (const QRegularExpression &promise : promises())
            if (promise.match(sentence).hasMatch()) {
                const auto due = findDue(sentence, writtenAt);
                return PledgeFound { sentence.trimmed(),
                    due ? *due : endOf(writtenAt, workingDays(writtenAt, workingDaysUnsaid)), due.has_value() };
            }
    }
    return std::nullopt;
}

} // namespace wheelhouse

#include "core/launch/launchwords.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Launch)
};

QString text(const QJsonObject &json, const char *key)
{
    return json.value(QLatin1String(key)).toString();
}

qint64 number(const QJsonObject &json, const char *key)
{
    return json.value(QLatin1String(key)).toInteger();
}

bool differs(const QJsonObject &was, const QJsonObject &now, const char *key)
{
    return was.value(QLatin1String(key)) != now.value(QLatin1String(key));
}

QString dayOf(const QJsonObject &step, const QDate &doors)
{
    const QString time = text(step, "time");
    const QString day = QLocale().toString(doors.addDays(number(step, "from_days")), QStringLiteral("ddd d MMMM"));
    return time.isEmpty() ? day : Words::tr("%1, %2", "day, hour").arg(day, time);
}

/// What one row of a launch became.
QString launchSentence(const QJsonObject &was, const QJsonObject &now)
{
    if (differs(was, now, "removed"))
        return number(now, "removed") != 0 ? Words::tr("The launch was removed.")
                                           : Words::tr("The launch was made: %1.").arg(quotedName(text(now, "name")));
    if (differs(was, now, "start")) {
        const QDateTime at = QDateTime::fromString(text(now, "start"), Qt::ISODate);
        return Words::tr("Doors open %1.").arg(doorsWords({ at.date(), at.time(), {}, WallTime::Turn::First }));
    }
    if (differs(was, now, "says"))
        return Words::tr("What we all say was changed.");
    if (differs(was, now, "says_not"))
        return Words::tr("What we do not say was changed.");
    if (differs(was, now, "name"))
        return Words::tr("It is called %1 now.").arg(quotedName(text(now, "name")));
    return Words::tr("The launch was changed.");
}

QString laneSentence(const QJsonObject &was, const QJsonObject &now)
{
    const QString name = quotedName(text(now, "name"));
    if (differs(was, now, "removed"))
        return number(now, "removed") != 0 ? Words::tr("The lane of %1 was taken out.").arg(name)
                                           : Words::tr("A lane for %1.").arg(name);
    if (differs(was, now, "vote"))
        return text(now, "vote") == QLatin1String("go") ? Words::tr("%1 says go.").arg(name)
            : text(now, "vote").isEmpty()               ? Words::tr("%1 took its vote back.").arg(name)
                                                        : Words::tr("%1 says no-go.").arg(name);
    if (differs(was, now, "position"))
        return Words::tr("The lane of %1 stands elsewhere.").arg(name);
    return Words::tr("The lane of %1 was changed.").arg(name);
}

QString stepSentence(const QJsonObject &was, const QJsonObject &now, const QDate &doors)
{
    const QString name = quotedName(text(now, "name"));
    if (differs(was, now, "removed"))
        return number(now, "removed") != 0 ? Words::tr("%1 was taken out.").arg(name) : Words::tr("New: %1.").arg(name);
    if (differs(was, now, "from_days") || differs(was, now, "time"))
        return Words::tr("%1: from %2 to %3.").arg(name, dayOf(was, doors), dayOf(now, doors));
    if (differs(was, now, "state"))
        return text(now, "state") == QLatin1String("done")  ? Words::tr("%1 is done.").arg(name)
            : text(now, "state") == QLatin1String("review") ? Words::tr("%1 is in review.").arg(name)
                                                            : Words::tr("%1 is open again.").arg(name);
    if (differs(was, now, "lane"))
        return Words::tr("%1 is in another lane.").arg(name);
    return Words::tr("%1 was changed.").arg(name);
}

} // namespace

QString quotedName(const QString &name)
{
    return QChar(0x2068) + Words::tr("“%1”").arg(name) + QChar(0x2069);
}

QString doorsWords(const WallTime &doors)
{
    const QLocale locale;
    return Words::tr("%1, %2", "day, hour")
        .arg(locale.toString(doors.date, QStringLiteral("ddd d MMMM")),
            locale.toString(doors.time, QStringLiteral("HH:mm")));
}

QString kindName(LaunchStep::Kind kind)
{
    switch (kind) {
    case LaunchStep::Kind::Post:
        return Words::tr("Post");
    case LaunchStep::Kind::Task:
        return Words::tr("Task");
    case LaunchStep::Kind::Document:
        return Words::tr("Document");
    case LaunchStep::Kind::Knowledge:
        return Words::tr("Knowledge article");
    case LaunchStep::Kind::JobAd:
        return Words::tr("Job ad");
    case LaunchStep::Kind::Press:
        return Words::tr("Press note");
    }
    return {};
}

QStringList changeSentences(const QString &kind, const QByteArray &stored)
{
    const QJsonObject change = QJsonDocument::fromJson(stored).object();
    const QDate doors = QDate::fromString(text(change, "doors"), Qt::ISODate);
    QStringList sentences;
    if (const qint64 days = number(change, "slipped"); days != 0)
        sentences.append(days > 0 ? Words::tr("The whole plan is %n {day|days} later.", nullptr, int(days))
                                  : Words::tr("The whole plan is %n {day|days} earlier.", nullptr, int(-days)));
    const QJsonArray images = change.value(QLatin1String("images")).toArray();
    for (const QJsonValue &each : images) {
        const QJsonObject image = each.toObject();
        const QJsonObject was = image.value(QLatin1String("was")).toObject();
        const QJsonObject now = image.value(QLatin1String("now")).toObject();
        const QString table = text(image, "table");
        if (table == QLatin1String("launch"))
            sentences.append(launchSentence(was, now));
        else if (table == QLatin1String("launch_lane"))
            sentences.append(laneSentence(was, now));
        else if (table == QLatin1String("launch_step"))
            sentences.append(stepSentence(was, now, doors));
        else if (table == QLatin1String("launch_need"))
            sentences.append(Words::tr("What waits for what was changed."));
    }
    const QJsonArray posts = change.value(QLatin1String("posts")).toArray();
    for (const QJsonValue &each : posts)
        sentences.append(Words::tr("%1: from %2 to %3.")
                             .arg(quotedName(text(each.toObject(), "name")), text(each.toObject(), "from"),
                                 text(each.toObject(), "to")));
    sentences.removeDuplicates();
    if (sentences.isEmpty())
        sentences.append(changeSummary(kind, {}));
    return sentences;
}

QString changeSummary(const QString &kind, const QByteArray &stored)
{
    if (!stored.isEmpty())
        return changeSentences(kind, stored).constFirst();
    return kind == QLatin1String("launch.slip") ? Words::tr("The whole plan was moved.")
                                                : Words::tr("The launch was changed.");
}

} // namespace wheelhouse

#include "core/connectors/rehearsal/costume.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace wheelhouse::rehearsal {

namespace {

/// A number as such a server would give it: larger with time, meaning nothing.
QString serverNumber(qint64 number, quint64 seed)
{
    return QString::number(109'000'000'000'000'000 + number * 1009 + qint64(seed % 997));
}

QString slug(const QString &title)
{
    static const QRegularExpression others(QStringLiteral("[^a-z0-9]+"));
    QString word = title.toLower().replace(others, QStringLiteral("-"));
    while (word.startsWith(u'-'))
        word.remove(0, 1);
    while (word.endsWith(u'-'))
        word.chop(1);
    return word.isEmpty() ? QStringLiteral("thread") : word;
}

QString bare(const QString &handle)
{
    return handle.section(u'@', handle.startsWith(u'@') ? 1 : 0, handle.startsWith(u'@') ? 1 : 0);
}

QString profile(int place, const QString &handle)
{
    switch (place) {
    case mastodon:
        return QStringLiteral("https://social.example/@%1").arg(bare(handle));
    case bluesky:
        return QStringLiteral("https://sky.example/profile/%1").arg(handle);
    case forum:
        return QStringLiteral("https://counter.example/u/%1").arg(handle);
    default:
        return {};
    }
}

QString address(const Line &line, const QString &handle, quint64 seed)
{
    const QString number = serverNumber(line.number, seed);
    switch (line.place) {
    case mastodon:
        return profile(mastodon, handle) + u'/' + number;
    case bluesky:
        return profile(bluesky, handle) + QStringLiteral("/post/3l") + QString::number(number.toULongLong(), 32);
    case journal:
        return QStringLiteral("https://marlowe.example/journal/%1#comment-%2").arg(slug(line.title), number.right(7));
    default:
        return QStringLiteral("https://counter.example/t/%1/%2").arg(slug(line.title), number.right(9));
    }
}

/// Links as Mastodon writes them: the scheme is there, but not seen.
QString linked(const QString &escaped)
{
    static const QRegularExpression link(QStringLiteral("(https?://)([^\\s<]*[^\\s<.,!?)])"));
    static const QRegularExpression ours(QStringLiteral("(^|\\s)@marlowe\\b"));
    static const QRegularExpression tag(QStringLiteral("(^|\\s)#(\\w+)"));
    QString text = escaped;
    text.replace(link,
        QStringLiteral("<a href=\"\\1\\2\" target=\"_blank\" rel=\"nofollow noopener noreferrer\">"
                       "<span class=\"invisible\">\\1</span><span>\\2</span></a>"));
    text.replace(ours,
        QStringLiteral("\\1<span class=\"h-card\"><a href=\"https://social.example/@marlowe\" class=\"u-url mention\">"
                       "@<span>marlowe</span></a></span>"));
    text.replace(tag,
        QStringLiteral("\\1<a href=\"https://social.example/tags/\\2\" class=\"mention hashtag\" rel=\"tag\">"
                       "#<span>\\2</span></a>"));
    return text;
}

QString html(const QString &words)
{
    QString body;
    const QStringList paragraphs = words.split(QStringLiteral("\n\n"));
    for (const QString &paragraph : paragraphs)
        body += QStringLiteral("<p>") + linked(paragraph.toHtmlEscaped()) + QStringLiteral("</p>");
    return body;
}

/// Whoever is in several places leaves the same address in two of them; on Mastodon a link to the first.
QList<ProfileClaim> claims(int place, const Person &person)
{
    if (std::count_if(person.handles.begin(), person.handles.end(), [](const QString &h) { return !h.isEmpty(); }) < 2)
        return {};
    if (place == mastodon && !person.handles[bluesky].isEmpty())
        return { { ProfileClaim::Kind::Link, profile(bluesky, person.handles[bluesky]), false } };
    return { { ProfileClaim::Kind::Email, person.key + QStringLiteral("@mail.example"), false } };
}

Author author(const Line &line, const Cast &cast, quint64 seed)
{
    const Place &place = places[size_t(line.place)];
    Author by;
    by.isUs = line.who == us;
    by.displayName = by.isUs ? QStringLiteral("Marlowe Coffee") : cast.person(line.who).name;
    by.handle = by.isUs ? QString::fromLatin1(place.handle) : cast.person(line.who).handles[size_t(line.place)];
    by.globalName = QStringLiteral("rehearsal:%1:%2:%3")
                        .arg(QString::number(seed), QLatin1String(place.key),
                            by.isUs ? QStringLiteral("us") : cast.person(line.who).key);
    by.profileUrl = profile(line.place, by.handle);
    if (!by.isUs)
        by.claims = claims(line.place, cast.person(line.who));
    // A forum and a blog do not tell who is heard by how many.
    if (place.handles)
        by.followers = by.isUs ? 18'400 : cast.person(line.who).followers;
    return by;
}

} // namespace

Channel channelOf(int place, quint64 seed)
{
    const Place &one = places[size_t(place)];
    const QByteArray name = "rehearsal:" + QByteArray::number(seed) + ':' + one.key;
    return { ChannelId::fromName("channel", name), one.network, QString::fromLatin1(one.name),
        QString::fromLatin1(one.handle) };
}

QString globalName(quint64 seed, qint64 number)
{
    return QStringLiteral("rehearsal:%1:%2").arg(seed).arg(number);
}

Arrival dressed(const Line &line, const Cast &cast, quint64 seed)
{
    const Place &place = places[size_t(line.place)];
    Arrival arrival;
    arrival.globalName = globalName(seed, line.number);
    arrival.inReplyTo = line.answers > 0 ? globalName(seed, line.answers) : QString();
    arrival.author = author(line, cast, seed);
    arrival.form = place.html ? Arrival::Form::Html : Arrival::Form::Plain;
    arrival.body = place.html ? html(line.words) : line.words;
    arrival.title = line.title;
    arrival.url = address(line, arrival.author.handle, seed);
    arrival.writtenAt = QDateTime::fromMSecsSinceEpoch(line.at, Qt::UTC);
    arrival.language = place.handles ? line.language : QString();
    if (line.picture)
        arrival.attachments.append(
            { QStringLiteral("https://media.example/%1.jpg").arg(serverNumber(line.number, seed)),
                QStringLiteral("image"), *line.picture });
    return arrival;
}

} // namespace wheelhouse::rehearsal

#include "core/people/handlekey.h"

#include <QStringList>

namespace wheelhouse {

namespace {

const QString fromFediverse = QStringLiteral(".ap.brid.gy");
const QString fromBluesky = QStringLiteral("@bsky.brid.gy");

/// As SQLite's lower(): ASCII only.
QString lowered(QStringView text)
{
    QString lower = text.toString();
    for (QChar &letter : lower)
        if (letter >= u'A' && letter <= u'Z')
            letter = QChar(letter.unicode() + ('a' - 'A'));
    return lower;
}

QStringView withoutAt(QStringView handle)
{
    while (handle.startsWith(u'@'))
        handle = handle.mid(1);
    return handle;
}

QString joined(QString word)
{
    return word.remove(u'.').remove(u'_').remove(u'-');
}

} // namespace

QString handleKey(QStringView handle)
{
    const QStringView name = withoutAt(handle);
    const qsizetype server = name.indexOf(u'@');
    return joined(lowered(server < 0 ? name : name.left(server)).remove(QLatin1String(".bsky.social")));
}

QString profileKey(QStringView url)
{
    QString key = url.toString().remove(QLatin1String("https://")).remove(QLatin1String("http://"));
    while (key.endsWith(u'/'))
        key.chop(1);
    return lowered(key);
}

QString plainHandle(QStringView handle)
{
    const QString name = lowered(withoutAt(handle));
    return name.contains(u'@') ? u'@' + name : name;
}

QString bridgedFrom(QStringView handle)
{
    const QString plain = plainHandle(handle);
    if (plain.startsWith(u'@') && plain.endsWith(fromBluesky))
        return plain.mid(1, plain.size() - 1 - fromBluesky.size());
    if (!plain.startsWith(u'@') && plain.endsWith(fromFediverse)) {
        // user.server.tld.ap.brid.gy; a name on the fediverse holds no dot, but "_" became "-".
        const QString rest = plain.chopped(fromFediverse.size());
        const qsizetype dot = rest.indexOf(u'.');
        return dot > 0 ? u'@' + rest.left(dot) + u'@' + rest.mid(dot + 1) : QString();
    }
    return {};
}

QStringList bridgedKeys(QStringView handle)
{
    const QString plain = plainHandle(handle);
    if (plain.startsWith(u'@'))
        return { joined(plain.mid(1).replace(u'@', u'.') + fromFediverse) };
    return { handleKey(plain) };
}

} // namespace wheelhouse

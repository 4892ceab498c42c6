#include "core/connectors/bluesky/blueskylookup.h"

#include "core/connectors/bluesky/blueskysignin.h"
#include "core/connectors/bluesky/blueskysyntax.h"

#include <QDnsLookup>
#include <QTimer>
#include <QUrl>

namespace wheelhouse {

namespace bluesky {

TypedName readTyped(const QString &typed)
{
    QString text = typed.trimmed();
    const QUrl page(text);
    const QString profile = QStringLiteral("/profile/");
    const bool isProfile = page.host() == QLatin1String("bsky.app") && page.path().startsWith(profile);
    if (isProfile)
        text = page.path().mid(profile.size()).section(u'/', 0, 0);
    else if (text.startsWith(QLatin1String("at://")))
        text = text.mid(5).section(u'/', 0, 0);
    const bool isMarked = isProfile || text.startsWith(u'@');
    if (text.startsWith(u'@'))
        text.remove(0, 1);
    if (isDid(text))
        return { text, {}, false };
    if (isHandle(text))
        return { {}, text.toLower(), !isMarked };
    return {};
}

QString didInTexts(const QList<QByteArray> &texts)
{
    QString found;
    for (const QByteArray &each : texts) {
        const QString did = each.startsWith("did=") ? QString::fromUtf8(each.mid(4)).trimmed() : QString();
        if (!isDid(did))
            continue;
        if (!found.isEmpty() && found != did)
            return {};
        found = did;
    }
    return found;
}

} // namespace bluesky

TxtLookup systemTxtLookup()
{
    return [](const QString &name, QObject *asker, const std::function<void(const QList<QByteArray> &)> &found) {
        constexpr int longest = 5000; // ms
        auto *lookup = new QDnsLookup(QDnsLookup::TXT, name, asker);
        QObject::connect(lookup, &QDnsLookup::finished, asker, [lookup, found] {
            lookup->deleteLater();
            QList<QByteArray> texts;
            for (const auto &record : lookup->textRecords())
                texts.append(record.values().join());
            found(texts);
        });
        QTimer::singleShot(longest, lookup, [lookup] { lookup->abort(); });
        lookup->lookup();
    };
}

} // namespace wheelhouse

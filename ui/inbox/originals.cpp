#include "ui/inbox/originals.h"

#include "core/base/links.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Originals)
};

QStringList gathered(MentionStore &store, const QList<ConversationItem> &items, QString Mention::*part)
{
    QStringList parts;
    for (const ConversationItem &item : items)
        if (const auto mention = store.mention(item.mention); mention && *mention)
            parts.append((**mention).*part);
    parts.removeAll(QString());
    return parts;
}

} // namespace

Result<QUrl> originalOf(MentionStore &store, const ConversationItem &item)
{
    const auto mention = store.mention(item.mention);
    if (!mention)
        return tl::unexpected(mention.error());
    const QString url = *mention ? (*mention)->url : QString();
    if (url.isEmpty())
        return fail(Error::Kind::Missing, Words::tr("There is no page of this message to open."));
    const LinkCheck link = checkLink(url, {});
    const bool web = link.url.scheme() == QLatin1String("http") || link.url.scheme() == QLatin1String("https");
    if (!link.openable || !web)
        return fail(Error::Kind::Refused,
            link.warning.isEmpty() ? Words::tr("Only web pages are opened from here.") : link.warning);
    return link.url;
}

QStringList wordsOf(MentionStore &store, const QList<ConversationItem> &items)
{
    return gathered(store, items, &Mention::text);
}

QStringList linksOf(MentionStore &store, const QList<ConversationItem> &items)
{
    return gathered(store, items, &Mention::url);
}

} // namespace wheelhouse

// How networks, languages and readers are called.
#include "ui/composer/variantedit.h"

#include <QLocale>

namespace wheelhouse {

QString networkName(NetworkId network)
{
    switch (network) {
    case NetworkId::Mastodon:
        return QStringLiteral("Mastodon"); // names of networks are the same in every language
    case NetworkId::Bluesky:
        return QStringLiteral("Bluesky");
    case NetworkId::WordPress:
        return QStringLiteral("WordPress");
    case NetworkId::Forum:
        return VariantEdit::tr("Forum");
    default:
        return VariantEdit::tr("Outpost");
    }
}

QHash<ChannelId, QString> outpostNames(const QList<ComposedVariant> &variants)
{
    QHash<NetworkId, int> there;
    for (const ComposedVariant &each : variants)
        ++there[each.channel.network];
    QHash<ChannelId, QString> names;
    for (const ComposedVariant &each : variants) {
        const Channel &channel = each.channel;
        names.insert(channel.id, there.value(channel.network) > 1 ? channel.name : networkName(channel.network));
    }
    return names;
}

QString languageName(const QString &language)
{
    if (language.isEmpty())
        return VariantEdit::tr("No language said");
    const QLocale locale(language);
    if (locale.language() == QLocale::C)
        return language;
    const QString name = QLocale::languageToString(locale.language());
    return language.contains(u'-')
        ? VariantEdit::tr("%1 (%2)", "a language, a country").arg(name, language.section(u'-', 1))
        : name;
}

QString visibilityName(Visibility visibility)
{
    switch (visibility) {
    case Visibility::Public:
        return VariantEdit::tr("Everyone");
    case Visibility::Unlisted:
        return VariantEdit::tr("Everyone, unlisted");
    case Visibility::Followers:
        return VariantEdit::tr("Followers");
    case Visibility::Direct:
        return VariantEdit::tr("Only who is mentioned");
    }
    return {};
}

} // namespace wheelhouse

#include "ui/connect/connectwords.h"

#include <QCoreApplication>
#include <QLocale>

namespace wheelhouse::connectwords {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ConnectDialog)
};

} // namespace

QString serverLabel(NetworkId network)
{
    if (network == NetworkId::WordPress)
        return Words::tr("&Address of the blog");
    return network == NetworkId::Bluesky ? Words::tr("&Handle, or server") : Words::tr("&Server");
}

QString serverExample(NetworkId network)
{
    if (network == NetworkId::WordPress)
        return QStringLiteral("journal.example.com");
    return network == NetworkId::Bluesky ? QStringLiteral("marlowe.bsky.social") : QStringLiteral("coffee.social");
}

QString found(const ServerFacts &facts)
{
    const QLocale locale;
    QStringList words { facts.software.isEmpty() ? facts.address.host() : facts.software };
    if (facts.people > 0) // a server where we sign in has somebody: 0 is no answer
        words.append(Words::tr("%1 people").arg(locale.toString(facts.people)));
    if (facts.postCharacters > 0)
        words.append(Words::tr("posts up to %1 characters").arg(locale.toString(facts.postCharacters)));
    if (facts.altCharacters > 0)
        words.append(Words::tr("alt text up to %1").arg(locale.toString(facts.altCharacters)));
    return Words::tr("✓ Found: %1").arg(words.join(QStringLiteral(", ")));
}

QString permission(Permission permission)
{
    switch (permission) {
    case Permission::ReadMentions:
        return Words::tr("Read mentions and replies");
    case Permission::Post:
        return Words::tr("Post, only what your team has signed");
    case Permission::UploadMedia:
        return Words::tr("Upload images");
    case Permission::ReadDirect:
        break;
    }
    return Words::tr("Read direct messages");
}

QString reason(Permission permission)
{
    switch (permission) {
    case Permission::ReadMentions:
        return Words::tr("to fill the inbox");
    case Permission::Post:
        return Words::tr("to publish and reply");
    case Permission::UploadMedia:
        return Words::tr("with their alt text");
    case Permission::ReadDirect:
        break;
    }
    return Words::tr("off unless you need it");
}

QString passwordHint(NetworkId network, SignIn::Way way)
{
    if (way == SignIn::Way::Token)
        return Words::tr("A token is made on the server, under Preferences, Development, by “New application”.");
    if (network == NetworkId::Bluesky)
        return Words::tr("An app password is made in Bluesky under Settings, Privacy and security, App passwords. Your "
                         "own password is never needed here.");
    return Words::tr("An application password is made in WordPress under Users, Profile, Application passwords. Your "
                     "own password is never needed here.");
}

} // namespace wheelhouse::connectwords

#include "core/connectors/wordpress/wordpresswords.h"

#include "core/base/links.h"
#include "core/connectors/wordpress/wordpresswire.h"
#include "core/http/pacing.h"

#include <QCoreApplication>

namespace wheelhouse {

using namespace wordpress;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WordPress)
};

Error say(Error::Kind kind, const QString &message, const QString &detail)
{
    return { kind, message, detail, std::chrono::seconds { 0 } };
}

} // namespace

QString WordPressWords::nobody()
{
    return Words::tr("Anonymous");
}

QString WordPressWords::noTime(const QString &field)
{
    return Words::tr("The field “%1” is no time.").arg(field);
}

QString WordPressWords::phpSpoke(const QString &host)
{
    return Words::tr("“%1” prints a message of its own program (a PHP warning) before its answers, which makes them "
                     "unreadable. Whoever keeps the site must turn off “display_errors” or mend the plug-in.")
        .arg(host);
}

QString WordPressWords::aPage(const QString &host)
{
    return Words::tr("There is a page where “%1” should answer, perhaps the login page of this network. Nothing was "
                     "changed.")
        .arg(host);
}

QString WordPressWords::noJson(const QString &host)
{
    return Words::tr("What came from “%1” is no answer of WordPress, or only a piece of one. Nothing was changed.")
        .arg(host);
}

Error WordPressWords::noCount(const QString &host)
{
    return say(Error::Kind::Malformed,
        Words::tr("“%1” does not say how many comments it has, as WordPress does. Nothing was changed.").arg(host),
        QStringLiteral("wordpress: no X-WP-Total"));
}

Error WordPressWords::noWordPress(const QString &host)
{
    return say(Error::Kind::Missing,
        Words::tr("“%1” does not say that it is a WordPress blog. Type the address of the blog's first page, or follow "
                  "its feed.")
            .arg(host),
        QStringLiteral("wordpress: no root"));
}

Error WordPressWords::noInterface(const QString &host)
{
    return say(Error::Kind::Refused,
        Words::tr("“%1” is a WordPress blog, but does not let programs in (its REST interface is switched off). Ask "
                  "whoever keeps the site, or follow its feed.")
            .arg(host),
        QStringLiteral("wordpress: no wp/v2"));
}

Error WordPressWords::noPasswords(const QString &host)
{
    return say(Error::Kind::Refused,
        Words::tr("“%1” gives no application passwords. They need https and WordPress 5.6 or later, and a plug-in may "
                  "have switched them off.")
            .arg(host),
        QStringLiteral("wordpress: no application passwords"));
}

Error WordPressWords::inClear(const QString &host)
{
    return say(Error::Kind::Refused,
        Words::tr(
            "“%1” has no https: a password would travel there so that anybody on the way can read it. Nothing was "
            "sent.")
            .arg(host),
        QStringLiteral("wordpress: http"));
}

Error WordPressWords::otherWay()
{
    return say(Error::Kind::Refused,
        Words::tr("Sign in to this blog with a user name and an application password, from the user's profile page "
                  "there."),
        QStringLiteral("wordpress: password only"));
}

Error WordPressWords::notModerator(const QString &name, const QString &host)
{
    return say(Error::Kind::Refused,
        Words::tr("The user “%1” may not moderate comments on “%2”. Sign in as an editor or administrator.")
            .arg(name, host),
        QStringLiteral("wordpress: no moderate_comments"));
}

Error WordPressWords::anotherUser(const QString &host)
{
    return say(Error::Kind::SignedOut,
        Words::tr("“%1” lets us in as somebody else than before. Nothing was read. Sign in again.").arg(host),
        QStringLiteral("wordpress: another user"));
}

Error WordPressWords::wrongPassword(const QString &host)
{
    return say(Error::Kind::SignedOut,
        Words::tr("“%1” does not know this user name with this application password. The password with which one logs "
                  "in there does not do. If both are right, the site's server may drop passwords on the way "
                  "(“Authorization” header).")
            .arg(host),
        QStringLiteral("wordpress: 401"));
}

Error WordPressWords::goneComment()
{
    return say(Error::Kind::Missing, Words::tr("This comment is not there any more. It was deleted for good."),
        QStringLiteral("wordpress: no such comment"));
}

Error WordPressWords::notOurs()
{
    return say(
        Error::Kind::Refused, Words::tr("This is no comment of the blog."), QStringLiteral("wordpress: no comment id"));
}

Error WordPressWords::noPictures()
{
    return say(Error::Kind::Refused, Words::tr("A comment on a blog bears no pictures. Nothing was published."),
        QStringLiteral("wordpress: pictures in a comment"));
}

Error WordPressWords::notSaidHere()
{
    return say(Error::Kind::Refused, Words::tr("This is no post and no comment of the blog."),
        QStringLiteral("wordpress: no id"));
}

Error WordPressWords::goneWord()
{
    return say(
        Error::Kind::Missing, Words::tr("What we said is not there any more."), QStringLiteral("wordpress: gone"));
}

Error WordPressWords::unsureDouble()
{
    return say(Error::Kind::Busy,
        Words::tr(
            "The blog says that it has this comment already. Whether it is this one nobody knows yet; it is looked "
            "for first."),
        QStringLiteral("wordpress: duplicate, not found"));
}

Error WordPressWords::noLibrary()
{
    return say(Error::Kind::Malformed,
        Words::tr("The blog took a picture and does not say where it is. Nobody sees it."),
        QStringLiteral("wordpress: no source_url"));
}

QString WordPressWords::noStep()
{
    return Words::tr(
        "The blog gives the same comments, or none, again and again. What came stays; it is asked again later.");
}

Error WordPressWords::notChanged()
{
    return say(Error::Kind::Conflict,
        Words::tr(
            "The blog said yes, but the comment stands as it stood. A plug-in or another moderator may have changed "
            "it."),
        QStringLiteral("wordpress: status unchanged"));
}

Error WordPressWords::refused(const HttpResponse &answer)
{
    const QString host = hostForPeople(answer.url);
    const QString code = refusalCode(answer.body);
    Error error = say(Error::Kind::Refused, QString(), QStringLiteral("status %1 %2").arg(answer.status).arg(code));
    error.retryAfter = Pacing::retryAfter(answer).value_or(std::chrono::seconds { 0 });
    if (answer.status == 401)
        return wrongPassword(host);
    if (answer.status == 403)
        error.message =
            Words::tr("“%1” does not allow us to do this. The user's role there may have changed.").arg(host);
    else if (answer.status == 404 && code == QLatin1String("rest_comment_invalid_id"))
        return goneComment();
    else if (answer.status == 404)
        error = say(Error::Kind::Missing, Words::tr("“%1” has no WordPress at this address any more (404).").arg(host),
            error.detail);
    else if (answer.status == 409)
        error = say(
            Error::Kind::Conflict, Words::tr("“%1” has this comment already, word for word.").arg(host), error.detail);
    else if (answer.status == 429) {
        error.kind = Error::Kind::Busy;
        error.message = Words::tr("“%1” is asked too often, by us or by others.").arg(host);
    } else if (answer.status >= 500) {
        error.kind = Error::Kind::Busy;
        error.message = Words::tr("“%1” has trouble of its own (%2).").arg(host).arg(answer.status);
    } else
        error.message = Words::tr("“%1” refused what it was asked (%2).").arg(host).arg(answer.status);
    return error;
}

} // namespace wheelhouse

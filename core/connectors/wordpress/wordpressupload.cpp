#include "core/connectors/wordpress/wordpressspeech.h"
#include "core/connectors/wordpress/wordpressturn.h"
#include "core/connectors/wordpress/wordpresswords.h"
#include "core/http/multipart.h"

#include <QCryptographicHash>

namespace wheelhouse {

using namespace wordpress;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Of the picture and its description, in letters that no blog changes: the library's slug is made from it.
QByteArray nameOf(const OutgoingMedia &media)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(media.digest + '\n' + media.type.toLatin1() + '\n' + media.description.toUtf8());
    return "wheelhouse-" + hash.result().toHex().left(24);
}

QByteArray endingOf(const QString &type)
{
    return type == u"image/jpeg"_s ? QByteArray("jpg") : type.section(u'/', 1).toLatin1();
}

/// "17 https://blog.example/…/picture.jpg": publish() needs both. Empty: it is not told.
QString handleOf(const Json &media)
{
    const QString id = media["id"].token();
    const QString url = media["source_url"].textOr();
    return id.isEmpty() || url.isEmpty() || url.contains(u' ') ? QString() : id + u' ' + url;
}

} // namespace

/// A picture that is there already, since an answer was lost, is taken again instead of standing there twice.
QFuture<Result<QString>> WordPressConnector::upload(const OutgoingMedia &media)
{
    QFuture<Result<QString>> future;
    const auto end = ending(future);
    const QByteArray name = nameOf(media);
    const auto query = queryOf({ { u"slug"_s, QString::fromLatin1(name) }, { u"context"_s, u"edit"_s } });
    m_door.get(u"wp/v2/media"_s, query, [this, media, name, end](const Result<WordPressAnswer> &answer) {
        if (!answer)
            return end(tl::unexpected(answer.error()));
        for (const Json &each : answer->json.items())
            if (const QString handle = handleOf(each); !handle.isEmpty() && each["slug"].textOr().toLatin1() == name)
                return end(handle);
        send(media, name, end);
    });
    return future;
}

void WordPressConnector::send(const OutgoingMedia &media, const QByteArray &name, const Told<QString> &then)
{
    const MultipartForm form = multipartForm({ { "alt_text", media.description.toUtf8() },
        { "file", media.bytes, name + '.' + endingOf(media.type), media.type.toLatin1() } });
    m_door.act({ "POST", u"wp/v2/media"_s, {}, form.type, form.body }, [then](const Result<WordPressAnswer> &answer) {
        if (!answer)
            return then(tl::unexpected(answer.error()));
        const QString handle = handleOf(answer->json);
        then(handle.isEmpty() ? tl::unexpected(WordPressWords::noLibrary()) : Result<QString>(handle));
    });
}

} // namespace wheelhouse

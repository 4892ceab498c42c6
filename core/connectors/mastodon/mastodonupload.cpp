#include "core/connectors/mastodon/mastodonspeech.h"
#include "core/http/multipart.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QTimer>

#include <algorithm>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

constexpr int status206 = 206; // Partial Content: the server is still at it

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MastodonConnector)
};

/// "image/jpeg" -> "jpeg": some servers look at names.
QByteArray endingOf(const QString &type)
{
    const QByteArray ending = type.section(u'/', 1).section(u'+', 0, 0).toLatin1();
    const bool isPlain =
        !ending.isEmpty() && std::all_of(ending.begin(), ending.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return isPlain ? ending : QByteArrayLiteral("bin");
}

/// Of the picture and its description: on some servers (snac) what bears the same name is the same.
QByteArray nameOf(const OutgoingMedia &media)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(media.digest + '\n' + media.description.toUtf8());
    return "picture-" + hash.result().toHex().left(24) + '.' + endingOf(media.type);
}

/// One picture on its way. docs.joinmastodon.org/methods/media: 202 and 206 while the server works on it.
class Uploading : public std::enable_shared_from_this<Uploading> {
public:
    Uploading(MastodonSelfPtr self, const OutgoingMedia &media)
        : m_self(std::move(self))
        , m_form(multipartForm({ { "description", media.description.toUtf8() },
              { "file", media.bytes, nameOf(media), media.type.toLatin1() } }))
        , m_left(m_self->source.options.mediaWait)
    {
    }
    QFuture<Result<QString>> begin()
    {
        auto future = m_turn.begin();
        send(u"/api/v2/media"_s);
        return future;
    }

private:
    void send(const QString &path)
    {
        m_self->calls.change(
            { "POST", path, m_form.type, m_form.body }, [me = shared_from_this(), path](const auto &answer) {
                const bool isUnknown = !answer
                    && (answer.error().kind == Error::Kind::Missing || answer.error().detail == u"status 405"_s);
                if (isUnknown && path.contains(u"/v2/"_s))
                    return me->send(u"/api/v1/media"_s);
                me->took(answer);
            });
    }
    void took(const Result<MastodonAnswer> &answer)
    {
        if (!answer)
            return m_turn.end(tl::unexpected(answer.error()));
        m_id = answer->body["id"].token();
        if (m_id.isEmpty())
            return m_turn.end(fail(Error::Kind::Malformed,
                Words::tr("The server took a picture and does not say how it calls it. Nobody sees it."),
                u"media id"_s));
        const bool isAtIt = answer->status == 202 || answer->status == status206;
        if (!isAtIt || answer->body["url"].isThere())
            return m_turn.end(m_id);
        waitAndAsk(std::max(m_left / 60, milliseconds { 1 }));
    }
    void waitAndAsk(milliseconds wait)
    {
        m_left -= wait;
        m_self->calls.later(wait, [me = shared_from_this(), wait] { me->ask(wait); });
    }
    void ask(milliseconds waited)
    {
        const QString path = u"/api/v1/media/"_s + QString::fromLatin1(QUrl::toPercentEncoding(m_id));
        m_self->calls.get(path, {}, [me = shared_from_this(), waited](const Result<MastodonAnswer> &answer) {
            const bool isBriefly =
                !answer && (answer.error().kind == Error::Kind::Busy || answer.error().kind == Error::Kind::Offline);
            if (!answer && !isBriefly)
                return me->m_turn.end(tl::unexpected(answer.error()));
            if (answer && (answer->status != status206 || answer->body["url"].isThere()))
                return me->m_turn.end(me->m_id);
            if (me->m_left.count() <= 0)
                return me->m_turn.end(tl::unexpected(tooLong()));
            me->waitAndAsk(std::clamp(waited * 2, milliseconds { 1 }, me->m_left));
        });
    }
    static Error tooLong()
    {
        return { Error::Kind::Busy,
            Words::tr("The server has a picture and does not get done with it. Nobody sees it yet; it is tried again."),
            u"media in progress"_s, std::chrono::seconds { 60 } };
    }

    MastodonSelfPtr m_self;
    MultipartForm m_form;
    QString m_id;
    milliseconds m_left;
    MastodonTurn<QString> m_turn;
};

} // namespace

QFuture<Result<QString>> uploadMastodon(const MastodonSelfPtr &self, const OutgoingMedia &media)
{
    if (media.bytes.isEmpty())
        return answered<QString>(
            fail(Error::Kind::Refused, Words::tr("There is no picture to bring there."), u"no bytes"_s));
    return std::make_shared<Uploading>(self, media)->begin();
}

} // namespace wheelhouse

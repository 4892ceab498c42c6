#include "ui/composer/pictureroom.h"

#include "core/base/images.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr qint64 mostBytes = 25'000'000; // what readPicture() opens

} // namespace

/// Only touched on the lane.
struct PictureRoom::Desk {
    explicit Desk(const QString &workspace)
        : media(workspace)
    {
    }
    MediaStore media;
    PictureReadying readying { media };
};

PictureRoom::PictureRoom(ComposerServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_desk(std::make_shared<Desk>(services.workspace))
{
}

void PictureRoom::keepName(const PictureRef &picture, const PictureName &name)
{
    m_names.insert(picture.digest, name);
    std::ignore = m_services.engine.ask([&composing = m_services.composing, digest = picture.digest, name] {
        return composing.namePicture(digest, name).has_value();
    });
}

void PictureRoom::takeFile(QObject *asker, const QString &path, std::function<void(const PictureRef &)> then)
{
    struct Read {
        Result<PictureRef> picture;
        qint64 size = 0;
    };
    const QString name = QFileInfo(path).fileName();
    m_services.background.ask(
        asker,
        [desk = m_desk, path, name]() -> Read {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return { fail(Error::Kind::Missing, tr("%1 cannot be read: %2.").arg(name, file.errorString())) };
            if (file.size() > mostBytes)
                return { fail(Error::Kind::Refused,
                    tr("%1 has more than 25 MB. Make it smaller in a picture program, then add it.").arg(name)) };
            const QByteArray bytes = file.readAll();
            return { takePicture(desk->media, bytes), bytes.size() };
        },
        [this, name, then = std::move(then)](const Read &read) {
            if (!read.picture) {
                Error error = read.picture.error();
                error.message = tr("%1: %2", "a file, what is wrong with it").arg(name, error.message);
                emit failed(error);
                return;
            }
            keepName(*read.picture, { name, read.size });
            then(*read.picture);
        });
}

void PictureRoom::takeBytes(
    QObject *asker, const QByteArray &bytes, const QString &name, std::function<void(const PictureRef &)> then)
{
    m_services.background.ask(
        asker, [desk = m_desk, bytes] { return takePicture(desk->media, bytes); },
        [this, name, size = bytes.size(), then = std::move(then)](const Result<PictureRef> &picture) {
            if (!picture) {
                emit failed(picture.error());
                return;
            }
            keepName(*picture, { name, size });
            then(*picture);
        });
}

QImage PictureRoom::image(const QByteArray &digest)
{
    if (m_images.contains(digest) || m_asked.contains(digest))
        return m_images.value(digest);
    m_asked.insert(digest);
    m_services.background.ask(
        this,
        [desk = m_desk, digest]() -> Result<QImage> {
            auto bytes = desk->media.read(digest);
            if (!bytes)
                return tl::unexpected(bytes.error());
            return readPicture(*bytes, thumbnail * 2);
        },
        [this, digest](const Result<QImage> &image) {
            if (image)
                m_images.insert(digest, *image);
            else
                m_trouble.insert(digest, image.error().message);
            emit changed();
        });
    return {};
}

PictureName PictureRoom::name(const QByteArray &digest)
{
    if (!m_names.contains(digest)) {
        const auto known = m_services.reader.pictureName(digest);
        m_names.insert(digest, known && *known ? **known : PictureName());
    }
    return m_names.value(digest);
}

QString PictureRoom::refusal(const QByteArray &digest, const Limits &limits) const
{
    for (const Refused &each : m_refused)
        if (each.digest == digest && asksTheSame(each.limits, limits))
            return each.why;
    return {};
}

std::optional<MadePicture> PictureRoom::madeAlready(const QByteArray &digest, const Limits &limits) const
{
    for (const MadePicture &each : m_made)
        if (each.given == digest && asksTheSame(each.limits, limits))
            return each;
    return std::nullopt;
}

std::optional<MadePicture> PictureRoom::made(const QByteArray &digest, const Limits &limits)
{
    if (auto known = madeAlready(digest, limits))
        return known;
    const bool isAsked = std::any_of(m_making.cbegin(), m_making.cend(),
        [&](const auto &each) { return each.first == digest && asksTheSame(each.second, limits); });
    if (isAsked)
        return std::nullopt;
    m_making.append({ digest, limits });
    m_services.background.ask(
        this, [desk = m_desk, digest, limits] { return desk->readying.make(digest, limits); },
        [this, digest, limits](const Result<MadePicture> &made) {
            if (made)
                m_made.append(*made);
            else
                m_refused.append({ digest, limits, made.error().message });
            emit changed();
        });
    return std::nullopt;
}

} // namespace wheelhouse

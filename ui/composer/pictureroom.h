#pragma once

#include "ui/composer/composerservices.h"

#include <QHash>
#include <QImage>
#include <QObject>
#include <QSet>

#include <memory>

namespace wheelhouse {

/// Pictures of drafts, read and made ready on a lane of their own. Answers come by changed().
class PictureRoom : public QObject {
    Q_OBJECT
public:
    static constexpr QSize thumbnail { 300, 200 }; ///< pixels at most

    PictureRoom(ComposerServices &services, QObject *parent = nullptr);

    /// Takes a picture in, from a file or as it was dropped.
    void takeFile(QObject *asker, const QString &path, std::function<void(const PictureRef &)> then);
    void takeBytes(
        QObject *asker, const QByteArray &bytes, const QString &name, std::function<void(const PictureRef &)> then);

    /// Null: it is being read, or cannot be: trouble() says why.
    [[nodiscard]] QImage image(const QByteArray &digest);
    [[nodiscard]] QString trouble(const QByteArray &digest) const { return m_trouble.value(digest); }
    /// Why nothing can go out in its place where \a limits hold; empty: nothing is known against it.
    [[nodiscard]] QString refusal(const QByteArray &digest, const Limits &limits) const;
    [[nodiscard]] PictureName name(const QByteArray &digest);
    /// What goes out in its place where \a limits hold; none: it is being made, or cannot be.
    [[nodiscard]] std::optional<MadePicture> made(const QByteArray &digest, const Limits &limits);
    /// The same, and nothing is begun.
    [[nodiscard]] std::optional<MadePicture> madeAlready(const QByteArray &digest, const Limits &limits) const;
    /// All that was made, for the engine to remember.
    [[nodiscard]] QList<MadePicture> allMade() const { return m_made; }

signals:
    void changed();
    void failed(const wheelhouse::Error &error);

private:
    struct Desk;
    struct Refused {
        QByteArray digest;
        Limits limits;
        QString why;
    };
    void keepName(const PictureRef &picture, const PictureName &name);

    ComposerServices &m_services;
    std::shared_ptr<Desk> m_desk; ///< shared with what still runs on the lane when this is gone
    QHash<QByteArray, QImage> m_images;
    QHash<QByteArray, QString> m_trouble;
    QHash<QByteArray, PictureName> m_names;
    QList<MadePicture> m_made;
    QList<Refused> m_refused;
    QSet<QByteArray> m_asked; ///< thumbnails
    QList<std::pair<QByteArray, Limits>> m_making;
};

} // namespace wheelhouse

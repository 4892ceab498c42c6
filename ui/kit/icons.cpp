#include "ui/kit/icons.h"

#include "ui/kit/look.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPixmapCache>
#include <QRegularExpression>
#include <QSet>
#include <QStringBuilder>
#include <QSvgRenderer>

namespace wheelhouse {
namespace {

QString fileOf(const QString &name)
{
    for (const QLatin1String folder : { QLatin1String(":/glyphs/"), QLatin1String(":/breeze/") }) {
        const QString file = folder + name + QLatin1String(".svg");
        if (QFile::exists(file))
            return file;
    }
    return {};
}

bool pointsAlong(const QString &name)
{
    static const QSet<QString> directional {
        QStringLiteral("go-next"),
        QStringLiteral("go-previous"),
        QStringLiteral("arrow-left"),
        QStringLiteral("arrow-right"),
        QStringLiteral("document-send"),
        QStringLiteral("post-published"),
        QStringLiteral("network-forum"),
        QStringLiteral("mail-reply-sender"),
        QStringLiteral("mail-reply-all"),
        QStringLiteral("dialog-warning"),
        QStringLiteral("answer"),
        QStringLiteral("view-sort"),
        QStringLiteral("network-twitter"),
    };
    return directional.contains(name);
}

/// What is white in a glyph is a hole in it.
const QRegularExpression &whites()
{
    static const QRegularExpression found(QStringLiteral("#fff(?:fff)?\\b"), QRegularExpression::CaseInsensitiveOption);
    return found;
}

void render(QPainter &painter, QString svg, const char *ink, const char *hole, const QRectF &where)
{
    const QString inkText = QString::fromLatin1(ink);
    svg.replace(QLatin1String("currentColor"), inkText);
    svg.replace(QLatin1String("#232629"), inkText, Qt::CaseInsensitive);
    svg.replace(whites(), QLatin1String(hole));
    QSvgRenderer renderer(svg.toUtf8());
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(&painter, where);
}

/// Draws the ink in black, cuts the holes out of it, then floods what is left with the colour.
QImage painted(const QString &file, const QColor &colour, int side)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return {};
    const QString svg = QString::fromUtf8(source.readAll());
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    render(painter, svg, "#000001", "none", image.rect());
    painter.setCompositionMode(QPainter::CompositionMode_DestinationOut);
    if (svg.contains(whites()))
        render(painter, svg, "none", "#000001", image.rect());
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), colour);
    return image;
}

/// Under which a picture is kept: numbers as they are, for a month asks for hundreds and writing them out costs more
/// than drawing.
QString keyOf(const QString &name, QRgb colour, int size, qreal dpr, bool mirrored)
{
    const char16_t numbers[] = { u'/', char16_t(colour >> 16), char16_t(colour), char16_t(size),
        char16_t(qRound(dpr * 256)), char16_t(mirrored ? 1 : 0) };
    return QLatin1String("wh/") % name % QStringView(numbers, std::size(numbers));
}

} // namespace

QPixmap Icons::pixmap(const QString &name, const QColor &colour, int size, qreal dpr, Qt::LayoutDirection direction)
{
    const bool mirrored = direction == Qt::RightToLeft && pointsAlong(name);
    const QString key = keyOf(name, colour.rgba(), size, dpr, mirrored);
    QPixmap found;
    if (QPixmapCache::find(key, &found))
        return found;
    const QString file = fileOf(name);
    if (file.isEmpty() || size <= 0)
        return {};
    QImage image = painted(file, colour, qRound(size * dpr));
    if (mirrored)
        image = image.mirrored(true, false);
    found = QPixmap::fromImage(image);
    found.setDevicePixelRatio(dpr);
    QPixmapCache::insert(key, found);
    return found;
}

QIcon Icons::icon(const QString &name, const Look &look, int size)
{
    const Theme &theme = look.theme();
    const Qt::LayoutDirection direction = QGuiApplication::layoutDirection();
    QIcon icon;
    for (const qreal dpr : { 1.0, 2.0 }) {
        icon.addPixmap(pixmap(name, theme.text2, size, dpr, direction), QIcon::Normal, QIcon::Off);
        icon.addPixmap(pixmap(name, theme.accent.text, size, dpr, direction), QIcon::Normal, QIcon::On);
        icon.addPixmap(pixmap(name, theme.text3, size, dpr, direction), QIcon::Disabled);
    }
    return icon;
}

QIcon Icons::icon(const QString &name, const QColor &colour, int size)
{
    QIcon icon;
    for (const qreal dpr : { 1.0, 2.0 })
        icon.addPixmap(pixmap(name, colour, size, dpr, QGuiApplication::layoutDirection()));
    return icon;
}

QString Icons::networkName(const QString &networkWord)
{
    static thread_local QHash<QString, QString> known; // asked for each outpost of each card of a month
    const auto there = known.constFind(networkWord);
    if (there != known.cend())
        return *there;
    const QString own = QLatin1String("network-") + networkWord;
    return *known.insert(networkWord, has(own) ? own : QStringLiteral("network-other"));
}

bool Icons::has(const QString &name)
{
    return !fileOf(name).isEmpty();
}

} // namespace wheelhouse

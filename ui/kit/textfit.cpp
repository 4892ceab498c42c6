#include "ui/kit/textfit.h"

#include "ui/kit/calmfont.h"

#include <QCache>
#include <QFontMetrics>

namespace wheelhouse {

namespace {

constexpr int remembered = 4000; // some twenty windows of a list; under 2 MB

struct Key {
    QString words;
    QFont font;
    int width;

    friend bool operator==(const Key &a, const Key &b)
    {
        return a.width == b.width && a.words == b.words && a.font == b.font;
    }
    friend size_t qHash(const Key &key, size_t seed) { return qHashMulti(seed, key.words, key.width, key.font); }
};

/// Only so much is shaped of a long text as can be seen: the rest costs as much and is cut off.
QString elided(const QString &words, const QFontMetrics &metrics, int width)
{
    const int letters = 3 * width / (2 * qMax(1, metrics.averageCharWidth())) + 8;
    if (words.size() > letters && !words.at(letters).isLowSurrogate() && !words.at(letters).isMark()) {
        const QString begin = words.left(letters);
        if (QString line = metrics.elidedText(begin, Qt::ElideRight, width); line != begin)
            return line;
    }
    return metrics.elidedText(words, Qt::ElideRight, width);
}

} // namespace

const FittedText &fitText(const QString &words, const QFont &font, int width)
{
    static thread_local QCache<Key, FittedText> cache(remembered);
    const Key key { words, font, width };
    if (const FittedText *known = cache.object(key))
        return *known;
    const QFontMetrics metrics(calmFont(font, words));
    auto *fitted = new FittedText;
    fitted->line = elided(words, metrics, width);
    // What was cut fills its width but for part of a letter: not worth shaping it once more.
    fitted->width = fitted->line == words ? metrics.horizontalAdvance(words) : width;
    cache.insert(key, fitted);
    return *fitted;
}

} // namespace wheelhouse

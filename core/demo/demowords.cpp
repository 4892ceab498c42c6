#include "core/demo/demowords.h"

#include "core/posts/picturereadying.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>

#include <array>

namespace wheelhouse {

namespace {

struct Words {
    const char *title;
    const char *text; ///< parts of a thread stand apart by a line of their own, "--"
    const char *picture; ///< its description; empty: none
    quint32 ground; ///< of the picture, RGB
};

constexpr std::array written {
    Words { "First frost, first cocoa",
        "First frost on the roastery windows this morning, so the cocoa is out: Java 71 %, oat milk, a pinch of salt. "
        "Until it thaws, in every café.",
        "A cup of cocoa on a window sill, frost on the glass behind it", 0xc9d8e2 },
    Words { "Meet Rafa, roaster",
        "Rafa comes in at six, when the street is still dark. He has roasted every bag of Blend 9 since 2019, and he "
        "tastes the first one of each batch himself.",
        "", 0 },
    Words { "What went wrong in line 2",
        "Last week 412 oat cans from line 2 left us with the wrong allergen line. Nobody was hurt. Here is what "
        "happened, and what we changed.\n--\nThe label roll was changed by hand at night, and the scanner that checks "
        "it was off for cleaning. Two people thought that the other had switched it on again.\n--\nSince Tuesday the "
        "line does not start while the scanner is off. If you have a can with code L2-44, every café takes it back: "
        "marlowe.coffee/l2",
        "", 0 },
    Words { "Kettle to cup in 90 s",
        "Kettle to cup in ninety seconds: 15 g, medium grind, 250 ml just off the boil, pour in three, wait for the "
        "bloom. That is all of it.",
        "A kettle pouring into a filter over a cup", 0xe8dcc6 },
    Words { "Blend 14 returns",
        "Blend 14 is back. Forty of you asked for it by name on The Counter, and Bas Tielen made a spreadsheet. Pear, "
        "cocoa nib, a little smoke. 250 g, whole bean or ground, until it runs out.\nmarlowe.coffee/14",
        "Glass dripper and a full cup on an oak counter, steam rising", 0xe8dcc6 },
    Words { "Lab results, plainly",
        "The lab measured 36 cans from six days. Hazelnut was found in none of them. What we did not measure: cans "
        "opened before the 9th.",
        "", 0 },
    Words { "Oat or whole? Vote", "Flat white: oat or whole? Tell us below, we count on Friday.", "", 0 },
};

/// A cup and its dripper on a counter, in flat colours.
QByteArray drawn(QRgb ground)
{
    QImage image(900, 516, QImage::Format_RGB32);
    image.fill(QColor(ground));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.fillRect(0, 340, 900, 176, QColor(0xb8895a));
    painter.setBrush(QColor(0x2f7484));
    painter.drawPolygon(QPolygonF { { 250, 190 }, { 440, 190 }, { 400, 350 }, { 290, 350 } });
    painter.setBrush(QColor(0xd5dfe2));
    painter.drawRect(275, 350, 140, 60);
    painter.setBrush(QColor(0xfdfaf4));
    painter.drawRoundedRect(500, 230, 150, 150, 40, 40);
    painter.setBrush(QColor(0x5e3418));
    painter.drawEllipse(505, 225, 140, 28);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    return buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG") ? bytes : QByteArray();
}

struct Reply {
    const char *name;
    const char *text;
    const char *language;
};
constexpr std::array replies {
    Reply { "Order late",
        "Hello {name}, that should not have happened, and I am sorry. Your order {order number} left us on {day}; if "
        "it "
        "is not with you by tomorrow evening, we send a second one.",
        "en" },
    Reply { "Allergens, where to read",
        "Hello {name}, what is in each can, and what may be, stands at marlowe.coffee/allergens, with the date on "
        "which "
        "it was last checked.",
        "en" },
    Reply { "Bestelling te laat",
        "Dag {name}, dat hoort niet, het spijt ons. Je bestelling {order number} is op {day} vertrokken.", "nl" },
};

} // namespace

Result<QList<PostPart>> demoParts(const QString &title, MediaStore &media)
{
    QList<PostPart> parts { { title, {} } };
    for (const Words &each : written) {
        if (title != QString::fromUtf8(each.title))
            continue;
        parts.clear();
        const QStringList texts = QString::fromUtf8(each.text).split(QStringLiteral("\n--\n"));
        for (const QString &text : texts)
            parts.append({ text, {} });
        if (*each.picture == '\0')
            continue;
        auto picture = takePicture(media, drawn(each.ground));
        if (!picture)
            return tl::unexpected(picture.error());
        picture->description = QString::fromUtf8(each.picture);
        parts.first().pictures.append(*picture);
    }
    return parts;
}

Result<void> saveWords(SavedWords &saved)
{
    for (const Reply &each : replies) {
        SavedReply reply;
        reply.name = QString::fromUtf8(each.name);
        reply.text = QString::fromUtf8(each.text);
        reply.language = QString::fromLatin1(each.language);
        if (auto put = saved.put(reply); !put)
            return tl::unexpected(put.error());
    }
    PostTemplate opening;
    opening.name = QStringLiteral("Opening hours");
    opening.content.parts = { { QStringLiteral("From {day} to {day} our cafés open at {hour} and close at {hour}."),
        {} } };
    opening.content.language = QStringLiteral("en");
    auto put = saved.put(opening);
    return put ? Result<void>() : tl::unexpected(put.error());
}

} // namespace wheelhouse

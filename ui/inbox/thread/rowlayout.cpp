#include "ui/inbox/thread/rowlayout.h"

#include "core/base/text.h"
#include "ui/inbox/readingwords.h"
#include "ui/kit/canvas.h"

#include <QCoreApplication>
#include <QLocale>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ThreadView)
};

constexpr int edge = 16; // px at both sides of a message
constexpr int avatarSide = 30;
constexpr int avatarGap = 10;
constexpr int readingWidth = 720; // DESIGN 6: wider lines are not read
constexpr int notePadding = 12;
constexpr int kept = 400; // rows

/// \a spans inside of the first \a length units.
QList<Span> within(const QList<Span> &spans, int length)
{
    QList<Span> inside;
    for (Span span : spans) {
        if (span.start >= length)
            break;
        span.length = qMin(span.length, length - span.start);
        inside.append(span);
    }
    return inside;
}

} // namespace

RowLayouts::RowLayouts(const Look &look)
    : m_look(look)
    , m_kept(kept)
{
}

const RowLayout &RowLayouts::of(const ThreadRow &row, int width, Qt::LayoutDirection direction)
{
    if (const RowLayout *found = m_kept.object(row.key);
        found && found->revision == row.revision && found->width == width)
        return *found;
    auto made = make(row, width, direction);
    RowLayout *layout = made.release(); // the cache owns it from here
    m_kept.insert(row.key, layout);
    return *layout;
}

std::unique_ptr<RowLayout> RowLayouts::make(const ThreadRow &row, int width, Qt::LayoutDirection direction) const
{
    auto layout = std::make_unique<RowLayout>();
    layout->revision = row.revision;
    layout->width = width;
    switch (row.kind) {
    case ThreadRow::Kind::Message:
        layMessage(*layout, row, direction);
        break;
    case ThreadRow::Kind::Note:
        layNote(*layout, row, direction);
        break;
    case ThreadRow::Kind::Fold:
        layFold(*layout, row);
        break;
    case ThreadRow::Kind::Day:
        layout->height = m_look.scaled(30);
        break;
    case ThreadRow::Kind::Act:
        layout->height = m_look.scaled(24);
        break;
    }
    return layout;
}

void RowLayouts::layMessage(RowLayout &layout, const ThreadRow &row, Qt::LayoutDirection direction) const
{
    const int side = m_look.scaled(avatarSide);
    const int top = m_look.isTight() ? 6 : 10;
    layout.avatar = QRect(edge, top, side, side);
    const int left = edge + side + avatarGap;
    const int width = qMin(layout.width - left - edge, m_look.scaled(readingWidth));
    layout.head = QRect(left, top, width, m_look.scaled(18));
    layout.body = QRect(left, layout.head.bottom() + 1, width, 0);
    if (!row.isOurs) // we are nobody's contact
        layout.spots.append({ layout.avatar, RowLayout::Spot::What::Contact, Words::tr("Show who this is"), {} });
    layReading(layout, row);
    layWords(layout, row, layout.body.top(), direction);
    layout.height = layDeeds(layout, row, layMedia(layout, row, layout.height)) + top;
}

/// Behind name, handle and remark, where there is room before the time.
void RowLayouts::layReading(RowLayout &layout, const ThreadRow &row) const
{
    const QString word = ReadingWords::shortest(row.reading);
    if (word.isEmpty() || row.isOurs)
        return;
    const QFont small = m_look.font(Type::Small);
    int left = layout.head.left() + Canvas::textWidth(row.name, m_look.font(Type::Body, QFont::DemiBold)) + space::gap;
    if (!row.handle.isEmpty())
        left += Canvas::textWidth(row.handle, small) + space::gap;
    if (!row.remark.isEmpty())
        left += Canvas::textWidth(row.remark, small) + space::gap;
    const int glyph = ReadingWords::icon(row.reading).isEmpty() ? 0 : m_look.scaled(13) + space::tightGap;
    const int width = glyph + Canvas::textWidth(word, small) + 2;
    const int timeAt = layout.head.right() - Canvas::textWidth(row.time, small) - space::card;
    if (left + width > timeAt)
        return;
    layout.reading = QRect(left, layout.head.top(), width, layout.head.height());
    layout.spots.append({ layout.reading, RowLayout::Spot::What::Reading, ReadingWords::sentence(row.reading), {} });
}

void RowLayouts::layNote(RowLayout &layout, const ThreadRow &row, Qt::LayoutDirection direction) const
{
    const int left = edge + 3 + notePadding;
    const int width = qMin(layout.width - left - edge - notePadding, m_look.scaled(readingWidth));
    int top = 4;
    if (row.isFirst) {
        layout.head = QRect(left, 8 + 8, width, m_look.lineHeight(Type::Tiny));
        top = layout.head.bottom() + 1 + 3;
    }
    layout.body = QRect(left, top, width, 0);
    // The author's name leads, isolated, so that the note's own first letter says its direction.
    ThreadRow named = row;
    const QString lead = row.isFirst ? isolate(row.name) + QStringLiteral("  ")
                                     : isolate(row.name) + QStringLiteral("  ") + row.time + QStringLiteral("  ");
    named.text = lead + row.text;
    named.shown = row.shown + int(lead.size());
    for (Span &span : named.spans)
        span.start += int(lead.size());
    named.spans.prepend({ 0, int(isolate(row.name).size()), Span::Kind::Bold, {} });
    layWords(layout, named, top, direction);
    layout.height += row.isLast ? 8 + 8 : 0;
}

void RowLayouts::layFold(RowLayout &layout, const ThreadRow &row) const
{
    layout.height = m_look.scaled(33);
    const int left = edge + m_look.scaled(14) + space::gap;
    layout.body = QRect(left, 0, layout.width - left - edge, layout.height);
    layout.spots.append({ QRect(0, 0, layout.width, layout.height), RowLayout::Spot::What::Fold, row.text, {} });
}

void RowLayouts::layWords(RowLayout &layout, const ThreadRow &row, int top, Qt::LayoutDirection direction) const
{
    MessageLayout::Words words;
    words.text = row.text.left(row.shown);
    words.spans = within(row.spans, row.shown);
    const Type type = row.kind == ThreadRow::Kind::Note ? Type::Small : Type::Body;
    words.font = m_look.font(type);
    words.lineHeight = m_look.lineHeight(type);
    words.neutral = direction;
    if (row.isCut())
        words.text += QChar(0x2026);
    layout.words = std::make_unique<MessageLayout>(words, m_look, layout.body.width());
    layout.body.setHeight(layout.words->height());
    layout.height = top + layout.body.height();
    if (!row.isCut())
        return;
    const int rest = int(row.text.size()) - row.shown;
    const QString offer = rest <= 20'000 ? Words::tr("Show all")
                                         : Words::tr("Show more, %1 characters are left").arg(QLocale().toString(rest));
    const int height = m_look.scaled(24);
    layout.spots.append(
        { QRect(layout.body.left(), layout.height,
              qMin(layout.body.width(), Canvas::textWidth(offer, m_look.font(Type::Small)) + 4), height),
            RowLayout::Spot::What::ShowMore, offer, {} });
    layout.height += height;
}

int RowLayouts::layMedia(RowLayout &layout, const ThreadRow &row, int top) const
{
    if (row.media.isEmpty())
        return top;
    const int height = m_look.scaled(22);
    top += space::grid;
    const auto shown = qMin<qsizetype>(row.media.size(), mostMedia);
    for (qsizetype i = 0; i < shown; ++i) {
        layout.media.append(QRect(layout.body.left(), top, layout.body.width(), height));
        const QString offer = Words::tr("Open the original");
        const int width = Canvas::textWidth(offer, m_look.font(Type::Small)) + 4;
        if (!row.media.at(i).url.isEmpty())
            layout.spots.append({ QRect(layout.body.right() - width, top, width, height),
                RowLayout::Spot::What::Original, offer, row.media.at(i).url });
        top += height;
    }
    if (shown < row.media.size()) {
        layout.media.append(QRect(layout.body.left(), top, layout.body.width(), height));
        top += height;
    }
    return top;
}

/// Nothing of a reason is cut off. The way to try again stands behind its last words where there is room, else below.
int RowLayouts::layDeeds(RowLayout &layout, const ThreadRow &row, int top) const
{
    const QString offer = Words::tr("Try again");
    const QFont font = m_look.font(Type::Small, QFont::Medium);
    const int line = m_look.lineHeight(Type::Small);
    const int indent = m_look.scaled(deedIndent);
    for (const DeedLine &deed : row.deeds) {
        top += space::grid;
        const int room = layout.body.width() - indent;
        QRect place(layout.body.left(), top, layout.body.width(),
            Canvas::paragraphHeight(m_look, deed.words, Type::Small, room));
        if (deed.state == DeedLine::State::Failed) {
            const int width = Canvas::textWidth(offer, font) + 4;
            const int used = Canvas::textWidth(deed.words, m_look.font(Type::Small)) + space::card;
            const bool isBeside = place.height() <= line && used + width <= room;
            layout.spots.append({ QRect(place.left() + indent + (isBeside ? used : 0),
                                      isBeside ? place.top() : place.bottom() + 1, width, line),
                RowLayout::Spot::What::TryAgain, offer, gestureWord(deed.kind) });
            top += isBeside ? 0 : line;
        }
        layout.deeds.append(place);
        top += place.height();
    }
    return top;
}

QString RowLayouts::mediaWords(const Attachment &attachment)
{
    const QString kind = attachment.kind == QLatin1String("image") ? Words::tr("Picture")
        : attachment.kind == QLatin1String("video")                ? Words::tr("Film")
        : attachment.kind == QLatin1String("audio")                ? Words::tr("Sound")
                                                                   : Words::tr("Attachment");
    const QString told = oneLine(attachment.description);
    return told.isEmpty() ? Words::tr("%1, without a description").arg(kind)
                          : Words::tr("%1: %2").arg(kind, isolate(told));
}

} // namespace wheelhouse

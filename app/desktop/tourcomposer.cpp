#include "app/desktop/tour.h"

#include "ui/composer/polledit.h"

#include <QBuffer>
#include <QPainter>
#include <QPainterPath>
#include <QTimeZone>

#include <algorithm>

// The composer's screens: a draft that is five characters too long on one of its networks.
namespace wheelhouse {

namespace {

const QString shared =
    QStringLiteral("Blend 14 is back. Forty of you asked for it by name on The Counter, and Bas Tielen made a "
                   "spreadsheet. Pear, cocoa "
                   "nib, a little smoke. 250 g, whole bean or ground, until it runs out.\nhttps://marlowe.coffee/14");
const QString changed = QStringLiteral(
    "Blend 14 is back, and it is your doing. Forty of you asked for it by name on The Counter; Bas Tielen made a "
    "spreadsheet with 31 tasting notes. Pear, cocoa nib, a little smoke. 250 g bags, whole bean or ground, in every "
    "single café and online, until it runs out. Tell us what you taste: marlowe.coffee/14 ☕");

/// A dripper and a cup on a counter, in flat colours.
QByteArray picture()
{
    QImage image(900, 516, QImage::Format_RGB32);
    image.fill(QColor(0xe8dcc6));
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
    if (buffer.open(QIODevice::WriteOnly))
        image.save(&buffer, "PNG");
    return bytes;
}

/// Next week's Tuesday, nine o'clock here.
WallTime tuesday(const QDateTime &now)
{
    const QDate today = now.toLocalTime().date();
    return { today.addDays(9 - today.dayOfWeek()), QTime(9, 0), QTimeZone::systemTimeZoneId() };
}

PollEdit *shownPoll(const QWidget &window)
{
    const auto all = window.findChildren<PollEdit *>();
    const auto shown = std::find_if(all.cbegin(), all.cend(), [](PollEdit *each) { return each->isVisible(); });
    return shown == all.cend() ? nullptr : *shown;
}

Result<PostId> makeDraft(Desks &desks, const QList<Channel> &outposts, const QDateTime &now)
{
    auto given = takePicture(desks.media, picture());
    if (!given)
        return tl::unexpected(given.error());
    given->description = QStringLiteral("Glass dripper and a full cup on an oak counter, steam rising");
    NewComposition made;
    made.words.title = QStringLiteral("Blend 14 returns");
    made.words.shared.parts = { { shared, { *given } } };
    made.words.shared.language = QStringLiteral("en");
    made.objective.words = QStringLiteral("20 000 € blend sales by 30 Nov");
    for (const Channel &each : outposts) {
        const bool isOwn = each.network == NetworkId::Bluesky;
        ComposedVariant variant { each, !isOwn, made.words.shared };
        if (isOwn)
            variant.content.parts.first().text = changed;
        made.words.variants.append(variant);
    }
    std::ignore = desks.composing.namePicture(given->digest, { QStringLiteral("blend-14.jpg"), 1'153'434 });
    auto begun = desks.composing.begin(made);
    if (!begun)
        return tl::unexpected(begun.error());
    auto placed = desks.calendar.place({ { { begun->post, {} }, tuesday(now) } });
    return placed ? Result<PostId>(begun->post) : tl::unexpected(placed.error());
}

} // namespace

void Tour::openDraft()
{
    command("go.document-edit");
    if (!m_draft.isNull())
        return m_bench->composer().open(m_draft);
    auto outposts = m_bench->composer().outposts();
    m_bench->engine().lane().ask(
        this,
        [&desks = m_bench->engine().desks(), outposts, now = m_clock.now()] { return makeDraft(desks, outposts, now); },
        [this](const Result<PostId> &made) {
            if (!made)
                return complain(made.error().message);
            m_draft = *made;
            m_bench->composer().open(m_draft);
        });
}

void Tour::planComposer(const QString &suffix, Look::Mode mode)
{
    const auto stop = [this, &suffix](const char *name, std::function<void()> arrange, std::function<void()> leave) {
        m_stops.push_back({ QString::fromLatin1(name) + suffix, std::move(arrange), std::move(leave) });
    };
    const auto nothing = [] {};
    const auto wait = [this, mode](QSize size) {
        m_look.setMode(mode);
        window().resize(size);
        openDraft();
    };
    stop(
        "composer-opens",
        [wait] {
            wait({ 1440, 900 });
        },
        nothing); // pictures are read and made ready meanwhile
    stop(
        "composer", [this] { command("composer.variant2"); }, nothing);
    stop(
        "composer-plan", [this] { command("composer.when"); }, [this] { closePopup(); });
    stop(
        "composer-1024x700", [this] { window().resize(1024, 700); }, nothing);
    stop(
        "composer-1024x700-preview", [this] { command("composer.preview"); },
        [this] {
            command("composer.preview");
            window().resize(1440, 900);
        });
    stop(
        "composer-rtl", [this] { m_app.setLayoutDirection(Qt::RightToLeft); },
        [this] { m_app.setLayoutDirection(Qt::LeftToRight); });
    stop(
        "composer-160", [this] { m_look.setTextScale(160); }, [this] { m_look.setTextScale(100); });
    stop(
        "composer-poll",
        [this] {
            command("composer.variant1");
            if (PollEdit *poll = shownPoll(window()))
                poll->begin();
            else
                complain(tr("No poll can be made."));
        },
        [this] {
            if (PollEdit *poll = shownPoll(window()))
                poll->takeAway();
        });
    stop(
        "composer-saved", [this] { command("composer.saved"); }, [this] { closeDialog(); });
    stop(
        "composer-start", [this] { command("composer.close"); }, [this] { command("go.inbox"); });
}

} // namespace wheelhouse

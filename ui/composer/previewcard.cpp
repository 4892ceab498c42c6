#include "core/base/plaintext.h"
#include "ui/composer/previewpane.h"
#include "ui/composer/previewparts.h"
#include "ui/composer/previewpoll.h"
#include "ui/composer/previewtext.h"
#include "ui/composer/variantedit.h"
#include "ui/kit/canvas.h"
#include "ui/kit/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QTextCursor>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int faceSide = 36; // px before the text scale
constexpr int imageHeight = 144; // of several, at least; and of one that is not read yet
constexpr int mostHeight = 420;

/// The circle with the initials of the account.
class Face : public QWidget {
public:
    Face(const Look &look, QWidget *parent)
        : QWidget(parent)
        , m_look(look)
    {
        setFixedSize(look.scaled(faceSide), look.scaled(faceSide));
    }
    void setName(const QString &name)
    {
        m_name = name;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        Canvas(painter, m_look, layoutDirection(), rect()).avatar(rect(), m_name);
    }

private:
    const Look &m_look;
    QString m_name;
};

/// The pictures of a part: one alone as it is, several beside each other cut to an even size.
class Images : public QWidget {
public:
    Images(PictureRoom &room, const Look &look, QWidget *parent)
        : QWidget(parent)
        , m_room(room)
        , m_look(look)
    {
        QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
        QObject::connect(&room, &PictureRoom::changed, this, [this] {
            updateGeometry();
            update();
        });
    }
    void setPictures(const QList<QByteArray> &given)
    {
        m_given = given;
        setVisible(!given.isEmpty());
        updateGeometry();
        update();
    }
    [[nodiscard]] int heightForWidth(int width) const override
    {
        const int most = m_look.scaled(mostHeight);
        const int least = m_look.scaled(imageHeight);
        if (m_given.size() != 1)
            return std::clamp(width / qMax(1, int(m_given.size())) * 3 / 4, least, most);
        const QImage image = m_room.image(m_given.constFirst());
        return image.isNull() ? least : qBound(1, width * image.height() / image.width(), most);
    }
    [[nodiscard]] QSize sizeHint() const override { return { m_look.scaled(200), m_look.scaled(imageHeight) }; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const int count = qMax(1, int(m_given.size()));
        const int width = (this->width() - (count - 1) * space::grid) / count;
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        for (int i = 0; i < m_given.size(); ++i) {
            const QRect place(i * (width + space::grid), 0, width, height());
            const QImage image = m_room.image(m_given.at(i));
            painter.fillRect(place, m_look.theme().alternate);
            if (image.isNull())
                continue;
            if (m_given.size() == 1) {
                QRect whole(QPoint(), image.size().scaled(place.size(), Qt::KeepAspectRatio));
                whole.moveCenter(place.center());
                painter.drawImage(whole, image);
                continue;
            }
            const QSize cut = place.size().scaled(image.size(), Qt::KeepAspectRatio);
            painter.drawImage(place, image,
                QRect(QPoint((image.width() - cut.width()) / 2, (image.height() - cut.height()) / 2), cut));
        }
    }

private:
    PictureRoom &m_room;
    const Look &m_look;
    QList<QByteArray> m_given;
};

void colour(QTextCursor &cursor, const Stretch &where, const QTextCharFormat &format)
{
    cursor.setPosition(int(where.start));
    cursor.setPosition(int(where.start + where.length), QTextCursor::KeepAnchor);
    cursor.mergeCharFormat(format);
}

} // namespace

PreviewText::PreviewText(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    m_document.setDocumentMargin(0);
    m_document.setUndoRedoEnabled(false);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

/// Plain words and formats of our own: nothing that somebody wrote is ever taken for markup.
void PreviewText::setWords(const QString &text, bool isCut)
{
    const Theme &theme = m_look.theme();
    const VisibleText visible = visibleText(text);
    m_document.setDefaultFont(m_look.font(Type::Body));
    m_document.setPlainText(visible.text);
    QTextCursor cursor(&m_document);
    QTextCharFormat usual;
    usual.setForeground(theme.text);
    colour(cursor, { 0, visible.text.size() }, usual);
    QTextCharFormat link;
    link.setForeground(theme.accent.text);
    for (const Span &each : findSpans(visible.text))
        colour(cursor, { each.start, each.length }, link);
    QTextCharFormat odd;
    odd.setForeground(theme.amber.text);
    odd.setBackground(theme.amber.ground);
    for (const Stretch &each : visible.shown)
        colour(cursor, each, odd);
    if (isCut) {
        QTextCharFormat cut;
        cut.setForeground(theme.red.text);
        cut.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        cut.setUnderlineColor(theme.red.fill);
        cursor.movePosition(QTextCursor::End);
        cursor.insertText(QStringLiteral("…"), cut);
    }
    setAccessibleName(m_document.toPlainText());
    updateGeometry();
    update();
}

int PreviewText::heightForWidth(int width) const
{
    m_document.setTextWidth(width);
    return int(m_document.size().height()) + 1;
}

void PreviewText::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_document.setTextWidth(width());
    m_document.drawContents(&painter);
}

PreviewCard::PreviewCard(PictureRoom &pictures, const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_pictures(pictures)
    , m_look(look)
    , m_face(new Face(look, this))
    , m_name(new TextLabel(look, Type::Body, Ink::First, {}, this))
    , m_handle(new TextLabel(look, Type::Small, Ink::Third, {}, this))
    , m_warning(new TextLabel(look, Type::Small, Ink::Amber, {}, this))
    , m_title(new TextLabel(look, Type::Heading, Ink::First, {}, this))
    , m_text(new PreviewText(look, this))
    , m_images(new Images(pictures, look, this))
    , m_poll(new PreviewPoll(look, this))
    , m_link(new TextLabel(look, Type::Tiny, Ink::Third, {}, this))
{
    m_name->setType(Type::Body, QFont::DemiBold);
    for (TextLabel *each : { m_name, m_handle })
        each->setElides();
    for (TextLabel *each : { m_warning, m_title, m_link })
        each->setWordWrap(true);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_handle);
    auto *top = new QHBoxLayout;
    top->setSpacing(space::gap);
    top->addWidget(m_face);
    top->addLayout(names);
    top->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::card, space::card, space::card, space::card);
    column->setSpacing(space::gap);
    column->addLayout(top);
    for (QWidget *each : QList<QWidget *> { m_warning, m_title, m_text, m_images, m_poll, m_link })
        column->addWidget(each);
    connect(&look, &Look::changed, this, &PreviewCard::showText);
}

void PreviewCard::showText()
{
    const PreviewPart &part = m_preview.parts.at(m_part);
    m_text->setWords(part.cut < 0 ? part.text : part.text.left(part.cut), part.cut >= 0);
}

void PreviewCard::show(const Preview &preview, int part)
{
    m_preview = preview;
    m_part = part;
    const Channel &channel = preview.channel;
    static_cast<Face *>(m_face)->setName(channel.name);
    m_name->setText(networkName(channel.network));
    const QString whose = channel.handle.isEmpty() ? channel.name : channel.handle;
    m_handle->setText(preview.when.isEmpty() ? whose : tr("%1 · %2", "an account, a day").arg(whose, preview.when));
    m_warning->setText(tr("Spoiler: %1").arg(preview.warning));
    m_warning->setVisible(!preview.warning.isEmpty());
    m_title->setText(preview.title);
    m_title->setVisible(part == 0 && !preview.title.isEmpty());
    showText();
    QList<QByteArray> given;
    for (const PictureRef &each : preview.parts.at(part).pictures)
        given.append(each.digest);
    static_cast<Images *>(m_images)->setPictures(given);
    static_cast<PreviewPoll *>(m_poll)->setPoll(preview.parts.at(part).poll);
    const auto spans = findSpans(preview.parts.at(part).text);
    const bool hasLink =
        std::any_of(spans.begin(), spans.end(), [](const Span &each) { return each.kind == Span::Kind::Link; });
    m_link->setText(tr("Link preview: not fetched"));
    m_link->setVisible(hasLink);
    QWidget::show();
}

void PreviewCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    canvas.fill(rect(), m_look.theme().base, space::cardRadius);
    canvas.frame(rect(), m_look.theme().line, space::cardRadius);
}

} // namespace wheelhouse

#include "ui/composer/picturerow.h"

#include "core/base/graphemes.h"
#include "ui/composer/composefield.h"
#include "ui/kit/canvas.h"
#include "ui/kit/label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

namespace wheelhouse {

namespace {

constexpr int imageWidth = 150; // px before the text scale
constexpr int imageHeight = 86;
constexpr int altHeight = 58;
constexpr int altLines = 6;

} // namespace

PictureRow::PictureRow(PictureRoom &room, SpellRoom &spelling, const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_room(room)
    , m_look(look)
    , m_beside(new QSpacerItem(0, 0))
    , m_name(new TextLabel(look, Type::Small, Ink::First, {}, this))
    , m_size(new TextLabel(look, Type::Tiny, Ink::Third, {}, this))
    , m_alt(new ComposeField(look, spelling, this))
    , m_count(new TextLabel(look, Type::Tiny, Ink::Green, {}, this))
    , m_facts(new TextLabel(look, Type::Tiny, Ink::Third, {}, this))
    , m_replace(new Link(look, Type::Tiny, tr("Choose another picture…"), this))
    , m_remove(new Link(look, Type::Tiny, tr("Remove"), this))
{
    layOut();
    connect(m_replace, &Link::clicked, this, &PictureRow::replaceRequested);
    connect(m_alt, &QPlainTextEdit::textChanged, this, &PictureRow::follow);
    connect(m_remove, &Link::clicked, this, &PictureRow::removeRequested);
    connect(&room, &PictureRoom::changed, this, [this] {
        showFacts();
        update();
    });
    connect(&look, &Look::changed, this, &PictureRow::fitImage);
}

void PictureRow::layOut()
{
    m_name->setType(Type::Small, QFont::DemiBold);
    m_name->setElides();
    m_alt->setLeastHeight(altHeight);
    m_alt->setGrows(altLines);
    m_alt->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_alt->setPlaceholderText(tr("What does it show, for whoever cannot see it?"));
    m_facts->setWordWrap(true);
    m_count->setWordWrap(true);
    auto *top = new QHBoxLayout;
    top->setSpacing(space::tightGap);
    top->addWidget(m_name);
    top->addWidget(m_size);
    top->addStretch();
    top->addWidget(m_remove);
    auto *words = new QVBoxLayout;
    words->setSpacing(space::grid);
    words->addLayout(top);
    words->addWidget(m_alt);
    words->addWidget(m_count);
    words->addWidget(m_facts);
    words->addWidget(m_replace);
    words->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, space::gap, 0, 0);
    row->setSpacing(0);
    row->addSpacerItem(m_beside);
    row->addLayout(words, 1);
    fitImage();
}

/// The picture grows with the words beside it.
void PictureRow::fitImage()
{
    m_beside->changeSize(m_look.scaled(imageWidth) + 10, 0, QSizePolicy::Fixed, QSizePolicy::Minimum);
    layout()->invalidate();
    setMinimumHeight(m_look.scaled(imageHeight) + space::gap);
    update();
}

QRect PictureRow::imagePlace() const
{
    const int width = m_look.scaled(imageWidth);
    const QRect left(0, space::gap, width, m_look.scaled(imageHeight));
    return layoutDirection() == Qt::RightToLeft ? left.translated(this->width() - width, 0) : left;
}

void PictureRow::setPicture(const PictureRef &picture, int number)
{
    const bool isOther = picture.digest != m_picture.digest;
    m_picture = picture;
    const PictureName name = m_room.name(picture.digest);
    m_name->setText(name.name.isEmpty() ? tr("Picture %1").arg(number) : name.name);
    m_size->setText(
        name.size > 0 ? QLocale().formattedDataSize(name.size, 1, QLocale::DataSizeTraditionalFormat) : QString());
    m_alt->setAccessibleName(tr("Description of picture %1").arg(number));
    m_remove->setAccessibleName(tr("Remove picture %1").arg(number));
    if (m_alt->toPlainText() != picture.description) {
        m_isFilling = true;
        m_alt->setPlainText(picture.description);
        m_isFilling = false;
    }
    showCount();
    showFacts();
    if (isOther)
        update();
}

void PictureRow::setLimits(const std::optional<Limits> &limits, const QString &network)
{
    m_limits = limits;
    m_network = network;
    showCount();
    showFacts();
}

void PictureRow::setFrozen(bool frozen)
{
    m_alt->setReadOnly(frozen);
    m_remove->setEnabled(!frozen);
    m_replace->setEnabled(!frozen);
}

void PictureRow::follow()
{
    m_picture.description = m_alt->toPlainText();
    showCount();
    if (!m_isFilling)
        emit described(m_picture.description);
}

void PictureRow::showCount()
{
    const int count = int(graphemeStarts(m_picture.description).size());
    const int most = m_limits ? m_limits->description : 0;
    const QLocale locale;
    if (m_picture.description.trimmed().isEmpty()) {
        m_count->setInk(Ink::Amber);
        m_count->setText(tr("No alt text yet"));
    } else if (most > 0 && count > most) {
        m_count->setInk(Ink::Red);
        m_count->setText(
            tr("Alt text too long: %1 of %2 characters").arg(locale.toString(count), locale.toString(most)));
    } else {
        m_count->setInk(Ink::Green);
        m_count->setText(tr("✓ alt text, %Ln character(s)", nullptr, count));
    }
}

/// What its network will get, said before it is submitted; nothing where it gets just what was given.
QString PictureRow::factsOf(const MadePicture &made) const
{
    QStringList facts;
    for (const auto note : made.notes) {
        if (note != PreparedPicture::Note::Smaller) {
            facts.append(wordsOf(note));
            continue;
        }
        const auto sized = [](const QSize &size) {
            const QLocale locale;
            return tr("%1 × %2", "width, height in pixels")
                .arg(locale.toString(size.width()), locale.toString(size.height()));
        };
        facts.append(tr("%1 gets it as %2 pixels, since it takes nothing as large as %3. The picture you gave is kept.",
            "a network, a size, a size")
                         .arg(m_network, sized(made.made.size), sized(m_picture.size)));
    }
    return facts.join(u' ');
}

/// What is true of it: unreadable, refused, being made ready, sent smaller.
void PictureRow::showFacts()
{
    QString wrong = m_room.trouble(m_picture.digest);
    QString words;
    if (wrong.isEmpty() && m_limits) {
        const auto made = m_room.made(m_picture.digest, *m_limits);
        wrong = m_room.refusal(m_picture.digest, *m_limits);
        words = made ? factsOf(*made) : tr("It is being made ready…");
        if (!wrong.isEmpty())
            wrong = tr("%1 cannot have this picture. %2", "a network, a sentence").arg(m_network, wrong);
    }
    m_facts->setInk(wrong.isEmpty() ? Ink::Third : Ink::Red);
    m_facts->setText(wrong.isEmpty() ? words : wrong);
    m_facts->setVisible(!m_facts->text().isEmpty());
    m_replace->setVisible(!wrong.isEmpty());
}

void PictureRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect place = imagePlace();
    const QImage image = m_room.image(m_picture.digest);
    const Theme &theme = m_look.theme();
    painter.fillRect(place, theme.alternate);
    if (!image.isNull()) {
        const QSize cut = place.size().scaled(image.size(), Qt::KeepAspectRatio);
        const QRect source(QPoint((image.width() - cut.width()) / 2, (image.height() - cut.height()) / 2), cut);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(place, image, source);
        return;
    }
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    canvas.frame(canvas.placed(place), theme.line, space::radius);
    const int side = m_look.scaled(20);
    QRect glyph(0, 0, side, side);
    glyph.moveCenter(canvas.placed(place).center());
    canvas.icon(glyph, QStringLiteral("insert-image"), theme.text3);
}

} // namespace wheelhouse

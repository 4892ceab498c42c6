#include "ui/composer/partedit.h"

#include "core/base/plaintext.h"
#include "core/posts/compositionfindings.h"
#include "core/posts/savedreplies.h"
#include "ui/composer/picturerow.h"
#include "ui/composer/spellroom.h"
#include "ui/kit/label.h"

#include <QHBoxLayout>
#include <QLocale>

namespace wheelhouse {

namespace {

constexpr int spellAfterMs = 400; // nobody's half-typed word is called wrong

} // namespace

PartEdit::PartEdit(PictureRoom &pictures, SpellRoom &spelling, const Look &look, int leastHeight, QWidget *parent)
    : QWidget(parent)
    , m_pictures(pictures)
    , m_spelling(spelling)
    , m_look(look)
    , m_title(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_count(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_join(new Link(look, Type::Small, tr("Join with the part before"), this))
    , m_field(new ComposeField(look, spelling, this))
    , m_foot(new QHBoxLayout)
    , m_over(new TextLabel(look, Type::Small, Ink::Red, {}, this))
    , m_split(new Link(look, Type::Small, tr("Split in two"), this))
    , m_column(new QVBoxLayout(this))
{
    m_field->setLeastHeight(leastHeight);
    layOut();
    m_spellSoon.setSingleShot(true);
    m_spellSoon.setInterval(spellAfterMs);
    connect(&m_spellSoon, &QTimer::timeout, this, &PartEdit::spell);
    connect(m_field, &QPlainTextEdit::textChanged, this, &PartEdit::follow);
    connect(m_field, &ComposeField::focused, this, &PartEdit::focused);
    connect(m_field, &ComposeField::filesGiven, this, &PartEdit::takeFiles);
    connect(m_field, &ComposeField::imageGiven, this, [this](const QByteArray &png) {
        m_pictures.takeBytes(this, png, tr("pasted.png"), [this](const PictureRef &picture) { take(picture); });
    });
    connect(&spelling, &SpellRoom::learned, this, &PartEdit::spell);
    connect(m_join, &Link::clicked, this, &PartEdit::joinRequested);
    connect(m_split, &Link::clicked, this, [this] {
        if (m_place.limits)
            emit splitRequested(splitPoint(m_part.text, *m_place.limits, m_place.warning));
    });
}

void PartEdit::layOut()
{
    auto *top = new QHBoxLayout;
    top->setSpacing(space::gap);
    top->addWidget(m_title);
    top->addWidget(m_join);
    top->addStretch();
    top->addWidget(m_count);
    m_foot->setContentsMargins(0, 0, 0, 0);
    m_foot->setSpacing(space::tightGap);
    m_foot->addWidget(m_over);
    m_foot->addWidget(m_split);
    m_foot->addStretch();
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::tightGap);
    m_column->addLayout(top);
    m_column->addWidget(m_field);
    m_column->addLayout(m_foot);
    setFocusProxy(m_field);
}

void PartEdit::setPart(const PostPart &part, const PartPlace &place)
{
    const bool isSame = part == m_part && place == m_place && m_field->toPlainText() == part.text;
    const bool isOtherLanguage = place.language != m_place.language;
    m_part = part;
    m_place = place;
    m_field->setLanguage(place.language);
    const QString whose = place.network.isEmpty() ? tr("Shared text") : tr("Text for %1").arg(place.network);
    m_field->setAccessibleName(
        place.count > 1 ? tr("%1, part %2 of %3").arg(whose).arg(place.number + 1).arg(place.count) : whose);
    if (m_field->toPlainText() != part.text) {
        m_isFilling = true;
        m_field->setPlainText(part.text);
        m_isFilling = false;
    }
    if (isSame && !isOtherLanguage)
        return;
    showPictures();
    judge();
    m_spellSoon.start();
}

void PartEdit::follow()
{
    if (m_isFilling)
        return;
    m_part.text = m_field->toPlainText();
    judge();
    m_spellSoon.start();
    emit edited();
}

QString PartEdit::counter() const
{
    if (!m_place.limits)
        return {};
    const QLocale locale;
    const bool isBytes = isTooLong() && m_length.characters <= m_place.limits->characters;
    if (isBytes)
        return tr("%1 of %2 bytes").arg(locale.toString(m_length.bytes), locale.toString(m_place.limits->bytes));
    if (m_place.limits->characters == 0)
        return tr("%Ln character(s)", nullptr, m_length.characters);
    return tr("%1 of %2", "characters")
        .arg(locale.toString(m_length.characters), locale.toString(m_place.limits->characters));
}

void PartEdit::judge()
{
    const Limits limits = m_place.limits.value_or(Limits());
    m_length = measure(m_part.text, limits, limits.hasWarning ? QStringView(m_place.warning) : QStringView());
    if (!m_place.limits)
        m_length.tooLongFrom.reset();
    m_misspelt.erase(std::remove_if(m_misspelt.begin(), m_misspelt.end(),
                         [this](const Stretch &each) { return each.start + each.length > m_part.text.size(); }),
        m_misspelt.end());
    showMarks();
    showFoot();
}

void PartEdit::showFoot()
{
    const bool isThread = m_place.count > 1;
    m_title->setVisible(isThread);
    m_title->setText(tr("Part %1 of %2").arg(m_place.number + 1).arg(m_place.count));
    m_join->setVisible(isThread && m_place.number > 0);
    m_count->setVisible(isThread && m_place.limits);
    m_count->setText(counter());
    m_count->setInk(isTooLong() ? Ink::Red : Ink::Second);
    const int over = m_place.limits ? m_length.characters - m_place.limits->characters : 0;
    m_over->setVisible(isTooLong());
    m_split->setVisible(isTooLong());
    if (isTooLong())
        m_over->setText(over > 0 ? tr("%Ln too many.", "characters", over) : tr("Too many bytes."));
}

/// The order is that of the layers: what is too long lies over all else.
void PartEdit::showMarks()
{
    QList<FieldMark> marks;
    const QString &text = m_part.text;
    for (const Span &each : findSpans(text))
        marks.append({ FieldMark::Kind::Link, { each.start, each.length } });
    for (const Stretch &each : std::as_const(m_misspelt))
        marks.append({ FieldMark::Kind::Misspelt, each });
    for (const Placeholder &each : placeholdersIn(text))
        marks.append({ FieldMark::Kind::Unfilled, each.where });
    if (m_length.tooLongFrom)
        marks.append({ FieldMark::Kind::TooLong, { *m_length.tooLongFrom, text.size() - *m_length.tooLongFrom } });
    m_field->setMarks(marks);
}

void PartEdit::spell()
{
    m_spelling.judge(this, m_part.text, m_place.language, [this, asked = m_part.text](const Spelt &spelt) {
        if (asked != m_part.text)
            return; // typed on: it is asked again
        m_misspelt = spelt.wrong;
        showMarks();
        emit spellingTold(spelt.trouble);
    });
}

void PartEdit::showPictures()
{
    while (m_rows.size() > m_part.pictures.size())
        delete m_rows.takeLast();
    while (m_rows.size() < m_part.pictures.size()) {
        auto *row = new PictureRow(m_pictures, m_spelling, m_look, this);
        const int at = int(m_rows.size());
        connect(row, &PictureRow::described, this, [this, at](const QString &words) {
            m_part.pictures[at].description = words;
            emit edited();
        });
        connect(row, &PictureRow::removeRequested, this, [this, at] {
            m_part.pictures.removeAt(at);
            // The row that was clicked is not deleted under its own signal.
            QTimer::singleShot(0, this, &PartEdit::showPictures);
            emit edited();
        });
        connect(row, &PictureRow::replaceRequested, this, [this, at] { replace(at); });
        connect(&row->field(), &ComposeField::focused, this, &PartEdit::focused);
        m_column->addWidget(row);
        row->show();
        m_rows.append(row);
    }
    for (int i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setLimits(m_place.limits, m_place.network);
        m_rows[i]->setPicture(m_part.pictures.at(i), i + 1);
    }
}

void PartEdit::ask(QFileDialog::FileMode mode, const std::function<void(const QStringList &paths)> &then)
{
    auto *dialog = new QFileDialog(this, tr("Pictures for this post"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(mode);
    dialog->setNameFilter(tr("Pictures (*.png *.jpg *.jpeg *.gif *.webp *.avif *.bmp)"));
    connect(dialog, &QFileDialog::filesSelected, this, then);
    dialog->open();
}

void PartEdit::addPictures()
{
    ask(QFileDialog::ExistingFiles, [this](const QStringList &paths) { takeFiles(paths); });
}

/// In the place of one that cannot go out; what it shows was told already, and stays.
void PartEdit::replace(int at)
{
    ask(QFileDialog::ExistingFile, [this, at, gone = m_part.pictures.at(at).digest](const QStringList &paths) {
        m_pictures.takeFile(this, paths.value(0), [this, at, gone](PictureRef picture) {
            if (at >= m_part.pictures.size() || m_part.pictures.at(at).digest != gone)
                return; // it was taken away meanwhile
            picture.description = m_part.pictures.at(at).description;
            m_part.pictures[at] = picture;
            showPictures();
            emit edited();
        });
    });
}

void PartEdit::takeFiles(const QStringList &paths)
{
    for (const QString &path : paths)
        m_pictures.takeFile(this, path, [this](const PictureRef &picture) { take(picture); });
}

void PartEdit::take(const PictureRef &picture)
{
    m_part.pictures.append(picture);
    showPictures();
    emit edited();
    m_rows.constLast()->field().setFocus(); // its description is what is missing now
}

void PartEdit::addToFoot(QWidget *control)
{
    control->setParent(this);
    m_foot->insertWidget(2, control);
    control->show();
}

void PartEdit::setFrozen(bool frozen)
{
    m_field->setReadOnly(frozen);
    m_split->setEnabled(!frozen);
    m_join->setEnabled(!frozen);
    for (PictureRow *each : std::as_const(m_rows))
        each->setFrozen(frozen);
}

void PartEdit::goTo(const Stretch &where)
{
    QTextCursor cursor = m_field->textCursor();
    const int end = m_field->document()->characterCount() - 1;
    cursor.setPosition(qMin(int(where.start), end));
    cursor.setPosition(qMin(int(where.start + where.length), end), QTextCursor::KeepAnchor);
    m_field->setTextCursor(cursor);
    m_field->setFocus();
}

void PartEdit::goToPicture(int picture)
{
    if (picture >= 0 && picture < m_rows.size())
        m_rows.at(picture)->field().setFocus();
    else
        m_field->setFocus();
}

} // namespace wheelhouse

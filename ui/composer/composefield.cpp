#include "ui/composer/composefield.h"

#include "ui/composer/spellroom.h"
#include "ui/kit/look.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QContextMenuEvent>
#include <QImage>
#include <QMenu>
#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace wheelhouse {

namespace {

QTextCharFormat formatOf(FieldMark::Kind kind, const Theme &theme)
{
    QTextCharFormat format;
    switch (kind) {
    case FieldMark::Kind::Link:
        format.setForeground(theme.accent.text);
        break;
    case FieldMark::Kind::Misspelt:
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(theme.red.text);
        break;
    case FieldMark::Kind::Unfilled:
        format.setBackground(theme.amber.ground);
        format.setForeground(theme.amber.text);
        break;
    case FieldMark::Kind::TooLong:
        format.setBackground(theme.removed);
        format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        format.setUnderlineColor(theme.text);
        break;
    }
    return format;
}

} // namespace

QStringList pictureFiles(const QMimeData &source)
{
    QStringList paths;
    for (const QUrl &each : source.urls())
        if (each.isLocalFile())
            paths.append(each.toLocalFile());
    return paths;
}

ComposeField::ComposeField(const Look &look, SpellRoom &spelling, QWidget *parent)
    : PlainEditor(look, parent)
    , m_look(look)
    , m_spelling(spelling)
{
    connect(&look, &Look::changed, this, &ComposeField::showMarks);
}

QSize ComposeField::sizeHint() const
{
    return { m_look.scaled(300), fitHeight() };
}

QSize ComposeField::minimumSizeHint() const
{
    return { m_look.scaled(120), fitHeight() };
}

void ComposeField::setGrows(int lines)
{
    m_mostLines = lines;
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
        &QWidget::updateGeometry);
}

void ComposeField::resizeEvent(QResizeEvent *event)
{
    PlainEditor::resizeEvent(event);
    if (m_mostLines > 0 && event->oldSize().width() != event->size().width())
        updateGeometry(); // other lines in another width
}

/// A document of plain text has its height in lines.
int ComposeField::fitHeight() const
{
    const int least = m_look.scaled(m_leastHeight);
    if (m_mostLines == 0)
        return least;
    const int lines = std::min(m_mostLines, int(std::ceil(document()->size().height())));
    const int around = height() - viewport()->height() + int(2 * document()->documentMargin());
    return std::max(least, lines * fontMetrics().lineSpacing() + around + 1);
}

void ComposeField::setMarks(const QList<FieldMark> &marks)
{
    if (marks == m_marks)
        return;
    m_marks = marks;
    showMarks();
}

/// The document stays as it was typed: what is only to be seen lies over it.
void ComposeField::showMarks()
{
    QList<QTextEdit::ExtraSelection> shown;
    const int end = document()->characterCount() - 1;
    for (const FieldMark &each : std::as_const(m_marks)) {
        QTextEdit::ExtraSelection selection;
        selection.format = formatOf(each.kind, m_look.theme());
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(qBound(0, int(each.where.start), end));
        selection.cursor.setPosition(
            qBound(0, int(each.where.start + each.where.length), end), QTextCursor::KeepAnchor);
        shown.append(selection);
    }
    setExtraSelections(shown);
}

void ComposeField::focusInEvent(QFocusEvent *event)
{
    PlainEditor::focusInEvent(event);
    emit focused();
}

bool ComposeField::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasImage() || !pictureFiles(*source).isEmpty() || PlainEditor::canInsertFromMimeData(source);
}

void ComposeField::insertFromMimeData(const QMimeData *source)
{
    if (const QStringList files = pictureFiles(*source); !files.isEmpty()) {
        emit filesGiven(files);
        return;
    }
    if (source->hasImage() && !source->hasText()) {
        QByteArray png;
        QBuffer buffer(&png);
        if (buffer.open(QIODevice::WriteOnly) && qvariant_cast<QImage>(source->imageData()).save(&buffer, "PNG"))
            emit imageGiven(png);
        return;
    }
    PlainEditor::insertFromMimeData(source);
}

std::optional<Stretch> ComposeField::misspeltAt(int position) const
{
    for (const FieldMark &each : m_marks)
        if (each.kind == FieldMark::Kind::Misspelt && each.where.start <= position
            && position <= each.where.start + each.where.length)
            return each.where;
    return std::nullopt;
}

/// Suggestions come when they are found; the menu is open by then.
void ComposeField::offer(QMenu &menu, const Stretch &where)
{
    const QString word = toPlainText().mid(where.start, where.length);
    auto *waiting = new QAction(tr("Looking for suggestions…"), &menu);
    waiting->setEnabled(false);
    auto *learn = new QAction(tr("Add “%1” to my words").arg(word), &menu);
    QAction *first = menu.actions().value(0);
    menu.insertActions(first, { waiting, learn });
    menu.insertSeparator(first);
    connect(learn, &QAction::triggered, this, [this, word] { m_spelling.learn(word); });
    m_spelling.suggest(&menu, word, m_language, [this, &menu, waiting, where, word](const QStringList &words) {
        for (const QString &each : words) {
            auto *action = new QAction(each, &menu);
            menu.insertAction(waiting, action);
            connect(action, &QAction::triggered, this, [this, where, word, each] {
                QTextCursor cursor(document());
                cursor.setPosition(int(where.start));
                cursor.setPosition(int(where.start + where.length), QTextCursor::KeepAnchor);
                if (cursor.selectedText() == word)
                    cursor.insertText(each);
            });
        }
        waiting->setText(tr("No suggestions"));
        waiting->setVisible(words.isEmpty());
    });
}

void ComposeField::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const int position = event->reason() == QContextMenuEvent::Mouse ? cursorForPosition(event->pos()).position()
                                                                     : textCursor().position();
    if (const auto where = misspeltAt(position))
        offer(*menu, *where);
    menu->popup(event->reason() == QContextMenuEvent::Mouse ? event->globalPos()
                                                            : viewport()->mapToGlobal(cursorRect().bottomLeft()));
}

} // namespace wheelhouse

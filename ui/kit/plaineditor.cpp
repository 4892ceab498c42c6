#include "ui/kit/plaineditor.h"

#include "core/base/html.h"
#include "ui/kit/calmfont.h"
#include "ui/kit/look.h"

#include <QMimeData>

namespace wheelhouse {

PlainEditor::PlainEditor(const Look &look, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_look(look)
{
    setProperty("kind", QStringLiteral("field"));
    setTabChangesFocus(true); // Tab leads on; nobody is caught in the field
    dress();
    connect(&look, &Look::changed, this, &PlainEditor::dress);
    connect(this, &QPlainTextEdit::textChanged, this, &PlainEditor::dress);
}

void PlainEditor::dress()
{
    const QFont fit = calmFont(m_look.font(Type::Body), toPlainText());
    if (fit != font())
        setFont(fit);
}

QSize PlainEditor::sizeHint() const
{
    return { m_look.scaled(300), m_look.scaled(112) };
}

QSize PlainEditor::minimumSizeHint() const
{
    return { m_look.scaled(120), m_look.scaled(56) };
}

bool PlainEditor::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText() || source->hasHtml();
}

void PlainEditor::insertFromMimeData(const QMimeData *source)
{
    const PlainText words =
        source->hasText() ? plainFromText(source->text()) : plainFromHtml(QStringView(source->html()));
    setFont(calmFont(m_look.font(Type::Body), toPlainText() + words.text)); // before anything is laid out
    textCursor().insertText(words.text);
    ensureCursorVisible();
}

} // namespace wheelhouse

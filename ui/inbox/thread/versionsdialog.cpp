#include "ui/inbox/thread/versionsdialog.h"

#include "core/base/text.h"
#include "core/base/worddiff.h"
#include "ui/kit/label.h"
#include "ui/kit/look.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QTextCursor>
#include <QTextEdit>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

QString whole(const QString &title, const QString &text)
{
    return title.isEmpty() ? text : title + QLatin1Char('\n') + text;
}

QTextCharFormat formatOf(DiffPiece::Kind kind, const Theme &theme)
{
    QTextCharFormat format;
    if (kind == DiffPiece::Kind::Gone) {
        format.setFontStrikeOut(true);
        format.setBackground(theme.removed);
    } else if (kind == DiffPiece::Kind::Fresh) {
        format.setFontUnderline(true);
        format.setBackground(theme.added);
    }
    return format;
}

} // namespace

VersionsDialog::VersionsDialog(
    QWidget *parent, const Look &look, const Mention &now, const QList<MentionVersion> &versions)
    : QDialog(parent)
    , m_look(look)
    , m_list(new QListWidget(this))
    , m_text(new QTextEdit(this))
{
    for (qsizetype i = versions.size() - 1; i >= 0; --i) {
        const MentionVersion &version = versions.at(i);
        const QString after = i + 1 < versions.size() ? whole(versions.at(i + 1).title, versions.at(i + 1).text)
                                                      : whole(now.title, now.text);
        m_steps.append({ whole(version.title, version.text), after, version.until });
    }
    setWindowTitle(tr("What %1 changed").arg(isolate(shorten(oneLine(now.authorName), 60))));
    auto *about = new TextLabel(look, Type::Small, Ink::Second,
        tr("Struck through is what went, underlined is what came. The time is when Wheelhouse saw it."), this);
    about->setWordWrap(true);
    for (const Step &step : std::as_const(m_steps))
        m_list->addItem(QLocale().toString(step.at.toLocalTime(), QLocale::ShortFormat));
    m_list->setAccessibleName(tr("Changes, newest first"));
    m_list->setMaximumWidth(look.scaled(200));
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("What changed"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    auto *across = new QHBoxLayout;
    across->setSpacing(space::gap);
    across->addWidget(m_list);
    across->addWidget(m_text, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::gap);
    column->addWidget(about);
    column->addLayout(across, 1);
    column->addWidget(buttons);
    const QSize room = parent ? parent->window()->size() : QSize(1024, 700);
    resize(QSize(look.scaled(680), look.scaled(420)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::currentRowChanged, this, &VersionsDialog::show);
    connect(&look, &Look::changed, this, [this] { show(m_list->currentRow()); });
    m_list->setCurrentRow(0);
}

/// Plain runs put in by a cursor: whatever they say, no markup is read in them.
void VersionsDialog::show(int step)
{
    m_text->clear();
    if (step < 0 || step >= m_steps.size())
        return;
    QTextCursor cursor(m_text->document());
    const auto pieces = wordDiff(m_steps.at(step).before, m_steps.at(step).after);
    for (const DiffPiece &piece : pieces)
        cursor.insertText(piece.text, formatOf(piece.kind, m_look.theme()));
    m_text->moveCursor(QTextCursor::Start);
}

} // namespace wheelhouse

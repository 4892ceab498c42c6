#include "ui/shell/verdictlist.h"

#include "ui/kit/label.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QSaveFile>

namespace wheelhouse {

VerdictList::VerdictList(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_title(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_list(new QListWidget(this))
    , m_copy(new QPushButton(tr("Cop&y the list"), this))
    , m_save(new QPushButton(tr("&Save the list…"), this))
{
    for (QPushButton *each : { m_copy, m_save }) {
        each->setProperty("small", true);
        each->setAutoDefault(false);
    }
    m_list->setAccessibleName(tr("Rows with something to say"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setWordWrap(true);
    m_list->setProperty("dataText", true);
    m_list->setFixedHeight(m_look.scaled(120));
    m_list->installEventFilter(this);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_copy);
    head->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tightGap);
    column->addLayout(head);
    column->addWidget(m_list);
    connect(m_copy, &QPushButton::clicked, this, &VerdictList::copy);
    connect(m_save, &QPushButton::clicked, this, &VerdictList::save);
    clear();
}

void VerdictList::clear()
{
    m_list->clear();
    m_more = 0;
    hide();
}

void VerdictList::add(const QList<Verdict> &said)
{
    for (const Verdict &each : said) {
        if (m_list->count() >= mostKept) {
            ++m_more;
            continue;
        }
        auto *line = new QListWidgetItem(each.sentence(), m_list);
        line->setForeground(m_look.theme().hue(each.isTaken() ? Tint::Amber : Tint::Red).text);
    }
    showCount();
    setVisible(m_list->count() > 0);
}

void VerdictList::showCount()
{
    const QString count = tr("%Ln row(s) with something to say", nullptr, m_list->count());
    m_title->setText(m_more == 0 ? count : tr("%1, and more that are not listed").arg(count));
}

QString VerdictList::text() const
{
    QStringList lines;
    for (int row = 0; row < m_list->count(); ++row)
        lines.append(m_list->item(row)->text());
    if (m_more > 0)
        lines.append(tr("… and more"));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

bool VerdictList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy))
        return QWidget::eventFilter(watched, event);
    copy();
    return true;
}

/// What is selected, or else all of it.
void VerdictList::copy()
{
    QStringList lines;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->isSelected())
            lines.append(m_list->item(row)->text());
    QGuiApplication::clipboard()->setText(lines.isEmpty() ? text() : lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
    emit told(tr("Copied"));
}

Result<void> VerdictList::saveTo(const QString &path) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text().toUtf8()) < 0 || !file.commit())
        return fail(Error::Kind::Storage, tr("“%1” could not be written.").arg(path), file.errorString());
    return {};
}

void VerdictList::save()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the list"), tr("import.txt"), tr("Text files (*.txt);;All files (*)"));
    if (path.isEmpty())
        return;
    if (const auto saved = saveTo(path))
        emit told(tr("Saved as “%1”").arg(path));
    else
        emit failed(saved.error());
}

} // namespace wheelhouse

#include "ui/launch/changesdialog.h"

#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {
constexpr int widthPx = 520;
constexpr int linesShown = 10;
} // namespace

ChangesDialog::ChangesDialog(
    const Look &look, const QString &title, const QList<LaunchChange> &changes, bool isMine, QWidget *parent)
    : LaunchForm(look, title, isMine ? tr("I have seen it") : tr("They have seen it"), widthPx, parent)
{
    auto *list = new QListWidget(this);
    list->setAccessibleName(title);
    list->setProperty("dataText", true);
    list->setWordWrap(true);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setMinimumHeight(look.scaled(26) * linesShown);
    for (const LaunchChange &change : changes)
        for (const QString &sentence : change.sentences)
            new QListWidgetItem(
                tr("Plan %1, %2, %3: %4")
                    .arg(QLocale().toString(change.version), change.madeBy,
                        QLocale().toString(change.madeAt.toLocalTime(), QLocale::ShortFormat), sentence),
                list);
    if (changes.isEmpty())
        new QListWidgetItem(tr("Nothing changed since."), list);
    list->setCurrentRow(0);
    column().addWidget(list, 1);
    list->setFocus();
}

} // namespace wheelhouse

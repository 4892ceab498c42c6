#include "ui/inbox/countlist.h"

#include <QHBoxLayout>

namespace wheelhouse {

CountList::CountList(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(space::grid);
}

void CountList::setLines(const QList<Line> &lines)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const Line &each : lines)
        add(each);
}

void CountList::add(const Line &line)
{
    auto *row = new QWidget(this);
    auto *across = new QHBoxLayout(row);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(space::gap);
    auto *number = new TextLabel(m_look, Type::Small, Ink::First, line.figures, row);
    number->setType(Type::Small, QFont::DemiBold);
    number->setMinimumWidth(m_look.scaled(40));
    across->addWidget(number, 0, Qt::AlignTop);
    auto *what = new TextLabel(m_look, Type::Small, Ink::Second, line.words, row);
    what->setWordWrap(true);
    across->addWidget(what, 1);
    row->setAccessibleName(line.figures + QLatin1Char(' ') + line.words);
    row->setAccessibleDescription(line.tip);
    row->setToolTip(plainTip(line.tip));
    m_rows->addWidget(row);
}

} // namespace wheelhouse

#include "ui/inbox/triagelists.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TriageLists)
};

SmallList *made(const Look &look, const QString &title, const QList<SmallList::Item> &items, QWidget *parent)
{
    auto *list = new SmallList(look, title, parent);
    list->setItems(items);
    QObject::connect(list, &SmallList::closed, list, &QObject::deleteLater);
    return list;
}

} // namespace

SmallList *memberList(const Look &look, const NameBook &names, qint64 assigned, QWidget *parent)
{
    QList<SmallList::Item> items;
    for (const Member &member : names.members()) {
        const SmallList::Item item { QString::number(member.row), member.name,
            member.isMe ? Words::tr("you") : names.department(member.department), {}, member.name, {},
            member.row == assigned };
        items.insert(member.isMe ? 0 : items.size(), item);
    }
    items.append({ QStringLiteral("0"), Words::tr("Nobody"), Words::tr("back to everyone"),
        QStringLiteral("im-invisible-user"), {}, {}, assigned == 0 });
    return made(look, Words::tr("Assign to…"), items, parent);
}

SmallList *departmentList(const Look &look, const NameBook &names, qint64 department, QWidget *parent)
{
    QList<SmallList::Item> items;
    for (const Department &each : names.departments())
        items.append({ QString::number(each.row), each.name, {}, {}, each.name, {}, each.row == department });
    if (department != 0)
        items.append({ QStringLiteral("0"), Words::tr("Take back"), {}, QStringLiteral("edit-undo"), {}, {}, false });
    return made(look, Words::tr("Hand to…"), items, parent);
}

SmallList *labelList(const Look &look, const NameBook &names, const QSet<qint64> &on, QWidget *parent)
{
    QList<SmallList::Item> items;
    for (const Label &label : names.labels())
        items.append(
            { QString::number(label.row), label.name, {}, QStringLiteral("tag"), {}, {}, on.contains(label.row) });
    SmallList *list = made(look, Words::tr("Label…"), items, parent);
    list->setCreatePattern(Words::tr("Make the label “%1”"));
    return list;
}

} // namespace wheelhouse

#include "ui/inbox/triagelists.h"

#include "ui/inbox/readingwords.h"

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

SmallList *priorityList(const Look &look, int priority, QWidget *parent)
{
    const QStringList words { Words::tr("No priority"), Words::tr("First of all"), Words::tr("Before the others"),
        Words::tr("After the others"), Words::tr("Last") };
    QList<SmallList::Item> items;
    for (int i = 1; i <= 5; ++i) {
        const int each = i % 5; // none stands last
        items.append({ QString::number(each), words.at(each),
            each == 0 ? Words::tr("as it comes") : Words::tr("priority %1").arg(each), QStringLiteral("flag"), {},
            QString::number(each), each == priority });
    }
    return made(look, Words::tr("Priority…"), items, parent);
}

SmallList *macroList(const Look &look, const QList<Rule> &macros, const NameBook &names, QWidget *parent)
{
    QList<SmallList::Item> items;
    for (const Rule &macro : macros) {
        QStringList acts;
        for (const RuleAct &act : macro.text.acts)
            acts.append(actSentence(act, names.thing(act.thing)));
        items.append({ macro.id.toString(), macro.text.name, acts.join(Words::tr(", ", "between acts")),
            QStringLiteral("view-filter"), {}, {}, false });
    }
    return made(look, Words::tr("Run a macro…"), items, parent);
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

SmallList *readingList(const Look &look, const ReadingMark &mark, const QString &reasons, QWidget *parent)
{
    QList<SmallList::Item> items;
    for (const Mood mood : { Mood::Negative, Mood::Positive, Mood::Neutral, Mood::Mixed, Mood::Unsure }) {
        const bool isOn = mood == mark.mood;
        const ReadingMark drawn { Need::None, Need::None, mood, 0, Sureness::Sure, false };
        items.append({ QStringLiteral("mood:") + moodWord(mood), Words::tr("Mood: %1").arg(ReadingWords::mood(mood)),
            isOn ? reasons : QString(), ReadingWords::icon(drawn), {}, {}, isOn });
    }
    for (const Need need : { Need::Help, Need::Complaint, Need::Praise, Need::Question, Need::Idea, Need::Press,
             Need::Recruiting, Need::Partner, Need::Spam, Need::None }) {
        const QString detail = need == mark.second && need != Need::None ? Words::tr("perhaps") : QString();
        items.append({ QStringLiteral("need:") + needWord(need), Words::tr("Need: %1").arg(ReadingWords::need(need)),
            detail, {}, {}, {}, need == mark.need });
    }
    return made(look, Words::tr("Correct the reading…"), items, parent);
}

} // namespace wheelhouse

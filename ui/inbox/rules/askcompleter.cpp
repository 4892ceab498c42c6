#include "ui/inbox/rules/askcompleter.h"

#include "core/inbox/query.h"
#include "ui/inbox/namebook.h"

#include <QCompleter>
#include <QLineEdit>
#include <QStringListModel>

namespace wheelhouse {

namespace {

QString quotedIfNeeded(const QString &name)
{
    return name.contains(QLatin1Char(' ')) ? QLatin1Char('"') + name + QLatin1Char('"') : name;
}

/// Those of \a words that the question's language knows: it grows, and what it does not know yet is not offered.
QStringList known(const QStringList &words)
{
    QStringList all;
    for (const QString &word : words)
        if (!parseQuery(word).chips.isEmpty())
            all.append(word);
    return all;
}

} // namespace

AskCompleter::AskCompleter(QLineEdit &field, const NameBook &names)
    : QObject(&field)
    , m_field(field)
    , m_names(names)
    , m_words(new QStringListModel(this))
    , m_completer(new QCompleter(m_words, this))
{
    m_completer->setWidget(&field);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    connect(&field, &QLineEdit::textEdited, this, &AskCompleter::offer);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &AskCompleter::take);
}

QStringList AskCompleter::offers(const QString &word) const
{
    const bool isNot = word.startsWith(QLatin1Char('-'));
    const QString typed = isNot ? word.mid(1) : word;
    if (typed.isEmpty())
        return {};
    static const QStringList fixed = QStringLiteral(
        "is:new is:unread is:escalated has:media has:link lang:de lang:en lang:fr lang:es lang:it lang:nl "
        "assigned:nobody need:complaint need:help need:question need:praise need:idea need:press "
        "need:recruiting need:partner need:spam mood:negative mood:positive mood:mixed in:mastodon "
        "in:bluesky in:feed")
                                         .split(u' ');
    QStringList all = known(fixed);
    for (const Label &label : m_names.labels())
        all.append(QStringLiteral("label:") + quotedIfNeeded(label.name));
    for (const Outpost &outpost : m_names.outposts())
        all.append(QStringLiteral("channel:") + quotedIfNeeded(outpost.channel.name));
    for (const Member &member : m_names.members())
        all.append(QStringLiteral("assigned:") + quotedIfNeeded(member.name));
    all.append(QStringLiteral("from:"));
    QStringList fitting;
    for (const QString &each : std::as_const(all))
        if (each.startsWith(typed, Qt::CaseInsensitive) && each.compare(typed, Qt::CaseInsensitive) != 0)
            fitting.append(isNot ? QLatin1Char('-') + each : each);
    return fitting;
}

int AskCompleter::wordStart() const
{
    const QString before = m_field.text().left(m_field.cursorPosition());
    return int(std::max(before.lastIndexOf(QLatin1Char(' ')), before.lastIndexOf(QLatin1Char('(')))) + 1;
}

void AskCompleter::offer()
{
    const int from = wordStart();
    const QStringList all = offers(m_field.text().mid(from, m_field.cursorPosition() - from));
    m_words->setStringList(all);
    if (all.isEmpty())
        m_completer->popup()->hide();
    else
        m_completer->complete();
}

void AskCompleter::take(const QString &filter)
{
    const int from = wordStart();
    const QString text = m_field.text();
    const bool goesOn = filter.endsWith(QLatin1Char(':'));
    m_field.setText(text.left(from) + filter + (goesOn ? QString() : QStringLiteral(" "))
        + text.mid(m_field.cursorPosition()).trimmed());
    m_field.setCursorPosition(from + int(filter.size()) + (goesOn ? 0 : 1));
}

} // namespace wheelhouse

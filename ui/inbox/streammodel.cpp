#include "ui/inbox/streammodel.h"

#include "ui/inbox/waiting.h"
#include "ui/kit/label.h"

#include <QLocale>

namespace wheelhouse {

StreamModel::StreamModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

bool StreamModel::isAlike(const QList<Section> &sections) const
{
    if (sections.size() != m_sections.size())
        return false;
    for (qsizetype i = 0; i < sections.size(); ++i) {
        if (m_sections.at(i).title != sections.at(i).title || m_sections.at(i).addTip != sections.at(i).addTip)
            return false;
        const QList<Stream> &ours = m_sections.at(i).streams;
        const QList<Stream> &theirs = sections.at(i).streams;
        if (ours.size() != theirs.size()
            || !std::equal(
                ours.begin(), ours.end(), theirs.begin(), [](const Stream &a, const Stream &b) { return a.isSame(b); }))
            return false;
    }
    return true;
}

void StreamModel::setSections(const QList<Section> &sections)
{
    if (!isAlike(sections)) {
        beginResetModel();
        m_sections = sections;
        endResetModel();
        return;
    }
    for (int i = 0; i < m_sections.size(); ++i) {
        const QList<Stream> was = std::exchange(m_sections[i].streams, sections.at(i).streams);
        for (int row = 0; row < was.size(); ++row)
            if (!(was.at(row) == m_sections.at(i).streams.at(row))) {
                const QModelIndex changed = index(row, 0, index(i, 0));
                emit dataChanged(changed, changed);
            }
    }
}

QModelIndex StreamModel::indexOf(const Stream &stream) const
{
    for (int i = 0; i < m_sections.size(); ++i)
        for (int row = 0; row < m_sections.at(i).streams.size(); ++row)
            if (m_sections.at(i).streams.at(row).isSame(stream))
                return index(row, 0, index(i, 0));
    return {};
}

QModelIndex StreamModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : quintptr(0));
}

QModelIndex StreamModel::parent(const QModelIndex &child) const
{
    return child.isValid() && child.internalId() > 0 ? createIndex(int(child.internalId()) - 1, 0, quintptr(0))
                                                     : QModelIndex();
}

int StreamModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_sections.size());
    return parent.internalId() == 0 && parent.column() == 0 ? int(m_sections.at(parent.row()).streams.size()) : 0;
}

int StreamModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QString StreamModel::countWords(const Stream &stream)
{
    if (stream.count < 0)
        return {};
    const QString figure = QLocale().toString(stream.count);
    return stream.isMore ? figure + QLatin1Char('+') : figure;
}

QString StreamModel::accessibleWords(const Stream &stream)
{
    QStringList words { stream.name };
    if (stream.count >= 0)
        words.append(countWords(stream));
    if (!stream.markWords.isEmpty())
        words.append(stream.markWords);
    return words.join(tr(", ", "between a name and what is said of it"));
}

QVariant StreamModel::dataOf(const Section &section, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return section.title;
    case AddRole:
        return !section.addTip.isEmpty();
    case Qt::ToolTipRole:
        return section.addTip.isEmpty() ? QString() : plainTip(section.addTip);
    default:
        return {};
    }
}

QVariant StreamModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == 0)
        return dataOf(m_sections.at(index.row()), role);
    const Stream &stream = m_sections.at(int(index.internalId()) - 1).streams.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return stream.name;
    case StreamRole:
        return QVariant::fromValue(stream);
    case CountRole:
        return countWords(stream);
    case Qt::ToolTipRole:
        return stream.tip.isEmpty() ? QString() : plainTip(stream.tip);
    case Qt::AccessibleTextRole:
        return accessibleWords(stream);
    default:
        return {};
    }
}

Qt::ItemFlags StreamModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return index.internalId() == 0 ? Qt::ItemIsEnabled
                                   : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Streams)
};

Stream builtIn(View::Kind kind, const QString &name, const char *icon, qint64 count)
{
    Stream stream;
    stream.view = { kind, 0 };
    stream.name = name;
    stream.icon = QLatin1String(icon);
    stream.count = count;
    return stream;
}

Result<StreamModel::Section> triage(
    MentionStore &store, const Tallies &tallies, const NameBook &names, qint64 startOfToday, const QDateTime &now)
{
    auto done = store.doneSince(startOfToday);
    auto escalated = store.escalated();
    auto next = store.page({ View::Kind::Snoozed, 0 }, Order::LongestWaiting, {}, 1);
    if (!done || !escalated || !next)
        return tl::unexpected(!done ? done.error() : !escalated ? escalated.error() : next.error());
    const QLatin1String all("all");
    const QLatin1String assignee("assignee");
    Stream snoozed =
        builtIn(View::Kind::Snoozed, Words::tr("Snoozed"), "state-snoozed", tallies.of(all, 0, TriageState::Snoozed));
    if (!next->isEmpty() && next->first().snoozeUntil.isValid())
        snoozed.tip =
            Words::tr("Next wakes: %1").arg(shortMoment(next->first().snoozeUntil, now, QTimeZone::systemTimeZone()));
    return StreamModel::Section { Words::tr("Triage"),
        { builtIn(View::Kind::MyTurn, Words::tr("My turn"), "im-user",
              names.me() == 0 ? 0 : tallies.turnOf(assignee, names.me())),
            builtIn(View::Kind::Unassigned, Words::tr("Unassigned"), "im-invisible-user", tallies.turnOf(assignee, 0)),
            builtIn(View::Kind::AllOpen, Words::tr("All open"), "state-open", tallies.turnOf(all, 0)),
            builtIn(View::Kind::Escalated, Words::tr("Escalated"), "flag", *escalated),
            builtIn(View::Kind::Waiting, Words::tr("Waiting on them"), "state-waiting",
                tallies.of(all, 0, TriageState::Waiting)),
            snoozed, builtIn(View::Kind::DoneToday, Words::tr("Done today"), "state-done", *done),
            builtIn(View::Kind::Spam, Words::tr("Spam"), "state-spam", tallies.of(all, 0, TriageState::Spam)) } };
}

} // namespace

Result<QList<StreamModel::Section>> readStreams(MentionStore &store, const NameBook &names, qint64 startOfToday,
    const QDateTime &now, const QList<Stream> &filters, bool mayAdd)
{
    auto tallies = store.tallies();
    if (!tallies)
        return tl::unexpected(tallies.error());
    auto first = triage(store, *tallies, names, startOfToday, now);
    if (!first)
        return tl::unexpected(first.error());
    QList<StreamModel::Section> sections { *first };
    const auto add = [&](const QString &title, auto &&things, auto stream) {
        StreamModel::Section section { title, {}, false, {} };
        for (const auto &thing : things)
            section.streams.append(stream(thing));
        if (!section.streams.isEmpty())
            sections.append(section);
    };
    if (mayAdd && names.outposts().isEmpty())
        sections.append({ Words::tr("Outposts"), {}, true, {} });
    const qsizetype before = sections.size();
    add(Words::tr("Outposts"), names.outposts(), [&](const Outpost &o) {
        Stream stream =
            builtIn(View::Kind::Channel, o.channel.name, "", tallies->turnOf(QLatin1String("channel"), o.row));
        stream.view.key = o.row;
        stream.icon = NameBook::networkIcon(o.channel.network);
        stream.tip = NameBook::network(o.channel.network);
        return stream;
    });
    if (sections.size() > before)
        sections.last().isOutposts = true;
    add(Words::tr("Saved filters"), filters, [](const Stream &filter) { return filter; });
    add(Words::tr("Handed to"), names.departments(), [&](const Department &d) {
        Stream stream =
            builtIn(View::Kind::Department, d.name, "", tallies->turnOf(QLatin1String("department"), d.row));
        stream.view.key = d.row;
        stream.avatar = d.name;
        return stream;
    });
    add(Words::tr("Labels"), names.labels(), [&](const Label &l) {
        Stream stream = builtIn(View::Kind::Label, l.name, "tag", tallies->turnOf(QLatin1String("label"), l.row));
        stream.view.key = l.row;
        stream.tint = NameBook::tint(l.colour);
        return stream;
    });
    return sections;
}

} // namespace wheelhouse

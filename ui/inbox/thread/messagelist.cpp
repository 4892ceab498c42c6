#include "ui/inbox/thread/messagelist.h"

#include "core/base/text.h"
#include "core/inbox/merging.h"
#include "ui/inbox/namebook.h"
#include "ui/inbox/thread/actwords.h"
#include "ui/inbox/thread/deedwords.h"
#include "ui/inbox/thread/messagewords.h"

#include <QLocale>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int page = 40;
constexpr int olderPage = 100;
constexpr int mostActs = 100;

} // namespace

MessageListModel::MessageListModel(
    MentionStore &store, const NameBook &names, const Clock &clock, GestureList *wishes, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
    , m_names(names)
    , m_clock(clock)
    , m_wishes(wishes)
    , m_zone(QTimeZone::systemTimeZone())
{
}

Result<void> MessageListModel::show(qint64 conversation, qint64 tinted)
{
    clear();
    m_conversation = conversation;
    m_wanted = page;
    return refresh(tinted);
}

Result<void> MessageListModel::refresh(qint64 tinted)
{
    m_tinted = tinted;
    if (auto done = read(); !done)
        return done;
    put(rows());
    return {};
}

void MessageListModel::clear()
{
    beginResetModel();
    m_conversation = 0;
    m_isFolded = true;
    m_opening.reset();
    m_messages.clear();
    m_notes.clear();
    m_acts.clear();
    m_deeds.clear();
    m_shown.clear();
    m_rows.clear();
    endResetModel();
}

Result<void> MessageListModel::showEarlier()
{
    if (!m_isFolded)
        m_wanted += olderPage;
    m_isFolded = false;
    return refresh(m_tinted);
}

void MessageListModel::showMore(int row)
{
    if (row < 0 || row >= m_rows.size() || !m_rows.at(row).isCut())
        return;
    const ThreadRow &cutRow = m_rows.at(row);
    m_shown.insert(cutRow.key, cutRow.shown + moreAtOnce);
    put(rows());
}

Result<void> MessageListModel::read()
{
    auto messages = m_store.messages(m_conversation, 0, m_wanted + 1);
    auto notes = m_store.notes(m_conversation);
    auto acts = m_store.acts(m_conversation, mostActs);
    auto opening = m_store.mention(m_conversation); // a conversation bears the row of its first message
    if (!messages || !notes || !acts || !opening)
        return tl::unexpected(!messages ? messages.error()
                : !notes                ? notes.error()
                : !acts                 ? acts.error()
                                        : opening.error());
    m_hasOlder = messages->size() > m_wanted;
    if (m_hasOlder)
        messages->removeFirst();
    m_messages = *messages;
    if (auto done = readDeeds(); !done)
        return done;
    m_notes = *notes;
    m_acts = *acts;
    m_opening = *opening;
    if (!m_opening && !m_messages.isEmpty())
        m_opening = m_messages.constFirst();
    return {};
}

Result<void> MessageListModel::readDeeds()
{
    if (!m_wishes)
        return {};
    QList<qint64> mentions;
    for (const Mention &each : std::as_const(m_messages))
        mentions.append(each.row);
    auto deeds = m_wishes->of(mentions);
    if (!deeds)
        return tl::unexpected(deeds.error());
    m_deeds = *deeds;
    return {};
}

QList<ThreadRow> MessageListModel::rows() const
{
    qsizetype hidden = m_isFolded ? qMax<qsizetype>(0, m_messages.size() - newest) : 0;
    // The message to be answered is never folded away, and folding two would save nothing.
    for (qsizetype i = 0; i < hidden; ++i)
        if (m_messages.at(i).row == m_tinted)
            hidden = i;
    if (hidden <= 2 && !m_hasOlder)
        hidden = 0;
    QList<ThreadRow> result;
    for (qsizetype i = hidden; i < m_messages.size(); ++i)
        result.append(message(m_messages.at(i)));
    const bool whole = hidden == 0 && !m_hasOlder;
    const QDateTime from = whole || result.isEmpty() ? QDateTime() : result.constFirst().at;
    for (const Note &each : m_notes)
        if (!from.isValid() || each.writtenAt >= from)
            result.append(note(each));
    for (const ActLine &each : m_acts)
        if (!from.isValid() || each.at >= from)
            if (ThreadRow row = act(each); !row.text.isEmpty())
                result.append(row);
    std::stable_sort(result.begin(), result.end(), [](const ThreadRow &a, const ThreadRow &b) { return a.at < b.at; });
    for (qsizetype i = 0; i < result.size(); ++i) {
        const bool isNote = result.at(i).kind == ThreadRow::Kind::Note;
        result[i].isFirst = isNote && (i == 0 || result.at(i - 1).kind != ThreadRow::Kind::Note);
        result[i].isLast = isNote && (i + 1 == result.size() || result.at(i + 1).kind != ThreadRow::Kind::Note);
    }
    result = withDays(result);
    if (!whole)
        result.prepend(fold(hidden));
    return result;
}

ThreadRow MessageListModel::fold(qsizetype hidden) const
{
    ThreadRow row;
    row.kind = ThreadRow::Kind::Fold;
    row.key = QStringLiteral("fold");
    row.text = hidden > 0 && !m_hasOlder ? tr("Show %Ln earlier replies in this thread", nullptr, int(hidden))
                                         : tr("Show earlier replies in this thread");
    row.shown = int(row.text.size());
    if (hidden > 0 && !m_hasOlder) {
        const QDateTime first = m_messages.constFirst().writtenAt.toTimeZone(m_zone);
        const QDateTime last = m_messages.at(hidden - 1).writtenAt.toTimeZone(m_zone);
        const QDate today = m_clock.now().toTimeZone(m_zone).date();
        row.time = first.date() == today && last.date() == today
            ? tr("%1 to %2", "two times of day").arg(time(first), time(last))
            : tr("since %1", "a day").arg(QLocale().toString(first.date(), QLocale::ShortFormat));
    }
    return row;
}

ThreadRow MessageListModel::message(const Mention &mention) const
{
    ThreadRow row;
    row.key = QStringLiteral("m%1").arg(mention.row);
    row.at = mention.writtenAt;
    row.time = time(mention.writtenAt);
    row.name = oneLine(mention.authorName);
    row.handle = mention.authorHandle == mention.authorName ? QString() : mention.authorHandle;
    row.text = mention.text;
    row.spans = mention.spans;
    putTitle(row, mention);
    row.remark = remarkOf(mention);
    row.versions = mention.versions;
    row.moderation = mention.moderation;
    row.channel = mention.leadsBack ? mention.channel : 0;
    row.shown = cutOf(row.text, m_shown.value(row.key, cutAt));
    row.media = mention.media;
    row.mention = mention.row;
    row.identity = mention.identity;
    row.deeds = deedLines(m_deeds.value(mention.row), m_clock.now(), m_zone);
    row.url = mention.url;
    row.isOurs = mention.isOurs;
    row.reading = mention.reading;
    row.isTinted = mention.row == m_tinted;
    row.timeDoubt = mention.timeDoubt;
    row.maySplit = m_hasOlder || maySplit(mention.row, m_messages.constFirst().row);
    return row;
}

ThreadRow MessageListModel::note(const Note &note) const
{
    ThreadRow row;
    row.kind = ThreadRow::Kind::Note;
    row.key = QStringLiteral("n") + note.id.toString();
    row.at = note.writtenAt;
    row.time = time(note.writtenAt);
    row.name = m_names.member(note.author);
    // Notes come from members, but a pasted one may be as hostile as any message.
    const PlainText plain = plainFromText(note.text);
    row.text = plain.text;
    row.spans = plain.spans;
    row.shown = cutOf(row.text, m_shown.value(row.key, cutAt));
    return row;
}

ThreadRow MessageListModel::act(const ActLine &act) const
{
    ThreadRow row;
    row.kind = ThreadRow::Kind::Act;
    row.at = act.at;
    row.time = time(act.at);
    row.key = QStringLiteral("a%1%2").arg(act.at.toMSecsSinceEpoch()).arg(act.kind);
    const QString words = actSentence(act, m_names);
    if (!words.isEmpty())
        row.text = (act.isTakenBack ? tr("%1, %2 – taken back", "an act, a time") : tr("%1, %2", "an act, a time"))
                       .arg(words, row.time);
    row.shown = int(row.text.size());
    return row;
}

QList<ThreadRow> MessageListModel::withDays(const QList<ThreadRow> &rows) const
{
    const QDate today = m_clock.now().toTimeZone(m_zone).date();
    QList<ThreadRow> result;
    QDate day = today; // a thread of today needs no day
    for (const ThreadRow &row : rows) {
        const QDate date = row.at.toTimeZone(m_zone).date();
        if (date != day) {
            ThreadRow line;
            line.kind = ThreadRow::Kind::Day;
            line.key = QStringLiteral("d") + date.toString(Qt::ISODate);
            line.at = row.at;
            line.text = date == today      ? tr("Today")
                : date.addDays(1) == today ? tr("Yesterday")
                                           : QLocale().toString(date, QLocale::LongFormat);
            line.shown = int(line.text.size());
            result.append(line);
            day = date;
        }
        result.append(row);
    }
    return result;
}

QString MessageListModel::time(const QDateTime &at) const
{
    return at.toTimeZone(m_zone).toString(QStringLiteral("HH:mm"));
}

/// What stayed stays: only the rows between the common beginning and the common end are taken out and put in.
void MessageListModel::put(QList<ThreadRow> rows)
{
    const auto same = [](const ThreadRow &a, const ThreadRow &b) { return a.kind == b.kind && a.key == b.key; };
    qsizetype head = 0;
    while (head < rows.size() && head < m_rows.size() && same(rows.at(head), m_rows.at(head)))
        ++head;
    qsizetype tail = 0;
    while (tail < rows.size() - head && tail < m_rows.size() - head
        && same(rows.at(rows.size() - 1 - tail), m_rows.at(m_rows.size() - 1 - tail)))
        ++tail;
    if (const qsizetype gone = m_rows.size() - head - tail; gone > 0) {
        beginRemoveRows({}, int(head), int(head + gone - 1));
        m_rows.remove(head, gone);
        endRemoveRows();
    }
    if (const qsizetype come = rows.size() - head - tail; come > 0) {
        beginInsertRows({}, int(head), int(head + come - 1));
        for (qsizetype i = head; i < head + come; ++i) {
            rows[i].revision = ++m_revision;
            m_rows.insert(i, rows.at(i));
        }
        endInsertRows();
    }
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (rows.at(i).says(m_rows.at(i)))
            continue;
        m_rows[i] = rows.at(i);
        m_rows[i].revision = ++m_revision;
        emit dataChanged(index(int(i)), index(int(i)));
    }
}

int MessageListModel::rowOf(qint64 mention) const
{
    const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(),
        [mention](const ThreadRow &row) { return row.mention == mention && mention != 0; });
    return found == m_rows.cend() ? -1 : int(found - m_rows.cbegin());
}

int MessageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant MessageListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ThreadRow &row = m_rows.at(index.row());
    switch (role) {
    case RowRole:
        return QVariant::fromValue(row);
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return sentenceOf(row, m_clock.now(), m_zone);
    default:
        return {};
    }
}

Qt::ItemFlags MessageListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || m_rows.at(index.row()).kind == ThreadRow::Kind::Day)
        return Qt::NoItemFlags; // nothing to do with a day: the keys go past it
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace wheelhouse

#include "ui/inbox/thread/messagelist.h"

#include "ui/inbox/readingwords.h"

#include "core/base/text.h"
#include "core/inbox/merging.h"
#include "ui/inbox/namebook.h"
#include "ui/inbox/thread/actwords.h"
#include "ui/inbox/thread/rowlayout.h"

#include <QLocale>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int page = 40;
constexpr int olderPage = 100;
constexpr int mostActs = 100;
constexpr int cutLines = 24;
constexpr qsizetype spoken = 400; // what a screen reader is told of a text at once

/// Where a long text is cut: behind so many units or lines, never inside a character.
int cut(const QString &text, int limit)
{
    qsizetype end = qMin<qsizetype>(limit, text.size());
    if (limit == MessageListModel::cutAt) {
        qsizetype line = -1;
        for (int lines = 0; lines < cutLines; ++lines) {
            line = text.indexOf(QLatin1Char('\n'), line + 1);
            if (line < 0)
                break;
        }
        if (line >= 0)
            end = qMin(end, line);
    }
    if (text.size() - end < limit / 4)
        return int(text.size());
    if (end > 0 && text.at(end - 1).isHighSurrogate())
        --end;
    return int(end);
}

/// An entry's title, or a content warning, stands above the words. A feed that has no titles repeats the words there.
void putTitle(ThreadRow &row, const Mention &mention)
{
    if (mention.title.isEmpty() || (!mention.isWarned && mention.text.startsWith(mention.title.left(40))))
        return;
    const QString above =
        (mention.isWarned ? MessageListModel::tr("Content warning: %1").arg(mention.title) : mention.title)
        + QLatin1Char('\n');
    row.text.prepend(above);
    for (Span &span : row.spans)
        span.start += int(above.size());
}

QString remarkOf(const Mention &mention)
{
    QStringList words;
    if (mention.audience == QLatin1String("direct"))
        words.append(MessageListModel::tr("private"));
    else if (mention.audience == QLatin1String("followers"))
        words.append(MessageListModel::tr("for followers"));
    if (mention.moderation == QLatin1String("hold"))
        words.append(MessageListModel::tr("waits for moderation"));
    else if (mention.moderation == QLatin1String("spam"))
        words.append(MessageListModel::tr("spam there"));
    else if (mention.moderation == QLatin1String("trash"))
        words.append(MessageListModel::tr("in the bin there"));
    if (mention.goneAt.isValid())
        words.append(MessageListModel::tr("taken away there"));
    else if (mention.versions > 0)
        words.append(MessageListModel::tr("edited"));
    return words.join(QStringLiteral(" · "));
}

} // namespace

bool ThreadRow::says(const ThreadRow &o) const
{
    return kind == o.kind && key == o.key && at == o.at && time == o.time && name == o.name && handle == o.handle
        && shown == o.shown && text == o.text && spans == o.spans && media == o.media && url == o.url
        && reading == o.reading && isOurs == o.isOurs && isTinted == o.isTinted && timeDoubt == o.timeDoubt
        && remark == o.remark && versions == o.versions && moderation == o.moderation && channel == o.channel
        && isFirst == o.isFirst && isLast == o.isLast && maySplit == o.maySplit;
}

MessageListModel::MessageListModel(MentionStore &store, const NameBook &names, const Clock &clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
    , m_names(names)
    , m_clock(clock)
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
    m_notes = *notes;
    m_acts = *acts;
    m_opening = *opening;
    if (!m_opening && !m_messages.isEmpty())
        m_opening = m_messages.constFirst();
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
    row.shown = cut(row.text, m_shown.value(row.key, cutAt));
    row.media = mention.media;
    row.mention = mention.row;
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
    row.shown = cut(row.text, m_shown.value(row.key, cutAt));
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
        return sentence(row);
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

QString MessageListModel::sentence(const ThreadRow &row) const
{
    const QString words = oneLine(QStringView(row.text).left(spoken));
    const QDateTime at = row.at.toTimeZone(m_zone);
    const QString when =
        at.date() == m_clock.now().toTimeZone(m_zone).date() ? row.time : QLocale().toString(at, QLocale::ShortFormat);
    switch (row.kind) {
    case ThreadRow::Kind::Note:
        return tr("Note to the team by %1, %2, never published. %3").arg(isolate(row.name), when, words);
    case ThreadRow::Kind::Message:
        break;
    case ThreadRow::Kind::Fold:
    case ThreadRow::Kind::Day:
    case ThreadRow::Kind::Act:
        return words;
    }
    QString beside;
    for (const Attachment &each : row.media.first(qMin<qsizetype>(row.media.size(), RowLayouts::mostMedia)))
        beside += tr(" %1.", "behind what was said: a picture, and what is on it").arg(RowLayouts::mediaWords(each));
    if (row.media.size() > RowLayouts::mostMedia)
        beside += tr(" With %Ln pictures or films.", nullptr, int(row.media.size()));
    if (!row.remark.isEmpty())
        beside += tr(" On the network: %1.", "private, edited, waits for moderation").arg(row.remark);
    const QString who = isolate(row.name);
    if (row.isOurs)
        return tr("We answered as %1, %2. %3").arg(who, when, words) + beside;
    // Said after their words: what is only a reading must not stand before what was written.
    const QString reading = ReadingWords::sentence(row.reading);
    const QString read = reading.isEmpty() ? QString() : tr(" Reads as %1.").arg(reading);
    return (row.isTinted ? tr("%1 wrote, %2, to be answered. %3").arg(who, when, words)
                         : tr("%1 wrote, %2. %3").arg(who, when, words))
        + beside + read;
}

} // namespace wheelhouse

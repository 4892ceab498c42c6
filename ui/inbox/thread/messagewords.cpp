#include "ui/inbox/thread/messagewords.h"

#include "core/base/text.h"
#include "ui/inbox/readingwords.h"
#include "ui/inbox/thread/messagelist.h"
#include "ui/inbox/thread/rowlayout.h"

#include <QLocale>

namespace wheelhouse {

namespace {

constexpr int cutLines = 24;
constexpr qsizetype spoken = 400; // what a screen reader is told of a text at once

} // namespace

int cutOf(const QString &text, int limit)
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

QString sentenceOf(const ThreadRow &row, const QDateTime &now, const QTimeZone &zone)
{
    const QString words = oneLine(QStringView(row.text).left(spoken));
    const QDateTime at = row.at.toTimeZone(zone);
    const QString when =
        at.date() == now.toTimeZone(zone).date() ? row.time : QLocale().toString(at, QLocale::ShortFormat);
    switch (row.kind) {
    case ThreadRow::Kind::Note:
        return MessageListModel::tr("Note to the team by %1, %2, never published. %3")
            .arg(isolate(row.name), when, words);
    case ThreadRow::Kind::Message:
        break;
    case ThreadRow::Kind::Fold:
    case ThreadRow::Kind::Day:
    case ThreadRow::Kind::Act:
        return words;
    }
    QString beside;
    for (const Attachment &each : row.media.first(qMin<qsizetype>(row.media.size(), RowLayouts::mostMedia)))
        beside += MessageListModel::tr(" %1.", "behind what was said: a picture, and what is on it")
                      .arg(RowLayouts::mediaWords(each));
    if (row.media.size() > RowLayouts::mostMedia)
        beside += MessageListModel::tr(" With %Ln pictures or films.", nullptr, int(row.media.size()));
    if (!row.remark.isEmpty())
        beside += MessageListModel::tr(" On the network: %1.", "private, edited, waits for moderation").arg(row.remark);
    for (const DeedLine &each : row.deeds)
        beside += MessageListModel::tr(" %1.", "behind what was said: what we did to it there")
                      .arg(each.words.endsWith(QLatin1Char('.')) ? each.words.chopped(1) : each.words);
    const QString who = isolate(row.name);
    if (row.isOurs)
        return MessageListModel::tr("We answered as %1, %2. %3").arg(who, when, words) + beside;
    // Said after their words: what is only a reading must not stand before what was written.
    const QString reading = ReadingWords::sentence(row.reading);
    const QString read = reading.isEmpty() ? QString() : MessageListModel::tr(" Reads as %1.").arg(reading);
    return (row.isTinted ? MessageListModel::tr("%1 wrote, %2, to be answered. %3").arg(who, when, words)
                         : MessageListModel::tr("%1 wrote, %2. %3").arg(who, when, words))
        + beside + read;
}

} // namespace wheelhouse

#pragma once

#include "core/base/csv.h"
#include "core/reading/reading.h"
#include "tests/support/shareddata.h"

#include <QList>
#include <QMap>

namespace wheelhouse {

using namespace Qt::StringLiterals;

/// A text of the shared data and what people said of it.
struct Labelled {
    QByteArray text;
    Mood mood = Mood::Unread;
    QString at; ///< when, as the file writes it
    QString id;
    qint64 row = 0; ///< the first behind the head is 1
};

/// The rows of `mentions/<name>.csv`; empty: not here. Labels of no mood are Unread.
inline QList<Labelled> labelledRows(
    const QString &name, const QString &text, const QString &label, const QString &at, const QString &id)
{
    CsvReader reader;
    if (sharedData().isEmpty() || !reader.open(sharedData() + u"/mentions/"_s + name + u".csv"_s, {}))
        return {};
    const QStringList columns = reader.columns();
    QList<Labelled> rows;
    Record record;
    while (reader.next(record)) {
        const auto cell = [&](const QString &column) {
            const qsizetype where = columns.indexOf(column);
            if (where < 0 || size_t(where) >= record.cells.size())
                return QByteArray();
            const std::string_view view = record.cells[size_t(where)];
            return QByteArray(view.data(), qsizetype(view.size()));
        };
        rows.append({ cell(text), moodFromWord(QString::fromUtf8(cell(label))), QString::fromUtf8(cell(at)),
            QString::fromUtf8(cell(id)), rows.size() + 1 });
    }
    return rows;
}

inline QList<Labelled> airlineRows()
{
    return labelledRows(u"airline_2015"_s, u"text"_s, u"airline_sentiment"_s, u"tweet_created"_s, u"tweet_id"_s);
}

inline QList<Labelled> sandersRows()
{
    return labelledRows(u"sanders_2011"_s, u"TweetText"_s, u"Sentiment"_s, u"TweetDate"_s, u"TweetId"_s);
}

inline QList<Labelled> supportRows()
{
    return labelledRows(u"customer_support_2017"_s, u"text"_s, QString(), u"created_at"_s, u"tweet_id"_s);
}

/// A language of UMSAB, \a part "val" or "train".
inline QList<Labelled> umsabRows(const QString &language, const QString &part)
{
    const QString path = u"mentions/umsab/%1/%2_"_s.arg(language, part);
    const QList<QByteArray> texts = sharedFile(path + u"text.txt"_s).split('\n');
    const QList<QByteArray> labels = sharedFile(path + u"labels.txt"_s).split('\n');
    QList<Labelled> rows;
    for (qsizetype each = 0; each < std::min(texts.size(), labels.size()); ++each)
        if (!labels[each].isEmpty())
            rows.append({ texts[each],
                labels[each] == "0"       ? Mood::Negative
                    : labels[each] == "1" ? Mood::Neutral
                                          : Mood::Positive,
                {}, {}, each + 1 });
    return rows;
}

} // namespace wheelhouse

#include "core/intake/prepared.h"

#include "core/base/html.h"
#include "core/inbox/spans.h"
#include "core/inbox/triagestate.h"
#include "core/intake/copies.h"
#include "core/reading/language.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <latch>

namespace wheelhouse {

namespace {

constexpr qint64 year1990Ms = 631'152'000'000;
constexpr qint64 dayMs = 24LL * 3600 * 1000;
constexpr qsizetype fewest = 8; // of an answer that is worth a second thread
constexpr qsizetype most = 200;

QByteArray mediaJson(const QList<Attachment> &media)
{
    if (media.isEmpty())
        return {};
    QJsonArray all;
    for (const Attachment &one : media)
        all.append(QJsonObject { { QStringLiteral("url"), one.url }, { QStringLiteral("kind"), one.kind },
            { QStringLiteral("description"), one.description } });
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

PlainText wordsOf(const Arrival &arrival)
{
    if (arrival.form == Arrival::Form::Html)
        return plainFromHtml(arrival.body);
    PlainText plain = plainFromText(arrival.body);
    // Handles and tags of plain text are found again when it is drawn; a link is kept, since people search for it.
    plain.spans.removeIf([](const Span &span) { return span.kind != Span::Kind::Link; });
    return plain;
}

void setTime(Prepared &one, const Arrival &arrival, qint64 receivedAt)
{
    const qint64 told = arrival.writtenAt && arrival.writtenAt->isValid() ? arrival.writtenAt->toMSecsSinceEpoch() : 0;
    one.timeDoubt = told < year1990Ms || told > receivedAt + dayMs;
    one.writtenAt = one.timeDoubt ? receivedAt : told;
}

/// A content warning is read before everything else, so it stands where a title does.
void setTitle(Prepared &one, const Arrival &arrival)
{
    const QString title = plainFromText(arrival.title).text.simplified();
    const QString warning = plainFromText(arrival.warning).text.simplified();
    one.isWarned = !warning.isEmpty();
    const bool isBoth = one.isWarned && !title.isEmpty() && title != warning;
    one.title = (isBoth ? warning + QStringLiteral(" · ") + title : one.isWarned ? warning : title).toUtf8();
}

/// Reads what others wrote. A language that the network tells is the author's claim: it counts as a sure guess does.
void read(Prepared &one, const Arrival &arrival, const Reader &reader)
{
    const LanguageGuess guess =
        arrival.language.isEmpty() ? guessLanguage(one.text) : LanguageGuess { arrival.language, 100, true };
    one.language = guess.code.toLatin1();
    if (arrival.author.isUs || arrival.kind == Arrival::Kind::Notice)
        return;
    const bool isToUs = !arrival.inReplyTo.isEmpty() || one.text.contains('@');
    const QByteArray words = one.title.isEmpty() ? one.text : one.title + '\n' + one.text;
    one.reading = reader.mark(words, { isToUs, {}, guess });
}

/// Of their own: the window's painting waits for Qt's common pool.
QThreadPool &hands()
{
    static QThreadPool pool;
    return pool;
}

/// An answer of usual length by all cores, since somebody may wait for it. An import or a week's arrears by one: the
/// window needs the other.
QList<Prepared> preparedEach(const QList<Arrival> &arrivals, NetworkId network, qint64 receivedAt, const Reader &reader)
{
    QList<Prepared> batch(arrivals.size());
    Prepared *const places = batch.data();
    std::atomic<qsizetype> next = 0;
    const auto work = [&] {
        for (qsizetype i = next++; i < arrivals.size(); i = next++)
            if (const Arrival &one = arrivals[i]; !one.globalName.isEmpty())
                places[i] = prepare(one, network, receivedAt, reader);
    };
    const bool isShared = arrivals.size() >= fewest && arrivals.size() <= most;
    const int helpers = isShared ? QThread::idealThreadCount() - 1 : 0;
    std::latch done(std::max(0, helpers));
    for (int i = 0; i < helpers; ++i)
        hands().start([&] {
            work();
            done.count_down();
        });
    work();
    done.wait();
    return batch;
}

} // namespace

QByteArray audienceWord(Arrival::Audience audience)
{
    switch (audience) {
    case Arrival::Audience::Public:
        return "public";
    case Arrival::Audience::Unlisted:
        return "unlisted";
    case Arrival::Audience::Followers:
        return "followers";
    case Arrival::Audience::Direct:
        return "direct";
    case Arrival::Audience::Unknown:
        break;
    }
    return "unknown";
}

QString responseWord(Response::Kind kind)
{
    switch (kind) {
    case Response::Kind::Boost:
        return QStringLiteral("boost");
    case Response::Kind::Follow:
        return QStringLiteral("follow");
    case Response::Kind::Favourite:
        break;
    }
    return QStringLiteral("favourite");
}

Prepared prepareAuthor(const Author &author, NetworkId network)
{
    Prepared one;
    one.author = author;
    one.identity = IdentityId::fromName("identity", networkWord(network).toUtf8() + ' ' + author.globalName.toUtf8());
    one.folded = (author.displayName + QLatin1Char('\n') + author.handle).toCaseFolded().toUtf8();
    return one;
}

Prepared prepare(const Arrival &arrival, NetworkId network, qint64 receivedAt, const Reader &reader)
{
    Prepared one = prepareAuthor(arrival.author, network);
    one.globalName = arrival.globalName.toUtf8();
    one.id = MentionId::fromName("mention", one.globalName);
    if (!arrival.inReplyTo.isEmpty())
        one.replyTo = MentionId::fromName("mention", arrival.inReplyTo.toUtf8());
    setTime(one, arrival, receivedAt);
    const PlainText words = wordsOf(arrival);
    one.text = words.text.toUtf8();
    one.spans = spansToJson(words.spans);
    setTitle(one, arrival);
    one.url = arrival.url.toUtf8();
    read(one, arrival, reader);
    one.media = mediaJson(arrival.attachments);
    one.salt = freshSalt();
    one.courtesy = isCourtesy(words.text);
    one.hasLink = one.spans.contains("\"link\"");
    one.places = placesOf(arrival);
    one.remoteId = arrival.remoteId.toUtf8();
    one.audience = arrival.audience;
    if (arrival.editedAt && arrival.editedAt->isValid())
        one.editedAt = arrival.editedAt->toMSecsSinceEpoch();
    one.moderation = arrival.moderation.toUtf8();
    one.kind = arrival.kind;
    return one;
}

QList<Prepared> prepareAll(const QList<Arrival> &arrivals, NetworkId network, qint64 receivedAt, const Reader &reader)
{
    QList<Prepared> batch = preparedEach(arrivals, network, receivedAt, reader);
    batch.removeIf([](const Prepared &one) { return one.globalName.isEmpty(); });
    std::stable_sort(
        batch.begin(), batch.end(), [](const Prepared &a, const Prepared &b) { return a.writtenAt < b.writtenAt; });
    return batch;
}

} // namespace wheelhouse

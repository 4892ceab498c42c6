#include "core/connectors/rehearsal/stage.h"

namespace wheelhouse::rehearsal {

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 turnsKept = 64;

struct Reader {
    const Cast &cast;
    qint64 curtain;
    QList<StagedThread> threads;
    int place = 0;
    QString title;

    void open(const QString &rest);
    void note(const QString &rest);
    void speak(const QString &who, const QString &rest);
    void read(const QString &line);
};

void Reader::open(const QString &rest)
{
    const QString head = rest.section(QLatin1String(" | "), 0, 0);
    title = rest.section(QLatin1String(" | "), 1);
    place = placeFromKey(head.section(u' ', 0, 0));
    threads.append(StagedThread {});
    threads.last().key = head.section(u' ', 1, 1);
}

void Reader::note(const QString &rest)
{
    const QString head = rest.section(QLatin1String(" | "), 0, 0);
    threads.last().notes.append(StagedThread::Note {
        head.section(u' ', 0, 0), head.section(u' ', 1, 1).toInt(), rest.section(QLatin1String(" | "), 1) });
}

void Reader::speak(const QString &who, const QString &rest)
{
    StagedThread &thread = threads.last();
    Line line;
    line.number = qint64(threads.size()) * turnsKept + thread.lines.size();
    line.answers = thread.lines.isEmpty() ? 0 : thread.lines.constFirst().number;
    line.place = place;
    line.who = cast.find(who, place);
    line.at = curtain + rest.section(u' ', 0, 0).toInt() * minute;
    line.kind = QStringLiteral("drawn");
    line.words = rest.section(QLatin1String(" | "), 1).replace(QLatin1String(" // "), QLatin1String("\n\n"));
    line.title = title;
    // The crowd speaks English on this stage, whatever it speaks elsewhere.
    line.language = line.who == us || who.startsWith(u'~') ? QStringLiteral("en") : cast.person(line.who).language;
    thread.lines.append(line);
}

void Reader::read(const QString &line)
{
    const QString word = line.section(u' ', 0, 0);
    const QString rest = line.section(u' ', 1);
    if (word == QLatin1String("thread"))
        return open(rest);
    if (word == QLatin1String("label"))
        threads.last().labels = rest.split(u' ');
    else if (word == QLatin1String("assign"))
        threads.last().assigned = rest;
    else if (word == QLatin1String("hand"))
        threads.last().department = rest;
    else if (word == QLatin1String("note"))
        note(rest);
    else if (word == QLatin1String("escalate"))
        threads.last().escalated = true;
    else if (word == QLatin1String("read"))
        threads.last().read = true;
    else if (word == QLatin1String("picture"))
        threads.last().lines.last().picture = rest.section(u'|', 1).trimmed();
    else if (cast.find(word, place) != Cast::nobody)
        speak(word, rest);
}

} // namespace

QList<StagedThread> stagedThreads(const Cast &cast, qint64 curtain)
{
    Reader reader { cast, curtain, {}, 0, {} };
    for (const char *file : { "drawn-first.txt", "drawn-more.txt" }) {
        const QStringList lines = WordStock::script(QLatin1String(file));
        for (const QString &line : lines)
            reader.read(line);
    }
    return reader.threads;
}

} // namespace wheelhouse::rehearsal

#include "app/cli/command.h"
#include "core/base/csv.h"
#include "core/reading/taught.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <cstdio>
#include <iostream>
#include <string>

namespace wheelhouse {

namespace {

/// Which label a person may write for which mood.
struct LabelWord {
    const char *word;
    Mood mood;
};
constexpr LabelWord labelWords[] = { { "negative", Mood::Negative }, { "neg", Mood::Negative },
    { "neutral", Mood::Neutral }, { "neu", Mood::Neutral }, { "positive", Mood::Positive }, { "pos", Mood::Positive } };

constexpr const char *textNames[] = { "text", "body", "message", "mention" };
constexpr const char *labelNames[] = { "label", "mood", "sentiment" };
constexpr const char *needNames[] = { "need", "intent" };

template<size_t count> int columnOf(const QStringList &columns, const char *const (&names)[count])
{
    for (const char *name : names)
        for (int at = 0; at < columns.size(); ++at)
            if (columns[at].trimmed().compare(QLatin1StringView(name), Qt::CaseInsensitive) == 0)
                return at;
    return -1;
}

class ClassifyCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("classify"); }
    [[nodiscard]] QString summary() const override
    {
        return tr("Reads texts, one a line of standard input: what each asks for and how it sounds.");
    }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOptions({
            { QStringLiteral("learn"), tr("Learns from texts that people have labelled, before it reads."),
                QStringLiteral("ROWS.csv") },
            { QStringLiteral("language"), tr("All texts are in this language; otherwise it is found for each."),
                QStringLiteral("CODE") },
            { QStringLiteral("to-us"), tr("All texts speak to us, also those without an @name at their start.") },
        });
    }
    [[nodiscard]] QString more() const override
    {
        return tr(
            "  printf 'Where is my parcel? This is ridiculous.\\n' | wheelhouse-cli classify --json\n"
            "\n"
            "ROWS.csv has a column text (or body, message, mention) and a column label (or mood, sentiment), a "
            "column need (or intent), or both. Labels are negative, neutral and positive (or neg, neu, pos); needs "
            "are help, complaint, praise, question, idea, press, recruiting, partner, spam and none. Rows with "
            "neither are left out and counted. What was learned of each is used only where it does no worse on "
            "labelled rows that it has not seen than the word lists alone; standard error says which.\n"
            "\n"
            "JSON, a line each: language, need, second_need, mood (-1 to 1), label, mixed, unsure, confidence "
            "(0 to 1), sureness, words [{word, weight, learned}].");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        Reader reader;
        if (parser.isSet(QStringLiteral("learn"))) {
            auto taught = learnFrom(parser.value(QStringLiteral("learn")), out);
            if (!taught)
                return out.fail(taught.error());
            reader = Reader(*taught);
        }
        ReadingContext context { parser.isSet(QStringLiteral("to-us")), parser.value(QStringLiteral("language")), {} };
        std::string line;
        while (!wasStopped() && std::getline(std::cin, line)) {
            if (!line.empty() && line.back() == '\r')
                line.pop_back();
            tell(reader.read(QByteArrayView(line.data(), qsizetype(line.size())), context), out);
        }
        return wasStopped() ? 1 : 0;
    }

private:
    /// nullptr: the word lists alone do better.
    static Result<std::shared_ptr<const Taught>> learnFrom(const QString &path, const Output &out)
    {
        auto lessons = readLessons(path, out);
        if (!lessons)
            return tl::unexpected(lessons.error());
        const Schooling schooling = learnIfWorthIt(*lessons, &wasStopped);
        if (!schooling.checks.mood && !schooling.checks.need)
            out.note(
                tr("%n row(s) are too few to learn from; read by the word lists alone.", "", int(lessons->size())));
        tellCheck(schooling.checks.mood, tr("Labels"), out);
        tellCheck(schooling.checks.need, tr("Needs"), out);
        return schooling.taught;
    }
    static void tellCheck(const std::optional<LearningCheck> &check, const QString &what, const Output &out)
    {
        if (!check)
            return;
        const auto percent = [](double share) { return QString::number(100 * share, 'f', 1); };
        const QString words = check->isWorthIt()
            ? tr("%1: Learned from %n row(s): F1 %2 on rows it had not seen, %3 by the word lists alone.", "",
                check->lessons)
            : tr("%1: What %n row(s) taught did worse on rows it had not seen (F1 %2 against %3); read by the word "
                 "lists alone.",
                "", check->lessons);
        out.note(words.arg(what, percent(check->taught), percent(check->untaught)));
    }
    static Result<QList<Lesson>> readLessons(const QString &path, const Output &out)
    {
        CsvReader reader;
        if (auto opened = reader.open(path, {}); !opened)
            return tl::unexpected(opened.error());
        const int text = columnOf(reader.columns(), textNames);
        const int label = columnOf(reader.columns(), labelNames);
        const int need = columnOf(reader.columns(), needNames);
        if (text < 0 || (label < 0 && need < 0))
            return wheelhouse::fail(Error::Kind::Malformed,
                tr("%1 needs a column called text and one called label or need; --help says which names will do.")
                    .arg(path));
        QList<Lesson> lessons;
        int leftOut = 0;
        Record record;
        while (reader.next(record)) {
            const auto cell = [&record](int at) {
                return at >= 0 && size_t(at) < record.cells.size() ? record.cells[size_t(at)] : std::string_view();
            };
            const auto mood = moodOf(cell(label));
            const Need said = needFromWord(wordOf(cell(need)));
            if ((mood || said != Need::Unread) && record.trouble.isEmpty())
                lessons.append({ QByteArray(cell(text).data(), qsizetype(cell(text).size())),
                    mood.value_or(Mood::Unread), false, said });
            else
                ++leftOut;
        }
        if (leftOut > 0)
            out.note(tr("%n row(s) without a label or need that is known were left out.", "", leftOut));
        return lessons;
    }
    static QString wordOf(std::string_view cell)
    {
        return QString::fromUtf8(cell.data(), qsizetype(cell.size())).trimmed().toLower();
    }
    static std::optional<Mood> moodOf(std::string_view cell)
    {
        const QString label = wordOf(cell);
        for (const LabelWord &each : labelWords)
            if (label == QLatin1StringView(each.word))
                return each.mood;
        return std::nullopt;
    }
    static void tell(const Reading &reading, const Output &out)
    {
        const ReadingMark &mark = reading.mark;
        if (out.isJson()) {
            QJsonArray words;
            for (const WeighedWord &each : reading.words)
                words.append(QJsonObject { { QStringLiteral("word"), each.word },
                    { QStringLiteral("weight"), rounded(each.weight) },
                    { QStringLiteral("learned"), each.isLearned } });
            out.data(QJsonObject { { QStringLiteral("language"), reading.language },
                { QStringLiteral("need"), needWord(mark.need) },
                { QStringLiteral("second_need"), needWord(reading.runnerUp) },
                { QStringLiteral("mood"), rounded(reading.shares[2] - reading.shares[0]) },
                { QStringLiteral("label"), moodWord(reading.closest) },
                { QStringLiteral("mixed"), mark.mood == Mood::Mixed },
                { QStringLiteral("unsure"), mark.mood == Mood::Unsure },
                { QStringLiteral("confidence"), rounded(reading.confidence) },
                { QStringLiteral("sureness"), surenessWord(mark.sureness) }, { QStringLiteral("words"), words } });
            return;
        }
        QStringList words;
        for (const WeighedWord &each : reading.words)
            words.append(QStringLiteral("%1 %2").arg(
                each.word, (each.weight > 0 ? QStringLiteral("+") : QString()) + QString::number(each.weight, 'f', 1)));
        out.say(QStringLiteral("%1  %2  %3  %4  %5")
                    .arg(needWord(mark.need), -10)
                    .arg(moodWord(mark.mood), -8)
                    .arg(mark.tone, 4)
                    .arg(surenessWord(mark.sureness), -6)
                    .arg(words.join(QStringLiteral(", "))));
    }
    static double rounded(double value) { return qRound(value * 10'000) / 10'000.0; }
};

const Registered<ClassifyCommand> registered;

} // namespace

} // namespace wheelhouse

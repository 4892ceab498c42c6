#include "core/reading/wordfiles.h"

#include <QByteArrayView>
#include <QFile>

#include <algorithm>
#include <array>
#include <functional>

namespace wheelhouse {

namespace {

using Kind = WordRow::Kind;

struct KindWord {
    const char *word;
    Kind kind;
};
constexpr std::array<KindWord, WordRow::kindCount> kinds { { { "word", Kind::Word }, { "service", Kind::Service },
    { "neg", Kind::Negation }, { "boost", Kind::Booster }, { "damp", Kind::Damper }, { "but", Kind::But },
    { "question", Kind::Question }, { "asking", Kind::Asking }, { "help", Kind::Help }, { "problem", Kind::Problem },
    { "blame", Kind::Blame }, { "idea", Kind::Idea }, { "press", Kind::Press }, { "recruiting", Kind::Recruiting },
    { "partner", Kind::Partner }, { "spam", Kind::Spam }, { "emoji", Kind::Sign }, { "loan", Kind::Loan } } };

void eachRow(const QString &name, const std::function<void(const QList<QByteArray> &cells)> &take)
{
    QFile file(QStringLiteral(":/lexicon/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return;
    for (const QByteArray &line : file.readAll().split('\n'))
        if (!line.isEmpty() && (line.front() != '#' || line.size() < 3 || line[1] != ' '))
            take(line.split('\t'));
}

QList<WordRow> readOwn()
{
    QList<WordRow> rows;
    eachRow(QStringLiteral("words.tsv"), [&rows](const QList<QByteArray> &cells) {
        const auto kind = std::find_if(kinds.begin(), kinds.end(),
            [&cells](const KindWord &each) { return cells.size() == 4 && cells[1] == each.word; });
        if (kind != kinds.end() && !cells[2].isEmpty())
            rows.append({ tongueOf(QString::fromLatin1(cells[0])), kind->kind, QString::fromUtf8(cells[2]),
                cells[3].toDouble() });
    });
    return rows;
}

QList<WordRow> readEnglish()
{
    QList<WordRow> rows;
    eachRow(QStringLiteral("english.tsv"), [&rows](const QList<QByteArray> &cells) {
        if (cells.size() == 3)
            rows.append({ Tongue::English, cells[2] == "1" ? Kind::Service : Kind::Word, QString::fromUtf8(cells[0]),
                cells[1].toDouble() });
    });
    return rows;
}

QList<WordRow> readAfinn(Tongue tongue)
{
    QList<WordRow> rows;
    eachRow(QStringLiteral("afinn_%1.tsv").arg(codeOf(tongue)), [&rows, tongue](const QList<QByteArray> &cells) {
        if (cells.size() == 2)
            rows.append({ tongue, Kind::Word, QString::fromUtf8(cells[0]), cells[1].toDouble() });
    });
    return rows;
}

} // namespace

const QList<WordRow> &ownWords()
{
    static const QList<WordRow> rows = readOwn();
    return rows;
}

QList<WordRow> weighingWords(Tongue tongue)
{
    QList<WordRow> rows = tongue == Tongue::English ? readEnglish() : readAfinn(tongue);
    QList<WordRow> own;
    for (const WordRow &row : ownWords())
        if (row.tongue == tongue && row.kind == Kind::Word)
            own.prepend(row); // the first line of ours that names a word is the strongest, and has the last word
    return rows + own;
}

} // namespace wheelhouse

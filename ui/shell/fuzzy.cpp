#include "ui/shell/fuzzy.h"

namespace wheelhouse {
namespace {

/// Letter for letter without capitals and accents, so that places in it are places in \a text.
QString plain(const QString &text)
{
    QString letters = text;
    for (QChar &letter : letters) {
        const QString parts =
            letter.isSurrogate() ? QString(letter) : QString(letter).normalized(QString::NormalizationForm_D);
        letter = parts.at(0).toCaseFolded();
    }
    return letters;
}

bool beginsWord(const QString &text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

Fit inOnePiece(const QString &text, qsizetype at, qsizetype length)
{
    Fit found;
    for (qsizetype i = 0; i < length; ++i)
        found.places.append(static_cast<int>(at + i));
    found.score = at == 0 ? 1000 : beginsWord(text, at) ? 800 : 500;
    found.score -= static_cast<int>(qMin<qsizetype>(text.size(), 100)); // of two alike the shorter is meant
    return found;
}

/// With \a ahead a letter is sought at the next beginning of a word first; this may run past what was needed.
std::optional<Fit> scattered(const QString &typed, const QString &text, bool ahead)
{
    Fit found;
    qsizetype from = 0;
    for (const QChar letter : typed) {
        if (letter.isSpace())
            continue;
        qsizetype at = text.indexOf(letter, from);
        for (qsizetype later = at; ahead && later >= 0; later = text.indexOf(letter, later + 1)) {
            if (later == from || beginsWord(text, later)) {
                at = later;
                break;
            }
        }
        if (at < 0)
            return std::nullopt;
        found.score += at == from && from > 0 ? 20 : beginsWord(text, at) ? 15 : 1;
        found.places.append(static_cast<int>(at));
        from = at + 1;
    }
    return found;
}

} // namespace

std::optional<Fit> fit(const QString &typed, const QString &text)
{
    const QString in = plain(text);
    const QString wanted = plain(typed.simplified());
    if (wanted.isEmpty())
        return Fit {};
    std::optional<Fit> best;
    for (qsizetype at = in.indexOf(wanted, 0); at >= 0; at = in.indexOf(wanted, at + 1)) {
        const Fit here = inOnePiece(in, at, wanted.size());
        if (!best || here.score > best->score)
            best = here;
    }
    if (!best)
        best = scattered(wanted, in, true);
    return best ? best : scattered(wanted, in, false);
}

} // namespace wheelhouse

#include "tests/bench/corpus.h"

#include <QDateTime>
#include <QFile>

#include <array>
#include <cmath>

namespace wheelhouse {

namespace {

constexpr uint32_t vocabulary = 20'000;
constexpr uint32_t authors = 60'000;
constexpr int64_t firstMs = 1'700'000'000'000; // 14 November 2023; a million mentions later is autumn 2024
constexpr int64_t meanGapMs = 30'000;
constexpr int rareEvery = 50'000;
constexpr uint32_t recent = 2'000; // an answer comes at most so many mentions later

/// The commonest English words first, so that the language is found; the rest is built of syllables.
constexpr std::array common { "the", "to", "and", "a", "is", "of", "you", "in", "it", "my", "for", "that", "i", "on",
    "have", "this", "not", "your", "with", "but", "was", "are", "we", "be", "when", "please", "can", "so", "me", "they",
    "what", "at", "just", "do", "from", "all", "coffee", "support", "get", "no", "why", "will", "how", "been", "there",
    "still", "has", "an", "or", "if", "as", "again", "since", "yesterday", "hello", "thanks", "delivery", "today",
    "problem", "after", "website", "store", "about", "would", "your", "because", "week", "very", "waiting", "package" };

std::vector<QByteArray> makeWords(Dice &dice)
{
    static constexpr std::array syllables { "ba", "cor", "de", "fin", "gal", "ho", "jin", "ka", "lo", "men", "ni",
        "pol", "qua", "ras", "sel", "tu", "ver", "wi", "yo", "zan", "bri", "cle", "dra", "sta" };
    std::vector<QByteArray> words(common.begin(), common.end());
    while (words.size() < vocabulary) {
        QByteArray word;
        for (uint32_t n = 2 + dice.below(3); n > 0; --n)
            word += syllables[dice.below(syllables.size())];
        words.push_back(word);
    }
    return words;
}

void field(QByteArray &out, const char *key, const QByteArray &value)
{
    out += out.endsWith('{') ? "\"" : ",\"";
    out += key;
    out += "\":\"";
    out += value;
    out += '"';
}

} // namespace

uint64_t Dice::roll()
{
    m_state += 0x9e3779b97f4a7c15;
    uint64_t mixed = m_state;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
}

Zipf::Zipf(uint32_t n)
{
    constexpr double places = 1 << 20;
    double sum = 0;
    for (uint32_t k = 1; k <= n; ++k)
        sum += 1.0 / k;
    double reached = 0;
    for (uint32_t k = 1; k <= n; ++k) {
        reached += 1.0 / k;
        while (double(m_places.size()) < places * reached / sum)
            m_places.push_back(k - 1);
    }
}

Corpus::Corpus(uint64_t seed)
    : m_dice(seed)
    , m_words(makeWords(m_dice))
    , m_channels(recent)
    , m_wordOf(vocabulary)
    , m_authorOf(authors)
    , m_now(firstMs)
{
}

void Corpus::words(QByteArray &out)
{
    for (uint32_t n = 8 + m_dice.below(30); n > 0; --n) {
        out += m_words[m_wordOf.pick(m_dice)];
        out += n == 1 ? '.' : ' ';
    }
    if (m_made % rareEvery == rareEvery / 10)
        out += QByteArray(" ") + rareWord;
    if (m_dice.chance(5))
        out += QByteArray(" ") + halfPercentWord;
    if (m_dice.chance(10))
        out += QByteArray(" my ") + onePercentPhrase + " " + QByteArray::number(m_dice.below(900'000) + 100'000);
    if (m_dice.chance(150))
        out += " https://journal.example/p/" + QByteArray::number(m_dice.below(100'000));
}

void Corpus::line(QByteArray &out)
{
    static constexpr std::array channels { "Journal", "Harbour", "Roastery", "Support desk", "Reviews" };
    m_now += 1 + m_dice.below(2 * meanGapMs);
    const bool answers = m_made > recent && m_dice.chance(270);
    const bool ours = answers && m_dice.chance(200);
    const int64_t parent = answers ? m_made - 1 - m_dice.below(recent) : -1;
    const auto channel = answers ? m_channels[size_t(parent % recent)] : uint8_t(m_dice.below(channels.size()));
    m_channels[size_t(m_made % recent)] = channel;
    const QByteArray author = ours ? QByteArray("roastery") : "u" + QByteArray::number(m_authorOf.pick(m_dice));
    QByteArray text;
    words(text);
    QByteArray one = "{";
    field(one, "id", "m" + QByteArray::number(qint64(m_made)));
    field(one, "text", text);
    field(one, "author_id", author);
    field(one, "author", "@" + author + "@social.example");
    field(one, "name", "Person " + author);
    field(one, "created_at", QDateTime::fromMSecsSinceEpoch(m_now, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1());
    if (answers)
        field(one, "reply_to", "m" + QByteArray::number(qint64(parent)));
    field(one, "channel", channels[channel]);
    field(one, "ours", ours ? "true" : "false");
    out += one + "}\n";
    ++m_made;
}

QByteArray Corpus::lines(int rows)
{
    QByteArray out;
    for (int i = 0; i < rows; ++i)
        line(out);
    return out;
}

bool Corpus::write(const QString &path, int rows)
{
    constexpr int lot = 10'000;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    for (int left = rows; left > 0; left -= lot)
        if (const QByteArray part = lines(std::min(left, lot)); file.write(part) != part.size())
            return false;
    return file.flush();
}

QString Corpus::map()
{
    return QStringLiteral("id=id,text=text,author=author,name=name,author-id=author_id,time=created_at,reply=reply_to,"
                          "channel=channel,ours=ours,source=bench");
}

} // namespace wheelhouse

#include "core/people/influence.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Influence)
};

/// 0 at none, \a most at \a full and above, by the logarithm in between.
int byLogarithm(double count, double full, int most)
{
    return int(std::lround(most * std::min(1.0, std::log1p(std::max(0.0, count)) / std::log1p(full))));
}

constexpr double fullMessages = 100;
constexpr double fullFollowers = 100'000;
constexpr double fewFollowers = 20; // friends and family
constexpr double fullVoices = 200;

} // namespace

Influence influenceOf(const InfluenceFacts &facts)
{
    Influence influence;
    const auto add = [&influence](int points, const QString &words) {
        influence.parts.append({ words, points });
        influence.score += points;
    };
    add(byLogarithm(facts.messages, fullMessages, 20), Words::tr("%Ln message(s) to us", nullptr, facts.messages));
    if (facts.followers)
        add(byLogarithm(double(*facts.followers) / fewFollowers, fullFollowers / fewFollowers, 35),
            Words::tr("%1 followers").arg(QLocale().toString(*facts.followers)));
    add(byLogarithm(facts.voices, fullVoices, 10),
        Words::tr("%Ln other(s) in their conversations with us", nullptr, facts.voices));
    if (facts.evidence > 0)
        add(std::min(35, 15 + 10 * facts.evidence), Words::tr("%Ln work(s) of theirs seen", nullptr, facts.evidence));
    else if (influence.score > loudAlone)
        add(loudAlone - influence.score, Words::tr("no work of theirs seen: at most %1").arg(loudAlone));
    return influence;
}

} // namespace wheelhouse

#pragma once

#include <QLatin1StringView>
#include <QString>
#include <QStringView>

namespace wheelhouse {

/// What a text asks of us. Stored by its word. Unread: nobody looked yet; None: it asks nothing.
enum class Need { Unread, None, Help, Complaint, Praise, Question, Idea, Press, Recruiting, Partner, Spam };

/// How a text sounds. Unread: nobody looked yet. Mixed: it praises and blames; Unsure: too little to tell.
enum class Mood { Unread, Unsure, Neutral, Negative, Positive, Mixed };

/// How far a reading is to be trusted, in words, since untaught figures are no probabilities.
enum class Sureness { Unsure, Likely, Sure };

/// What is kept of a reading beside its mention; the words that weighed are found anew when a person asks.
struct ReadingMark {
    Need need = Need::Unread;
    Need second = Need::None; ///< also said, less strongly; None: nothing
    Mood mood = Mood::Unread;
    int tone = 0; ///< -100..100, bad to good
    Sureness sureness = Sureness::Unsure; ///< of the mood
    bool isCorrected = false; ///< a person said so
    friend bool operator==(const ReadingMark &, const ReadingMark &) = default;
};

/// The words that are stored, searched for and printed; Unread is the empty word. They never change.
QLatin1StringView needWord(Need need);
QLatin1StringView moodWord(Mood mood);
QLatin1StringView surenessWord(Sureness sureness);
/// Unread: no such word.
Need needFromWord(QStringView word);
Mood moodFromWord(QStringView word);
/// Unsure: no such word.
Sureness surenessFromWord(QStringView word);

} // namespace wheelhouse

#pragma once

#include "core/base/clock.h"
#include "core/people/influence.h"
#include "core/people/tolerance.h"
#include "core/store/statement.h"

#include <QDateTime>

namespace wheelhouse {

constexpr int largestContact = 200; ///< identities; a person has a few

/// What an exchange cost somebody here. Stored by its word.
enum class StrainKind { Time, Abuse, Threat };
QString strainWord(StrainKind kind);
StrainKind strainFromWord(QStringView word); ///< Time where the word is unknown

/// One exchange that cost more than work should.
struct StrainEvent {
    double weight = 0;
    qint64 at = 0; ///< UTC ms
};
double weightOf(StrainKind kind);
/// What is left at \a now (UTC ms): every event halves in thirty days. What lies ahead counts whole.
double strainOf(const QList<StrainEvent> &events, qint64 now);
/// What is left at \a now of \a strain, which stood so at \a since.
double decayed(double strain, qint64 since, qint64 now);

/// Everything the card says of how somebody stands.
struct PersonFigures {
    Influence influence;
    double strain = 0; ///< now
    bool hasThreatened = false; ///< in the last half year
    int marks = 0; ///< set by people here
    [[nodiscard]] Standpoint standpoint(qint64 contact) const
    {
        return { contact, double(influence.score), strain, hasThreatened };
    }
};

/// Reads how people stand, from what is here; bounded, any connection.
class FigureReader {
public:
    static constexpr int countLimit = 100; ///< messages of an identity that are looked at
    static constexpr int voiceLimit = 400; ///< messages around them

    explicit FigureReader(Database &database);
    /// Of the contact \a contact (row), as of \a now (UTC ms).
    [[nodiscard]] Result<PersonFigures> of(qint64 contact, qint64 now);
    [[nodiscard]] Result<std::optional<qint64>> contactOf(qint64 identity);
    /// Everybody who strains us, for the plot; the most influential \a limit.
    [[nodiscard]] Result<QList<Standpoint>> strained(qint64 now, int limit);

private:
    [[nodiscard]] Result<InfluenceFacts> factsOf(const QList<qint64> &identities);
    [[nodiscard]] Result<void> readStrain(PersonFigures &figures, const QList<qint64> &identities, qint64 now);

    Statement m_contact;
    Statement m_identities;
    Statement m_messages;
    Statement m_followers;
    Statement m_voices;
    Statement m_works;
    Statement m_marks;
    Statement m_harsh;
    Statement m_strained;
};

/// Keeps what lists show of people beside them, written anew when something of theirs changes. Writer's lane.
class Figures {
public:
    static constexpr int batchLimit = 500; ///< people of one batch; the others follow with their next message

    Figures(Database &database, const Clock &clock);
    [[nodiscard]] Result<void> refresh(Transaction &transaction, qint64 contact);
    /// Of whoever wrote \a mentions; for Admission::follow().
    [[nodiscard]] Result<void> follow(Transaction &transaction, const QList<qint64> &mentions);

private:
    const Clock &m_clock;
    FigureReader m_reader;
    Statement m_author;
    Statement m_write;
};

} // namespace wheelhouse

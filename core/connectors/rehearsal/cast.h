#pragma once

#include "core/connectors/rehearsal/place.h"
#include "core/connectors/rehearsal/wordstock.h"

#include <QList>

namespace wheelhouse::rehearsal {

/// Somebody made up, with a handle on one place or more.
struct Person {
    enum class Part { Regular, Spammer, Troll, Reporter };
    QString key; ///< "kofi"; for the crowd "p17"
    QString name; ///< display name, in their own script
    QString first; ///< how they are spoken to
    QString language; ///< BCP 47; what they write in
    std::array<QString, places.size()> handles; ///< empty: not there
    qint64 followers = 0;
    Part part = Part::Regular;
    bool lowerCase = false; ///< never holds the shift key
};

inline constexpr int us = -1; ///< in place of a person: one of our own accounts

/// About 400 people who recur: those of stars.txt first, then a crowd from the names in people-*.txt. Same seed, same
/// cast.
class Cast {
public:
    Cast(const WordStock &stock, quint64 seed);

    [[nodiscard]] const QList<Person> &people() const { return m_people; }
    [[nodiscard]] const Person &person(int who) const { return m_people.at(who); }
    /// "kofi", "~31" (the 31st of the crowd who is at \a place), "us"; -2: nobody of that name.
    [[nodiscard]] int find(const QString &key, int place) const;
    /// Somebody at \a place with that part; a few speak often, most seldom.
    [[nodiscard]] int anyone(int place, Person::Part part, Dice &dice) const;
    static constexpr int nobody = -2;

private:
    void addStars();
    void addCrowd(const WordStock &stock, quint64 seed);
    [[nodiscard]] QList<int> at(int place, Person::Part part) const;

    QList<Person> m_people;
    int m_stars = 0;
    std::array<std::array<QList<int>, 4>, places.size()> m_at; ///< [place][part]
};

} // namespace wheelhouse::rehearsal

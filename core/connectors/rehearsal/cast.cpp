#include "core/connectors/rehearsal/cast.h"

#include <QSet>

namespace wheelhouse::rehearsal {

namespace {

constexpr int crowdSize = 400;

struct Name {
    QString shown;
    QString latin; ///< lower case, letters only
};

/// The letters a handle may have: marks are taken off, what has no Latin form is dropped.
QString handleLetters(const QString &text)
{
    QString plain = text.toLower();
    plain.replace(u'ł', u'l').replace(u'ø', u'o').replace(u'ı', u'i');
    plain.replace(QStringLiteral("ß"), QStringLiteral("ss"));
    QString letters;
    const QString apart = plain.normalized(QString::NormalizationForm_D);
    for (const QChar c : apart)
        if (c >= u'a' && c <= u'z')
            letters.append(c);
    return letters;
}

Name drawn(const QStringList &names, Dice &dice)
{
    if (names.isEmpty())
        return {};
    const QString &name = names.at(dice.below(int(names.size())));
    const QString shown = name.section(u'=', 0, 0);
    return { shown, handleLetters(name.contains(u'=') ? name.section(u'=', 1, 1) : shown) };
}

/// One word of 100 for each person of a hundred: "nl nl" seventeen times, and so on.
QStringList hundred(const WordStock &stock)
{
    QStringList all;
    const QStringList lines = stock.lines(QStringLiteral("crowd"), QStringLiteral("any"), QStringLiteral("any"));
    for (const QString &line : lines)
        for (int i = line.section(u' ', 0, 0).toInt(); i > 0; --i)
            all.append(line.section(u' ', 1, 2));
    return all;
}

QString handleAt(int place, const QString &base, const WordStock &stock, Dice &dice)
{
    if (place == mastodon) {
        const QStringList hosts = stock.lines(QStringLiteral("host"), QStringLiteral("any"), QStringLiteral("any"));
        return u'@' + base + u'@' + hosts.at(dice.below(int(hosts.size())));
    }
    return place == bluesky ? base + QStringLiteral(".bsky.example") : base;
}

Person::Part partFromWord(const QString &word)
{
    return word == QLatin1String("troll")   ? Person::Part::Troll
        : word == QLatin1String("reporter") ? Person::Part::Reporter
                                            : Person::Part::Regular;
}

/// In the order of their country; in Japan the family name is also what one is spoken to by.
void giveName(Person &one, const QString &country, const QString &given, const QString &family)
{
    const bool familyFirst =
        country == QLatin1String("ja") || country == QLatin1String("zh") || country == QLatin1String("ko");
    one.first = country == QLatin1String("ja") ? family : given;
    one.name = familyFirst ? family + (country == QLatin1String("ja") ? QStringLiteral(" ") : QString()) + given
                           : given + u' ' + family;
}

Person::Part partOf(int number)
{
    if (number >= crowdSize - 20)
        return Person::Part::Spammer;
    if (number >= crowdSize - 36)
        return Person::Part::Troll;
    return number >= crowdSize - 42 ? Person::Part::Reporter : Person::Part::Regular;
}

/// Most have some dozens or hundreds of followers, very few have tens of thousands.
qint64 followers(Dice &dice)
{
    return qint64(20 * std::exp(dice.wait(1.0) + dice.real() * 3));
}

} // namespace

Cast::Cast(const WordStock &stock, quint64 seed)
{
    addStars();
    addCrowd(stock, seed);
    for (int place = 0; place < int(places.size()); ++place)
        for (int part = 0; part < 4; ++part)
            m_at[size_t(place)][size_t(part)] = at(place, Person::Part(part));
}

void Cast::addStars()
{
    const QStringList lines = WordStock::script(QStringLiteral("stars.txt"));
    for (const QString &line : lines) {
        const QStringList parts = line.split(QStringLiteral(" | "));
        Person star;
        star.key = parts.value(0);
        star.name = parts.value(1);
        star.first = star.name.section(u' ', 0, 0);
        const QStringList where = parts.value(2).split(u' ');
        for (const QString &one : where)
            if (const int place = placeFromKey(one.section(u':', 0, 0)); place >= 0)
                star.handles[size_t(place)] = one.section(u':', 1);
        star.followers = parts.value(3).toLongLong();
        star.language = parts.value(4);
        star.part = partFromWord(parts.value(5));
        m_people.append(star);
    }
    m_stars = int(m_people.size());
}

void Cast::addCrowd(const WordStock &stock, quint64 seed)
{
    const QStringList origins = hundred(stock);
    const QString any = QStringLiteral("any");
    QSet<QString> taken;
    for (int number = 0; number < crowdSize; ++number) {
        Dice dice { seed, 0xCA57, quint64(number) };
        const QString origin = origins.value(dice.below(int(origins.size())));
        const QString country = origin.section(u' ', 0, 0);
        const Name given = drawn(stock.lines(QStringLiteral("given"), country, any), dice);
        const Name family = drawn(stock.lines(QStringLiteral("family"), country, any), dice);
        QString base = given.latin + (dice.chance(0.5) ? family.latin.left(1) : family.latin);
        while (taken.contains(base) || base.size() < 3)
            base += QString::number(dice.between(2, 99));
        taken.insert(base);
        Person one;
        one.key = u'p' + QString::number(number);
        one.language = origin.section(u' ', 1, 1);
        giveName(one, country, given.shown, family.shown);
        if (dice.chance(0.12)) {
            one.name = stock.tell(QStringLiteral("{nick}"), any, {}, dice);
            one.name.replace(QStringLiteral("{given}"), given.shown);
        }
        one.part = partOf(number);
        one.followers = one.part == Person::Part::Reporter ? 4000 + dice.below(60000) : followers(dice);
        one.lowerCase = one.language == QLatin1String("en") && dice.chance(0.12);
        // The first four of every part stand in the four places, so that each place has somebody for each part.
        const int home = number % int(places.size());
        const int second = dice.chance(0.18) ? dice.below(int(places.size())) : home;
        for (const int place : { home, second })
            one.handles[size_t(place)] = handleAt(place, base, stock, dice);
        m_people.append(one);
    }
}

QList<int> Cast::at(int place, Person::Part part) const
{
    QList<int> found;
    for (int who = 0; who < m_people.size(); ++who)
        if (const Person &one = m_people.at(who); one.part == part && !one.handles[size_t(place)].isEmpty())
            found.append(who);
    return found;
}

int Cast::find(const QString &key, int place) const
{
    if (key == QLatin1String("us"))
        return us;
    if (key.startsWith(u'~')) {
        QList<int> crowd = m_at[size_t(place)][size_t(Person::Part::Regular)];
        crowd.removeIf([this](int who) { return who < m_stars; });
        return crowd.isEmpty() ? nobody : crowd.at(QStringView(key).mid(1).toInt() % int(crowd.size()));
    }
    for (int who = 0; who < m_people.size(); ++who)
        if (m_people.at(who).key == key)
            return m_people.at(who).handles[size_t(place)].isEmpty() ? nobody : who;
    return nobody;
}

int Cast::anyone(int place, Person::Part part, Dice &dice) const
{
    const QList<int> &who = m_at[size_t(place)][size_t(part)];
    return who.isEmpty() ? nobody : who.at(int(double(who.size()) * std::pow(dice.real(), 1.6)));
}

} // namespace wheelhouse::rehearsal

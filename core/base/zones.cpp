#include "core/base/zones.h"

#include <QFile>
#include <QHash>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace wheelhouse {

namespace {

constexpr qsizetype longestName = 64;
constexpr int mostLike = 3;

bool isNameLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || QByteArrayView("_-+/").contains(c);
}

/// A compiled zone lies under that name (RFC 8536: such a file begins with TZif). Qt alone takes "Nonsense" for a rule
/// of POSIX, and right/… counts leap seconds.
bool isZoneFile(const QByteArray &name)
{
    if (name.isEmpty() || name.size() > longestName || name.startsWith('/') || name.startsWith("posix")
        || name.startsWith("right/") || name == "localtime" || name == "Factory"
        || !std::all_of(name.begin(), name.end(), isNameLetter))
        return false;
    for (const QLatin1String folder : { QLatin1String("/usr/share/zoneinfo/"), QLatin1String("/usr/lib/zoneinfo/") }) {
        QFile file(folder + QLatin1String(name));
        if (file.open(QIODevice::ReadOnly))
            return file.read(4) == "TZif";
    }
    return false;
}

/// How many letters must be put in, taken out or changed to come from one to the other (Levenshtein).
int distance(const QByteArray &one, const QByteArray &other)
{
    std::vector<int> row(static_cast<size_t>(other.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < one.size(); ++i) {
        int corner = row[0]++;
        for (size_t j = 1; j < row.size(); ++j) {
            const int kept = corner + (one.at(i) == other.at(static_cast<qsizetype>(j) - 1) ? 0 : 1);
            corner = row[j];
            row[j] = std::min({ kept, row[j] + 1, row[j - 1] + 1 });
        }
    }
    return row.back();
}

QByteArray lastPart(const QByteArray &name)
{
    return name.mid(name.lastIndexOf('/') + 1);
}

} // namespace

QTimeZone zoneNamed(const QByteArray &zone)
{
    // Asked for each occurrence of a series: the file is looked at once a thread. Names that are none are not kept, so
    // that a hostile file does not fill it.
    thread_local QHash<QByteArray, QTimeZone> known;
    if (const auto kept = known.constFind(zone); kept != known.constEnd())
        return kept.value();
    if (!isZoneFile(zone))
        return {};
    const QTimeZone found(zone);
    if (found.isValid())
        known.insert(zone, found);
    return found;
}

bool isKnownZone(const QByteArray &zone)
{
    return zoneNamed(zone).isValid();
}

QList<QByteArray> zonesLike(const QString &zone)
{
    const QByteArray meant =
        zone.left(longestName).simplified().toLower().replace(QLatin1Char(' '), QLatin1Char('_')).toUtf8();
    if (meant.size() < 2)
        return {};
    QList<std::pair<int, QByteArray>> near;
    const auto all = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &each : all) {
        const QByteArray name = each.toLower();
        const int far = std::min(
            { distance(meant, name), distance(meant, lastPart(name)), distance(lastPart(meant), lastPart(name)) + 1 });
        if (far <= std::min<int>(2, int(lastPart(meant).size()) / 3) || (far == 1 && lastPart(meant) == lastPart(name)))
            near.append({ far, each });
    }
    std::sort(near.begin(), near.end());
    QList<QByteArray> names;
    for (const auto &[far, name] : near.mid(0, mostLike))
        names.append(name);
    return names;
}

QString placeOf(const QByteArray &zone)
{
    return QString::fromUtf8(lastPart(zone)).replace(QLatin1Char('_'), QLatin1Char(' '));
}

} // namespace wheelhouse

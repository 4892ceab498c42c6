#include "ui/inbox/rememberedview.h"

#include "ui/inbox/namebook.h"

#include <QSettings>

namespace wheelhouse {

namespace {

constexpr QLatin1String kindKey { "inbox/view" };
constexpr QLatin1String aboutKey { "inbox/viewOf" };
constexpr QLatin1String orderKey { "inbox/order" };
constexpr QLatin1String newest { "newest" };
constexpr QLatin1String longestWaiting { "waiting" };
constexpr QLatin1String soonest { "promise" };
constexpr QLatin1String mostUrgent { "urgent" };

/// Everything a view of \a kind can be about: row and global name.
QList<QPair<qint64, QString>> things(View::Kind kind, const NameBook &names)
{
    QList<QPair<qint64, QString>> all;
    const auto add = [&all](const auto &list) {
        for (const auto &each : list)
            all.append({ each.row, each.id.toString() });
    };
    if (kind == View::Kind::Member)
        add(names.members());
    else if (kind == View::Kind::Department)
        add(names.departments());
    else if (kind == View::Kind::Label)
        add(names.labels());
    else if (kind == View::Kind::Channel)
        for (const Outpost &each : names.outposts())
            all.append({ each.row, each.channel.id.toString() });
    return all;
}

View viewIn(const QSettings &settings, const NameBook &names)
{
    const int kept = settings.value(kindKey, 0).toInt();
    const auto kind = static_cast<View::Kind>(qBound(0, kept, int(View::Kind::Label)));
    if (kind < View::Kind::Channel)
        return { kind, 0 };
    const QString about = settings.value(aboutKey).toString();
    for (const auto &[row, name] : things(kind, names))
        if (name == about)
            return { kind, row };
    return {};
}

} // namespace

namespace {

QLatin1String wordOf(Order order)
{
    return order == Order::Newest        ? newest
        : order == Order::MostUrgent     ? mostUrgent
        : order == Order::LongestWaiting ? longestWaiting
                                         : soonest;
}

/// Where nothing is promised, soonest promise first is longest waiting first.
Order orderOf(const QString &word)
{
    return word == newest        ? Order::Newest
        : word == mostUrgent     ? Order::MostUrgent
        : word == longestWaiting ? Order::LongestWaiting
                                 : Order::Soonest;
}

} // namespace

RememberedView rememberedView(const QSettings &settings, const NameBook &names)
{
    return { viewIn(settings, names), orderOf(settings.value(orderKey).toString()) };
}

void rememberView(QSettings &settings, const NameBook &names, const RememberedView &shown)
{
    QString about;
    for (const auto &[row, name] : things(shown.view.kind, names))
        if (row == shown.view.key)
            about = name;
    settings.setValue(kindKey, static_cast<int>(shown.view.kind));
    settings.setValue(aboutKey, about);
    settings.setValue(orderKey, wordOf(shown.order));
}

} // namespace wheelhouse

#include "ui/inbox/snoozemenu.h"

#include "core/inbox/snoozewords.h"

#include <QLineEdit>
#include <QLocale>
#include <QTimeZone>

namespace wheelhouse {

namespace {

constexpr int laterHours = 3;

struct Mode {
    SnoozeMode mode;
    const char *id;
    const char *text;
};
constexpr std::array modes {
    Mode { SnoozeMode::TimeOrReply, "mode:or", QT_TRANSLATE_NOOP("wheelhouse::SnoozeMenu", "An answer wakes it") },
    Mode { SnoozeMode::UntilTime, "mode:time",
        QT_TRANSLATE_NOOP("wheelhouse::SnoozeMenu", "An answer only raises a dot") },
    Mode { SnoozeMode::TimeRegardless, "mode:quiet",
        QT_TRANSLATE_NOOP("wheelhouse::SnoozeMenu", "An answer stays quiet until then") },
};

QString spoken(const QDateTime &moment, const QTimeZone &zone)
{
    return QLocale().toString(
        moment.toTimeZone(zone), SnoozeMenu::tr("dddd d MMMM, HH:mm", "date format: a day and an hour"));
}

/// The next quarter of an hour, some hours from now.
QString laterToday(const QDateTime &now, const QTimeZone &zone)
{
    const QDateTime later = now.addSecs(laterHours * 3600).toTimeZone(zone);
    const int quarter = (later.time().minute() + 14) / 15 * 15;
    return later.addSecs((quarter - later.time().minute()) * 60).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

} // namespace

SnoozeMenu::SnoozeMenu(const Look &look, const Clock &clock, SnoozeMode mode, QWidget *parent)
    : SmallList(look, tr("Snooze until… “tue 9”, “in 2h”"), parent)
    , m_clock(clock)
    , m_zone(QTimeZone::systemTimeZone())
    , m_mode(mode)
{
    fill({});
    auto *field = findChild<QLineEdit *>();
    connect(field, &QLineEdit::textChanged, this, &SnoozeMenu::fill);
    connect(this, &SmallList::picked, this, &SnoozeMenu::take);
    connect(this, &SmallList::created, this, &SnoozeMenu::takeWords);
    setCreatePattern(tr("Snooze until “%1”"));
}

void SnoozeMenu::fill(const QString &typed)
{
    m_typed = typed.simplified();
    QList<Item> items;
    const QDateTime now = m_clock.now();
    if (const auto moment = snoozeMoment(m_typed, now, m_zone); moment && !m_typed.isEmpty())
        items.append({ QLatin1String("words:") + m_typed, m_typed, spoken(moment->utc, m_zone),
            QStringLiteral("chronometer"), {}, {}, false });
    const auto add = [&](const QString &words, const QString &text) {
        if (const auto moment = snoozeMoment(words, now, m_zone))
            items.append({ QLatin1String("words:") + words, text, spoken(moment->utc, m_zone),
                QStringLiteral("chronometer"), {}, {}, false });
    };
    add(laterToday(now, m_zone), tr("Later today"));
    add(QStringLiteral("tomorrow 9:00"), tr("Tomorrow"));
    add(QStringLiteral("next week"), tr("Next Monday"));
    items.append(
        { QStringLiteral("reply"), tr("Until someone answers"), {}, QStringLiteral("state-waiting"), {}, {}, false });
    for (const Mode &each : modes)
        items.append({ QLatin1String(each.id), tr(each.text), {}, {}, {}, {}, each.mode == m_mode });
    setItems(items);
}

void SnoozeMenu::take(const QString &id)
{
    for (const Mode &each : modes)
        if (id == QLatin1String(each.id)) {
            emit modeChosen(each.mode);
            return;
        }
    if (id == QLatin1String("reply"))
        emit chosen({ {}, {}, SnoozeMode::UntilReply }, {});
    else
        takeWords(id.mid(QStringLiteral("words:").size()));
}

void SnoozeMenu::takeWords(const QString &words)
{
    const auto moment = snoozeMoment(words, m_clock.now(), m_zone);
    if (moment)
        emit chosen({ moment->utc, moment->wall, m_mode }, moment->remark);
    else
        emit refused(moment.error());
}

} // namespace wheelhouse

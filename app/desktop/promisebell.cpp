#include "app/desktop/promisebell.h"

#include "core/base/text.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

constexpr int longestName = 60; // characters
constexpr int longestWords = 140;
constexpr int lookMs = 60'000;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PromiseBell)
};

} // namespace

PromiseBell::PromiseBell(const QSettings &settings, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_clock(clock)
{
    m_quiet.setInterval(lookMs);
    connect(&m_quiet, &QTimer::timeout, this, &PromiseBell::endQuiet);
}

void PromiseBell::hear(const PromiseWarning &warning)
{
    const BellSettings wanted = BellSettings::read(m_settings);
    if (!wanted.isOn || warning.share < 80)
        return;
    const QDateTime now = m_clock.now();
    if (wanted.isQuietAt(now.toLocalTime().time())) {
        ++m_kept;
        m_quiet.start();
        return;
    }
    emit rang(noteOf(warning, now));
}

void PromiseBell::endQuiet()
{
    const BellSettings wanted = BellSettings::read(m_settings);
    if (wanted.isQuietAt(m_clock.now().toLocalTime().time()))
        return;
    m_quiet.stop();
    const int kept = std::exchange(m_kept, 0);
    if (wanted.isOn && kept > 0)
        emit rang({ Words::tr("While it was quiet"), Words::tr("%Ln promise(s) ran out or nearly did.", nullptr, kept),
            false });
}

BellNote noteOf(const PromiseWarning &warning, const QDateTime &now)
{
    const QString name = shorten(oneLine(warning.name), longestName);
    const qint64 minutes = std::abs(now.secsTo(warning.dueAt)) / 60;
    const bool isOver = warning.dueAt <= now;
    BellNote note;
    note.isUrgent = isOver;
    note.title = isOver ? Words::tr("Past its promise by %1 min: %2").arg(minutes).arg(name)
                        : Words::tr("%1 min left to answer %2").arg(minutes).arg(name);
    note.body = shorten(oneLine(warning.snippet), longestWords);
    if (warning.isLate)
        note.body =
            Words::tr("Told late: the computer slept, or Wheelhouse was closed.") + QLatin1Char('\n') + note.body;
    return note;
}

QString escapedBody(const QString &body)
{
    return body.toHtmlEscaped();
}

} // namespace wheelhouse

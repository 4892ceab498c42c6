#include "core/routing/dryrunservice.h"

#include <atomic>

namespace wheelhouse {

/// The lane's side: connection and run, made and ended there.
class DryRunService::Desk : public QObject {
    Q_OBJECT
public:
    Desk(QString path, const Clock &clock)
        : m_path(std::move(path))
        , m_clock(clock)
    {
    }
    std::atomic<int> wanted = 0; ///< the only run worth going on with

    Result<DryReport> run(int asked, const QList<Rule> &rules)
    {
        if (wanted != asked)
            return fail(Error::Kind::Cancelled, {});
        if (!m_run) {
            auto opened = Database::open(m_path, Database::Mode::Read);
            if (!opened)
                return tl::unexpected(opened.error());
            m_database = std::move(*opened);
            m_run = std::make_unique<DryRun>(*m_database, m_clock);
        }
        m_run->setStop([this, asked] { return wanted != asked; });
        return m_run->run(rules, [this, asked](int done, int of) { emit progressed(asked, 100 * done / of); });
    }
    void close()
    {
        m_run.reset();
        m_database.reset();
    }

signals:
    void progressed(int asked, int percent);

private:
    QString m_path;
    const Clock &m_clock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<DryRun> m_run;
};

DryRunService::DryRunService(QString path, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_desk(std::make_shared<Desk>(std::move(path), clock))
{
    connect(
        m_desk.get(), &Desk::progressed, this,
        [this](int asked, int percent) {
            if (asked == m_asked)
                emit progressed(percent);
        },
        Qt::QueuedConnection);
}

DryRunService::~DryRunService()
{
    m_desk->wanted = ++m_asked;
    m_lane.ask([desk = m_desk] { desk->close(); });
    m_lane.stop();
}

void DryRunService::start(const QList<Rule> &rules)
{
    const int asked = ++m_asked;
    m_desk->wanted = asked;
    m_isRunning = true;
    m_lane.ask(
        this, [desk = m_desk, asked, rules] { return desk->run(asked, rules); },
        [this, asked](const Result<DryReport> &report) {
            if (asked != m_asked)
                return;
            m_isRunning = false;
            if (report)
                emit finished(*report);
            else
                emit failed(report.error());
        });
}

void DryRunService::stop()
{
    if (!m_isRunning)
        return;
    m_desk->wanted = ++m_asked;
    m_isRunning = false;
    emit failed({ Error::Kind::Cancelled, tr("Stopped. Nothing was changed."), {}, {} });
}

} // namespace wheelhouse

#include "dryrunservice.moc"

#include "app/desktop/composingdesk.h"

#include "core/insights/forecasts.h"
#include "core/publishing/terms.h"

#include <QFileInfo>
#include <QSettings>
#include <QTimeZone>

namespace wheelhouse {

namespace {

Result<QString> sentenceOf(const Result<Planned> &done)
{
    return done.map([](const Planned &planned) { return planned.sentence; });
}

ForecastWords wordsOf(const Forecast &forecast)
{
    ForecastWords words { forecastWords(forecast), recordWords(forecast), {}, {} };
    for (const ForecastReason &each : forecast.reasons)
        (each.isMore ? words.more : words.fewer).append(each.words);
    return words;
}

ForecastQuestion questionOf(const ComposedVariant &variant, const std::optional<WallTime> &at, const QDateTime &now)
{
    ForecastQuestion question { variant.channel.id, {}, 0, {}, QTimeZone::systemTimeZoneId(), now };
    for (const PostPart &each : variant.content.parts) {
        question.parts.append(each.text);
        question.pictures += int(each.pictures.size());
    }
    if (!at || !at->time.isValid())
        return question;
    question.zone = at->zone;
    if (const auto resolved = resolve(*at))
        question.at = resolved->utc;
    return question;
}

} // namespace

/// Its own reading connection, made where it is first asked, on the lane, and only touched there.
struct ComposingDesk::Foretelling {
    QString path;
    std::unique_ptr<Database> database;
    std::unique_ptr<Forecasts> forecasts;

    Result<Forecast> ask(const ForecastQuestion &question)
    {
        if (!forecasts) {
            auto opened = Database::open(path, Database::Mode::Read);
            if (!opened)
                return tl::unexpected(opened.error());
            database = std::move(*opened);
            forecasts = std::make_unique<Forecasts>(*database);
        }
        return forecasts->forecast(question);
    }
};

ComposingDesk::ComposingDesk(
    Engine &engine, Database &reader, const Look &look, Shortcuts &shortcuts, const QSettings &settings)
    : m_engine(engine)
    , m_reader(reader)
    , m_saved(reader)
    , m_limits(reader)
    , m_calendar(reader)
    , m_foretelling(std::make_shared<Foretelling>(Foretelling { engine.file().path(), {}, {} }))
    , m_services { engine.lane(), m_background, engine.desks().composing, engine.desks().readying, m_reader, m_limits,
        savedWords(), engine.desks().changes, engine.clock(), engine.file().path(),
        QFileInfo(settings.fileName()).path() + QStringLiteral("/words.txt"), planDoor(), forecastDoor(),
        PublishingTermsStore(reader).read().value_or(PublishingTerms()).needsApproval }
    , m_panel(new ComposerPanel(m_services, look, shortcuts))
{
}

ComposingDesk::~ComposingDesk()
{
    m_background.stop();
}

SavedWordsServices ComposingDesk::savedWords()
{
    return { m_engine.lane(), m_engine.desks().savedWords, m_saved };
}

PlanDoor ComposingDesk::planDoor()
{
    CalendarDesk &calendar = m_engine.desks().calendar;
    PlanDoor door;
    door.at = [this](PostId post) -> Result<std::optional<WallTime>> {
        const auto card = m_calendar.card({ post, {} });
        if (!card)
            return tl::unexpected(card.error());
        if (*card)
            return (*card)->at;
        // A series stands where it begins; planning it again moves all of it.
        const auto series = m_calendar.series(post);
        return series && *series && (*series)->start.time.isValid() ? std::optional((*series)->start) : std::nullopt;
    };
    door.place = [&calendar](PostId post, const std::optional<WallTime> &at) {
        return sentenceOf(calendar.place({ { { post, {} }, at } }, EditScope::All));
    };
    door.schedule = [&calendar](PostId post) { return sentenceOf(calendar.schedule({ post })); };
    door.unschedule = [&calendar](PostId post) { return sentenceOf(calendar.unschedule({ post })); };
    door.setCampaign = [&calendar](PostId post, const QString &campaign) {
        return sentenceOf(calendar.setCampaign({ post }, campaign));
    };
    return door;
}

/// One question at a time, and of those that wait only the newest: nobody reads what was foretold of half a word.
ForecastDoor ComposingDesk::forecastDoor()
{
    return [this](const ComposedVariant &variant, const std::optional<WallTime> &at,
               const std::function<void(const ForecastWords &)> &then) {
        m_asked = [this, question = questionOf(variant, at, m_engine.clock().now()), then] {
            m_background.ask(
                this, [foretelling = m_foretelling, question] { return foretelling->ask(question); },
                [this, then](const Result<Forecast> &forecast) {
                    m_isForetelling = false;
                    then(forecast ? wordsOf(*forecast) : ForecastWords { forecast.error().message, {}, {}, {} });
                    foretell();
                });
        };
        foretell();
    };
}

void ComposingDesk::foretell()
{
    if (m_isForetelling || !m_asked)
        return;
    m_isForetelling = true;
    std::exchange(m_asked, {})();
}

} // namespace wheelhouse

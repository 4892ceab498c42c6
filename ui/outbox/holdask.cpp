#include "ui/outbox/holdask.h"

#include "ui/kit/overlay.h"
#include "ui/outbox/holdcard.h"

namespace wheelhouse {

namespace {

constexpr int cardWidth = 540; // three ways beside each other, also where their words are long

/// What was held, and how many it keeps back.
struct Held {
    Hold hold;
    int covered = 0;
};

} // namespace

HoldAsk::HoldAsk(const OutboxServices &services, OutboxReader &reader, const Look &look, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_reader(reader)
    , m_card(new HoldCard(look))
    , m_over(new Overlay(look, window, Overlay::Place::Middle))
{
    m_over->setContent(m_card, cardWidth);
    connect(m_card, &HoldCard::cancelled, m_over, &Overlay::dismiss);
    connect(m_card, &HoldCard::holdRequested, this, &HoldAsk::hold);
    connect(m_card, &HoldCard::releaseRequested, this, &HoldAsk::release);
    connect(&m_services.changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        if (m_over->isOpen() && (tables.isEmpty() || tables.contains("delivery") || tables.contains("hold")))
            read();
    });
}

void HoldAsk::open(qint64 campaign)
{
    m_card->begin(campaign);
    m_card->setFigures({});
    m_card->begin(campaign);
    m_over->open(m_card->firstFocus());
    read();
}

void HoldAsk::read()
{
    m_reader.ask<HoldFigures>(
        this, [](OutboxBook &book) { return book.holds(); },
        [this](const Result<HoldFigures> &figures) {
            if (figures)
                m_card->setFigures(*figures);
            else
                m_card->say(figures.error());
        });
}

void HoldAsk::hold(qint64 campaign, const QString &reason)
{
    m_services.engine.ask(
        this,
        [&outbox = m_services.outbox, campaign, reason]() -> Result<Held> {
            auto covered = outbox.coveredBy(campaign);
            auto set = covered ? outbox.hold(campaign, reason) : Result<Hold>(tl::unexpected(covered.error()));
            if (!set)
                return tl::unexpected(set.error());
            return Held { *set, *covered };
        },
        [this](const Result<Held> &done) {
            if (!done)
                return m_card->say(done.error());
            m_over->dismiss();
            emit held(tr("Held: %Ln {post waits|posts wait}", nullptr, done->covered));
        });
}

void HoldAsk::release(const QList<HoldId> &holds)
{
    m_services.engine.ask(
        this,
        [&outbox = m_services.outbox, holds]() -> Result<int> {
            int waiting = 0;
            for (const HoldId each : holds) {
                auto done = outbox.release(each);
                if (!done)
                    return done;
                waiting += *done;
            }
            return waiting;
        },
        [this](const Result<int> &done) {
            if (!done)
                return m_card->say(done.error());
            m_over->dismiss();
            emit released(tr("Released. Nothing went out: %Ln {post waits|posts wait} for you", nullptr, *done), *done);
        });
}

} // namespace wheelhouse

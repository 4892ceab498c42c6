#pragma once

#include "core/inbox/labels.h"
#include "core/inbox/merging.h"
#include "core/inbox/notes.h"
#include "core/inbox/savedfilters.h"
#include "core/inbox/searchservice.h"
#include "core/intake/school.h"
#include "core/operations/stepback.h"
#include "core/people/contactbook.h"
#include "core/people/peopledesk.h"
#include "core/posts/drafting.h"
#include "core/routing/routing.h"
#include "core/routing/routingservices.h"
#include "tests/support/desk.h"
#include "ui/inbox/inboxservices.h"
#include "ui/kit/look.h"
#include "ui/kit/shortcuts.h"

#include <QSettings>

#include <thread>

namespace wheelhouse {

/// A desk whose writing side lives on a lane of its own, as in the program, and the window's reading side over it.
class InboxDesk {
public:
    /// Runs \a work on the engine's lane and waits for it.
    template<typename Work> auto on(Work work)
    {
        auto future = m_engine.ask(std::move(work));
        future.waitForFinished();
        if constexpr (!std::is_void_v<std::invoke_result_t<Work>>)
            return future.result();
    }

    InboxDesk()
    {
        on([this] {
            m_writing = std::make_unique<Writing>();
            m_path = m_writing->desk.database.path();
        });
        m_reading = std::make_unique<Reading>(m_path, m_reader, clock);
        m_routing = std::make_unique<RoutingServices>(RoutingServices { m_writing->rules, m_writing->macros,
            m_reading->ruleList, m_reading->ruleTrace, m_reading->urgencyPlaces, m_path });
        look.setReducedMotion(true);
    }
    ~InboxDesk()
    {
        m_reading.reset();
        on([this] { m_writing.reset(); });
    }
    InboxDesk(const InboxDesk &) = delete;
    InboxDesk &operator=(const InboxDesk &) = delete;

    [[nodiscard]] TestDesk &desk() { return m_writing->desk; } ///< only inside on()

    /// A message of \a author, given to this desk's person; returns its conversation.
    qint64 receive(const QString &name, const QString &text, int minutesAgo, const QString &author, bool mine = true)
    {
        return on([=, this] {
            desk().receive({ desk().saying(name, text, minutesAgo, {}, author) });
            const qint64 row = desk().conversationOf(name);
            if (mine) {
                auto given = desk().triage.assign({ row }, desk().me());
                auto unread = desk().triage.setUnread({ row }, true);
                if (!given || !unread)
                    qFatal("not given");
            }
            return row;
        });
    }
    QString stateOf(qint64 conversation)
    {
        return on([=, this] { return desk().stateOf(conversation); });
    }
    qint64 number(const QByteArray &sql)
    {
        return on([=, this] { return desk().database.number(sql.constData()); });
    }
    [[nodiscard]] InboxServices services()
    {
        return { m_engine, m_writing->desk.triage, m_writing->desk.undo, m_writing->notes, m_writing->drafting,
            m_writing->labels, m_writing->merging, m_writing->filters, m_writing->people, m_writing->corrections,
            m_writing->school, m_reading->store, m_reading->roster, m_reading->contacts, m_reading->people,
            m_reading->drafts, m_reading->filterList, m_reading->search, m_writing->changes, clock, m_routing.get() };
    }
    /// Adds a rule, or a macro where it asks for nothing; gives its id.
    RuleId addRule(const QString &asks, const RuleActs &acts, const QString &name = QStringLiteral("Refunds"))
    {
        return on([=, this] {
            const auto kind = asks.isEmpty() ? Rule::Kind::Macro : Rule::Kind::Rule;
            TestDesk::must(
                m_writing->rules.add(kind, { name, asks, acts, false, QStringLiteral("Care asked for it") }));
            return TestDesk::must(m_writing->rules.list(kind)).last().id;
        });
    }

    /// Whatever is searched for waits until \a time is over.
    void holdReader(std::chrono::milliseconds time)
    {
        std::ignore = m_reader.ask([time] { std::this_thread::sleep_for(time); });
    }

    /// Steps back on the engine's lane, as the window does for \a panel.
    template<typename Panel> void tieSteps(Panel &panel)
    {
        m_stepBack = std::make_unique<StepBack>(m_engine, m_writing->desk.undo);
        QObject::connect(&panel, &Panel::undoRequested, m_stepBack.get(), &StepBack::back);
        QObject::connect(m_stepBack.get(), &StepBack::stepped, &panel, &Panel::showStepped);
        QObject::connect(m_stepBack.get(), &StepBack::acted, &panel, &Panel::acted);
        QObject::connect(m_stepBack.get(), &StepBack::told, &panel, &Panel::told);
    }
    [[nodiscard]] StepBack &stepBack() { return *m_stepBack; }

    FakeClock clock;
    QTemporaryDir folder;
    QSettings settings { folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat };
    Look look;
    Shortcuts shortcuts { settings };

private:
    struct Writing {
        TestDesk desk;
        Changes changes { desk.writer() };
        Notes notes { desk.writer(), desk.log, desk.undo, desk.clock };
        Drafting drafting { desk.writer(), desk.log, desk.undo, desk.clock };
        LabelBook labels { desk.writer(), desk.log };
        Merging merging { desk.writer(), desk.log, desk.undo, desk.clock };
        SavedFilters filters { desk.writer(), desk.log, desk.undo };
        PeopleDesk people { desk.writer(), desk.log, desk.undo, desk.clock };
        RuleBook rules { desk.writer(), desk.log, desk.undo, desk.clock };
        Macros macros { desk.writer(), desk.triage, desk.clock };
        Routing routing { desk.writer(), desk.log, desk.clock };
        Corrections corrections { desk.writer(), desk.log, desk.undo, desk.clock };
        School school { desk.writer(), corrections, desk.admission };
        Writing()
        {
            desk.admission.follow([this](Transaction &transaction, const QList<qint64> &arrived) {
                return routing.follow(transaction, arrived);
            });
        }
    };
    struct Reading {
        Reading(const QString &path, Lane &reader, const Clock &clock)
            : database(TestDesk::must(Database::open(path, Database::Mode::Read)))
            , search(reader, path, clock)
        {
        }
        std::unique_ptr<Database> database;
        MentionStore store { *database };
        Roster roster { *database };
        ContactBook contacts { *database };
        PeopleReading people { *database };
        DraftReader drafts { *database };
        SavedFilterList filterList { *database };
        RuleList ruleList { *database };
        RuleTrace ruleTrace { *database };
        UrgencyPlaces urgencyPlaces { *database };
        SearchService search;
    };
    Lane m_engine { QStringLiteral("engine") };
    Lane m_reader { QStringLiteral("reader") };
    std::unique_ptr<Writing> m_writing;
    std::unique_ptr<Reading> m_reading;
    std::unique_ptr<RoutingServices> m_routing;
    std::unique_ptr<StepBack> m_stepBack;
    QString m_path;
};

} // namespace wheelhouse

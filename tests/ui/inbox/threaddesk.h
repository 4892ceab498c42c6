#pragma once

#include "core/base/lane.h"
#include "core/gestures/gesturelist.h"
#include "core/inbox/labels.h"
#include "core/inbox/merging.h"
#include "core/inbox/notes.h"
#include "core/inbox/savedfilters.h"
#include "core/inbox/searchservice.h"
#include "core/intake/school.h"
#include "core/networks/accounts.h"
#include "core/networks/limitsbook.h"
#include "core/people/contactbook.h"
#include "core/people/peopledesk.h"
#include "core/posts/drafting.h"
#include "core/posts/savedwords.h"
#include "core/publishing/replies.h"
#include "core/store/changes.h"
#include "tests/support/desk.h"
#include "ui/inbox/inboxservices.h"
#include "ui/kit/look.h"
#include "ui/savedwords/savedreplypicker.h"

namespace wheelhouse {

/// A TestDesk on an engine lane of its own, with the window's services over a reading connection, as in the program.
class ThreadDesk {
    /// What lives on the engine lane, in the order of its making.
    struct Writer {
        TestDesk desk;
        Notes notes { desk.writer(), desk.log, desk.undo, desk.clock };
        Drafting drafts { desk.writer(), desk.log, desk.undo, desk.clock };
        LabelBook labels { desk.writer(), desk.log };
        Merging merging { desk.writer(), desk.log, desk.undo, desk.clock };
        SavedFilters filters { desk.writer(), desk.log, desk.undo };
        PeopleDesk people { desk.writer(), desk.log, desk.undo, desk.clock };
        Corrections corrections { desk.writer(), desk.log, desk.undo, desk.clock };
        School school { desk.writer(), corrections, desk.admission };
        Changes changes { desk.writer() };
        Accounts accounts { desk.writer(), desk.log, desk.undo, desk.clock };
        Gestures gestures { desk.writer(), desk.log, desk.undo, desk.clock };
        PostStore posts { desk.writer(), desk.log, desk.clock };
        Holds holds { desk.writer(), desk.log, desk.clock };
        Outbox outbox { desk.writer(), desk.log, desk.undo, holds, desk.clock };
        Replies replies { desk.writer(), desk.log, desk.undo, posts, outbox, desk.clock };
        SavedWords saved { desk.writer(), desk.log, desk.undo };
    };
    /// What lives on the window's thread.
    struct Window {
        explicit Window(Writer &writer, Lane &lane, Lane &reader)
            : database(TestDesk::must(Database::open(writer.desk.database.path(), Database::Mode::Read)))
            , saved { lane, writer.saved, savedReading }
            , search(reader, writer.desk.database.path(), writer.desk.clock)
            , services { lane, writer.desk.triage, writer.desk.undo, writer.notes, writer.drafts, writer.labels,
                writer.merging, writer.filters, writer.people, writer.corrections, writer.school, store, roster,
                contacts, peopleReading, draftReader, filterList, search, writer.changes, writer.desk.clock }
        {
        }
        std::unique_ptr<Database> database;
        MentionStore store { *database };
        Roster roster { *database };
        ContactBook contacts { *database };
        PeopleReading peopleReading { *database };
        DraftReader draftReader { *database };
        SavedFilterList filterList { *database };
        GestureList wishes { *database };
        AccountList accounts { *database };
        ReplyReader replyPlans { *database };
        LimitsBook limits { *database };
        SavedWordsReader savedReading { *database };
        SavedWordsServices saved;
        SearchService search;
        InboxServices services;
    };

public:
    ThreadDesk()
    {
        on([this] { m_writer = std::make_unique<Writer>(); });
        m_window = std::make_unique<Window>(*m_writer, m_lane, m_reader);
    }
    ~ThreadDesk()
    {
        m_window.reset();
        on([this] { m_writer.reset(); });
    }
    ThreadDesk(const ThreadDesk &) = delete;
    ThreadDesk &operator=(const ThreadDesk &) = delete;

    /// Runs \a work on the engine lane and waits for it.
    template<typename Work> std::invoke_result_t<Work> on(Work work)
    {
        auto future = m_lane.ask(std::move(work));
        future.waitForFinished();
        if constexpr (!std::is_void_v<std::invoke_result_t<Work>>)
            return future.result();
    }
    /// Inside on() only, but for the clock.
    [[nodiscard]] TestDesk &desk() { return m_writer->desk; }
    [[nodiscard]] PeopleDesk &people() { return m_writer->people; }
    [[nodiscard]] Notes &notes() { return m_writer->notes; }
    [[nodiscard]] Gestures &gestures() { return m_writer->gestures; }
    [[nodiscard]] FakeClock &clock() { return m_writer->desk.clock; }
    [[nodiscard]] InboxServices &services() { return m_window->services; }

    /// From here on what comes in comes by an account, on whose network \a kinds may be done. Before a view is made.
    void signIn(const QSet<Gesture::Kind> &kinds)
    {
        on([this] {
            SignedIn account;
            account.network = NetworkId::Mastodon;
            account.globalName = QStringLiteral("https://coffee.example/users/marlowe");
            account.handle = QStringLiteral("@marlowe@coffee.example");
            account.address = QStringLiteral("https://coffee.example");
            TestDesk::must(m_writer->accounts.signIn(account));
            desk().channel = TestDesk::must(m_writer->accounts.list()).first().channelRow;
        });
        services().gestures = &m_writer->gestures;
        services().wishes = &m_window->wishes;
        services().gesturesOn = [kinds](NetworkId) { return kinds; };
    }
    /// As signIn(), and answers go out. Before a view is made.
    void signInToAnswer()
    {
        signIn({});
        services().accounts = &m_window->accounts;
        services().replies = &m_writer->replies;
        services().replyPlans = &m_window->replyPlans;
        services().limits = &m_window->limits;
    }
    /// Has saved replies offered, with this one among them. Before a view is made.
    void saveReply(const QString &name, const QString &text)
    {
        on([&, this] { TestDesk::must(m_writer->saved.put(SavedReply { {}, name, text, {}, 0 })); });
        services().saved = &m_window->saved;
    }
    /// One more account of ours on the same server. Before a view is made.
    void signInBeside(const QString &name)
    {
        on([this, name] {
            SignedIn account;
            account.network = NetworkId::Mastodon;
            account.globalName = QStringLiteral("https://coffee.example/users/") + name;
            account.handle = QStringLiteral("@%1@coffee.example").arg(name);
            account.address = QStringLiteral("https://coffee.example");
            TestDesk::must(m_writer->accounts.signIn(account));
        });
    }
    /// Takes in what somebody said and gives its conversation.
    qint64 receive(const QList<Arrival> &arrivals)
    {
        return on([this, arrivals] {
            desk().receive(arrivals);
            const QString name = arrivals.constLast().globalName.section(QLatin1Char('/'), -1);
            return desk().conversationOf(name);
        });
    }
    /// A colleague who is not at this desk; the row.
    qint64 colleague(const QString &name)
    {
        return on([this, name] {
            auto transaction = Transaction::begin(desk().writer());
            Member member;
            member.name = name;
            const qint64 row = TestDesk::must(desk().roster.add(*transaction, desk().log, member)).row;
            TestDesk::must(transaction->commit());
            return row;
        });
    }
    [[nodiscard]] QString draftOf(qint64 conversation)
    {
        const auto draft = TestDesk::must(services().draftReader.reply(conversation));
        return draft ? draft->text : QString();
    }

private:
    Lane m_lane { QStringLiteral("engine") };
    Lane m_reader { QStringLiteral("reader") };
    std::unique_ptr<Writer> m_writer;
    std::unique_ptr<Window> m_window;
};

} // namespace wheelhouse

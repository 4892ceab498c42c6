#pragma once

#include "core/inbox/mentionstore.h"
#include "core/inbox/triage.h"
#include "core/intake/admission.h"
#include "core/team/roster.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testdatabase.h"

namespace wheelhouse {

/// A desk to test with: a workspace file, somebody at it, a channel, and the services over them.
class TestDesk {
public:
    TestDesk()
    {
        must(writer().run("INSERT INTO workspace (row, id, name, kind, desk, made_at) "
                          "VALUES (1, randomblob(16), 'Test', 'desk', randomblob(16), 0)"));
        auto transaction = Transaction::begin(writer());
        m_me = must(roster.beginAs(*transaction, QStringLiteral("Ines Okafor"))).row;
        channel = must(admission.channel(*transaction,
            { ChannelId::fromName("channel", "test"), NetworkId::Mastodon, QStringLiteral("@marlowe"),
                QStringLiteral("@marlowe") }));
        must(transaction->commit());
    }
    [[nodiscard]] Database &writer() { return database.writer(); }
    [[nodiscard]] qint64 me() const { return m_me; }

    /// Takes in \a arrivals as they would come from a network; gives the report.
    AdmissionReport receive(const QList<Arrival> &arrivals, bool asHistory = false)
    {
        auto transaction = Transaction::begin(writer());
        const qint64 now = clock.nowMs();
        auto report = must(admission.admit(
            *transaction, prepareAll(arrivals, NetworkId::Mastodon, now), { channel, now, asHistory, std::nullopt }));
        must(transaction->commit());
        return report;
    }
    /// What their authors did to messages, or what was taken away, as a network would tell it.
    void respond(const QList<Response> &responses, const QStringList &gone = {})
    {
        auto transaction = Transaction::begin(writer());
        const AdmissionTerms terms { channel, clock.nowMs(), false, std::nullopt };
        must(admission.respond(*transaction, responses, terms));
        must(admission.gone(*transaction, gone, terms));
        must(transaction->commit());
    }
    /// An arrival named \a name, written \a minutesAgo.
    Arrival saying(const QString &name, const QString &text, int minutesAgo = 0, const QString &replyTo = {},
        const QString &author = QStringLiteral("ada"))
    {
        Arrival arrival;
        arrival.globalName = QStringLiteral("https://a.example/") + name;
        arrival.inReplyTo = replyTo.isEmpty() ? QString() : QStringLiteral("https://a.example/") + replyTo;
        arrival.author.globalName = QStringLiteral("https://a.example/@") + author;
        arrival.author.handle = QLatin1Char('@') + author;
        arrival.author.displayName = author;
        arrival.author.isUs = author == QLatin1String("us");
        arrival.body = text;
        arrival.writtenAt = clock.now().addSecs(-60 * minutesAgo);
        return arrival;
    }
    /// The row of the conversation in which the mention named \a name lives.
    qint64 conversationOf(const QString &name)
    {
        Statement find(writer(), "SELECT conversation FROM mention WHERE global_name = ?1");
        return must(find.number(QStringLiteral("https://a.example/") + name)).value_or(0);
    }
    QString stateOf(qint64 conversation)
    {
        Statement find(writer(), "SELECT state FROM conversation WHERE row = ?1");
        return must(find.one<QString>([](const Row &row) { return row.text(0); }, conversation)).value_or(QString());
    }
    /// Whether every tally equals what counting gives.
    bool talliesAreTrue();

    template<typename T> static T must(Result<T> result)
    {
        if (!result)
            qFatal("%s (%s)", qPrintable(result.error().message), qPrintable(result.error().detail));
        if constexpr (!std::is_void_v<T>)
            return std::move(*result);
    }

    FakeClock clock;
    TestDatabase database;
    Roster roster { database.writer() };
    OperationLog log { database.writer(), clock };
    Undo undo { database.writer(), log };
    Triage triage { database.writer(), log, undo, clock };
    Admission admission { database.writer() };
    MentionStore mentions { database.writer() };
    qint64 channel = 0;

private:
    qint64 m_me = 0;
};

inline bool TestDesk::talliesAreTrue()
{
    // Counted afresh, and compared both ways.
    static constexpr const char *counted = R"(
        SELECT 'all' AS kind, 0 AS key, state, count(*) AS n FROM conversation WHERE state <> 'merged' GROUP BY state
        UNION ALL SELECT 'channel', channel, state, count(*) FROM conversation WHERE state <> 'merged' GROUP BY channel, state
        UNION ALL SELECT 'assignee', coalesce(assignee, 0), state, count(*) FROM conversation WHERE state <> 'merged' GROUP BY coalesce(assignee, 0), state
        UNION ALL SELECT 'department', department, state, count(*) FROM conversation WHERE state <> 'merged' AND department IS NOT NULL GROUP BY department, state
        UNION ALL SELECT 'label', l.label, c.state, count(*) FROM conversation_label l JOIN conversation c ON c.row = l.conversation WHERE c.state <> 'merged' GROUP BY l.label, c.state)";
    const QByteArray kept = "SELECT kind, key, state, n FROM tally WHERE n > 0";
    const QByteArray sql = "SELECT (SELECT count(*) FROM (" + kept + " EXCEPT SELECT * FROM (" + counted + "))) + "
        + "(SELECT count(*) FROM (SELECT * FROM (" + counted + ") EXCEPT " + kept + "))";
    return database.number(sql.constData()) == 0;
}

} // namespace wheelhouse

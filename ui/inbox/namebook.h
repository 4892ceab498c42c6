#pragma once

#include "core/inbox/mentionstore.h"
#include "core/team/roster.h"
#include "ui/kit/theme.h"

#include <QCoreApplication>

namespace wheelhouse {

/// A channel with the row by which conversations name it.
struct Outpost {
    qint64 row = 0;
    Channel channel;
    friend bool operator==(const Outpost &, const Outpost &) = default;
};

/// Who and what the rows of a conversation stand for: members, departments, labels, channels. Read at once, again when
/// they changed; short lists all of them.
class NameBook {
    Q_DECLARE_TR_FUNCTIONS(NameBook)
public:
    NameBook(MentionStore &store, Roster &roster);
    [[nodiscard]] Result<void> read();
    /// Whether a change of \a tables (empty: any) asks for another read().
    [[nodiscard]] static bool isTouchedBy(const QSet<QByteArray> &tables);

    [[nodiscard]] const QList<Member> &members() const { return m_members; }
    [[nodiscard]] const QList<Department> &departments() const { return m_departments; }
    [[nodiscard]] const QList<Label> &labels() const { return m_labels; }
    [[nodiscard]] const QList<Outpost> &outposts() const { return m_outposts; }
    [[nodiscard]] qint64 me() const { return m_me; } ///< row; 0: not named yet

    [[nodiscard]] QString member(qint64 row) const; ///< name; empty: unknown
    [[nodiscard]] QString department(qint64 row) const;
    [[nodiscard]] Label label(qint64 row) const;
    [[nodiscard]] QString outpost(qint64 row) const;
    /// The name of the label, member or department with that global name; empty: unknown.
    [[nodiscard]] QString thing(const QUuid &id) const;

    /// What people who work together call \a name: its first word, kept apart from the words around it.
    [[nodiscard]] static QString firstName(const QString &name);
    [[nodiscard]] static QString network(NetworkId network); ///< "Bluesky", as people call it
    [[nodiscard]] static QString networkIcon(NetworkId network);
    [[nodiscard]] static Tint tint(const QString &colour); ///< of a Label::colour

private:
    MentionStore &m_store;
    Roster &m_roster;
    QList<Member> m_members;
    QList<Department> m_departments;
    QList<Label> m_labels;
    QList<Outpost> m_outposts;
    qint64 m_me = 0;
};

} // namespace wheelhouse

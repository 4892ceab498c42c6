#pragma once

#include "core/people/contactbook.h"
#include "core/people/matching.h"

#include <QWidget>

class QVBoxLayout;

namespace wheelhouse {

class Look;
class IdentityRow;

/// Who somebody is on each network, and who else they may be: what is sure has a tick, a guess a question mark until a
/// person says yes or no. Each row has its menu (right button, menu key); Enter says yes to a guess, Delete says no, or
/// splits off what was put together.
class IdentityList : public QWidget {
    Q_OBJECT
public:
    explicit IdentityList(const Look &look, QWidget *parent = nullptr);
    void setLines(const QList<IdentityLine> &lines, const QList<MatchProposal> &proposals);
    void clear();

signals:
    void copyRequested(const QString &handle);
    void profileRequested(const QString &url);
    void splitRequested(qint64 identity);
    void confirmed(const wheelhouse::MatchProposal &proposal);
    void saidThemselves(const wheelhouse::MatchProposal &proposal); ///< the person told us that it is them
    void refused(const wheelhouse::MatchProposal &proposal);

private:
    void addLine(const IdentityLine &line, bool canSplit);
    void addProposal(const MatchProposal &proposal);

    const Look &m_look;
    QVBoxLayout *m_column;
    QList<IdentityLine> m_lines;
    QList<MatchProposal> m_proposals;
};

/// A reason as the card says it: "same e-mail".
[[nodiscard]] QString matchWords(MatchReason reason);

} // namespace wheelhouse

#include "ui/inbox/identitylist.h"

#include "core/base/text.h"
#include "ui/inbox/elidedlabel.h"
#include "ui/inbox/identityrow.h"
#include "ui/inbox/namebook.h"
#include "ui/inbox/thread/linkgate.h"

#include <QLocale>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int longestName = 200; // characters

QString shown(const QString &handle, const QString &name)
{
    const QString words = handle.trimmed().isEmpty() ? name : handle;
    return words.trimmed().isEmpty() ? IdentityList::tr("without a handle") : shorten(oneLine(words), longestName);
}

/// "✓ since 2024 · 1,204 followers", "✓ same e-mail, confirmed".
QString aboutWords(const IdentityLine &line)
{
    QStringList words;
    if (line.match.isEmpty())
        words.append(IdentityList::tr("since %1", "a year").arg(line.firstSeen.date().year()));
    else if (const MatchReason reason = matchFromWord(line.match); reason == MatchReason::Said)
        words.append(IdentityList::tr("confirmed by them"));
    else if (reason == MatchReason::ByHand)
        words.append(IdentityList::tr("put together here"));
    else
        words.append(
            IdentityList::tr("%1, confirmed", "a reason why two identities are one person").arg(matchWords(reason)));
    if (line.followers)
        words.append(IdentityList::tr("%1 followers").arg(QLocale().toString(*line.followers)));
    return QStringLiteral("✓ ") + words.join(QStringLiteral(" · "));
}

} // namespace

QString matchWords(MatchReason reason)
{
    switch (reason) {
    case MatchReason::Bridge:
        return IdentityList::tr("a bridge's copy");
    case MatchReason::MutualLink:
        return IdentityList::tr("profiles link both ways");
    case MatchReason::VerifiedDomain:
        return IdentityList::tr("same verified domain");
    case MatchReason::Email:
        return IdentityList::tr("same e-mail");
    case MatchReason::Link:
        return IdentityList::tr("linked from the profile");
    case MatchReason::SameLink:
        return IdentityList::tr("same link in both profiles");
    case MatchReason::Handle:
        return IdentityList::tr("same rare handle");
    case MatchReason::Name:
        return IdentityList::tr("same name");
    case MatchReason::Said:
        return IdentityList::tr("they said so");
    case MatchReason::ByHand:
        break;
    }
    return IdentityList::tr("put together here");
}

IdentityList::IdentityList(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::grid);
    setAccessibleName(tr("Identities"));
    connect(&look, &Look::changed, this, [this] {
        const auto lines = std::exchange(m_lines, {});
        setLines(lines, std::exchange(m_proposals, {}));
    });
}

void IdentityList::clear()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

/// The rows stay where they are, under the mouse and the keyboard, as long as they say the same.
void IdentityList::setLines(const QList<IdentityLine> &lines, const QList<MatchProposal> &proposals)
{
    if (lines == m_lines && proposals == m_proposals && m_column->count() > 0)
        return;
    m_lines = lines;
    m_proposals = proposals;
    clear();
    for (const IdentityLine &line : lines)
        addLine(line, lines.size() > 1);
    for (const MatchProposal &proposal : proposals)
        addProposal(proposal);
}

void IdentityList::addLine(const IdentityLine &line, bool canSplit)
{
    const QString handle = shown(line.handle, {});
    auto *row = new IdentityRow(
        m_look, line.network, handle, aboutWords(line), line.match.isEmpty() ? Ink::Third : Ink::Second, this);
    if (!line.handle.trimmed().isEmpty()) {
        row->addButton(
            QStringLiteral("edit-copy"), tr("Copy %1").arg(handle), [this, handle] { emit copyRequested(handle); });
        if (!line.profileUrl.isEmpty())
            row->addButton(
                QStringLiteral("internet-services"), tr("Open the profile of %1").arg(handle),
                [this, url = line.profileUrl] { emit profileRequested(url); }, LinkGate::tip(line.profileUrl, {}));
    }
    if (canSplit)
        row->addStep(tr("Somebody else: split off"), Qt::Key_Delete,
            [this, identity = line.row] { emit splitRequested(identity); });
    m_column->addWidget(row);
}

void IdentityList::addProposal(const MatchProposal &proposal)
{
    const QString handle = shown(proposal.handle, proposal.name);
    QStringList reasons;
    for (const MatchReason reason : proposal.reasons)
        reasons.append(matchWords(reason));
    auto *row = new IdentityRow(m_look, proposal.network, handle,
        tr("? %1, check", "a guess that two identities are one person")
            .arg(reasons.mid(0, 2).join(QStringLiteral(", "))),
        Ink::Amber, this);
    row->addButton(QStringLiteral("dialog-ok-apply"), tr("Yes, %1 is the same person").arg(handle),
        [this, proposal] { emit confirmed(proposal); });
    row->addButton(QStringLiteral("dialog-cancel"), tr("No, %1 is somebody else").arg(handle),
        [this, proposal] { emit refused(proposal); });
    row->addStep(tr("The same person"), Qt::Key_Return, [this, proposal] { emit confirmed(proposal); });
    row->addStep(tr("They told us that it is them"), 0, [this, proposal] { emit saidThemselves(proposal); });
    row->addStep(tr("Somebody else: do not ask again"), Qt::Key_Delete, [this, proposal] { emit refused(proposal); });
    m_column->addWidget(row);
}

} // namespace wheelhouse

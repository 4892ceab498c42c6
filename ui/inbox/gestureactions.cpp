#include "ui/inbox/gestureactions.h"

#include "core/gestures/gestures.h"
#include "ui/inbox/conversationview.h"
#include "ui/inbox/thread/gesturemenu.h"
#include "ui/inbox/thread/gesturenames.h"
#include "ui/inbox/triageactions.h"
#include "ui/kit/shortcuts.h"

namespace wheelhouse {

namespace {

using Kind = Gesture::Kind;

constexpr int lookedAt = 20; // of many that are ticked, to see what may be done at all

} // namespace

GestureActions::GestureActions(
    const InboxServices &services, Shortcuts &shortcuts, TriageSteps &steps, ConversationView &view)
    : QObject(&view)
    , m_services(services)
    , m_steps(steps)
    , m_view(view)
{
    if (!m_services.gestures || !m_services.gesturesOn)
        return;
    for (const GestureName &each : gestureNames()) {
        const QStringList keys =
            *each.key == '\0' ? QStringList() : QStringList { QLatin1String("T,") + QLatin1String(each.key) };
        shortcuts.add({ QLatin1String("there.") + QLatin1String(each.id), gestureText(each.command),
            TriageActions::scope, keys, {}, [this, kind = each.kind] { make(kind); },
            [this, kind = each.kind] { return mayMake(kind); }, {}, false, tr("On their network") });
    }
}

QSet<NetworkId> GestureActions::networksWith(Kind kind) const
{
    QSet<NetworkId> networks;
    for (const NetworkId each : { NetworkId::Mastodon, NetworkId::Bluesky, NetworkId::WordPress, NetworkId::Feed })
        if (m_services.gesturesOn(each).contains(kind))
            networks.insert(each);
    return networks;
}

bool GestureActions::mayMake(Kind kind) const
{
    const auto items = m_services.store.items(m_steps.targets().mid(0, lookedAt));
    return items && std::any_of(items->begin(), items->end(), [&](const ConversationItem &each) {
        return m_services.gesturesOn(each.network).contains(kind);
    });
}

/// A report is read by people there, so it is written first; everything else is done at once and can be taken back.
void GestureActions::make(Kind kind)
{
    const qint64 message = m_view.messageAtHand(); // before a question takes the keyboard away
    const TriageSteps::Rows rows = message != 0 ? TriageSteps::Rows { m_view.conversation() } : m_steps.targets();
    QString words;
    if (kind == Kind::Report) {
        const auto said = askReportWords(&m_view);
        if (!said)
            return;
        words = *said;
    }
    m_steps.actOn(rows, tr("Do it to %Ln conversation(s) on their network?", nullptr, int(rows.size())),
        TriageSteps::After::Stay,
        [gestures = m_services.gestures, kind, words, networks = networksWith(kind), message](
            const TriageSteps::Rows &conversations) -> Result<Acted> {
            const auto aimed = message != 0 ? Result<QList<qint64>>(QList<qint64> { message })
                                            : gestures->aimedAt(kind, conversations, networks);
            return aimed ? gestures->wish(kind, *aimed, words) : tl::unexpected(aimed.error());
        });
}

} // namespace wheelhouse

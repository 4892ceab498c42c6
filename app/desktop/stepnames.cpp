#include "app/desktop/stepnames.h"

#include <QCoreApplication>
#include <QHash>

namespace wheelhouse {

QString stepName(const QString &kind)
{
    static const QHash<QString, const char *> names {
        { QStringLiteral("triage.done"), QT_TRANSLATE_NOOP("Steps", "done") },
        { QStringLiteral("triage.reopen"), QT_TRANSLATE_NOOP("Steps", "opened again") },
        { QStringLiteral("triage.wait"), QT_TRANSLATE_NOOP("Steps", "waiting on them") },
        { QStringLiteral("triage.snooze"), QT_TRANSLATE_NOOP("Steps", "snoozed") },
        { QStringLiteral("triage.spam"), QT_TRANSLATE_NOOP("Steps", "spam") },
        { QStringLiteral("triage.not-spam"), QT_TRANSLATE_NOOP("Steps", "not spam") },
        { QStringLiteral("triage.assign"), QT_TRANSLATE_NOOP("Steps", "assigned") },
        { QStringLiteral("triage.hand-over"), QT_TRANSLATE_NOOP("Steps", "handed over") },
        { QStringLiteral("triage.escalate"), QT_TRANSLATE_NOOP("Steps", "escalated") },
        { QStringLiteral("triage.unread"), QT_TRANSLATE_NOOP("Steps", "unread") },
        { QStringLiteral("triage.label"), QT_TRANSLATE_NOOP("Steps", "labelled") },
        { QStringLiteral("triage.merge"), QT_TRANSLATE_NOOP("Steps", "merged") },
        { QStringLiteral("triage.split"), QT_TRANSLATE_NOOP("Steps", "split") },
        { QStringLiteral("note.add"), QT_TRANSLATE_NOOP("Steps", "note added") },
        { QStringLiteral("note.withdraw"), QT_TRANSLATE_NOOP("Steps", "note taken away") },
        { QStringLiteral("post.discard"), QT_TRANSLATE_NOOP("Steps", "draft thrown away") },
        { QStringLiteral("import"), QT_TRANSLATE_NOOP("Steps", "import") },
    };
    const char *name = names.value(kind, QT_TRANSLATE_NOOP("Steps", "a change"));
    return QCoreApplication::translate("Steps", name);
}

} // namespace wheelhouse

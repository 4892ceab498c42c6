#pragma once

#include "core/inbox/mention.h"
#include "core/intake/alterations.h"

#include <QDialog>

class QListWidget;
class QTextEdit;

namespace wheelhouse {

class Look;

/// What a message said before its author changed it: every version with what the next one changed, newest first. Reads
/// and writes nothing itself.
class VersionsDialog : public QDialog {
    Q_OBJECT
public:
    /// \a versions oldest first; \a now as it stands.
    VersionsDialog(QWidget *parent, const Look &look, const Mention &now, const QList<MentionVersion> &versions);

private:
    struct Step {
        QString before;
        QString after;
        QDateTime at; ///< when it was seen to be changed
    };
    void show(int step);

    const Look &m_look;
    QList<Step> m_steps; ///< newest first
    QListWidget *m_list;
    QTextEdit *m_text;
};

} // namespace wheelhouse

#pragma once

#include "ui/inbox/streammodel.h"

namespace wheelhouse {

class Shortcuts;

/// The figures 1 to 4: one outpost alone, and with the same figure again back to what was shown before.
class OutpostKeys : public QObject {
    Q_OBJECT
public:
    OutpostKeys(Shortcuts &shortcuts, const QString &scope, const NameBook &names, QObject *parent);
    /// What the list shows now.
    void setShown(const Stream &stream);

signals:
    void streamChosen(const wheelhouse::Stream &stream);

private:
    void show(int number);

    const NameBook &m_names;
    Stream m_shown;
    Stream m_before; ///< where the key leads back to
};

} // namespace wheelhouse

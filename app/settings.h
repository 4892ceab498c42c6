#pragma once

#include "core/connectors/rehearsal/scenario.h"

#include <QString>
#include <QStringList>

namespace wheelhouse {

/// What the command line, the environment and the kept settings ask for, read once.
struct Settings {
    QString workspace; ///< to open; empty: the one open last, or the welcome
    bool demo = false; ///< open the sample, made when missing
    Act rehearse = Act::Launch; ///< what goes on in a sample from now on
    bool outbox = false; ///< show what goes out at once
    QString tour; ///< folder for pictures of every screen; empty: no tour
    bool pseudo = false; ///< the pseudo-locale: what is not translated stands out
    bool firstPaint = false; ///< print how long it took to the first painted inbox, and end
    QString wrong; ///< what is wrong with the command line, for a person; empty: nothing
    bool help = false;
    QString helpText;
};

/// Reads \a arguments (as of QCoreApplication::arguments) and WHEELHOUSE_* of the environment.
Settings readSettings(const QStringList &arguments);

/// Where the sample lies: in the data folder of the person who is logged in.
QString samplePath();
/// A free path for a new desk called \a name in the same folder.
QString newDeskPath(const QString &name);

} // namespace wheelhouse

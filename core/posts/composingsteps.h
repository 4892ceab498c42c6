#pragma once

#include "core/posts/composition.h"
#include "core/store/statement.h"

/// What the operations of Composing are called, and what they hold. Only for its own files.
namespace wheelhouse::composingsteps {

inline const QString beginKind = QStringLiteral("compose.begin");
inline const QString discardKind = QStringLiteral("compose.discard");
inline const QString channelKind = QStringLiteral("compose.channel");
inline const QString followKind = QStringLiteral("compose.follow");
inline const QString objectiveKind = QStringLiteral("compose.objective");
inline const QString postKey = QStringLiteral("post");
inline const QString channelKey = QStringLiteral("channel");
inline const QString goesKey = QStringLiteral("goes");
inline const QString wasKey = QStringLiteral("was");
inline const QString nowKey = QStringLiteral("now");
inline const QString wasOff = QStringLiteral("off");
inline const QString didNotFollow = QStringLiteral("follow");

/// Words for one channel, as a row holds them.
struct Kept {
    QString text;
    QByteArray more;
    bool follows = false;
};

inline Kept readKept(const Row &row)
{
    return { row.text(0), row.bytes(1), row.flag(2) };
}

} // namespace wheelhouse::composingsteps

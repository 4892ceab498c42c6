#pragma once

#include "core/base/lane.h"
#include "core/base/result.h"
#include "core/posts/stretch.h"

#include <QObject>

#include <functional>
#include <memory>

namespace wheelhouse {

/// What a look at the spelling found.
struct Spelt {
    QList<Stretch> wrong;
    QString trouble; ///< why nothing can be judged, with what to install; empty: it was
};

/// Spelling on a lane of its own: nobody who types waits for a dictionary.
class SpellRoom : public QObject {
    Q_OBJECT
public:
    SpellRoom(Lane &lane, const QString &ownWords, QObject *parent = nullptr);
    void judge(QObject *asker, const QString &text, const QString &language, std::function<void(const Spelt &)> then);
    void suggest(
        QObject *asker, const QString &word, const QString &language, std::function<void(const QStringList &)> then);
    /// \a word is right from now on, in every language.
    void learn(const QString &word);

signals:
    void learned(); ///< what was judged is to be judged again
    void failed(const wheelhouse::Error &error);

private:
    struct Desk;
    Lane &m_lane;
    std::shared_ptr<Desk> m_desk; ///< shared with what still runs on the lane when this is gone
};

} // namespace wheelhouse

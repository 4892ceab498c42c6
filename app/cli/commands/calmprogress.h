#pragma once

#include "core/intake/catchup.h"

#include <QElapsedTimer>
#include <QHash>

namespace wheelhouse {

/// Which of many steps of a catch-up are worth a line: one a second of each channel, and its end where it had one.
class CalmProgress {
public:
    [[nodiscard]] bool isWorthALine(const CatchUp &catchUp)
    {
        auto told = m_told.find(catchUp.channel);
        if (catchUp.isOver) {
            const bool wasTold = told != m_told.end() && told->hadLine;
            m_told.remove(catchUp.channel);
            return wasTold;
        }
        if (told == m_told.end()) {
            m_told[catchUp.channel].since.start(); // a second page alone is no news
            return false;
        }
        if (!told->since.hasExpired(pauseMs))
            return false;
        told->since.start();
        return told->hadLine = true;
    }

private:
    static constexpr qint64 pauseMs = 1'000;
    struct Told {
        QElapsedTimer since;
        bool hadLine = false;
    };
    QHash<ChannelId, Told> m_told;
};

} // namespace wheelhouse

#pragma once

#include "core/base/lane.h"
#include "core/publishing/outboxbook.h"

namespace wheelhouse {

/// Asks an OutboxBook on the reading lane, over a connection of its own that is opened there at the first question and
/// ends there. Lives on the window's thread.
class OutboxReader {
public:
    OutboxReader(Lane &lane, const QString &path)
        : m_lane(lane)
        , m_shelf(std::make_shared<Shelf>())
    {
        m_shelf->path = path;
    }
    ~OutboxReader()
    {
        m_lane.ask([shelf = std::move(m_shelf)]() mutable { shelf.reset(); });
    }
    OutboxReader(const OutboxReader &) = delete;
    OutboxReader &operator=(const OutboxReader &) = delete;

    /// \a work(OutboxBook &) gives a Result<T>, and \a then gets it on the asker's thread.
    template<typename T, typename Work, typename Then> void ask(QObject *asker, Work work, Then then)
    {
        m_lane.ask(
            asker,
            [shelf = m_shelf, work = std::move(work)]() -> Result<T> {
                auto book = shelf->open();
                if (!book)
                    return tl::unexpected(book.error());
                return work(**book);
            },
            std::move(then));
    }

private:
    struct Shelf {
        QString path;
        std::unique_ptr<Database> database;
        std::unique_ptr<OutboxBook> book;
        Result<OutboxBook *> open();
    };
    Lane &m_lane;
    std::shared_ptr<Shelf> m_shelf; // shared with what is asked and not yet answered
};

} // namespace wheelhouse

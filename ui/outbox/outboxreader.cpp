#include "ui/outbox/outboxreader.h"

namespace wheelhouse {

Result<OutboxBook *> OutboxReader::Shelf::open()
{
    if (!book) {
        auto opened = Database::open(path, Database::Mode::Read);
        if (!opened)
            return tl::unexpected(opened.error());
        database = std::move(*opened);
        book = std::make_unique<OutboxBook>(*database);
    }
    return book.get();
}

} // namespace wheelhouse

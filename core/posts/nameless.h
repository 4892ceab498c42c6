#pragma once

#include "core/store/statement.h"

namespace wheelhouse {

/// What stands where the name of a post would, and it has neither a title nor a word: what it holds, else that it has
/// no name.
[[nodiscard]] QString namelessWords(int pictures);

/// What a post is that has no title and says no word to the first of its networks.
struct Nameless {
    QString words; ///< how the text begins that is shared by all networks; may be empty
    int pictures = 0; ///< of the variant that has most
};

/// Reads a post at a time: few have no name.
class NamelessReader {
public:
    explicit NamelessReader(Database &database);
    [[nodiscard]] Result<Nameless> read(qint64 post); ///< \a post: its row

private:
    Statement m_post;
};

} // namespace wheelhouse

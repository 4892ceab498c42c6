#pragma once

#include "core/routing/rule.h"
#include "ui/inbox/streammodel.h"
#include "ui/shell/commandpalette.h"

namespace wheelhouse {

class InboxPanel;
class MentionStore;
class SearchService;

/// The macros, to be run on what is selected.
PaletteSource macroSource(RuleList &list, const std::function<void(RuleId)> &run);
/// Runs a question of the inbox: shows what it finds.
using AskInbox = std::function<void(const QString &query)>;

/// The people who wrote to us, found off the window's thread while one types; choosing one asks for what they wrote.
/// \a search outlives the source.
PaletteSource peopleSource(SearchService &search, const AskInbox &ask);
/// The labels; choosing one asks for what bears it. \a store is the window's and outlives the source.
PaletteSource labelSource(MentionStore &store, const AskInbox &ask);
/// Everything that stands in the tree: views, outposts, saved filters, departments. \a show goes to one.
PaletteSource streamSource(const InboxPanel &inbox, const std::function<void(const Stream &)> &show);
/// Whatever was typed, looked for in the messages.
PaletteSource messageSource(const AskInbox &ask);

} // namespace wheelhouse

#pragma once

#include "tests/bench/report.h"

namespace wheelhouse {

/// Pages, conversations, people and counts of the store at \a large, against the same rows read by bare SQL, and how
/// they grow from the store at \a small.
void benchReads(Report &report, const QString &large, const QString &small);
/// Words, phrases, prefixes and filters over the store at \a path.
void benchSearch(Report &report, const QString &path);
/// What it costs to read a text, and to learn from 500 corrections.
void benchTexts(Report &report);
/// One act and a thousand in the store at \a ours, against a bare UPDATE in the store at \a limit.
void benchTriage(Report &report, const QString &ours, const QString &limit);
/// A label over 50,000 conversations of one person in the store at \a ours, and who else \a count people may be, in a
/// store made at \a crowd.
void benchPeople(Report &report, const QString &ours, const QString &crowd, int count);
/// Dry runs of rules over the store at \a path, how fast one stops, fifty rules on a batch of five hundred, and a page
/// by urgency.
void benchRules(Report &report, const QString &path);
/// A month of a store of 50,000 posts made at \a path, read and drawn, and a drop in it.
void benchCalendar(Report &report, const QString &path);
/// `wheelhouse-cli search` in \a programs against `notmuch search` on the same 100,000; builds both in \a folder.
void benchPeers(Report &report, const QString &programs, const QString &folder);

} // namespace wheelhouse

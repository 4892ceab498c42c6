#pragma once

#include "core/reading/reading.h"
#include "core/routing/rule.h"
#include "ui/inbox/namebook.h"
#include "ui/kit/smalllist.h"

namespace wheelhouse {

/// The small lists of the verbs. Each is made for one question and goes by itself; the caller ties picked().
SmallList *memberList(const Look &look, const NameBook &names, qint64 assigned, QWidget *parent);
SmallList *departmentList(const Look &look, const NameBook &names, qint64 department, QWidget *parent);
/// \a priority now, ticked; below 0: none is. Its keys are the numbers.
SmallList *priorityList(const Look &look, int priority, QWidget *parent);
/// \a macros with what they do.
SmallList *macroList(const Look &look, const QList<Rule> &macros, const NameBook &names, QWidget *parent);
/// \a on: the labels that all of the conversations have.
SmallList *labelList(const Look &look, const NameBook &names, const QSet<qint64> &on, QWidget *parent);

/// What a message asks and how it sounds, \a mark ticked; \a reasons the words that weighed stand behind its mood.
/// picked() gives "mood:" or "need:" and the stored word.
SmallList *readingList(const Look &look, const ReadingMark &mark, const QString &reasons, QWidget *parent);

} // namespace wheelhouse

#pragma once

#include "core/inbox/query.h"

#include <initializer_list>

/// The fields of a question and what may stand behind their colons. Only the files of `query` include it.
namespace wheelhouse {

std::optional<QueryFilter::Field> fieldOf(QStringView word);
QString nameOf(QueryFilter::Field field);
/// The filter that field and value make; none where the value means nothing to the field.
std::optional<QueryFilter> filterOf(QueryFilter::Field field, const QString &value);
/// Whether there is anything in it to look for: a letter, a digit, or a sign that stands for itself, like an emoji.
bool saysSomething(const QString &text);
bool isOneOf(const QString &value, std::initializer_list<const char *> words);

} // namespace wheelhouse

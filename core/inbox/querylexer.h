#pragma once

#include "core/inbox/query.h"

namespace wheelhouse {

/// A piece of a question, with its place in the text.
struct Lexeme {
    enum class Kind { Words, Filter, Open, Close, And, Or, Not };
    Kind kind = Kind::Words;
    int start = 0;
    int end = 0;
    QString text;
    bool isPrefix = false;
    QueryFilter filter;
};

/// Cuts \a text into words, phrases, filters, operators and parentheses; at most 200. An operator with nothing to work
/// on is a word, or, while it is typed, nothing yet. Only query.cpp includes it.
QList<Lexeme> lexemesOf(const QString &text, Typing typing);

} // namespace wheelhouse

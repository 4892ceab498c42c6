#pragma once

#include "ui/kit/label.h"

#include <QVBoxLayout>

namespace wheelhouse::connectparts {

// What the pages of the connect dialog are built of.

constexpr int longestName = 200;

inline TextLabel *heading(const Look &look, const QString &words, QWidget *parent)
{
    auto *label = new TextLabel(look, Type::Body, Ink::First, words, parent);
    label->setType(Type::Body, QFont::DemiBold);
    return label;
}

inline TextLabel *wrapped(const Look &look, Ink ink, const QString &words, QWidget *parent)
{
    auto *label = new TextLabel(look, Type::Small, ink, words, parent);
    label->setWordWrap(true);
    return label;
}

inline QVBoxLayout *column(QWidget *page)
{
    auto *made = new QVBoxLayout(page);
    made->setContentsMargins(0, 0, 0, 0);
    made->setSpacing(space::gap);
    return made;
}

} // namespace wheelhouse::connectparts

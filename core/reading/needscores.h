#pragma once

#include "core/reading/reading.h"
#include "core/reading/weighing.h"

#include <array>

namespace wheelhouse {

/// By Need, without Unread: how strongly a text asks each of them. The largest wins.
using NeedScores = std::array<double, 10>;

/// None is [0], Help [1] and on in the order of Need.
inline Need needAt(size_t index)
{
    return static_cast<Need>(index + 1);
}

NeedScores scoreNeeds(const Weighing &weighing);

} // namespace wheelhouse

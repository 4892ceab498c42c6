#pragma once

#include "core/intake/admission.h"
#include "core/networks/accountbook.h"
#include "core/publishing/publisher.h"

namespace wheelhouse {

/// An answer of ours that is out there joins the thread at once, under the name that the network gave it: when the
/// network tells of it, it is known, and the promise is kept already. What answers nothing comes by the network alone.
/// All of them outlive \a publisher.
void followSpoken(Publisher &publisher, Admission &admission, Database &writer, const Clock &clock);

} // namespace wheelhouse

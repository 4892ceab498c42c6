#pragma once

#include "core/intake/admission.h"
#include "core/people/authorlabels.h"
#include "core/people/contacts.h"
#include "core/people/judgements.h"
#include "core/people/timeline.h"

namespace wheelhouse {

/// What may be done about people, over one writing connection. Lives on the engine lane.
struct PeopleDesk {
    PeopleDesk(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
        : contacts(database, log, undo, clock)
        , labels(database, log, undo)
        , judgements(database, log, undo, clock)
        , pledges(database, log, undo)
        , figures(database, clock)
        , figureReader(database)
        , timeline(database)
    {
    }
    /// Labels and figures of whoever wrote go with what comes in.
    void follow(Admission &admission)
    {
        admission.follow([this](Transaction &t, const QList<qint64> &rows) { return labels.follow(t, rows); });
        admission.follow([this](Transaction &t, const QList<qint64> &rows) { return figures.follow(t, rows); });
    }

    Contacts contacts;
    AuthorLabels labels;
    Judgements judgements;
    Pledges pledges;
    Figures figures;
    FigureReader figureReader; ///< everybody for the plot, which is too much for the window's thread
    Timeline timeline;
};

/// What the card reads of a person, over the window's own connection; each question bounded.
struct PeopleReading {
    explicit PeopleReading(Database &database)
        : matching(database)
        , figures(database)
        , judgements(database)
        , labels(database)
        , alsoSeen(database)
    {
    }
    Matching matching;
    FigureReader figures;
    JudgementReader judgements;
    AuthorLabelList labels;
    AlsoSeenList alsoSeen;
};

} // namespace wheelhouse

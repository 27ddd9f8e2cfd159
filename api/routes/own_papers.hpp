#pragma once
// The papers of its meetings that the system writes from the record and files by itself: the list
// of what lay before the meeting, and notice, attendance and recusals. Nobody has to think of them.
#include "api/routes/context.hpp"
#include "engine/desk/desk.hpp"

namespace gavel::api {

/// Files those that are due and not on file, and anew those that it wrote before the last packet
/// was accepted or the last meeting ended; a paper that somebody filed by hand stays. Done after
/// whatever happened in a matter; gives what then is in `matter`. One that cannot be filed now, as
/// somebody else acts, is filed after what happens next.
void file_own_papers(Context& context, const procedure::Procedure& procedure,
                     matter::Snapshot& matter);

}  // namespace gavel::api

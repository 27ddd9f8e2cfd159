#pragma once
// The record of a hearing (听证笔录), assembled from what was entered while it was prepared and
// held (Decree 713 art. 16 and 17): who was chosen and how, had the papers, came, said what, signed
// or refused. Its sentences stand in messages/hearing.json.
#include "api/routes/paper.hpp"
#include "api/routes/sentences.hpp"
#include "engine/matter/matter.hpp"

namespace gavel::api {

struct HearingRecord {
  const procedure::Procedure& procedure;
  const matter::Snapshot& snapshot;
  const Names& names;
};

[[nodiscard]] std::string hearing_title(Language language);
/// Of the variable `hearing`; empty where none was announced, or the procedure knows none.
[[nodiscard]] std::optional<Paper> hearing_paper(const HearingRecord& record, Language language);

}  // namespace gavel::api

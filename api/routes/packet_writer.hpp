#pragma once
// The list of the papers that lay before the meeting (上会材料清单, Decree 713 art. 29): of the
// packet that was accepted, each paper as it was then, with what every step stood at. Its sentences
// stand in messages/packet.json.
#include "api/routes/paper.hpp"
#include "api/routes/sentences.hpp"
#include "engine/matter/matter.hpp"

namespace gavel::api {

[[nodiscard]] std::string packet_title(Language language);
/// Empty where no packet was accepted, or the procedure knows none.
[[nodiscard]] std::optional<Paper> packet_paper(const procedure::Procedure& procedure,
                                                const matter::Snapshot& snapshot,
                                                const Names& names, Language language);

}  // namespace gavel::api

#include "api/routes/oai_circle.hpp"

#include <algorithm>

#include "api/routes/circle.hpp"
#include "api/routes/sentences.hpp"
#include "db/keeping.hpp"
#include "db/matter_store.hpp"
#include "db/procedure_store.hpp"
#include "engine/matter/circle.hpp"

namespace gavel::api {
namespace {

bool is_for(const Call& call, const procedure::Circle& circle) {
  return std::ranges::any_of(circle.roles,
                             [&](const std::string& role) { return has_everywhere(call, role); });
}

bool is_open(Context& context, const std::string& code) {
  const auto volume = db::Keeping(context.services.pool).find(code);
  return volume && volume->access == "open";
}

void hide_titles(const Call& call, const procedure::Procedure& procedure,
                 const std::vector<procedure::KeptPart>& parts,
                 std::vector<archive::FindingAidItem>& items) {
  for (const procedure::KeptPart& part : parts) {
    if (is_for(call, part.circle)) continue;
    for (archive::FindingAidItem& item : items) {
      if (std::ranges::find(part.documents, item.code) != part.documents.end())
        item.title = procedure.documents.at(item.code).title.zh;
    }
  }
}

}  // namespace

void hide_what_is_kept(Context& context, const Call& call, db::HarvestedVolume& harvested) {
  if (call.has_role("archivist") || call.has_role("auditor")) return;
  const auto procedure = context.services.procedures.by_sha256(harvested.procedure_sha256);
  if (procedure == nullptr) return;
  const auto circles = procedure::circles_in(*procedure);
  hide_titles(call, *procedure, circles.parts, harvested.volume.items);
  if (circles.matter.empty()) return;
  const auto loaded = context.services.matters.load(harvested.volume.matter);
  if (!loaded) return;
  const auto circle = matter::circle_of(*loaded->procedure, loaded->snapshot);
  if (!circle || is_for(call, *circle) || is_open(context, harvested.volume.code)) return;
  harvested.volume.title = in(call.language, sentence("kept-title", {}));
  harvested.volume.items.clear();
}

}  // namespace gavel::api

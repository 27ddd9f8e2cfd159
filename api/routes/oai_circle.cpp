#include "api/routes/oai_circle.hpp"

#include <algorithm>

#include "api/routes/circle.hpp"
#include "api/routes/sentences.hpp"
#include "db/keeping.hpp"
#include "db/matter_store.hpp"
#include "db/procedure_store.hpp"
#include "db/roles.hpp"
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

/// Whose roles those are is said of each matter; who harvests catalogues has no part in any.
void hide_titles(const procedure::Procedure& procedure,
                 std::vector<archive::FindingAidItem>& items) {
  for (archive::FindingAidItem& item : items) {
    if (procedure::goes_by_kind(procedure, item.code))
      item.title = procedure.documents.at(item.code).title.zh;
  }
}

}  // namespace

void hide_what_is_kept(Context& context, const Call& call, db::HarvestedVolume& harvested) {
  if (call.has_role(db::archivist_role) || call.has_role(db::auditor_role)) return;
  const auto procedure = context.services.procedures.by_sha256(harvested.procedure_sha256);
  if (procedure == nullptr) return;
  hide_titles(*procedure, harvested.volume.items);
  if (procedure::circles_in(*procedure).matter.empty()) return;
  const auto loaded = context.services.matters.load(harvested.volume.matter);
  if (!loaded) return;
  const auto circle = matter::circle_of(*loaded->procedure, loaded->snapshot);
  if (!circle || is_for(call, *circle) || is_open(context, harvested.volume.code)) return;
  harvested.volume.title = in(call.language, sentence("kept-title", {}));
  harvested.volume.items.clear();
}

}  // namespace gavel::api

#include "engine/procedure/lent_to.hpp"

namespace gavel::procedure {

std::string lent_to(const Procedure& procedure, std::string_view role) {
  for (const chart::Annotation& each : procedure.chart->annotations) {
    const auto id = each.attributes.find("id");
    if (each.name != "role" || id == each.attributes.end() || id->second != role) continue;
    const auto asked = each.attributes.find("lent-to");
    return asked == each.attributes.end() ? "" : asked->second;
  }
  return "";
}

}  // namespace gavel::procedure

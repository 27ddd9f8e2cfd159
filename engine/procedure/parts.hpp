#pragma once
// A procedure taken apart into named properties. Private to this room.
#include <span>

#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

/// One state, event, rule, …
struct Item {
  std::string id;
  Text title;
  JsonObject properties;  ///< By Aspect::name, fields of a form as "field <name>".
};
using Items = std::vector<Item>;

struct Part {
  std::string_view name;
  Items (*items)(const Procedure&);
};
/// Every kind of part but transitions, which have no ids.
[[nodiscard]] std::span<const Part> parts();
/// Those of <transition>, not of <initial> or <history>.
[[nodiscard]] Items transitions_of(const Procedure& procedure);

}  // namespace gavel::procedure

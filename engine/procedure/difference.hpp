#pragma once
// What one version of a procedure has that another has not. Codes and values only: the words for
// people stand in a message catalogue.
#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

/// One property of a part that is different; null where that version does not have it.
struct Aspect {
  std::string name;  ///< "title", "who", "test", …; "field" of a form, `of` names it; "order".
  std::string of;
  Json before, after;
  bool operator==(const Aspect&) const = default;
};

struct Change {
  enum class Kind : std::uint8_t { added, removed, changed };
  Kind kind = Kind::changed;
  /// "procedure", "state", "transition", "event", "rule", "mandatory", "clock", "parameter",
  /// "document", "role", "stage", "data".
  std::string part;
  std::string id;  ///< Of a transition "state/event": the state it leaves, the events it takes.
  Text title;      ///< As the newer version has it; empty where the part has none.
  std::vector<Aspect> aspects;  ///< Of what was changed.
  bool operator==(const Change&) const = default;
};
[[nodiscard]] std::string_view name(Change::Kind kind);

/// Part after part in the order above, within each as the newer version lists them, what is removed
/// last. Comments, places in the file and the version itself do not count.
[[nodiscard]] std::vector<Change> difference(const Procedure& from, const Procedure& to);

}  // namespace gavel::procedure

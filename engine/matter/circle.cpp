#include "engine/matter/circle.hpp"

#include <algorithm>

#include "engine/matter/context.hpp"
#include "engine/procedure/published.hpp"

namespace gavel::matter {

namespace {

/// Of the matter's variables; nothing where it cannot be evaluated.
std::optional<bool> holds(const procedure::Procedure& procedure, const Snapshot& snapshot,
                          const expression::Expression& when) {
  const chart::Event none;
  const MatterVariable x(snapshot);
  chart::Surroundings surroundings;
  surroundings.now = snapshot.opened_at;
  surroundings.x = &x;
  const auto value = chart::evaluate(*procedure.chart, snapshot.session, none, surroundings, when);
  if (!value) return std::nullopt;
  return expression::to_boolean(*value);
}

void leave_out(Json& value, std::string_view path) {
  if (value.is_array()) {
    for (Json& each : value.get_array()) leave_out(each, path);
    return;
  }
  if (!value.is_object()) return;
  const std::size_t dot = path.find('.');
  JsonObject& object = value.get_object();
  if (dot == path.npos) {
    object.erase(path);
  } else if (Json* const within = object.if_contains(path.substr(0, dot))) {
    leave_out(*within, path.substr(dot + 1));
  }
}

}  // namespace

void leave_out(JsonObject& data, std::span<const std::string> paths) {
  Json whole(std::move(data));
  for (const std::string& path : paths) leave_out(whole, path);
  data = std::move(whole.get_object());
}

std::optional<procedure::Circle> circle_of(const procedure::Procedure& procedure,
                                           const Snapshot& snapshot) {
  for (procedure::Circle& each : procedure::circles_in(procedure).matter)
    if (holds(procedure, snapshot, *each.when).value_or(true)) return std::move(each);
  return std::nullopt;
}

bool is_published(const procedure::Procedure& procedure, const Snapshot& snapshot,
                  const std::string& code) {
  return std::ranges::any_of(
      procedure::published_in(procedure), [&](const procedure::Published& each) {
        return std::ranges::find(each.documents, code) != each.documents.end() &&
               holds(procedure, snapshot, each.when).value_or(false);
      });
}

}  // namespace gavel::matter

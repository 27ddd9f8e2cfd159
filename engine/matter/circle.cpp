#include "engine/matter/circle.hpp"

#include <algorithm>

#include "engine/matter/context.hpp"
#include "engine/procedure/published.hpp"

namespace gavel::matter {

namespace {

/// Of the matter's variables; nothing where it cannot be evaluated.
std::optional<expression::Value> value_of(const procedure::Procedure& procedure,
                                          const Snapshot& snapshot,
                                          const expression::Expression& asked) {
  const chart::Event none;
  const MatterVariable x(snapshot);
  chart::Surroundings surroundings;
  surroundings.now = snapshot.opened_at;
  surroundings.x = &x;
  surroundings.functions = &procedure::circle_functions();
  auto value = chart::evaluate(*procedure.chart, snapshot.session, none, surroundings, asked);
  if (!value) return std::nullopt;
  return *std::move(value);
}

std::optional<bool> holds(const procedure::Procedure& procedure, const Snapshot& snapshot,
                          const expression::Expression& when) {
  const auto value = value_of(procedure, snapshot, when);
  if (!value) return std::nullopt;
  return expression::to_boolean(*value);
}

/// `account` is one of the values in it, in objects under the name `as`; empty: under any.
bool holds(const Json& value, std::string_view account, std::string_view as) {
  if (value.is_string()) return value.get_string() == account;
  if (value.is_array())
    return std::ranges::any_of(value.get_array(),
                               [&](const Json& each) { return holds(each, account, as); });
  return value.is_object() && std::ranges::any_of(value.get_object(), [&](const auto& each) {
           return (as.empty() || each.key() == as) && holds(each.value(), account, as);
         });
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
  for (const procedure::Circle& each : procedure::circles_in(procedure).matter)
    if (holds(procedure, snapshot, *each.when).value_or(true)) return each;
  return std::nullopt;
}

std::optional<bool> lists(const procedure::Procedure& procedure, const Snapshot& snapshot,
                          const expression::Expression& accounts, std::string_view account,
                          std::string_view as) {
  const auto listed = value_of(procedure, snapshot, accounts);
  if (!listed) return std::nullopt;
  const Json* const value = std::get_if<Json>(&*listed);
  return value != nullptr && holds(*value, account, as);
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

#include "engine/chart/scope.hpp"

#include <algorithm>
#include <array>

namespace gavel::chart {
namespace {

using expression::Error;
using expression::Value;

Json value_of(const Event& event) {
  JsonObject out;
  out["name"] = event.name;
  out["type"] = name_of(event.type);
  if (!event.send_id.empty()) out["sendid"] = event.send_id;
  if (!event.origin.empty()) out["origin"] = event.origin;
  if (!event.origin_type.empty()) out["origintype"] = event.origin_type;
  if (!event.invoke_id.empty()) out["invokeid"] = event.invoke_id;
  if (const Json* data = std::get_if<Json>(&event.data)) out["data"] = *data;
  return out;
}

Json processors_of(const Session& session) {
  const Json here = JsonObject{{"location", address_of(session)}};
  return JsonObject{{scxml_processor, here}, {"scxml", here}};
}

}  // namespace

std::string_view name_of(Event::Type type) {
  switch (type) {
    case Event::Type::platform:
      return "platform";
    case Event::Type::internal:
      return "internal";
    case Event::Type::external:
      return "external";
  }
  return "";
}

std::string address_of(const Session& session) { return "#_scxml_" + session.id; }

expression::Scope::Found SessionScope::find(std::string_view name) const {
  if (name.starts_with('_')) return system_variable(name);
  if (const Json* value = session_.data.if_contains(name)) return {true, value};
  return {std::ranges::binary_search(chart_.variables, name, std::less<>()), nullptr};
}

std::optional<expression::Part> SessionScope::part(std::string_view name,
                                                   expression::Path path) const {
  if (name == "_x" && surroundings_.x != nullptr) return surroundings_.x->part(path);
  if (name == "_event" && event_ != nullptr && path[0] == "data" && path.size() == 1)
    return std::get_if<Json>(&event_->data);
  return std::nullopt;
}

expression::Scope::Found SessionScope::system_variable(std::string_view name) const {
  if (name == "_event") {
    if (event_ == nullptr) return {true, nullptr};
    if (!event_value_) event_value_ = value_of(*event_);
    return {true, &*event_value_};
  }
  if (name == "_x") return {true, surroundings_.x == nullptr ? nullptr : &surroundings_.x->whole()};
  if (name == "_sessionid") {
    if (!id_) id_ = Json(session_.id);
    return {true, &*id_};
  }
  if (name == "_name") {
    if (!name_) name_ = Json(chart_.name);
    return {true, &*name_};
  }
  if (name == "_ioprocessors") {
    if (!processors_) processors_ = processors_of(session_);
    return {true, &*processors_};
  }
  return {};
}

bool SessionScope::holds(std::string_view name, std::string_view member) const {
  static constexpr std::array<std::string_view, 7> fields = {
      "name", "type", "sendid", "origin", "origintype", "invokeid", "data"};
  return name == "_event" && event_ != nullptr && std::ranges::find(fields, member) != fields.end();
}

std::expected<Value, Error> SessionScope::call(std::string_view name,
                                               expression::Arguments arguments) const {
  if (name == "In") {
    if (arguments.size() != 1 || arguments[0] == nullptr || !arguments[0]->is_string())
      return std::unexpected(Error{Error::Kind::type, Sentence{"function-takes-state"}, 0});
    return Value(Json(is_active(chart_, session_, arguments[0]->get_string())));
  }
  if (surroundings_.functions != nullptr)
    return surroundings_.functions->call(name, arguments, *this);
  return std::unexpected(
      Error{Error::Kind::reference, Sentence{"unknown-function", {{"function", name}}}, 0});
}

}  // namespace gavel::chart

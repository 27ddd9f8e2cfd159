// An event as people sent it: what its form says, with what the registers knew of it then, and in
// whose place it was done.
#include "engine/matter/deed.hpp"

#include <algorithm>

#include "engine/procedure/concluded.hpp"

namespace gavel::matter {
namespace {

using procedure::EventType;
using procedure::Procedure;

bool is_empty(const Json& value) {
  return value.is_null() || (value.is_string() && value.get_string().empty()) ||
         (value.is_array() && value.get_array().empty());
}

/// What the register of the field says of what was entered, as it came with the event.
const Json* registered(const procedure::Field& field, const Event& event, std::string_view what) {
  const Json* at = event.facts.if_contains("registers");
  for (const std::string_view step : {std::string_view(field.name), what}) {
    if (at == nullptr || !at->is_object()) return nullptr;
    at = at->get_object().if_contains(step);
  }
  return at;
}

std::optional<NamedMatter> named_matter(const procedure::Field& field, const Event& event) {
  const Json* const at =
      field.in_register == "matter" ? registered(field, event, "found") : nullptr;
  if (at == nullptr || !at->is_object()) return std::nullopt;
  const JsonObject& found = at->get_object();
  NamedMatter out{string_or(found, "id"), string_or(found, "title"), ""};
  const Json* shows = found.if_contains("shows");
  if (shows == nullptr || !shows->is_object()) return out;
  for (const std::string& shown : field.shows)
    if (shown.ends_with(".number")) out.number = string_or(shows->get_object(), shown);
  return out;
}

std::vector<NamedExpert> named_experts(const procedure::Field& field, const Event& event) {
  const Json* const found =
      field.in_register == "expert" ? registered(field, event, "found") : nullptr;
  if (found == nullptr) return {};
  std::vector<NamedExpert> out;
  for (const Json& each : found->is_array() ? found->get_array() : JsonArray{*found}) {
    if (each.is_object())
      out.push_back({string_or(each.get_object(), "id"), string_or(each.get_object(), "name"),
                     string_or(each.get_object(), "unit"),
                     string_or(each.get_object(), "specialty")});
  }
  return out;
}

/// Of the only account of the expert whom the form names beside it.
std::string unit_of_account(const EventType& type, const Event& event) {
  const auto expert = std::ranges::find(type.form, "expert", &procedure::Field::in_register);
  if (expert == type.form.end()) return "";
  const Json* const persons = registered(*expert, event, "persons");
  if (persons == nullptr || !persons->is_array() || persons->get_array().size() != 1) return "";
  const Json& person = persons->get_array().front();
  return person.is_object() ? string_or(person.get_object(), "unit") : "";
}

std::string other_unit(const EventType& type, const procedure::Field& field, const Json& typed,
                       const Event& event) {
  if (field.in_register != "unit" || !typed.is_string()) return "";
  std::string unit = unit_of_account(type, event);
  const Json* const found = registered(field, event, "found");
  const bool is_same = typed == Json(unit) || (found != nullptr && found->is_object() &&
                                               string_or(found->get_object(), "id") == unit);
  return is_same ? "" : unit;
}

/// Each whom the register of recusals, as it came with the event, has keep out by an order that
/// names `deputy`.
template <typename Wanted>
std::optional<KeepsOut> out_by_order(const Event& event, const std::string& deputy,
                                     const Wanted& is_wanted) {
  const Json* const recused = event.facts.if_contains("recused");
  if (recused == nullptr || !recused->is_array()) return std::nullopt;
  for (const Json& each : recused->get_array()) {
    if (!each.is_object()) continue;
    const JsonObject& order = each.get_object();
    KeepsOut out{string_or(order, "account"), string_or(order, "name"),
                 parse_instant(string_or(order, "at"))};
    out.lent = out.account == event.actor.on_behalf_of;
    const bool names_deputy =
        string_or(order, "step") == "order" && string_or(order, "deputy") == deputy;
    if (names_deputy && is_wanted(order, out)) return out;
  }
  return std::nullopt;
}

/// Whether the order gives a role of those who send such events.
bool gives_role_for(const JsonObject& order, const EventType& type) {
  const Json* const roles = order.if_contains("roles");
  if (roles == nullptr || !roles->is_array()) return false;
  return std::ranges::any_of(roles->get_array(), [&](const Json& role) {
    return role.is_string() &&
           std::ranges::find(type.who, std::string_view(role.get_string())) != type.who.end();
  });
}

std::optional<KeepsOut> in_place_of(const EventType& type, const Event& event) {
  return out_by_order(event, event.actor.account, [&](const JsonObject& order, const auto& out) {
    return out.lent || gives_role_for(order, type);
  });
}

Deed deed(const Procedure& procedure, const EventType& type, const Event& event) {
  Deed out{event.seq, type.name, type.title, event.actor, event.at, {}};
  out.in_place_of = in_place_of(type, event);
  const bool has_signature = event.data.if_contains("signature") != nullptr;
  out.is_signed = type.is_signed && has_signature;
  out.is_entered_for_others = type.is_signed && !has_signature;
  const JsonObject* data = data_of(event);
  if (data == nullptr) return out;
  for (const procedure::Field& field : type.form) {
    const Json* value = data->if_contains(field.name);
    if (value != nullptr && !is_empty(*value))
      out.said.push_back({&field, *value, procedure::document_of(procedure, type.name, field.name),
                          named_matter(field, event), named_experts(field, event),
                          other_unit(type, field, *value, event)});
  }
  return out;
}

}  // namespace

const JsonObject* data_of(const Event& event) {
  const Json* data = event.data.if_contains("data");
  return data != nullptr && data->is_object() ? &data->get_object() : nullptr;
}

std::optional<KeepsOut> head_out(const Event& event, const std::string& deputy) {
  return out_by_order(event, deputy, [](const JsonObject& order, const auto& /*out*/) {
    return order.contains("is_head");
  });
}

Deed deed_of(const Procedure& procedure, const Event& event) {
  const auto type = procedure.events.find(event.kind == "opened" ? "gavel.open" : event.name);
  const bool is_sent = event.kind == "opened" || event.kind == "sent";
  if (is_sent && type != procedure.events.end()) return deed(procedure, type->second, event);
  return {event.seq, event.name, {}, event.actor, event.at, {}};
}

}  // namespace gavel::matter

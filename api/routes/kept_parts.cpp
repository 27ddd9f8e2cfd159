#include "api/routes/kept_parts.hpp"

#include <algorithm>

#include "api/routes/acting.hpp"
#include "api/routes/problem.hpp"
#include "api/routes/views.hpp"
#include "archive/excerpt.hpp"
#include "engine/matter/circle.hpp"

namespace gavel::api {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::ranges::find(list, item) != list.end();
}

[[noreturn]] void refuse(const procedure::Circle& circle) {
  throw Problem{.type = "kept-paper",
                .values = {{"what", view(circle.title)},
                           {"roles", JsonArray(circle.roles.begin(), circle.roles.end())}}};
}

}  // namespace

KeptParts::KeptParts(Context& context, const Call& call, const desk::Loaded& loaded)
    : account_(call.account->account), procedure_(*loaded.procedure) {
  for (procedure::KeptPart& each : procedure::circles_in(procedure_).parts) {
    const bool is_of_it = std::ranges::any_of(each.circle.roles, [&](const std::string& role) {
      return has_role_in(context, call, loaded, role);
    });
    if (!is_of_it) parts_.push_back(std::move(each));
  }
}

const procedure::Circle* KeptParts::circle_of_written(std::string_view written) const {
  for (const procedure::KeptPart& each : parts_) {
    for (const std::string& code : each.documents)
      if (procedure_.documents.at(code).written == written) return &each.circle;
  }
  return nullptr;
}

/// Whoever it is of has a right to it (archive/excerpt.hpp).
bool KeptParts::keeps(const matter::Event& event) const {
  const bool is_kept = std::ranges::any_of(
      parts_, [&](const auto& each) { return contains(each.events, event.name); });
  return is_kept && event.actor.on_behalf_of != account_ &&
         !archive::concerns(matter::encode(event), account_);
}

void KeptParts::refuse(const matter::Document& document) const {
  if (document.by == account_) return;
  for (const procedure::KeptPart& each : parts_)
    if (contains(each.documents, document.code)) api::refuse(each.circle);
}

void KeptParts::refuse_written(std::string_view written) const {
  if (const procedure::Circle* const circle = circle_of_written(written)) api::refuse(*circle);
}

void KeptParts::refuse_signed(const std::string& event) const {
  for (const procedure::KeptPart& each : parts_)
    if (contains(each.events, event)) api::refuse(each.circle);
}

JsonObject KeptParts::shown(const matter::Event& event) const {
  JsonObject out = view(event);
  if (!keeps(event)) return out;
  out["data"] = JsonObject();
  out["kept"] = true;
  return out;
}

void KeptParts::take_from(JsonObject& data) const {
  for (const procedure::KeptPart& each : parts_) matter::leave_out(data, each.data);
}

}  // namespace gavel::api

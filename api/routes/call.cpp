#include "api/routes/call.hpp"

#include <algorithm>
#include <cctype>

namespace gavel::api {

std::string_view Call::token() const {
  static constexpr std::string_view scheme = "bearer ";
  const std::string_view field = request.headers.get("Authorization");
  const auto lower = [](unsigned char c) { return std::tolower(c); };
  if (!std::ranges::equal(field.substr(0, scheme.size()), scheme, {}, lower)) return {};
  return field.substr(scheme.size());
}

/// The head of a unit is no head of the organ: a role that the procedure binds to a unit counts in
/// it. So do letters of before heads of units had a role of their own.
matter::Actor Call::actor_in(const procedure::Procedure& procedure) const {
  matter::Actor out = actor();
  for (const std::string& role : not_counted) {
    const auto declared = procedure.roles.find(role);
    if (declared != procedure.roles.end() && declared->second.unit) out.roles.push_back(role);
  }
  return out;
}

}  // namespace gavel::api

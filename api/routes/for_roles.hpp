#pragma once
// Routes for accounts with one of some roles, by the names that db/roles.hpp has for them.
#include <initializer_list>
#include <string_view>

#include "api/routes/router.hpp"
#include "db/roles.hpp"

namespace gavel::api {

[[nodiscard]] inline Access for_roles(std::initializer_list<std::string_view> roles) {
  Access out;
  out.roles.assign(roles.begin(), roles.end());
  return out;
}

}  // namespace gavel::api

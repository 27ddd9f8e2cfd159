#pragma once
// The portal's pages, as its build packed them into the program.
#include "api/http/message.hpp"

namespace gavel::api {

/// False when the program was built without npm: then there is only the API.
[[nodiscard]] bool has_pages();

}  // namespace gavel::api

#include "engine/base/json.hpp"

namespace gavel {

std::string string_or(const JsonObject& object, std::string_view key, std::string_view fallback) {
  const Json* value = object.if_contains(key);
  if (value == nullptr || !value->is_string()) return std::string(fallback);
  return std::string(value->get_string());
}

}  // namespace gavel

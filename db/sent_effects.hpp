#pragma once
// What accepted commands send outside by <send type="urn:gavel:…">, for those who turn it into
// rows.
#include <span>
#include <string_view>

#include "engine/desk/ports.hpp"

namespace gavel::db {

/// Every effect sent to `type`, with its append, in order of happening.
template <typename Use>
void each_sent(std::span<const desk::Append* const> appends, std::string_view type, Use use) {
  for (const desk::Append* append : appends) {
    for (const chart::Effect& effect : append->accepted.effects) {
      const auto* sent = std::get_if<chart::Sent>(&effect);
      if (sent != nullptr && sent->type == type) use(*append, *sent);
    }
  }
}

inline JsonObject params_of(const chart::Sent& sent) {
  return sent.data.is_object() ? sent.data.as_object() : JsonObject{};
}

inline int whole_number(const JsonObject& params, std::string_view name) {
  const Json* value = params.if_contains(name);
  return value != nullptr && value->is_number() ? value->to_number<int>() : 0;
}

}  // namespace gavel::db

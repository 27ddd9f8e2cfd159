#include "engine/chart/passed.hpp"

#include <algorithm>

namespace gavel::chart {
namespace {

void append(JsonArray& list, expression::Value&& value) {
  if (Json* json = std::get_if<Json>(&value)) list.push_back(std::move(*json));
}

}  // namespace

void Passed::add(std::string_view name, expression::Value value) {
  const auto at = std::ranges::lower_bound(entries_, name, {}, &Entry::name);
  if (at == entries_.end() || at->name != name) {
    entries_.insert(at, {name, std::move(value)});
    return;
  }
  if (!at->is_list) {
    JsonArray list;
    append(list, std::move(at->value));
    at->value = Json(std::move(list));
    at->is_list = true;
  }
  append(std::get<Json>(at->value).get_array(), std::move(value));
}

const expression::Value* Passed::find(std::string_view name) const {
  const auto at = std::ranges::lower_bound(entries_, name, {}, &Entry::name);
  return at == entries_.end() || at->name != name ? nullptr : &at->value;
}

JsonObject Passed::object() && {
  JsonObject out;
  out.reserve(entries_.size());
  for (Entry& entry : entries_)
    if (Json* json = std::get_if<Json>(&entry.value)) out.emplace(entry.name, std::move(*json));
  return out;
}

}  // namespace gavel::chart

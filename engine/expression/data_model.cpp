#include "engine/expression/data_model.hpp"

#include <algorithm>

#include "engine/base/ensure.hpp"

namespace gavel::expression {
namespace {

std::size_t hash_of(std::string_view name) { return std::hash<std::string_view>()(name); }

}  // namespace

DataModel::DataModel(JsonObject values) {
  entries_.reserve(values.size());
  for (auto& [name, value] : values)
    entries_.push_back({hash_of(name), std::make_shared<Variable>(name, std::move(value))});
}

JsonObject DataModel::object() const {
  JsonObject out;
  out.reserve(entries_.size());
  for (const auto& [name, value] : all()) out.emplace(name, value);
  return out;
}

// A chart has some tens of variables: going through their hashes is quicker than any index.
std::vector<DataModel::Entry>::const_iterator DataModel::find(std::string_view name) const {
  const std::size_t hash = hash_of(name);
  return std::ranges::find_if(entries_, [&](const Entry& entry) {
    return entry.hash == hash && entry.variable->name == name;
  });
}

const Json* DataModel::if_contains(std::string_view name) const {
  const auto found = find(name);
  return found == entries_.end() ? nullptr : &found->variable->value;
}

const Json& DataModel::at(std::string_view name) const {
  const Json* found = if_contains(name);
  ensure(found != nullptr, "the variable has a value");
  return *found;
}

Json* DataModel::change(std::string_view name) {
  const auto found = find(name);
  if (found == entries_.end()) return nullptr;
  Entry& entry = entries_[static_cast<std::size_t>(found - entries_.begin())];
  // One owner is this one, so nobody can be copying it at the same time.
  if (entry.variable.use_count() > 1) entry.variable = std::make_shared<Variable>(*entry.variable);
  return &entry.variable->value;
}

void DataModel::set(std::string_view name, Json value) {
  const auto found = find(name);
  auto variable = std::make_shared<Variable>(name, std::move(value));
  if (found == entries_.end()) {
    entries_.push_back({hash_of(name), std::move(variable)});
  } else {
    entries_[static_cast<std::size_t>(found - entries_.begin())].variable = std::move(variable);
  }
}

void DataModel::erase(std::string_view name) {
  const auto found = find(name);
  if (found != entries_.end()) entries_.erase(found);
}

}  // namespace gavel::expression

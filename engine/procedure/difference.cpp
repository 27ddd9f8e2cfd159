#include "engine/procedure/difference.hpp"

#include <algorithm>

#include "engine/procedure/parts.hpp"

namespace gavel::procedure {
namespace {

/// Two items of one part; either may be missing.
struct Pair {
  const Item* before = nullptr;
  const Item* after = nullptr;
  bool is_reordered =
      false;  ///< Asked after one that it was asked before: the first true one wins.
};

Aspect aspect(std::string_view property, const Json& before, const Json& after) {
  constexpr std::string_view field = "field ";
  if (!property.starts_with(field)) return {std::string(property), "", before, after};
  return {"field", std::string(property.substr(field.size())), before, after};
}

std::vector<Aspect> aspects(const JsonObject& before, const JsonObject& after) {
  std::vector<Aspect> out;
  for (const auto& [name, value] : after) {
    const Json* was = before.if_contains(name);
    const Json& old = was == nullptr ? Json() : *was;
    if (old != value) out.push_back(aspect(name, old, value));
  }
  for (const auto& [name, value] : before) {
    if (!after.contains(name)) out.push_back(aspect(name, value, Json()));
  }
  return out;
}

void tell(std::string_view part, const Pair& pair, std::vector<Change>& out) {
  Change change{Change::Kind::changed, std::string(part), "", {}, {}};
  if (pair.before == nullptr) change.kind = Change::Kind::added;
  if (pair.after == nullptr) change.kind = Change::Kind::removed;
  const Item& named = pair.after != nullptr ? *pair.after : *pair.before;
  change.id = named.id;
  change.title = named.title;
  if (pair.before != nullptr && pair.after != nullptr) {
    change.aspects = aspects(pair.before->properties, pair.after->properties);
    if (pair.is_reordered) change.aspects.push_back({"order", "", Json(), Json()});
    if (change.aspects.empty()) return;
  }
  out.push_back(std::move(change));
}

std::vector<Pair> paired_by_id(const Items& before, const Items& after) {
  std::vector<Pair> pairs;
  for (const Item& item : after) {
    const auto was = std::ranges::find(before, item.id, &Item::id);
    pairs.push_back({was == before.end() ? nullptr : &*was, &item});
  }
  for (const Item& item : before) {
    if (std::ranges::find(after, item.id, &Item::id) == after.end()) {
      pairs.push_back({&item, nullptr});
    }
  }
  return pairs;
}

/// Of several transitions for one event those that are the same are paired first: one put before
/// the others then reads as one added, and not as every one changed.
std::vector<Pair> paired_by_likeness(const Items& before, const Items& after) {
  std::vector<Pair> pairs;
  for (const Item& item : after) pairs.push_back({nullptr, &item});
  std::vector<const Item*> left;
  for (const Item& item : before) left.push_back(&item);
  const auto pair_where = [&](auto is_alike) {
    for (Pair& pair : pairs) {
      if (pair.before != nullptr) continue;
      const auto found = std::ranges::find_if(left, [&](const Item* item) {
        return item->id == pair.after->id && is_alike(*item, *pair.after);
      });
      if (found == left.end()) continue;
      pair.before = *found;
      left.erase(found);
    }
  };
  pair_where([](const Item& a, const Item& b) { return a.properties == b.properties; });
  pair_where([](const Item& a, const Item& b) {
    return a.properties.at("target") == b.properties.at("target");
  });
  pair_where([](const Item&, const Item&) { return true; });
  for (auto pair = pairs.begin(); pair != pairs.end(); ++pair) {
    pair->is_reordered = std::any_of(pairs.begin(), pair, [&](const Pair& earlier) {
      return pair->before != nullptr && earlier.before != nullptr &&
             earlier.after->id == pair->after->id && earlier.before > pair->before;
    });
  }
  for (const Item* item : left) pairs.push_back({item, nullptr});
  return pairs;
}

}  // namespace

std::string_view name(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::added:
      return "added";
    case Change::Kind::removed:
      return "removed";
    case Change::Kind::changed:
      return "changed";
  }
  return "";
}

std::vector<Change> difference(const Procedure& from, const Procedure& to) {
  std::vector<Change> out;
  for (const Part& part : parts()) {
    const Items before = part.items(from), after = part.items(to);
    // The head is one and the same though its name may change.
    const auto pairs = part.name == "procedure" ? std::vector<Pair>{{&before[0], &after[0]}}
                                                : paired_by_id(before, after);
    for (const Pair& pair : pairs) tell(part.name, pair, out);
    if (part.name != "state") continue;
    const Items left = transitions_of(from), right = transitions_of(to);
    for (const Pair& pair : paired_by_likeness(left, right)) tell("transition", pair, out);
  }
  return out;
}

}  // namespace gavel::procedure

#pragma once
// Another node that comes between this one's look at the registers and its decision.
#include <functional>
#include <utility>

#include "db/facts.hpp"

namespace gavel::db::test {

/// What the database knows, and what happens between a look at it and the decision.
struct Interrupted final : desk::Facts {
  explicit Interrupted(Pool& pool) : known(pool) {}
  JsonObject of(const matter::Snapshot& snapshot) override { return known.of(snapshot); }
  JsonObject named(const desk::Naming& naming) override {
    JsonObject said = known.named(naming);
    ++looks;
    if (meanwhile) std::exchange(meanwhile, nullptr)();
    return said;
  }
  db::Facts known;
  std::function<void()> meanwhile;
  int looks = 0;
};

}  // namespace gavel::db::test

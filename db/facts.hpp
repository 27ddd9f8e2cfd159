#pragma once
// What a step may know beyond the matter's own events: counts of comments, the dossier's digest,
// what a register says of the entry an event names.
#include "engine/desk/ports.hpp"

namespace gavel::db {

class Pool;

class Facts final : public desk::Facts {
 public:
  explicit Facts(Pool& pool) : pool_(pool) {}
  [[nodiscard]] JsonObject of(const matter::Snapshot& snapshot) override;
  [[nodiscard]] JsonObject named(const desk::Naming& naming) override;

 private:
  Pool& pool_;
};

}  // namespace gavel::db

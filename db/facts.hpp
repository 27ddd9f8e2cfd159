#pragma once
// What a step may know beyond the matter's own events: counts of comments, the dossier's digest,
// what a register says of the entry an event names.
#include <span>
#include <string>
#include <vector>

#include "engine/desk/ports.hpp"
#include "engine/procedure/packs.hpp"

namespace gavel::db {

class Pool;

class Facts final : public desk::Facts {
 public:
  /// `packs` say whose organ's a matter is; they outlive this.
  explicit Facts(Pool& pool, std::span<const procedure::Pack> packs = {})
      : pool_(pool), packs_(packs) {}
  [[nodiscard]] JsonObject of(const matter::Snapshot& snapshot) override;
  [[nodiscard]] JsonObject named(const desk::Naming& naming) override;

 private:
  [[nodiscard]] std::vector<std::string> organs_of(const desk::Naming& naming) const;

  Pool& pool_;
  std::span<const procedure::Pack> packs_;
};

}  // namespace gavel::db

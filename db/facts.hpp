#pragma once
// What a step may know beyond the matter's own events: counts of comments, the dossier's digest,
// what a register says of the entry an event names.
#include <span>
#include <string>

#include "db/catalogues.hpp"
#include "engine/desk/ports.hpp"
#include "engine/procedure/packs.hpp"

namespace gavel::db {

class Pool;

class Facts final : public desk::Facts {
 public:
  /// `packs` say whose organ's a matter is, but for `own`, on which all matters here run; they
  /// outlive this.
  explicit Facts(Pool& pool, std::span<const procedure::Pack> packs = {}, std::string own = "")
      : pool_(pool), packs_(packs), own_pack_(std::move(own)) {}
  [[nodiscard]] JsonObject of(const matter::Snapshot& snapshot) override;
  [[nodiscard]] JsonObject named(const desk::Naming& naming) override;

 private:
  [[nodiscard]] Starter starter_of(const desk::Naming& naming) const;
  void add_pack_of_organ(const desk::Naming& naming, JsonObject& said) const;
  void add_register(const desk::Naming& naming, const std::string& in_register, JsonObject& out);

  Pool& pool_;
  std::span<const procedure::Pack> packs_;
  std::string own_pack_;
};

}  // namespace gavel::db

#pragma once
// What a step may know beyond the matter's own events: counts of comments, the dossier's digest,
// what a register says of the entry an event names.
#include <span>
#include <string>

#include "db/catalogues.hpp"
#include "db/deciding_organ.hpp"
#include "db/roles.hpp"
#include "engine/desk/ports.hpp"
#include "engine/procedure/packs.hpp"

namespace gavel::db {

class Pool;

class Facts final : public desk::Facts {
 public:
  explicit Facts(Pool& pool, std::span<const procedure::Pack> packs = {}, std::string own = "")
      : pool_(pool), organ_(pool, packs, std::move(own)) {}
  [[nodiscard]] JsonObject of(const matter::Snapshot& snapshot) override;
  [[nodiscard]] JsonObject named(const desk::Naming& naming) override;

 private:
  [[nodiscard]] Starter starter_of(const desk::Naming& naming) const;
  [[nodiscard]] std::vector<std::string> organs_of_head(const desk::Naming& naming) const;
  [[nodiscard]] NumberSeries series_of(const desk::Naming& naming, const std::string& field) const;
  void add_organ(const desk::Naming& naming, JsonObject& said) const;
  void add_register(const desk::Naming& naming, const std::string& in_register, Elsewhere elsewhere,
                    JsonObject& out);

  Pool& pool_;
  DecidingOrgan organ_;
};

}  // namespace gavel::db

#pragma once
// Which organ decides a matter, and whose role of a head or member counts in it: where several
// organs have theirs in the register of positions, those of one decide nothing in the matters of
// another (Decree 713 art. 3, Organic Law art. 77).
#include <span>
#include <string>
#include <vector>

#include "engine/matter/matter.hpp"
#include "engine/procedure/packs.hpp"

namespace pqxx {
class transaction_base;
}

namespace gavel::db {

class Pool;

class DecidingOrgan {
 public:
  /// `packs` say whose organ's a matter is, but for `own`, on which all matters here run; they
  /// outlive this.
  DecidingOrgan(Pool& pool, std::span<const procedure::Pack> packs, std::string own)
      : pool_(pool), packs_(packs), own_pack_(std::move(own)) {}

  struct ByPack {
    std::vector<std::string> names;  ///< Empty: the matter's policy names no organ.
    bool is_for_all = false;         ///< Departments have matters of their own on it.
  };
  [[nodiscard]] ByPack by_pack(const matter::Snapshot& snapshot) const;
  /// The accounts that are head or member of an organ that day by the register of positions, and
  /// not of the one that decides the matter. That is the organ of its pack; of a matter on none, or
  /// on one for all, that of the head who had it begun, as the procedure notes it (`organs`). One
  /// that has no head in the register, or is not known yet, sets nobody aside.
  [[nodiscard]] std::vector<std::string> leaders_elsewhere(const matter::Snapshot& snapshot,
                                                           Day day) const;
  [[nodiscard]] std::vector<std::string> leaders_elsewhere(pqxx::transaction_base& tx,
                                                           const matter::Snapshot& snapshot,
                                                           Day day) const;
  [[nodiscard]] bool every_matter_on_one_pack() const { return !own_pack_.empty(); }
  [[nodiscard]] std::span<const procedure::Pack> packs() const { return packs_; }

 private:
  Pool& pool_;
  std::span<const procedure::Pack> packs_;
  std::string own_pack_;
};

}  // namespace gavel::db

#pragma once
// Which organ decides a matter, and whose role of a head, member, Party group or office counts in
// it: where several organs have theirs in the register of positions, those of one decide nothing in
// the matters of another (Decree 713 art. 3, Organic Law art. 77).
#include <span>
#include <string>
#include <vector>

#include "db/number_series.hpp"
#include "db/roles.hpp"
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
    std::string of_pack = {};        ///< The one among them whose pack it is; empty: on none.
    bool is_for_all = false;         ///< Departments have matters of their own on it.
  };
  [[nodiscard]] ByPack by_pack(const JsonObject& policy) const;
  [[nodiscard]] ByPack by_pack(const matter::Snapshot& snapshot) const {
    return by_pack(snapshot.policy->get_object());
  }
  /// Of a matter that is opened with this policy: {"headed": the organs that have a head in the
  /// register of positions, without those that another took over; "of_pack": the one whose pack it
  /// is on, be its head there or not; "only": the one that has a head here, where no pack names
  /// another, whose it is then}.
  [[nodiscard]] JsonObject to_choose_from(const JsonObject& policy, Day day) const;
  /// An organ as the register of positions calls it; as written where it has none there.
  [[nodiscard]] std::string title(const std::string& written, Day day) const;
  /// Which decide the matter, as the register calls them and what took them over; empty: not known.
  [[nodiscard]] std::vector<std::string> titles(const matter::Snapshot& snapshot, Day day) const;
  /// The same, and of a matter that is not known to be of any those whose people count in it
  /// (of_other_organs): to tell whoever does not count whose it is held to be.
  [[nodiscard]] std::vector<std::string> presumed(const matter::Snapshot& snapshot, Day day) const;
  /// The organs, and by what other names they went or go.
  [[nodiscard]] std::vector<std::string> all_names(const std::vector<std::string>& organs,
                                                   Day day) const;
  /// Who has one of an organ's roles (organ_roles) that day by the register of positions in another
  /// organ than the one that decides the matter, and which of these roles they do not have in that
  /// one: those do not count. It is the organ of the matter's pack; of a matter on none, or on one
  /// for all, that which the procedure notes (`organs`): as the matter was opened for it, or its
  /// head had it begun; where it notes none, those whose people, by post or else by unit, had a
  /// hand in it before there was a register, and else those that had a head here when the matter
  /// was opened, or that which it follows. One that has no head in the register, or is not known
  /// yet, sets nobody aside; but one that is noted as the organ of the pack that it is on decides
  /// alone. Where another organ took it over (successions.hpp), those of that one count as its own.
  [[nodiscard]] std::vector<SetAside> of_other_organs(const matter::Snapshot& snapshot,
                                                      Day day) const;
  [[nodiscard]] std::vector<SetAside> of_other_organs(pqxx::transaction_base& tx,
                                                      const matter::Snapshot& snapshot,
                                                      Day day) const;
  /// In which series the numbers of the organ that decides the matter are. Not known which organ
  /// that is: `asked`, in which the procedure keeps them.
  [[nodiscard]] NumberSeries series(const matter::Snapshot& snapshot, const std::string& asked,
                                    Day day) const;
  [[nodiscard]] bool every_matter_on_one_pack() const { return !own_pack_.empty(); }
  [[nodiscard]] std::span<const procedure::Pack> packs() const { return packs_; }

 private:
  Pool& pool_;
  std::span<const procedure::Pack> packs_;
  std::string own_pack_;
};

}  // namespace gavel::db

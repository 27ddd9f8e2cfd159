#pragma once
// Published catalogues of major decisions, every version of them, and the matters started on their
// items.
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/desk/ports.hpp"

namespace pqxx {
class transaction_base;
}

namespace gavel::db {

class Pool;

struct CatalogueVersion {
  std::string id;  ///< The matter that makes it.
  int version = 0, year = 0;
  std::string organ, unit, consent, reason;
  Instant published_at;
  std::optional<Instant> closed_at;
};

struct CatalogueItem {
  std::string number;
  bool removed = false;
  JsonObject body;  ///< As entered.
};

struct CatalogueUse {
  std::string matter, title, number;
  int version = 0;  ///< Of the catalogue, when the matter started.
  Instant at;
};

/// For whom a number is looked up.
struct Starter {
  std::vector<std::string> organs;  ///< Names of the organ whose matter it is; empty: not known.
  std::string unit;                 ///< Of whoever starts it.
  /// Names of the organ of the pack that all matters here run on, be they its own or those of its
  /// departments; empty: there is none.
  std::vector<std::string> installation = {};
};

class Catalogues {
 public:
  explicit Catalogues(Pool& pool) : pool_(pool) {}

  struct Wanted {
    std::optional<std::string> organ = {};
    std::optional<int> year = {};
    std::string cursor = {};  ///< Id of the last one seen; empty: from the start.
    int limit = 50;
  };
  /// The newest version of each, by year and organ, newest year first.
  [[nodiscard]] std::vector<CatalogueVersion> list(const Wanted& wanted);
  /// `version` 0: the newest.
  [[nodiscard]] std::optional<CatalogueVersion> find(const std::string& id, int version = 0);
  [[nodiscard]] std::vector<CatalogueVersion> versions(const std::string& id);  ///< Ascending.
  /// Without what was put in and taken out again before it was ever published: nobody decided on
  /// it.
  [[nodiscard]] std::vector<CatalogueItem> items(const std::string& id, int version);
  /// Matters started on an item, oldest first; at most `most`.
  [[nodiscard]] std::vector<CatalogueUse> uses(const std::string& id, int most);
  /// The other matters that were started on the item this one was started on and have not ended.
  [[nodiscard]] std::vector<CatalogueUse> beside(const std::string& matter, int most);

  /// What the register `catalogue` says of a number: {"found": item or null, "looked_in": […]}.
  /// An item counts while it stands in the newest version of a catalogue that is not closed, and
  /// only in one of the organ whose matter it is (Decree 713, article 3); where nothing says whose
  /// it is, in the unit's own where it has one, else in one of the installation's organ, else in
  /// any. "organ" is the matter's, where it is known; "elsewhere" are items of that number that do
  /// not count for it, where none is found. Where several have the number, that of `year` counts;
  /// several still are none, and `looked_in` then holds the choices, each with the words (`write`)
  /// that name it: "区人民政府 2026 2026-1".
  [[nodiscard]] JsonObject look_up(const std::string& written, const Starter& starter,
                                   int year = 0);
  /// What the register `catalogue` says of a title: {"titled": the items that are called so, but
  /// for the spelling, in the catalogues that count as for a number, each with the words that name
  /// it}.
  [[nodiscard]] JsonObject titled(const std::string& title, const Starter& starter);
  /// What the register `catalogue` says of an organ's year: {"standing": the published catalogues
  /// of it that are not closed, without that of `but`, [{"id", "title", "organ", "version",
  /// "same_name": or one is called by a short name, which others may have too}], "published": how
  /// many were ever published for that year, by whatever organ}. An organ has one a year, which is
  /// adjusted.
  [[nodiscard]] JsonObject standing(const std::string& organ, int year, const std::string& but);

 private:
  Pool& pool_;
};

/// Takes for each catalogue that is published for the first time the next place in its year after
/// those that its event was told of; the result are those that came too late, for another was
/// published since.
[[nodiscard]] std::set<const desk::Append*> take_catalogue_places(
    pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);

}  // namespace gavel::db

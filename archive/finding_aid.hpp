#pragma once
// A volume for other archives' catalogues: simple Dublin Core, and EAD3 of one volume or of all the
// holdings. https://www.loc.gov/ead/ , https://www.dublincore.org/documents/dces/
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/time.hpp"

namespace gavel::archive {

struct FindingAidItem {
  std::string title, code;  ///< code: of the kind of document.
  int version = 1;
  std::string media_type;
  Instant at;
  std::string stage;  ///< Id; "" where the procedure names none.
  std::string href;   ///< Where its bytes are, as a URI reference; "" where none is given.
};

struct FindingAid {
  std::string code;  ///< Archival code of the volume.
  std::string title, organ, fonds, fonds_name, matter, software = "Gavel";
  int year = 0;
  Instant opened_at, closed_at, built_at;
  std::optional<Instant> destroyed_at = {};
  std::string destroyed_by = {};  ///< The act that it was destroyed under.
  std::vector<std::pair<std::string, std::string>> stages =
      {};  ///< Ids with their titles, in order.
  std::vector<FindingAidItem> items = {};
  std::string href = {};  ///< Where the volume's package is; "" where none is given.
};

/// The volume and its items by stage.
[[nodiscard]] std::string ead3_xml(const FindingAid& volume);
/// Simple Dublin Core, as OAI-PMH carries it.
[[nodiscard]] std::string dublin_core_xml(const FindingAid& volume);

/// EAD3 of many volumes, written as they come: collection, fonds, year, volume, item. They must
/// come in the order of fonds and year.
class HoldingsAid {
 public:
  using Put = std::function<void(std::string_view)>;
  /// `name`: whose holdings; `at`: when this is written.
  HoldingsAid(Put put, const std::string& name, Instant at);
  void add(const FindingAid& volume);
  void finish();

 private:
  void leave_series();
  void leave_fonds();

  Put put_;
  std::optional<std::string> fonds_;
  int year_ = 0;  ///< 0: no series is open.
};

}  // namespace gavel::archive

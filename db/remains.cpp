#include "db/remains.hpp"

#include <spdlog/spdlog.h>

#include "db/destruction.hpp"

namespace gavel::db {
namespace {

namespace fs = std::filesystem;

/// A code is one file name; whatever is not must not lead out of the folder.
bool is_name(const std::string& code) {
  return !code.empty() && code != "." && code != ".." && code.find('/') == std::string::npos;
}

}  // namespace

Remains::Remains(Pool& pool, RemainsPlaces places) : pool_(pool), places_(std::move(places)) {
  for (const fs::path& each : places_.leftovers) fs::remove_all(each);
}

std::size_t Remains::run_once() {
  constexpr int at_once = 256;
  std::size_t looked_at = 0;
  for (;;) {
    const auto done = Destructions(pool_).list(seen_, at_once);
    for (const Destruction& each : done) {
      if (is_name(each.archival_code)) {
        std::uintmax_t removed = 0;
        if (!places_.replica.empty()) {
          removed += fs::remove_all(places_.replica / (each.archival_code + ".tar"));
          // What a node that was killed had copied of it.
          removed += fs::remove_all(places_.replica / (each.archival_code + ".tar.part"));
        }
        // What of the matter was not destroyed comes back with the replica's next look.
        if (!places_.replica.empty() && is_name(each.matter))
          removed += fs::remove_all(places_.replica / "documents" / each.matter);
        if (!places_.bags.empty()) removed += fs::remove_all(places_.bags / each.archival_code);
        if (removed > 0) spdlog::info("removed what was left of {}", each.archival_code);
      }
      seen_ = each.n;
      ++looked_at;
    }
    if (done.size() < at_once) return looked_at;
  }
}

}  // namespace gavel::db

#pragma once
// The packet that was accepted for a meeting (Decree 713 art. 29), as the procedure keeps it in its
// variable `packet`: what was on file then, and what each step stood at.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/matter/matter.hpp"

namespace gavel::api {

/// What a step stood at when the packet was found complete.
struct Gate {
  std::string gate, rule, result, draft_sha256;
  Text says, title;  ///< Of its rule, and of the result.
};

struct Packet {
  std::string accepted_on, by;  ///< The day; the name of whoever accepted it.
  std::string at;               ///< The moment; "" where that was not kept.
  std::string draft_sha256, dossier_sha256;
  std::optional<std::int64_t> filed;  ///< How many documents were on file; empty: not kept.
  std::vector<Gate> gates;
};

/// The last that was accepted; empty where none was, or the procedure knows none.
[[nodiscard]] std::optional<Packet> packet_of(const procedure::Procedure& procedure,
                                              const matter::Snapshot& snapshot);
[[nodiscard]] std::vector<Gate> gates_of(const procedure::Procedure& procedure,
                                         const matter::Snapshot& snapshot);

/// Of each code the newest of the first `filed` documents; where that is not known, of those that
/// `was_there` takes.
template <class WasThere>
[[nodiscard]] std::map<std::string, const matter::Document*> papers_on_file(
    const matter::Snapshot& snapshot, std::optional<std::int64_t> filed, WasThere was_there) {
  std::map<std::string, const matter::Document*> newest;
  std::int64_t seen = 0;
  for (const matter::Document& each : *snapshot.documents) {
    const bool is_of_it = filed ? seen++ < *filed : was_there(each);
    if (is_of_it) newest[each.code] = &each;
  }
  return newest;
}

}  // namespace gavel::api

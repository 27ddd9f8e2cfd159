#pragma once
// A draw of experts that anyone can do again: candidates stand in the order of
// SHA-256(seed, line feed, id), and are taken from the front while the shares allow.
#include <expected>
#include <string>
#include <vector>

namespace gavel::db {

struct Candidate {
  std::string id;
  std::string kind;  ///< "independent", "department", "subordinate".
};

struct DrawLimits {
  std::size_t number = 5;
  std::size_t department_most = 1;   ///< Of the competent department.
  std::size_t subordinate_most = 2;  ///< Of units below the organ.
};

struct DrawAsked {
  std::string seed;  ///< Hexadecimal.
  DrawLimits limits;
  std::vector<Candidate> candidates;
  std::vector<std::string> kept;             ///< Candidates that are in already.
  std::vector<std::string> different_views;  ///< One of these has the first free seat.
};

/// How many there are to choose from, when they do not suffice.
struct DrawShortage {
  std::size_t independent = 0, department = 0, subordinate = 0;
  bool operator==(const DrawShortage&) const = default;
};

/// What a candidate is sorted by, lower-case hexadecimal.
[[nodiscard]] std::string draw_key(const std::string& seed, const std::string& id);

/// Ids in the order in which they were taken; those that are kept first.
[[nodiscard]] std::expected<std::vector<std::string>, DrawShortage> draw_experts(
    const DrawAsked& asked);

}  // namespace gavel::db

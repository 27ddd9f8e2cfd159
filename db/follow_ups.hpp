#pragma once
// Matters that take up an archived one again: its annulment, a paper of liability, an evaluation
// years later. The archived matter and its volume stay as they are; the link is kept beside them.
// And matters that were merged into another, that adjust or end a decision, and decisions that
// replace an earlier one. Whoever keeps out of the one keeps out of the other: what its register of
// recusals holds is carried over with the link, in the same transaction, and what is entered there
// later follows.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <pqxx/pqxx>

#include "engine/desk/ports.hpp"

namespace gavel::db {

class Pool;

struct FollowUp {
  std::string matter, title, procedure_sha256;
  std::vector<std::string> states;  ///< It is in now, in document order.
  std::string archival_code;        ///< Of its own volume; empty while there is none.
  Instant at;                       ///< When it was opened.
};

/// What a matter follows.
struct Followed {
  std::string matter, title, archival_code;
};

/// A matter that was merged into another, or a decision that replaces another.
struct MergedIn {
  std::string matter, title, procedure_sha256;
  Instant at;
};

class FollowUps {
 public:
  explicit FollowUps(Pool& pool) : pool_(pool) {}
  /// Oldest first. Empty where nothing follows that matter.
  [[nodiscard]] std::vector<FollowUp> of(const std::string& matter);
  [[nodiscard]] std::optional<Followed> followed_by(const std::string& matter);
  /// What that matter took in, in the order in which it came.
  [[nodiscard]] std::vector<MergedIn> merged_into(const std::string& matter);
  /// The decisions, published or delivered, that adjust or end that one, oldest first.
  [[nodiscard]] std::vector<MergedIn> successors_of(const std::string& matter);

 private:
  Pool& pool_;
};

/// Rows of `<send type="urn:gavel:follow-up" event="open">`, with `matter` and `archival_code`.
void project_follow_ups(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);
/// Rows of `<send type="urn:gavel:merge" event="into">`, with the `matter` that takes this one in.
void project_merges(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);
/// Rows of `<send type="urn:gavel:predecessor" event="name">`, with the `matter` whose decision
/// this one adjusts or ends.
void project_predecessors(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);
/// Rows of `<send type="urn:gavel:succession" event="publish">`, with the `matter` that is
/// replaced, and `by`, where another than the sender replaces it. What is known already stays as it
/// is.
void project_successions(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends);

}  // namespace gavel::db

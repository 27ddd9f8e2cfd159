#pragma once
// What the steps of the register of recusals of one matter come to: who keeps out, and which
// requests wait for an answer.
#include <string>
#include <vector>

#include "engine/base/time.hpp"

namespace pqxx {
class transaction_base;
}

namespace gavel::db {

struct RecusalStep {
  int seq = 0;  ///< Within the matter.
  std::string account, step, reason, deputy, by;
  Instant at;
  std::string asker = {};   ///< In whose name it is asked or taken back, without an account.
  std::string origin = {};  ///< The matter that it came with; empty: a step of this one.
  /// Which of the matter's own grounds it is, or ends: 0 the first, else one that was noted while
  /// another stood.
  int further = 0;
};

/// In order.
[[nodiscard]] std::vector<RecusalStep> recusal_steps(pqxx::transaction_base& tx,
                                                     const std::string& matter);

/// A step of the matter's own with the ground it is or ends, as add_recusal enters it: a
/// declaration beside what stands is a further ground, and so is an order for another reason that
/// names nobody else; another order takes the place of what stands. Letting somebody in again ends
/// one ground of the matter's own, an order first, and where it has none, what came from others.
[[nodiscard]] RecusalStep placed(RecusalStep step, const std::vector<RecusalStep>& before);

/// Enters it; gives its number. The transaction holds the register until it ends.
int add_step(pqxx::transaction_base& tx, const std::string& matter, const RecusalStep& step);

/// Whoever keeps out of `from` keeps out of `into` too, with whom the order names in their place;
/// and what is asked there and not answered waits here. Each ground stands by itself: whoever keeps
/// out of `into` on one of its own keeps out of it on this one too.
void carry_recusals(pqxx::transaction_base& tx, const std::string& from, const std::string& into);

/// The last step of the matter holds in those too that its steps are carried over to, as long as
/// they are not closed: gives those in which it does. What they decided themselves stands.
std::vector<std::string> follow_last(pqxx::transaction_base& tx, const std::string& matter);

/// What keeps the account out, in order.
[[nodiscard]] std::vector<const RecusalStep*> grounds_of(const std::vector<RecusalStep>& steps,
                                                         const std::string& account);

/// What keeps the account out; null: nothing. Of several grounds the order that the matter itself
/// made, then one that came from another, then a declaration. Letting somebody in again ends one.
[[nodiscard]] const RecusalStep* recused(const std::vector<RecusalStep>& steps,
                                         const std::string& account);

/// One and the same person asked both, or asked the one and takes it back with the other.
[[nodiscard]] bool same_asker(const RecusalStep& one, const RecusalStep& other);

/// What became of the requests among the steps.
struct Requests {
  std::vector<const RecusalStep*> waiting, answered, taken_back;
};
[[nodiscard]] Requests requests_of(const std::vector<RecusalStep>& steps);

/// Of those that wait, in order, the ones that hold the matter up: not what somebody asks again for
/// a reason on which they had the answer, nor what they ask a third time.
[[nodiscard]] std::vector<const RecusalStep*> holding_up(const std::vector<RecusalStep>& steps);

}  // namespace gavel::db

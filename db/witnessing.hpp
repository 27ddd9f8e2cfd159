#pragma once
// The ledger's side of being witnessed: the newest checkpoint goes to each witness of the policy
// file, and what they sign is kept. In the background: no commit ever waits for a witness. Among
// many nodes one speaks, by a lease.
#include <chrono>
#include <expected>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "archive/witness_policy.hpp"
#include "engine/base/time.hpp"

namespace gavel::db {

class LedgerStore;
class Pool;

struct WitnessAnswer {
  int status = 0;
  std::string body;
};
/// Sends `body` by POST, or asks by GET when it is empty. Bounded in time. The error says why there
/// is no answer. Called from several threads.
using AskWitness = std::function<std::expected<WitnessAnswer, std::string>(
    const std::string& url, const std::string& body)>;

struct WitnessView {
  std::string name, verifier_key;
  std::uint64_t size = 0;  ///< Of the newest checkpoint it cosigned; 0: none.
  std::string trouble;     ///< What it said last, when it did not cosign, as this node heard it.
};
struct WitnessedView {
  std::uint64_t size = 0;                    ///< Of the newest checkpoint.
  std::uint64_t witnessed = 0;               ///< Of the newest one with a quorum.
  std::optional<Instant> unwitnessed_since;  ///< When the first one without a quorum was signed.
  bool alarm = false;                        ///< Unwitnessed for longer than may be.
  std::vector<WitnessView> witnesses;
};

class Witnessing {
 public:
  /// Takes the ledger's proofs to be of the newest checkpoint with a quorum from now on.
  Witnessing(Pool& pool, LedgerStore& ledger, archive::WitnessPolicy policy, AskWitness ask,
             std::chrono::seconds alarm_after);

  /// Asks every witness what it has cosigned: a database that was put back to before that is not
  /// signed for (LedgerStore::beware). Once, before the sequencer begins.
  void learn();
  /// Gets what is missing on the newest checkpoint. True when there is more to do at once.
  bool run_once();
  [[nodiscard]] WitnessedView view();
  [[nodiscard]] const archive::WitnessPolicy& policy() const { return policy_; }

 private:
  struct Heard {
    std::string trouble;
    std::chrono::steady_clock::time_point not_before;  ///< A witness in trouble is left alone.
    std::chrono::seconds pause{0};
  };
  struct Task {
    archive::PolicyWitness witness;
    std::uint64_t old_size = 0, size = 0;
    std::string note;
  };
  [[nodiscard]] std::vector<Task> tasks();
  [[nodiscard]] bool is_our_turn();
  /// What stopped it; empty: cosigned and kept.
  [[nodiscard]] std::string perform(const Task& task);
  [[nodiscard]] std::string keep(const Task& task, const std::string& line);
  void hear(const archive::PolicyWitness& witness, const std::string& trouble);
  void learn_from(const archive::PolicyWitness& witness);
  void raise_alarm();

  Pool& pool_;
  LedgerStore& ledger_;
  const archive::WitnessPolicy policy_;
  const AskWitness ask_;
  const std::chrono::seconds alarm_after_;
  const std::string node_;
  std::mutex mutex_;  ///< Of what follows.
  std::map<std::string, Heard> heard_;
  bool is_alarmed_ = false;
};

}  // namespace gavel::db

#pragma once
// The four-property test of a volume that is handed over (移交接收, DA/T 70-2018; 档案法 2020
// art. 39: who receives tests). Ours is made before the list is: a volume that fails it does not
// come onto the list. The receiver's, signed by them, is entered as they send it. Both are of
// record, and leaves of the ledger ("handover-test").
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "db/keeping.hpp"

namespace gavel::db {

class Pool;

struct HandoverTest {
  std::string id, archival_code;
  std::optional<std::string> act;  ///< Of the receiver's: the hand-over whose list they have.
  bool passed = false;
  std::string report;        ///< RFC 8785, as it is signed and as the leaf names it.
  std::string receiver_key;  ///< Id of an OutsideKey; empty: our own test.
  std::string signature;     ///< Raw, over `report`.
  matter::Actor by;          ///< Who had it made, or entered it.
  Instant at;
};

class HandoverTests {
 public:
  explicit HandoverTests(Pool& pool) : pool_(pool) {}

  /// Of our own (db/handover_tester.hpp), passed or not.
  void keep(const HandoverTest& test);

  /// The receiver's report. Turned down when the act has its answer, or their key is out of force.
  [[nodiscard]] std::expected<void, KeepingFault> enter(const HandoverTest& test);

  /// Newest first, of both sides, at most `limit`.
  [[nodiscard]] std::vector<HandoverTest> of(const std::string& archival_code, int limit);

 private:
  Pool& pool_;
};

}  // namespace gavel::db

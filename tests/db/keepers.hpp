#pragma once
// Two archivists who decide on stored volumes.
#include "db/keeping.hpp"
#include "tests/db/cluster.hpp"

namespace gavel::db::test {

inline const matter::Actor keeper{.account = "qian", .name = "钱", .unit = "archives", .roles = {}};
inline const matter::Actor second{.account = "feng", .name = "冯", .unit = "archives", .roles = {}};

inline KeepingAct act_of(const std::string& id, const std::string& code, const std::string& kind,
                         const std::string& outcome, Instant at) {
  return {.id = id,
          .archival_code = code,
          .kind = kind,
          .outcome = outcome,
          .reason = "期满",
          .receiver = {},
          .list = kind == "destruction" ? "{}" : "",
          .appraisal = {},
          .review = outcome == "open" ? "保密审〔2026〕1号" : "",
          .years = {},
          .by = keeper,
          .at = at,
          .answer = {}};
}

inline KeepingAct::Answer agreed_by_second(Instant at) {
  return {
      .agreed = true, .note = "同意", .signature = {}, .public_key = {}, .by = second, .at = at};
}

inline void agree(Pool& pool, const KeepingAct& act) {
  Keeping keeping(pool);
  ASSERT_TRUE(keeping.propose(act));
  ASSERT_TRUE(keeping.answer(act.id, agreed_by_second(act.at)));
}

inline void appraise(Pool& pool, const std::string& code, Instant at) {
  agree(pool, act_of("appraisal of " + code, code, "appraisal", "destroy", at));
}
inline KeepingAct destruction_of(const std::string& code, Instant at) {
  KeepingAct act = act_of("destruction of " + code, code, "destruction", "destroyed", at);
  act.appraisal = "appraisal of " + code;
  return act;
}
/// By two persons who decide on it and two who do it.
inline void destroy_volume(Pool& pool, const std::string& code, Instant at) {
  appraise(pool, code, at);
  agree(pool, destruction_of(code, at));
}

}  // namespace gavel::db::test

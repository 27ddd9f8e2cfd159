#pragma once
// A city with a mayor, a deputy and a secretary, and one position that heads it.
#include "db/offices.hpp"
#include "db/roles.hpp"
#include "tests/db/days.hpp"
#include "tests/db/domain.hpp"

namespace gavel::db {

struct City : test::Domain {
  City() {
    for (const char* account : {"mayor", "deputy", "chen"}) {
      hire(account);
    }
    EXPECT_TRUE(offices.add_position({"mayor", "市政府", "", "市长", {"organ_head", "member"}},
                                     "admin", noon));
  }
  std::int64_t hold(const char* account, const char* since, std::optional<Day> until = {}) {
    PositionHeld held;
    held.position.id = "mayor";
    held.account = account;
    held.tenure.since = on(since);
    held.tenure.until = until;
    held.basis = "任命";
    held.by = "admin";
    held.at = noon;
    return offices.hold(held).value();
  }
  std::string roles(const char* account, const char* day) {
    std::string out;
    for (const std::string& role : roles_on(pool, account, on(day)).roles) out += role + " ";
    return out;
  }
  RecusalStep step(const char* account, const char* what) {
    return {.seq = 0,
            .account = account,
            .step = what,
            .reason = "利害关系",
            .deputy = "",
            .by = "chen",
            .at = noon};
  }
  Accounts accounts{pool};
  Offices offices{pool};
};

}  // namespace gavel::db

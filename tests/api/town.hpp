#pragma once
// An office whose head lends and recuses: for positions, delegations and recusals.
#include "tests/api/office.hpp"

namespace gavel::api::test {

struct Town : Office {
  Town() {
    hire("mayor", "system", {"organ_head"});
    hire("chen", "education", {});
    hire("dang", "system", {"party_group"});
  }
  Answer act(const std::string& as, const std::string& matter, const std::string& event,
             const std::string& principal) {
    return post(as, "/v1/matters/" + matter + "/events",
                {{"event", event}, {"data", JsonObject{}}, {"on_behalf_of", principal}},
                {{"If-Match", "*"}});
  }
  Answer lend(const std::string& as, JsonObject delegation) {
    delegation["since"] = "2026-02-02", delegation["until"] = "2026-02-06";
    delegation["basis"] = "出差";
    return post(as, "/v1/delegations", std::move(delegation));
  }
  void go_to(const char* day) {
    clock.move_to(start_of(parse_day(day).value()) + std::chrono::hours{9});
  }
  Answer recuse(const std::string& as, const std::string& matter, JsonObject step) {
    if (!step.contains("reason")) step["reason"] = "配偶任职";
    return post(as, "/v1/matters/" + matter + "/recusals", std::move(step));
  }
};

}  // namespace gavel::api::test

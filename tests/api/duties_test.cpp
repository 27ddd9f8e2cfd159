// Duties that no one person holds together: refused when an account is made or changed, when a
// position is made or filled, when a role is lent.
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

JsonObject account(const char* name, std::initializer_list<const char*> roles) {
  JsonArray held;
  for (const char* each : roles) held.emplace_back(each);
  return {{"account", name}, {"name", name}, {"unit", "system"}, {"roles", std::move(held)}};
}

std::string fault_of(const Answer& answer) {
  return answer.brief() + " " + answer.text("/errors/0/pointer") + " " +
         answer.text("/errors/0/code");
}

TEST(Duties, AnAccountHoldsNoTwoThatAreKeptApart) {
  Office office;
  for (const auto& roles :
       std::initializer_list<std::initializer_list<const char*>>{{"auditor", "justice"},
                                                                 {"archivist", "auditor"},
                                                                 {"admin", "drafter"},
                                                                 {"admin", "auditor"},
                                                                 {"drafter", "archivist"},
                                                                 {"organ_head", "office"},
                                                                 {"justice", "office"}}) {
    EXPECT_EQ(fault_of(office.post("admin", "/v1/accounts", account("both", roles))),
              "422 invalid-body /roles duties-apart");
  }
  EXPECT_EQ(office.post("admin", "/v1/accounts", account("reads", {"auditor", "reader"})).status,
            201);
  const Answer told = office.post("admin", "/v1/accounts", account("both", {"auditor", "justice"}));
  EXPECT_NE(told.text("/errors/0/detail").find("justice 和 auditor"), std::string::npos)
      << told.body;
}

TEST(Duties, AChangeOfRolesAddsNoneThatIsKeptApartFromAPositionHeld) {
  Office office;
  office.hire("lu", "system", {"drafter"});
  EXPECT_EQ(fault_of(office.patch("admin", "/v1/accounts/lu",
                                  {{"roles", JsonArray{"drafter", "archivist"}}})),
            "422 invalid-body /roles duties-apart");
  const JsonObject position{
      {"id", "audit"}, {"organ", "审计局"}, {"title", "审计员"}, {"roles", JsonArray{"auditor"}}};
  EXPECT_EQ(office.post("admin", "/v1/positions", position).status, 201);
  const JsonObject from_tomorrow{{"account", "lu"}, {"since", "2026-03-01"}, {"basis", "任命"}};
  EXPECT_EQ(fault_of(office.post("admin", "/v1/positions/audit/holders", from_tomorrow)),
            "422 invalid-body /account duties-apart");
  EXPECT_EQ(office.patch("admin", "/v1/accounts/lu", {{"roles", JsonArray{}}}).status, 200);
  EXPECT_EQ(office.post("admin", "/v1/positions/audit/holders", from_tomorrow).status, 201);
  EXPECT_EQ(fault_of(office.patch("admin", "/v1/accounts/lu", {{"roles", JsonArray{"justice"}}})),
            "422 invalid-body /roles duties-apart");
}

// A slip ("draftr") makes an account that can do nothing.
TEST(Duties, AreThoseOfTheInstalledProceduresOrTheServers) {
  Office office;
  const Answer slip = office.post("admin", "/v1/accounts", account("sun", {"drafter", "draftr"}));
  EXPECT_EQ(fault_of(slip), "422 invalid-body /roles/1 no-such-role");
  EXPECT_NE(slip.text("/errors/0/detail").find("counsel"), std::string::npos) << slip.body;
  EXPECT_EQ(slip.text("/errors/0/detail").find("clock"), std::string::npos) << slip.body;
  const JsonObject position{
      {"id", "p"}, {"organ", "市政府"}, {"title", "科员"}, {"roles", JsonArray{"nope"}}};
  EXPECT_EQ(fault_of(office.post("admin", "/v1/positions", position)),
            "422 invalid-body /roles/0 no-such-role");
  // One that a procedure had when it was given stays until it is taken away.
  office.hire("old", "system", {"surveyor"});
  EXPECT_EQ(office.patch("admin", "/v1/accounts/old", {{"roles", JsonArray{"surveyor", "counsel"}}})
                .status,
            200);
  EXPECT_EQ(fault_of(office.patch("admin", "/v1/accounts/li", {{"roles", JsonArray{"surveyor"}}})),
            "422 invalid-body /roles/0 no-such-role");
}

TEST(Duties, APositionAndALoanKeepThemApartToo) {
  Office office;
  EXPECT_EQ(fault_of(office.post("admin", "/v1/positions",
                                 {{"id", "all"},
                                  {"organ", "市政府"},
                                  {"title", "全能"},
                                  {"roles", JsonArray{"drafter", "archivist"}}})),
            "422 invalid-body /roles duties-apart");
  office.hire("mayor", "system", {"organ_head"});
  office.hire("shen", "system", {"auditor"});
  EXPECT_EQ(fault_of(office.post("mayor", "/v1/delegations",
                                 {{"delegate", "shen"},
                                  {"role", "organ_head"},
                                  {"since", "2026-02-02"},
                                  {"until", "2026-02-06"},
                                  {"basis", "出差"}})),
            "422 invalid-body /delegate duties-apart");
}

}  // namespace
}  // namespace gavel::api::test

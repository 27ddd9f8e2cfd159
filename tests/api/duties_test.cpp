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
       std::initializer_list<std::initializer_list<const char*>>{{"auditor", "recorder"},
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
  const Answer told =
      office.post("admin", "/v1/accounts", account("both", {"auditor", "recorder"}));
  EXPECT_NE(told.text("/errors/0/detail").find("recorder 和 auditor"), std::string::npos)
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
  EXPECT_EQ(fault_of(office.patch("admin", "/v1/accounts/lu", {{"roles", JsonArray{"recorder"}}})),
            "422 invalid-body /roles duties-apart");
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

// Who works here, for those who have to choose a person; and which register a field is filled from.
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

std::string names_in(const Answer& answer) {
  std::string names;
  const Json people = answer.at("/people");
  for (const Json& person : people.as_array()) {
    names += std::string(person.at("account").as_string()) + " " +
             std::string(person.at("unit_name").as_string()) + ";";
  }
  return names;
}

TEST(Directory, TellsEveryAccountTheNamesAndUnitsOfTheOthers) {
  Office office;
  ASSERT_EQ(office.post("admin", "/v1/units", {{"id", "schools"}, {"name", "区教育局"}}).status,
            201);
  office.hire("lu", "schools", {"drafter"});
  const Answer told = office.get("lu", "/v1/directory");
  ASSERT_EQ(told.status, 200) << told.body;
  EXPECT_NE(names_in(told).find("lu 区教育局;"), std::string::npos) << told.body;
  EXPECT_EQ(told.body.find("roles"), std::string::npos) << told.body;
  EXPECT_EQ(office.ask("GET", "/v1/directory").status, 401);
}

TEST(Directory, LeavesOutWhoNoLongerWorksHere) {
  Office office;
  office.hire("lu", "system", {"drafter"});
  ASSERT_NE(names_in(office.get("li", "/v1/directory")).find("lu "), std::string::npos);
  ASSERT_EQ(office.patch("admin", "/v1/accounts/lu", {{"disabled", true}}).status, 200);
  EXPECT_EQ(names_in(office.get("li", "/v1/directory")).find("lu "), std::string::npos);
}

}  // namespace
}  // namespace gavel::api::test

// The pairs of roles that the procedure's separations of duty name are those that no account holds
// together, and there are no others.
#include "engine/procedure/separation.hpp"

#include <gtest/gtest.h>

#include "api/routes/duties.hpp"
#include "tests/law/course.hpp"

namespace gavel::api {
namespace {

/// Roles of the procedure, and those of the platform that write or look after accounts.
std::vector<std::string> roles() {
  std::vector<std::string> out{"admin", "auditor"};
  for (const auto& [id, role] : law::major_decision()->roles) out.push_back(id);
  return out;
}

bool is_listed(const std::string& one, const std::string& other) {
  for (const procedure::Separation& each : procedure::separations(*law::major_decision())) {
    for (const auto& [first, second] : each.apart) {
      if (first == one && (second == "*" || second == other)) return true;
      if (first == other && (second == "*" || second == one)) return true;
    }
  }
  return false;
}

TEST(Separations, NameThePairsOfRolesThatAreKeptApartAndNoOthers) {
  for (const std::string& one : roles()) {
    for (const std::string& other : roles()) {
      if (one == other) continue;
      EXPECT_EQ(clash({one}, {other}).has_value(), is_listed(one, other)) << one << " " << other;
    }
  }
}

TEST(SeparationRule07, WhoLooksIntoTheLogHasNoPartInWhatIsWrittenThere) {
  for (const std::string& role : roles()) {
    EXPECT_EQ(clash({"auditor"}, {role}).has_value(), role != "auditor") << role;
    EXPECT_EQ(clash({role}, {"admin"}).has_value(), role != "admin") << role;
  }
  EXPECT_FALSE(clash({"auditor"}, {"reader"}));
}

}  // namespace
}  // namespace gavel::api

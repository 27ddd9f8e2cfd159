// The class of the file was any text in collective votes of 1.6.0 and catalogues of 1.5.0: they go
// on, and a class that there is not is set by nobody.
#include <gtest/gtest.h>

#include "tests/migration/planned.hpp"

namespace gavel::migration {
namespace {

using matter::Given;
using matter::object;

/// The class it has afterwards; told where it cannot be moved.
std::string class_after(const Given& given, const std::string& name) {
  const std::string file = "workflows/" + name + ".scxml";
  const auto today = matter::procedure_of(matter::file_text(file), file);
  const Plan plan = planned(given, *today);
  for (const Obstacle& obstacle : plan.obstacles) ADD_FAILURE() << name << " " << obstacle.code;
  if (!plan.accepted) return "not moved";
  EXPECT_EQ(plan.states_before, plan.states_after) << name;
  return string_or(plan.accepted->next.policy->get_object(), "security_class");
}

TEST(FromCollectiveVote160, GoesOnAndKeepsAClassThatThereIs) {
  const auto landed = matter::read_version(
      matter::file_text("tests/migration/landed/collective-vote-1.6.0.scxml"), "sha256-of-1.6.0");
  for (const auto& [set, kept] :
       std::vector<std::pair<const char*, const char*>>{{"机密", "机密"}, {"机秘", "none"}}) {
    Given given(landed);
    given.by(matter::actor("sun", {"drafter"}, "finance"))
        .open(object(R"({"kind":"project","summary":"新建图书馆"})"), {{"security_class", set}});
    EXPECT_EQ(class_after(given, "collective-vote"), kept);
  }
}

TEST(FromCatalogue150, GoesOnAndKeepsAClassThatThereIs) {
  const auto landed = matter::read_version(
      matter::file_text("tests/migration/landed/catalogue-1.5.0.scxml"), "sha256-of-1.5.0");
  Given given(landed);
  given.by(matter::actor("zhao", {"office"}, "office"));
  given.open(object(R"({"organ":"某市人民政府","year":2026,
      "basis":[{"title":"《重大行政决策程序暂行条例》第三条"}]})"),
             {{"security_class", "内部"}});
  EXPECT_EQ(class_after(given, "catalogue"), "内部");
}

}  // namespace
}  // namespace gavel::migration

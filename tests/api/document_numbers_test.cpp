// Document numbers over the API: whoever signs under one that another decision has is told whose it
// is.
#include "tests/api/office.hpp"
#include "tests/db/signing_office.hpp"

namespace gavel::api::test {
namespace {

struct Registry : Office {
  Registry() {
    const auto installed =
        procedures.install(std::string(db::test::signing_office), "signing.scxml", clock.now());
    if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
    hire("shu", "system", {"clerk"});
  }
  std::string adopted(const std::string& title) {
    const Answer opened = post("shu", "/v1/matters",
                               {{"procedure", "signing-office"},
                                {"title", title},
                                {"data", JsonObject{{"organ", "city"}}}});
    EXPECT_EQ(opened.status, 201) << opened.body;
    return opened.text("/id");
  }
  Answer sign(const std::string& id, const char* number) {
    return post("shu", "/v1/matters/" + id + "/events",
                {{"event", "sign"}, {"data", JsonObject{{"number", number}}}},
                {{"If-Match", "\"1\""}});
  }
};

TEST(DocumentNumbers, OfTwoDecisionsAreTwoAndTheRefusalSaysWhoseItIs) {
  Registry office;
  const std::string school = office.adopted("学区"), road = office.adopted("道路");
  EXPECT_EQ(office.sign(school, "政发〔2026〕9号").status, 201);
  const Answer taken = office.sign(road, "政发[2026]9号");
  EXPECT_EQ(taken.brief(), "409 rules-unmet");
  const std::string held_by = "/refusal/rules/0/seen/held_by";
  EXPECT_EQ(taken.text(held_by + "/matter"), school) << taken.body;
  EXPECT_EQ(taken.text(held_by + "/title"), "学区");
  EXPECT_EQ(taken.text(held_by + "/number"), "政发〔2026〕9号");
  EXPECT_EQ(office.sign(road, "政发〔2026〕10号").status, 201);
}

}  // namespace
}  // namespace gavel::api::test

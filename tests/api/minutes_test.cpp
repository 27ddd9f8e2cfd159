// Numbers of minutes over the API: whoever asks for one that another meeting has is told whose it
// is and which is next.
#include "tests/api/office.hpp"
#include "tests/db/sitting.hpp"

namespace gavel::api::test {
namespace {

struct Secretariat : Office {
  explicit Secretariat(const std::string& procedure = std::string(db::test::sitting)) {
    const auto installed = procedures.install(procedure, "sitting.scxml", clock.now());
    if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
    hire("shu", "system", {"clerk"});
  }
  std::string held(const std::string& title, const char* on) {
    const Answer opened = post("shu", "/v1/matters",
                               {{"procedure", "sitting"},
                                {"title", title},
                                {"data", JsonObject{{"body", "executive"}, {"on", on}}}});
    EXPECT_EQ(opened.status, 201) << opened.body;
    return opened.text("/id");
  }
  Answer issue(const std::string& id, int number) {
    return post("shu", "/v1/matters/" + id + "/events",
                {{"event", "minutes.issue"}, {"data", JsonObject{{"number", number}}}},
                {{"If-Match", "\"1\""}});
  }
};

TEST(Minutes, OfTwoMeetingsHaveTwoNumbersAndTheRefusalSaysWhoseItIsAndWhichIsNext) {
  Secretariat office;
  const std::string school = office.held("学区", "2026-03-02"),
                    road = office.held("道路", "2026-03-02"),
                    park = office.held("公园", "2026-03-09");
  EXPECT_EQ(office.issue(school, 5).status, 201);
  const Answer taken = office.issue(park, 5);
  EXPECT_EQ(taken.brief(), "409 rules-unmet");
  const std::string seen = "/refusal/rules/0/seen";
  EXPECT_EQ(taken.text(seen + "/held_by/on"), "2026-03-02") << taken.body;
  EXPECT_EQ(taken.text(seen + "/held_by/title"), "学区");
  EXPECT_EQ(taken.text(seen + "/held_by/matter"), school);
  EXPECT_EQ(taken.at(seen + "/next"), Json(6));
  EXPECT_EQ(office.issue(road, 6).brief(), "409 rules-unmet");  // of the first meeting, which has 5
  EXPECT_EQ(office.issue(road, 5).status, 201);
  EXPECT_EQ(office.issue(park, 6).status, 201);
}

// Its title is told to nobody who names its number.
TEST(Minutes, OfAMatterThatIsKeptToItsCircleAreTakenWithoutATitle) {
  std::string procedure(db::test::sitting);
  const std::string rule = "  <g:rule id=\"M1\"";
  procedure.insert(
      procedure.find(rule),
      R"(<g:circle of="matter" roles="office" when="body == 'closed'" zh="秘" en="s"/>)");
  Secretariat office(procedure);
  const auto held = [&](const char* title, const char* on) {
    return office
        .post("shu", "/v1/matters",
              {{"procedure", "sitting"},
               {"title", title},
               {"data", JsonObject{{"body", "closed"}, {"on", on}}}})
        .text("/id");
  };
  const std::string first = held("水源地", "2026-03-02"), second = held("公园", "2026-03-09");
  ASSERT_EQ(office.issue(first, 5).status, 201);
  const Answer taken = office.issue(second, 5);
  EXPECT_EQ(taken.text("/refusal/rules/0/seen/held_by/matter"), first) << taken.body;
  EXPECT_EQ(taken.text("/refusal/rules/0/seen/held_by/title"), "");
}

}  // namespace
}  // namespace gavel::api::test

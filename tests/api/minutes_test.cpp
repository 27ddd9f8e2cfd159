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

/// The same of two governments: the matter says of which it is.
std::string sitting_of_an_organ() {
  std::string out(db::test::sitting);
  const auto put = [&](std::string_view before, std::string_view what) {
    out.insert(out.find(before), what);
  };
  out.replace(out.find("\"1.0.0\""), 7, "\"1.1.0\"");
  put(R"(<g:field name="body")", R"(<g:field name="organ" zh="机关" en="Organ"/>)");
  put(R"(<data id="body")", R"(<data id="organs" expr="[_x.opening.organ]"/>)");
  return out;
}

struct TwoGovernments : Secretariat {
  TwoGovernments() {
    const auto installed = procedures.install(sitting_of_an_organ(), "sitting.scxml", clock.now());
    if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
    hire("wang", "system", {"organ_head"});
    hire("fang", "system", {"organ_head"});
    heads("wang", "滨州市人民政府"), heads("fang", "未来区人民政府");
  }
  void heads(const char* account, const char* organ) {
    ASSERT_EQ(post("admin", "/v1/positions",
                   {{"id", account}, {"organ", organ}, {"title", "x"}, {"roles", {"organ_head"}}})
                  .status,
              201);
    ASSERT_EQ(post("admin", std::string("/v1/positions/") + account + "/holders",
                   {{"account", account}, {"since", "2026-01-01"}, {"basis", "任命"}})
                  .status,
              201);
  }
  std::string held_by(const std::string& organ, const char* on) {
    const Answer opened =
        post("shu", "/v1/matters",
             {{"procedure", "sitting"},
              {"title", organ},
              {"data", JsonObject{{"organ", organ}, {"body", "executive"}, {"on", on}}}});
    EXPECT_EQ(opened.status, 201) << opened.body;
    return opened.text("/id");
  }
};

TEST(Minutes, OfTwoGovernmentsAreNumberedEachByItself) {
  TwoGovernments office;
  EXPECT_EQ(office.issue(office.held_by("滨州市人民政府", "2026-01-15"), 1).status, 201);
  // On the same day as well: these are two meetings.
  EXPECT_EQ(office.issue(office.held_by("未来区人民政府", "2026-01-15"), 1).status, 201);
  const std::string city = office.held_by("滨州市 人民政府", "2026-01-21");
  const Answer taken = office.issue(city, 1);
  EXPECT_EQ(taken.brief(), "409 rules-unmet");
  EXPECT_EQ(taken.text("/refusal/rules/0/seen/held_by/organ"), "滨州市人民政府") << taken.body;
  EXPECT_EQ(office.issue(city, 2).status, 201);
  EXPECT_EQ(office.issue(office.held_by("未来区人民政府", "2026-01-21"), 2).status, 201);
}

TEST(Minutes, GoOnUnderTheNewNameOfAnOrgan) {
  TwoGovernments office;
  EXPECT_EQ(office.issue(office.held_by("未来区人民政府", "2026-01-15"), 1).status, 201);
  ASSERT_EQ(office
                .post("admin", "/v1/successions",
                      {{"organ", "未来区人民政府"},
                       {"successor", "未来市人民政府"},
                       {"since", "2026-01-20"},
                       {"basis", "国函〔2026〕1号"}})
                .status,
            201);
  const std::string later = office.held_by("未来市人民政府", "2026-01-21");
  const Answer taken = office.issue(later, 1);
  EXPECT_EQ(taken.at("/refusal/rules/0/seen/next"), Json(2)) << taken.body;
  EXPECT_EQ(office.issue(later, 2).status, 201);
  // Matters of before as well.
  EXPECT_EQ(office.issue(office.held_by("未来区人民政府", "2026-01-22"), 3).status, 201);
  EXPECT_EQ(db::test::psql(office.url,
                           "SELECT string_agg(organ || number, ' ' ORDER BY number) FROM "
                           "minutes_issued"),
            "未来区人民政府1 未来市人民政府2 未来市人民政府3");
}

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

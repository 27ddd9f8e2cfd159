// A value that a list is narrowed by and that nothing has: an empty answer would say that nothing
// is overdue where only the unit was mistyped.
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

std::string fault(const Answer& answer) {
  return answer.brief() + " " + answer.text("/errors/0/parameter") + " " +
         answer.text("/errors/0/code");
}

TEST(Filter, OfAUnitThatIsNotThereIsRefusedInEveryList) {
  Office office;
  for (const char* list : {"/v1/oversight/overdue", "/v1/oversight/due-soon", "/v1/oversight/idle",
                           "/v1/oversight/exceptions", "/v1/matters", "/v1/archive/records",
                           "/v1/open-archive/records"}) {
    const std::string target(list);
    EXPECT_EQ(fault(office.get("qian", target + "?unit=nope")),
              "400 invalid-query unit not-a-choice")
        << list;
    EXPECT_EQ(office.get("qian", target + "?unit=education").status, 200) << list;
  }
}

TEST(Filter, NamesTheParameterTheValueAndWhatThereIs) {
  Office office;
  http::Headers headers = office.signed_in("qian");
  headers.add("Accept-Language", "en");
  const Answer answer = office.ask("GET", "/v1/oversight/overdue?unit=nope", "", headers);
  EXPECT_EQ(answer.text("/errors/0/detail"),
            "unit must be one of education, justice, system, transport, not nope.");
  EXPECT_EQ(office.get("qian", "/v1/oversight/overdue?unit=nope").text("/errors/0/detail"),
            "unit 应为以下之一：education、justice、system、transport；给出的是 nope。");
}

TEST(Filter, OfANumberTakesTheKeysOfThatFigure) {
  Office office;
  (void)office.open_matter();
  const std::string behind = "/v1/oversight/matters?which=opened&procedure=small-decision&by=";
  for (const char* wrong : {"unit&key=nope", "step&key=nope", "year&key=nope", "year&key=1999"}) {
    EXPECT_EQ(fault(office.get("qian", behind + wrong)), "400 invalid-query key not-a-choice")
        << wrong;
  }
  EXPECT_EQ(office.get("qian", behind + "year&key=nope").text("/errors/0/detail"),
            "key 应为以下之一：2026；给出的是 nope。");
  // What stands at nought in the figure is asked for rightly.
  for (const char* right : {"unit&key=transport", "step&key=noticed", "year&key=2026"})
    EXPECT_EQ(office.get("qian", behind + right).status, 200) << right;
  EXPECT_EQ(office.get("qian", "/v1/oversight/matters?which=opened&by=year&key=2026&procedure=none")
                .brief(),
            "404 no-such-procedure");
}

TEST(Filter, OfEveryOtherListIsRefusedWhereNothingIsCalledSo) {
  Office office;
  const std::pair<const char*, const char*> wrong[] = {
      {"/v1/matters?procedure=nope", "procedure not-a-choice"},
      {"/v1/matters?state=nope", "state not-a-choice"},
      {"/v1/matters?procedure=small-decision&state=accepted", "state not-a-choice"},
      {"/v1/archive?stage=nope", "stage not-a-choice"},
      {"/v1/archive/records?stage=nope", "stage not-a-choice"},
      {"/v1/archive/records?kind=nope", "kind not-a-choice"},
      {"/v1/archive/records?procedure=nope", "procedure not-a-choice"},
      {"/v1/archive/finding-aid?fonds=nope", "fonds none-to-choose"},
      {"/v1/archive/due?kind=nope", "kind not-a-choice"},
      {"/v1/delegations?account=nope", "account not-a-choice"},
      {"/v1/experts?type=nope", "type not-a-choice"},
      {"/v1/agenda?from=2026-03-02&until=2026-03-01", "until before"},
  };
  for (const auto& [target, expected] : wrong)
    EXPECT_EQ(fault(office.get("qian", target)), std::string("400 invalid-query ") + expected)
        << target;
  for (const char* right :
       {"/v1/matters?procedure=small-decision&state=noticed", "/v1/archive?stage=drafting",
        "/v1/archive?stage=DRF-04", "/v1/archive/records?kind=volume",
        "/v1/archive/records?stage=drafting&kind=DRF-04&procedure=small-decision",
        "/v1/delegations?account=li", "/v1/agenda?from=2026-03-02&until=2026-03-02"}) {
    EXPECT_EQ(office.get("qian", right).status, 200) << right;
  }
}

// Of many, those that begin alike: a list of a hundred codes helps nobody.
TEST(Filter, TellsOfManyValuesThoseWrittenAlike) {
  Office office;
  for (int n = 10; n < 99; ++n)
    (void)office.accounts.add_unit({"ward-" + std::to_string(n), "街道" + std::to_string(n)});
  const std::string said =
      office.get("qian", "/v1/oversight/idle?unit=educate").text("/errors/0/detail");
  EXPECT_TRUE(said.starts_with("unit 没有 educate；写法相近的有：education、")) << said;
  EXPECT_LT(said.size(), 600u) << said;
  EXPECT_TRUE(said.ends_with("（共 93 个）。")) << said;
}

}  // namespace
}  // namespace gavel::api::test

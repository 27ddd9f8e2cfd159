// Registers of people over the API: the pool of experts, draws from it, legal counsel.
#include "db/expert_draw.hpp"
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

/// The shipped procedure of major decisions; packs of it by what they set.
procedure::Pack pack_of(const std::string& parameters, const char* since = "2026-01-01") {
  auto read = procedure::read_pack(
      R"({"id":"city","procedure":"major-decision","organ":{"zh":"市","en":"City"},"level":"city",
      "versions":[{"version":"1","effective_from":")" +
      std::string(since) + R"(","basis":{"zh":"规则","en":"Rule"},"parameters":)" + parameters +
      "}]}");
  if (!read) throw std::runtime_error(read.error().front().code);
  return std::move(*read);
}

struct Pool : Office {
  explicit Pool(std::vector<procedure::Pack> packs_set = {}, std::string pack_held = "")
      : Office(std::move(packs_set), std::move(pack_held)) {
    const auto installed = procedures.install(file_text("workflows/major-decision.scxml"),
                                              "major-decision.scxml", clock.now());
    if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
    hire("guan", "system", {"office"});
    hire("sun", "justice", {"justice"});
    hire("zhuan", "education", {"expert"});
    hire("lv", "justice", {"counsel"});
  }
  static JsonObject admission(const char* name, const char* kind = "independent") {
    return {{"name", name},          {"unit", "大学"},       {"kind", kind},
            {"specialty", "教育"},   {"born", "1970-01-01"}, {"basis", "公开征集，局长办公会批准"},
            {"since", "2026-01-01"}, {"until", "2028-12-31"}};
  }
  std::string admit(const char* name, const char* kind = "independent") {
    const Answer made = post("guan", "/v1/experts", admission(name, kind));
    EXPECT_EQ(made.status, 201) << made.body;
    return made.text("/id");
  }
  static JsonObject institution(const char* name = "规划设计院",
                                const char* code = "12150000460000000X") {
    return {{"type", "institution"},   {"name", name},
            {"credit_code", code},     {"kind", "independent"},
            {"specialty", "城乡规划"}, {"responsible", "院长林某"},
            {"contact", "0482-0000"},  {"basis", "公开征集，局长办公会批准"},
            {"since", "2026-01-01"},   {"until", "2028-12-31"}};
  }
  Answer say(const std::string& id, JsonObject fact, const std::string& as = "guan") {
    return post(as, "/v1/experts/" + id + "/facts", std::move(fact));
  }
  void fill(int independent, int department = 0) {
    for (int i = 0; i < independent; ++i) admit(("独" + std::to_string(i)).c_str());
    for (int i = 0; i < department; ++i) admit(("部" + std::to_string(i)).c_str(), "department");
  }
  std::string counsel() {
    const Answer made = post("sun", "/v1/counsel",
                             {{"name", "吕律师"},
                              {"kind", "legal_adviser"},
                              {"unit", "某律师事务所"},
                              {"method", "公开遴选"}});
    EXPECT_EQ(made.status, 201) << made.body;
    return made.text("/id");
  }
  Answer tell(const std::string& id, JsonObject fact) {
    return post("sun", "/v1/counsel/" + id + "/facts", std::move(fact));
  }
};

// One expert under two numbers would count as two, and evaluate what they had argued.
TEST(ExpertPool, KnowsNobodyUnderTwoNumbers) {
  Pool pool;
  const std::string id = pool.admit("独一");
  const Answer again = pool.post("guan", "/v1/experts", Pool::admission("独 一"));
  EXPECT_EQ(again.brief(), "422 invalid-body");
  EXPECT_EQ(again.text("/errors/0/code"), "namesake");
  EXPECT_NE(again.text("/errors/0/detail").find(id), std::string::npos) << again.body;
  JsonObject another = Pool::admission("独一");
  another["another_person"] = true;
  const Answer made = pool.post("guan", "/v1/experts", another);
  EXPECT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.text("/facts/0/data/another_person"), "true");
  JsonObject elsewhere = Pool::admission("独一");
  elsewhere["unit"] = "研究所";
  EXPECT_EQ(pool.post("guan", "/v1/experts", elsewhere).status, 201);
}

TEST(ExpertPool, TakesAnExpertAndShowsThemWithTheirTerm) {
  Pool pool;
  const std::string id = pool.admit("甲");
  EXPECT_EQ(id, "E-0001");
  const Answer one = pool.get("li", "/v1/experts/" + id);
  EXPECT_EQ(one.status, 200);
  EXPECT_EQ(one.at("/in_term"), Json(true));
  EXPECT_EQ(one.text("/until"), "2028-12-31");
  EXPECT_EQ(one.text("/details/name"), "甲");
  EXPECT_EQ(one.text("/details/born"), "<nothing at /details/born>");
  EXPECT_EQ(pool.get("guan", "/v1/experts/" + id).text("/details/born"), "1970-01-01");
  EXPECT_EQ(pool.get("guan", "/v1/experts?in_term&on=2029-01-01").at("/people"), Json(JsonArray()));
  EXPECT_EQ(pool.get("guan", "/v1/experts?specialty=%E4%BA%A4%E9%80%9A").at("/people"),
            Json(JsonArray()));
  EXPECT_EQ(
      pool.get("guan", "/v1/experts?specialty=%E6%95%99%E8%82%B2").at("/people").as_array().size(),
      1u);
}

TEST(ExpertPool, IsKeptByOfficeAndJusticeAlone) {
  Pool pool;
  EXPECT_EQ(pool.post("li", "/v1/experts", Pool::admission("甲")).brief(), "403 role-required");
  EXPECT_EQ(pool.post("admin", "/v1/experts", Pool::admission("甲")).brief(), "403 role-required");
  EXPECT_EQ(pool.post("", "/v1/experts", Pool::admission("甲")).brief(), "401 not-signed-in");
  const std::string id = pool.admit("甲");
  EXPECT_EQ(pool.say(id, {{"fact", "exit"}, {"reason", "x"}}, "li").brief(), "403 role-required");
}

TEST(ExpertPool, SaysAllThatIsWrongWithAnAdmission) {
  Pool pool;
  JsonObject wrong = Pool::admission("甲");
  wrong["kind"] = "friend", wrong["until"] = "2031-01-01", wrong["born"] = "1970-02-30";
  wrong["account"] = "nobody", wrong["day"] = "2026-12-01";
  wrong.erase("basis");
  const Answer answer = pool.post("guan", "/v1/experts", wrong);
  EXPECT_EQ(answer.brief(), "422 invalid-body");
  std::set<std::string> where;
  const Json errors = answer.at("/errors");
  for (const Json& error : errors.as_array()) where.insert(string_or(error.as_object(), "pointer"));
  EXPECT_EQ(where,
            (std::set<std::string>{"/kind", "/until", "/born", "/account", "/day", "/basis"}))
      << answer.body;
  JsonObject last_day = Pool::admission("甲");
  last_day["until"] = "2030-12-31";
  EXPECT_EQ(pool.post("guan", "/v1/experts", last_day).status, 201);
  JsonObject back = Pool::admission("乙");
  back["until"] = "2025-12-31";
  EXPECT_EQ(pool.post("guan", "/v1/experts", back).brief(), "422 invalid-body");
}

// Practice, so each organ's pack may say otherwise; the version of the day the term begins counts.
TEST(ExpertPool, KeepsToTheTermOfTheOrgansPack) {
  Pool pool({pack_of(R"({"expert_term_years":2,"counsel_term_years":1})", "2026-02-01")}, "city");
  JsonObject before = Pool::admission("甲");
  before["until"] = "2030-12-31";  // the pack is not in force yet: five years
  EXPECT_EQ(pool.post("guan", "/v1/experts", before).status, 201);
  JsonObject after = Pool::admission("乙");
  after["since"] = "2026-02-01", after["until"] = "2028-02-01";
  const Answer late = pool.post("guan", "/v1/experts", after);
  EXPECT_EQ(late.text("/errors/0/pointer") + " " + late.text("/errors/0/code"),
            "/until term-too-long");
  EXPECT_THAT(late.text("/errors/0/detail"), ::testing::HasSubstr("最长 2 年，最迟到 2028-01-31"));
  after["until"] = "2028-01-31";
  EXPECT_EQ(pool.post("guan", "/v1/experts", after).status, 201);
  const std::string id = pool.counsel();
  JsonObject appointment{{"fact", "appoint"},       {"account", "lv"},
                         {"contract_no", "2026-1"}, {"basis", "市政府聘任"},
                         {"since", "2026-02-01"},   {"until", "2027-02-01"}};
  EXPECT_EQ(pool.tell(id, appointment).text("/errors/0/code"), "term-too-long");
  appointment["until"] = "2027-01-31";
  EXPECT_EQ(pool.tell(id, appointment).status, 201);
}

TEST(ExpertPool, TakesNobodyPastTheAgeLimitOnTheDayTheTermBegins) {
  Pool pool;
  const auto admitted = [&](const char* born) {
    JsonObject one = Pool::admission("甲");  // from 1 January 2026
    one["born"] = born;
    const Answer answer = pool.post("guan", "/v1/experts", one);
    return answer.status == 201
               ? "yes"
               : answer.text("/errors/0/pointer") + " " + answer.text("/errors/0/code");
  };
  EXPECT_EQ(admitted("1955-01-02"), "yes");  // 70 until tomorrow
  EXPECT_EQ(admitted("1955-01-01"), "/born too-old");
  EXPECT_EQ(admitted("2026-01-02"), "/born after-the-term-begins");
  JsonObject unknown = Pool::admission("乙");
  unknown.erase("born");
  EXPECT_EQ(pool.post("guan", "/v1/experts", unknown).text("/errors/0/pointer"), "/born");
  Pool younger({pack_of(R"({"expert_age_max":65})")}, "city");
  JsonObject of_sixty_six = Pool::admission("丙");
  of_sixty_six["born"] = "1960-01-01";
  EXPECT_EQ(younger.post("guan", "/v1/experts", of_sixty_six).text("/errors/0/code"), "too-old");
}

// Article 19 speaks of experts and of professional institutions.
TEST(ExpertPool, TakesAnInstitutionThatHasNoAge) {
  Pool pool;
  const Answer made = pool.post("guan", "/v1/experts", Pool::institution());
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string id = made.text("/id");
  EXPECT_EQ(made.text("/details/type"), "institution");
  EXPECT_EQ(made.text("/details/contact"), "0482-0000");
  EXPECT_EQ(pool.get("li", "/v1/experts/" + id).text("/details/contact"),
            "<nothing at /details/contact>");
  pool.admit("甲");
  const auto shown = [&](const std::string& type) {
    return pool.get("li", "/v1/experts?type=" + type).text("/people/0/details/name");
  };
  EXPECT_EQ(shown("institution"), "规划设计院");
  EXPECT_EQ(shown("person"), "甲");
  EXPECT_EQ(pool.get("li", "/v1/experts?type=firm").brief(), "400 invalid-query");
  // It goes on as a person does, and has no birth date later either.
  for (const JsonObject& fact :
       {JsonObject{{"fact", "credit"}, {"result", "breach"}, {"text", "数据不实"}},
        JsonObject{{"fact", "exit"}, {"reason", "违反职业道德"}},
        JsonObject{{"fact", "renew"},
                   {"basis", "整改后重新入库"},
                   {"name", "规划设计研究院"},
                   {"since", "2029-01-01"},
                   {"until", "2033-12-31"}}}) {
    const Answer answer = pool.say(id, fact);
    EXPECT_EQ(answer.status, 201) << answer.body;
  }
  EXPECT_EQ(pool.get("li", "/v1/experts/" + id).text("/details/name"), "规划设计研究院");
  const Answer born = pool.say(id, {{"fact", "renew"},
                                    {"basis", "续"},
                                    {"born", "1970-01-01"},
                                    {"since", "2034-01-01"},
                                    {"until", "2034-12-31"}});
  EXPECT_EQ(born.text("/errors/0/pointer"), "/born") << born.body;
}

TEST(ExpertPool, TellsWhatIsWrongWithAnInstitution) {
  Pool pool;
  const auto fault = [&](const JsonObject& body) {
    const Answer answer = pool.post("guan", "/v1/experts", body);
    return answer.status == 201
               ? "taken"
               : answer.text("/errors/0/pointer") + " " + answer.text("/errors/0/code");
  };
  EXPECT_EQ(fault(Pool::institution("a", "12150000460000000")), "/credit_code credit-code-length");
  EXPECT_EQ(fault(Pool::institution("a", "12150000460000000XX")),
            "/credit_code credit-code-length");
  EXPECT_EQ(fault(Pool::institution("a", "1215OOOO460000000X")),
            "/credit_code credit-code-character");
  EXPECT_EQ(fault(Pool::institution("a", "12150000460000001X")), "/credit_code credit-code-check");
  for (const char* member : {"name", "credit_code", "kind", "specialty", "responsible", "basis"}) {
    JsonObject without = Pool::institution();
    without.erase(member);
    EXPECT_EQ(fault(without), "/" + std::string(member) + " missing");
  }
  JsonObject born = Pool::institution();
  born["born"] = "1970-01-01";
  EXPECT_EQ(fault(born), "/born unknown-field");
  JsonObject firm = Pool::institution();
  firm["type"] = "firm";
  EXPECT_EQ(fault(firm), "/type not-a-choice");
  JsonObject too_long = Pool::institution();
  too_long["until"] = "2031-01-01";
  EXPECT_EQ(fault(too_long), "/until term-too-long");
  EXPECT_EQ(fault(Pool::institution()), "taken");
  const Answer again = pool.post("guan", "/v1/experts", Pool::institution("换个名称"));
  EXPECT_EQ(again.text("/errors/0/code"), "credit-code-held");
  EXPECT_NE(again.text("/errors/0/detail").find("E-0001"), std::string::npos) << again.body;
  // A branch of one name has a code of its own.
  EXPECT_EQ(fault(Pool::institution("规划设计院", "91350100M000100Y43")), "taken");
}

TEST(ExpertPool, RenewsNobodyPastTheAgeLimit) {
  Pool pool;
  JsonObject seventy = Pool::admission("甲");
  seventy["born"] = "1956-06-01";
  const std::string id = pool.post("guan", "/v1/experts", seventy).text("/id");
  JsonObject renewal{
      {"fact", "renew"}, {"basis", "续聘"}, {"since", "2029-01-01"}, {"until", "2030-12-31"}};
  EXPECT_EQ(pool.say(id, renewal).text("/errors/0/code"), "too-old");
  renewal["since"] = "2027-05-31", renewal["until"] = "2028-12-31";
  EXPECT_EQ(pool.say(id, renewal).status, 201);
}

TEST(ExpertPool, TakesEachKindOfFactAndNoOther) {
  Pool pool;
  const std::string id = pool.admit("甲"), matter = pool.open_matter();
  for (const JsonObject& fact :
       {JsonObject{{"fact", "renew"},
                   {"basis", "续聘"},
                   {"since", "2029-01-01"},
                   {"until", "2031-12-31"},
                   {"title", "教授"}},
        JsonObject{{"fact", "interest"}, {"matter", matter}, {"interest", "none"}},
        JsonObject{
            {"fact", "credit"}, {"result", "reminder"}, {"text", "迟交意见"}, {"matter", matter}},
        JsonObject{{"fact", "exit"}, {"reason", "违反职业道德"}},
        JsonObject{{"fact", "strike"}, {"corrects", 5}, {"reason", "录错"}}}) {
    const Answer answer = pool.say(id, fact);
    EXPECT_EQ(answer.status, 201) << answer.body;
  }
  EXPECT_EQ(pool.get("li", "/v1/experts/" + id + "/facts").at("/facts").as_array().size(), 6u);
  EXPECT_EQ(pool.get("li", "/v1/experts/" + id).text("/details/title"), "教授");
  EXPECT_EQ(pool.say(id, {{"fact", "promote"}}).text("/errors/0/pointer"), "/fact");
  EXPECT_EQ(pool.say(id, {}).text("/errors/0/pointer"), "/fact");
  EXPECT_EQ(pool.say(id, {{"fact", 3}}).text("/errors/0/code"), "wrong-type");
  EXPECT_EQ(pool.say(id, {{"fact", "strike"}, {"corrects", 1}, {"reason", "x"}}).brief(),
            "422 invalid-body");
  EXPECT_EQ(pool.say(id, {{"fact", "strike"}, {"corrects", 5}, {"reason", "x"}}).brief(),
            "422 invalid-body");
  EXPECT_EQ(pool.say(id, {{"fact", "interest"}, {"matter", "none"}, {"interest", "none"}})
                .text("/errors/0/pointer"),
            "/matter");
  EXPECT_EQ(pool.say("E-9", {{"fact", "exit"}, {"reason", "x"}}).brief(), "404 no-such-expert");
  EXPECT_EQ(pool.get("li", "/v1/experts/E-9").brief(), "404 no-such-expert");
}

// Declarations come from the expert; what they are and where they went does not.
TEST(ExpertPool, LetsAnExpertDeclareTheirOwnInterest) {
  Pool pool;
  JsonObject admission = Pool::admission("甲");
  admission["account"] = "zhuan";
  const std::string id = pool.post("guan", "/v1/experts", admission).text("/id");
  const std::string matter = pool.open_matter();
  EXPECT_EQ(
      pool.say(id, {{"fact", "interest"}, {"matter", matter}, {"interest", "direct"}}, "zhuan")
          .status,
      201);
  EXPECT_EQ(pool.say(id, {{"fact", "exit"}, {"reason", "x"}}, "zhuan").brief(),
            "403 role-required");
  const Answer taken = pool.post("guan", "/v1/experts", admission);
  EXPECT_EQ(taken.text("/errors/0/pointer"), "/account") << taken.body;
}

TEST(ExpertPool, PagesThroughTheRegister) {
  Pool pool;
  pool.fill(3);
  const Answer first = pool.get("li", "/v1/experts?limit=2");
  EXPECT_EQ(first.at("/people").as_array().size(), 2u);
  EXPECT_NE(first.headers.get("Link").find("cursor=E-0002"), std::string::npos);
  const Answer last = pool.get("li", "/v1/experts?limit=2&cursor=E-0002");
  EXPECT_EQ(last.at("/people").as_array().size(), 1u);
  EXPECT_EQ(last.headers.get("Link"), "");
}

TEST(ExpertDraws, CanBeDoneAgainByAnyone) {
  Pool pool;
  pool.fill(8, 4);
  const std::string matter = pool.open_matter();
  const Answer drawn = pool.post("li", "/v1/experts/draws", {{"matter", matter}});
  ASSERT_EQ(drawn.status, 201) << drawn.body;
  db::DrawAsked asked{.seed = drawn.text("/seed"),
                      .limits = {.number = 5, .department_most = 1, .subordinate_most = 2},
                      .candidates = {},
                      .kept = {},
                      .different_views = {}};
  const Json candidates = drawn.at("/candidates");
  for (const Json& each : candidates.as_array())
    asked.candidates.push_back(
        {string_or(each.as_object(), "id"), string_or(each.as_object(), "kind")});
  EXPECT_EQ(asked.candidates.size(), 12u);
  const auto again = db::draw_experts(asked).value();
  EXPECT_EQ(drawn.at("/drawn"), Json(JsonArray(again.begin(), again.end())));
  EXPECT_EQ(pool.get("li", std::string(drawn.headers.get("Location"))).body, drawn.body);
  EXPECT_EQ(pool.get("li", "/v1/experts/draws?matter=" + matter).at("/draws").as_array().size(),
            1u);
}

TEST(ExpertDraws, LeaveOutWhoHasADirectInterest) {
  Pool pool;
  pool.fill(6);
  const std::string matter = pool.open_matter();
  ASSERT_EQ(
      pool.say("E-0001", {{"fact", "interest"}, {"matter", matter}, {"interest", "direct"}}).status,
      201);
  const Answer drawn = pool.post("li", "/v1/experts/draws",
                                 {{"matter", matter}, {"different_views", JsonArray{"E-0004"}}});
  ASSERT_EQ(drawn.status, 201) << drawn.body;
  EXPECT_EQ(json_text(drawn.at("/barred")), R"([{"id":"E-0001","why":"direct_interest"}])");
  EXPECT_EQ(drawn.text("/drawn/0"), "E-0004");
  const Answer asks =
      pool.post("li", "/v1/experts/draws",
                {{"matter", matter}, {"different_views", JsonArray{"E-0001"}}, {"reason", "x"}});
  EXPECT_EQ(asks.text("/errors/0/pointer"), "/different_views/0") << asks.body;
}

TEST(ExpertDraws, AreNotRepeatedUntilTheyPlease) {
  Pool pool;
  pool.fill(9);
  const std::string matter = pool.open_matter();
  const Answer first = pool.post("li", "/v1/experts/draws", {{"matter", matter}});
  EXPECT_EQ(pool.post("li", "/v1/experts/draws", {{"matter", matter}}).text("/errors/0/pointer"),
            "/reason");
  const std::string stays = first.text("/drawn/2");
  const Answer second =
      pool.post("li", "/v1/experts/draws",
                {{"matter", matter}, {"reason", "一名专家回避"}, {"keep", JsonArray{stays}}});
  ASSERT_EQ(second.status, 201) << second.body;
  EXPECT_EQ(second.text("/drawn/0"), stays);
  EXPECT_EQ(second.at("/number"), Json(2));
}

TEST(ExpertDraws, SayWhatIsMissingForANumberAndShares) {
  Pool pool;
  pool.fill(3, 9);
  const std::string matter = pool.open_matter();
  const Answer few = pool.post("li", "/v1/experts/draws", {{"matter", matter}});
  EXPECT_EQ(few.brief(), "409 draw-impossible");
  EXPECT_NE(few.text("/detail").find("独立专家 3 人"), std::string::npos) << few.body;
  for (const int number : {3, 4, 6})
    EXPECT_EQ(pool.post("li", "/v1/experts/draws", {{"matter", matter}, {"number", number}})
                  .text("/errors/0/pointer"),
              "/number");
  EXPECT_EQ(pool.post("li", "/v1/experts/draws", {{"matter", "none"}}).brief(),
            "404 no-such-matter");
  EXPECT_EQ(pool.post("wu", "/v1/experts/draws", {{"matter", matter}}).brief(),
            "403 not-your-matter");
  EXPECT_EQ(pool.post("zhao", "/v1/experts/draws", {{"matter", matter}}).brief(),
            "403 role-required");
  EXPECT_EQ(pool.post("li", "/v1/experts/draws", JsonObject{}).text("/errors/0/pointer"),
            "/matter");
  EXPECT_EQ(pool.get("li", "/v1/experts/draws/" + matter + "-7").brief(), "404 no-such-draw");
}

// Numbers, and that they are odd, are of persons: an institution is drawn among its like.
TEST(ExpertDraws, AreOfPersonsOrOfInstitutions) {
  Pool pool;
  const std::string matter = pool.open_matter();
  JsonObject under = Pool::institution("下属设计院", "521000005000000004");
  under["kind"] = "subordinate";
  ASSERT_EQ(pool.post("guan", "/v1/experts", under).status, 201);
  const JsonObject institutions{{"matter", matter}, {"type", "institution"}};
  const Answer none = pool.post("li", "/v1/experts/draws", institutions);
  EXPECT_EQ(none.brief(), "409 draw-impossible");  // one alone is not of those below the organ
  ASSERT_EQ(pool.post("guan", "/v1/experts", Pool::institution()).status, 201);
  const Answer one = pool.post("li", "/v1/experts/draws", institutions);
  ASSERT_EQ(one.status, 201) << one.body;
  EXPECT_EQ(json_text(one.at("/drawn")), R"(["E-0002"])");
  EXPECT_EQ(one.text("/type"), "institution");
  EXPECT_EQ(
      pool.post("li", "/v1/experts/draws", {{"matter", matter}, {"reason", "另选专家"}}).brief(),
      "409 draw-impossible");
  pool.fill(5);
  const Answer five =
      pool.post("li", "/v1/experts/draws", {{"matter", matter}, {"reason", "另选专家"}});
  ASSERT_EQ(five.status, 201) << five.body;
  EXPECT_EQ(five.at("/candidates").as_array().size(), 5u);
  EXPECT_EQ(five.text("/type"), "<nothing at /type>");
  EXPECT_EQ(
      pool.post("li", "/v1/experts/draws", {{"matter", matter}, {"reason", "r"}, {"type", "firm"}})
          .text("/errors/0/pointer"),
      "/type");
}

// As an expert's, counsel's own interest keeps them out of the matter.
TEST(Counsel, DeclareTheirInterestAndKeepOut) {
  Pool pool;
  const std::string matter = pool.open_matter(), id = pool.counsel();
  ASSERT_EQ(pool.tell(id, {{"fact", "appoint"},
                           {"account", "lv"},
                           {"contract_no", "1"},
                           {"basis", "聘任"},
                           {"since", "2026-01-01"},
                           {"until", "2026-12-31"}})
                .status,
            201);
  const JsonObject interest{
      {"fact", "interest"}, {"matter", matter}, {"interest", "direct"}, {"text", "代理对方"}};
  const std::string place = "/v1/counsel/" + id + "/facts";
  EXPECT_EQ(pool.post("zhao", place, interest).brief(), "403 role-required");
  ASSERT_EQ(pool.post("lv", place, interest).status, 201);
  EXPECT_EQ(json_text(pool.get("li", "/v1/matters/" + matter + "/recusals").at("/recused")),
            R"(["lv"])");
}

TEST(Counsel, IsSelectedAppointedTrainedAndAssessed) {
  Pool pool;
  const std::string id = pool.counsel();
  EXPECT_EQ(pool.get("li", "/v1/counsel/" + id).at("/in_term"), Json(false));
  const JsonObject appointment{{"fact", "appoint"},       {"account", "lv"},
                               {"contract_no", "2026-1"}, {"basis", "市政府聘任"},
                               {"since", "2025-07-01"},   {"until", "2027-06-30"}};
  for (const JsonObject& fact :
       {appointment,
        JsonObject{{"fact", "training"}, {"year", 2026}, {"hours", 16}, {"subject", "行政诉讼"}},
        JsonObject{{"fact", "training"}, {"year", 2026}, {"hours", 8}, {"subject", "公平竞争审查"}},
        JsonObject{{"fact", "assess"}, {"year", 2025}, {"result", "competent"}}}) {
    const Answer answer = pool.tell(id, fact);
    ASSERT_EQ(answer.status, 201) << answer.body;
  }
  const Answer one = pool.get("li", "/v1/counsel/" + id);
  EXPECT_EQ(one.at("/in_term"), Json(true));
  EXPECT_EQ(json_text(one.at("/years")),
            R"([{"year":2025,"training_hours":0,"assessment":"competent","matters":0,"parts":0},)"
            R"({"year":2026,"training_hours":24,"assessment":null,"matters":0,"parts":0}])");
  JsonObject long_one = appointment;
  long_one["until"] = "2029-01-01";
  EXPECT_EQ(pool.tell(id, long_one).text("/errors/0/pointer"), "/until");
  EXPECT_EQ(pool.tell(id, {{"fact", "training"}, {"year", 2026}, {"subject", "x"}})
                .text("/errors/0/pointer"),
            "/hours");
  // What lies ahead has not been done.
  const Answer ahead =
      pool.tell(id, {{"fact", "training"}, {"year", 2027}, {"hours", 8}, {"subject", "行政诉讼"}});
  EXPECT_EQ(ahead.text("/errors/0/pointer"), "/year");
  EXPECT_EQ(pool.tell(id, {{"fact", "assess"}, {"year", 2027}, {"result", "competent"}})
                .text("/errors/0/pointer"),
            "/year");
  EXPECT_EQ(pool.tell(id, {{"fact", "end"}, {"reason", "辞聘"}}).status, 201);
  EXPECT_EQ(pool.get("li", "/v1/counsel/" + id).at("/in_term"), Json(false));
  EXPECT_EQ(pool.get("li", "/v1/counsel/C-9").brief(), "404 no-such-counsel");
}

// Which contract was in force on a day is never a guess.
TEST(Counsel, HasOneContractOnADay) {
  Pool pool;
  const std::string id = pool.counsel();
  const auto appointed = [&](const char* contract, const char* since, const char* until) {
    const Answer answer = pool.tell(id, {{"fact", "appoint"},
                                         {"account", "lv"},
                                         {"contract_no", contract},
                                         {"basis", "市政府聘任"},
                                         {"since", since},
                                         {"until", until}});
    return answer.status == 201
               ? "yes"
               : answer.text("/errors/0/pointer") + " " + answer.text("/errors/0/code");
  };
  EXPECT_EQ(appointed("H1", "2026-01-05", "2026-12-31"), "yes");
  EXPECT_EQ(appointed("H2", "2026-06-07", "2027-05-31"), "/since terms-overlap");
  EXPECT_EQ(appointed("H2", "2026-12-31", "2027-05-31"), "/since terms-overlap");
  EXPECT_EQ(appointed("H2", "2025-01-01", "2026-01-05"), "/since terms-overlap");
  EXPECT_EQ(appointed("H2", "2027-01-01", "2027-12-31"), "yes");
  // Entered ahead, it is not yet the contract that counts.
  EXPECT_EQ(pool.get("li", "/v1/counsel/" + id).text("/details/contract_no"), "H1");
  // Struck, the mistaken one makes room.
  EXPECT_EQ(pool.tell(id, {{"fact", "strike"}, {"corrects", 3}, {"reason", "录错"}}).status, 201);
  EXPECT_EQ(appointed("H3", "2027-02-01", "2028-01-31"), "yes");
}

TEST(Counsel, IsAssessedForYearsOfAnAppointmentThatAreOver) {
  Pool pool;
  const std::string id = pool.counsel();
  const auto assessed = [&](int year) {
    const Answer answer =
        pool.tell(id, {{"fact", "assess"}, {"year", year}, {"result", "competent"}});
    return answer.status == 201 ? "yes" : answer.text("/errors/0/code");
  };
  EXPECT_EQ(assessed(2025), "not-appointed-then");
  pool.tell(id, {{"fact", "appoint"},
                 {"account", "lv"},
                 {"contract_no", "H1"},
                 {"basis", "市政府聘任"},
                 {"since", "2025-07-01"},
                 {"until", "2026-06-30"}});
  EXPECT_EQ(assessed(2024), "not-appointed-then");
  EXPECT_EQ(assessed(2026), "year-not-over");
  EXPECT_EQ(assessed(2025), "yes");
}

}  // namespace
}  // namespace gavel::api::test

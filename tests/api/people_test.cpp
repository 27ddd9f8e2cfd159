// The pool of experts and professional institutions over the API.
#include "tests/api/pool.hpp"

namespace gavel::api::test {
namespace {

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

// A unit with a mark in it that nobody sees would be another unit; nobody was born in 0197.
TEST(ExpertPool, TakesNoNameWithSomethingHiddenAndNoDayThatIsASlip) {
  Pool pool;
  JsonObject wrong = Pool::admission("甲");
  wrong["unit"] = "某\u200B大学", wrong["title"] = "教授\uFEFF", wrong["name"] = "甲\u200E";
  wrong["born"] = "0197-01-01";
  const Answer answer = pool.post("guan", "/v1/experts", wrong);
  std::set<std::string> told;
  const Json errors = answer.at("/errors");
  for (const Json& error : errors.as_array())
    told.insert(string_or(error.as_object(), "pointer") + " " +
                string_or(error.as_object(), "code"));
  EXPECT_EQ(told, (std::set<std::string>{"/unit unfit-character", "/title unfit-character",
                                         "/name unfit-character", "/born not-a-date"}))
      << answer.body;
  JsonObject pasted = Pool::admission("甲");
  pasted["basis"] = "遴选\u200B公告";
  EXPECT_EQ(pool.post("guan", "/v1/experts", pasted).status, 201);
}

std::string missing_of(const Answer& answer) {
  std::string out = answer.brief() + ":";
  const Json errors = answer.at("/errors");
  for (const Json& error : errors.as_array()) {
    EXPECT_EQ(string_or(error.as_object(), "code"), "missing") << answer.body;
    out += " " + string_or(error.as_object(), "pointer").substr(1);
  }
  return out;
}

TEST(ExpertPool, NamesAllThatAFactLacksAtOnce) {
  Pool pool;
  const std::string person = pool.admit("甲"), counsel = pool.counsel();
  const std::string institution = pool.post("guan", "/v1/experts", Pool::institution()).text("/id");
  const auto lacks = [&](const std::string& id, const char* fact) {
    return missing_of(pool.say(id, {{"fact", fact}}));
  };
  EXPECT_EQ(missing_of(pool.post("guan", "/v1/experts", JsonObject())),
            "422 invalid-body: name unit kind specialty born basis since until");
  EXPECT_EQ(missing_of(pool.post("guan", "/v1/experts", {{"type", "institution"}})),
            "422 invalid-body: name credit_code kind specialty responsible basis since until");
  EXPECT_EQ(lacks(person, "renew"), "422 invalid-body: basis since until");
  EXPECT_EQ(lacks(institution, "renew"), "422 invalid-body: basis since until");
  EXPECT_EQ(lacks(person, "interest"), "422 invalid-body: matter interest");
  EXPECT_EQ(lacks(person, "credit"), "422 invalid-body: result text");
  EXPECT_EQ(lacks(person, "strike"), "422 invalid-body: corrects reason");
  EXPECT_EQ(missing_of(pool.post("sun", "/v1/counsel", JsonObject())),
            "422 invalid-body: name kind unit method");
  EXPECT_EQ(missing_of(pool.tell(counsel, {{"fact", "training"}})),
            "422 invalid-body: year hours subject");
  EXPECT_EQ(missing_of(pool.tell(counsel, {{"fact", "assess"}})), "422 invalid-body: year result");
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
  EXPECT_EQ(admitted("2020-01-01"), "/born too-young");  // a slip for 1970
  EXPECT_EQ(admitted("2008-01-02"), "/born too-young");  // 18 tomorrow
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
        JsonObject{{"fact", "exit"}, {"cause", "breach"}, {"reason", "违反职业道德"}},
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
        JsonObject{{"fact", "exit"}, {"cause", "breach"}, {"reason", "违反职业道德"}},
        JsonObject{{"fact", "strike"}, {"corrects", 5}, {"reason", "录错"}}}) {
    const Answer answer = pool.say(id, fact);
    EXPECT_EQ(answer.status, 201) << answer.body;
  }
  EXPECT_EQ(pool.get("li", "/v1/experts/" + id + "/facts").at("/facts").as_array().size(), 6u);
  EXPECT_EQ(pool.get("li", "/v1/experts/" + id).text("/details/title"), "教授");
  EXPECT_EQ(pool.say(id, {{"fact", "promote"}}).text("/errors/0/pointer"), "/fact");
  // Whether they were expelled is said, and not read out of the reason.
  EXPECT_EQ(pool.say(id, {{"fact", "exit"}, {"reason", "清退"}}).text("/errors/0/pointer"),
            "/cause");
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

}  // namespace
}  // namespace gavel::api::test

// The register of legal counsel and public lawyers over the API.
#include "tests/api/pool.hpp"

namespace gavel::api::test {
namespace {

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

// A second result for the year would replace the first without a reason; a wrong one is struck.
TEST(Counsel, IsAssessedOnceForAYearUnlessThatIsStruck) {
  Pool pool;
  const std::string id = pool.counsel();
  ASSERT_EQ(pool.tell(id, {{"fact", "appoint"},
                           {"account", "lv"},
                           {"contract_no", "H1"},
                           {"basis", "市政府聘任"},
                           {"since", "2024-07-01"},
                           {"until", "2026-06-30"}})
                .status,
            201);
  const auto assess = [&](int year, const char* result) {
    return pool.tell(id, {{"fact", "assess"}, {"year", year}, {"result", result}});
  };
  ASSERT_EQ(assess(2025, "incompetent").status, 201);
  const Answer second = assess(2025, "excellent");
  EXPECT_EQ(second.text("/errors/0/pointer"), "/year") << second.body;
  EXPECT_EQ(second.text("/errors/0/code"), "assessed-already");
  EXPECT_THAT(second.text("/errors/0/detail"), testing::HasSubstr("第 3 项"));
  EXPECT_EQ(assess(2024, "competent").status, 201);
  ASSERT_EQ(pool.tell(id, {{"fact", "strike"}, {"corrects", 3}, {"reason", "录错"}}).status, 201);
  EXPECT_EQ(assess(2025, "excellent").status, 201);
  EXPECT_EQ(pool.get("li", "/v1/counsel/" + id).text("/years/1/assessment"), "excellent");
}

// By their account they sign opinions and keep out: it is given once, at selection or at the latest
// here.
TEST(Counsel, IsAppointedWithTheAccountGivenBefore) {
  Pool pool;
  const Answer made = pool.post("sun", "/v1/counsel",
                                {{"name", "吕律师"},
                                 {"kind", "legal_adviser"},
                                 {"unit", "某律师事务所"},
                                 {"account", "lv"},
                                 {"method", "公开遴选"}});
  ASSERT_EQ(made.status, 201) << made.body;
  const JsonObject appointment{{"fact", "appoint"},
                               {"contract_no", "H1"},
                               {"basis", "市政府聘任"},
                               {"since", "2026-01-01"},
                               {"until", "2026-12-31"}};
  const Answer appointed = pool.tell(made.text("/id"), appointment);
  EXPECT_EQ(appointed.status, 201) << appointed.body;
  EXPECT_EQ(pool.get("li", "/v1/counsel/" + made.text("/id")).text("/details/account"), "lv");
  Pool other;
  const Answer refused = other.tell(other.counsel(), appointment);
  EXPECT_EQ(refused.text("/errors/0/pointer"), "/account") << refused.body;
  EXPECT_EQ(refused.text("/errors/0/code"), "counsel-needs-account");
}

}  // namespace
}  // namespace gavel::api::test

// Organs that another took over, and policy packs whose organ has no head in the register: whose
// the matters are (Decree 713 art. 3, Organic Law art. 77).
#include "tests/api/city.hpp"

namespace gavel::api::test {
namespace {

using testing::HasSubstr;

procedure::Pack arxan() {
  procedure::Pack pack;
  pack.id = "arxan", pack.procedure = "major-decision";
  pack.organ = {"阿尔山市人民政府", "Arxan"}, pack.level = "city";
  pack.versions.push_back({.version = "2026.1",
                           .effective_from = parse_day("2026-01-01").value(),
                           .basis = {"规则", "Rule"},
                           .parameters = {}});
  return pack;
}

struct Organs : testing::Test {
  City city{{arxan()}};
  Organs() {
    for (const char* account : {"wang", "fang", "gang"}) city.hire(account, "system", {});
    heads("wang", "滨州市人民政府"), heads("fang", "未来区人民政府");
  }
  std::string heads(const std::string& account, const std::string& organ,
                    const char* role = "organ_head") {
    const std::string id = account + std::to_string(++posts);
    EXPECT_EQ(
        city.post("admin", "/v1/positions",
                  {{"id", id}, {"organ", organ}, {"title", "首长"}, {"roles", JsonArray{role}}})
            .status,
        201);
    const Answer held =
        city.post("admin", "/v1/positions/" + id + "/holders",
                  {{"account", account}, {"since", "2026-01-01"}, {"basis", "任命"}});
    EXPECT_EQ(held.status, 201) << held.body;
    return "/v1/positions/" + id + "/holders/" + held.text("/id") + "/end";
  }
  Answer propose(const char* organ, JsonObject policy = {}) {
    JsonObject data{{"source", "leader"}, {"mad_class", 1}, {"reason", "群众诉求"}};
    if (organ[0] != '\0') data["organ"] = organ;
    JsonObject body{
        {"procedure", "major-decision"}, {"title", "民生实事"}, {"data", std::move(data)}};
    if (!policy.empty()) body["policy"] = std::move(policy);
    const Answer out = city.post("li", "/v1/matters", std::move(body));
    if (out.status == 201) city.id = out.text("/id"), city.version = 1;
    return out;
  }
  /// What a head does in a matter at any time: "201", or what is said against it.
  std::string acts(const char* as) {
    constexpr std::array others{"sun", "chen", "li", "qian", "wu"};
    const Answer out =
        city.post(as, "/v1/matters/" + city.id + "/recusals",
                  {{"account", others[acted++ % 5]}, {"step", "order"}, {"reason", "近亲属"}});
    return out.status == 201 ? "201" : out.text("/detail");
  }
  Answer takes_over(const char* organ, const char* successor, const char* since = "2026-01-01",
                    const char* as = "admin") {
    JsonObject body{{"organ", organ}, {"since", since}, {"basis", "国函〔2026〕1号"}};
    if (successor[0] != '\0') body["successor"] = successor;
    return city.post(as, "/v1/successions", std::move(body));
  }
  int posts = 0, acted = 0;
};

TEST_F(Organs, OfAPackDecideWhatIsOnItAndNoOther) {
  const JsonObject on_pack{{"pack", "arxan"}};
  const Answer refused = propose("滨州市人民政府", on_pack);
  EXPECT_EQ(refused.brief(), "409 rules-unmet") << refused.body;
  EXPECT_EQ(refused.text("/refusal/rules/0/id"), "G03O");
  EXPECT_THAT(refused.text("/refusal/rules/0/remedy/zh"),
              HasSubstr("决策机关（organ）填写其名称：阿尔山市人民政府；"));
  ASSERT_EQ(propose("阿尔山市人民政府", on_pack).status, 201);
  ASSERT_EQ(propose("", on_pack).status, 201);
  EXPECT_THAT(acts("wang"), HasSubstr("本事项由其他机关决策（阿尔山市人民政府）"));
  EXPECT_THAT(acts("fang"), HasSubstr("该机关的行政首长没有登记的，请系统管理员在职务登记簿登记"));
  heads("gang", "阿尔山市人民政府");
  EXPECT_EQ(acts("gang"), "201");
  EXPECT_THAT(acts("wang"), HasSubstr("本事项由其他机关决策"));
}

TEST_F(Organs, ThatWereTakenOverGoOnInTheOther) {
  ASSERT_EQ(propose("未来区人民政府").status, 201);
  const std::string end = "/v1/positions/fang2/holders/";
  const std::string ended = heads("fang", "未来市人民政府");
  EXPECT_EQ(acts("fang"), "201") << "holds the post of the organ of before still";
  const Answer holders = city.get("admin", "/v1/positions/fang2/holders");
  ASSERT_EQ(
      city.post("admin", end + holders.text("/holders/0/id") + "/end", {{"reason", "撤区设市"}})
          .status,
      201);
  EXPECT_THAT(acts("fang"), HasSubstr("该机关已经更名、撤并的，请系统管理员登记承接它的机关"));
  const Answer entered = takes_over("未来区 人民政府", "未来市人民政府");
  ASSERT_EQ(entered.status, 201) << entered.body;
  EXPECT_EQ(entered.text("/organ"), "未来区人民政府");
  EXPECT_EQ(acts("fang"), "201");
  EXPECT_THAT(acts("wang"), HasSubstr("本事项由其他机关决策（未来市人民政府）"));
  // New ones are the new organ's.
  const Answer old = propose("未来区人民政府");
  EXPECT_EQ(old.text("/refusal/rules/0/seen/choices"), R"(["未来市人民政府","滨州市人民政府"])");
  ASSERT_EQ(propose("未来 市人民政府").status, 201);
  EXPECT_EQ(acts("fang"), "201");
  EXPECT_EQ(city.get("li", "/v1/successions").text("/successions/0/successor"), "未来市人民政府");
}

// What the one had begun is the other's own: it is merged with its matters, and with no third
// one's.
TEST_F(Organs, ThatWereTakenOverAreOneWithTheOther) {
  heads("gang", "未来市人民政府");
  ASSERT_EQ(propose("未来区人民政府").status, 201);
  const std::string old = city.id;
  ASSERT_EQ(propose("滨州市人民政府").status, 201);
  const std::string third = city.id;
  ASSERT_EQ(propose("未来市人民政府").status, 201);
  const auto merge = [&](const std::string& into) {
    const Answer out = city.send("gang", "matter.merge", {{"into", into}, {"reason", "同一事项"}});
    return out.status == 201 ? "201" : out.text("/refusal/rules/0/id");
  };
  EXPECT_EQ(merge(old), "G23IO");
  ASSERT_EQ(takes_over("未来区人民政府", "未来市人民政府", "2036-01-01").status, 201);
  EXPECT_EQ(merge(old), "G23IO") << "not yet";
  ASSERT_EQ(takes_over("未来区人民政府", "未来市人民政府").status, 201);
  EXPECT_EQ(merge(third), "G23IO");
  EXPECT_EQ(merge(old), "201");
  // As whoever proposes to adjust what the one decided is told, whose it is.
  JsonObject data{{"source", "leader"}, {"mad_class", 1}, {"reason", "群众诉求"}};
  data["organ"] = "未来市人民政府", data["predecessor"] = third;
  const Answer undecided = city.post(
      "li", "/v1/matters",
      {{"procedure", "major-decision"}, {"title", "民生实事"}, {"data", std::move(data)}});
  EXPECT_EQ(undecided.text("/refusal/rules/0/id"), "G03L") << undecided.body;
  EXPECT_EQ(undecided.text("/refusal/rules/0/seen/organs"),
            R"(["未来市人民政府","未来区人民政府"])");
}

// Nor does an office take in what another organ received; one without a position does for any.
TEST_F(Organs, RegisterLettersForThemselvesAlone) {
  const char* file = "workflows/letters.scxml";
  ASSERT_TRUE(city.procedures.install(file_text(file), file, city.clock.now()));
  city.hire("bo", "system", {});
  heads("bo", "未来区人民政府", "office"), heads("gang", "未来市人民政府");
  const auto receive = [&](const char* as, const char* organ) {
    JsonObject data{{"channel", "letter"}, {"summary", "违规收费"}, {"publish_consent", false}};
    data["organ"] = organ;
    const Answer out =
        city.post(as, "/v1/matters",
                  {{"procedure", "letters"}, {"title", "举报收费"}, {"data", std::move(data)}});
    return out.status == 201 ? "201" : out.text("/refusal/rules/0/id");
  };
  EXPECT_EQ(receive("bo", "滨州市人民政府"), "L31");
  EXPECT_EQ(receive("bo", "未来区人民政府"), "201");
  EXPECT_EQ(receive("bo", "未来市人民政府"), "L31");
  EXPECT_EQ(receive("chen", "滨州市人民政府"), "201");
  // What took it over is its own.
  ASSERT_EQ(takes_over("未来区人民政府", "未来市人民政府").status, 201);
  EXPECT_EQ(receive("bo", "未来市人民政府"), "201");
  EXPECT_EQ(receive("bo", "滨州市人民政府"), "L31");
}

TEST_F(Organs, AreTakenOverByAnotherThatIsEntered) {
  EXPECT_EQ(takes_over("未来区人民政府", "未来市人民政府", "2026-01-01", "chen").brief(),
            "403 role-required");
  EXPECT_EQ(takes_over("未来镇人民政府", "未来市人民政府").text("/errors/0/code"), "no-such-organ");
  EXPECT_EQ(takes_over("未来区人民政府", "未来区 人民政府").text("/errors/0/code"),
            "succeeds-itself");
  ASSERT_EQ(takes_over("未来区人民政府", "未来市人民政府").status, 201);
  EXPECT_EQ(takes_over("未来市人民政府", "未来区人民政府").text("/errors/0/code"),
            "succeeds-itself");
  ASSERT_EQ(takes_over("未来区人民政府", "").status, 201);
  EXPECT_EQ(takes_over("未来市人民政府", "未来区人民政府").status, 201);
  city.ledger.sequence();
  EXPECT_TRUE(city.ledger.examine().empty());
  db::test::psql(city.url,
                 "ALTER TABLE organ_succession DISABLE TRIGGER ALL; "
                 "UPDATE organ_succession SET successor = '滨州市人民政府' WHERE id = 1");
  const auto found = city.ledger.examine();
  ASSERT_FALSE(found.empty());
  EXPECT_THAT(found[0].detail, HasSubstr("organ_succession 1"));
}

}  // namespace
}  // namespace gavel::api::test

#pragma once
// An office that keeps the registers of people: the pool of experts and legal counsel.
#include "tests/api/office.hpp"

namespace gavel::api::test {

/// The shipped procedure of major decisions; packs of it by what they set.
inline procedure::Pack pack_of(const std::string& parameters, const char* since = "2026-01-01") {
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

}  // namespace gavel::api::test
